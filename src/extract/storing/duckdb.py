"""DuckDB: one file of columns that answers SQL, fed with Arrow tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from extract.errors import StoringError
from extract.storing.arrow import PRECISION, SCALE, arrow_table
from extract.storing.database import DatabaseSink, RefusedError
from extract.storing.ddl import Dialect, quoted
from extract.storing.tables import Row, Table

_REFUSALS = (duckdb.ConstraintException, duckdb.DataError)


class DuckdbSink(DatabaseSink):
    """A DuckDB database. It has no foreign keys: DuckDB refuses to replace a referenced row within a transaction."""

    dialect = Dialect(
        types={
            "text": "VARCHAR",
            "integer": "INTEGER",
            "real": "DOUBLE",
            "numeric": f"DECIMAL({PRECISION}, {SCALE})",
            "date": "DATE",
            "instant": "TIMESTAMPTZ",
            "json": "JSON",
        },
        parameter="?",
        members="(SELECT unnest(?::VARCHAR[]))",
        references=False,
    )

    def _connect(self) -> None:
        with self._errors("is no database that can be written"):
            self._database = duckdb.connect(self.name)

    def _close(self) -> None:
        self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._errors("can't be written"):
            self._database.begin()
            try:
                yield
                self._database.commit()
            except BaseException:
                self._database.rollback()
                raise

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except _REFUSALS as error:
            raise RefusedError(str(error)) from error
        except duckdb.Error as error:
            raise StoringError(f"{self.name} {what}: {' '.join(str(error).split())}") from error

    def _execute(self, statement: str, *parameters: Any) -> list[Row]:
        with self._errors("can't be read"):
            return self._database.execute(statement, list(parameters)).fetchall()

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        names = quoted(column.name for column in table.columns)
        self._database.register("batch", arrow_table(table, rows))
        self._database.execute(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM batch")
        self._database.unregister("batch")
