"""What words can be: the name of a thing, of who acts, of a market index, of what a number measures, or none of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.metrics import CLOSING, MODIFIERS, OPENING
from extract.facts.syntax.phrases import LEFTOVERS, trim

# Tags of words that a name of what is measured can end in.
_COMMON = frozenset(("n", "nz", "nt", "ng", "vn", "an", "l", "eng", "v"))
_NO_NOUNS = frozenset("dpcurtf")
_TOWARDS = frozenset(("面向", "作为", "针对", "围绕", "被"))
_SAYS = frozenset(("是", "意味着"))
_ESTIMATORS = frozenset(("市场", "分析师", "业界", "外界", "预期"))  # 市场预计为: what it was thought to be
_FIRST_OF_TWO = frozenset("兑对比")
_MEASURED = frozenset("率量值额差税薪价度数")  # what is measured ends in them
_SET = frozenset("快慢高低多少大小")  # 快于: set against something


def measurable(noun: Sequence[Atom]) -> bool:
    """Whether a noun phrase without a known head can be what a number measures.

    It ends in a common noun: a person, a place, a product's number and the rest of a quotation can't be measured.
    """
    opening = sum(atom.text in OPENING for atom in noun)
    closing = sum(atom.text in CLOSING for atom in noun)
    if not noun or opening != closing or noun[-1].text in ("》", "〉"):
        return False
    if all(atom.text in _ESTIMATORS for atom in noun):
        return False
    last = next((atom for atom in reversed(noun) if atom.kind != "punct"), noun[-1])
    if (
        noun[0].text.isdigit()
        or last.text in vocabulary().places | {"世界"}
        or any(map(str.isdigit, last.text))
    ):
        return False
    return last.kind == "word" and last.tag in _COMMON


def standard(body: Sequence[Atom]) -> bool:
    """Whether the words end in what the measured is set against: its number is a difference, or a share of it."""
    for atom, following in pairwise(body):
        if atom.kind == "word" and (
            atom.text in vocabulary().standards or (atom.text in _SET and following.text == "于")
        ):
            return True
    return False


def index(body: Sequence[Atom]) -> bool:
    """Whether the phrase names a market index, whose 涨 and 报 it is that a number measures."""
    return body[-1].text in vocabulary().indexes or (
        body[-1].text.endswith("指数") and body[-1].end - body[0].start > len("指数")
    )


def whole_words(body: Sequence[Atom]) -> Sequence[Atom]:
    """Without what is left of an adverbial in front: 持股比例 of 增持后持股比例."""
    return body[1:] if len(body) > 1 and body[0].text in LEFTOVERS else body


def entity(noun: Sequence[Atom]) -> bool:
    """Whether the noun is who has and does things: so many of them there can be, so much money they aren't."""
    return noun[-1].text[-2:] in vocabulary().entities or noun[-1].text.endswith("业")


def clausal(atoms: Sequence[Atom]) -> bool:
    """Whether words make a clause, or say towards what: 主要是分行, 意味着未来, 低于, 面向各国."""
    words = vocabulary()
    says = words.standards | words.causes | _SAYS
    return any(atom.text in says for atom in atoms) or (bool(atoms) and atoms[0].text in _TOWARDS)


def nameable(atoms: Sequence[Atom]) -> bool:
    """Whether words can be a noun phrase: no clause, and not only modifiers (日均) or who estimates (市场预计为)."""
    named = [atom for atom in atoms if atom.text not in MODIFIERS | _ESTIMATORS]
    nouns = any(atom.kind != "word" or atom.tag[:1] not in _NO_NOUNS for atom in named)
    return nouns and not clausal(atoms)


def bearer(front: Sequence[Atom]) -> int:
    """How many of the words in front of a metric name what has it; 0 where they are no more than the metric's own.

    What is done to it belongs to the metric: 邮政行业|寄递业务量. What is measured itself (净息差|均值) and one of two
    currencies (美元兑|汇率) have none.
    """
    size = len(front)
    while size and front[size - 1].tag == "v" and len(front[size - 1].text) > 1:
        size -= 1
    named = front[:size]
    if (
        not size
        or named[-1].text == "、"
        or (front[size:] and any(a.text in vocabulary().causes for a in front))
    ):
        return 0
    own = named[-1].text[-1] in _MEASURED or named[-1].text in _FIRST_OF_TWO
    return 0 if own or not thinglike(named) else size


def _says(atom: Atom) -> bool:
    """Whether the word makes a clause of the words around it: a verb with an object, or one that says is."""
    words = vocabulary()
    return atom.kind == "word" and (
        atom.text in words.links or (atom.tag == "v" and atom.text in words.actions)
    )


def thinglike(front: Sequence[Atom]) -> bool:
    """Whether the words can name a thing on their own: they end in a noun of two characters and more."""
    last = front[-2] if front[-1].text == "的" and len(front) > 1 else front[-1]
    if all(atom.tag[:1] in ("v", "p", "d", "c", "u", "r") for atom in front):
        return False  # 影响CPI下降
    if any(atom.tag in ("d", "r") or atom.text in vocabulary().now for atom in front):
        return False  # 现场已汇集救援力量: a clause, no name
    if any(_says(atom) for atom in trim(front)):
        return False  # 新车销量达到汽车
    if last.kind == "punct" or last.kind == "organization":
        return True
    return last.tag[:1] in ("n", "l", "j", "e", "x", "i", "t", "v") and front[-1].end - front[0].start > 1
