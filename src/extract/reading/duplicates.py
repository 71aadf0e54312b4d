"""What a run has read before: texts that are the same, texts that are nearly so, and names of sources."""

from __future__ import annotations

import hashlib
import sqlite3
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Self

from extract.record import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -100000; -- KB in memory, what is more goes to disk
CREATE TABLE texts (key BLOB PRIMARY KEY, source TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE bands (key INTEGER PRIMARY KEY, source TEXT NOT NULL);
BEGIN;
"""
_SHINGLE = 5
_HASHES, _BANDS = 12, 3
SHORT = 100
"""Characters: shorter texts share too much by chance to be called the same article or nearly so."""
_MOST = 20_000
"""Characters of a text that its sketch is made of."""


class Repeated(NamedTuple):
    """An article whose text, of the same day, came before from the source `of`."""

    article: Article
    of: str

    @property
    def source(self) -> str:
        """Where the text stands again."""
        return self.article.source


class Seen:
    """The articles of a run: by the hash of their text, and by bands of a sketch of its five-character strings.

    They are kept in SQLite's own temporary database, which is in memory while it is small and goes to disk as it
    grows, so a run of any length holds no more. Closed by `with`.

    Two texts that share nine of ten such strings share a band with a probability of 0.96, two that share half of
    them with 0.18; the count of near-duplicates is an estimate in this sense.
    """

    def __init__(self) -> None:
        self._known = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._known.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._known.close()

    def same(self, text: str, source: str) -> str | None:
        """The source that had this text before; None where it is new and is now known as that of `source`.

        >>> with Seen() as seen:
        ...     seen.same("甲", "a.txt"), seen.same("甲", "b.txt")
        (None, 'a.txt')
        """
        return self._first("texts", _digest(text), source)

    def taken(self, source: str, part: int) -> bool:
        """Whether the part of this number has given an article this source before.

        >>> with Seen() as seen:
        ...     [seen.taken(*one) for one in (("a.csv#7", 1), ("a.csv#7", 1), ("a.csv#7", 2))]
        [False, True, False]
        """
        return self._first("texts", _digest(f"{part}\0{source}"), "") is not None

    def near(self, text: str, source: str) -> str | None:
        """The source of an article that is nearly the same; None where there is none, or the text is very short."""
        if len(text) < SHORT:
            return None
        found = [self._first("bands", band, source) for band in _sketch(text[:_MOST])]
        return next(filter(None, found), None)

    def _first(self, table: str, key: bytes | int, source: str) -> str | None:
        new = self._known.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", (key, source)).rowcount
        if new:
            return None
        (first,) = self._known.execute(f"SELECT source FROM {table} WHERE key = ?", (key,)).fetchone()
        return str(first)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _sketch(text: str) -> list[int]:
    """The least of each of twelve hashes over the text's strings of five characters, four to a band."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    factors, mixers = _factors()
    strings = np.convolve(codes, factors, "valid")
    hashes = strings * mixers[:, None]
    least = (hashes ^ (hashes >> np.uint64(29))).min(axis=1).tolist()
    size = _HASHES // _BANDS
    return [hash((band, *least[band * size : (band + 1) * size])) for band in range(_BANDS)]


@cache
def _factors() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors, from a hash so that they are the same on every machine."""
    import numpy as np

    digests = (hashlib.blake2b(bytes([i]), digest_size=8).digest() for i in range(_SHINGLE + _HASHES))
    numbers = np.array([int.from_bytes(digest, "big") | 1 for digest in digests], dtype=np.uint64)
    return numbers[:_SHINGLE], numbers[_SHINGLE:]
