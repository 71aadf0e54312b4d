"""SQLite, the default: one file that answers SQL, an article replaced whole whenever it is read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing.tables import FAILURES, SCHEMA_VERSION, TABLES, Table, failure_row, rows
from extract.storing.views import VIEWS

_TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "numeric": "NUMERIC",
    "date": "DATE",
    "json": "JSON",
}


class SqliteSink:
    """An SQLite database with the record's tables; each batch is one transaction.

    An article's rows are deleted with its source and inserted anew, so a second run changes nothing and an edited
    article takes the place of the old one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, records: Sequence[Record], failures: Sequence[Failure]) -> None:
        """Store a batch in one transaction; raises `StoringError` and stores nothing where that fails."""
        with self._transaction():
            sources = [(record.article.source,) for record in records]
            self._database.executemany("DELETE FROM articles WHERE source = ?", sources)
            self._database.executemany("DELETE FROM failures WHERE source = ?", sources)
            for table, batch in _by_table(records):
                self._database.executemany(_insert(table), (tuple(map(_adapted, row)) for row in batch))
            self._database.executemany(_insert(FAILURES), map(failure_row, failures))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                yield
        except sqlite3.Error as error:
            raise StoringError(f"{self.path}: {error}") from error

    def __enter__(self) -> Self:
        try:
            self._database = sqlite3.connect(self.path, isolation_level=None)
            self._prepare()
        except sqlite3.Error as error:
            raise StoringError(f"{self.path} is no database that can be written: {error}") from error
        return self

    def _prepare(self) -> None:
        found = self._database.execute("PRAGMA user_version").fetchone()[0]
        if found > SCHEMA_VERSION:
            raise StoringError(
                f"{self.path} was written by a newer version (schema {found}, this one knows {SCHEMA_VERSION})"
            )
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute("PRAGMA foreign_keys = ON")
        with self._transaction():
            for statement in _ddl():
                self._database.execute(statement)
            self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._database.close()


def _by_table(records: Sequence[Record]) -> Iterator[tuple[Table, Iterable[tuple[Any, ...]]]]:
    """The rows of a batch table by table, parents before what refers to them."""
    batches: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
    for record in records:
        for table, found in rows(record):
            batches[table.name] += found
    return ((table, batches[table.name]) for table in TABLES)


def _adapted(value: Any) -> Any:
    """SQLite has no decimals and no dates: numbers go as plain text into a NUMERIC column, days as ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _insert(table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"INSERT OR REPLACE INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.columns))})"


def _ddl() -> Iterator[str]:
    for table in (*TABLES, FAILURES):
        yield f"CREATE TABLE IF NOT EXISTS {table.name} ({', '.join(_definitions(table))})"
        for columns in table.indexes:
            name = "_".join((table.name, *columns))
            yield f"CREATE INDEX IF NOT EXISTS {name} ON {table.name} ({_quoted(columns)})"
    for name, query in VIEWS.items():
        yield f"CREATE VIEW IF NOT EXISTS {name} AS {query}"


def _definitions(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}'
    yield f"PRIMARY KEY ({_quoted(table.key)})"
    for columns, target in table.references:
        key = next(other.key for other in TABLES if other.name == target)
        yield f"FOREIGN KEY ({_quoted(columns)}) REFERENCES {target} ({_quoted(key)}) ON DELETE CASCADE"


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
