"""A register in memory: a million names found in a text and looked up, in little room.

An automaton of a million whole names takes gigabytes to build. So daachorse looks for the names' first three
characters only; what follows there is looked up, by each length that a name with this head has, in a table of hashes,
and compared with the name itself, which is kept in one block of bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from extract.lexicon.characters import view
from extract.organizations.register.rows import Row, rows
from extract.organizations.register.table import Entry, Table


class Hit(NamedTuple):
    """A register's name in a text; `entry` is None where several organizations go by it."""

    start: int
    end: int
    entry: Entry | None


class Register:
    """Finds the names of its rows, the longest at each place, in time linear in the text; immutable once built.

    `name` holds a hash of the rows; it is empty where there are none but defaults.

    `defaults` are further rows, each taken only where its organization isn't known already.

    >>> register = Register([Row(2, "江河科技股份有限公司", ("江河科技",), "company", (("stock", "600000.SH"),))])
    >>> [(hit.start, hit.end, hit.entry.name) for hit in register("据江河科技公告")]
    [(1, 5, '江河科技股份有限公司')]
    >>> register.get("江河科技").identifiers
    (('stock', '600000.SH'),)
    """

    def __init__(self, given: Iterable[Row], source: str = "register", defaults: Iterable[Row] = ()) -> None:
        self._table = Table(source)
        for row in given:
            self._table.add(row)
        self._table.check_codes()
        self.name = f"register@{self._table.digest()}" if len(self._table) else ""
        for row in defaults:
            if not self._knows(row):
                self._table.add(row)
        self._lengths, self._heads = self._table.heads()

    def __call__(self, plain: str) -> Iterator[Hit]:
        """The names in a view (`extract.lexicon.characters.view`), left to right, without those denied."""
        last = 0
        for start, end in sorted(self._places(plain), key=lambda place: (place[0], -place[1])):
            if start >= last:
                last = end
                entry = self.get(plain[start:end])
                if entry is None or not entry.denied:
                    yield Hit(start, end, entry)

    def get(self, name: str) -> Entry | None:
        """The organization that goes by `name`, or None: unknown, or the name of several."""
        number = self._table.find(view(name))
        return None if number is None or number < 0 else self._table.entry(number)

    def _knows(self, row: Row) -> bool:
        """Whether the row's own name is taken, or another of its names says that its organization is known."""
        places = [self._table.find(view(name)) for name in (row.name, *row.aliases)]
        taken = [at for at in places if at is not None]
        return places[0] is not None or any(at < 0 or not self._table.entry(at).denied for at in taken)

    def _places(self, plain: str) -> Iterator[tuple[int, int]]:
        """Every name at every place, the longest that begins with each head."""
        if self._heads is None:
            return
        known = self._table.find
        for start, _, index in self._heads.find_overlapping(plain):
            for length in self._lengths[index]:
                if known(plain[start : start + length]) is not None:
                    yield start, start + length
                    break


def known_to(path: str | Path | None = None) -> Register:
    """The register in a CSV, JSON Lines or SQLite file, and the package's own (`lexicon/register.csv`) behind it.

    Raises `LexiconError`, naming file, row and column, where the file is wrong.

    >>> known_to().get("证监会").name
    '中国证券监督管理委员会'
    """
    return _own() if path is None else Register(rows(path), str(path), _own_rows())


@cache
def _own() -> Register:
    return Register((), defaults=_own_rows())


@cache
def _own_rows() -> tuple[Row, ...]:
    with as_file(files("extract.lexicon") / "register.csv") as path:
        return tuple(rows(path))
