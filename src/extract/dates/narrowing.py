"""What each part makes of the span before it: a month of a year, a day of a month, the end of either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from extract.dates import almanac, calendar, festivals
from extract.dates.amounts import number
from extract.dates.atoms import Atom
from extract.dates.models import Span


def months_of(year: int, part: Atom) -> Span | None:
    """The months of an atom in a year; the last may lie in the year after."""
    high = part.high + 12 if part.high < part.low else part.high
    return calendar.months(year, part.low, high)


def days_of(month: tuple[int, int], part: Atom) -> Span | None:
    """The days of an atom in a month."""
    first, last = calendar.day(*month, part.low), calendar.day(*month, part.high)
    return Span(first.first, last.last, "day") if first and last and first <= last else None


def weekday_of(week: Span, part: Atom) -> Span | None:
    """A weekday of a week; 周末 is Saturday and Sunday."""
    if part.low == 7:
        return Span(week.last - timedelta(days=1), week.last, "other")
    return calendar.one_day(week.first + timedelta(days=part.low))


def festival_of(part: Atom) -> tuple[festivals.Festival, str]:
    """The festival that an atom names, and what stands behind the name: 假期, 期间."""
    return festivals.by_name()[part.word[: part.high]], part.word[part.high :]


def festival_in(year: int, festival: festivals.Festival, tail: str) -> Span | None:
    """A festival's day in a year, or its official holiday where 假期, 期间 or the like says so."""
    if tail and tail[0] not in "当前" and festival.holiday:
        return festivals.holiday(festival.holiday, year)
    found = festivals.span_of(festival, year)
    if found and tail.startswith("前夜"):
        return calendar.one_day(found.first - timedelta(days=1))
    return found


def lunar_in(year: int, part: Atom) -> Span | None:
    """A lunar month or day of the lunar year that begins in this year."""
    if not 1900 < year < 2100:
        return None
    if not part.high:
        return almanac.lunar_month(year, part.low)
    found = almanac.lunar_day(year, part.low, part.high)
    return calendar.one_day(found) if found else None


def _month_in(span: Span, part: Atom) -> Span | None:
    return months_of(span.first.year, part)


def part_of(span: Span, part: Atom) -> Span | None:
    """初, 底, 中 of a year (a month of it), a quarter (a month), a month (ten days); 年内 and 全年 are all of it."""
    word = part.word.strip()
    end = next((sign for sign in ("初", "底", "末", "终", "中") if sign in word), "")
    if word == "首月":
        return calendar.months(span.first.year, span.first.month, span.first.month)
    if "伊始" in word:
        end = "初"
    if not end:
        return span
    if span.unit == "month":
        return calendar.ten_days(span, {"初": 0, "中": 1}.get(end, 2))
    if span.unit not in ("year", "quarter", "half"):
        return span
    day = {"初": span.first, "中": span.first.replace(month=6)}.get(end, span.last)
    return calendar.months(day.year, day.month, day.month)


def _festival_part(span: Span, part: Atom) -> Span | None:
    return festival_in(span.first.year, *festival_of(part))


def _days_in(span: Span, part: Atom) -> Span | None:
    return days_of((span.first.year, span.first.month), part)


def _edge(span: Span, part: Atom) -> Span | None:
    """前4天, 最后五天, 第二天, 前2周 of a span."""
    amount = part.amount
    count = number(amount.number) if amount else None
    if amount is None or count is None or not 0 < count < 367:
        return None
    if amount.unit in ("周", "星期"):
        return _weeks(span, int(count), amount.lead)
    steps = timedelta(days=int(count) - 1)
    first, last = span.first + steps, span.last - steps
    if not span.first <= first <= span.last:
        return None
    ends = {"第": (first, first), "倒数第": (last, last), "最后": (last, span.last)}
    return Span(*ends.get(amount.lead, (span.first, first)), "day")


def _weeks(span: Span, count: int, lead: str) -> Span | None:
    if lead == "最后":
        ends = calendar.week_of(span.last)  # the last that begins in the span
        return Span(ends.first - timedelta(weeks=count - 1), ends.last, "week")
    last = calendar.week_in(span, count)
    if lead == "第" or last is None:
        return last
    first = calendar.week_in(span, 1)
    return first and Span(first.first, last.last, "week")


def _nth_weekday(span: Span, part: Atom) -> Span | None:
    """第一个星期一, 最后一个星期日 (0)."""
    if part.high == 7:
        saturday = _nth_weekday(span, part._replace(high=5))
        return saturday and Span(saturday.first, saturday.first + timedelta(days=1), "other")
    if part.low:
        return calendar.weekday_in(span, part.high, part.low)
    return calendar.one_day(span.last - timedelta(days=(span.last.weekday() - part.high) % 7))


def _quarters(span: Span, part: Atom) -> Span | None:
    """The quarters of a year, counted from its own first month: a financial year's may begin in April."""
    year, month = calendar.month_after(span.first.year, span.first.month, 3 * part.low - 3)
    return (
        calendar.months(year, month, month + 3 * (part.high - part.low) + 2, "quarter")
        if part.high <= 4
        else None
    )


NARROW: dict[str, Callable[[Span, Atom], Span | None]] = {
    "month": _month_in,
    "months_to": _month_in,
    "nth_month": _month_in,
    "quarter": _quarters,
    "quarters_to": _quarters,
    "half": lambda span, part: calendar.half(span.first.year, part.low),
    "part": part_of,
    "season": lambda span, part: calendar.season(span.first.year, part.word[0]),
    "festival": _festival_part,
    "lunar": lambda span, part: lunar_in(span.first.year, part),
    "day": _days_in,
    "ten_days": lambda span, part: calendar.ten_days(span, part.low, part.high),
    "edge": _edge,
    "nth_weekday": _nth_weekday,
    "weekday": weekday_of,
    "shift": lambda span, part: calendar.one_day(span.last + timedelta(days=part.low)),
}
