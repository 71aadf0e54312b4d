"""CSV: a folder with a file for each table, and a Frictionless data package that says their columns and types."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from extract.errors import Failure, StoringError
from extract.record import Record, plain
from extract.storing.ledger import Copy, Entry, Outcome
from extract.storing.rows import batch_rows
from extract.storing.staging import BEFORE, StagedSink
from extract.storing.tables import ALL, LEDGER, SCHEMA_VERSION, TABLES, Table, Type, check_version

_PACKAGE = "datapackage.json"
_TYPES: Mapping[Type, str] = {
    "text": "string",
    "integer": "integer",
    "real": "number",
    "numeric": "number",
    "date": "date",
    "instant": "datetime",
    "json": "any",
}
_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n|$)')


class CsvSink(StagedSink):
    """A folder of tables as RFC 4180 has them. UTF-8; a null is an empty field, numbers are plain, days ISO 8601."""

    def _read(self) -> dict[str, Entry]:
        if not self.path.exists():
            return {}
        try:
            version = json.loads((self.path / _PACKAGE).read_text("utf-8"))["schema_version"]
        except (OSError, ValueError, KeyError) as error:
            raise StoringError(f"{self.path} is no folder of tables that extract wrote") from error
        check_version(str(self.path), version)
        return dict(map(_entry, self._before(LEDGER)))

    def _before(self, table: Table) -> Iterator[str]:
        """The rows that the folder has, as they stand; those of an older version in the columns of this one."""
        path, names = self.path / f"{table.name}.csv", [column.name for column in table.columns]
        if not path.exists():
            return
        lines = _lines(path)
        header = fields(next(lines))
        if header == names:
            yield from lines
            return
        for line in lines:
            row = dict(zip(header, fields(line), strict=True))
            yield ",".join(_quoted(row.get(name, "")) for name in names) + "\r\n"

    def _begin(self) -> None:
        self.part.mkdir()
        self._files = ExitStack()
        opened = {table.name: self.part / f"{table.name}.csv" for table in ALL}
        self._staged = {
            name: self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            for name, path in opened.items()
        }

    def _stage(
        self, number: int, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy]
    ) -> None:
        """Rows with the number of their write before them."""
        for table, rows in batch_rows(records, failures, datetime.now(UTC), copies):
            csv.writer(self._staged[table.name]).writerows((number, *map(_written, row)) for row in rows)

    def _end(self) -> None:
        self._files.close()

    def _merge(self) -> None:
        self.new.mkdir()
        self._ids: dict[str, int] = {}  # the write that each article's rows are taken from
        for table in ALL:
            with (self.new / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerow(column.name for column in table.columns)
                file.writelines(self._kept(table))
        (self.new / _PACKAGE).write_text(json.dumps(package(), indent=2) + "\n", "utf-8")

    def _kept(self, table: Table) -> Iterator[str]:
        for line in self._before(table):
            if self._keeps(table, BEFORE, line):
                yield line
        for numbered in _lines(self.part / f"{table.name}.csv"):
            number, line = numbered.split(",", 1)
            if self._keeps(table, int(number), line):
                yield line

    def _keeps(self, table: Table, number: int, line: str) -> bool:
        first, second = fields(line, 2)
        if table not in TABLES:
            return self.notes_of(first) == number
        if table.name != "articles":
            return self._ids.get(first) == number
        kept = self.rows_of(second) == number
        if kept:
            self._ids[first] = number
        return kept


def package() -> dict[str, Any]:
    """The data package: every table's columns, types and keys.

    >>> package()["resources"][0]["schema"]["fields"][3]
    {'name': 'published', 'type': 'date'}
    """
    return {"name": "extract", "schema_version": SCHEMA_VERSION, "resources": list(map(_resource, ALL))}


def _resource(table: Table) -> dict[str, Any]:
    keys = {other.name: other.key for other in ALL}
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": column.name, "type": _TYPES[column.type]}
                | ({"constraints": {"required": True}} if column.required and column.type != "text" else {})
                for column in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(columns), "reference": {"resource": target, "fields": list(keys[target])}}
                for columns, target in table.references
            ],
        },
    }


def fields(line: str, count: int | None = None) -> list[str]:
    r"""The first fields of a line of CSV, or all; the standard reader has a limit to their length.

    >>> fields('a,"b ""c"", d",,e\r\n'), fields('a,b\r\n', 1)
    (['a', 'b "c", d', '', 'e'], ['a'])
    """
    found: list[str] = []
    place = 0
    while place < len(line) and len(found) != count:
        match = _FIELD.match(line, place)
        if match is None:
            raise StoringError(f"a line of CSV is damaged: {line[:60]!r}")
        found.append(match[1].replace('""', '"') if match[1] is not None else match[2])
        place = match.end()
    return found


def _lines(path: Path) -> Iterator[str]:
    """The file's rows as they stand, a quoted field with its line breaks within one row."""
    with path.open(encoding="utf-8", newline="\n") as file:
        parts: list[str] = []
        quotes = 0
        for line in file:
            parts.append(line)
            quotes += line.count('"')
            if quotes % 2 == 0 and line.endswith("\r\n"):
                yield "".join(parts)
                parts, quotes = [], 0
        if parts:
            raise StoringError(f"{path} ends in the middle of a row")


def _entry(line: str) -> tuple[str, Entry]:
    source, content, version, model, outcome, copy_of, _ = fields(line)
    known = (content or None, version or None, model or None, cast(Outcome, outcome), copy_of or None)
    return source, Entry(*known)


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if set(field) & set('",\r\n') else field
