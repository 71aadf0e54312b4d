"""Who is who in one article: which names are one organization's, and which of them is the fullest.

Names are one where they are the same in plain form, where the text says so, where a list knows them as one, or where one
is short for the other. What could be short for two organizations is neither's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from extract.organizations.abbreviations import (
    countries,
    heads,
    only_legal,
    plain,
    short_for,
    unit_of,
)

_MOST_COMPARED = 64
# Bodies that every country has one of: 外交部 is not short for 东国外交部.
_EVERYWHERE = frozenset(("government", "military", "company", "finance"))


class Body(Protocol):
    """An organization of a list: every name it goes by, and its type."""

    @property
    def names(self) -> Sequence[str]:
        """Its canonical name first."""
        ...

    @property
    def type(self) -> str | None:
        """The kind of organization."""
        ...


Known = Callable[[str], Body | None]


def fullest(names: Iterable[str]) -> list[str]:
    """Names from the fullest to the shortest; a Chinese name is fuller than one in letters alone.

    >>> fullest(["江河", "Jianghe Group", "江河集团", "江 河 集 团"])
    ['江河集团', '江 河 集 团', '江河', 'Jianghe Group']
    """
    return sorted(set(names), key=lambda name: (not _chinese(name), -len(plain(name)), len(name), name))


def grouped(
    names: Iterable[str], said: Iterable[tuple[str, str]] = (), known: Known = lambda name: None
) -> dict[str, str]:
    """For each name the fullest name of its organization.

    `said` are pairs of names that the text calls the same; `known` tells of a name which organization of a list it
    means, or None: two names of two known organizations are never one.

    >>> grouped(["江河科技", "上海江河科技有限公司", "长山银行"])["江河科技"]
    '上海江河科技有限公司'
    >>> grouped(["江河", "江河科技有限公司", "江河物流有限公司"])["江河"]
    '江河'
    """
    ordered = fullest(names)
    groups = _Groups(ordered)
    first: dict[object, str] = {}
    for name in ordered:
        for key in (plain(name), known(name)):
            if key is not None:
                groups.join(first.setdefault(key, name), name)
    for one, other in said:
        groups.join(one, other)
    index = _Index(ordered)
    for name in ordered:
        fuller = {groups.of(full) for full in index.fuller(name) if _may_join(name, full, known)}
        if len(fuller) == 1:
            groups.join(fuller.pop(), name)
    return {name: groups.of(name) for name in ordered}


def one_name(name: str, other: str) -> bool:
    """Whether the two may name one organization: the same in both scripts, or one short for the other.

    >>> [one_name("江河公司", "江河科技股份有限公司"), one_name("江河物流有限公司", "江河科技股份有限公司")]
    [True, False]
    """
    return plain(name) == plain(other) or short_for(name, other) or short_for(other, name)


def _may_join(short: str, full: str, known: Known) -> bool:
    one, other = known(short), known(full)
    if one is not None and other is not None:
        return one == other
    if one is not None:
        return only_legal(short, full) or _at_home(plain(short), plain(full), one)
    return short_for(short, full) or unit_of(short, full)


def _at_home(short: str, full: str, body: Body) -> bool:
    """Whether a known name with a country in front is still the known one: 中国外交部, 也门胡塞武装, 美国五角大楼."""
    country = full.removesuffix(short)
    if not full.endswith(short) or country not in countries() | {"中国"}:
        return False
    if country == "中国" or any(plain(name).startswith(country) for name in body.names):
        return True
    return body.type not in _EVERYWHERE


def _chinese(name: str) -> bool:
    return any("一" <= character <= "鿿" for character in name)


class _Index:
    """The names by how they begin and end, so that each is compared with few."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            whole = plain(name)
            for key in {*(f"{head[:1]}…" for head in heads(whole)), f"…{whole[-2:]}"}:
                if len(self._names[key]) < _MOST_COMPARED:
                    self._names[key].append(name)

    def fuller(self, name: str) -> Iterator[str]:
        """The longer names that `name` might be short for."""
        whole = plain(name)
        for key in (f"{whole[:1]}…", f"…{whole[-2:]}"):
            yield from (full for full in self._names[key] if len(plain(full)) > len(whole))


class _Groups:
    """Names joined into groups, each called by its first name in the order given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._rank = {name: rank for rank, name in enumerate(names)}
        self._head = {name: name for name in names}

    def of(self, name: str) -> str:
        """The first name of the group that `name` is in."""
        while self._head[name] != name:
            name = self._head[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Make the groups of two names one; names that were not given are left alone."""
        if one in self._head and other in self._head:
            first, second = sorted((self.of(one), self.of(other)), key=self._rank.__getitem__)
            self._head[second] = first
