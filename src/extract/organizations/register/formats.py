"""The cells of a register's file, row by row: CSV, JSON Lines or a table of SQLite, each read as a stream.

Whatever the file holds, one `LexiconError` names the file, the row (its line; in a table its place) and, where one
cell is at fault, the column.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

from extract.errors import LexiconError

Cells = dict[str, str]
Rows = Iterator[tuple[int, Cells]]

_MOST_LINE = 1 << 20
_SQLITE = b"SQLite format 3\0"
_DEFAULT_TABLE = "organizations"
# A line of six hanzi and more whose bytes all read as UTF-8: in GB18030 such a line is a one in a billion chance.
_UTF8 = re.compile(rb"(?:[\x00-\x7f]*[\xe3-\xe9][\x80-\xbf][\x80-\xbf]){4,}[\x00-\x7f]*\Z")


def fail(source: str, row: int, column: str | None, what: str) -> NoReturn:
    """Raise the error of one cell, or of a whole row where `column` is None."""
    raise LexiconError(f"{source}: row {row}: " + (f"column {column}: " if column else "") + what)


def cells(path: str | Path) -> Rows:
    """The rows of a register: each with its number in the file and its cells by the file's own column names.

    The suffix says the format: `.csv`, `.tsv`, `.jsonl`, `.ndjson`, `.db`, `.sqlite`, `.sqlite3`. A table's name may
    follow a `#`; else it is `organizations`, or the only one there is.

    >>> next(cells("no.csv"))
    Traceback (most recent call last):
    extract.errors.LexiconError: no.csv: no such file
    """
    file, table = Path(path), ""
    if not file.exists() and "#" in file.name:
        file, table = file.with_name(file.name.split("#", 1)[0]), file.name.split("#", 1)[1]
    if not file.is_file():
        raise LexiconError(f"{path}: " + ("no file" if file.exists() else "no such file"))
    suffix = file.suffix.lower()
    if suffix in (".db", ".sqlite", ".sqlite3"):
        yield from _sqlite(file, table)
    elif suffix in (".jsonl", ".ndjson"):
        yield from _jsonl(file)
    elif suffix in (".csv", ".tsv"):
        yield from _csv(file, "\t" if suffix == ".tsv" else ",")
    else:
        raise LexiconError(f"{path}: a register is a .csv, .tsv, .jsonl or SQLite (.db, .sqlite) file")


def _lines(file: Path) -> Iterator[str]:
    """The lines of a text file in UTF-8 or GB18030, whichever its first line beyond ASCII is in, or in UTF-16."""
    decode: Callable[[bytes], str] | None = None
    with file.open("rb") as stream:
        if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            yield from _utf16(file)
            return
        stream.seek(0)
        for number, line in enumerate(iter(lambda: stream.readline(_MOST_LINE), b""), 1):
            if len(line) == _MOST_LINE:
                fail(str(file), number, None, "a line of more than a mebibyte")
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if decode is None and not line.isascii():
                decode = _decoder(line)
            try:
                yield (decode or _utf8)(line)
            except UnicodeDecodeError as error:
                mixed = f"not in {error.encoding} as the rows before it are"
                fail(str(file), number, None, mixed if number > 1 else "neither UTF-8 nor GB18030")


def _decoder(line: bytes) -> Callable[[bytes], str]:
    try:
        line.decode()
    except UnicodeDecodeError:
        return _gb18030
    return _utf8


def _utf8(line: bytes) -> str:
    return line.decode()


def _gb18030(line: bytes) -> str:
    if _UTF8.match(line):
        raise UnicodeDecodeError("gb18030", line, 0, len(line), "UTF-8")
    return line.decode("gb18030")


def _utf16(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-16", newline="") as stream:
        number = 0
        try:
            for line in stream:
                number += 1
                yield line
        except UnicodeError:
            fail(str(file), number + 1, None, "not in utf-16 as the file's first bytes say")


def _csv(file: Path, delimiter: str) -> Rows:
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
    header: list[str] = []
    row = 1
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            fail(str(file), row, None, str(error))
        if values is None:
            return
        if header and values and not values[0].startswith("#"):
            if len(values) != len(header):
                fail(str(file), row, None, f"{len(values)} cells under {len(header)} columns")
            yield row, dict(zip(header, values, strict=True))
        elif values and not values[0].startswith("#"):
            header = _header(file, row, values)
        row = reader.line_num + 1


def _header(file: Path, row: int, values: list[str]) -> list[str]:
    header = [value.strip() for value in values]
    for column in header:
        if header.count(column) > 1:
            fail(str(file), row, column or '""', "twice in the header")
    return header


def _jsonl(file: Path) -> Rows:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            fail(str(file), row, twice, "twice in the row")
        return dict(pairs)

    for row, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line, object_pairs_hook=once)
        except (ValueError, RecursionError) as error:
            fail(str(file), row, None, f"no JSON: {error}")
        if not isinstance(read, dict):
            fail(str(file), row, None, "no JSON object")
        yield row, _flat(file, row, read)


def _flat(file: Path, row: int, read: dict[str, Any]) -> Cells:
    """A JSON object as cells: `identifiers` spread out, a list of aliases joined."""
    identifiers = read.pop("identifiers", None) or {}
    if not isinstance(identifiers, dict):
        fail(str(file), row, "identifiers", "no JSON object")
    found = {}
    for column, value in (*read.items(), *identifiers.items()):
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "|".join(value)
        elif isinstance(value, bool):
            value = "1" if value else "0"
        found[column] = _text(file, row, column, value)
    return found


def _text(file: Path, row: int, column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    fail(
        str(file), row, column, f"text wanted, not a {type(value).__name__}: a number loses its leading zeros"
    )


def _sqlite(file: Path, table: str) -> Rows:
    row = 0
    try:
        with file.open("rb") as stream:
            if stream.read(len(_SQLITE)) != _SQLITE:
                raise LexiconError(f"{file}: no SQLite database")
        database = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)
        try:
            database.text_factory = bytes
            name = table or _only_table(database, file)
            found = database.execute(f'SELECT * FROM "{name.replace(chr(34), chr(34) * 2)}"')
            header = _header(file, 0, [column for column, *_ in found.description])
            for row, values in enumerate(found, 1):
                yield (
                    row,
                    {c: _stored(file, row, c, value) for c, value in zip(header, values, strict=True)},
                )
        finally:
            database.close()
    except sqlite3.Error as error:
        fail(str(file), row + 1, None, str(error))


def _only_table(database: sqlite3.Connection, file: Path) -> str:
    tables = [
        name.decode() for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    if _DEFAULT_TABLE in tables or len(tables) == 1:
        return _DEFAULT_TABLE if _DEFAULT_TABLE in tables else tables[0]
    raise LexiconError(f"{file}: {len(tables)} tables: name one behind a #, as in {file.name}#companies")


def _stored(file: Path, row: int, column: str, value: object) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            fail(str(file), row, column, "not UTF-8")
    return _text(file, row, column, value)
