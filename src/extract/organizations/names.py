"""The grammar of names: what ends like an organization's name, and how far to the left it reaches.

A strong suffix (`有限公司`, `研究院`) makes a name of the words in front of it, back to a boundary: punctuation, a
function word, a verb that takes an organization. A body that every place has (`市场监管局`) makes one with the place in
front.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from extract.lexicon import table
from extract.lexicon.characters import view
from extract.organizations.models import Type

_MOST_WORDS, _MOST_CHARACTERS, _LONGEST_SUFFIX = 9, 32, 12
_LONG_PLACE = 5  # characters
_PLACE = re.compile(
    r"(?:[一-鿿]{1,6}(?:省|市|区|县|州|盟|旗|镇|乡|街道)|国家|中国|中央|中共|全国|省|市|区|县)"
)
_PLACE_END = re.compile(
    r"(?:省|市|自治区|特别行政区|特区|区|县|州|盟|旗|镇|乡|街道|新区|国家|中国|[一-鿿]国|香港|澳门|台湾)\Z"
)
_NAME_WORD = re.compile(r"[一-鿿A-Za-z0-9·&()（）]+\Z")


class Candidate(NamedTuple):
    """A span that reads like a name, its type, and the rule that read it."""

    start: int
    end: int
    type: Type
    by: str


class _Words(BaseModel):
    words: list[str]


class _Suffixes(BaseModel):
    strong: dict[Type, list[str]]
    bodies: dict[Type, list[str]]
    not_before: _Words
    generic: _Words
    landforms: _Words
    nameless: _Words
    certain: _Words


@cache
def _suffixes() -> tuple[re.Pattern[str], dict[str, tuple[Type, bool]], tuple[str, ...], frozenset[str]]:
    listed = table("organization_suffixes.toml", _Suffixes)
    found: dict[str, tuple[Type, bool]] = {}
    for strong, rows in ((False, listed.bodies), (True, listed.strong)):
        for type_, names in rows.items():
            found |= {view(name): (type_, strong) for name in names}
    ordered = sorted(found, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(re.escape, ordered)))
    return pattern, found, tuple(listed.not_before.words), frozenset(listed.generic.words)


@cache
def _boundaries() -> frozenset[str]:
    return frozenset(table("name_boundaries.toml", _Words).words)


def type_of(name: str) -> Type | None:
    """The kind of organization that a name says by what it ends in, or None.

    >>> [type_of(name) for name in ("江河医科大学", "江河银行股份有限公司", "江河科技")]
    ['university', 'finance', None]
    """
    plain, types = view(name), _suffixes()[1]
    ends = (plain[-size:] for size in range(min(len(plain) - 1, _LONGEST_SUFFIX), 1, -1))
    return next((types[end][0] for end in ends if end in types), None)


def is_certain(name: str) -> bool:
    """Whether what the name ends in leaves no doubt of its kind.

    >>> is_certain("江河医科大学"), is_certain("江河研究院")
    (True, False)
    """
    return view(name).endswith(tuple(table("organization_suffixes.toml", _Suffixes).certain.words))


def is_nameless(name: str) -> bool:
    """Whether the words stand for a body without naming one: 该公司, 市委, 特区政府.

    >>> is_nameless("省政府"), is_nameless("浙江省政府")
    (True, False)
    """
    return view(name) in _nameless()


def is_place(name: str) -> bool:
    """Whether a name can only be a place's: a long one that ends in a landform or a street.

    >>> is_place("江河国际生物岛"), is_place("侠客岛"), is_place("江河岛控股")
    (True, False, False)
    """
    landforms = tuple(table("organization_suffixes.toml", _Suffixes).landforms.words)
    return len(name) >= _LONG_PLACE and view(name).endswith(landforms)


@cache
def _nameless() -> frozenset[str]:
    return frozenset(table("organization_suffixes.toml", _Suffixes).nameless.words)


def candidates(plain: str, words: Sequence[tuple[int, str]]) -> Iterator[Candidate]:
    """The names that the view's grammar reads, left to right; `words` are its words with their offsets.

    >>> text = "据上海江河科技有限公司介绍"
    >>> words = [(0, "据"), (1, "上海"), (3, "江河"), (5, "科技"), (7, "有限公司"), (11, "介绍")]
    >>> [text[c.start : c.end] for c in candidates(text, words)]
    ['上海江河科技有限公司']
    """
    pattern, types, not_before, _ = _suffixes()
    starts = [start for start, _ in words]
    for match in pattern.finditer(plain):
        if plain.startswith(not_before, match.end()):
            continue
        type_, strong = types[match[0]]
        start = _left(plain, words, starts, match.start())
        start = _trimmed(plain, start, match.start())
        if plain[start - 1 : start] != "某" and _is_name(plain, start, match.start(), strong):
            by = "legal" if match[0].endswith("有限公司") else "suffix" if strong else "body"
            yield Candidate(start, match.end(), type_, by)


def _left(plain: str, words: Sequence[tuple[int, str]], starts: Sequence[int], edge: int) -> int:
    """How far the words in front of `edge` belong to the name."""
    from bisect import bisect_left

    start = edge
    for index in range(
        bisect_left(starts, edge) - 1, max(-1, bisect_left(starts, edge) - 1 - _MOST_WORDS), -1
    ):
        at, word = words[index]
        if at >= edge:
            continue
        word = plain[at : min(at + len(word), start)]
        if word in ("(", "（", ")", "）"):
            if not _bracket(plain, at, edge):
                break
        elif word in _boundaries() or not _NAME_WORD.match(word) or word.isdigit():
            break
        if edge - at > _MOST_CHARACTERS:
            break
        start = at
    return start


def _bracket(plain: str, at: int, edge: int) -> bool:
    """`好易康生物科技（广州）有限公司`: a place in brackets inside the name."""
    return re.match(r"[(（][一-鿿]{2,8}[)）]", plain[at:edge]) is not None or (
        plain[at] in ")）" and re.search(r"[(（][一-鿿]{2,8}\Z", plain[max(0, at - 9) : at]) is not None
    )


def _trimmed(plain: str, start: int, edge: int) -> int:
    """The name without a bracket left open and without a particle at its head."""
    while start < edge and plain[start] in ")）(（·、":
        start += 1
    return start


def _is_name(plain: str, start: int, edge: int, strong: bool) -> bool:
    """Whether the words in front of the suffix name something: a body needs its place, and no generic word does."""
    head = plain[start:edge]
    generic = _suffixes()[3]
    if (
        not head
        or head in generic
        or any(head.startswith(word) for word in ("该", "本", "其", "各", "某", "多"))
    ):
        return False
    if not strong:
        return _PLACE_END.search(head) is not None or (_PLACE.match(head) is not None and len(head) <= 6)
    return len(head) >= 2 and not all(word in generic for word in (head, head[:2], head[-2:]))
