"""三天后, 两年前: a span so far from the day that the sentence has named, else from publication.

What came after (后) is counted from the last day that the text told, unless the clause looks ahead.
"""

from __future__ import annotations

from datetime import date, timedelta

from extract.dates import calendar
from extract.dates.amounts import number
from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.durations import unit_of
from extract.dates.models import Span

_MOST = 3000


def offset(part: Atom, context: Context) -> Span | None:
    """三天后, 两年前: from the day that the sentence has named, else from publication.

    What came after (后) is counted from the last day that the text told; from publication only where the clause looks
    ahead: 停职87天后 is of a tale whose first day nobody told.
    """
    amount = part.amount
    count = number(amount.number) if amount else None
    base = _base(part.low, context)
    if amount is None or base is None or count is None or count > _MOST:
        return None
    try:
        if context.day_before == part.start and amount.unit in ("月", "年") and count % 1 == 0:
            return _day_moved(base, int(count) * (12 if amount.unit == "年" else 1) * part.low)
        if amount.unit in ("交易日", "工作日"):
            return _workdays_on(base, int(count) * part.low, amount.unit == "交易日")
        letter, half = unit_of(amount), "半" in (amount.half, amount.middle)
        times = 3 if amount.unit in ("季度", "季") else 1
        return _moved(base, letter or "", (int(count * 2) + half) * times, part.low)
    except (ValueError, OverflowError):
        return None


def _base(way: int, context: Context) -> date | None:
    told = context.day if way > 0 and not context.ahead else None
    if context.sentence_day or told:
        return context.sentence_day or told
    return context.today if way < 0 or context.ahead or context.alone else None


def _workdays_on(base: date, count: int, trading: bool) -> Span | None:
    """So many working days on, by the official calendar; exchanges rest on the Saturdays that make up for holidays."""
    import chinese_calendar

    step, found = timedelta(days=1 if count > 0 else -1), base
    try:
        for _ in range(abs(count)):
            found += step
            while not chinese_calendar.is_workday(found) or (trading and found.weekday() > 4):
                found += step
    except NotImplementedError:  # a year whose arrangement isn't published
        return None
    return calendar.one_day(found)


def _day_moved(base: date, count: int) -> Span | None:
    """2月13日的一个月后: the day of that number, so many months on."""
    year, month = calendar.month_after(base.year, base.month, count)
    return calendar.day(year, month, base.day)


def _moved(base: date, letter: str, halves: int, way: int) -> Span | None:
    """So many half units on; a year's and a month's move gives the whole year or month."""
    if letter == "D":
        return calendar.one_day(base + timedelta(days=way * (halves // 2)))
    if letter == "W":
        return calendar.week_of(base, way * (halves // 2))
    if letter == "Y" and halves % 2 == 0:
        return calendar.years(base.year + way * (halves // 2))
    year, month = calendar.month_after(
        base.year, base.month, way * (6 * halves if letter == "Y" else halves // 2)
    )
    return calendar.months(year, month, month)
