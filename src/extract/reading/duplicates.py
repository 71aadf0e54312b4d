"""What a run has read before: texts that are the same, and texts that are nearly so."""

from __future__ import annotations

import hashlib
import sqlite3
from functools import cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -100000; -- KB in memory, what is more goes to disk
CREATE TABLE texts (key BLOB PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE bands (key INTEGER PRIMARY KEY, id TEXT NOT NULL);
BEGIN;
"""
_SHINGLE = 5
_HASHES, _BANDS = 12, 3
SHORT = 100
"""Characters: shorter texts share too much by chance to be called the same article or nearly so."""
_MOST = 20_000
"""Characters of a text that its sketch is made of."""


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

    def same(self, text: str, id_: str) -> str | None:
        """The id of the article that had this text before; None where it is new and is now known as `id_`.

        >>> with Seen() as seen:
        ...     seen.same("甲", "a1"), seen.same("甲", "b2")
        (None, 'a1')
        """
        return self._first("texts", hashlib.blake2b(text.encode(), digest_size=16).digest(), id_)

    def near(self, text: str, id_: str) -> str | None:
        """The id of an article that is nearly the same; None where there is none, or the text is very short."""
        if len(text) < SHORT:
            return None
        found = [self._first("bands", band, id_) for band in _sketch(text[:_MOST])]
        return next(filter(None, found), None)

    def _first(self, table: str, key: bytes | int, id_: str) -> str | None:
        new = self._known.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", (key, id_)).rowcount
        if new:
            return None
        (first,) = self._known.execute(f"SELECT id FROM {table} WHERE key = ?", (key,)).fetchone()
        return str(first)


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
