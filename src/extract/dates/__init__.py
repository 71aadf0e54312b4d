"""Dates: every day, period, length and time of day in a Chinese text, on the calendar.

    >>> import datetime
    >>> for date in find("去年底至今年5月，近30年来。春节假期，", datetime.date(2025, 6, 9)):
    ...     print(date.text, date.kind, date.first, date.last, date.duration)
    去年底至今年5月 period 2024-12-01 2025-05-31 None
    30年 duration None None P30Y
    春节假期 period 2025-01-28 2025-02-04 None

The way: `atoms` (what a month looks like) → `expressions` (which atoms belong together) → `resolving` (which days
those are), in the state that `context` keeps while it walks the text; its docstring has the rules of a careful
reader. `calendar` and `festivals` hold the spans themselves, `durations` the lengths. `find` needs nothing else of
the package, keeps nothing between calls and may be called from any number of threads.
"""

from __future__ import annotations

from extract.dates.models import Comparator, Date, Granularity, Kind
from extract.dates.reading import find

__all__ = ["Comparator", "Date", "Granularity", "Kind", "find"]
