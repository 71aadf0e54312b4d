"""What the quantity grammar finds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Kind = Literal["money", "percent", "measure", "count", "ordinal", "multiple", "ratio", "number"]
Comparator = Literal["=", ">", "<", ">=", "<=", "~"]
Number = Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral expression `text == source[start:end]` and what it means.

    `value`, or `low` and `high` of a range, is exact, with 万, 亿 and the unit's own magnitude worked in; `unit`
    is an ISO 4217 code, `%`, `pp`, a unit's symbol, `x` for multiples, the measure word as written, or empty.
    `cmp` is what the words in and around the numeral say of it; `by` names the rule that read it.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Number | None
    low: Number | None
    high: Number | None
    cmp: Comparator
    unit: str
    by: str
    confidence: float = 1.0
