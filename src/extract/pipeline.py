"""The whole way from an article to its record, stage by stage.

    text ── segmenting ──▶ Doc ── organizations ─┐
                            ├──── quantities ────┤── reconcile ──▶ facts ──▶ Record
                            └──── dates ─────────┘

`Extractor` builds the stages once and is then called with articles. It keeps no state between them, so one
article's record never depends on another's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from extract import dates, facts, organizations, quantities
from extract.errors import ExtractionError
from extract.record import Article, Record
from extract.segmenting import Segmenter, blank, cut
from extract.segmenting.mastheads import masthead

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Words that spaCy may keep: about 10 MB.
_WORDS = 20_000
# Articles whose sentences the tagger reads together, or characters: enough for full batches of every length.
_ARTICLES, _CHARACTERS = 32, 100_000


class Marks(NamedTuple):
    """What the recognisers found in one text, each in text order."""

    organizations: Sequence[organizations.Organization]
    quantities: Sequence[quantities.Quantity]
    dates: Sequence[dates.Date]


class Extractor:
    """Turns articles into records; built once, called often, safe to share between threads.

    `segmenter` defaults to the fast engine, `recogniser` to `organizations.load()`, the package's own model;
    `Extractor.load` chooses another model or adds a register by name.

    >>> extract = Extractor()
    >>> record = extract(Article(id="a", source="a.txt", text="徐汇区2024年地区生产总值超3900亿元。"))
    >>> [(q.text, q.cmp, str(q.value), q.unit) for q in record.quantities]
    [('3900亿元', '>', '390000000000', 'CNY')]
    """

    def __init__(
        self, segmenter: Segmenter | None = None, recogniser: organizations.Recogniser | None = None
    ) -> None:
        self._segmenter, self._nlp = segmenter, blank(segmenter)
        self._organizations = recogniser or organizations.load()
        self.version: str = version("extract")
        self.model: str = self._organizations.model

    @classmethod
    def load(
        cls, model: organizations.Model = organizations.DEFAULT, register: str | Path | None = None
    ) -> Extractor:
        """An extractor with this model (`default`, `fast` or `none`) and the user's register of organizations.

        A function of plain values, so that worker processes can build their own.
        """
        return cls(recogniser=organizations.load(model, register))

    def __call__(self, article: Article) -> Record:
        """The record of one article; raises `ExtractionError` where it can't be made."""
        (record,) = self.pipe([article])
        return record

    def pipe(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of `articles`, in their order, the same as one by one and faster; the first that fails raises."""
        for together in _together(articles):
            docs = [self._doc(article.text) for article in together]
            named = self._organizations.pipe(docs)
            yield from map(self._read, together, docs, named)

    def _doc(self, text: str) -> Doc:
        """The text in words. spaCy keeps every word it ever saw, so where these are many it begins anew."""
        if len(self._nlp.vocab) > _WORDS:
            self._nlp = blank(self._segmenter)
        doc: Doc = self._nlp.tokenizer(text)
        return doc

    def _read(self, article: Article, doc: Doc, named: Sequence[organizations.Organization]) -> Record:
        text, published = article.text, article.published
        marks = reconcile(Marks(named, quantities.find(text), dates.find(text, published)))
        found = facts.read(cut(doc, edges(marks)), *marks)
        return self._record(article, marks, stated(found, marks.quantities, article.text))

    def _record(self, article: Article, marks: Marks, found: Sequence[facts.Fact]) -> Record:
        try:
            return Record.model_validate(
                {
                    "article": article,
                    "organizations": list(map(_organization, _ids("o"), marks.organizations)),
                    "quantities": list(map(_quantity, _ids("q"), marks.quantities)),
                    "dates": list(map(_date, _ids("d"), marks.dates)),
                    "facts": list(map(_fact, _ids("f"), found)),
                    "extractor": {"version": self.version, "model": self.model},
                }
            )
        except ValidationError as error:
            raise ExtractionError(error.errors()[0]["msg"]) from error


def _together(articles: Iterable[Article]) -> Iterator[list[Article]]:
    group: list[Article] = []
    characters = 0
    for article in articles:
        group.append(article)
        characters += len(article.text)
        if len(group) == _ARTICLES or characters >= _CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def reconcile(marks: Marks) -> Marks:
    """The marks without overlaps: an organization's name before a date, a date before a quantity.

    A name holds the numerals in it (`第一财经`, `中铁十二局`); only a mention that lies strictly inside a date
    gives way, and one that runs over a date's edge, or into a quantity, is cut there (`斑马智行|七家`). A quantity that
    holds a date and more (`三十万日|元`) outranks it. An organization that loses every mention is dropped.

    >>> from extract.dates import find as dates_in
    >>> from extract.quantities import find as quantities_in
    >>> text = "2024年增长5%"
    >>> [q.text for q in reconcile(Marks([], quantities_in(text), dates_in(text))).quantities]
    ['5%']
    """
    amounts = _Spans(marks.quantities)
    days = _Spans([mark for mark in marks.dates if not amounts.hold(mark.start, mark.end)])
    named = [kept for one in marks.organizations if (kept := _outside(one, days, amounts))]
    names = _Spans([mention for one in named for mention in one.mentions])
    dated = [
        mark
        for mark in marks.dates
        if not names.touch(mark.start, mark.end) and not amounts.hold(mark.start, mark.end)
    ]
    days = _Spans(dated)
    counted = [
        mark
        for mark in marks.quantities
        if not names.touch(mark.start, mark.end) and not days.touch(mark.start, mark.end)
    ]
    return Marks(named, counted, dated)


def _outside(
    one: organizations.Organization, days: _Spans, amounts: _Spans
) -> organizations.Organization | None:
    """The organization without mentions inside dates, and without what others share with a date at either end.

    What they share with a quantity behind them is that quantity's too; one in front of a name begins in it (`三|一重工`).
    """
    kept = tuple(
        _cut(mention, days, amounts) for mention in one.mentions if not days.hold(mention.start, mention.end)
    )
    kept = tuple(mention for mention in kept if len(mention.text) > 1 or mention in one.mentions)
    if kept == one.mentions or not kept:
        return one if kept else None
    names = sorted({mention.text for mention in kept}, key=lambda name: (-len(name), name))
    if one.name in {mention.text for mention in one.mentions} - set(names):  # its name was cut as well
        aliases = tuple(name for name in one.aliases if name != names[0])
        return replace(one, mentions=kept, name=names[0], aliases=aliases)
    return replace(one, mentions=kept)


def _cut(mention: organizations.Mention, days: _Spans, amounts: _Spans) -> organizations.Mention:
    start, end = days.cut(mention.start, mention.end)
    end = amounts.cut(start, end)[1]
    return replace(
        mention, start=start, end=end, text=mention.text[start - mention.start : end - mention.start]
    )


def stated(
    found: Sequence[facts.Fact], counted: Sequence[quantities.Quantity], text: str
) -> list[facts.Fact]:
    """The facts whose numbers stand in the article's own words, not in a credit, a counter or a disclaimer.

    >>> from extract.quantities import find
    >>> text = "江河公司营收5亿元。\\n扫码关注江河发布，领取8元优惠券"
    >>> found = [facts.Fact("江河公司", None, "营收", n, None, None, None, 0, 3, 1.0, "rule") for n in range(2)]
    >>> [fact.quantity for fact in stated(found, find(text), text)]
    [0]
    """
    asides = _Spans(masthead(text).asides)
    return [
        fact for fact in found if not asides.touch(counted[fact.quantity].start, counted[fact.quantity].end)
    ]


def edges(marks: Marks) -> set[int]:
    """Every offset where a mark begins or ends."""
    mentions = (mention for one in marks.organizations for mention in one.mentions)
    spans = _Spans([*mentions, *marks.quantities, *marks.dates])
    return {edge for span in spans for edge in span}


class _Spans:
    """Spans that don't overlap each other, to ask what a further one touches."""

    def __init__(self, marks: Iterable[Any]) -> None:
        self._spans = sorted((mark.start, mark.end) for mark in marks)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._spans)

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with `[start, end)`."""
        return any(a < end and start < b for a, b in self._near(start))

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds `[start, end)` and more."""
        return any(a <= start and end <= b and (a, b) != (start, end) for a, b in self._near(start))

    def cut(self, start: int, end: int) -> tuple[int, int]:
        """`[start, end)` without what it shares with one of them that holds one of its ends, and not both."""
        for a, b in self._near(start):
            if a <= start < b < end:
                start = b
        for a, b in self._near(end):
            if start < a < end < b:
                end = a
        return start, end

    def _near(self, start: int) -> list[tuple[int, int]]:
        at = bisect_right(self._spans, (start, float("inf")))
        return self._spans[max(at - 1, 0) : at + 1]


