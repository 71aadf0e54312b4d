"""What the reader of facts gives back, and whose a number can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Change = Literal["up", "down"]
Basis = Literal["yoy", "qoq", "mom"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One number that the text attributes: whose it is, what it measures, when, and whether it is a change.

    `organization`, `quantity` and `period` are indexes into the sequences that were read with the text; `start`
    and `end` are the clause it was read from, in code points; `by` names the rule, `confidence` is how often
    facts of that rule were right on articles marked by hand.
    """

    subject: str
    organization: int | None
    metric: str
    quantity: int
    period: int | None
    change: Change | None
    basis: Basis | None
    start: int
    end: int
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose a number is: an organization by its index, else a place or a thing in the article's words."""

    text: str
    kind: Literal["organization", "place", "thing"]
    organization: int | None = None
