"""From names to organizations: the mentions of one under its fullest name, with its type and its codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from extract.organizations.aliases import code_behind
from extract.organizations.evidence import Found
from extract.organizations.gazetteer import Gazetteer
from extract.organizations.identity import Body, fullest, grouped, one_name
from extract.organizations.models import Mention, Organization, Type
from extract.organizations.names import is_certain, type_of
from extract.organizations.register import Entry, Register

# Kinds of organizations that have no shares: a number behind their names is none's code.
_NO_SHARES = frozenset(("government", "military", "university", "association", "sports"))


class Entities:
    """Makes organizations of what was found; knows those of the gazetteer and of the register."""

    def __init__(self, gazetteer: Gazetteer, register: Register) -> None:
        self._gazetteer = gazetteer
        self._register = register

    def __call__(
        self, text: str, found: Sequence[Found], said: Iterable[tuple[Found, Found]]
    ) -> list[Organization]:
        """One organization for all mentions of one name, its aliases and its short forms, in order of first mention.

        `said` are the pairs that the text calls by each other's names; names with one share's code are one as well.
        """
        names = [text[one.start : one.end] for one in found]
        codes = _codes(text, found)
        pairs = [(text[a.start : a.end], text[b.start : b.end]) for a, b in said]
        first = {code: at for at, code in reversed(codes.items())}
        pairs += [(names[at], names[first[code]]) for at, code in codes.items()]
        full = grouped(names, pairs, cache(self.body))
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(names):
            groups[full[name]].append(at)
        return [
            self._organization(
                text, [found[at] for at in group], next((codes[at] for at in group if at in codes), None)
            )
            for group in groups.values()
        ]

    def body(self, name: str) -> Body | None:
        """Which organization of register or gazetteer goes by this name, or None; both may list it by other names."""
        known = self._gazetteer.get(name)
        names = (name, *known.names) if known else (name,)
        return next((entry for entry in map(self._register.get, names) if entry), known)

    def _organization(self, text: str, members: Sequence[Found], code: str | None) -> Organization:
        mentions = tuple(Mention(m.start, m.end, text[m.start : m.end], m.confidence, m.by) for m in members)
        name, *aliases = fullest(mention.text for mention in mentions)
        entry = self._entry((name, *aliases))
        known = next((one.type for one in map(self._gazetteer.get, (name, *aliases)) if one), None)
        by_name = type_of(name)
        voted = by_name if is_certain(name) else _voted(members)
        type_ = (entry and entry.type) or known or voted or by_name or "company"
        said = (("stock", code),) if code else ()
        # A register's codes stay as they are, whatever an article says: the same organization has the same in all.
        identifiers = entry.identifiers if entry and entry.identifiers else said
        return Organization(name, type_, tuple(aliases), mentions, identifiers)

    def _entry(self, names: Sequence[str]) -> Entry | None:
        """The register's row of an organization: its fullest name's, or a short name's if that row may be meant."""
        for name in names:
            entry = self._register.get(name)
            if entry and (name == names[0] or one_name(names[0], entry.name)):
                return entry
        return None


def _codes(text: str, found: Sequence[Found]) -> dict[int, str]:
    """The shares' codes that stand behind names, by the name's place in `found`."""
    codes = ((at, code_behind(text, one.end)) for at, one in enumerate(found) if one.type not in _NO_SHARES)
    return {at: code for at, code in codes if code}


def _voted(members: Sequence[Found]) -> Type | None:
    """The type that most of the evidence speaks for, by its confidence; the first of equals."""
    votes: defaultdict[Type, float] = defaultdict(float)
    for one in members:
        if one.type:
            votes[one.type] += one.confidence
    return max(votes, key=votes.__getitem__, default=None)