def _ids(letter: str) -> Iterator[str]:
    return (f"{letter}{number}" for number in count(1))


def _row(mark: Any, **changes: Any) -> dict[str, Any]:
    """A recogniser's result as the record's model takes it: the fields by name, with these changes."""
    row = {field.name: getattr(mark, field.name) for field in fields(mark)}
    return row | {"confidence": round(mark.confidence, 4)} | changes


def _organization(id_: str, one: organizations.Organization) -> dict[str, Any]:
    return {
        "id": id_,
        "name": one.name,
        "type": one.type,
        "aliases": one.aliases,
        "identifiers": dict(one.identifiers),
        "mentions": [_row(mention) for mention in one.mentions],
    }


def _quantity(id_: str, one: quantities.Quantity) -> dict[str, Any]:
    return _row(one, id=id_)


def _date(id_: str, one: dates.Date) -> dict[str, Any]:
    row = _row(one, id=id_)
    return row | {"from": row.pop("first"), "to": row.pop("last")}


def _fact(id_: str, one: facts.Fact) -> dict[str, Any]:
    return _row(
        one,
        id=id_,
        organization=None if one.organization is None else f"o{one.organization + 1}",
        quantity=f"q{one.quantity + 1}",
        period=None if one.period is None else f"d{one.period + 1}",
    )
