"""Comparators: what the words around a quantity say of its value. They stay outside its span.

`超300场` and `300场以上` compare, `约180家` and `180家左右` hedge. A word in front holds for the amount it touches,
with at most a short verb between (`超过了`, `约占`, `不足其`); one behind holds for the amount it follows.
"""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, Field

from extract.lexicon import table
from extract.quantities.models import Comparator

_FILLER = re.compile(r"(?:了|为|达|达到|占|有|在|合|达成|人民币|每年|年均|每股|其|了约|到)? ?\Z")
_EXCLUSIVE = re.compile(r" ?[（(]?(?:不含|不包括|不含本数)[)）]?")
_INCLUSIVE = re.compile(r" ?[（(](?:含|含本数|包括|包含)[)）]")
# 比三十大一些; in 比5%高2个百分点 the 5% is what it is.
COMPARED = re.compile(r"[大小多少高低](?:一些|一点|些|[，。、；,]|\Z)")
_LONGEST = 6


class _Words(BaseModel):
    words: list[str]


class _Comparators(BaseModel):
    before: dict[Comparator, list[str]]
    behind: dict[Comparator, list[str]]
    not_before: _Words = Field(default_factory=lambda: _Words(words=[]))


@cache
def _tables() -> tuple[dict[str, Comparator], dict[str, Comparator], frozenset[str]]:
    listed = table("comparators.toml", _Comparators)
    before: dict[str, Comparator] = {word: sign for sign, words in listed.before.items() for word in words}
    behind: dict[str, Comparator] = {word: sign for sign, words in listed.behind.items() for word in words}
    return before, behind, frozenset(listed.not_before.words)


@cache
def _last_characters() -> frozenset[str]:
    listed, _, excluded = _tables()
    return frozenset(word[-1] for word in (*listed, *excluded))


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(word[0] for word in _tables()[1]) | frozenset("（( ")


def before(plain: str, start: int) -> Comparator | None:
    """The comparator that stands in front of `start`, or None.

    >>> before("拥有员工超过了4万人", 7), before("最近3家", 2)
    ('>', None)
    """
    window = plain[max(0, start - 8) : start]
    filler = _FILLER.search(window)
    for edge in {len(window): None, (filler.start() if filler else len(window)): None}:
        found = _ending(window[:edge].rstrip(" "))
        if found:
            return found
    return None


def _ending(window: str) -> Comparator | None:
    listed, _, excluded = _tables()
    if window[-1:] not in _last_characters():
        return None
    for length in range(min(_LONGEST, len(window)), 0, -1):
        word = window[-length:]
        if word in excluded:
            return None
        if word in listed:
            longer = any(window[-more:] in excluded for more in (length + 1, length + 2))
            return None if longer else listed[word]
    return None


def behind(plain: str, start: int, end: int) -> Comparator | None:
    """The comparator that follows what stands at `[start, end)`, or None; `（不含）以上` is strictly more.

    >>> behind("50%（不含）以上", 0, 3), behind("180家左右", 0, 4), behind("比三十大一些", 1, 3)
    ('>', '~', '>')
    """
    strict = _EXCLUSIVE.match(plain, end)
    loose = None if strict else _INCLUSIVE.match(plain, end)
    at = strict.end() if strict else loose.end() if loose else end
    at += plain.startswith(" ", at)
    if plain[end : end + 1] not in _first_characters() and plain[start - 1 : start] != "比":
        return None
    if plain[start - 1 : start] == "比" and (compared := COMPARED.match(plain, end)):
        return ">" if compared[0][0] in "大多高" else "<"
    listed = _tables()[1]
    for length in range(_LONGEST, 0, -1):
        sign = listed.get(plain[at : at + length])
        if sign and not _continues(plain, at, length):
            return {">=": ">", "<=": "<"}.get(sign, sign) if strict else sign  # type: ignore[return-value]
    return None


def _continues(plain: str, at: int, length: int) -> bool:
    """Whether the word goes on as another one: 起诉, 许多, 上下游."""
    word, rest = plain[at : at + length], plain[at + length : at + length + 1]
    if word == "起":
        return not (rest == "" or rest in "，。；、,;)）的步售拍租卖付订跳")
    return rest in {"许": "多可", "上下": "游", "之内": "", "以下": "简称"}.get(word, "") if rest else False
