"""Words that hold a numeral and count nothing: 统一, 十分, 千家万户, 第三方, 大陆.

The list is matched longest first from every place, so `三峡` inside `三峡` is a name while `三峡口` still is one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extract.lexicon import words
from extract.lexicon.characters import view

# 十分之一, 万分之三, 千万分之六: the idiom's characters are a denominator.
_DENOMINATOR = re.compile("分之|.分之")

# A web or mail address holds no quantity, whatever its digits and percent signs.
_ADDRESS = r"https?://[!-~]+|www\.[!-~]+"

# “两个坚持、三个转变”: what stands in quotes as a name of its own.
_SLOGAN_PART = "[一二两三四五六七八九十][个项股大条种类化方重双维步城点纵][一-鿿]{1,10}+"
_SLOGAN = rf"{_SLOGAN_PART}(?>、{_SLOGAN_PART}){{0,9}}+[”」』’]"
# The numerals of a title are the title's.
_TITLE = r"《[^《》\n]{1,60}+》"

# 高三 and 大三 are school years, but not in 提高三倍, 最大三家.
_VERBS = frozenset(
    ("提高", "最高", "身高", "升高", "抬高", "增高", "新高", "更高", "最大", "扩大", "增大", "加大")
)


def is_verb(plain: str, at: int) -> bool:
    """Whether the word that seems to begin at `at` is the end of another: 提高三倍, 最大三家.

    >>> is_verb("提高三倍", 1), is_verb("升入高三", 2)
    (True, False)
    """
    return plain[at - 1 : at + 1] in _VERBS if at else False


@cache
def _pattern() -> re.Pattern[str]:
    listed = sorted({view(word) for word in words("numeral_words.txt")}, key=lambda word: (-len(word), word))
    by_first: dict[str, list[str]] = {}
    for word in listed:
        by_first.setdefault(word[0], []).append(word[1:])
    branches = (f"{first}(?:{'|'.join(map(re.escape, rests))})" for first, rests in by_first.items())
    slogans = (quote + _SLOGAN for quote in "“「『‘")
    # Every alternative begins with a literal: `re` then looks for these characters first, five times as fast.
    return re.compile("|".join((_ADDRESS, *slogans, _TITLE, *branches)))


class Word(NamedTuple):
    """Where such a word stands: `[start, end)`."""

    start: int
    end: int


def spans(plain: str) -> list[Word]:
    """Where such words stand in a view, left to right.

    >>> spans("统一部署，三家企业")
    [Word(start=0, end=2)]
    """
    return [
        Word(*match.span())
        for match in _pattern().finditer(plain)
        if not _DENOMINATOR.match(plain, match.end() - 1)
    ]
