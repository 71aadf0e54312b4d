"""What a word counted from publication or from the text opens: 去年, 下月, 次日, 今（20）日, 上周五, 去年同期."""

from __future__ import annotations

from datetime import timedelta

from extract.dates import calendar, words
from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.models import Span
from extract.dates.narrowing import weekday_of

Parts = tuple[Atom, ...]


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


def _relative_school(parts: Parts, context: Context) -> Span | None:
    today = context.today
    if today is None:
        return None
    first = 9 if "学" in parts[0].word else 4
    running = today.year if today.month >= first else today.year - 1
    year = running + parts[0].low
    return calendar.school_year(year) if first == 9 else calendar.fiscal_year(year, 4)


def _bracketed_day(parts: Parts, context: Context) -> Span | None:
    """今（20）日: the day written, in the month that holds it and the word."""
    if context.today is None:
        return None
    said = context.today + timedelta(days=parts[0].high)
    near = [said.replace(day=1) - timedelta(days=1), said, said.replace(day=28) + timedelta(days=4)]
    days = [found for month in near if (found := calendar.day(month.year, month.month, parts[0].low))]
    return min(days, key=lambda found: abs((found.first - said).days), default=None)


def _weekday(parts: Parts, context: Context) -> Span | None:
    first = parts[0]
    if not first.word or context.today is None:
        found = context.weekday_for(first.low % 7)
        return calendar.one_day(found) if found else None
    ahead = first.word.count("下") - first.word.count("上")
    return weekday_of(calendar.week_of(context.today, ahead), first)


def _season(parts: Parts, context: Context) -> Span | None:
    word = parts[0].word
    year = context.this_year
    if year is None:
        return None
    running = word == "今冬" and context.today is not None and context.today.month < 3
    return calendar.season(year + "去今明".index(word[0]) - 1 - running, word[1])


def _same(parts: Parts, context: Context) -> Span | None:
    """去年同期: the running period, a year back; 同期: the running period itself."""
    first, base = parts[0], context.period
    whose = first.word.rstrip("的 ")
    count = {"": 0, "今年": 0, "前年": -2}.get(whose, -1)
    if base is None and whose.startswith(("上月", "上季")) and context.today:
        base = calendar.one_day(context.today)
    if base is None:
        year = context.this_year if first.low else None
        return calendar.years(year + count) if year and count else None
    if whose.startswith(("上月", "上季")):
        step = -1 if whose.startswith("上月") else -3
        year, month = calendar.month_after(base.first.year, base.first.month, step)
        return calendar.months(year, month, month)
    return calendar.moved_years(base, count)


def _now(parts: Parts, context: Context) -> Span | None:
    return calendar.one_day(context.today) if context.today else None


def _pair(parts: Parts, context: Context) -> Span | None:
    """今明两年, 今明两天."""
    today = context.today
    if parts[0].word == "年":
        return calendar.years(context.this_year, context.this_year + 1) if context.this_year else None
    return Span(today, today + timedelta(days=1), "day") if today else None


OPENS = {
    "rel_year": _relative_year,
    "rel_month": _relative_month,
    "rel_day": _relative_day,
    "rel_week": _relative_week,
    "rel_quarter": _relative_quarter,
    "rel_school": _relative_school,
    "paren": _bracketed_day,
    "weekday": _weekday,
    "season": _season,
    "same": _same,
    "now": _now,
    "pair": _pair,
}
