"""Festivals, memorial days and official holidays, on their days in a year; `almanac` has the calendars behind them.

Official holidays come from `chinesecalendar`, a table made from the State Council's notices (2004 on; its last year
grows with each release). A year that the table lacks gives None: nobody knows the arrangement before the notice.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extract.dates.almanac import easter, hijri_day, hijri_month, lunar_day, orthodox_easter, solar_term
from extract.dates.calendar import months, one_day, weekday_in
from extract.dates.models import Span
from extract.lexicon import table

How = Literal["solar", "lunar", "term", "weekday", "easter", "orthodox", "hijri"]


class Festival(BaseModel):
    """A festival's names and how its day is found.

    `holiday` is its name in the table of official holidays, `taiwan` that of the festival which the same name means
    in Taiwan. `cue`: the name is marked only where something beside it says that a time is meant.
    """

    model_config = ConfigDict(frozen=True)

    names: tuple[str, ...]
    how: How
    month: int = 0
    day: int = 0
    number: int = 0
    weekday: int = 0
    term: str = ""
    holiday: str = ""
    taiwan: str = ""
    cue: bool = False


class Festivals(BaseModel):
    """The table `festivals.toml`."""

    model_config = ConfigDict(frozen=True)

    festival: tuple[Festival, ...]


_QUOTES = str.maketrans("“”", "「」")


@cache
def by_name() -> dict[str, Festival]:
    """Every festival by each of its names."""
    entries = table("festivals.toml", Festivals).festival
    named = {name: entry for entry in entries for name in entry.names}
    return named | {name.translate(_QUOTES): entry for name, entry in named.items()}


def day_of(festival: Festival, year: int) -> date | None:
    """The festival's day in a year of the solar calendar.

    >>> day_of(by_name()["春节"], 2026), day_of(by_name()["清明节"], 2025)
    (datetime.date(2026, 2, 17), datetime.date(2025, 4, 4))
    """
    if not 1900 < year < 2100:
        return None
    match festival.how:
        case "solar":
            return date(year, festival.month, festival.day)
        case "lunar":
            return _lunar_festival(festival, year)
        case "term":
            found = solar_term(festival.term, year)
            return found + timedelta(days=festival.day) if found else None
        case "weekday":
            span = months(year, festival.month, festival.month)
            within = span and weekday_in(span, festival.weekday, festival.number)
            return within.first + timedelta(days=festival.day) if within else None
        case "easter":
            return easter(year) + timedelta(days=festival.day)
        case "orthodox":
            return orthodox_easter(year) + timedelta(days=festival.day)
        case "hijri":
            return hijri_day(year, festival.month, festival.day or 1)


def span_of(festival: Festival, year: int) -> Span | None:
    """The festival's day, or all its days where it is a month (斋月)."""
    if festival.how == "hijri" and not festival.day:
        return hijri_month(year, festival.month)
    found = day_of(festival, year)
    return one_day(found) if found else None


def _lunar_festival(festival: Festival, year: int) -> date | None:
    """Those of the first month down lie in the lunar year of that number; New Year's Eve is the day before it."""
    if festival.names[0] == "除夕":
        new_year = lunar_day(year, 1, 1)
        return new_year - timedelta(days=1) if new_year else None
    lunar_year = year - 1 if festival.month == 12 else year
    return lunar_day(lunar_year, festival.month, festival.day)


@cache
def holiday(name: str, year: int) -> Span | None:
    """The official holiday of that year, first to last day off; None for a year without a published table.

    >>> holiday("Spring Festival", 2026)
    Span(first=datetime.date(2026, 2, 15), last=datetime.date(2026, 2, 23), unit='other')
    """
    from chinese_calendar import constants

    days = sorted(day for day, found in constants.holidays.items() if found == name and day.year == year)
    # A festival that falls into another's holiday (中秋 in 国庆) leaves no hole in that one.
    return Span(days[0], days[-1], "other") if days else None
