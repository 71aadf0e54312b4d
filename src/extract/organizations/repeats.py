"""The article's own vote: a name that is known in it stands for its organization wherever it stands, and so does a short
form of it; a mark that most other places of its name contradict is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from extract.organizations.abbreviations import shortened
from extract.organizations.evidence import Found, Text
from extract.organizations.gazetteer import whole

# The share of a name's places that must be marked for the others to be marked too, and how sure it must be somewhere.
_MAJORITY, _SURE = 0.5, 0.8
_SHORTEST_FORM = 3


def again(text: Text, found: Sequence[Found], free: Callable[[str], bool]) -> list[Found]:
    """The other places of the names that are marked at most of theirs, and the places of their short forms.

    `free` tells of a short form whether it may name an organization that nothing else here has marked.
    """
    marked, surest = Counter(map(text.of, found)), _surest(text, found)
    of = {
        name: one._replace(by="repeated")
        for name, one in surest.items()
        if len(name) >= 2 and one.confidence >= _SURE
    }
    forms = {form: of[full]._replace(by="short") for form, full in _forms(of) if free(form)}
    places = list(_places(text, [*of, *forms]))
    stands = Counter(name for name, _, _ in places)
    return [
        (of.get(name) or forms[name])._replace(start=start, end=end)
        for name, start, end in places
        if name in forms or marked[name] >= _MAJORITY * stands[name]
    ]


def uncontradicted(text: Text, found: Sequence[Found]) -> list[Found]:
    """Without the names that are sure nowhere and marked at fewer than half of their places."""
    surest, marked = _surest(text, found), Counter(map(text.of, found))
    longer = [name for name in surest if len(name) >= 2]
    stands = Counter(name for name, _, _ in _places(text, longer))
    return [
        one
        for one in found
        if surest[name := text.of(one)].confidence >= _SURE or marked[name] >= _MAJORITY * stands[name]
    ]


def _surest(text: Text, found: Sequence[Found]) -> dict[str, Found]:
    """Of each name the mark that is surest, the first of equals."""
    surest: dict[str, Found] = {}
    for one in found:
        before = surest.get(text.of(one))
        if before is None or one.confidence > before.confidence:
            surest[text.of(one)] = one
    return surest


def _forms(names: dict[str, Found]) -> Iterator[tuple[str, str]]:
    """The short forms of the names, each with its name; what is short for two is left out."""
    fuller: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for form in shortened(name):
            fuller[form].add(name)
    for form, full in fuller.items():
        if len(full) == 1 and len(form) >= _SHORTEST_FORM and form not in names:
            yield form, next(iter(full))


def _places(text: Text, names: list[str]) -> Iterator[tuple[str, int, int]]:
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    if not names:
        return
    automaton = CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST)
    for start, end, index in automaton.find(text.plain):
        if text.whole(start, end) and whole(text.plain, start, end):
            yield names[index], start, end
