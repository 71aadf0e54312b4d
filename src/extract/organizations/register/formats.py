"""The cells of a register's file, row by row: CSV, JSON Lines or a table of SQLite, each read as a stream.

Whatever the file holds, one `LexiconError` names the file, the row (its line; in a table its place) and, where one
cell is at fault, the column.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extract.errors import LexiconError
from extract.organizations.register.columns import Column, Columns
from extract.organizations.register.lines import lines

Rows = Iterator[tuple[int, Iterable[tuple[Column, str]]]]

_SQLITE = b"SQLite format 3\0"
_DEFAULT_TABLE = "organizations"


def cells(path: str | Path, columns: Columns) -> Rows:
    """The rows of a register: each with its number in the file and its cells, column by column.

    The suffix says the format: `.csv`, `.tsv`, `.jsonl`, `.ndjson`, `.db`, `.sqlite`, `.sqlite3`. A table's name may
    follow a `#`; else it is `organizations`, or the only one there is. In a CSV file a line that begins with `#` is a
    comment.

    >>> next(cells("no.csv", Columns("no.csv")))
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
        return _sqlite(file, table, columns)
    if suffix in (".jsonl", ".ndjson"):
        return _jsonl(lines(file, columns), columns)
    if suffix in (".csv", ".tsv"):
        return _csv(lines(file, columns), "\t" if suffix == ".tsv" else ",", columns)
    raise LexiconError(f"{path}: a register is a .csv, .tsv, .jsonl or SQLite (.db, .sqlite) file")


def _csv(text: Iterator[str], delimiter: str, columns: Columns) -> Rows:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    header: list[Column] = []
    row = 1
    try:
        for values in reader:
            if values and not values[0].startswith("#"):
                if not header:
                    header = columns.of(row, values)
                elif len(values) == len(header):
                    yield row, zip(header, values, strict=True)
                else:
                    columns.fail(row, None, f"{len(values)} cells under {len(header)} columns")
            row = reader.line_num + 1
    except csv.Error as error:
        columns.fail(row, None, str(error))


def _jsonl(text: Iterator[str], columns: Columns) -> Rows:
    for row, line in enumerate(text, 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line, object_pairs_hook=lambda pairs: _once(pairs, row, columns))  # noqa: B023
        except (ValueError, RecursionError) as error:
            columns.fail(row, None, f"no JSON: {error}")
        if not isinstance(read, dict):
            columns.fail(row, None, "no JSON object")
        flat = [(column, _joined(value, row, column, columns)) for column, value in _flat(read, row, columns)]
        written = [column for column, _ in flat]
        yield row, zip(columns.of(row, written), (value for _, value in flat), strict=True)


def _once(pairs: list[tuple[str, Any]], row: int, columns: Columns) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        columns.fail(row, next(key for key in keys if keys.count(key) > 1), "twice in the row")
    return found


def _flat(read: dict[str, Any], row: int, columns: Columns) -> Iterator[tuple[str, Any]]:
    """The cells of a JSON object; those of `identifiers` among them."""
    for column, value in read.items():
        if column != "identifiers":
            yield column, value
        elif isinstance(value, dict):
            yield from value.items()
        elif value is not None:
            columns.fail(row, column, "no JSON object")


def _joined(value: Any, row: int, column: str, columns: Columns) -> str:
    """A list of aliases as a cell of a CSV file has it, and so a flag."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "|".join(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    return _text(value, row, column, columns)


def _text(value: object, row: int, column: str, columns: Columns) -> str:
    if value is not None and not isinstance(value, str):
        what = f"text wanted, not a {type(value).__name__}: a number loses its leading zeros"
        columns.fail(row, column, what)
    return value or ""


def _sqlite(file: Path, table: str, columns: Columns) -> Rows:
    row = 0
    with file.open("rb") as stream:
        if stream.read(len(_SQLITE)) != _SQLITE:
            raise LexiconError(f"{file}: no SQLite database")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)) as database:
            database.text_factory = bytes
            name = table or _only_table(database, file)
            found = database.execute(f'SELECT * FROM "{name.replace(chr(34), chr(34) * 2)}"')
            header = columns.of(0, [column for column, *_ in found.description])
            for row, values in enumerate(found, 1):
                yield (
                    row,
                    [(c, _stored(v, row, c.written, columns)) for c, v in zip(header, values, strict=True)],
                )
    except sqlite3.Error as error:
        columns.fail(row + 1, None, str(error))


def _only_table(database: sqlite3.Connection, file: Path) -> str:
    listed = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    tables: list[str] = [name.decode(errors="replace") for (name,) in listed]
    if _DEFAULT_TABLE in tables:
        return _DEFAULT_TABLE
    if len(tables) == 1:
        return tables[0]
    raise LexiconError(f"{file}: {len(tables)} tables: name one behind a #, as in {file.name}#companies")


def _stored(value: object, row: int, column: str, columns: Columns) -> str:
    if not isinstance(value, bytes):
        return _text(value, row, column, columns)
    try:
        return value.decode()
    except UnicodeDecodeError:
        columns.fail(row, column, "not UTF-8")
