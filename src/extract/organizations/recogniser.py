"""The recogniser: the tagger, the grammar of names and the gazetteer made one.

Which evidence stands where, each step measured on marked press text (the model card has the figures):

1. What the tagger marks, where it is sure enough, its boundaries mended; a name of the register that holds such marks
   stands for them, and so does a legal name of which it marked only pieces. The tagger reads neighbouring sentences
   together, which tell it more than each alone.
2. Where it is silent: legal names (`…有限公司`), aliases that the text says, known names, but no part of a document's
   title. Without a tagger the whole grammar of names speaks, the longest name first.
3. A vote over the article: a sure name where it stands again, if most of its places are marked, and its short forms; an
   unsure name marked at fewer than half of its places is none.

What the register denies, and what names no body (`该公司`, `市委`), is left out at every step.

Then mentions are grouped into organizations, each under its fullest name, its type by the same kind of vote.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from extract.lexicon.characters import view
from extract.organizations.aliases import aliases_behind
from extract.organizations.boundaries import mended
from extract.organizations.entities import Entities
from extract.organizations.evidence import Found, Text, apart, beside, broken, outermost, untitled
from extract.organizations.gazetteer import Gazetteer, national, whole
from extract.organizations.models import NoTagger, Organization, Span, Tagger
from extract.organizations.names import candidates, is_nameless, is_place
from extract.organizations.passages import passages
from extract.organizations.register import Register, known_to
from extract.organizations.repeats import again, uncontradicted

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What each kind of evidence is worth where nothing contradicts it, measured on marked press text.
_CONFIDENCE = {"gazetteer": 0.9, "register": 0.95, "legal": 0.9, "suffix": 0.7, "body": 0.8, "alias": 0.9}
# A name of the tagger's below this is wrong more often than right.
_SURE = 0.35
_OPENED, _CLOSED = re.compile("[(（][“「]?"), re.compile("[”」]?[)）]")


class Recogniser:
    """Finds the organizations of a document; built once, then called with documents, without state.

    `tagger` is the trained model's seat, `gazetteer` the names that the press doesn't explain, `register` the
    organizations with codes: the package's own of both by default.

    >>> from extract.segmenting import blank
    >>> doc = blank()("上海证券交易所（以下简称“上交所”）公告，江河新材料股份有限公司上市。")
    >>> for one in Recogniser()(doc):
    ...     print(one.name, one.type, [mention.text for mention in one.mentions])
    上海证券交易所 finance ['上海证券交易所', '上交所']
    江河新材料股份有限公司 company ['江河新材料股份有限公司']
    """

    def __init__(
        self,
        tagger: Tagger | None = None,
        gazetteer: Gazetteer | None = None,
        register: Register | None = None,
    ) -> None:
        self._tagger = tagger or NoTagger()
        self._gazetteer = gazetteer or national()
        self._register = register or known_to()
        self._entities = Entities(self._gazetteer, self._register)
        self.model: str = "+".join(filter(None, (self._tagger.name, self._register.name)))

    def __call__(self, doc: Doc) -> list[Organization]:
        """The organizations of `doc`, ordered by their first mention."""
        (found,) = self.pipe([doc])
        return found

    def pipe(self, docs: Sequence[Doc]) -> Iterator[list[Organization]]:
        """Those of each document, the same as by itself; all their passages are tagged together, which is faster."""
        parts = [list(passages((one.start_char, one.end_char) for one in doc.sents)) for doc in docs]
        wholes = [doc.text for doc in docs]  # spaCy joins it from the tokens each time that it is asked for
        texts = [whole[start:end] for whole, own in zip(wholes, parts, strict=True) for start, end in own]
        marks = iter(self._tagger(texts))
        for doc, own in zip(docs, parts, strict=True):
            yield self._read(doc, self._tagged(doc, own, list(islice(marks, len(own)))))

    def _read(self, doc: Doc, tagged: list[Found]) -> list[Organization]:
        text = Text(view(doc.text), ((token.idx, token.idx + len(token)) for token in doc))
        size = len(text.plain)
        grammar, known, registered = self._by_grammar(doc, text), self._known(text), self._registered(text)
        if isinstance(self._tagger, NoTagger):
            found = apart(size, [*grammar, *known, *registered])
        else:
            legal = [one for one in grammar if one.by == "legal"]
            tagged = self._mended(text, tagged)
            tagged = outermost(tagged, (*registered, *broken(legal, tagged)))
            found = beside(size, tagged, *(untitled(text.plain, one) for one in (registered, legal, known)))
        found = self._allowed(text, found)
        said = _said(text, found)
        found = beside(size, found, self._allowed(text, [alias for _, alias in said]))
        found = uncontradicted(text, found)
        found = beside(size, found, self._allowed(text, again(text, found, self._is_free)))
        return self._entities(doc.text, found, said)

    def _tagged(
        self, doc: Doc, parts: Sequence[tuple[int, int]], marks: Sequence[Sequence[Span]]
    ) -> list[Found]:
        """What the tagger is sure enough of; a name lies within one sentence."""
        edges = [sentence.start_char for sentence in doc.sents]
        found = [
            Found(offset + one.start, offset + one.end, one.type, one.confidence, self._tagger.name)
            for (offset, _), spans in zip(parts, marks, strict=True)
            for one in spans
            if one.confidence >= _SURE
        ]
        return [one for one in found if bisect_right(edges, one.start) == bisect_left(edges, one.end)]

    def _by_grammar(self, doc: Doc, text: Text) -> list[Found]:
        words = [(token.idx, token.text) for token in doc]
        return [Found(c.start, c.end, c.type, _CONFIDENCE[c.by], c.by) for c in candidates(text.plain, words)]

    def _known(self, text: Text) -> list[Found]:
        return [
            Found(hit.start, hit.end, hit.known.type, _CONFIDENCE["gazetteer"], "gazetteer")
            for hit in self._gazetteer(text.plain)
            if text.whole(hit.start, hit.end)
        ]

    def _registered(self, text: Text) -> list[Found]:
        return [
            Found(
                hit.start, hit.end, hit.entry.type if hit.entry else None, _CONFIDENCE["register"], "register"
            )
            for hit in self._register(text.plain)
            if text.whole(hit.start, hit.end) and whole(text.plain, hit.start, hit.end)
        ]

    def _mended(self, text: Text, tagged: Sequence[Found]) -> list[Found]:
        """The tagger's names with their boundaries mended, by what is known and what is marked more than once."""
        marked = Counter(map(text.of, tagged))

        def named(name: str) -> bool:
            return marked[name] > 1 or self._entities.body(name) is not None

        spans = [(one, mended(text, one.start, one.end, named)) for one in tagged]
        whole = [one._replace(start=start, end=end) for one, (start, end) in spans if end - start > 1]
        return beside(len(text.plain), (), whole)

    def _allowed(self, text: Text, found: Iterable[Found]) -> list[Found]:
        """Without the names that the register denies, and without what names nobody."""
        named = ((one, text.of(one), self._register.get(text.of(one))) for one in found)
        return [
            one
            for one, name, entry in named
            if not (entry.denied if entry else is_nameless(name) or is_place(name))
        ]

    def _is_free(self, name: str) -> bool:
        """Whether no list knows the name as somebody's."""
        return self._entities.body(name) is None


def _said(text: Text, found: Sequence[Found]) -> list[tuple[Found, Found]]:
    """The names that a bracket gives another name, each with it; a bracket that is one marked name gives it too."""
    said = [
        (one, Found(*span, one.type, _CONFIDENCE["alias"], "alias"))
        for one in found
        for span in aliases_behind(text.plain, one.end)
    ]
    return said + [(one, other) for one, other in pairwise(found) if _explains(text.plain, one, other)]


def _explains(plain: str, one: Found, other: Found) -> bool:
    """Whether the second name is all that a bracket right behind the first holds: 伊斯兰抵抗运动（哈马斯）."""
    between, behind = plain[one.end : other.start], plain[other.end : other.end + 2]
    return bool(_OPENED.fullmatch(between) and _CLOSED.match(behind)) and one.type == other.type != "sports"
