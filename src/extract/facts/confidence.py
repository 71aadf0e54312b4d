"""How far a fact can be trusted: how often its rule was right on articles marked by hand."""

from __future__ import annotations

from extract.facts.measures import Found, Rule
from extract.facts.topics import Topic

_RULES: dict[Rule, float] = {
    "noun": 0.93,
    "again": 0.94,
    "part": 0.9,
    "split": 0.78,
    "share": 0.88,
    "distributed": 0.9,
    "counted": 0.85,
    "verb": 0.75,
    "phrase": 0.6,
}
_CARRIED = 0.9
_STALE = 0.75


def confidence(found: Found, topic: Topic) -> float:
    """The rule's figure, less for a subject said clauses or sentences ago."""
    value = _RULES[found.rule]
    if found.carried:
        value *= _CARRIED if topic.age <= 1 else _STALE
    return round(value, 3)
