"""A share: 占出口总值的近三成 is of the part in front, or of what was measured last."""

from __future__ import annotations

from extract.facts.measures import Found, Measure
from extract.facts.models import Subject
from extract.facts.subjects.named import Subjects
from extract.facts.syntax.phrases import Phrase
from extract.facts.topics import Topic


def shares(parts: Phrase, metric: str, count: int, subjects: Subjects, topic: Topic) -> list[Found]:
    """What `count` shares of one whole are, `metric` beginning with 占; empty where the parts aren't plain."""
    if not parts.empty:
        owner = subjects.owner((*parts.lead, *parts.part, *parts.body))
        owners = [owner] if owner else []
    elif count > 1:
        owners = topic.members
    else:
        owners = [_part(topic.last)] if topic.last is not None else []
    if len(owners) != count:
        return []
    return [Found(Measure(owner, metric), "share") for owner in owners]


def _part(last: Measure) -> Subject:
    """The part is the thing measured, or the metric where that says more than its head (海外收入 of a company)."""
    if last.subject.kind != "thing" and last.metric != last.head:
        return Subject(last.metric, "thing")
    return last.subject
