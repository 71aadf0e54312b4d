"""Days of other calendars on the solar one: lunar days and months, solar terms, Islamic days, Easter of both churches.

Lunar days and solar terms come from `lunar_python`, Islamic ones from `hijridate`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from extract.dates.models import Span


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


def hijri_month(year: int, month: int) -> Span | None:
    """An Islamic month that begins in a solar year: Ramadan is the ninth.

    >>> hijri_month(2025, 9).last
    datetime.date(2025, 3, 29)
    """
    first = hijri_day(year, month, 1)
    if first is None:
        return None
    after = month % 12 + 1
    ends = [found for each in (year, year + 1) if (found := hijri_day(each, after, 1)) and found > first]
    return Span(first, ends[0] - timedelta(days=1), "month") if ends else None


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


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches (Meeus' Julian computus), as the solar calendar of 1900–2099 has it.

    >>> orthodox_easter(2024)
    datetime.date(2024, 5, 5)
    """
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, number = divmod(moon + sunday + 114, 31)
    return date(year, month, number + 1) + timedelta(days=13)
