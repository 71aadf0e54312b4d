"""The recogniser: the tagger, the grammar of names and the gazetteer made one.

Where their spans overlap, the longest name stands, of equally long ones the surest. Then the names that an article
already knows are found wherever they stand again, and mentions are grouped into organizations, each under its fullest
name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extract.lexicon.characters import view
from extract.organizations.aliases import alias_behind, is_short_for
from extract.organizations.gazetteer import Gazetteer, national
from extract.organizations.models import Mention, NoTagger, Organization, Tagger, Type
from extract.organizations.names import candidates

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What each kind of evidence is worth where nothing contradicts it, measured on marked press text.
_CONFIDENCE = {"gazetteer": 0.9, "suffix": 0.7, "body": 0.8, "alias": 0.9, "repeated": 0.8}


class _Found(NamedTuple):
    start: int
    end: int
    type: Type | None
    confidence: float
    by: str
    known: str | None = None


class Recogniser:
    """Finds the organizations of a document; built once, then called with documents, without state.

    `tagger` is the trained model's seat, `gazetteer` the known names (the package's own by default).

    >>> from extract.segmenting import blank
    >>> doc = blank()("上海证券交易所（以下简称“上交所”）公告，江河新材料股份有限公司上市。")
    >>> for one in Recogniser()(doc):
    ...     print(one.name, one.type, [mention.text for mention in one.mentions])
    上海证券交易所 finance ['上海证券交易所', '上交所']
    江河新材料股份有限公司 company ['江河新材料股份有限公司']
    """

    def __init__(self, tagger: Tagger | None = None, gazetteer: Gazetteer | None = None) -> None:
        self._tagger = tagger or NoTagger()
        self._gazetteer = gazetteer or national()
        self.model: str = self._tagger.name

    def __call__(self, doc: Doc) -> list[Organization]:
        """The organizations of `doc`, ordered by their first mention."""
        plain = view(doc.text)
        found = _outermost([*self._tagged(doc), *self._by_grammar(doc, plain), *self._known(plain)])
        found = _outermost([*found, *_aliased(plain, found), *_repeated(plain, found)])
        return _grouped(doc.text, found)

    def _tagged(self, doc: Doc) -> list[_Found]:
        sentences = list(doc.sents)
        marks = self._tagger([sentence.text for sentence in sentences])
        return [
            _Found(
                sentence.start_char + span.start,
                sentence.start_char + span.end,
                span.type,
                span.confidence,
                self._tagger.name,
            )
            for sentence, spans in zip(sentences, marks, strict=True)
            for span in spans
        ]

    def _by_grammar(self, doc: Doc, plain: str) -> list[_Found]:
        words = [(token.idx, token.text) for token in doc]
        return [_Found(c.start, c.end, c.type, _CONFIDENCE[c.by], c.by) for c in candidates(plain, words)]

    def _known(self, plain: str) -> list[_Found]:
        return [
            _Found(hit.start, hit.end, hit.known.type, _CONFIDENCE["gazetteer"], "gazetteer", hit.known.name)
            for hit in self._gazetteer(plain)
        ]


def _outermost(found: list[_Found]) -> list[_Found]:
    """Without overlaps, in text order: the longest first, of equally long ones the surest."""
    kept: list[_Found] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.start - one.end, -one.confidence, one.start)):
        if not any(at in taken for at in range(one.start, one.end)):
            kept.append(one)
            taken.update(range(one.start, one.end))
    return sorted(kept)


def _aliased(plain: str, found: list[_Found]) -> list[_Found]:
    aliases = ((one, alias_behind(plain, one.end)) for one in found)
    return [
        _Found(*span, one.type, _CONFIDENCE["alias"], "alias", one.known or plain[one.start : one.end])
        for one, span in aliases
        if span
    ]


def _repeated(plain: str, found: list[_Found]) -> list[_Found]:
    """Every other place where a name or an alias of the article stands."""
    names = {plain[one.start : one.end]: one for one in [*found, *_aliased(plain, found)]}
    again = []
    for name, one in names.items():
        at = plain.find(name)
        while at >= 0 and len(name) >= 2:
            again.append(
                one._replace(start=at, end=at + len(name), by=one.by if at == one.start else "repeated")
            )
            at = plain.find(name, at + len(name))
    return again


def _grouped(text: str, found: list[_Found]) -> list[Organization]:
    """One organization for all mentions of one name, its aliases and its short forms."""
    names = sorted(
        {one.known or text[one.start : one.end] for one in found}, key=lambda name: (-len(name), name)
    )
    full = {name: next((longer for longer in names if is_short_for(name, longer)), name) for name in names}
    groups: dict[str, list[_Found]] = {}
    for one in found:
        name = one.known or text[one.start : one.end]
        groups.setdefault(full[full[name]], []).append(one)
    return [_organization(text, members) for members in groups.values()]


def _organization(text: str, members: list[_Found]) -> Organization:
    mentions = tuple(Mention(m.start, m.end, text[m.start : m.end], m.confidence, m.by) for m in members)
    names = sorted({mention.text for mention in mentions}, key=lambda name: (-len(name), name))
    types = [member.type for member in members if member.type]
    return Organization(names[0], types[0] if types else "company", tuple(names[1:]), mentions)
