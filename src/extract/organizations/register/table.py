"""The rows of a register as one block of bytes, and the hashes of their names.

A million rows as Python objects take half a gigabyte; as bytes, a hundred megabytes. A name's hash says which row to
look at, and the row says whether the name is really there.
"""

from __future__ import annotations

from array import array
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from extract.errors import LexiconError
from extract.lexicon.characters import view
from extract.organizations.models import Type
from extract.organizations.register.rows import Row

if TYPE_CHECKING:
    from daachorse import CharwiseDoubleArrayAhoCorasick

_HEAD = 3


class Entry(NamedTuple):
    """One organization of a register: its canonical name, every name it goes by, its type, and its codes by scheme."""

    name: str
    names: tuple[str, ...]
    type: Type | None
    identifiers: tuple[tuple[str, str], ...]
    denied: bool


class Table:
    """Rows by name. `source` is what errors call the file."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._bytes = bytearray()
        self._starts, self._numbers = array("Q", (0,)), array("I")
        self._rows: dict[
            int, int
        ] = {}  # the hash of a name: its row, or ~row where it is the name of several
        self._heads: dict[str, int] = {}  # the head of a name: the lengths of such names, as bits
        self._codes, self._coded = array("q"), array("I")

    def add(self, row: Row) -> None:
        """One row more; its canonical name must be new."""
        at = len(self._numbers)
        names, codes = "\n".join((row.name, *row.aliases)), "\n".join(map("=".join, row.identifiers))
        self._numbers.append(row.number)
        self._bytes += f"{names}\t{row.type or ''}\t{int(row.denied)}\t{codes}".encode()
        self._starts.append(len(self._bytes))
        for rank, name in enumerate(view(names).split("\n")):
            head, key = name[:_HEAD], hash(name)
            self._heads[head] = self._heads.get(head, 0) | 1 << len(name)
            if key in self._rows:
                self._again(name, at, canonical=rank == 0, denied=row.denied)
            else:
                self._rows[key] = at
        for code in row.identifiers:
            self._codes.append(hash(code))
            self._coded.append(at)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._numbers)

    def find(self, plain: str) -> int | None:
        """The row of the organization that goes by this name (in a view), below zero where it is several's, or None."""
        return self._rows.get(self._key(plain))

    def entry(self, at: int) -> Entry:
        """The row at this place."""
        names, type_, denied, codes = self._fields(at)
        pairs = tuple((scheme, code) for scheme, _, code in (one.partition("=") for one in codes.split("\n")))
        every = tuple(names.split("\n"))
        return Entry(every[0], every, type_ or None, pairs if codes else (), denied == "1")  # type: ignore[arg-type]

    def digest(self) -> str:
        """A hash of all rows, the same for the same organizations in any format."""
        return sha256(self._bytes).hexdigest()[:12]

    def check_codes(self) -> None:
        """Raise `LexiconError` where one code stands in two rows."""
        import numpy as np

        codes = np.frombuffer(self._codes, dtype=np.int64)
        order = np.argsort(codes, kind="stable")
        twice = np.flatnonzero(codes[order][1:] == codes[order][:-1])
        for first, second in sorted((self._coded[order[one]], self._coded[order[one + 1]]) for one in twice):
            for scheme, code in self.entry(second).identifiers:
                if (scheme, code) in self.entry(first).identifiers:
                    self._twice(second, scheme, code, first)

    def heads(self) -> tuple[list[tuple[int, ...]], CharwiseDoubleArrayAhoCorasick | None]:
        """For each head the lengths of its names, the longest first, and what finds the heads in a text."""
        from daachorse import CharwiseDoubleArrayAhoCorasick

        shared: dict[int, tuple[int, ...]] = {}
        for bits in self._heads.values():
            if bits not in shared:
                shared[bits] = tuple(one for one in range(bits.bit_length() - 1, 0, -1) if bits >> one & 1)
        lengths = [shared[bits] for bits in self._heads.values()]
        heads = list(self._heads)
        self._heads = {}
        return lengths, CharwiseDoubleArrayAhoCorasick(heads) if heads else None

    def _again(self, plain: str, at: int, *, canonical: bool, denied: bool) -> None:
        """A name whose hash is known. A denied one's row comes before all, then that whose own name it is; an alias of
        two is neither's."""
        key = self._key(plain)
        known = self._rows.get(key, at)
        other = ~known if known < 0 else known
        if other == at:
            self._rows[key] = known
            return
        names, _, others_denied, _ = self._fields(other)
        others = view(names).split("\n")[0] == plain
        if canonical and others:
            self._twice(at, "name", plain, other)
        if denied or (canonical and others_denied == "0"):
            self._rows[key] = at
        elif not others and others_denied == "0":
            self._rows[key] = ~other

    def _key(self, plain: str) -> int:
        """The hash under which this name stands, or would stand."""
        key = hash(plain)
        while (known := self._rows.get(key)) is not None:
            names = self._fields(~known if known < 0 else known)[0]
            if plain in view(names).split("\n"):
                break
            key += 1
        return key

    def _fields(self, at: int) -> list[str]:
        return self._bytes[self._starts[at] : self._starts[at + 1]].decode().split("\t")

    def _twice(self, at: int, column: str, value: str, first: int) -> None:
        numbers = self._numbers
        raise LexiconError(
            f"{self._source}: row {numbers[at]}: column {column}: {value} stands in row {numbers[first]} already"
        )
