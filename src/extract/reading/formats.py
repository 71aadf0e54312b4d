"""The file formats: one reader a format, found by the file's ending.

A reader takes an open binary file, its source and the day that the caller gives, and yields an article, or a
failure, for each article in the file. To add a format, write its reader and name its endings in `READERS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO

from extract.errors import Failure, ReadingError
from extract.reading.articles import article
from extract.reading.encodings import decode
from extract.record import Article

LARGEST = 50_000_000
"""Bytes: a larger plain text is no article."""

Reader = Callable[[BinaryIO, str, date | None], Iterator[Article | Failure]]


def text(file: BinaryIO, source: str, published: date | None) -> Iterator[Article | Failure]:
    """A plain text file: one article."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ReadingError(f"the file is larger than {LARGEST // 1_000_000} MB")
    decoded, encoding = decode(data)
    yield article(decoded, source, encoding=encoding, published=published)


def jsonl(file: BinaryIO, source: str, published: date | None) -> Iterator[Article | Failure]:
    """JSON lines: an article a line, `{"id", "text", "title"?, "published"?}`, UTF-8; a bad line fails alone."""
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        name = f"{source}#{number}"
        try:
            row = _row(line)
            name = f"{source}#{row.get('id', number)}"
            day = _day(row.get("published")) or published
            yield article(
                row["text"], name, media_type="application/jsonl", title=row.get("title"), published=day
            )
        except ReadingError as error:
            yield Failure.of(name, "reading", error)


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ReadingError(f"the line is no JSON in UTF-8: {error}") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ReadingError('the line is no object with a "text"')
    if not isinstance(row.get("title"), str | None):
        raise ReadingError('"title" is no string')
    return row


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ReadingError(f'"published" is no day: {value!r:.40}') from error


READERS: dict[str, Reader] = {".txt": text, ".jsonl": jsonl}
