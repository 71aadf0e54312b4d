"""What is counted stands behind its number: 培育29家上市企业, 2亿元的合同."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.rules.number import Number
from extract.facts.syntax.asides import aside, within_name
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.groups import Group
from extract.facts.syntax.metrics import CLOSING, head_length, object_of
from extract.facts.syntax.names import lead_length
from extract.facts.syntax.nouns import money, noun_behind, sum_behind
from extract.facts.syntax.phrases import Phrase

if TYPE_CHECKING:
    from extract.quantities import Quantity

# 二十届三中全会 is a name; 承办7届大会 counts.
_SESSIONS = frozenset("届")
# An age, a storey, a grade or a power describes its noun, it doesn't count it; nor does a number that ends a quoted name.
_NO_COUNTS = frozenset("核岁歲楼樓层層级級号號点點分线版强強匹")
# People are their own noun: 两人账号 are not two of them, 5人情况严重 says how they are.
_PEOPLE = frozenset("人")
_THRESHOLDS = frozenset(("大关", "关口", "整数关口", "以上", "以下"))
_SHORTEST = 2  # 首批三家新…: one character names no thing


def counted_noun(of: Number) -> Sequence[Atom]:
    """The noun behind the number where it is what the number measures, else nothing."""
    group, said, parts, quantity = of.group, of.said, of.parts, of.quantity
    if aside(group) or _described(group, quantity):
        return ()
    noun = noun_behind(group)
    if quantity.kind == "money" and noun:
        noun = sum_behind(noun, group.right)
    if not noun or noun[-1].end - noun[0].start < _SHORTEST or not _counts(noun, of):
        return ()
    if _suffers(group, noun):
        return ()
    if said.linked and not said.relative and not _done(parts) and _acts(group, noun):
        return ()
    governed = () if said.relative else object_of(parts.body)
    if said.form == "change":
        return () if governed else noun
    if said.form == "action" or not governed or lead_length(governed) == len(governed):
        return noun
    if said.linked and head_length(governed):
        return ()
    return noun if quantity.kind in ("count", "number") or not head_length(governed) else ()


def _done(parts: Phrase) -> bool:
    return bool(parts.body) and parts.body[-1].tag[:1] == "v"


def _suffers(group: Group, noun: Sequence[Atom]) -> bool:
    """Whether something is done to so many (1000架次航班被取消): there are more of them."""
    return any(atom.text in ("被", "遭", "遭到") and atom.start == noun[-1].end for atom in group.right)


def _acts(group: Group, noun: Sequence[Atom]) -> bool:
    """Whether so many do or suffer something: 共有3000家银行参加存款保险, 超4000架次航班延误 aren't how many there are."""
    rest = [atom for atom in group.right if atom.start >= noun[-1].end]
    return bool(rest) and (rest[0].tag[:1] in ("v", "p", "d") or rest[0].kind == "date")


def _described(group: Group, quantity: Quantity) -> bool:
    """Whether the number is none of a count: an age, a limit, a number in a name."""
    right = group.right
    if quantity.unit in _NO_COUNTS or (
        right and (right[0].text[0] in CLOSING or right[0].text in _THRESHOLDS)
    ):
        return True
    return (quantity.unit in _PEOPLE and quantity.kind == "count") or within_name(group)


def _counts(noun: Sequence[Atom], of: Number) -> bool:
    """Whether a number of this kind can be how much there is of the noun behind it.

    Of a measure it is only so where the noun names what is measured (15米高度): a screen of 6英寸 isn't six of them.
    Of a share it is so with 的, and of money where the noun is money itself.
    """
    group, parts, quantity = of.group, of.parts, of.quantity
    if quantity.unit in _SESSIONS and group.right[0].start == quantity.end:
        return bool(parts.body) and parts.body[-1].text in vocabulary().actions
    if quantity.kind == "money":
        verb = noun[0].tag == "v" or noun[0].text in vocabulary().actions  # 2亿元建设新厂
        return not verb and money(noun)
    if quantity.kind in ("percent", "multiple"):
        return group.right[0].text == "的" and parts.empty
    if quantity.kind == "measure":
        of_another = any(a.text == "的" and a.start == noun[-1].end for a in group.right)  # 390mm长度的扩展卡
        return bool(head_length(noun)) and not of_another and noun[-1].text[-1] != "款"  # 16英寸标准款
    if quantity.kind == "number":
        return noun[0].tag != "v" and (bool(head_length(noun)) or quantity.text[-1] in "万亿萬億千百")
    return quantity.kind != "ratio"
