"""Plain text: one file is one article, its text the decoded file."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading.articles import article
from extract.reading.encodings import decode
from extract.reading.parts import Part
from extract.record import Article


def text(part: Part) -> Iterator[Article]:
    """A plain text file: one article."""
    decoded = decode(part.whole())
    part.damaged(decoded.damaged)
    yield article(
        decoded.text, part.source, encoding=decoded.encoding, name=part.name, given=part.options.published
    )
