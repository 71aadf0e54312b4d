"""The recognisers as spaCy components, for other people's pipelines.

`nlp.add_pipe("zh_quantities")` finds them through this package's entry points. Each leaves its results in
`doc._.zh_organizations`, `doc._.zh_quantities` or `doc._.zh_dates` as the recogniser gives them, and the same
marks as labelled spans in `doc.spans` under the component's name. Tokens are split where a mark begins or ends
inside one, so every mark is a span of whole tokens.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> _ = nlp.add_pipe("zh_quantities")
>>> doc = nlp("产业规模近千亿元")
>>> [(span.text, span.label_) for span in doc.spans["zh_quantities"]]
[('千亿元', 'money')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract import dates, organizations, quantities


class Mark(Protocol):
    """What a recogniser marks: a span of characters."""

    @property
    def start(self) -> int:
        """Its first character."""
        ...

    @property
    def end(self) -> int:
        """The character behind its last."""
        ...


@Language.component("zh_quantities", assigns=["doc._.zh_quantities", "doc.spans"])
def zh_quantities(doc: Doc) -> Doc:
    """Marks the quantities of the document; the spans' labels are their kinds."""
    found = quantities.find(doc.text)
    return _assign(doc, "zh_quantities", found, [(mark, mark.kind) for mark in found])


@Language.factory("zh_dates", assigns=["doc._.zh_dates", "doc.spans"], default_config={"published": None})
def zh_dates(nlp: Language, name: str, published: str | None) -> Callable[[Doc], Doc]:
    """Marks the dates of the document, relative to `published` (ISO 8601), or to `doc.user_data["published"]`.

    The document's own day wins over the pipeline's; with neither, relative dates stay without days.
    """
    given = date.fromisoformat(published) if published else None

    def component(doc: Doc) -> Doc:
        found = dates.find(doc.text, doc.user_data.get("published", given))
        return _assign(doc, "zh_dates", found, [(mark, mark.kind) for mark in found])

    return component


@Language.factory(
    "zh_organizations",
    assigns=["doc._.zh_organizations", "doc.spans"],
    requires=["doc.sents"],
    default_config={"model": organizations.DEFAULT, "register": None},
)
def zh_organizations(
    nlp: Language, name: str, model: organizations.Model, register: str | None
) -> Callable[[Doc], Doc]:
    """Marks the organizations of the document; the spans' labels are their types.

    `model` and `register` are those of `extract.organizations.load`.
    """
    recogniser = organizations.load(model, register)

    def component(doc: Doc) -> Doc:
        found = recogniser(doc)
        marks = [(mention, one.type) for one in found for mention in one.mentions]
        return _assign(doc, "zh_organizations", found, sorted(marks, key=lambda mark: mark[0].start))

    return component


def _assign(doc: Doc, name: str, found: Sequence[Any], marks: Sequence[tuple[Mark, str]]) -> Doc:
    _split(doc, {edge for mark, _ in marks for edge in (mark.start, mark.end)})
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=())
    doc._.set(name, tuple(found))
    spans = (doc.char_span(mark.start, mark.end, label) for mark, label in marks)
    doc.spans[name] = [span for span in spans if span is not None]
    return doc


def _split(doc: Doc, edges: Iterable[int]) -> None:
    """Splits tokens in place at these offsets; what other components said of a token stays with its pieces."""
    ordered = sorted(edges)
    with doc.retokenize() as retokenizer:
        for token in doc:
            if inside := [edge - token.idx for edge in ordered if token.idx < edge < token.idx + len(token)]:
                pieces = [token.text[i:j] for i, j in zip([0, *inside], [*inside, None], strict=True)]
                heads: list[Token | tuple[Token, int]] = [(token, i) for i in range(len(pieces))]
                retokenizer.split(token, pieces, heads=heads)
