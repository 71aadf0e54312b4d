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
from extract.dates.amounts import calendar_atom
from extract.dates.atoms import Amount, Atom, atoms
from extract.dates.durations import may_begin, unit_of
from extract.dates.models import Region

Form = Literal["point", "range", "length", "lengths", "offset"]


class Expression(NamedTuple):
    """A time expression at `[start, end)` of the view, its parts, and for a range the parts of its other end."""

    form: Form
    start: int
    end: int
    parts: tuple[Atom, ...]
    until: tuple[Atom, ...] = ()


_IN_YEAR = {
    "edge",
    "nth_weekday",
    "month",
    "months_to",
    "nth_month",
    "quarter",
    "quarters_to",
    "half",
    "part",
    "season",
    "festival",
    "lunar",
}
_IN_MONTH = {"day", "ten_days", "part", "edge", "nth_weekday"}
_IN_DAY = {"daytime", "clock"}
_FOLLOWS = {
    "year": {*_IN_YEAR, "same"},
    "fiscal": {"quarter", "half", "part"},
    "rel_year": _IN_YEAR,
    "month": _IN_MONTH,
    "rel_month": _IN_MONTH,
    "quarter": {"part"},
    "rel_quarter": {"part"},
    "half": {"part"},
    "decade": {"part"},
    "rel_week": {"weekday"},
    "festival": _IN_DAY,
    "day": _IN_DAY,
    "rel_day": _IN_DAY,
    "iso": _IN_DAY,
    "paren": _IN_DAY,
    "weekday": _IN_DAY,
    "daytime": {"clock"},
}
_NEVER_FIRST = {"season", "nth_month", "nth_weekday", "edge", "now", "event_year"}
_EDGES = {"第", "前", "首", "头", "最后", "倒数第"}
_EDGE_UNITS = {"天", "日", "周", "星期"}
_HOLDS_EDGES = {"year", "rel_year", "month", "rel_month"}
_PART_FIRST = {
    "年初",
    "年底",
    "年末",
    "年中",
    "年终",
    "岁末",
    "年内",
    "月初",
    "月底",
    "月末",
    "月中",
    "季末",
    "季初",
}
_WEAK_DAYTIMES = {"晚", "早", "晨", "夜", "夜里", "夜间"}
_RANGE = re.compile(r" ?(?:起?至|起?到|—{1,2}|──?|-{1,2}|–|~|～) ?")
_RANGES_WITH = {
    *("now", "year", "rel_year", "half", "quarter", "rel_quarter", "month", "rel_month", "ten_days", "part"),
    *("day", "rel_day", "iso", "paren", "weekday", "festival", "lunar", "decade", "clock", "daytime"),
}
_OFFSET = re.compile(r"(?:之|以)?(?P<way>前|后)(?![一二三四五六七八九十0-9]|天|段|端|景|世|代|备|来)")
_LENGTH_JOINT = re.compile(" ?(?:零|又|加|，)? ?")
_FEAST_CUE = re.compile("[前后时当]")
_TITLE = re.compile("《[^《》]{1,100}》")
_EVENT = re.compile(
    r"版|[^，。；、\n！？]{0,34}?(?:大会|论坛|峰会|博览会|展览会|展会|交易会|大赛|联赛|锦标赛|公开赛|活动|年会|世界杯|杯赛|春晚"
    r"|奥运会|亚运会|音乐节|文化节|电影节|艺术节|购物节|消费节|旅游节|嘉年华|研讨会|对话会|马拉松|颁奖|大奖|车展|书展|世博会|行动|榜单|强榜)"
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
        if parts and self.stands(parts):
            return self.range(parts, after)
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
            if typed is None or (parts and typed.kind not in _FOLLOWS.get(parts[-1].kind, ())):
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
            if atom.word in ("第二天", "第二日") and before in _HOLDS_EDGES:
                two = Amount("第", "", "", "二", "", False, "", "天", "")
                return atom._replace(kind="edge", amount=two)
            return atom._replace(kind=f"rel_{words.relative()[atom.word].unit}")
        if atom.kind in ("compact", "dmy"):
            return atom._replace(kind="iso")
        if atom.kind != "amount":
            return atom
        amount = atom.amount
        if amount and amount.lead in _EDGES and amount.unit in _EDGE_UNITS and before in _HOLDS_EDGES:
            return atom._replace(kind="edge")
        return calendar_atom(self.plain, atom, before, self.region)

    def stands(self, parts: tuple[Atom, ...]) -> bool:
        """Whether a point may stand alone: not a bare season, 底, 晚 or a solar term that is a plain word."""
        first, last = parts[0], parts[-1]
        if first.kind == "day" and first.word[-1] not in "日号":
            return False
        if first.kind in _NEVER_FIRST:
            return first.kind == "season" and first.word[0] in "今去明"
        if first.kind == "part":
            return first.word in _PART_FIRST
        if first.kind == "festival" and len(parts) == 1:
            known = festivals.by_name()[first.word[: first.high]]
            return (
                first.high < len(first.word) or not known.cue or bool(_FEAST_CUE.match(self.plain, first.end))
            )
        if first.kind in _IN_DAY and self.plain[max(first.start - 1, 0) : first.start] == "每":
            return False
        if first.kind == "daytime" and len(parts) == 1:
            return first.word not in _WEAK_DAYTIMES
        if first.kind == "weekday" and len(parts) == 1:
            return bool(first.low < 7 or first.word)
        if first.kind == "same":
            return bool(first.word) or self.same_stands(first)
        if first.kind == "century":
            return first.word != "" or self.plain[first.start] in "上本"
        return last.kind != "now"

    def same_stands(self, atom: Atom) -> bool:
        """A bare 同期 that means a period said before: not 历史同期, 3年同期, 合同期."""
        behind = self.plain[max(atom.start - 1, 0) : atom.start]
        return atom.word == "" and (not behind or behind in "，。；、：\n占与较比于及和且在 的（")

    def range(self, parts: tuple[Atom, ...], after: int) -> tuple[Expression, int]:
        """The point, or the range that it begins."""
        years = parts[0]
        if years.kind == "year" and years.low < years.high and len(parts) > 1:  # 1985到89年9月
            opening, closing = years._replace(high=years.low), years._replace(low=years.high)
            return Expression("range", years.start, parts[-1].end, (opening,), (closing, *parts[1:])), after
        joint = _RANGE.match(self.plain, parts[-1].end)
        begins = joint and parts[-1].kind in _RANGES_WITH and after < len(self.atoms)
        if joint and begins and self.atoms[after].start == joint.end():
            until, beyond = self.point(after, parts)
            if until and until[0].kind in _RANGES_WITH and self.fits(parts, until):
                return Expression("range", parts[0].start, until[-1].end, parts, until), beyond
        return Expression("point", parts[0].start, parts[-1].end, parts), after

    def fits(self, parts: tuple[Atom, ...], until: tuple[Atom, ...]) -> bool:
        """Whether the second point may close a range that the first opens."""
        if parts[0].kind in ("festival", "lunar") and until[0].kind in ("year", "rel_year"):
            return False
        return parts[0].kind not in _IN_DAY or until[0].kind in _IN_DAY

    def event_year(self, atom: Atom) -> Expression | None:
        """The year that begins an event's name: 2025世界人工智能大会."""
        if atom.kind != "event_year" or not _EVENT.match(self.plain, atom.end):
            return None
        year = int(atom.word)
        return Expression("point", atom.start, atom.end, (atom._replace(kind="year", low=year, high=year),))

    def length(self, at: int) -> tuple[Expression | None, int]:
        if not may_begin(self.plain, self.atoms[at]):
            return None, at + 1
        parts, after = self.lengths(at)
        end = parts[-1].end
        amount = parts[-1].amount
        way = _OFFSET.match(self.plain, end)
        exact = (
            len(parts) == 1
            and amount
            and unit_of(amount) in ("Y", "M", "W", "D")
            and not (amount.more or amount.low)
        )
        if (
            way
            and exact
            and amount
            and amount.middle in ("", "半")
            and amount.half in ("", "半")
            and amount.number not in ("几", "数")
        ):
            offset = parts[0]._replace(low=-1 if way["way"] == "前" else 1, end=way.end())
            return Expression("offset", parts[0].start, way.end(), (offset,)), after
        return Expression("length", parts[0].start, end, tuple(parts)), after

    def lengths(self, at: int) -> tuple[list[Atom], int]:
        """The amounts of falling unit that make one length."""
        parts = [self.atoms[at]]
        order = "YMWDhms"
        after = at + 1
        while after < len(self.atoms):
            joint = _LENGTH_JOINT.fullmatch(self.plain, parts[-1].end, self.atoms[after].start)
            last, amount = parts[-1].amount, self.atoms[after].amount
            letters = [unit_of(each) for each in (last, amount) if each is not None]
            if (
                not joint
                or "，" in joint[0]
                or len(letters) < 2
                or None in letters
                or amount is None
                or amount.lead
            ):
                break
            if order.index(letters[0] or "") >= order.index(letters[1] or ""):
                break
            if letters[1] == "D" and amount.unit == "日":
                break
            parts.append(self.atoms[after])
            after += 1
        return parts, after


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
