"""Days as metadata and datelines write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from extract.segmenting.mastheads import WRITTEN, day_of_match

_DAY = re.compile(WRITTEN)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_DIGITS = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])(?:[0-9]{4}|[0-9]{6})?\Z")
_CHINA = timezone(timedelta(hours=8))
_FIRST, _LAST = 10**8, 2**33  # seconds since 1970: from 1973 to 2242


def day_of_value(value: object) -> date | None:
    """The day that a field gives: ISO 8601, Chinese, eight digits, RFC 822, or seconds since 1970 (a day in China).

    None where it gives none.

    >>> day_of_value("2025-05-24T10:30:00Z"), day_of_value("2025年5月4日 08:00"), day_of_value(1748053800000)
    (datetime.date(2025, 5, 24), datetime.date(2025, 5, 4), datetime.date(2025, 5, 24))
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value) or day_of_value(str(value))
    text = str(value).strip()[:80] if value is not None else ""
    # A field's day may be of any year, unlike one that a pattern finds in running text.
    if match := _ISO.match(text):
        return _date(*match.groups())
    if match := _DAY.search(text):
        return day_of_match(match)
    if match := _DIGITS.match(text):
        return _date(*match.groups()[:3])
    if text.isascii() and text.isdigit():
        return _since_1970(int(text))
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _since_1970(value: float) -> date | None:
    seconds = value / 1000 if value >= 10**11 else value
    return datetime.fromtimestamp(seconds, _CHINA).date() if _FIRST <= seconds < _LAST else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
