"""The noun phrase that a number measures: where it begins and its head."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import metric_heads, vocabulary
from extract.facts.syntax.atoms import Atom

# Tags of words that can stand in a noun phrase in front of its head; jieba calls unknown words x.
_NOMINAL = frozenset("nabjlsftgkihz") | {
    "nr", "ns", "nt", "nz", "ng", "nrt", "nrfg", "vg", "vn", "an", "ag", "eng", "x", "vd", "m", "q", "ad", "tg",
}  # fmt: skip
JOINTS = frozenset(("和", "与", "及", "以及", "、", "或", "暨"))
MODIFIERS = frozenset(
    (
        "日均",
        "月均",
        "年均",
        "人均",
        "户均",
        "平均",
        "总",
        "净",
        "单月",
        "单季",
        "新",
        "年",
        "月",
        "单",
        "户",
        "每股",
        "归母",
        "扣非",
        "核心",
        "基础",
        "综合",
        "整体",
        "年度",
        "季度",
        "全年",
        "主营",
        "同比",
    )
)
OPENING, CLOSING = frozenset("“‘「『《〈"), frozenset("”’」』》〉")
_QUOTES = OPENING | CLOSING | frozenset("\"'")
_ABSTRACT = frozenset("率度")
_ACHIEVES = frozenset(("实现", "完成", "达成", "取得", "提高", "保持"))
# Verbs that only make names of what is measured: 跨区域人员流动量, 自主品牌销量.
_BOUND = frozenset(("跨", "归属", "归属于", "自主", "非", "在建", "在营", "在售", "在手"))
# Verbs that stand as nouns in front of a noun: 制度创新成果, 产业发展基金.
NOUN_LIKE = frozenset(
    (
        *(
            "创新",
            "研发",
            "研究",
            "发展",
            "设计",
            "生产",
            "应用",
            "管理",
            "教育",
            "治理",
            "保护",
            "合作",
            "试点",
            "示范",
        ),
        *(
            "改革",
            "运营",
            "创业",
            "就业",
            "保障",
            "培训",
            "监测",
            "救援",
            "救灾",
            "防护",
            "检测",
            "维护",
            "体验",
            "交流",
        ),
    )
)
_NOUN_PREFIXES = frozenset("可未非")
_LONGEST = 4


def head_length(phrase: Sequence[Atom]) -> int:
    """How many atoms at the end of the phrase are its head with the head's own modifiers; 0 where none is known."""
    heads = metric_heads()
    found = 0
    for size in range(min(_LONGEST, len(phrase)), 0, -1):
        if "".join(atom.text for atom in phrase[-size:]) in heads:
            found = size
            break
    if not found and phrase and phrase[-1].kind == "word" and not _doing(phrase[-1]):
        found = int(_ends_in_head(phrase[-1].text))
    if found == 1 and len(phrase) > 1 and len(phrase[-1].text) == 1 and _completes(phrase[-2]):
        found = 2
    while found and found < len(phrase) and phrase[-found - 1].text in MODIFIERS:
        found += 1
    return found


def _doing(atom: Atom) -> bool:
    """Whether a word isn't what its last character means: a verb of two characters (放量), an adverb (再度)."""
    return atom.tag in ("d", "c", "p", "r") or (atom.tag == "v" and len(atom.text) == 2)


def _ends_in_head(word: str) -> bool:
    """Whether a word ends in a known head: 率 of 覆盖率, 收入 of 业务收入."""
    return any(word[at:] in metric_heads() for at in range(1, len(word)))


def _completes(atom: Atom) -> bool:
    """Whether the word in front makes a noun with a head of one character: 交付 of 交付量."""
    return atom.kind == "word" and len(atom.text) > 1 and atom.tag[:1] in ("n", "v", "a", "b", "j", "l", "x")


def nominal(atom: Atom) -> bool:
    """Whether the atom can stand in a noun phrase."""
    if atom.kind == "organization":
        return True
    if atom.kind == "punct":
        return atom.text in _QUOTES
    words = vocabulary()
    if atom.kind != "word" or atom.text in words.links or atom.text in words.up or atom.text in words.down:
        return False
    if atom.text in metric_heads():
        return True
    return atom.tag in _NOMINAL and (atom.text not in words.adverbs or atom.tag == "n")


def object_of(body: Sequence[Atom]) -> Sequence[Atom]:
    """The noun phrase that a verb in the phrase governs: 员工 of 拥有员工; the phrase itself without one."""
    return body[governor(body) + 1 :]


def governor(body: Sequence[Atom]) -> int:
    """Where the verb or preposition stands whose object the phrase ends in; -1 without one."""
    for at in range(len(body) - 1 - head_length(body), -1, -1):
        if body[at].text == "的":
            return -1
        if _governs(body, at):
            return at
    return -1


def _governs(body: Sequence[Atom], at: int) -> bool:
    """Whether the word is a verb or a preposition whose object the words behind are."""
    atom = body[at]
    if atom.kind != "word" or head_length(body[at : at + 1]) or _noun_like(body, at) or atom.text in _BOUND:
        return False
    if _compounds(body, at):
        return False
    return atom.text in vocabulary().actions or (
        atom.tag == "p" and at + 2 < len(body) and atom.text not in JOINTS
    )


def _compounds(body: Sequence[Atom], at: int) -> bool:
    """Whether a verb right in front of a bare head is its first half: 投入强度, 银行卡受理覆盖率; 完成产值 is done."""
    bare = at + 1 == len(body) - 1 and body[-1].text[-1] in _ABSTRACT
    return (
        bare
        and len(body[at].text) == len(body[-1].text) - body[-1].text.endswith("率") == 2
        and body[at].text not in _ACHIEVES
    )


def _noun_like(body: Sequence[Atom], at: int) -> bool:
    """Whether a verb stands as a noun between nouns or in a list: 服务 of 旅游相关服务销售收入."""
    beside = {atom.text for atom in (*body[max(at - 1, 0) : at], *body[at + 1 : at + 2])}
    if beside & JOINTS:
        return True
    return body[at].tag in ("vn", "n") and at > 0 and nominal(body[at - 1])


def tail(body: Sequence[Atom]) -> Sequence[Atom]:
    """The noun phrase that the body ends in: what stands behind its last verb, preposition or adverb."""
    start = len(body)
    while start and (
        nominal(body[start - 1]) or body[start - 1].text in JOINTS or body[start - 1].text == "的"
    ):
        start -= 1
    start -= _prefixed(body, start)
    while start < len(body) and (body[start].text in JOINTS or body[start].text == "的"):
        start += 1
    return body[start:]


def _prefixed(body: Sequence[Atom], start: int) -> int:
    """How many atoms in front are no predicate but the noun's prefix: 未|锻轧 of 未锻轧铜, 可 of 可再生能源."""
    before = [atom.text for atom in body[max(start - 2, 0) : start]]
    if start == len(body) or not before:
        return 0
    if before[-1] in _NOUN_PREFIXES:
        return 1
    return 2 if before[0] == "未" and len(before) > 1 and body[start - 1].tag[:1] == "v" else 0
