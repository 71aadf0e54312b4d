"""Dates: every day, period, length and time of day in a Chinese text, on the calendar.

    >>> import datetime
    >>> for date in find("去年底至今年5月，近30年来。春节假期，", datetime.date(2025, 6, 9)):
    ...     print(date.text, date.kind, date.first, date.last, date.duration)
    去年底至今年5月 period 2024-12-01 2025-05-31 None
    30年 duration None None P30Y
    春节假期 period 2025-01-28 2025-02-04 None

The way: `atoms` (what a month looks like) → `expressions` (which atoms belong together, in the shapes of `grammar`) →
`resolving` (which days those are). `calendar`, `festivals` and `almanac` hold the days themselves, `durations` the
lengths. `find` needs nothing else of the package, keeps nothing between calls and may be called from any number of
threads.

The rules of a careful reader. One `Context` is made for a text and walked through it, sentence by sentence and
expression by expression. It knows three things: the day of publication, the last day that the text has named, and the
period that is running.

1. Publication is an argument. 今年, 上月, 昨日, 上周五 count from it; where it is unknown they are found and have no days.
   Only a year may then come from the text, where every dated month of it lies in one and the same.
2. The last day named is what 当天, 次日, 同日, 三天后 count from; the last month and year are those of 当月 and 同年.
3. The running period is what 同期, 去年同期, 上年同月 are worked out from; a period that is only there to compare with
   (比2023年) doesn't run.
4. A bare month or day takes the year or month that its sentence named; else that of the paragraph's story, where
   it told of another year; else publication's: the latest not more than two months after it, or the next one in a clause
   that looks ahead (将, 拟, 预计, 前 as a deadline). The week up to publication is the news itself, whatever year stands
   before. The same bare day means the same day throughout.
5. A bare weekday is the last one up to publication, the next in a clause that looks ahead.
6. A festival is the one nearest to publication (not more than four months ahead), its holiday the official one.
7. A day's word with the date in brackets behind it has that date: 今天（4月24日）, 上周四（8/22）.
8. Nothing that comes round again (每月1日, 每逢周五), stands in a title (《…》) or only looks like a date (4/5G, 一日三餐) is
   a mark. A lunar day needs a sign that it is lunar: 农历, 正月, 腊月, 闰, 初八, 廿二.
9. Every mark says in `by` which parts it was read from: `year-month-day`, `rel_year-quarters_to`, `length`, `offset`.
"""

from __future__ import annotations

from extract.dates.models import Comparator, Date, Granularity, Kind
from extract.dates.reading import find

__all__ = ["Comparator", "Date", "Granularity", "Kind", "find"]
