"""From the parts of an expression to days: the first part opens a span, each further one narrows it.

    去年 · 12月 · 底     2024 ──▶ 2024-12 ──▶ 2024-12-21..31
    9月 · 28日           opens in the year that the context gives

`resolve` gives None where the days can't be known (publication unknown, a holiday without a published table).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from extract.dates import calendar, festivals, words
from extract.dates.amounts import number
from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.durations import unit_of
from extract.dates.models import Span

Parts = tuple[Atom, ...]


def resolve(parts: Parts, context: Context) -> Span | None:
    """The days of a point of the calendar, in this context."""
    open_first = _OPEN.get(parts[0].kind)
    if open_first is None:
        return None
    span = open_first(parts, context)
    for part in parts[1:]:
        if span is None:
            return None
        narrow = _NARROW.get(part.kind)
        span = narrow(span, part) if narrow else span
    return span


# --- what opens a span


def _year(parts: Parts, context: Context) -> Span | None:
    return calendar.years(parts[0].low, parts[0].high)


def _relative_year(parts: Parts, context: Context) -> Span | None:
    offset = words.relative()[parts[0].word]
    base = context.year if offset.from_text and context.year else context.this_year
    return None if base is None else calendar.years(base + offset.steps)


def _relative_month(parts: Parts, context: Context) -> Span | None:
    offset = words.relative()[parts[0].word]
    today = context.today
    base = (today.year, today.month) if today else None
    if offset.from_text:
        base = context.month or base
    if base is None:
        return None
    year, month = calendar.month_after(*base, offset.steps)
    return calendar.months(year, month, month)


def _relative_day(parts: Parts, context: Context) -> Span | None:
    offset = words.relative()[parts[0].word]
    base = (context.day or context.today) if offset.from_text else context.today
    return calendar.one_day(base + timedelta(days=offset.steps)) if base else None


def _relative_week(parts: Parts, context: Context) -> Span | None:
    offset = words.relative()[parts[0].word]
    base = (context.day or context.today) if offset.from_text else context.today
    return calendar.week_of(base, offset.steps) if base else None


def _relative_quarter(parts: Parts, context: Context) -> Span | None:
    offset = words.relative()[parts[0].word]
    base = context.period.first if offset.from_text and context.period else context.today
    if base is None:
        return None
    year, month = calendar.month_after(base.year, base.month, 3 * offset.steps)
    return calendar.quarter(year, (month + 2) // 3)


def _month(parts: Parts, context: Context) -> Span | None:
    """A bare month; where a day follows, the day decides about the year too."""
    first = parts[0]
    followed = parts[1] if len(parts) > 1 and parts[1].kind == "day" else None
    until = first.high if first.kind == "months_to" else None
    year = context.year_for(first.low, followed.high if followed else None, until)
    return None if year is None else _months_of(year, first)


def _months_of(year: int, part: Atom) -> Span | None:
    high = part.high + 12 if part.high < part.low else part.high
    return calendar.months(year, part.low, high)


def _quarter(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    until = 3 * first.high if first.kind == "quarters_to" else None
    year = context.year_for(3 * first.low - 2, None, until)
    return None if year is None else calendar.quarter(year, first.low, first.high)


def _half(parts: Parts, context: Context) -> Span | None:
    year = context.sentence_year or context.this_year
    return None if year is None else calendar.half(year, parts[0].low)


def _day(parts: Parts, context: Context) -> Span | None:
    found = context.month_for(parts[0].low)
    return None if found is None else _days_of(found, parts[0])


def _days_of(month: tuple[int, int], part: Atom) -> Span | None:
    first, last = calendar.day(*month, part.low), calendar.day(*month, part.high)
    return Span(first.first, last.last, "day") if first and last and first <= last else None


def _bracketed_day(parts: Parts, context: Context) -> Span | None:
    """今（20）日: the day written, in the month that holds it and the word."""
    if context.today is None:
        return None
    said = context.today + timedelta(days=parts[0].high)
    near = [said.replace(day=1) - timedelta(days=1), said, said.replace(day=28) + timedelta(days=4)]
    days = [found for month in near if (found := calendar.day(month.year, month.month, parts[0].low))]
    return min(days, key=lambda found: abs((found.first - said).days), default=None)


def _iso(parts: Parts, context: Context) -> Span | None:
    written = parts[0].word
    if written.isdigit():
        return calendar.day(int(written[:4]), int(written[4:6]), int(written[6:]))
    pieces = [int(piece) for piece in written.replace("/", "-").replace(".", "-").split("-")]
    if len(pieces) == 2:
        return calendar.months(pieces[0], pieces[1], pieces[1])
    return calendar.day(*pieces) if pieces[0] > 31 else calendar.day(*pieces[::-1])


def _weekday(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    if not first.word or context.today is None:
        found = context.weekday_for(first.low % 7)
        return calendar.one_day(found) if found else None
    ahead = first.word.count("下") - first.word.count("上")
    return _weekday_of(calendar.week_of(context.today, ahead), first)


def _weekday_of(week: Span, part: Atom) -> Span | None:
    if part.low == 7:
        return Span(week.last - timedelta(days=1), week.last, "other")
    return calendar.one_day(week.first + timedelta(days=part.low))


def _part(parts: Parts, context: Context) -> Span | None:
    """年底, 月初 and their like, of the year or month that is running."""
    word = parts[0].word
    if word[0] in "年岁全":
        year = context.sentence_year or context.this_year
        span = None if year is None else calendar.years(year)
    else:
        span = _this_month(context)
        if span and word[0] == "季":
            span = calendar.quarter(span.first.year, (span.first.month + 2) // 3)
    return _part_of(span, parts[0]) if span else None


def _this_month(context: Context) -> Span | None:
    today = context.today
    found = context.sentence_month or ((today.year, today.month) if today else context.month)
    return calendar.months(*found, found[1]) if found else None


def _ten_days(parts: Parts, context: Context) -> Span | None:
    month = _this_month(context)
    return calendar.ten_days(month, parts[0].low) if month else None


def _season(parts: Parts, context: Context) -> Span | None:
    word = parts[0].word
    year = context.this_year
    return None if year is None else calendar.season(year + "去今明".index(word[0]) - 1, word[1])


def _festival(parts: Parts, context: Context) -> Span | None:
    name, tail = _festival_of(parts[0])
    first = name.month or 6
    if context.published is None or context.left or context.sentence_year:
        year = context.year_for(first)
        return None if year is None else _festival_in(year, name, tail)
    today = context.published
    if context.alone:
        return _festival_in(today.year, name, tail)
    reach = timedelta(days=-1 if context.ahead else 120)
    days = [(year, festivals.day_of(name, year)) for year in (today.year - 1, today.year, today.year + 1)]
    if context.ahead:
        best = next((year for year, day in days if day and day >= today + reach), today.year)
    else:
        best = next((year for year, day in reversed(days) if day and day <= today + reach), today.year)
    return _festival_in(best, name, tail)


def _festival_of(part: Atom) -> tuple[festivals.Festival, str]:
    known = festivals.by_name()
    name = next(part.word[:size] for size in range(len(part.word), 0, -1) if part.word[:size] in known)
    return known[name], part.word[len(name) :]


def _festival_in(year: int, festival: festivals.Festival, tail: str) -> Span | None:
    if tail and not tail.startswith("当") and festival.holiday:
        return festivals.holiday(festival.holiday, year)
    found = festivals.day_of(festival, year)
    return calendar.one_day(found) if found else None


def _lunar(parts: Parts, context: Context) -> Span | None:
    year = context.year_for(min(abs(parts[0].low) + 1, 12))
    return None if year is None else _lunar_in(year, parts[0])


def _lunar_in(year: int, part: Atom) -> Span | None:
    """A lunar month or day of the lunar year that begins in this year."""
    if not 1900 < year < 2100:
        return None
    if not part.high:
        return festivals.lunar_month(year, part.low)
    found = festivals.lunar_day(year, part.low, part.high)
    return calendar.one_day(found) if found else None


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


def _same(parts: Parts, context: Context) -> Span | None:
    """去年同期: the running period, a year back; 同期: the running period itself."""
    first, base = parts[0], context.period
    whose = first.word.rstrip("的 ")
    count = {"": 0, "今年": 0, "前年": -2}.get(whose, -1)
    if base is None:
        year = context.this_year
        return calendar.years(year + count) if year and count else None
    if whose.startswith(("上月", "上季")):
        step = -1 if whose.startswith("上月") else -3
        year, month = calendar.month_after(base.first.year, base.first.month, step)
        return calendar.months(year, month, month)
    return calendar.moved_years(base, count)


def _school(parts: Parts, context: Context) -> Span | None:
    return calendar.school_year(parts[0].low)


def _fiscal(parts: Parts, context: Context) -> Span | None:
    return calendar.fiscal_year(parts[0].low, parts[0].high)


def _relative_school(parts: Parts, context: Context) -> Span | None:
    today = context.today
    if today is None:
        return None
    first = 9 if "学" in parts[0].word else 4
    running = today.year if today.month >= first else today.year - 1
    year = running + parts[0].low
    return calendar.school_year(year) if first == 9 else calendar.fiscal_year(year, 4)


def _now(parts: Parts, context: Context) -> Span | None:
    return calendar.one_day(context.today) if context.today else None


# --- what narrows one


def _month_in(span: Span, part: Atom) -> Span | None:
    return _months_of(span.first.year, part)


def _part_of(span: Span, part: Atom) -> Span | None:
    """初, 底, 中 of a year (a month of it), a quarter (a month), a month (ten days); 年内 and 全年 are all of it."""
    word = part.word.strip()
    end = next((sign for sign in ("初", "底", "末", "终", "中") if sign in word), "")
    if "最后一" in word:
        return calendar.one_day(span.last)
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


def _nth_week(span: Span, part: Atom) -> Span | None:
    count = number(part.amount.number) if part.amount else None
    return calendar.week_in(span, int(count)) if count else None


def _festival_part(span: Span, part: Atom) -> Span | None:
    return _festival_in(span.first.year, *_festival_of(part))


def _days_in(span: Span, part: Atom) -> Span | None:
    return _days_of((span.first.year, span.first.month), part)


_OPEN: dict[str, Callable[[Parts, Context], Span | None]] = {
    "year": _year,
    "rel_year": _relative_year,
    "rel_month": _relative_month,
    "rel_day": _relative_day,
    "rel_week": _relative_week,
    "rel_quarter": _relative_quarter,
    "rel_school": _relative_school,
    "month": _month,
    "months_to": _month,
    "quarter": _quarter,
    "quarters_to": _quarter,
    "half": _half,
    "day": _day,
    "paren": _bracketed_day,
    "iso": _iso,
    "weekday": _weekday,
    "part": _part,
    "ten_days": _ten_days,
    "season": _season,
    "festival": _festival,
    "lunar": _lunar,
    "decade": _decade,
    "century": _century,
    "plan": _plan,
    "same": _same,
    "school": _school,
    "fiscal": _fiscal,
    "now": _now,
}
_NARROW: dict[str, Callable[[Span, Atom], Span | None]] = {
    "month": _month_in,
    "months_to": _month_in,
    "nth_month": _month_in,
    "quarter": lambda span, part: calendar.quarter(span.first.year, part.low, part.high),
    "quarters_to": lambda span, part: calendar.quarter(span.first.year, part.low, part.high),
    "half": lambda span, part: calendar.half(span.first.year, part.low),
    "part": _part_of,
    "season": lambda span, part: calendar.season(span.first.year, part.word[0]),
    "festival": _festival_part,
    "lunar": lambda span, part: _lunar_in(span.first.year, part),
    "day": _days_in,
    "ten_days": lambda span, part: calendar.ten_days(span, part.low),
    "nth_week": _nth_week,
    "weekday": _weekday_of,
}


def offset(part: Atom, context: Context) -> Span | None:
    """三天后, 两年前: from the day that the sentence has named, else from publication."""
    amount = part.amount
    base: date | None = context.sentence_day or context.today
    count = number(amount.number) if amount else None
    if amount is None or base is None or count is None or count > 3000:
        return None
    letter, half = unit_of(amount), "半" in (amount.half, amount.middle)
    times = 3 if amount.unit in ("季度", "季") else 1
    try:
        return _moved(base, letter or "", (int(count * 2) + half) * times, part.low)
    except (ValueError, OverflowError):
        return None


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
