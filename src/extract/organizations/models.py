"""What the organization recogniser finds, and the seat that the trained tagger takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

Type = Literal[
    "company",
    "government",
    "military",
    "university",
    "research",
    "hospital",
    "media",
    "association",
    "finance",
    "sports",
    "other",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an organization is named: `text[start:end]`, how sure, and what found it."""

    start: int
    end: int
    text: str
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization of an article: its fullest name there, its other names, and its mentions in text order.

    `identifiers` come from the register, scheme to code; where it has none, from the text: a share's code in brackets.
    """

    name: str
    type: Type
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    identifiers: tuple[tuple[str, str], ...] = field(default=())


class Span(NamedTuple):
    """A name that a tagger found in a sentence: `sentence[start:end]`, how sure, and the kind of organization."""

    start: int
    end: int
    confidence: float
    type: Type | None


class Tagger(Protocol):
    """A trained model that marks names: for each sentence its spans.

    `name` goes into `record.extractor.model`: the model's name and the hash of its weights.
    """

    @property
    def name(self) -> str:
        """The model's name and the hash of its weights, or `none`."""
        ...

    def __call__(self, sentences: Sequence[str]) -> list[list[Span]]:
        """The names in each sentence, as offsets within it, in order and without overlaps."""
        ...


class NoTagger:
    """The seat left empty: grammar and gazetteer alone.

    >>> NoTagger()(["江河公司成立。"])
    [[]]
    """

    name = "none"

    def __call__(self, sentences: Sequence[str]) -> list[list[Span]]:
        """No names at all."""
        return [[] for _ in sentences]
