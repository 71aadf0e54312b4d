"""Words and sentences as a spaCy `Doc`, every character in a token.

White space is a token of its own, so `doc.text == text` and a token's `idx` is its offset, whatever the text.
spaCy is imported where it is used: it costs most of a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.segmenting.sentences import sentences
from extract.segmenting.words import Engine, Segmenter, segmenter

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class Tokenizer:
    """spaCy's tokenizer seat, filled by a `Segmenter`: a text becomes a `Doc` of words and sentences."""

    def __init__(self, vocab: Vocab, words: Segmenter) -> None:
        self.vocab = vocab
        self.segmenter = words

    def __call__(self, text: str) -> Doc:
        """The `Doc` of `text`; `doc.text == text`."""
        from spacy.tokens import Doc

        words: list[str] = []
        starts: list[bool | int | None] = []
        for start, end in sentences(text):
            found = self.segmenter.words(text[start:end])
            words += found
            starts += [True] + [False] * (len(found) - 1)
        return Doc(self.vocab, words=words, spaces=[False] * len(words), sent_starts=starts)

    # It holds nothing that a saved pipeline's configuration doesn't say.
    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _path: Path, **_: Any) -> None:
        """Nothing to save."""

    def from_disk(self, _path: Path, **_: Any) -> Tokenizer:
        """Nothing to load."""
        return self


def tokenizer(engine: Engine = "rjieba") -> Any:
    """What spaCy's registry calls `extract.zh_words.v1`: a factory of tokenizers from a pipeline."""
    return lambda nlp: Tokenizer(nlp.vocab, segmenter(engine))


def blank(words: Segmenter | None = None) -> Language:
    """A spaCy pipeline for Chinese with these words and no components.

    >>> [token.text for token in blank()("徐汇区，54.93平方公里")]
    ['徐汇区', '，', '54.93', '平方公里']
    """
    import spacy

    config = {"nlp": {"tokenizer": {"@tokenizers": "extract.zh_words.v1"}}}
    nlp = spacy.blank("zh", config=config)
    if words is not None:
        nlp.tokenizer = Tokenizer(nlp.vocab, words)
    return nlp


def cut(doc: Doc, edges: Iterable[int]) -> Doc:
    """The document with every token split that holds one of these offsets inside it.

    A mention's edges then are token edges, so its character span is a spaCy span. The document itself is
    given back where nothing is to split; else a new one, the same in all else: right for a document that
    holds nothing but words and sentences, and cheaper than spaCy's retokenizer.

    >>> [token.text for token in cut(blank()("平方公里"), [2])]
    ['平方', '公里']
    """
    from spacy.tokens import Doc

    inside = sorted(set(edges))
    words: list[str] = []
    starts: list[bool | int | None] = []
    at = 0
    for token in doc:
        start, text = token.idx, token.text
        first = token.is_sent_start
        while at < len(inside) and inside[at] <= start:
            at += 1
        while at < len(inside) and inside[at] < token.idx + len(token):
            words.append(text[: inside[at] - start])
            starts.append(first)
            start, text, first = inside[at], text[inside[at] - start :], False
            at += 1
        words.append(text)
        starts.append(first)
    if len(words) == len(doc):
        return doc
    return Doc(doc.vocab, words=words, spaces=[False] * len(words), sent_starts=starts)
