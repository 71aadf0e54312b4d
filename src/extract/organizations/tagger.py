"""The trained tagger: finds names that no dictionary holds, with the weights in `model/`, on one thread.

A sentence's result depends on nothing but the sentence: sentences that run together are padded to a length that their
own number of pieces gives, and activations are quantised by fixed scales. Long sentences are read in overlapping
windows and never cut off. `model/README.md` says what the weights were trained on and how good they are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import numpy.typing as npt

from extract.errors import ModelError
from extract.lexicon.characters import view
from extract.organizations.models import Span, Type
from extract.organizations.pieces import PAD, Encoded, Pieces
from extract.organizations.viterbi import best_paths, spans

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = npt.NDArray[np.float32]
Size = Literal["default", "fast"]

TAGS = 5
# The kinds that the scores behind the tags' stand for, in this order.
KINDS: tuple[Type, ...] = get_args(Type)
# Characters the network sees at once, as in training, and how many of them two windows share.
WINDOW, OVERLAP = 160, 48
# Sentences of as many pieces, rounded up to a multiple of this, run together, so many characters at a time.
_STEP, _BATCH = 8, 2048


@dataclass(frozen=True, slots=True)
class _Window:
    sentence: int
    start: int
    encoded: Encoded

    @property
    def padded(self) -> int:
        """How many pieces this window is read as: its own, `<s>`, and padding to a whole step."""
        return -(-(len(self.encoded.pieces) + 1) // _STEP) * _STEP


class OnnxTagger:
    """A tagger with one of the package's models; built once, then called, safe to share between threads.

    `scheme` chooses the convention of one of the corpora it was trained on; 0 is the guideline of this package.
    Raises `ModelError` where the weights are missing or damaged.

    >>> tagger = OnnxTagger("fast")
    >>> [(start, end, type) for start, end, _, type in tagger(["记者从江河市市场监管局获悉，天气晴。"])[0]]
    [(3, 11, 'government')]
    """

    def __init__(self, size: Size = "default", *, scheme: int = 0) -> None:
        folder = files("extract.organizations") / "model"
        try:
            weights = (folder / f"{size}.onnx").read_bytes()
            vocabulary = (folder / "vocabulary.json").read_bytes()
        except OSError as error:
            raise ModelError(f"the weights of the {size} tagger can't be read: {error}") from error
        saved = json.loads(vocabulary)
        self._pieces = Pieces(saved["pieces"], saved["folds"])
        self._scheme = scheme
        self.name: str = f"{size}@{sha256(weights + vocabulary).hexdigest()[:12]}"
        self._session = _session(weights)
        slope, intercept = self._session.get_modelmeta().custom_metadata_map["calibration"].split()
        self._slope, self._intercept = float(slope), float(intercept)

    def __call__(self, sentences: Sequence[str]) -> list[list[Span]]:
        """The organizations in each sentence, in order and without overlaps."""
        scores = self.scores(sentences)
        paths = best_paths([one[:, :TAGS] for one in scores])
        return [
            [self._span(one, path, start, end) for start, end in spans(path)]
            for one, path in zip(scores, paths, strict=True)
        ]

    def scores(self, sentences: Sequence[str]) -> list[Floats]:
        """For each sentence the scores of its characters' tags and kinds, [characters, tags and kinds]."""
        out = [np.zeros((len(sentence), TAGS + len(KINDS)), np.float32) for sentence in sentences]
        lengths: defaultdict[int, list[_Window]] = defaultdict(list)
        for window in self._windows(sentences):
            lengths[window.padded].append(window)
        for padded, alike in sorted(lengths.items()):
            room = max(1, _BATCH // padded)
            for at in range(0, len(alike), room):
                batch = alike[at : at + room]
                for window, found in zip(batch, self._run(batch, padded), strict=True):
                    _put(found, window.start, out[window.sentence])
        return out

    def _windows(self, sentences: Sequence[str]) -> list[_Window]:
        places = [(number, start) for number, one in enumerate(sentences) for start in _starts(len(one))]
        plain = [view(sentence) for sentence in sentences]
        encoded = self._pieces.encode([plain[number][start : start + WINDOW] for number, start in places])
        return [_Window(number, start, one) for (number, start), one in zip(places, encoded, strict=True)]

    def _run(self, batch: Sequence[_Window], padded: int) -> list[Floats]:
        encoded = [window.encoded for window in batch]
        pieces = np.full((len(batch), padded), PAD, np.int32)
        pieces[:, 0] = 0
        for row, one in enumerate(encoded):
            pieces[row, 1 : len(one.pieces) + 1] = one.pieces
        lengths = [len(one.cover) for one in encoded]
        ends = np.cumsum(lengths)
        total = int(ends[-1])
        before, after = np.arange(-1, total - 1), np.arange(1, total + 1)
        before[[0, *ends[:-1]]] = after[ends - 1] = total  # the row of zeros behind the last character
        feeds = {
            "pieces": pieces,
            "scheme": np.array([self._scheme], np.int32),
            "cover": np.concatenate([one.cover + row * padded + 1 for row, one in enumerate(encoded)]),
            "characters": np.concatenate([one.characters for one in encoded]),
            "places": np.concatenate([one.places for one in encoded]),
            "before": before,
            "after": after,
        }
        (scores,) = self._session.run(["scores"], {name: one.astype(np.int32) for name, one in feeds.items()})
        return np.split(np.asarray(scores), ends[:-1])

    def _span(self, scores: Floats, path: npt.NDArray[np.int64], start: int, end: int) -> Span:
        kind = KINDS[int(scores[start:end, TAGS:].sum(axis=0).argmax())]
        return Span(start, end, self._confidence(scores[:, :TAGS], path, start, end), kind)

    def _confidence(self, scores: Floats, path: npt.NDArray[np.int64], start: int, end: int) -> float:
        """The probability that the span is right: its weakest tag's, calibrated on held-back press text."""
        rows = slice(start, min(end + 1, len(path)))
        shifted = scores[rows] - scores[rows].max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        weakest = float(logs[np.arange(len(logs)), path[rows]].min())
        odds = weakest - np.log(-np.expm1(min(weakest, -1e-6)))
        return round(float(1 / (1 + np.exp(-(self._slope * odds + self._intercept)))), 4)


def _starts(length: int) -> range:
    """Where the windows over so many characters begin: one window for what fits, else overlapping ones.

    >>> [list(_starts(length)) for length in (0, 160, 161, 300)]
    [[], [0], [0, 112], [0, 112, 224]]
    """
    stride = WINDOW - OVERLAP
    return range(0, max(length - OVERLAP, min(length, 1)), stride)


def _put(found: Floats, start: int, out: Floats) -> None:
    """A window's scores into its sentence's: of two windows each has the half of their overlap that is nearer to it."""
    skipped = OVERLAP // 2 if start else 0
    out[start + skipped : start + len(found)] = found[skipped:]


def _session(weights: bytes) -> InferenceSession:
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    try:
        return InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own classes, which have no common base but this
        raise ModelError(f"the tagger's weights are damaged: {error}") from error
