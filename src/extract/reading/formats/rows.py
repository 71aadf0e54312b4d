"""Tables and lists of articles: JSON lines, JSON, CSV and TSV, each row an article that fails alone."""

from __future__ import annotations

import csv as tables
import json as notation
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from extract.errors import Failure, ReadingError
from extract.reading.articles import LONGEST
from extract.reading.compression import head
from extract.reading.encodings import DAMAGED, decode, decode_as, encoding_of
from extract.reading.fields import DAY, ID, TEXT, TITLE, article_of, chosen, source_of
from extract.reading.lines import lines, text_stream
from extract.reading.parts import Part
from extract.record import Article

_LARGEST_JSON = 300_000_000
_LOOKED_AT = 20
_DELIMITERS = ",\t;|"
_SHORTEST_TEXT = 20
_DEEPEST = 8
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{\s*\n\s*\")")
_HINT = re.compile(r"sep=([,;|\t])\s*\Z")


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
    return _row(row, part, number, "application/jsonl", encoding)


def _row(row: object, part: Part, number: int, media_type: str, encoding: str) -> Article | Failure:
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
        yield _row(row, part, number, "application/json", decoded.encoding)


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


class _Rows:
    """The rows of a table, but for one at its end whose quotation mark never closes and takes all the rest.

    `line` is the line where the last row ends, `unclosed` that where such a row begins.
    """

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines, self._ended = lines, False
        self._reader = tables.reader(self._taken(), delimiter=delimiter)
        self.unclosed: int | None = None

    @property
    def line(self) -> int:
        return self._reader.line_num

    def _taken(self) -> Iterator[str]:
        yield from self._lines
        self._ended = True

    def __iter__(self) -> Iterator[list[str]]:
        begins = 1
        for cells in self._reader:
            if (
                self._ended
            ):  # the reader looks for more lines within a row only where a quotation mark is open
                self.unclosed = begins
                return
            yield cells
            begins = self.line + 1


def csv(part: Part) -> Iterator[Article | Failure]:
    """A table: the column of text is the one that the caller names, else one of a usual name, else that of most text.

    A first row without any usual name is taken as an article where its own cell of that column is long.
    """
    sample = head(part.stream, 1 << 16)
    if not sample.strip():
        raise ReadingError("the file is empty")
    encoding = encoding_of(sample)
    tables.field_size_limit(
        max(tables.field_size_limit(), 4 * LONGEST)
    )  # the module keeps one limit a process
    with text_stream(part.stream, encoding) as stream:
        table = _Rows(_without_hint(stream), _delimiter(sample, encoding))
        rows = iter(table)
        try:
            first = list(islice(rows, _LOOKED_AT))
            columns, headed = _columns(first, part.options.text_column)
            numbered = enumerate(chain(first, rows), 1)
            if not any(any(map(str.strip, cells)) for cells in first[1 if headed else 0 :]):
                raise ReadingError("the table has no rows of text")
            for number, cells in islice(numbered, 1 if headed else 0, None):
                if any(map(str.strip, cells)):
                    part.damaged(sum(cell.count(DAMAGED) for cell in cells), f"{part.source}#{number}")
                    row = dict(zip(columns, cells, strict=False))
                    yield _row(row, part, number, "text/csv", encoding)
        except tables.Error as error:
            raise ReadingError(f"the table is damaged at line {table.line}: {error}") from error
        finally:
            if table.unclosed:
                raise ReadingError(
                    f"the quotation mark that opens a cell in line {table.unclosed} is never closed"
                )


def _delimiter(sample: bytes, encoding: str) -> str:
    first = decode_as(sample, encoding).text.lstrip("\ufeff").partition("\n")[0]
    hint = _HINT.match(first)
    return hint[1] if hint else max(_DELIMITERS, key=first.count)


def _without_hint(lines: Iterator[str]) -> Iterator[str]:
    """The lines but a first one by which Excel is told what parts the cells."""
    first = next(lines, "")
    return lines if _HINT.match(first) else chain([first], lines)


def _columns(rows: list[list[str]], wanted: str | None) -> tuple[list[str], bool]:
    """The columns' names, and whether the first row gives them."""
    names = [cell.strip().removeprefix("\ufeff") for cell in rows[0]] if rows else []
    if wanted is not None and wanted not in names:
        raise ReadingError(f'there is no column "{wanted}", only {", ".join(names)[:100]}')
    if wanted is not None or chosen(names, TEXT):
        return names, True
    headed = bool(chosen(names, TITLE) or chosen(names, DAY))
    looked = rows[1:] or rows
    width = max(map(len, rows), default=0)
    lengths = [sum(len(row[i]) for row in looked if i < len(row)) / max(len(looked), 1) for i in range(width)]
    if not lengths or max(lengths) < _SHORTEST_TEXT:
        raise ReadingError(f"no column holds text; name it, of: {', '.join(names)[:100]}")
    text = lengths.index(max(lengths))
    headed = headed or (len(rows) > 1 and text < len(names) and len(names[text]) * 5 < lengths[text])
    named = [*names, *("" for _ in range(width - len(names)))] if headed else ["" for _ in range(width)]
    return [TEXT[0] if i == text else name or f"column {i + 1}" for i, name in enumerate(named)], headed
