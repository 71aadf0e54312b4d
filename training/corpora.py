"""The marked texts: read, cut into windows, put into batches; what occurs in a test never comes into training."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from extract.lexicon.characters import view
from extract.organizations.pieces import PAD, UNKNOWN, Pieces
from extract.organizations.tagger import KINDS
from training.model import SCHEMES, TAGS

LONGEST = 240
_ORGANIZATIONS = {"ORG", "organization", "company", "government"}
_SENTENCE = re.compile(r"[^。！？!?\n；;]*[。！？!?\n；;]+[”’」』）)]*|[^。！？!?\n；;]+$")

Span = tuple[int, int, int]
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text in its plain view, and its organizations as (start, end, row in `KINDS` or -1).

    `soft` is what a teacher says of each character, in the network's scores; of a text that nobody `marked` it is all.
    """

    text: str
    spans: tuple[Span, ...]
    scheme: int
    marked: bool = True
    soft: Floats | None = field(default=None, compare=False, repr=False)


def read(path: Path) -> list[Example]:
    """A JSONL file of marked texts; its scheme follows from the file's name."""
    scheme = next((row for row, name in enumerate(SCHEMES) if path.name.startswith(name)), 0)
    with path.open(encoding="utf-8") as lines:
        return [_example(json.loads(line), scheme) for line in lines]


def _example(row: dict[str, object], scheme: int) -> Example:
    entities = row["entities"]
    assert isinstance(entities, list)
    spans = tuple(
        (one["start"], one["end"], KINDS.index(one["sub"]) if one.get("sub") in KINDS and not scheme else -1)
        for one in entities
        if one["label"] in _ORGANIZATIONS
    )
    return Example(view(str(row["text"])), spans, scheme)


def plain(paths: Iterable[Path], characters: int, random_: random.Random) -> list[Example]:
    """Unmarked paragraphs of the articles in JSONL files, drawn at random, about so many characters in all."""
    found: list[str] = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                found += [one for one in json.loads(line)["text"].splitlines() if len(one) >= 20]
    random_.shuffle(found)
    drawn: list[Example] = []
    for text in found:
        if characters <= 0:
            break
        characters -= len(text)
        drawn.append(Example(view(text), (), 0, marked=False))
    return drawn


def without(examples: Iterable[Example], held: Iterable[Example]) -> list[Example]:
    """`examples` but those whose text is one of `held`."""
    texts = {one.text for one in held}
    return [one for one in examples if one.text not in texts]


def windows(example: Example, random_: random.Random) -> Iterator[Example]:
    """Sentences of `example`, alone or run together at random, none longer than `LONGEST` where a sentence end allows."""
    edges = [match.end() for match in _SENTENCE.finditer(example.text)] or [len(example.text)]
    room = random_.choice((0, LONGEST // 3, LONGEST))
    start = last = 0
    for edge in [*edges, len(example.text) + LONGEST]:
        if edge - start > room and last > start:
            yield from _cut(example, start, last)
            start = last
        last = min(edge, len(example.text))


def _cut(example: Example, start: int, end: int) -> Iterator[Example]:
    for first in range(start, end, LONGEST):
        last = min(first + LONGEST, end)
        inside = tuple((s - first, e - first, k) for s, e, k in example.spans if first <= s and e <= last)
        soft = None if example.soft is None else example.soft[first:last]
        yield replace(example, text=example.text[first:last], spans=inside, soft=soft)


@dataclass(frozen=True, slots=True)
class Batch:
    """What the network reads, and the tags and kinds it ought to give (-100 where nothing is asked).

    `soft` holds a teacher's scores, all 0 where it was not asked.
    """

    pieces: Tensor
    scheme: Tensor
    cover: Tensor
    characters: Tensor
    places: Tensor
    tags: Tensor
    kinds: Tensor
    soft: Tensor | None = None

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        """The network's arguments."""
        return self.pieces, self.scheme, self.cover, self.characters, self.places


def batches(examples: Sequence[Example], size: int, random_: random.Random | None) -> list[list[Example]]:
    """Examples of like length together, `size` characters a batch; in random order if `random_` is given."""
    order = list(examples)
    if random_:
        random_.shuffle(order)
    chunks = [order[at : at + 1024] for at in range(0, len(order), 1024)] if random_ else [order]
    out: list[list[Example]] = []
    for chunk in chunks:
        batch: list[Example] = []
        for one in sorted(chunk, key=lambda one: len(one.text)):
            if batch and len(one.text) * (len(batch) + 1) > size:
                out.append(batch)
                batch = []
            batch.append(one)
        out.append(batch)
    if random_:
        random_.shuffle(out)
    return out


def collate(examples: Sequence[Example], vocabulary: Pieces, unknown: float, seed: int) -> Batch:
    """Tensors of one batch; a share `unknown` of pieces and of characters is read as `<unk>`."""
    encoded = vocabulary.encode([one.text for one in examples])
    counts, lengths = np.diff(encoded.firsts), np.diff(encoded.edges)
    pieces = np.full((len(examples), counts.max() + 1), PAD, np.int64)
    pieces[:, 0] = 0
    pieces[:, 1:][np.arange(counts.max()) < counts[:, None]] = encoded.pieces
    shape = (len(examples), lengths.max())
    live = np.arange(lengths.max()) < lengths[:, None]
    cover, characters, places, tags, kinds = (
        np.full(shape, fill, np.int64) for fill in (0, PAD, 3, -100, -100)
    )
    cover[live] = encoded.cover + 1 - np.repeat(encoded.firsts[:-1], lengths)
    characters[live], places[live] = encoded.characters, encoded.places
    for row, example in enumerate(examples):
        if example.marked:
            tags[row, : len(example.text)] = tagged(example)
        for start, end, kind in example.spans:
            kinds[row, start:end] = kind if kind >= 0 else -100
    if unknown:
        chance = np.random.default_rng(seed)
        pieces[(chance.random(pieces.shape) < unknown) & (pieces > UNKNOWN)] = UNKNOWN
        characters[(chance.random(characters.shape) < unknown) & (characters > UNKNOWN)] = UNKNOWN
    scheme = np.array([one.scheme for one in examples], np.int64)
    arrays = map(torch.from_numpy, (pieces, scheme, cover, characters, places, tags, kinds))
    return replace(Batch(*arrays), soft=_soft(examples, shape))


def _soft(examples: Sequence[Example], shape: tuple[int, int]) -> Tensor | None:
    known = [(row, one.soft) for row, one in enumerate(examples) if one.soft is not None]
    if not known:
        return None
    soft = np.zeros((*shape, known[0][1].shape[1]), np.float32)
    for row, scores in known:
        soft[row, : len(scores)] = scores
    return torch.from_numpy(soft)


def tagged(example: Example) -> list[int]:
    """One tag for each character: `TAGS`' row of where it stands in a name.

    >>> tagged(Example("江河公司和X", ((0, 4, 0), (5, 6, -1)), 0))
    [1, 2, 2, 3, 0, 4]
    """
    tags = [TAGS.index("O")] * len(example.text)
    for start, end, _ in example.spans:
        if end - start == 1:
            tags[start] = TAGS.index("S")
        else:
            tags[start:end] = [TAGS.index("I")] * (end - start)
            tags[start], tags[end - 1] = TAGS.index("B"), TAGS.index("E")
    return tags
