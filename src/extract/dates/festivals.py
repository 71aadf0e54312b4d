"""Festivals, solar terms, lunar days and official holidays, on their days in a year.

Lunar days and solar terms come from `lunar_python`, Islamic ones from `hijridate`, official holidays from `chinesecalendar`, a table made from the
State Council's notices (2004 on; its last year grows with each release). A year that the table lacks gives None:
nobody knows the arrangement before the notice.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extract.dates.calendar import months, weekday_in
from extract.dates.models import Span
from extract.lexicon import table

How = Literal["solar", "lunar", "term", "weekday", "easter", "hijri"]


class Festival(BaseModel):
    """A festival's names and how its day is found; `holiday` is its name in the table of official holidays."""

    model_config = ConfigDict(frozen=True)

    names: tuple[str, ...]
    how: How
    month: int = 0
    day: int = 0
    number: int = 0
    weekday: int = 0
    term: str = ""
    holiday: str = ""
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
            return solar_term(festival.term, year)
        case "weekday":
            span = months(year, festival.month, festival.month)
            found = span and weekday_in(span, festival.weekday, festival.number)
            return found.first if found else None
        case "easter":
            return easter(year) + timedelta(days=festival.day)
        case "hijri":
            return hijri_day(year, festival.month, festival.day)


def _lunar_festival(festival: Festival, year: int) -> date | None:
    """Those of the first month down lie in the lunar year of that number; New Year's Eve is the day before it."""
    if festival.names[0] == "除夕":
        new_year = lunar_day(year, 1, 1)
        return new_year - timedelta(days=1) if new_year else None
    lunar_year = year - 1 if festival.month == 12 else year
    return lunar_day(lunar_year, festival.month, festival.day)


@cache
def lunar_day(year: int, month: int, number: int) -> date | None:
    """The solar day of a lunar one; a leap month is negative.

    >>> lunar_day(2025, 8, 15), lunar_day(2025, -6, 1)
    (datetime.date(2025, 10, 6), datetime.date(2025, 7, 25))
    """
    from lunar_python import Lunar

    try:
        return date.fromisoformat(Lunar.fromYmd(year, month, number).getSolar().toYmd())
    except Exception:  # the library raises bare Exception for a day that isn't in the lunar calendar
        return None


def lunar_month(year: int, month: int) -> Span | None:
    """The days of a lunar month."""
    first = lunar_day(year, month, 1)
    last = lunar_day(year, month, 30) or lunar_day(year, month, 29)
    return Span(first, last, "month") if first and last else None


@cache
def hijri_day(year: int, month: int, number: int) -> date | None:
    """The first such day of the Islamic calendar (Umm al-Qura) in a solar year; None outside 1925–2076.

    >>> hijri_day(2025, 10, 1)
    datetime.date(2025, 3, 30)
    """
    from hijridate import Hijri

    for lunar_year in (year - 580, year - 579, year - 578, year - 577):
        try:
            found = Hijri(lunar_year, month, number).to_gregorian()
        except (OverflowError, ValueError):
            continue
        if found.year == year:
            return date(found.year, found.month, found.day)
    return None


@cache
def solar_term(name: str, year: int) -> date | None:
    """The day of a solar term (节气) in a year.

    >>> solar_term("冬至", 2024)
    datetime.date(2024, 12, 21)
    """
    from lunar_python import Lunar

    terms = Lunar.fromYmd(year, 1, 1).getJieQiTable()
    late = {"冬至", "小寒", "大寒", "立春", "雨水", "惊蛰"}
    for key in (name, _NEXT_TERMS.get(name, name)) if name in late else (name,):
        found = date.fromisoformat(terms[key].toYmd())
        if found.year == year:
            return found
    return None


# The library names the terms that a lunar year meets a second time by their pinyin.
_NEXT_TERMS = {
    "冬至": "DONG_ZHI",
    "小寒": "XIAO_HAN",
    "大寒": "DA_HAN",
    "立春": "LI_CHUN",
    "雨水": "YU_SHUI",
    "惊蛰": "JING_ZHE",
}


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus.

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, number = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, number + 1)


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
