"""Known names: the package's own list of organizations that the press names without explaining them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from extract.lexicon import table
from extract.lexicon.characters import view
from extract.organizations.models import Type


class Known(NamedTuple):
    """One organization of the list: its full name, its type, and every name it goes by.

    `unsought` are those that mean it where they are marked, and mean other things as well: no text is searched for them.
    """

    name: str
    type: Type
    names: tuple[str, ...]
    unsought: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """A known name in a text."""

    start: int
    end: int
    known: Known


class _Listed(BaseModel):
    government: list[list[str]]
    association: list[list[str]]
    finance: list[list[str]]
    media: list[list[str]]
    company: list[list[str]]
    military: list[list[str]]
    research: list[list[str]]
    university: list[list[str]]
    sports: list[list[str]]
    hospital: list[list[str]]
    other: list[list[str]]


class Gazetteer:
    """Finds known names, the longest at each place, in time linear in the text; immutable once built.

    >>> gazetteer = Gazetteer([Known("上海证券交易所", "finance", ("上海证券交易所", "上交所"))])
    >>> [(hit.start, hit.end, hit.known.name) for hit in gazetteer("据上交所公告")]
    [(1, 4, '上海证券交易所')]
    """

    def __init__(self, known: Iterable[Known]) -> None:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        self._by_name: dict[str, Known] = {}
        sought: list[str] = []
        for one in known:
            for name in (view(name) for name in one.names):
                self._by_name.setdefault(name, one)
                if name not in one.unsought:
                    sought.append(name)
        self._names = tuple(dict.fromkeys(sought))
        self._find = CharwiseDoubleArrayAhoCorasick(list(self._names), MATCH_KIND_LEFTMOST_LONGEST).find

    def __call__(self, plain: str) -> Iterator[Hit]:
        """The known names of a view (`extract.lexicon.characters.view`), left to right."""
        for start, end, index in self._find(plain):
            if whole(plain, start, end):
                yield Hit(start, end, self._by_name[self._names[index]])

    def get(self, name: str) -> Known | None:
        """The organization that goes by `name`, or None."""
        return self._by_name.get(view(name))


def whole(plain: str, start: int, end: int) -> bool:
    """Latin names end where their word does: `Meta` is not in `Metaverse`."""
    before, behind = plain[start - 1 : start], plain[end : end + 1]
    return not (_latin(plain[start]) and _latin(before)) and not (_latin(plain[end - 1]) and _latin(behind))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def national() -> Gazetteer:
    """The package's own gazetteer (`lexicon/organizations.toml`), built once."""
    listed = table("organizations.toml", _Listed)
    return Gazetteer(_known(type_, names) for type_, rows in listed for names in rows)


def _known(type_: str, written: list[str]) -> Known:
    names = tuple(name.removeprefix("~") for name in written)
    unsought = frozenset(view(name[1:]) for name in written if name.startswith("~"))
    return Known(names[0], type_, names, unsought)  # type: ignore[arg-type]  # the table's keys are the types
