"""Who holds how much of whom: 甲集团持有乙公司30%的股份. What is bought or sold (收购乙公司51%股权) nobody is said to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.measures import Found, Measure
from extract.facts.models import Subject
from extract.facts.rules.number import Number
from extract.facts.subjects.named import Subjects
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.behind import behind
from extract.facts.syntax.names import lead_length
from extract.facts.syntax.phrases import trim

if TYPE_CHECKING:
    pass

_STAKES = frozenset(("股权", "股份", "股票", "股本", "权益", "投票权", "表决权"))
_HOLDS = frozenset(("持有", "拥有", "持", "控制", "合计持有", "共持有"))


def staked(of: Number) -> bool:
    """Whether the number is a stake by the noun behind it: 30%的股份."""
    stake = behind(of.group.right)
    return of.quantity.kind == "percent" and bool(stake) and stake[0].text in _STAKES


def holding(of: Number) -> list[Found]:
    """The stake of a holder in a body, as the metric 乙公司股权; nothing where holder or body isn't said."""
    subjects = of.subjects
    stake = behind(of.group.right)
    body = trim(of.parts.body)
    verb = next((at for at in range(len(body) - 1, -1, -1) if body[at].text in _HOLDS), -1)
    held = trim(body[verb + 1 :])
    if verb < 0 or not held or body[verb + 1].text == "的" or lead_length(held) != len(held):
        return []
    named = subjects.named(of.parts.lead) or _holder(body[:verb], subjects) or of.opened
    holder = named or of.topic.carried()
    if holder is None:
        return []
    metric = subjects.written(held) + subjects.written(stake[:1])
    return [Found(Measure(holder, metric, stake[0].text), "holding", carried=named is None)]


def _holder(front: Sequence[Atom], subjects: Subjects) -> Subject | None:
    """A holder who is no organization: a person by name."""
    named = trim(front)
    return subjects.thing(named) if len(named) == 1 and named[0].tag in ("nr", "nrt", "nrfg") else None
