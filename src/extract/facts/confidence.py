"""How far a fact can be trusted: the odds that facts read in the same way were right.

The weights are a logistic regression over what is known when a fact is read, fitted on press articles marked by hand
(`benchmarks/facts.py --fit`, which also tells how sure such weights are of articles outside the fit); a signal without a
weight says nothing either way.
"""

from __future__ import annotations

import math

from extract.facts.evidence import Evidence, signals

_BASE = 0.30
_WEIGHTS: dict[str, float] = {
    "carried 0": -0.35,
    "carried 1": -0.39,
    "carried 2": -0.62,
    "carried 3": -0.69,
    "carried counted": -0.79,
    "carried holding": -0.14,
    "carried noun": -0.15,
    "carried phrase": -0.50,
    "carried verb": -0.46,
    "dated": 0.24,
    "few": -0.40,
    "firm": 0.35,
    "known metric": 0.66,
    "long metric": -0.58,
    "number count": 0.85,
    "number measure": -0.12,
    "number money": -0.26,
    "number multiple": -0.14,
    "number number": -0.00,
    "number percent": -0.13,
    "number ratio": -0.20,
    "rule counted": -0.46,
    "rule distributed": 0.47,
    "rule holding": -0.55,
    "rule index": 0.49,
    "rule noun": 0.33,
    "rule part": -0.04,
    "rule phrase": -0.22,
    "rule share": 0.51,
    "rule split": 0.03,
    "rule verb": -0.55,
    "subject organization": 0.06,
    "subject place": 0.23,
    "subject thing": -0.28,
    "thing counted": -0.59,
    "thing distributed": 0.36,
    "thing index": 0.49,
    "thing noun": -0.62,
    "thing part": -0.25,
    "thing phrase": -0.57,
    "thing share": 0.46,
    "thing split": 0.03,
    "thing verb": 0.41,
}


def confidence(of: Evidence) -> float:
    """The probability that the fact is right; one that only goes back to another is as sure as that."""
    if of.found.rule == "again":
        return of.topic.sure
    score = _BASE + sum(_WEIGHTS.get(one, 0.0) for one in signals(of))
    return round(1 / (1 + math.exp(-score)), 3)
