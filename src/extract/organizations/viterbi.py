"""From scores of tags to spans: the best path in which every name that begins also ends.

Tags are `O`, `B`egin, `I`nside, `E`nd and `S`ingle, in this order. Texts stand one behind the other; `edges` tells where
each begins and where the last ends. Where the best tag of each character already makes a legal path, that path is the
best one; only the other texts, few of them, are searched.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extract.organizations.pieces import Ints

Floats = npt.NDArray[np.float32]

OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(5)
_OPENS = np.array([False, True, True, False, False])  # a name is open behind this tag
_NEEDS = np.array([False, False, True, True, False])  # a name must be open before this tag
_LEGAL = _OPENS[:, None] == _NEEDS[None, :]
_FORBIDDEN = np.where(_LEGAL, 0.0, -1e4).astype(np.float32)


def best_paths(scores: Floats, edges: Ints) -> Ints:
    """For the scores [characters, 5] of texts between `edges` the best legal path of tags of each.

    >>> scores = np.array([[0, 2, 0, 0, 1], [3, 0, 0, 1, 0]], np.float32)
    >>> best_paths(scores, np.array([0, 2])).tolist()
    [4, 0]
    """
    paths: Ints = scores.argmax(axis=1)
    astray = _astray(paths, edges)
    if astray.size:
        starts, ends = edges[astray], edges[astray + 1]
        padded = np.zeros((len(astray), int((ends - starts).max()), 5), np.float32)
        live = np.arange(padded.shape[1]) < (ends - starts)[:, None]
        at = (starts[:, None] + np.arange(padded.shape[1]))[live]
        padded[live] = scores[at]
        paths[at] = _searched(padded, ends - starts)[live]
    return paths


def _astray(paths: Ints, edges: Ints) -> Ints:
    """Which texts' paths are not legal."""
    opens, filled = _OPENS[paths], edges[:-1] < edges[1:]
    held = np.concatenate([[False], opens[:-1]])
    held[edges[:-1][filled]] = False
    wrong = held != _NEEDS[paths]
    lasts = edges[1:][filled] - 1
    wrong[lasts] |= opens[lasts]
    return np.unique(np.searchsorted(edges, np.flatnonzero(wrong), side="right") - 1)


def _searched(scores: Floats, lengths: Ints) -> Ints:
    """Viterbi over texts of such lengths at once; behind its end a text only repeats what it had."""
    best = scores[:, 0] + np.where(_NEEDS, -1e4, 0.0).astype(np.float32)
    came = np.zeros(scores.shape, np.int64)
    came[:] = np.arange(5)
    for at in range(1, scores.shape[1]):
        routes = best[:, :, None] + _FORBIDDEN
        live = (at < lengths)[:, None]
        came[:, at] = np.where(live, routes.argmax(axis=1), came[:, at])
        best = np.where(live, routes.max(axis=1) + scores[:, at], best)
    last = (best + np.where(_OPENS, -1e4, 0.0)).argmax(axis=1)
    paths = np.zeros(scores.shape[:2], np.int64)
    rows = np.arange(len(last))
    for at in range(scores.shape[1] - 1, -1, -1):
        paths[:, at] = last
        last = came[rows, at, last]
    return paths


def spans(path: Ints) -> tuple[Ints, Ints]:
    """The names of a legal path: where they start and where they end.

    >>> [edge.tolist() for edge in spans(np.array([0, 1, 2, 3, 4, 0]))]
    [[1, 4], [4, 5]]
    """
    starts = np.flatnonzero((path == BEGIN) | (path == SINGLE))
    ends = np.flatnonzero((path == END) | (path == SINGLE)) + 1
    return starts, ends
