"""From the parts of an expression to days: the first part opens a span, each further one narrows it.

    去年 · 12月 · 底     2024 ──▶ 2024-12 ──▶ 2024-12-21..31
    9月 · 28日           opens in the year that the context gives

`resolve` gives None where the days can't be known (publication unknown, a holiday without a published table).
"""

from __future__ import annotations

from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.models import Span
from extract.dates.narrowing import NARROW
from extract.dates.opening import OPEN


def resolve(parts: tuple[Atom, ...], context: Context) -> Span | None:
    """The days of a point of the calendar, in this context; None too where they lie outside the years 1 to 9999."""
    try:
        return _resolve(parts, context)
    except OverflowError:
        return None


def _resolve(parts: tuple[Atom, ...], context: Context) -> Span | None:
    opens = OPEN.get(parts[0].kind)
    span = opens(parts, context) if opens else None
    for part in parts[1:]:
        narrows = NARROW.get(part.kind)
        if span is None or narrows is None:
            continue
        span = narrows(span, part)
    return span
