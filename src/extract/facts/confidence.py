"""How far a fact can be trusted: the odds that facts read in the same way were right.

The weights are a logistic regression over what is known when a fact is read, fitted on the gold articles and on press
articles marked by hand (`benchmarks/facts.py --fit`); a signal without a weight says nothing either way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.facts.measures import Found
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.quantities import Quantity

_BASE = 0.62
_WEIGHTS: dict[str, float] = {
    "carried 0": -0.38,
    "carried 1": -0.48,
    "carried 2": -0.63,
    "carried 3": -1.00,
    "carried counted": -0.57,
    "carried holding": -0.33,
    "carried noun": -0.34,
    "carried phrase": -0.58,
    "carried verb": -0.59,
    "dated": 0.29,
    "few": -0.56,
    "firm": 0.57,
    "known metric": 0.58,
    "long metric": -0.67,
    "number count": 1.13,
    "number measure": -0.13,
    "number money": 0.05,
    "number multiple": -0.26,
    "number number": 0.06,
    "number percent": -0.18,
    "number ratio": -0.84,
    "rule counted": -0.58,
    "rule distributed": 0.89,
    "rule holding": -1.41,
    "rule index": 0.84,
    "rule noun": 0.44,
    "rule part": 0.17,
    "rule phrase": -0.37,
    "rule share": 0.93,
    "rule split": -0.08,
    "rule verb": -1.30,
    "subject organization": -0.18,
    "subject place": 0.11,
    "subject thing": -0.28,
    "thing counted": -0.88,
    "thing distributed": 0.39,
    "thing index": 0.84,
    "thing noun": -0.87,
    "thing part": -0.34,
    "thing phrase": -1.09,
    "thing share": 0.81,
    "thing split": -0.09,
    "thing verb": 0.95,
}
_LONG = 12  # characters of a metric: past that it often holds a verb
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
    if quantity.kind == "count" and quantity.value is not None and quantity.value <= _FEW:
        yield "few"
    if topic.firm:
        yield "firm"
    if dated:
        yield "dated"


def _probability(known: Iterable[str]) -> float:
    return 1 / (1 + math.exp(-_BASE - sum(_WEIGHTS.get(one, 0.0) for one in known)))
