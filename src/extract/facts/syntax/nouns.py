"""The noun phrase behind a number: where its clause goes on, what only describes another noun, what is money."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.behind import behind
from extract.facts.syntax.groups import SEPARATORS, Group, next_item
from extract.facts.syntax.metrics import head_length, nominal

# Where something happens, not what there is so much of: 四次会议中.
_PLACES = frozenset("中下里内上间")
_BESIDE = frozenset("前后旁下")
# What can stand at the end of the words behind a number without being of the noun: 码头|彻底整改.
_ADVERBIAL = frozenset(("d", "ad", "t", "p", "c", "l", "i"))
# So many of them are a time: 近三个财政年度.
_TIMES = ("年度", "季度", "财年", "学年", "学期", "交易日", "工作日", "月份", "星期", "小时")
_DOERS = frozenset("家名人位户所间")
# What steps, results and works are counted as, by the last word of their names.
_HEADS = frozenset(
    ("措施", "成果", "案例", "清单", "政策", "活动", "项目", "任务", "机制", "规定", "标准", "方案", "计划", "接口", "指引", "事项", "产品", "系统", "平台", "设备", "工程")
)  # fmt: skip
# What money is an amount of, by the last character or word; of other things (2元的矿泉水) it is the price.
_SUMS = frozenset("金款额资费债券税钱")
_AMOUNTS = frozenset(
    ("合同", "协议", "合约", "补贴", "贷款", "信贷", "项目", "工程", "资产", "财产", "预算", "授信", "捐赠", "支持", "援助", "经费")
)  # fmt: skip


def noun_behind(group: Group) -> Sequence[Atom]:
    """The noun phrase right behind the number, up to where its clause goes on; nothing where it describes another."""
    noun = behind(group.right)
    if not noun:
        return _fated(group.right)
    rest = group.right[group.right.index(noun[-1]) + 1 :]
    if _where(group, noun) or (group.left and group.left[-1].text == "为" and rest and rest[0].tag == "v"):
        return ()  # 为200个国家提供产品
    if noun[0].tag == "v" and len(rest) > 1 and rest[0].text == "的" and (described := behind(rest)):
        return described  # 50个具有代表性的故事
    if named := _named(group, noun, rest):
        return named
    noun = _before_deed(noun, rest)
    whole, noun = noun, _ended(noun, next_item(noun, rest) if group.following else 0)
    if not noun or noun[0].tag == "q" or noun[-1].text.endswith(_TIMES):
        return ()  # 341家|次: the rest of the measure word
    if len(noun) == len(whole) and (_describes(group, noun, rest) or _attribute(group, noun, rest)):
        return ()
    return noun


def _before_deed(noun: Sequence[Atom], rest: Sequence[Atom]) -> Sequence[Atom]:
    """Without what so many steps do, told by two verbs: 便利措施 of 便利措施|服务保障广交会."""
    words = (*noun, *rest)
    for at in range(1, len(noun)):
        deed = words[at].tag == "vn" and at + 1 < len(words) and words[at + 1].tag == "v"
        if deed and words[at - 1].text in _HEADS and noun[-1].text not in _HEADS:
            return noun[:at]
    return noun


def _where(group: Group, noun: Sequence[Atom]) -> bool:
    """Whether the words say where or when something is: 八组的祠堂前, 在全球三大公司中."""
    last = noun[-1].text
    return last in _BESIDE or (last in _PLACES and any(atom.text == "在" for atom in group.left))


def _named(group: Group, noun: Sequence[Atom], rest: Sequence[Atom]) -> Sequence[Atom]:
    """The noun with verbs inside where its clause ends in what such a number counts: 制度|集成创新案例, 城市品质|提升项目.

    Of bodies and people (37家企业使用系统) the verb says what they do.
    """
    if not rest or rest[0].tag[:1] != "v" or group.numbers[-1].text[-1] in _DOERS or group.following:
        return ()
    end = next(
        (at for at, atom in enumerate(rest) if atom.kind == "punct" or atom.text in SEPARATORS), len(rest)
    )
    inner, last = rest[:end], rest[end - 1] if end else rest[0]
    whole = all(atom.tag[:1] == "v" or nominal(atom) for atom in inner)
    free = not any(atom.text in vocabulary().predicates or len(atom.text) < 2 for atom in inner)
    return (*noun, *inner) if whole and free and last.text in _HEADS else ()


def _attribute(group: Group, noun: Sequence[Atom], rest: Sequence[Atom]) -> bool:
    """Whether the number says nothing of the noun itself: another number measures it, or counts what it describes.

    668个项目开工率超过70%, 39个营收超过1亿元的单品, 13个市县112个乡镇.
    """
    if group.following is None:
        return False
    beside = (rest or noun)[-1].end == group.following.start and all(atom.text == "共" for atom in rest)
    return bool(head_length(noun)) or beside


def _ended(noun: Sequence[Atom], item: int) -> Sequence[Atom]:
    """The noun phrase without what the clause goes on with: a verb, an adverb, the next `item` of a list of numbers."""
    words = vocabulary()
    end = next((at for at, atom in enumerate(noun) if atom.text in words.predicates), len(noun))
    end = min(end, item or end)
    end = next((at for at in range(1, end) if _gap(noun[at - 1], noun[at])), end)
    while end > 1 and (noun[end - 1].tag in _ADVERBIAL or noun[end - 1].text in SEPARATORS | _PLACES):
        end -= 1
    return noun[:end]


def _gap(atom: Atom, following: Atom) -> bool:
    """Whether a space parts two words as it parts two headings: 并购基金 服务科技企业."""
    han = "\u4e00" <= atom.text[-1] <= "\u9fff" and "\u4e00" <= following.text[0] <= "\u9fff"
    return han and following.start > atom.end


def _describes(group: Group, noun: Sequence[Atom], rest: Sequence[Atom]) -> bool:
    """Whether the counted only describes what stands behind it: 43个国家的选手; 承载百万常住人口的土地 says it of both."""
    if rest and rest[0].text == "的" and len(rest) == 1 and group.following:
        return True  # 15个部门的43类数据
    return (
        len(rest) > 1
        and rest[0].text == "的"
        and not head_length(noun)
        and (nominal(rest[1]) or rest[1].kind in ("quantity", "word"))
    )


def _fated(right: Sequence[Atom]) -> Sequence[Atom]:
    """A noun that what befell somebody makes: 确诊病例, 遇难者."""
    fated = len(right) > 1 and right[0].text in vocabulary().fates and right[1].tag == "n"
    return right[:2] if fated else ()


def sum_behind(noun: Sequence[Atom], right: Sequence[Atom]) -> Sequence[Atom]:
    """The noun with a verb inside where only so it is money: 省级科创|接力|S基金, 财政|支持|资金."""
    at = right.index(noun[-1]) + 1
    if (
        money(noun)
        or at + 1 >= len(right)
        or right[at].tag != "v"
        or right[at].text in vocabulary().predicates
    ):
        return noun
    more = behind(right[at + 1 :])
    whole = right[right.index(noun[0]) : at + 1 + len(more)]
    return whole if more and more[0] is right[at + 1] and money(more) else noun


def money(noun: Sequence[Atom]) -> bool:
    """Whether the noun is money or worth it, so that a sum can be how much of it there is: 基金, 联邦合同.

    >>> from extract.facts.syntax.atoms import Atom
    >>> money([Atom(0, 4, "救灾资金", "word", "n")]), money([Atom(0, 3, "矿泉水", "word", "n")])
    (True, False)
    """
    named = any(atom.text in _AMOUNTS for atom in noun)
    return bool(head_length(noun)) or named or noun[-1].text[-1] in _SUMS
