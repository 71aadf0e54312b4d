"""The walk through a text: each expression is resolved in the context of those before it."""

from __future__ import annotations

import datetime
import itertools
import operator
import re
from dataclasses import replace

from extract.dates import words
from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.durations import comparator, read_length, read_result
from extract.dates.expressions import Expression, expressions
from extract.dates.models import Date, Granularity, Kind, Region, Span
from extract.dates.offsets import offset
from extract.dates.resolving import resolve
from extract.lexicon.characters import view

_UNIT_OF: dict[str, Granularity] = {
    "year": "year",
    "rel_year": "year",
    "rel_month": "month",
    "month": "month",
    "months_to": "month",
    "quarter": "quarter",
    "rel_quarter": "quarter",
    "quarters_to": "quarter",
    "half": "half",
    "rel_week": "week",
    "decade": "decade",
}
_DAYS = {"day", "month_day", "rel_day", "iso", "paren", "weekday", "now"}
_IN_FIGURES = ("year", "iso", "year_part")
_TIMES = {"daytime", "clock"}
_FINENESS: tuple[Granularity, ...] = ("day", "week", "other", "month", "quarter", "half", "year", "decade")
_CLAUSE = re.compile("[，。；！？\n]")
_DEADLINE = re.compile("(?:或之|以|之)?前(?!后)")
_BRACKET = re.compile(" ?[（(](?:当地时间|北京时间|美东时间)?")
_LEAD = 200  # characters in which a text's only dated month must stand to date the rest
_COMPARED = ("比", "较", "于", "自", "从", "到", "超")
_TAIWAN = re.compile("台湾|台北|台股|新台币|行政院|立法院|立委|金管会|民国|经济部|国银|台积电")


def find(text: str, published: datetime.date | None = None) -> list[Date]:
    """The dates of `text` in text order, none overlapping another.

    `published` is the day of publication; without it, words that count from it (昨日) are found but have no days.
    Offsets are code points. Time is linear in the text; the clock is never asked.

    >>> [(d.text, str(d.first)) for d in find("6月9日电，前5个月出口增长。", datetime.date(2025, 6, 9))]
    [('6月9日', '2025-06-09'), ('前5个月', '2025-01-01')]
    """
    plain = view(text)
    found = expressions(plain, _region(text, plain))
    context = Context(published, only_year=_only_year(found, plain))
    context.alone = len(found) == 1 and found[0].end - found[0].start == len(plain.strip())
    dates: list[Date] = []
    at = 0
    for one in found:
        context.turn(plain[at : one.start])
        context.day_before = one.start if dates and plain[dates[-1].end : one.start] in ("", "的") else -1
        context.look(_clause(plain, one))
        read = _date(text, plain, one, context)
        if read.kind != "duration" or read.duration:
            dates.append(read)
        at = one.start
    return _explained(dates, plain)


def _explained(dates: list[Date], plain: str) -> list[Date]:
    """A day's word takes the days of the date that explains it in brackets: 今天（4月24日）."""
    for at, (word, written) in enumerate(itertools.pairwise(dates)):
        if not (word.by.startswith(("rel_day", "weekday")) and written.kind == "date" and written.first):
            continue
        explains = written.by.startswith(("day", "month-day", "month_day", "year-month-day"))
        if explains and _BRACKET.fullmatch(plain[word.end : min(written.start, word.end + 8)]):
            dates[at] = replace(word, first=written.first, last=written.last)
    return dates


def _region(text: str, plain: str) -> Region:
    """Whether the characters are traditional, and with them a name of Taiwan's public life."""
    head = min(len(text), 2000)
    if sum(map(operator.ne, text[:head], plain[:head])) * 20 <= head:
        return ""
    return "taiwan" if _TAIWAN.search(plain) else "traditional"


def _only_year(found: list[Expression], plain: str) -> int | None:
    """The year of every dated month and day of the text, where they all lie in one."""
    told = [one for one in found if _dates(one, plain)]
    leads = told and (len(told) > 1 or told[0].start < _LEAD)
    dated = [one.parts[0] for one in told] if leads else []
    years = {part.high for part in dated}
    return years.pop() if len(years) == 1 else None


