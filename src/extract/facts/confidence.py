"""How far a fact can be trusted: the odds that facts read in the same way were right.

The weights are a logistic regression over what is known when a fact is read, fitted on press articles marked by hand
(`benchmarks/facts.py --fit`, which also tells how sure such weights are of articles outside the fit); a signal without a
weight says nothing either way.
"""

from __future__ import annotations

import math

from extract.facts.evidence import Evidence, signals

_BASE = 0.76
_WEIGHTS: dict[str, float] = {
    "before a": 0.30,
    "before d": -0.15,
    "before date": -0.10,
    "before end": 0.39,
    "before n": -0.17,
    "before organization": 0.03,
    "before p": -0.10,
    "before punct": 0.08,
    "before v": 0.22,
    "before word": -0.12,
    "before 的": -0.40,
    "carried 0": -0.16,
    "carried 1": -0.18,
    "carried 2": -0.15,
    "carried 3": -0.56,
    "carried counted": -0.67,
    "carried noun": 0.03,
    "carried past 0": -0.19,
    "carried past 1": 0.04,
    "carried past 2": -0.66,
    "carried past 3": -0.23,
    "carried phrase": 0.00,
    "carried verb": -0.40,
    "clause 1": -0.16,
    "clause 2": 0.25,
    "clause 3": -0.10,
    "few": -0.22,
    "firm": 0.49,
    "known metric": 0.50,
    "linked": -0.48,
    "long metric": -0.23,
    "metric list": -0.92,
    "metric of 1": 0.39,
    "metric of 2": 0.07,
    "metric of 3": -0.63,
    "metric of 4": 0.11,
    "metric of 5": -0.14,
    "metric of 6": 0.20,
    "noun before a": -0.10,
    "noun before c": 0.07,
    "noun before d": 0.03,
    "noun before date": -0.08,
    "noun before end": 0.14,
    "noun before n": 0.06,
    "noun before p": -0.10,
    "noun before punct": 0.34,
    "noun before u": 0.32,
    "noun before v": -0.33,
    "noun before word": -0.23,
    "noun before 的": -0.47,
    "noun of 1": 0.34,
    "noun of 2": -0.42,
    "noun of 3": -0.27,
    "number count": 0.39,
    "number measure": -0.33,
    "number money": -0.05,
    "number multiple": -0.14,
    "number number": 0.20,
    "number percent": -0.02,
    "number ratio": -0.04,
    "others 0": 0.26,
    "others 1": -0.11,
    "others 2": -0.10,
    "others 3": -0.02,
    "period clause": 0.23,
    "period none": -0.14,
    "period paragraph": -0.34,
    "period sentence": 0.29,
    "rule counted": -0.34,
    "rule distributed": 0.26,
    "rule holding": -0.47,
    "rule index": 0.37,
    "rule noun": 0.31,
    "rule part": 0.02,
    "rule phrase": 0.02,
    "rule share": 0.26,
    "rule split": 0.20,
    "rule verb": -0.57,
    "sentence 0": 0.03,
    "sentence 1": 0.16,
    "sentence 2": 0.16,
    "sentence 3": -0.32,
    "subject organization": 0.09,
    "subject place": 0.07,
    "subject thing": -0.16,
    "thing counted": -0.62,
    "thing distributed": 0.12,
    "thing index": 0.37,
    "thing noun": -0.42,
    "thing part": -0.12,
    "thing phrase": -0.25,
    "thing share": 0.24,
    "thing split": 0.19,
    "thing verb": 0.32,
    "traditional": -0.26,
    "unit CNY": -0.32,
    "unit HKD": 0.29,
    "unit TWD": 0.02,
    "unit USD": 0.12,
}


def confidence(of: Evidence) -> float:
    """The probability that the fact is right; one that only goes back to another is as sure as that."""
    if of.found.rule == "again":
        return of.topic.sure
    score = _BASE + sum(_WEIGHTS.get(one, 0.0) for one in signals(of))
    return round(1 / (1 + math.exp(-score)), 3)
