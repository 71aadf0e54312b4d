"""PostgreSQL through psycopg 3: rows by COPY, many articles in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg import adapters, errors
from psycopg.adapt import Dumper
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Format

from extract.errors import StoringError, UsageError
from extract.storing.database import DatabaseSink, GoneError, RefusedError
from extract.storing.ddl import Dialect, quoted
from extract.storing.interrupts import heard
from extract.storing.tables import Row, Table, Type

_LOCK = "SELECT pg_advisory_xact_lock(hashtext('extract'))"
_LZ4 = "set_config('default_toast_compression', 'lz4', true)"
"""Compresses long texts several times as fast as what is usual."""
_HAS_LZ4 = "SELECT 1 FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
_PARTS = {"connect_timeout": 10, "tcp_user_timeout": 60_000, "fallback_application_name": "extract"}
"""What an address that doesn't say it gets: so that a network that swallows everything is noticed."""
_REFUSALS = (errors.DataError, errors.IntegrityError, errors.ProgramLimitExceeded)
_NO_ROOM = (errors.DiskFull, errors.OutOfMemory)
_SENT: Mapping[Type, str] = {
    "integer": "int4", "real": "float8", "instant": "timestamptz", "json": "jsonb"
}  # fmt: skip
"""What psycopg calls the types that it doesn't call as we do."""


class _JsonText(Dumper):
    """JSON that is text already; its first byte is the version of the format."""

    format, oid = Format.BINARY, adapters.types["jsonb"].oid

    def dump(self, obj: str) -> bytes:
        return b"\x01" + obj.encode()


class PostgresqlSink(DatabaseSink):
    """The database of a `postgresql://` address, in the first schema of its search path.

    A connection that breaks is made anew and the transaction done again, which changes nothing if it was committed.
    """

    dialect = Dialect(
        types={
            "text": 'text COLLATE "C"',  # by code points, as the other databases do, and quick to compare
            "integer": "integer",
            "real": "double precision",
            "numeric": "numeric",
            "date": "date",
            "instant": "timestamptz",
            "json": "jsonb",
        },
        parameter="%s",
        members="(SELECT unnest(%s::text[]))",
    )
    waits = (1, 2, 4, 8, 16, 32, 64)

    def __init__(self, address: str) -> None:
        try:
            parts = conninfo_to_dict(address)
        except psycopg.ProgrammingError as error:
            told = "the database's address isn't of the form postgresql://USER:PASSWORD@HOST:PORT/NAME"
            raise UsageError(told) from error  # the error itself tells the password
        self._parts: dict[str, Any] = _PARTS | parts
        super().__init__(f"the database {parts.get('dbname', '')} on {parts.get('host', 'this machine')}")

    def _connect(self) -> None:
        with self._errors("opened"):
            self._database = psycopg.connect(
                autocommit=True,
                prepare_threshold=None,  # poolers between here and the database may not keep statements
                **self._parts,
            )
            self._database.adapters.register_dumper(None, _JsonText)
            has_lz4 = self._database.execute(_HAS_LZ4).fetchone()
        self._begun = f"{_LOCK}, {_LZ4}" if has_lz4 else _LOCK

    def _close(self) -> None:
        with suppress(psycopg.Error):
            self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._errors("written"), self._database.transaction():
            with heard():  # another run may have the lock
                self._database.execute(self._begun.encode())
            yield

    @contextmanager
    def _errors(self, done: str) -> Iterator[None]:
        try:
            yield
        except _REFUSALS as error:
            raise RefusedError(str(error)) from error
        except psycopg.Error as error:
            lost = isinstance(error, psycopg.OperationalError) and not isinstance(error, _NO_ROOM)
            kind = GoneError if lost else StoringError
            raise kind(f"{self.name} can't be {done}: {' '.join(str(error).split())}") from error

    def _execute(self, statement: str, *parameters: Any) -> list[Row]:
        with self._errors("read"):
            cursor = self._database.execute(statement.encode(), parameters or None)
            return cursor.fetchall() if cursor.description else []

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        names = quoted(column.name for column in table.columns)
        with (
            self._database.cursor() as cursor,
            cursor.copy(f"COPY {table.name} ({names}) FROM STDIN (FORMAT binary)".encode()) as copy,
        ):
            copy.set_types([_SENT.get(column.type, column.type) for column in table.columns])
            for row in rows:
                copy.write_row(row)
