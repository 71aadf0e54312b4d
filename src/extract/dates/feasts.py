"""Which year's festival a name without one means, and what a lunar day without its year opens."""

from __future__ import annotations

from datetime import timedelta

from extract.dates import festivals
from extract.dates.atoms import Atom
from extract.dates.context import Context
from extract.dates.models import Span
from extract.dates.narrowing import festival_in, festival_of, lunar_in

Parts = tuple[Atom, ...]


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


OPENS = {"festival": _festival, "lunar": _lunar}
