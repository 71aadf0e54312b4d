"""From atoms to expressions: points of the calendar, ranges of two points, lengths, and offsets by a length.

    point    = parts of falling size that stand together: 今年 · 2月 · 底; 5月 · 1日 · 上午 · 9时
    range    = point joint point; the second shares what it doesn't say itself: 5月1日—3日, 1月至今
    length   = amounts of falling size: 3小时05分; two with a joint: 两个月至三个月
    offset   = an exact length and 前 or 后: 三天后, 两年前

Nothing inside 《…》 is read. What an expression means is for `resolving` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extract.dates import festivals, words
from extract.dates.amounts import calendar_atom, number
from extract.dates.atoms import Amount, Atom, atoms
from extract.dates.durations import may_begin
from extract.dates.grammar import (
    DAYS,
    EDGE_UNITS,
    EDGES,
    FOLLOWS,
    HOLDS_EDGES,
    IN_DAY,
    RANGES_WITH,
    repeated,
    stands,
)
from extract.dates.lengths import lengths, offset_way
from extract.dates.models import Region

Form = Literal["point", "range", "length", "lengths", "offset"]


class Expression(NamedTuple):
    """A time expression at `[start, end)` of the view, its parts, and for a range the parts of its other end."""

    form: Form
    start: int
    end: int
    parts: tuple[Atom, ...]
    until: tuple[Atom, ...] = ()


_RANGE = re.compile(r" ?(?:起?至|起?到|—{1,2}|──?|-{1,2}|–|~|～) ?")
_COUNTED = re.compile(r"之?(?P<way>[前后])的?第(?P<count>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})[天日]")
_TITLE = re.compile("《[^《》]{1,100}》")
_EVENT = re.compile(
    r"版|[^，。；、\n！？]{0,34}?(?:大会|论坛|峰会|博览会|展览会|展会|交易会|大赛|联赛|锦标赛|公开赛|活动|年会|世界杯|杯赛|春晚"
    r"|奥运会|亚运会|音乐节|文化节|电影节|艺术节|购物节|消费节|旅游节|龙舟节|龙舟赛|项目|赛区|夏令营|嘉年华|研讨会|对话会|马拉松|颁奖|大奖|车展|书展|世博会|行动|榜单|强榜)"
)


def expressions(plain: str, region: Region = "") -> list[Expression]:
    """The time expressions of a view, left to right; `region` says whose words for years and quarters they use.

    >>> [(one.form, "2024年底至2025年5月，两年零三个月后"[one.start:one.end])
    ...  for one in expressions("2024年底至2025年5月，两年零三个月后")]
    [('range', '2024年底至2025年5月'), ('length', '两年零三个月')]
    """
    return list(_Reader(plain, region).run())


class _Reader:
    def __init__(self, plain: str, region: Region) -> None:
        self.plain, self.region = plain, region
        titles = [match.span() for match in _TITLE.finditer(plain)]
        self.atoms = list(_outside(atoms(plain), titles))

    def run(self) -> Iterator[Expression]:
        at = 0
        while at < len(self.atoms):
            found, at = self.next(at)
            if found is not None:
                yield found
                while at < len(self.atoms) and self.atoms[at].start < found.end:  # 后日 in 三个季度后日本
                    at += 1

    def next(self, at: int) -> tuple[Expression | None, int]:
        parts, after = self.point(at, ())
        if parts and stands(self.plain, parts):
            if repeated(self.plain, parts[0].start):
                return None, self.range(parts, after)[1]
            counted = _counted_off(self.plain, parts)
            return (counted, after) if counted else self.range(parts, after)
        event = self.event_year(self.atoms[at])
        return (event, at + 1) if event else self.length(at)

    def point(self, at: int, left: tuple[Atom, ...]) -> tuple[tuple[Atom, ...], int]:
        """The longest run of parts from `at`; `left` is the other end of the range that it closes."""
        parts: list[Atom] = []
        while at < len(self.atoms):
            atom = self.atoms[at]
            if parts and self.plain[parts[-1].end : atom.start] not in ("", " ", "的"):
                break
            typed = self.typed(atom, parts[-1].kind if parts else _left_kind(left))
            if typed is None or (parts and typed.kind not in FOLLOWS.get(parts[-1].kind, ())):
                break
            if (
                parts
                and self.plain[parts[-1].end : atom.start] == "的"
                and typed.kind in ("daytime", "clock", "festival")
            ):
                break
            parts.append(typed)
            at += 1
        return tuple(parts), at

    def typed(self, atom: Atom, before: str) -> Atom | None:
        """The atom as a part of a point, or None where it is none."""
        if atom.kind == "relative":
            if atom.word in ("第二天", "第二日") and before in HOLDS_EDGES:
                two = Amount("第", "", "", "二", "", False, "", "天", "")
                return atom._replace(kind="edge", amount=two)
            return atom._replace(kind=f"rel_{words.relative()[atom.word].unit}")
        if atom.kind == "rel_school" and "财" in atom.word and self.region == "":
            year = ("去年", "今年", "明年")[atom.low + 1]  # the mainland's financial year is the calendar's
            return atom._replace(kind="rel_year", word=year)
        if atom.kind == "festival" and self.region == "taiwan":
            return _of_taiwan(atom)
        if atom.kind in ("compact", "dmy"):
            return atom._replace(kind="iso")
        if atom.kind == "month_day" and self.region == "":
            return None
        if atom.kind != "amount":
            return atom
        amount = atom.amount
        if amount and amount.lead in EDGES and amount.unit in EDGE_UNITS and before in HOLDS_EDGES:
            return atom._replace(kind="edge")
        return calendar_atom(self.plain, atom, before, self.region)

    def range(self, parts: tuple[Atom, ...], after: int) -> tuple[Expression, int]:
        """The point, or the range that it begins."""
        years = parts[0]
        if years.kind == "year" and years.low < years.high and len(parts) > 1:  # 1985到89年9月
            opening, closing = years._replace(high=years.low), years._replace(low=years.high)
            return Expression("range", years.start, parts[-1].end, (opening,), (closing, *parts[1:])), after
        joint = _RANGE.match(self.plain, parts[-1].end)
        begins = joint and parts[-1].kind in RANGES_WITH and after < len(self.atoms)
        if joint and begins and self.atoms[after].start == joint.end():
            until, beyond = self.point(after, parts)
            if until and until[0].kind in RANGES_WITH and self.fits(parts, until):
                return Expression("range", parts[0].start, until[-1].end, parts, until), beyond
        return Expression("point", parts[0].start, parts[-1].end, parts), after

    def fits(self, parts: tuple[Atom, ...], until: tuple[Atom, ...]) -> bool:
        """Whether the second point may close a range that the first opens."""
        if parts[0].kind in ("festival", "lunar") and until[0].kind in ("year", "rel_year"):
            return False
        return parts[0].kind not in IN_DAY or until[0].kind in IN_DAY

    def event_year(self, atom: Atom) -> Expression | None:
        """The year that begins an event's name: 2025世界人工智能大会."""
        if atom.kind != "event_year" or not _EVENT.match(self.plain, atom.end):
            return None
        year = int(atom.word)
        return Expression("point", atom.start, atom.end, (atom._replace(kind="year", low=year, high=year),))

    def length(self, at: int) -> tuple[Expression | None, int]:
        if self.atoms[at].kind == "result":
            return Expression("length", self.atoms[at].start, self.atoms[at].end, (self.atoms[at],)), at + 1
        if not may_begin(self.plain, self.atoms[at]):
            return None, at + 1
        parts = lengths(self.plain, self.atoms, at)
        start, end = parts[0].start, parts[-1].end
        way = offset_way(self.plain, parts)
        if way:
            moved = parts[0]._replace(low=-1 if way["way"] == "前" else 1, end=way.end())
            return Expression("offset", start, way.end(), (moved,)), at + 1
        return Expression("length", start, end, tuple(parts)), at + len(parts)


