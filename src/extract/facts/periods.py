"""When a number holds: the date next to it, the one that frames its clause, else the one that governs.

A date that only compares (较去年同期), that says when something was reported (9日公布) or that is no span of days
(三年, 近日) is none. A paragraph's period isn't the next one's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.models import Basis
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.clauses import Clause
from extract.facts.syntax.phrases import Phrase, phrase
from extract.facts.syntax.predicates import Predicate
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.dates import Date


# 环比 is against the period before; a half-year or a year before has no name of its own in the record.
_BEFORE: dict[str | None, Basis] = {"month": "mom", "quarter": "qoq"}
_COPULAS = frozenset(("为", "是", "系"))
_OPENING = 3  # atoms in which a clause says for how long
_WITHIN = frozenset(("间", "里", "内", "时间"))  # of years: 九天里 is within the days just named
_PAST = frozenset(("来", "以来"))
_RECENT = frozenset(("近", "最近", "过去", "未来", "今后"))
_REPORTS = ("报", "报告", "业绩", "数据", "成绩单", "业绩预告")
# 与10年前相比: what is compared with, no time that anything holds for.
_COMPARED = frozenset(("相比", "相较", "比较", "比"))
# 自封关至2月底: the date at the end closes the span.
_SINCE = frozenset("自从截")


class Periods:
    """The periods of one text, clause by clause."""

    def __init__(self, dates: Sequence[Date], topic: Topic) -> None:
        self._dates = dates
        self._topic = topic
        self._dated: int | None = None  # the date that is all of the clause before

    def clause(self, clause: Clause) -> None:
        """Takes note of a clause without numbers: the date that frames it, or a word for now.

        A day in front of who reports (5月20日，某公司公告) is when that was reported, not when it holds.
        """
        if self._dated is not None and _only_reports(clause):
            self._topic.unframe(self._dated)
        self._dated = clause.atoms[0].index if _is_date(clause) else None
        if clause.counts or clause.aside or clause.atoms[-1].text in vocabulary().reports:
            return
        if clause.atoms[0].text in _COPULAS:
            return  # 为今年以来第四次降息: of what was said before
        if clause.atoms[-1].text in _COMPARED:
            return
        if not any(atom.kind == "date" for atom in clause.atoms):
            if starts_now(clause):
                self._topic.holds(None)
            return
        told = _told(clause)
        opening = [atom for atom in phrase(clause.atoms).opening if atom not in told[:1]]
        framing = self._usable(told[1:] or opening)
        if framing is None and clause.atoms[0].text[0] in _SINCE and clause.atoms[-1].kind == "date":
            framing = self._usable(clause.atoms[-1:])
        if framing is not None:
            self._topic.holds(framing)
        elif starts_now(clause) or self._lasting(clause):
            self._topic.holds(None)

    def of(self, parts: Phrase, said: Predicate, clause: Clause, left: Sequence[Atom]) -> int | None:
        """The period of a number with these words, `left`, in front of it."""
        near = self._usable(said.own[::-1])
        if near is None:
            near = self._usable((*parts.frame, *parts.inner[:1]))
        if near is not None:
            told = clause.aside or clause.atoms[0].text in _COPULAS
            if not (told or said.versus or said.ranged or parts.ranged):
                self._topic.holds(near)
            return near
        if (
            parts.now
            or self._lasting(clause)
            or (self._year_long(left) and self._unit(self._topic.period) != "year")
        ):
            self._topic.holds(None)
        return self._topic.period

    def basis(self, said: Predicate, period: int | None) -> Basis | None:
        """What a change is measured against: of 环比 as long a time before as the number holds for, if known."""
        return _BEFORE.get(self._unit(period)) if said.sequential else said.basis

    def _lasting(self, clause: Clause) -> bool:
        """Whether a span of no known days opens the clause (近两年, 十年来, 未来三年): an earlier period holds no longer."""
        atoms = clause.atoms
        for at, atom in enumerate(atoms[:_OPENING]):
            if atom.kind == "date" and self._dates[atom.index].kind == "duration":
                behind, before = atoms[at + 1 : at + 2], atoms[max(at - 1, 0) : at]
                years = atom.text[-1] == "年" and any(a.text in _WITHIN for a in behind)
                return years or any(a.text in _PAST for a in behind) or any(a.text in _RECENT for a in before)
        return False

    def _unit(self, period: int | None) -> str | None:
        return self._dates[period].granularity if period is not None else None

    def _year_long(self, left: Sequence[Atom]) -> bool:
        """Whether a bare 全年 stands there: the year of a quarter or a day before it, which no mark names."""
        return any(atom.kind == "word" and atom.text == "全年" for atom in left)

    def _usable(self, atoms: Iterable[Atom]) -> int | None:
        found = None
        for atom in atoms:
            if self._dates[atom.index].kind in ("date", "period"):
                found = atom.index
        return found


def _is_date(clause: Clause) -> bool:
    return len(clause.atoms) == 1 and clause.atoms[0].kind == "date"


def _only_reports(clause: Clause) -> bool:
    """Whether the clause says who reports and nothing more: 某公司发布公告, 记者从某局获悉."""
    return not clause.counts and clause.atoms[-1].text in vocabulary().reports


def _told(clause: Clause) -> list[Atom]:
    """The day of a report and the time that it is on: 今日 and 5月 of 今日发布5月产销快报."""
    atoms = clause.atoms
    at = next((i for i in range(len(atoms) - 1) if _reports(atoms[i], atoms[i + 1])), -1)
    if at < 0:
        return []
    on_time = clause.atoms[-1].text.endswith(_REPORTS)
    return [atoms[at], *(atom for atom in atoms[at + 1 :] if on_time and atom.kind == "date")]


def _reports(date: Atom, verb: Atom) -> bool:
    return date.kind == "date" and verb.kind == "word" and verb.text in vocabulary().reports


def starts_now(clause: Clause) -> bool:
    """Whether the clause opens with a word for now or with 以来 of something that is no date (封关以来)."""
    first = clause.atoms[0].text
    return first in vocabulary().now or clause.atoms[-1].text in ("以来", "之后", "至今")
