"""How far a fact can be trusted: the odds that facts read in the same way were right.

The weights are a logistic regression over what is known when a fact is read, fitted on the gold articles and on press
articles marked by hand (`training/fact_confidence.py`); a signal without a weight says nothing either way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.facts.measures import Found
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.quantities import Quantity

_BASE = 0.58
_WEIGHTS: dict[str, float] = {
    "carried 0": -0.23,
    "carried 1": -0.24,
    "carried 2": -0.57,
    "carried 3": -0.89,
    "carried counted": -0.66,
    "carried noun": -0.09,
    "carried phrase": -0.61,
    "carried verb": -0.53,
    "dated": 0.13,
    "few": -0.54,
    "firm": 0.61,
    "known metric": 0.32,
    "long metric": -0.57,
    "long subject": 1.19,
    "number count": 0.90,
    "number measure": -0.19,
    "number money": 0.31,
    "number multiple": -0.18,
    "number number": 0.09,
    "number percent": -0.26,
    "number ratio": -0.72,
    "rule counted": -0.45,
    "rule distributed": 0.58,
    "rule holding": -0.90,
    "rule index": 0.93,
    "rule noun": 0.06,
    "rule part": 0.46,
    "rule phrase": -0.33,
    "rule share": 0.74,
    "rule split": -0.06,
    "rule verb": -1.24,
    "subject organization": -0.05,
    "subject place": 0.14,
    "subject thing": -0.27,
    "thing counted": -0.84,
    "thing distributed": 1.10,
    "thing index": 0.93,
    "thing noun": -0.13,
    "thing part": -0.46,
    "thing phrase": -1.37,
    "thing share": 0.59,
    "thing split": -0.07,
    "thing verb": -0.02,
}
_LONG = 12  # characters of a metric, of a thing's name: past that they often hold a verb
_FEW = 10  # a count up to this often only describes: 两大, 三个


def confidence(found: Found, topic: Topic, quantity: Quantity, *, dated: bool) -> float:
    """The probability that the fact is right; one that only goes back to another is as sure as that."""
    if found.rule == "again":
        return topic.sure
    return round(_probability(signals(found, topic, quantity, dated=dated)), 3)


def signals(found: Found, topic: Topic, quantity: Quantity, *, dated: bool) -> Iterator[str]:
    """What is known of a fact that its confidence rests on, by name."""
    measure = found.measure
    yield f"rule {found.rule}"
    yield f"subject {measure.subject.kind}"
    yield f"number {quantity.kind}"
    if measure.head:
        yield "known metric"
    if found.carried:
        yield f"carried {min(topic.age, 3)}"
        yield f"carried {found.rule}"
    if measure.subject.kind == "thing":
        yield f"thing {found.rule}"
    if len(measure.metric) > _LONG:
        yield "long metric"
    if measure.subject.kind == "thing" and len(measure.subject.text) > _LONG:
        yield "long subject"
    if quantity.kind == "count" and quantity.value is not None and quantity.value <= _FEW:
        yield "few"
    if topic.firm:
        yield "firm"
    if dated:
        yield "dated"


def _probability(known: Iterable[str]) -> float:
    return 1 / (1 + math.exp(-_BASE - sum(_WEIGHTS.get(one, 0.0) for one in known)))
