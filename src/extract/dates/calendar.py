"""Spans of the calendar: days, weeks, months, quarters, halves, seasons, years, decades, plans.

Every function gives a `Span`, or None where there is no such span (February 30, year 0). The conventions are those
of mainland press and statistics: the week begins on Monday, a ten-day span ends on the 10th, the 20th and the last
day of the month, spring is March to May.
"""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date, timedelta

from extract.dates.models import Granularity, Span

_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


def day(year: int, month: int, number: int) -> Span | None:
    """One day.

    >>> day(2023, 9, 28).first.isoformat(), day(2025, 2, 30)
    ('2023-09-28', None)
    """
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Span(found, found, "day")


def one_day(found: date) -> Span:
    """The span that is this day alone."""
    return Span(found, found, "day")


def months(year: int, first: int, last: int, unit: Granularity = "month") -> Span | None:
    """From the first day of the month `first` to the last day of the month `last`, which may lie in the year after.

    >>> months(2025, 1, 5).last.isoformat(), months(2025, 12, 14).last.isoformat()
    ('2025-05-31', '2026-02-28')
    """
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if not (0 < year < MAXYEAR and 1 <= first <= 12 and end_year < MAXYEAR and first <= last):
        return None
    final = calendar.monthrange(end_year, end_month)[1]
    return Span(date(year, first, 1), date(end_year, end_month, final), unit)


def quarter(year: int, first: int, last: int | None = None) -> Span | None:
    """The quarter `first`, or the quarters up to `last`.

    >>> quarter(2025, 1, 3).last.isoformat()
    '2025-09-30'
    """
    return (
        months(year, 3 * first - 2, 3 * (last or first), "quarter")
        if 1 <= first <= (last or first) <= 4
        else None
    )


def half(year: int, number: int) -> Span | None:
    """The first or the second half of the year."""
    return months(year, 6 * number - 5, 6 * number, "half")


def years(first: int, last: int | None = None, unit: Granularity = "year") -> Span | None:
    """Whole years.

    >>> years(2021, 2025).last.isoformat()
    '2025-12-31'
    """
    last = first if last is None else last
    return Span(date(first, 1, 1), date(last, 12, 31), unit) if 0 < first <= last <= MAXYEAR else None


def decade(century: int, tens: int) -> Span | None:
    """A decade of a century: the 1980s are decade 80 of century 20."""
    first = (century - 1) * 100 + tens
    return years(first, first + 9, "decade")


def week_of(found: date, ahead: int = 0) -> Span:
    """The week of that day, Monday to Sunday, or the one so many weeks ahead.

    >>> week_of(date(2025, 6, 9)).last.isoformat()
    '2025-06-15'
    """
    monday = found - timedelta(days=found.weekday()) + timedelta(weeks=ahead)
    return Span(monday, monday + timedelta(days=6), "week")


def week_in(span: Span, number: int) -> Span | None:
    """The week so many Mondays into a span: 6月第二周. The days before the first Monday belong to no week."""
    monday = span.first + timedelta(days=-span.first.weekday() % 7, weeks=number - 1)
    return week_of(monday) if monday <= span.last else None


def weekday_in(span: Span, weekday: int, number: int) -> Span | None:
    """The first, second, … Monday or other weekday of a span: 5月第二个星期日."""
    found = span.first + timedelta(days=(weekday - span.first.weekday()) % 7, weeks=number - 1)
    return one_day(found) if found <= span.last else None


def season(year: int, name: str) -> Span | None:
    """Spring is March to May and so on; winter runs into the year after.

    >>> season(2025, "夏").first.isoformat()
    '2025-06-01'
    """
    first = _SEASONS[name]
    return months(year, first, first + 2, "other")


def ten_days(month: Span, number: int, until: int | None = None) -> Span:
    """The first, second or third ten-day span (旬) of a month, or several up to `until`: 中下旬."""
    last = number if until is None else until
    return Span(
        month.first.replace(day=(1, 11, 21)[number]),
        month.last if last == 2 else month.first.replace(day=(10, 20)[last]),
        "other",
    )


def school_year(year: int) -> Span | None:
    """September 1 to August 31."""
    return months(year, 9, 20, "other")


def fiscal_year(year: int, first_month: int) -> Span | None:
    """The twelve months from a month on: Hong Kong's, Japan's and India's financial years begin in April."""
    return months(year, first_month, first_month + 11, "other" if first_month > 1 else "year")


def five_year_plan(number: int) -> Span | None:
    """The years of China's n-th five-year plan; from the first (1953–1957), with the gap of 1963–1965 before the third.

    Source: the plans themselves; the fourteenth is 2021–2025.

    >>> five_year_plan(15).first.isoformat(), five_year_plan(2).last.isoformat()
    ('2026-01-01', '1962-12-31')
    """
    first = 1953 + 5 * (number - 1) if number < 3 else 1966 + 5 * (number - 3)
    return years(first, first + 4, "other")


def moved_years(span: Span, count: int) -> Span | None:
    """The same span so many years on; February 29 becomes the 28th, the end of a month stays its end."""
    try:
        first, last = (_in_year(day, day.year + count) for day in (span.first, span.last))
    except ValueError:
        return None
    return Span(first, last, span.unit)


def _in_year(found: date, year: int) -> date:
    final = calendar.monthrange(found.year, found.month)[1]
    last = calendar.monthrange(year, found.month)[1]
    ends = found.day == final and found.month == 2
    return found.replace(year=year, day=last if ends else min(found.day, last))


def month_after(year: int, month: int, count: int) -> tuple[int, int]:
    """The year and month so many months on.

    >>> month_after(2025, 1, -1)
    (2024, 12)
    """
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1
