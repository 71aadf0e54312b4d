"""From scores of tags to spans: the best path in which every name that begins also ends.

Tags are `O`, `B`egin, `I`nside, `E`nd and `S`ingle, in this order. Where the best tag of each character already makes a
legal path, that path is the best one; only the other texts, few of them, are searched.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Path = npt.NDArray[np.int64]

OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
_OPENS = np.array([False, True, True, False, False])  # a name is open behind this tag
_NEEDS = np.array([False, False, True, True, False])  # a name must be open before this tag
_LEGAL = _OPENS[:, None] == _NEEDS[None, :]
_FORBIDDEN = np.where(_LEGAL, 0.0, -1e4).astype(np.float32)


def best_paths(scores: Sequence[Floats]) -> list[Path]:
    """For each text's scores [characters, 5] its best legal path of tags.

    >>> begins = np.array([[0, 2, 0, 0, 1], [3, 0, 0, 1, 0]], np.float32)
    >>> [path.tolist() for path in best_paths([begins])]
    [[4, 0]]
    """
    paths = [one.argmax(axis=1) for one in scores]
    astray = [at for at, path in enumerate(paths) if not _is_legal(path)]
    for at, path in zip(astray, _searched([scores[at] for at in astray]), strict=True):
        paths[at] = path
    return paths


def _is_legal(path: Path) -> bool:
    if not path.size:
        return True
    inside = _LEGAL[path[:-1], path[1:]].all()
    return bool(inside and not _NEEDS[path[0]] and not _OPENS[path[-1]])


def _searched(scores: Sequence[Floats]) -> list[Path]:
    """Viterbi over all texts at once; behind its end a text only repeats what it had."""
    if not scores:
        return []
    lengths = np.array([len(one) for one in scores])
    padded = np.zeros((len(scores), lengths.max(), 5), np.float32)
    for row, one in enumerate(scores):
        padded[row, : len(one)] = one
    best = padded[:, 0] + np.where(_NEEDS, -1e4, 0.0).astype(np.float32)
    came = np.zeros(padded.shape, np.int64)
    came[:] = np.arange(5)
    for at in range(1, padded.shape[1]):
        routes = best[:, :, None] + _FORBIDDEN
        live = at < lengths
        came[live, at] = routes[live].argmax(axis=1)
        best = np.where(live[:, None], routes.max(axis=1) + padded[:, at], best)
    last = (best + np.where(_OPENS, -1e4, 0.0)).argmax(axis=1)
    paths = np.zeros(padded.shape[:2], np.int64)
    for at in range(padded.shape[1] - 1, -1, -1):
        paths[:, at] = last
        last = came[np.arange(len(last)), at, last]
    return [path[:length] for path, length in zip(paths, lengths, strict=True)]


def spans(path: Path) -> list[tuple[int, int]]:
    """The names of a legal path, as (start, end).

    >>> spans(np.array([0, 1, 2, 3, 4, 0]))
    [(1, 4), (4, 5)]
    """
    starts = np.flatnonzero((path == BEGIN) | (path == SINGLE))
    ends = np.flatnonzero((path == END) | (path == SINGLE)) + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
