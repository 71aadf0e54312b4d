"""What the text has said so far: the day of publication, the last day, the running period, the year in force.

One `Context` is made for each text and walked through it in order; nothing outlives the call. The rules that it keeps
are those of the package's docstring; here is what an expression that is the whole text means: it has no sentence to
look back or ahead, so a month or day takes publication's year, and a feast or a weekday is the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from extract.dates import calendar, words
from extract.dates.calendar import month_after
from extract.dates.models import Span

_TOLERANCE = 2  # months: how far after publication a bare month may lie


@cache
def _future() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words.periods().future)))


@dataclass(slots=True)
class Context:
    """The state of one walk through one text."""

    published: date | None
    only_year: int | None = None  # the year of every dated month of the text, where they agree
    ahead: bool = False  # the clause looks ahead
    alone: bool = False  # the expression is the whole text
    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    period: Span | None = None
    sentence_year: int | None = None
    sentence_month: tuple[int, int] | None = None
    sentence_day: date | None = None
    story: tuple[int, int] | None = None
    day_before: int = -1  # where a day that was just named ends (and a 的 behind it)
    named: dict[tuple[int, int], int] = field(default_factory=dict)  # the years of bare days named before
    left: Span | None = field(default=None)  # the other end, while a range's second end is read

    def turn(self, between: str) -> None:
        """Passes over the text between two expressions: a new sentence, a new paragraph."""
        if any(sign in between for sign in "。！？!?；\n"):
            self.sentence_year = self.sentence_month = self.sentence_day = None
        if "\n" in between:
            self.story = None

    def look(self, clause: str) -> None:
        """Notes whether the clause around an expression looks ahead."""
        self.ahead = bool(_future().search(clause))

    @property
    def today(self) -> date | None:
        """The day that relative words count from."""
        return self.published

    @property
    def told_day(self) -> date | None:
        """The day that 当天 and 次日 count from: the last that the text named, else publication.

        Neither where the text has named no day but a month of another time: who knows which of its days.
        """
        if self.day or self.today is None or self.month is None:
            return self.day or self.today
        return self.today if self.month == (self.today.year, self.today.month) else None

    @property
    def this_year(self) -> int | None:
        """Publication's year, or the one year of the text's dates."""
        return self.published.year if self.published else self.only_year

    def year_for(self, month: int, number: int | None = None, last_month: int | None = None) -> int | None:
        """The year of a bare month or day (its last month, where it runs over several)."""
        if self.left is not None:
            return self.left.first.year + (month < self.left.first.month)
        if self._fresh(month, number):
            return self.this_year
        if self.sentence_year is not None:
            return self.sentence_year
        if self.story is not None and month >= self.story[1]:
            return self.story[0]
        if self.published is None:
            return self.only_year
        if number is None:
            return self._near(self.published, last_month or month, 1)
        return self.named.setdefault((month, number), self._near(self.published, last_month or month, number))

    def _fresh(self, month: int, number: int | None) -> bool:
        """Whether a month and day are those of the week up to publication: the news itself, whatever stands before."""
        if self.published is None or number is None:
            return False
        if self.sentence_month not in (None, (self.published.year, self.published.month)):
            return False
        found = calendar.day(self.published.year, month, number)
        return found is not None and 0 <= (self.published - found.first).days <= 7

    def _near(self, published: date, month: int, number: int) -> int:
        if self.alone:
            return published.year
        if self.ahead:
            return published.year + ((month, number) < (published.month, 1))
        limit_year, limit_month = month_after(published.year, published.month, _TOLERANCE)
        within = (month, number) <= (limit_month, published.day) if limit_year == published.year else True
        if limit_year > published.year and (month, number) <= (limit_month, published.day):
            return limit_year
        return published.year if within else published.year - 1

    def month_for(self, number: int) -> tuple[int, int] | None:
        """The year and month of a bare day."""
        if self.left is not None:
            count = 1 if number < self.left.first.day else 0
            return month_after(self.left.first.year, self.left.first.month, count)
        if self.sentence_month is not None:
            return self.sentence_month
        if self.story is not None and (self.day is None or number >= self.day.day):
            return self.story
        if self.published is None:
            return self.month
        this = (self.published.year, self.published.month)
        if self.ahead:
            return month_after(*this, 1) if number < self.published.day else this
        return month_after(*this, -1) if number > self.published.day + 1 and not self.alone else this

    def weekday_for(self, weekday: int) -> date | None:
        """The day of a bare weekday."""
        if self.published is None:
            return None
        if self.left is not None:
            return self.left.first + timedelta(days=(weekday - self.left.first.weekday()) % 7)
        monday = self.published - timedelta(days=self.published.weekday())
        found = monday + timedelta(days=weekday)
        if self.ahead or self.alone:
            return found if found >= self.published else found + timedelta(weeks=1)
        return found if found <= self.published else found - timedelta(weeks=1)

    def see(
        self, span: Span, *, finer: bool, explicit: bool = False, whole_year: bool = False, runs: bool = True
    ) -> None:
        """Takes note of a span just read.

        `finer`: it named its year and something in it, `explicit` in figures; `runs`: it isn't there to compare with.
        """
        self.year = span.first.year
        if span.unit in ("day", "month"):
            self.month = (span.first.year, span.first.month)
        if span.first == span.last:
            self.day = self.sentence_day = span.first
            self.sentence_month = self.month
        elif span.unit == "month":
            self.sentence_month = (span.last.year, span.last.month)
        if span.first != span.last and runs:
            self.period = span
        if finer or whole_year:
            self.sentence_year = span.last.year
        if explicit and finer and self.month and span.unit in ("day", "month"):
            self.story = (
                self.month if self.published is None or span.first.year != self.published.year else None
            )
