"""Numbers that count nothing that anybody has: with whom, where and how often something is done, what is part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.groups import SEPARATORS, Group
from extract.facts.syntax.metrics import CLOSING, OPENING, nominal
from extract.facts.syntax.names import lead_length

if TYPE_CHECKING:
    from extract.quantities import Quantity

# 与7家企业会面, 来自17个国家: whom an act is for or where somebody is from, nothing that anybody has.
_TOWARDS = frozenset("与对向给同跟由被让使令把将比距") | {"来自", "来自于", "距离", "作为"}
_WITHIN = frozenset("在从以按") | {"关于"}
_HEDGES = frozenset(("年均", "月均", "日均", "平均", "每年", "每月", "每天", "约", "近"))
# 前往这两个省份: said before, and counted there.
_THESE = frozenset(("这", "那", "该"))
_OTHERS = frozenset(("上述", "其余", "其他", "其它"))  # of a count said before
_TIMES = frozenset(("次", "度", "轮", "輪", "回"))


def aside(group: Group) -> bool:
    """Whether the number only describes: with whom (与7家企业), how (以超1亿亩的速度), a list summed up (甲、乙两市)."""
    left = group.left
    end = len(left)
    while end and (left[end - 1].text in vocabulary().links or left[end - 1].text in _HEDGES):
        end -= 1
    towards = {left[-1].text, left[end - 1].text if end else ""} if left else set()
    if towards & _TOWARDS or (end and left[end - 1].text[-1] in "以按"):
        return True
    if left and left[-1].text in _THESE | _OTHERS:
        return len(left) > 1 or left[-1].text in _OTHERS
    return _within(left) or (end == len(left) and _sums_up(left))


def _within(left: Sequence[Atom]) -> bool:
    """Whether a preposition governs the counted: 在该国180所学校启动; not 在全国50个城市, nor 稳定在3个班次."""
    for at in range(len(left) - 1, -1, -1):
        if left[at].text in _WITHIN:
            free = not at or (
                left[at - 1].tag[:1] not in ("v", "a") and left[at - 1].text not in vocabulary().links
            )
            return free and not lead_length(left[at + 1 :])
        if not nominal(left[at]) and left[at].tag != "r":
            break
    return False


def adverbial(group: Group, quantity: Quantity) -> bool:
    """Whether the number says how often something is done: 两次进行沟通."""
    words = vocabulary()
    if quantity.unit not in _TIMES or not group.right or group.right[0].tag != "v":
        return False
    return group.right[0].text not in words.up | words.down | words.arrivals  # 由3000次减少到1000次


def within_name(group: Group) -> bool:
    """Whether a quote that opens in front closes behind, with no verb between: 「世界12強棒球賽」."""
    opened = next((at for at in range(len(group.left) - 1, -1, -1) if group.left[at].text[0] in OPENING), -1)
    if opened < 0 or any(atom.text[0] in CLOSING or atom.tag == "v" for atom in group.left[opened + 1 :]):
        return False
    closed = next((at for at, atom in enumerate(group.right) if atom.text[0] in OPENING | CLOSING), -1)
    return closed > 0 and group.right[closed].text[0] in CLOSING


def _sums_up(left: Sequence[Atom]) -> bool:
    """Whether names listed in front are what is counted: 甲、乙两市, 甲等5省."""
    listed = left[:-1] if left and left[-1].text == "等" else left
    size = next(
        (len(listed) - at for at in range(len(listed)) if lead_length(listed[at:]) == len(listed) - at), 0
    )
    return bool(size) and (listed is not left or any(atom.text in SEPARATORS for atom in listed[-size:]))
