"""What each kind of first part opens: the span that it names by itself, in the context."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from extract.dates import calendar, festivals, words
from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.models import Span
from extract.dates.narrowing import (
    days_of,
    festival_in,
    festival_of,
    lunar_in,
    months_of,
    part_of,
    weekday_of,
)

Parts = tuple[Atom, ...]


def _year(parts: Parts, context: Context) -> Span | None:
    """A year; before 同期, the running period in that year."""
    if parts[-1].kind == "same" and context.period:
        return calendar.moved_years(context.period, parts[0].low - context.period.first.year)
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
    base = context.told_day if offset.from_text else context.today
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


def _month_day(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    year = context.year_for(first.low, first.high)
    return None if year is None else calendar.day(year, first.low, first.high)


def _weekday(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    if not first.word or context.today is None:
        found = context.weekday_for(first.low % 7)
        return calendar.one_day(found) if found else None
    ahead = first.word.count("下") - first.word.count("上")
    return weekday_of(calendar.week_of(context.today, ahead), first)


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


def _season(parts: Parts, context: Context) -> Span | None:
    word = parts[0].word
    year = context.this_year
    if year is None:
        return None
    running = word == "今冬" and context.today is not None and context.today.month < 3
    return calendar.season(year + "去今明".index(word[0]) - 1 - running, word[1])


def _festival(parts: Parts, context: Context) -> Span | None:
    festival, tail = festival_of(parts[0])
    year = _festival_year(festival, parts[0].low, tail, context)
    return None if year is None else festival_in(year, festival, tail)


def _festival_year(festival: festivals.Festival, which: int, tail: str, context: Context) -> int | None:
    """The year that the range or the sentence is in; else the festival nearest to publication.

    That is the last one not more than four months ahead, or the next where the clause looks ahead or says 下一个, or
    where the text is nothing but its name (a holiday, 假期, is known only where it has been arranged).
    """
    today = context.published
    if context.left:
        found = festivals.day_of(festival, context.left.first.year)
        return context.left.first.year + (found is not None and found < context.left.first)
    if today is None or (context.sentence_year and not which):
        return context.sentence_year or context.only_year
    days = [(year, festivals.day_of(festival, year)) for year in range(today.year - 1, today.year + 3)]
    ahead = [year for year, day in days if day and (day > today or (day == today and not which))]
    if which > 0 or ((context.ahead or (context.alone and not tail)) and not which):
        return next(iter(ahead), today.year)
    reach = today - timedelta(days=1) if which else today + timedelta(days=120)
    return next((year for year, day in reversed(days) if day and day <= reach), today.year)


def _lunar(parts: Parts, context: Context) -> Span | None:
    year = context.year_for(min(abs(parts[0].low) + 1, 12))
    return None if year is None else lunar_in(year, parts[0])


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


def _pair(parts: Parts, context: Context) -> Span | None:
    """今明两年, 今明两天."""
    today = context.today
    if parts[0].word == "年":
        return calendar.years(context.this_year, context.this_year + 1) if context.this_year else None
    return Span(today, today + timedelta(days=1), "day") if today else None


OPEN: dict[str, Callable[[Parts, Context], Span | None]] = {
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
    "month_day": _month_day,
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
    "pair": _pair,
}
