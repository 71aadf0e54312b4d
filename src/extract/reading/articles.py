"""The article that any reader makes of a text and what it knows about it."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache

from extract.errors import ReadingError
from extract.reading.headlines import day_of, title_of
from extract.record import Article, Script

_IDEOGRAPHS = range(0x3400, 0xA000)
LONGEST = 10_000_000
"""Characters: a longer text is no article but a dump, and is refused by name."""


def article(
    text: str,
    source: str,
    *,
    encoding: str = "utf-8",
    media_type: str = "text/plain",
    title: str | None = None,
    published: date | None = None,
) -> Article:
    """The article; title and day of publication are read from the text where they aren't given.

    Raises `ReadingError` where the text is blank, too long or holds half a surrogate pair.

    >>> article("某市经济平稳\\n今年增长5%。", "a.txt").title
    '某市经济平稳'
    """
    if not text.strip():
        raise ReadingError("the article has no text")
    if len(text) > LONGEST:
        raise ReadingError(f"the article has {len(text)} characters, more than {LONGEST}")
    try:
        digest = hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise ReadingError(f"character {error.start} is half of a surrogate pair, no text") from error
    return Article(
        id=digest[:16],
        source=source,
        title=title if title is not None else title_of(text),
        published=published or day_of(text),
        media_type=media_type,
        encoding=encoding,
        script=script_of(text),
        text=text,
    )


def script_of(text: str) -> Script:
    """Hant where more characters are only traditional than only simplified, else Hans.

    >>> script_of("國銀獲利年增"), script_of("银行利润增长")
    ('Hant', 'Hans')
    """
    simplified, traditional = _only()
    hans, hant = (sum(map(text.count, sorted(set(text) & only))) for only in (simplified, traditional))
    return "Hant" if hant > hans else "Hans"


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only simplified and only traditional text has, by OpenCC's tables."""
    from opencc import OpenCC

    characters = "\n".join(map(chr, _IDEOGRAPHS))
    as_simplified, as_traditional = (OpenCC(way).convert(characters).split("\n") for way in ("t2s", "s2t"))
    listed = characters.split("\n")
    return (
        frozenset(c for c, to in zip(listed, as_traditional, strict=True) if c != to),
        frozenset(c for c, to in zip(listed, as_simplified, strict=True) if c != to),
    )
