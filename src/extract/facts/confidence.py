"""How far a fact can be trusted: how often its rule was right on articles marked by hand and on read press."""

from __future__ import annotations

from extract.facts.measures import Found, Rule
from extract.facts.topics import Topic

_RULES: dict[Rule, float] = {
    "noun": 0.93,
    "again": 0.94,
    "part": 0.9,
    "split": 0.76,
    "share": 0.88,
    "distributed": 0.9,
    "counted": 0.82,
    "verb": 0.75,
    "phrase": 0.6,
    "holding": 0.85,
    "index": 0.85,
}
_CARRIED = 0.92  # the subject was said in a clause before
_STALE = 0.75  # or sentences before
_THING = 0.85  # the subject is no organization and no place, but words that seem to name one


def confidence(found: Found, topic: Topic) -> float:
    """The rule's figure, less for a subject said clauses or sentences ago or named by a rule of thumb.

    A change is no surer than what it is a change of.
    """
    value = _RULES[found.rule]
    if found.carried:
        value *= _CARRIED if topic.age <= 1 else _STALE
    if found.measure.subject.kind == "thing" and found.rule in ("counted", "noun", "verb"):
        value *= _THING
    if found.rule == "again":
        value = min(value, topic.sure)
    return round(value, 3)