def _counted_off(plain: str, parts: tuple[Atom, ...]) -> Expression | None:
    """The day so many behind or before the one just named: 2月13日前的第31天."""
    match = _COUNTED.match(plain, parts[-1].end) if parts[-1].kind in DAYS else None
    count = number(match["count"]) if match else None
    if match is None or count is None:
        return None
    steps = int(count) if match["way"] == "后" else -int(count)
    shift = Atom("shift", match.start(), match.end(), steps, steps, match[0])
    return Expression("point", parts[0].start, match.end(), (*parts, shift))


def _of_taiwan(atom: Atom) -> Atom:
    """The festival that Taiwan's press means by a name: 國慶 is October 10."""
    meant = festivals.by_name()[atom.word[: atom.high]].taiwan
    return atom._replace(word=meant + atom.word[atom.high :], high=len(meant)) if meant else atom


def _left_kind(left: tuple[Atom, ...]) -> str:
    """What the second point of a range stands behind: after a day, as after its month."""
    return "" if not left else "month" if left[-1].kind == "day" else left[-1].kind


def _outside(found: Iterator[Atom], titles: list[tuple[int, int]]) -> Iterator[Atom]:
    """The atoms that begin in none of the titles; both in text order."""
    at = 0
    for atom in found:
        while at < len(titles) and titles[at][1] <= atom.start:
            at += 1
        if at == len(titles) or atom.start < titles[at][0]:
            yield atom
