"""What each kind of first part opens: the span that it names by itself, in the context."""

from __future__ import annotations

from collections.abc import Callable

from extract.dates import calendar, feasts, relative
from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.models import Span
from extract.dates.narrowing import days_of, months_of, part_of

Parts = tuple[Atom, ...]


def _year(parts: Parts, context: Context) -> Span | None:
    """A year; before 同期, the running period in that year."""
    if parts[-1].kind == "same" and (context.period or not parts[-1].low):
        if context.period is None:
            return None
        return calendar.moved_years(context.period, parts[0].low - context.period.first.year)
    return calendar.years(parts[0].low, parts[0].high)


def _month(parts: Parts, context: Context) -> Span | None:
    """A bare month; where a day follows, the day decides about the year too."""
    first = parts[0]
    followed = parts[1] if len(parts) > 1 and parts[1].kind == "day" else None
    until = first.high if first.high > first.low else None
    year = context.year_for(first.low, followed.high if followed else None, until)
    return None if year is None else months_of(year, first)


def _quarter(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    until = 3 * first.high
    year = context.year_for(3 * first.low - 2, None, until)
    return None if year is None else calendar.quarter(year, first.low, first.high)


def _half(parts: Parts, context: Context) -> Span | None:
    year = context.sentence_year or context.this_year
    return None if year is None else calendar.half(year, parts[0].low)


def _day(parts: Parts, context: Context) -> Span | None:
    found = context.month_for(parts[0].low)
    return None if found is None else days_of(found, parts[0])


def _iso(parts: Parts, context: Context) -> Span | None:
    written = parts[0].word
    if written.isdigit():
        return calendar.day(int(written[:4]), int(written[4:6]), int(written[6:]))
    pieces = [int(piece) for piece in written.replace("/", "-").replace(".", "-").split("-")]
    if len(pieces) == 2:
        return calendar.months(pieces[0], pieces[1], pieces[1])
    return calendar.day(*pieces) if pieces[0] > 31 else calendar.day(*pieces[::-1])


def _year_part(parts: Parts, context: Context) -> Span | None:
    """2025Q3, H1 2025."""
    first = parts[0]
    return (
        calendar.quarter(first.high, first.low) if first.word == "Q" else calendar.half(first.high, first.low)
    )


def _month_day(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    year = context.year_for(first.low, first.high)
    return None if year is None else calendar.day(year, first.low, first.high)


def _part(parts: Parts, context: Context) -> Span | None:
    """年底, 月初 and their like, of the year or month that is running."""
    word = parts[0].word
    if word[0] in "年岁全开":
        year = context.sentence_year or context.this_year
        span = None if year is None else calendar.years(year)
    else:
        span = _this_month(context)
        if span and word[0] == "季":
            span = calendar.quarter(span.first.year, (span.first.month + 2) // 3)
    return part_of(span, parts[0]) if span else None


def _this_month(context: Context) -> Span | None:
    today = context.today
    found = context.sentence_month or ((today.year, today.month) if today else context.month)
    return calendar.months(*found, found[1]) if found else None


def _ten_days(parts: Parts, context: Context) -> Span | None:
    month = _this_month(context)
    return calendar.ten_days(month, parts[0].low, parts[0].high) if month else None


def _decade(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    span = calendar.decade(first.high or (20 if first.low > 20 else 21), first.low)
    if span is None or not first.word:
        return span
    start, stop = {"初": (0, 3), "早": (0, 3), "中": (3, 6), "末": (7, 9), "后": (6, 9)}[first.word[0]]
    return calendar.years(span.first.year + start, span.first.year + stop, "decade")


def _century(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    start = (first.low - 1) * 100
    low, high = {"": (1, 100), "初": (0, 9), "末": (90, 99), "中": (40, 59)}[first.word[:1]]
    return calendar.years(start + low, start + high, "other")


def _plan(parts: Parts, context: Context) -> Span | None:
    plan = calendar.five_year_plan(parts[0].low)
    stage = parts[0].word.removeprefix("的")
    if plan is None or stage[0] in "期时":
        return plan
    return calendar.years(plan.first.year if stage[0] in "开初" else plan.last.year)


def _school(parts: Parts, context: Context) -> Span | None:
    return calendar.school_year(parts[0].low)


def _fiscal(parts: Parts, context: Context) -> Span | None:
    return calendar.fiscal_year(parts[0].low, parts[0].high)


OPEN: dict[str, Callable[[Parts, Context], Span | None]] = {
    **relative.OPENS,
    **feasts.OPENS,
    "year": _year,
    "month": _month,
    "months_to": _month,
    "quarter": _quarter,
    "quarters_to": _quarter,
    "half": _half,
    "day": _day,
    "iso": _iso,
    "month_day": _month_day,
    "year_part": _year_part,
    "part": _part,
    "ten_days": _ten_days,
    "decade": _decade,
    "century": _century,
    "plan": _plan,
    "school": _school,
    "fiscal": _fiscal,
}