def _dates(one: Expression, plain: str) -> bool:
    """Whether an expression dates the news in figures: a month of a year, and not one that it looks back to (自)."""
    named = len(one.parts) > 1 and one.parts[0].kind == "year" and one.parts[1].kind in ("month", "months_to")
    return named and plain[max(one.start - 1, 0) : one.start] not in ("自", "从")


def _clause(plain: str, one: Expression) -> str:
    """What may say that an expression lies ahead: the clause before it, the few characters behind, a deadline's 前."""
    low, high = max(one.start - 24, 0), one.end + 5
    before = _CLAUSE.split(plain[low : one.start])[-1]
    behind = _CLAUSE.split(plain[one.end : high])[0]
    return f"{before} {behind}" + ("将" if _DEADLINE.match(behind) else "")


def _date(text: str, plain: str, one: Expression, context: Context) -> Date:
    if one.form == "length":
        return _length(text, plain, one)
    if one.form == "offset":
        return _mark(text, one, offset(one.parts[0], context), "offset", context)
    if one.parts[0].kind == "vague":
        return Date(
            one.start, one.end, text[one.start : one.end], "vague", None, None, None, None, "=", "vague"
        )
    span = resolve(one.parts, context)
    by = "-".join(part.kind for part in one.parts)
    if one.parts[0].kind not in ("same", "event_year"):
        _note(one.parts, span, context, plain)
    if one.form == "range":
        span = _range(one, span, context)
        by = f"{by}..{'-'.join(part.kind for part in one.until)}"
    return _mark(text, one, span, by, context)


def _range(one: Expression, first: Span | None, context: Context) -> Span | None:
    context.left = first
    last = resolve(one.until, context)
    context.left = None
    if one.until[0].kind in _TIMES:
        return first
    if first is None or last is None or last.last < first.first:
        return None
    unit = min(first.unit, last.unit, key=_FINENESS.index) if one.until[0].kind != "now" else first.unit
    span = Span(first.first, last.last, unit)
    closing = one.until[0].kind
    dated = closing == "iso" or (len(one.until) > 1 and closing == "year")
    context.see(last, finer=dated or closing == "rel_year", explicit=True)
    context.period = span
    return span


def _note(parts: tuple[Atom, ...], span: Span | None, context: Context, plain: str) -> None:
    """Tells the context what was read, and whether its year holds for what follows in the sentence."""
    if span is None:
        return
    first = parts[0]
    dated = first.kind in _IN_FIGURES or (first.kind == "rel_year")
    finer = dated and (len(parts) > 1 or first.kind in ("iso", "year_part"))
    compared = plain[max(first.start - 1, 0) : first.start] in _COMPARED
    if span.unit == "day" and plain[max(first.start - 1, 0) : first.start] in ("比", "较"):
        return
    told = first.kind in _IN_FIGURES
    if first.kind == "rel_year":
        told = words.relative()[first.word].from_text  # 当年6月: the story's year, as if in figures
    whole = first.kind in ("year", "rel_year") and first.low == first.high and not compared
    context.see(span, finer=finer, explicit=told, whole_year=whole, runs=not compared)


def _length(text: str, plain: str, one: Expression) -> Date:
    amounts = [part.amount for part in one.parts if part.amount]
    length = read_length(amounts) if amounts else read_result(one.parts[0].word)
    own = length.cmp if length else "="
    cmp = comparator(plain, one.start, one.end, own)
    iso = length.iso if length else None
    return Date(
        one.start, one.end, text[one.start : one.end], "duration", None, None, None, iso, cmp, "length"
    )


def _mark(text: str, one: Expression, span: Span | None, by: str, context: Context) -> Date:
    kinds = [part.kind for part in one.parts]
    unit: Granularity | None = span.unit if span else _unit(kinds)
    kind: Kind = "period"
    if set(kinds) <= _TIMES:
        kind, span, unit = "time", None, None
    elif unit == "day" and (span is None or span.first == span.last):
        kind = "date"
    first, last = (span.first, span.last) if span else (None, None)
    return Date(one.start, one.end, text[one.start : one.end], kind, first, last, unit, None, "=", by)


def _unit(kinds: list[str]) -> Granularity:
    """The unit of an expression whose days are unknown: that of its last part that has one."""
    for kind in reversed(kinds):
        if kind in _DAYS:
            return "day"
        if kind in _UNIT_OF:
            return _UNIT_OF[kind]
    return "other"
