"""Left and right boundaries: a marked name is cut, or reaches further, where the text shows that it must."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from pydantic import BaseModel

from extract.lexicon import table
from extract.organizations.evidence import Text

_CLOSE = {"(": ")", "（": "）", "“": "”", "「": "」", "『": "』", "《": "》", "[": "]", "【": "】"}
_OPEN = {close: opening for opening, close in _CLOSE.items()}
_EDGE = " 　、，,。；;:：\n\t"


class _Boundaries(BaseModel):
    words: list[str]
    before_known: list[str]


def mended(text: Text, start: int, end: int, named: Callable[[str], bool]) -> tuple[int, int]:
    """The span of a name, mended; `named` tells the names that are known, or marked elsewhere in the article.

    Where the span itself is none of those, it is tried from and to the edges of the words that it cuts, and without a
    word in front that takes organizations.

    >>> text = Text("联合国家知识产权局会同", [(0, 3), (3, 4), (4, 9), (9, 11)])
    >>> mended(text, 0, 10, {"国家知识产权局"}.__contains__)
    (2, 9)
    """
    start, end = _balanced(text.plain, start, end)
    starts = (start, *text.around(start), *_behind_takers(text.plain, start))
    for last in (end, *text.around(end)):
        for first in starts:
            if first < last and named(text.plain[first:last]):
                return first, last
    return start, end


def _behind_takers(plain: str, start: int) -> Iterator[int]:
    """The places behind a word at `start` that takes organizations: 联合国家知识产权局."""
    return (start + size for size in (1, 2, 3) if plain[start : start + size] in _takers())


def _balanced(plain: str, start: int, end: int) -> tuple[int, int]:
    """The span up to the first bracket or quotation mark that has no other half in it, or from behind one at its head."""
    while start < end and (plain[start] in _EDGE or plain[start] in _OPEN):
        start += 1
    while start < end and plain[start] in _CLOSE and _close(plain, start, end) < 0:
        start += 1
    while start < end and plain[end - 1] in _EDGE:
        end -= 1
    if end - start > 2 and plain[start] in "《“「『" and _close(plain, start, end) == end - 1:
        return start + 1, end - 1
    at = start
    while at < end:
        if plain[at] in _CLOSE and (close := _close(plain, at, end)) < 0:
            inner = plain[end : end + 1] == _CLOSE[plain[at]]  # 丹麦“学界养老基金”
            return (at + 1, end) if inner else (start, at)
        if plain[at] in _OPEN:
            return start, at
        at = close + 1 if plain[at] in _CLOSE else at + 1
    return start, end


def _close(plain: str, start: int, end: int) -> int:
    return plain.find(_CLOSE[plain[start]], start + 1, end)


@cache
def _takers() -> frozenset[str]:
    listed = table("name_boundaries.toml", _Boundaries)
    return frozenset((*listed.words, *listed.before_known))
