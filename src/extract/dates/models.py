"""What the dates room gives back, and the span of days that everything inside it is counted in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["date", "period", "duration", "time", "vague"]
Comparator = Literal["=", ">", "<", ">=", "<=", "~"]
# Where a text was written, as far as its characters tell: Taiwan counts years from 1912 and says 第三季.
Region = Literal["", "traditional", "taiwan"]
Granularity = Literal["day", "week", "month", "quarter", "half", "year", "decade", "other"]


class Span(NamedTuple):
    """The days from `first` to `last`, both inclusive, and the unit that names them."""

    first: datetime.date
    last: datetime.date
    unit: Granularity


@dataclass(frozen=True, slots=True)
class Date:
    """A time expression of the text at `[start, end)`.

    `first` and `last` are the days it covers, both inclusive; both None where they can't be known. `duration` is an
    ISO 8601 duration (two joined by `/` for a range), with `cmp`, for the kind `duration` only. `by` names the rule.
    """

    start: int
    end: int
    text: str
    kind: Kind
    first: datetime.date | None
    last: datetime.date | None
    granularity: Granularity | None
    duration: str | None
    cmp: Comparator
    by: str
    confidence: float = 1.0
