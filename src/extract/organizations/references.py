"""What 该行, 该校 and 公司 mean: the organization of that kind that the text named last before."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel

from extract.lexicon import table
from extract.organizations.models import Organization, Type


class _References(BaseModel):
    any: list[str]
    kinds: dict[Type, list[str]]


class References:
    """Resolves references in one text; `organizations` are those of the text.

    >>> from extract.organizations.models import Mention
    >>> bank = Organization("江河银行", "finance", (), (Mention(0, 4, "江河银行", 1.0, "model"),))
    >>> school = Organization("长山大学", "university", (), (Mention(5, 9, "长山大学", 1.0, "model"),))
    >>> meant = References([bank, school])
    >>> meant("该行", 20), meant("该校", 20), meant("该行", 0), meant("江河", 20)
    (0, 1, None, None)
    """

    def __init__(self, organizations: Sequence[Organization]) -> None:
        self._named: defaultdict[Type, list[tuple[int, int]]] = defaultdict(list)
        for index, one in enumerate(organizations):
            self._named[one.type] += [(mention.end, index) for mention in one.mentions]
        for places in self._named.values():
            places.sort()

    def __call__(self, word: str, at: int) -> int | None:
        """Which organization `word` at this place means, by its index; None where it is no reference, or to nobody."""
        last = [before[-1] for kind in kinds(word) if (before := self._before(kind, at))]
        return max(last)[1] if last else None

    def _before(self, kind: Type, at: int) -> list[tuple[int, int]]:
        places = self._named.get(kind, [])
        end = bisect_left(places, (at + 1,))
        return places[max(end - 1, 0) : end]


def kinds(word: str) -> tuple[Type, ...]:
    """The kinds of organization that a word can refer to; none where it is no reference.

    >>> kinds("该台"), kinds("江河")
    (('government', 'media'), ())
    """
    return _kinds().get(word, ())


@cache
def _kinds() -> dict[str, tuple[Type, ...]]:
    listed = table("references.toml", _References)
    found = {word: tuple(listed.kinds) for word in listed.any}
    for kind, words in listed.kinds.items():
        for word in words:
            found[word] = (*found.get(word, ()), kind)
    return found
