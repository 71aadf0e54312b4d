"""Lists of articles: JSON lines and JSON, each row an article that fails alone."""

from __future__ import annotations

import json as notation
import re
from collections.abc import Iterator, Mapping
from typing import Any

from extract.errors import Failure, ReadingError
from extract.reading.compression import head
from extract.reading.encodings import decode
from extract.reading.fields import ID, TEXT, article_of, chosen, source_of
from extract.reading.lines import lines
from extract.reading.parts import Part
from extract.record import Article

_LARGEST_JSON = 300_000_000
_DEEPEST = 8
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{\s*\n\s*\")")


def jsonl(part: Part) -> Iterator[Article | Failure]:
    """JSON lines: an object a line with the fields of `extract.reading.fields`; a bad line fails alone.

    A file that is one JSON value over many lines is read as `json` reads it.
    """
    if _is_one_value(head(part.stream)):
        yield from json(part)
        return
    for number, line in enumerate(lines(part), 1):
        if isinstance(line, ReadingError):
            yield Failure.of(f"{part.source}#{number}", "reading", line)
        elif line.text.strip():
            part.damaged(line.damaged, f"{part.source}#{number}")
            yield _line(line.text, part, number, line.encoding)


def _is_one_value(start: bytes) -> bool:
    """Whether the file only opens a value in its first line: a list of objects, or an object that is written out."""
    return _OPENING.match(start) is not None


def _line(line: str, part: Part, number: int, encoding: str) -> Article | Failure:
    try:
        row = notation.loads(line)
    except (ValueError, RecursionError) as error:
        return Failure(f"{part.source}#{number}", "reading", "ReadingError", f"the line is no JSON: {error}")
    return article_or_failure(row, part, number, "application/jsonl", encoding)


def article_or_failure(
    row: object, part: Part, number: int, media_type: str, encoding: str
) -> Article | Failure:
    """The article of a row, or why there is none."""
    try:
        if not isinstance(row, Mapping):
            raise ReadingError('no object with a "text"')
        return article_of(row, part, number, media_type, encoding)
    except ReadingError as error:
        return Failure.of(source_of(row, part, number), "reading", error)


def json(part: Part) -> Iterator[Article | Failure]:
    """A JSON file: an object, a list of objects, or an object that holds such a list; JSON lines too."""
    data = part.whole(_LARGEST_JSON)
    decoded = decode(data)
    part.damaged(decoded.damaged)
    try:
        value = notation.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if getattr(error, "msg", "") != "Extra data":
            raise ReadingError(f"the file is no JSON: {error}") from error
        for number, line in enumerate(decoded.text.split("\n"), 1):
            if line.strip():
                yield _line(line, part, number, decoded.encoding)
        return
    rows = _rows(value, part.options.text_column)
    if not rows:
        raise ReadingError("the file has no articles")
    for number, row in enumerate(rows, 1):
        yield article_or_failure(row, part, number, "application/json", decoded.encoding)


def _rows(value: Any, column: str | None) -> list[Any]:
    """The objects that are articles: the list, the object itself, or the longest list of articles in the object."""
    if isinstance(value, Mapping) and not _has_text(value, column):
        lists = list(_lists(value, column, _DEEPEST))
        return max(lists, key=lambda rows: (_has_text(rows[0], column), len(rows)), default=[value])
    return value if isinstance(value, list) else [value]


def _has_text(row: object, column: str | None) -> bool:
    if not isinstance(row, Mapping):
        return False
    return column in row if column is not None else chosen(row, TEXT) is not None


def _lists(value: Mapping[str, Any], column: str | None, depth: int) -> Iterator[list[Any]]:
    """What may be the articles in an object: its lists of objects, an article, or articles each under its id."""
    rows = [row for row in value.values() if isinstance(row, Mapping)]
    if rows and all(_has_text(row, column) for row in rows):
        yield (
            [{ID[0]: id_, **row} for id_, row in value.items() if isinstance(row, Mapping)]
            if len(rows) > 1
            else rows
        )
        return
    for inner in value.values():
        if isinstance(inner, list) and inner and isinstance(inner[0], Mapping):
            yield inner
        elif isinstance(inner, Mapping) and depth:
            yield from _lists(inner, column, depth - 1)
