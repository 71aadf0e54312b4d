"""What the quantity grammar finds, and what its readers hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from extract.quantities.numerals import Numeral

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


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its unit at `[start, end)`; `bare` says that nothing follows it that gives one.

    The readers hand it on; what the words around say is not in it yet.
    """

    start: int
    end: int
    kind: Kind
    value: Number
    high: Number | None
    unit: str
    cmp: Comparator
    rule: str
    numeral: Numeral
    bare: bool = False
