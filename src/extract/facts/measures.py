"""What a number measures, as the rules hand it to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.facts.models import Subject

INDEX = "指"  # the head of what is measured of a market index
# Completed from what governs them: 出口 under 货物贸易进出口总值 is 货物贸易出口.
TRADE = frozenset(("出口", "进口", "进出口", "顺差", "逆差", "投资"))
WITH = frozenset("对自从向")  # with whom a trade is belongs to it: 向中亚出口机电产品
Rule = Literal[
    "noun", "again", "part", "split", "share", "distributed", "counted", "verb", "phrase", "holding", "index"
]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something measured: what a bare change (同比增长5%) or a part without a metric (其中…) goes back to.

    `head` is the metric's last word where it is a known one; `named` says that the subject stood with the metric;
    `unit` is the level's, not a change's; `level` is false where the number was a change.
    """

    subject: Subject
    metric: str
    head: str = ""
    named: bool = False
    unit: str = ""
    level: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A measure and the rule that read it; `carried` where the subject was said in another clause."""

    measure: Measure
    rule: Rule
    carried: bool = False


def found(
    subject: Subject | None, metric: str, head: str, rule: Rule, *, carried: bool = False
) -> list[Found]:
    """The one measure found, or nothing without a subject."""
    return [Found(Measure(subject, metric, head, named=not carried), rule, carried)] if subject else []
