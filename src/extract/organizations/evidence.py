"""Evidence for names in a text: what was found where and by what, and how several kinds of it stand beside each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.organizations.models import Type

_TITLE = re.compile(r"《[^《》\n]{1,120}》")


class Found(NamedTuple):
    """A name in a text, what kind of organization it says it is, how sure, and what found it."""

    start: int
    end: int
    type: Type | None
    confidence: float
    by: str


class Text:
    """What every step looks at: the text's view, and where its words begin and end."""

    def __init__(self, plain: str, words: Iterable[tuple[int, int]]) -> None:
        self.plain = plain
        self._edges = sorted({edge for word in words for edge in word})
        self._known = frozenset(self._edges)

    def whole(self, start: int, end: int) -> bool:
        """Whether a span begins and ends where words do: 外交部 is not in 外交部长."""
        return start in self._known and end in self._known

    def around(self, at: int) -> tuple[int, int]:
        """The edges of the word that `at` lies in; where it is an edge itself, it twice.

        >>> Text("外交部长说", [(0, 4), (4, 5)]).around(3)
        (0, 4)
        """
        if at in self._known:
            return at, at
        index = bisect_left(self._edges, at)
        if index in (0, len(self._edges)):
            return at, at
        return self._edges[index - 1], self._edges[index]

    def of(self, one: Found) -> str:
        """The name in plain form."""
        return self.plain[one.start : one.end]


def apart(length: int, found: Iterable[Found]) -> list[Found]:
    """Without overlaps, in text order: the longest first, of equally long ones the surest."""
    return beside(
        length, (), sorted(found, key=lambda one: (one.start - one.end, -one.confidence, one.start))
    )


def beside(length: int, found: Sequence[Found], *more: Iterable[Found]) -> list[Found]:
    """What was found, and of each further kind, in turn, what touches nothing before it; in text order."""
    kept, taken = list(found), bytearray(length)
    for one in kept:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for kind in more:
        for one in kind:
            if taken.find(1, one.start, one.end) < 0:
                kept.append(one)
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
    return sorted(kept)


def outermost(found: Sequence[Found], longer: Iterable[Found]) -> list[Found]:
    """What was found, without what lies inside a longer name; both in text order, without overlaps."""
    starts, ends = [one.start for one in found], [one.end for one in found]
    inside: set[int] = set()
    for name in longer:
        touched = range(bisect_right(ends, name.start), bisect_left(starts, name.end))
        spans = [(starts[at], ends[at]) for at in touched]
        if spans and name.start <= spans[0][0] and spans[-1][1] <= name.end and spans != [name[:2]]:
            inside.update(touched)
    return [one for at, one in enumerate(found) if at not in inside]


def broken(legal: Iterable[Found], tagged: Iterable[Found]) -> list[Found]:
    """The legal names whose legal form no mark reaches: of 江河（芜湖）科技有限公司 only 芜湖 is marked.

    Where a mark ends with the legal form, it says better where the name begins.
    """
    ends = {one.end for one in tagged}
    return [one for one in legal if one.end not in ends]


def untitled(plain: str, found: Iterable[Found]) -> list[Found]:
    """Without what is only a part of a document's title: 《上海证券交易所交易规则》 names no one, 《科创板日报》 does."""
    titles = [(match.start() + 1, match.end() - 1) for match in _TITLE.finditer(plain)]
    starts = [start for start, _ in titles]
    holders = ((one, bisect_right(starts, one.start) - 1) for one in found)
    return [one for one, at in holders if at < 0 or one.start >= titles[at][1] or one[:2] == titles[at]]
