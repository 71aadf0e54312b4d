"""Text as the tagger's model reads it: pieces of one or more characters, and every character by itself.

The encoder reads pieces (its pretraining's words, cut to what Chinese press uses), the layer above it tags characters.
Pieces are found leftmost and longest, in one pass over a whole batch; a character that no piece holds is `<unk>`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

PAD, UNKNOWN = 1, 3
# Where a character stands in its piece: first, inside, last, or alone.
FIRST, INSIDE, LAST, ALONE = range(4)
# Stands between texts that are searched as one; no piece holds it.
_SEPARATOR = "\0"
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), _SEPARATOR)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts one behind the other: the pieces' rows, and for each character its piece, its row, its place in the piece.

    `cover` counts pieces from the first text's first; `firsts` and `edges` tell, for each text and for the end, where
    its pieces and its characters begin.
    """

    pieces: Ints
    firsts: Ints
    edges: Ints
    cover: Ints
    characters: Ints
    places: Ints


class Pieces:
    """The vocabulary: `pieces[i]` has row i; single characters and longer pieces; `folds` are characters read as others.

    >>> pieces = Pieces(["<s>", "<pad>", "</s>", "<unk>", "江", "河", "公司", "AI"], {})
    >>> one = pieces.encode(["江X公司"])
    >>> one.pieces.tolist(), one.cover.tolist(), one.characters.tolist(), one.places.tolist()
    ([4, 3, 6], [0, 1, 2, 2], [4, 3, 3, 3], [3, 3, 0, 2])
    """

    def __init__(self, pieces: Sequence[str], folds: dict[str, str]) -> None:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        rows = {piece: row for row, piece in enumerate(pieces)}
        self._rows = _character_rows(rows, folds)
        longer = [piece for piece in pieces if len(piece) > 1 and not piece.startswith("<")]
        self._longer: Ints = np.array([rows[piece] for piece in longer], np.int64)
        self._automaton: Any = CharwiseDoubleArrayAhoCorasick(longer, MATCH_KIND_LEFTMOST_LONGEST)

    def encode(self, texts: Sequence[str]) -> Encoded:
        """The texts in pieces and characters, each the same whatever texts stand beside it."""
        joined = _SEPARATOR.join([*texts, ""]).translate(_SURROGATES)
        found = np.array(self._automaton.find(joined), np.int64).reshape(-1, 3)
        starts, ends, which = found[:, 0], found[:, 1], found[:, 2]
        characters = self._rows[np.minimum(_codes(joined), len(self._rows) - 1)]
        places = _places(len(joined), starts, ends)
        rows = characters.copy()
        rows[starts] = self._longer[which]
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        own = np.ones(len(joined), bool)
        own[np.cumsum(lengths + 1) - 1] = False
        return _encoded(rows[own], characters[own], places[own], edges_of(lengths))


def _encoded(rows: Ints, characters: Ints, places: Ints, edges: Ints) -> Encoded:
    opens = (places == FIRST) | (places == ALONE)
    numbers = edges_of(opens)
    return Encoded(rows[opens], numbers[edges], edges, numbers[1:] - 1, characters, places)


def edges_of(lengths: npt.NDArray[Any]) -> Ints:
    """Where things of such lengths begin if they stand one behind the other, and where the last ends.

    >>> edges_of(np.array([2, 0, 3])).tolist()
    [0, 2, 2, 5]
    """
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def _places(length: int, starts: Ints, ends: Ints) -> Ints:
    steps = np.zeros(length + 1, np.int64)
    steps[starts] += 1
    steps[ends] -= 1
    places = np.where(np.cumsum(steps[:-1]) > 0, INSIDE, ALONE)
    places[starts], places[ends - 1] = FIRST, LAST
    return places


def _codes(text: str) -> Ints:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.int64)


def _character_rows(rows: dict[str, int], folds: dict[str, str]) -> Ints:
    """The row of every code point; the last entry stands for all beyond the table."""
    single = {ord(piece): row for piece, row in rows.items() if len(piece) == 1}
    single |= {ord(one): rows[other] for one, other in folds.items() if ord(one) not in single}
    table = np.full(max(single) + 2, UNKNOWN, np.int64)
    table[list(single)] = list(single.values())
    return table
