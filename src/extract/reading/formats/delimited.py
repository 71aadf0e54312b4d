"""Tables: CSV and TSV, each row an article that fails alone."""

from __future__ import annotations

import csv as tables
import re
from collections.abc import Iterator
from itertools import chain, islice

from extract.errors import Failure, ReadingError
from extract.reading.articles import LONGEST
from extract.reading.compression import head
from extract.reading.encodings import DAMAGED, decode_as, encoding_of
from extract.reading.fields import DAY, TEXT, TITLE, chosen
from extract.reading.formats.rows import article_or_failure
from extract.reading.lines import text_stream
from extract.reading.parts import Part
from extract.record import Article

_LOOKED_AT = 20
_DELIMITERS = ",\t;|"
_SHORTEST_TEXT = 20
_HINT = re.compile(r"sep=([,;|\t])\s*\Z")


class _Rows:
    """The rows of a table, but for one at its end whose quotation mark never closes and takes all the rest.

    `line` is the line where the last row ends, `unclosed` that where such a row begins.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, *, quoted: bool) -> None:
        self._lines, self._ended = lines, False
        self._reader = tables.reader(
            self._taken(),
            delimiter=delimiter,
            quotechar='"' if quoted else None,
            quoting=tables.QUOTE_MINIMAL if quoted else tables.QUOTE_NONE,
        )
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
        text = decode_as(sample, encoding).text
        delimiter = _delimiter(text)
        table = _Rows(_without_hint(stream), delimiter, quoted=_is_quoted(text, delimiter))
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
                    yield article_or_failure(row, part, number, "text/csv", encoding)
        except tables.Error as error:
            raise ReadingError(f"the table is damaged at line {table.line}: {error}") from error
        finally:
            if table.unclosed:
                raise ReadingError(
                    f"the quotation mark that opens a cell in line {table.unclosed} is never closed"
                )


def _delimiter(sample: str) -> str:
    first = sample.lstrip("\ufeff").partition("\n")[0]
    hint = _HINT.match(first)
    return hint[1] if hint else max(_DELIMITERS, key=first.count)


def _is_quoted(sample: str, delimiter: str) -> bool:
    """Whether quotation marks enclose cells. Where tabs part them they may be the text's own, if a cell goes on behind one."""
    if delimiter != "\t":
        return True
    try:
        for _ in tables.reader(sample.splitlines(keepends=True), delimiter=delimiter, strict=True):
            pass
    except tables.Error as error:
        return "expected after" not in str(error)
    return True


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
