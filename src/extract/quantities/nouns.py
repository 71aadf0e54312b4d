"""What follows a numeral and is no measure word: nouns that are counted directly, and words that only begin like one.

`3000名` counts by 名; in `14亿人口` and `50万人才` the noun begins with 人 and the numeral stands alone.
"""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import words
from extract.lexicon.characters import view
from extract.quantities.numerals import Numeral

_NAME_BEFORE = re.compile(r"[0-9A-Za-z] ?\Z")
_NEVER_ALONE = frozenset("百千万亿兆陆伍拾")


@cache
def _by_first(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in map(view, words(name)):
        found[word[0]] = (*found.get(word[0], ()), word)
    return found


def _stands(name: str, plain: str, at: int) -> bool:
    return plain.startswith(_by_first(name).get(plain[at : at + 1], ("\0",)), at)


def joins_noun(plain: str, at: int, end: int, numeral: Numeral) -> bool:
    """Whether the measure word at `[at, end)` is but the beginning of a noun: 人口, 家庭, 项目.

    >>> from extract.quantities.numerals import numeral_at
    >>> text = "14亿人口"
    >>> joins_noun(text, 3, 4, numeral_at(text, 0))
    True
    """
    return (
        end - at == 1
        and _stands("not_measure.txt", plain, at)
        and not _stands("still_measure.txt", plain, at)
    )


def counts_alone(plain: str, numeral: Numeral) -> bool:
    """Whether a noun that is counted without a measure word follows: 三部门, 5企业.

    >>> from extract.quantities.numerals import numeral_at
    >>> counts_alone("等三部门", numeral_at("等三部门", 1))
    True
    """
    if (
        numeral.value < 2
        or numeral.value != numeral.value.to_integral_value()
        or numeral.form == "positional"
    ):
        return False
    written = plain[numeral.start : numeral.end]
    spaced = plain.startswith(" ", numeral.end)
    if _NAME_BEFORE.search(plain, max(0, numeral.start - 1 - spaced), numeral.start):
        return False  # K2平台, Switch 2 平台
    at = numeral.end + spaced
    return written not in _NEVER_ALONE and _stands("counted_nouns.txt", plain, at)
