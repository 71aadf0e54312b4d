"""What a run has read before: texts that are the same, and texts that are nearly so, in a few bytes an article."""

from __future__ import annotations

import hashlib
from array import array
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHINGLE = 5
_HASHES, _BANDS = 12, 3
SHORT = 100
"""Characters: shorter texts share too much by chance to be called the same article or nearly so."""
_MOST = 20_000
"""Characters of a text that its sketch is made of."""


class Table:
    """A map of 64-bit keys to 64-bit values in two flat arrays, 16 bytes a slot; no key is ever 0."""

    def __init__(self) -> None:
        self._keys, self._values, self._used = array("Q", bytes(8 << 10)), array("Q", bytes(8 << 10)), 0

    def __len__(self) -> int:
        return self._used

    def put(self, key: int, value: int) -> int | None:
        """The value that the key had, or None where it is new and now has `value`.

        >>> table = Table()
        >>> table.put(7, 1), table.put(7, 2), len(table)
        (None, 1, 1)
        """
        key = key or 1
        place = self._place(key)
        if self._keys[place]:
            return self._values[place]
        self._keys[place], self._values[place] = key, value
        self._used += 1
        if self._used * 3 > len(self._keys) * 2:
            self._grow()
        return None

    def _place(self, key: int) -> int:
        keys, mask = self._keys, len(self._keys) - 1
        place = key & mask
        while keys[place] and keys[place] != key:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._keys, self._values = (array("Q", bytes(16 * len(keys))) for _ in range(2))
        for key, value in zip(keys, values, strict=True):
            if key:
                place = self._place(key)
                self._keys[place], self._values[place] = key, value


class Seen:
    """The articles of a run: by the hash of their text, and by bands of a sketch of its five-character strings.

    Two texts that share nine of ten such strings share a band with a probability of 0.96, two that share half of
    them with 0.18; the count of near-duplicates is an estimate in this sense.
    """

    def __init__(self) -> None:
        self._texts, self._bands = Table(), Table()

    def same(self, text: str, id_: str) -> str | None:
        """The id of the article that had this text before; None where it is new and is now known as `id_`.

        >>> seen = Seen()
        >>> seen.same("甲", "00000000000000aa"), seen.same("甲", "00000000000000bb")
        (None, '00000000000000aa')
        """
        digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
        first = self._texts.put(int.from_bytes(digest, "big"), int(id_, 16))
        return None if first is None else f"{first:016x}"

    def near(self, text: str, id_: str) -> str | None:
        """The id of an article that is nearly the same; None where there is none, or the text is very short."""
        if len(text) < SHORT:
            return None
        found = [self._bands.put(band, int(id_, 16)) for band in _sketch(text[:_MOST])]
        first = next((other for other in found if other is not None), None)
        return None if first is None else f"{first:016x}"


def _sketch(text: str) -> list[int]:
    """The least of each of twelve hashes over the text's strings of five characters, four to a band."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    factors, mixers = _factors()
    strings = sum(codes[i : len(codes) - _SHINGLE + 1 + i] * factors[i] for i in range(_SHINGLE))
    least = [int((_mixed(strings * mixer)).min()) for mixer in mixers]
    size = _HASHES // _BANDS
    return [hash((band, *least[band * size : (band + 1) * size])) & (2**64 - 1) for band in range(_BANDS)]


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    return values ^ (values >> np.uint64(29))


@cache
def _factors() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors, from a hash so that they are the same on every machine."""
    import numpy as np

    digests = (hashlib.blake2b(bytes([i]), digest_size=8).digest() for i in range(_SHINGLE + _HASHES))
    numbers = np.array([int.from_bytes(digest, "big") | 1 for digest in digests], dtype=np.uint64)
    return numbers[:_SHINGLE], numbers[_SHINGLE:]
