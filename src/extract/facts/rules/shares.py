"""A share: 占出口总值的近三成 is of the part in front, or of what was measured last."""

from __future__ import annotations

from extract.facts.measures import Found, Measure
from extract.facts.models import Subject
from extract.facts.rules.number import Number


def shares(of: Number) -> list[Found]:
    """What shares of one whole are, their metric beginning with 占; empty where the parts aren't plain."""
    parts, topic = of.parts, of.topic
    if any(atom.tag in ("d", "p") for atom in of.said.whole[1:]):
        return []  # 苏占才拟将…: no whole that anything is a share of
    if not parts.empty:
        owner = of.subjects.owner((*parts.lead, *parts.part, *parts.body))
        owners = [owner] if owner else []
    elif of.count > 1:
        owners = topic.members
    else:
        owners = [_part(topic.last)] if topic.last is not None else []
    if len(owners) != of.count:
        return []
    metric = of.subjects.written(of.said.whole)
    return [Found(Measure(owner, metric), "share") for owner in owners]


def _part(last: Measure) -> Subject:
    """The part is the thing measured, or the metric where that says more than its head (海外收入 of a company)."""
    if last.subject.kind != "thing" and last.metric != last.head:
        return Subject(last.metric, "thing")
    return last.subject
