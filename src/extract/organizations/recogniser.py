"""The recogniser: the tagger, the grammar of names and the gazetteer made one.

Which evidence stands where, each step measured on marked press text (the model card has the figures):

1. What the tagger marks, where it is sure enough; a name of the register that holds such marks stands for them.
2. Where it is silent: legal names (`…有限公司`), aliases that the text says, known names. Without a tagger the whole
   grammar of names speaks, the longest name first.
3. The article's own names where they stand again, if most of their places are marked: a vote over the article.

What the register denies is left out at every step.

Then mentions are grouped into organizations, each under its fullest name, its type by the same kind of vote.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from extract.lexicon.characters import view
from extract.organizations.aliases import alias_behind
from extract.organizations.gazetteer import Gazetteer, national, whole
from extract.organizations.identity import fullest, grouped, one_name
from extract.organizations.models import Mention, NoTagger, Organization, Span, Tagger, Type
from extract.organizations.names import candidates
from extract.organizations.register import Entry, Register, known_to

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

# What each kind of evidence is worth where nothing contradicts it, measured on marked press text.
_CONFIDENCE = {"gazetteer": 0.9, "register": 0.95, "legal": 0.9, "suffix": 0.7, "body": 0.8, "alias": 0.9}
# A name of the tagger's below this is wrong more often than right.
_SURE = 0.35
# The share of a name's places that must be marked for the others to be marked too.
_MAJORITY = 0.5


class _Found(NamedTuple):
    start: int
    end: int
    type: Type | None
    confidence: float
    by: str


class _Text(NamedTuple):
    """What the steps look at: the text's view and where its words begin and end."""

    plain: str
    edges: frozenset[int]

    def whole(self, start: int, end: int) -> bool:
        """Whether a span begins and ends where words do: 外交部 is not in 外交部长."""
        return start in self.edges and end in self.edges


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
        self.model: str = self._tagger.name

    def __call__(self, doc: Doc) -> list[Organization]:
        """The organizations of `doc`, ordered by their first mention."""
        (found,) = self.pipe([doc])
        return found

    def pipe(self, docs: Sequence[Doc]) -> Iterator[list[Organization]]:
        """Those of each document, the same as by itself; all their sentences are tagged together, which is faster."""
        marks = iter(self._tagger([sentence.text for doc in docs for sentence in doc.sents]))
        for doc in docs:
            sentences = list(doc.sents)
            yield self._read(doc, self._tagged(sentences, list(islice(marks, len(sentences)))))

    def _read(self, doc: Doc, tagged: list[_Found]) -> list[Organization]:
        text = _Text(
            view(doc.text), frozenset(edge for token in doc for edge in (token.idx, token.idx + len(token)))
        )
        grammar, known, registered = self._by_grammar(doc, text), self._known(text), self._registered(text)
        if isinstance(self._tagger, NoTagger):
            found = _apart(len(text.plain), [*grammar, *known, *registered])
        else:
            legal = [one for one in grammar if one.by == "legal"]
            tagged = _outermost(tagged, registered)
            found = _beside(len(text.plain), tagged, registered, legal, known)
        found = self._allowed(text, found)
        said = _said(text.plain, found)
        found = _beside(len(text.plain), found, self._allowed(text, [alias for _, alias in said]))
        found = _beside(len(text.plain), found, _again(text, found))
        return self._organizations(doc.text, found, said)

    def _tagged(self, sentences: Sequence[Sentence], marks: Sequence[Sequence[Span]]) -> list[_Found]:
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
            if span.confidence >= _SURE
        ]

    def _by_grammar(self, doc: Doc, text: _Text) -> list[_Found]:
        words = [(token.idx, token.text) for token in doc]
        return [
            _Found(c.start, c.end, c.type, _CONFIDENCE[c.by], c.by) for c in candidates(text.plain, words)
        ]

    def _known(self, text: _Text) -> list[_Found]:
        return [
            _Found(hit.start, hit.end, hit.known.type, _CONFIDENCE["gazetteer"], "gazetteer")
            for hit in self._gazetteer(text.plain)
            if text.whole(hit.start, hit.end)
        ]

    def _registered(self, text: _Text) -> list[_Found]:
        return [
            _Found(
                hit.start, hit.end, hit.entry.type if hit.entry else None, _CONFIDENCE["register"], "register"
            )
            for hit in self._register(text.plain)
            if text.whole(hit.start, hit.end) and whole(text.plain, hit.start, hit.end)
        ]

    def _allowed(self, text: _Text, found: Iterable[_Found]) -> list[_Found]:
        """Without the names that the register denies."""
        entries = ((one, self._register.get(text.plain[one.start : one.end])) for one in found)
        return [one for one, entry in entries if not (entry and entry.denied)]

    def _organizations(
        self, text: str, found: Sequence[_Found], said: Iterable[tuple[_Found, _Found]]
    ) -> list[Organization]:
        """One organization for all mentions of one name, its aliases and its short forms."""
        pairs = [(text[a.start : a.end], text[b.start : b.end]) for a, b in said]
        full = grouped((text[one.start : one.end] for one in found), pairs, cache(self._identity))
        groups: defaultdict[str, list[_Found]] = defaultdict(list)
        for one in found:
            groups[full[text[one.start : one.end]]].append(one)
        return [self._organization(text, members) for members in groups.values()]

    def _organization(self, text: str, members: Sequence[_Found]) -> Organization:
        mentions = tuple(Mention(m.start, m.end, text[m.start : m.end], m.confidence, m.by) for m in members)
        name, *aliases = fullest(mention.text for mention in mentions)
        entry = self._entry((name, *aliases))
        known = next((one.type for one in map(self._gazetteer.get, (name, *aliases)) if one), None)
        type_ = (entry and entry.type) or known or _voted(members)
        return Organization(name, type_, tuple(aliases), mentions, entry.identifiers if entry else ())

    def _identity(self, name: str) -> object:
        """Which organization of register or gazetteer goes by this name, or None; both may list it by other names."""
        known = self._gazetteer.get(name)
        names = (name, *known.names) if known else (name,)
        return next((entry for entry in map(self._register.get, names) if entry), known)

    def _entry(self, names: Sequence[str]) -> Entry | None:
        """The register's row of an organization: its fullest name's, or a short name's if that row may be meant."""
        for name in names:
            entry = self._register.get(name)
            if entry and (name == names[0] or one_name(names[0], entry.name)):
                return entry
        return None


