"""SQLite, the default: one file that answers SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from decimal import Decimal
from time import monotonic
from typing import Any

from extract.errors import StoringError
from extract.storing.database import DatabaseSink, RefusedError
from extract.storing.ddl import Dialect, quoted
from extract.storing.interrupts import heard
from extract.storing.tables import Row, Table

_WAIT, _STEP = 60.0, 0.5
"""Seconds to wait for another process that writes, and at once: SQLite itself hears no Ctrl-C while it waits."""


class SqliteSink(DatabaseSink):
    """An SQLite database. Numbers beyond 15 digits lose exactness in it: SQLite has no decimals."""

    dialect = Dialect(
        types={
            "text": "TEXT",
            "integer": "INTEGER",
            "real": "REAL",
            "numeric": "NUMERIC",
            "date": "DATE",
            "instant": "TIMESTAMP",
            "json": "JSON",
        },
        parameter="?",
        members="(SELECT value FROM json_each(?))",
    )

    def _connect(self) -> None:
        with self._errors("is no database that can be written"), ExitStack() as stack:
            self._database = sqlite3.connect(self.name, timeout=_WAIT, isolation_level=None)
            stack.callback(self._database.close)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("PRAGMA foreign_keys = ON")
            self._database.execute(f"PRAGMA busy_timeout = {int(_STEP * 1000)}")
            stack.pop_all()

    def _close(self) -> None:
        self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._errors("can't be written"), self._database:
            self._begin()
            yield

    def _begin(self) -> None:
        """Become the only writer, when others have come to their ends."""
        end = monotonic() + _WAIT
        while True:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                    raise
            with heard():
                """Ctrl-C, if it came."""

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.DataError, UnicodeEncodeError, OverflowError) as error:
            raise RefusedError(str(error)) from error
        except sqlite3.Error as error:
            raise StoringError(f"{self.name} {what}: {error}") from error

    def _execute(self, statement: str, *parameters: Any) -> list[Row]:
        given = [json.dumps(value) if isinstance(value, list) else value for value in parameters]
        with self._errors("can't be read"):
            return self._database.execute(statement, given).fetchall()

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        names = quoted(column.name for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"
        self._database.executemany(statement, (tuple(map(_adapted, row)) for row in rows))

    def _version(self) -> int:
        return int(self._execute("PRAGMA user_version")[0][0])

    def _set_version(self, version: int) -> None:
        self._execute(f"PRAGMA user_version = {version}")


def _adapted(value: Any) -> Any:
    """SQLite has no decimals and no dates: numbers go as plain text into a NUMERIC column, days as ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
