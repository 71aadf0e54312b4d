"""The trained tagger: finds names that no dictionary holds, with the weights in `model/`, on one thread.

A text's result depends on nothing but the text: texts that run together are padded to a length that their own number of
pieces gives, and activations are quantised by fixed scales. Long texts are read in overlapping windows and never cut off. `model/README.md` says what the weights were trained on and how good they are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import numpy.typing as npt

from extract.errors import ModelError
from extract.lexicon.characters import view
from extract.organizations.models import Span, Type
from extract.organizations.passages import WINDOW
from extract.organizations.pieces import PAD, Encoded, Ints, Pieces, edges_of
from extract.organizations.viterbi import best_paths, spans

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = npt.NDArray[np.float32]
Size = Literal["default", "fast"]

TAGS = 5
# The kinds that the scores behind the tags' stand for, in this order.
KINDS: tuple[Type, ...] = get_args(Type)
# Characters that two windows share.
OVERLAP = 48
# Sentences of as many pieces, rounded up to a multiple of this, run together, so many pieces at a time.
_STEP, _BATCH = 8, 2048


class OnnxTagger:
    """A tagger with one of the package's models; built once, then called, safe to share between threads.

    `scheme` chooses the convention of one of the corpora it was trained on; 0 is the guideline of this package.
    `folder` holds the weights, if they are not the package's own. Raises `ModelError` where they are missing or damaged.

    >>> tagger = OnnxTagger("fast")
    >>> [(start, end, type) for start, end, _, type in tagger(["记者从江河市市场监管局获悉，天气晴。"])[0]]
    [(3, 11, 'government')]
    """

    def __init__(self, size: Size = "default", *, scheme: int = 0, folder: Path | None = None) -> None:
        at = folder or files("extract.organizations") / "model"
        try:
            weights = (at / f"{size}.onnx").read_bytes()
            vocabulary = (at / "vocabulary.json").read_bytes()
        except OSError as error:
            raise ModelError(f"the weights of the {size} tagger can't be read: {error}") from error
        saved = json.loads(vocabulary)
        self._pieces = Pieces(saved["pieces"], saved["folds"])
        self._scheme = np.array([scheme], np.int32)
        self.name: str = f"{size}@{sha256(weights + vocabulary).hexdigest()[:12]}"
        self._session = _session(weights)
        slope, intercept = self._session.get_modelmeta().custom_metadata_map["calibration"].split()
        self._slope, self._intercept = float(slope), float(intercept)

    def __call__(self, sentences: Sequence[str]) -> list[list[Span]]:
        """The organizations in each sentence, in order and without overlaps."""
        scores, edges = self._scores(sentences)
        path = best_paths(scores[:, :TAGS], edges)
        out: list[list[Span]] = [[] for _ in sentences]
        starts, ends = spans(path)
        if not starts.size:
            return out
        sure = self._confidences(scores[:, :TAGS], path, starts, np.minimum(ends + 1, len(path)))
        kinds = _over(np.add, scores[:, TAGS:], starts, ends).argmax(axis=1)
        rows = np.searchsorted(edges, starts, side="right") - 1
        offsets = edges[rows]
        columns = (rows, starts - offsets, ends - offsets, sure, kinds)
        for row, start, end, one, kind in zip(*(column.tolist() for column in columns), strict=True):
            out[row].append(Span(start, end, round(one, 4), KINDS[kind]))
        return out

    def scores(self, sentences: Sequence[str]) -> list[Floats]:
        """For each sentence the scores of its characters' tags and kinds, [characters, tags and kinds]."""
        scores, edges = self._scores(sentences)
        return np.split(scores, edges[1:-1])

    def _scores(self, sentences: Sequence[str]) -> tuple[Floats, Ints]:
        """The scores of all sentences' characters one behind the other, and where each sentence's begin."""
        windows = [(view(one), at) for one in sentences for at in _starts(len(one))]
        encoded = self._pieces.encode([text[at : at + WINDOW] for text, at in windows])
        counts = np.diff(encoded.firsts)
        padded = -(-(counts + 1) // _STEP) * _STEP
        out = np.zeros((len(encoded.characters), TAGS + len(KINDS)), np.float32)
        for length in np.unique(padded[np.diff(encoded.edges) > 0]).tolist():
            alike = np.flatnonzero(padded == length)
            room = max(1, _BATCH // length)
            for first in range(0, len(alike), room):
                where, feeds = _feeds(encoded, alike[first : first + room], length)
                (out[where],) = self._session.run(["scores"], {**feeds, "scheme": self._scheme})
        if len(windows) > len(sentences):
            out = out[_own(encoded.edges, [(at > 0, at + WINDOW < len(text)) for text, at in windows])]
        return out, edges_of(np.fromiter(map(len, sentences), np.int64, len(sentences)))

    def _confidences(self, scores: Floats, path: Ints, starts: Ints, ends: Ints) -> Floats:
        """The probability that each span is right: its weakest tag's, calibrated on held-back press text."""
        shifted = scores - scores.max(axis=1, keepdims=True)
        logs = shifted[np.arange(len(path)), path] - np.log(np.exp(shifted).sum(axis=1))
        weakest = np.minimum(_over(np.minimum, logs, starts, ends), -1e-6)
        odds = weakest - np.log(-np.expm1(weakest))
        sure: Floats = (1 / (1 + np.exp(-(self._slope * odds + self._intercept)))).astype(np.float32)
        return sure


def _starts(length: int) -> range:
    """Where the windows over so many characters begin: one window for what fits, else overlapping ones.

    >>> [list(_starts(length)) for length in (0, 240, 241, 460)]
    [[], [0], [0, 192], [0, 192, 384]]
    """
    return range(0, max(length - OVERLAP, min(length, 1)), WINDOW - OVERLAP)


def _own(edges: Ints, neighbours: Sequence[tuple[bool, bool]]) -> Ints:
    """The characters to take from each window: of two that overlap, each has the half that is nearer to it.

    `neighbours` tells whether a window has one before it and one behind it in its sentence.
    """
    half = OVERLAP // 2
    cut = [
        np.arange(start + half * before, end - half * behind)
        for start, end, (before, behind) in zip(edges[:-1], edges[1:], neighbours, strict=True)
    ]
    return np.concatenate(cut)


def _feeds(encoded: Encoded, windows: Ints, padded: int) -> tuple[Ints, dict[str, npt.NDArray[np.int32]]]:
    """What the model reads of some windows, and which characters those are."""
    firsts, edges = encoded.firsts, encoded.edges
    columns = np.arange(padded - 1)
    filled = columns < (firsts[windows + 1] - firsts[windows])[:, None]
    pieces = np.full((len(windows), padded), PAD, np.int32)
    pieces[:, 0] = 0
    pieces[:, 1:][filled] = encoded.pieces[(firsts[windows][:, None] + columns)[filled]]
    lengths = edges[windows + 1] - edges[windows]
    ends = np.cumsum(lengths)
    total = int(ends[-1])
    where = np.repeat(edges[windows] - ends + lengths, lengths) + np.arange(total)
    moved = np.repeat(np.arange(len(windows)) * padded + 1 - firsts[windows], lengths)
    before, after = np.arange(-1, total - 1), np.arange(1, total + 1)
    before[ends - lengths] = after[ends - 1] = total  # the row of zeros behind the last character
    feeds = {
        "cover": encoded.cover[where] + moved,
        "characters": encoded.characters[where],
        "places": encoded.places[where],
        "before": before,
        "after": after,
    }
    return where, {"pieces": pieces, **{name: one.astype(np.int32) for name, one in feeds.items()}}


def _over(operation: np.ufunc, values: Floats, starts: Ints, ends: Ints) -> Floats:
    """`operation` over the rows of each span."""
    bounds = np.stack([starts, ends], axis=1).ravel()
    padded = np.concatenate([values, values[:1]])  # reduceat takes no bound behind the last row
    found: Floats = operation.reduceat(padded, bounds, axis=0)[::2]
    return found


def _session(weights: bytes) -> InferenceSession:
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.enable_mem_pattern = False  # a plan kept for each shape grows with every new length of text
    options.log_severity_level = 3
    try:
        return InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own classes, which have no common base but this
        raise ModelError(f"the tagger's weights are damaged: {error}") from error