def _apart(length: int, found: Iterable[_Found]) -> list[_Found]:
    """Without overlaps, in text order: the longest first, of equally long ones the surest."""
    return _beside(
        length, (), sorted(found, key=lambda one: (one.start - one.end, -one.confidence, one.start))
    )


def _beside(length: int, found: Sequence[_Found], *more: Iterable[_Found]) -> list[_Found]:
    """What was found, and of each further kind, in turn, what touches nothing before it; in text order."""
    kept, taken = list(found), bytearray(length)
    for one in kept:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for kind in more:
        for one in kind:
            if taken.find(1, one.start, one.end) < 0:
                kept.append(one)
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
    return sorted(kept)


def _outermost(found: Sequence[_Found], registered: Iterable[_Found]) -> list[_Found]:
    """What was found, without what lies inside a longer name of the register; both in text order, without overlaps."""
    starts, ends = [one.start for one in found], [one.end for one in found]
    inside: set[int] = set()
    for name in registered:
        touched = range(bisect_right(ends, name.start), bisect_left(starts, name.end))
        spans = [(starts[at], ends[at]) for at in touched]
        if spans and name.start <= spans[0][0] and spans[-1][1] <= name.end and spans != [name[:2]]:
            inside.update(touched)
    return [one for at, one in enumerate(found) if at not in inside]


def _said(plain: str, found: Iterable[_Found]) -> list[tuple[_Found, _Found]]:
    """The names that a bracket gives an alias, each with it."""
    spans = ((one, alias_behind(plain, one.end)) for one in found)
    return [(one, _Found(*span, one.type, _CONFIDENCE["alias"], "alias")) for one, span in spans if span]


def _again(text: _Text, found: Sequence[_Found]) -> list[_Found]:
    """The other places of the names that are marked at most of theirs."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    marked = Counter(text.plain[one.start : one.end] for one in found)
    of = {text.plain[one.start : one.end]: one for one in reversed(found)}
    names = [name for name in of if len(name) >= 2]
    if not names:
        return []
    automaton = CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST)
    places = [
        (names[index], start, end)
        for start, end, index in automaton.find(text.plain)
        if text.whole(start, end) and whole(text.plain, start, end)
    ]
    stands = Counter(name for name, _, _ in places)
    return [
        of[name]._replace(start=start, end=end, by="repeated")
        for name, start, end in places
        if marked[name] >= _MAJORITY * stands[name]
    ]


def _voted(members: Sequence[_Found]) -> Type:
    """The type that most of the evidence speaks for, by its confidence; the first of equals."""
    votes: defaultdict[Type, float] = defaultdict(float)
    for one in members:
        if one.type:
            votes[one.type] += one.confidence
    return max(votes, key=votes.__getitem__, default="company")
