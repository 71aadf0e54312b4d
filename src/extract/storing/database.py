"""What the databases have in common: rows deleted by source and inserted anew, in one transaction with the ledger."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import islice
from types import TracebackType
from typing import Any, ClassVar, Self

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing.ddl import Dialect
from extract.storing.ledger import Entry
from extract.storing.migrations import steps
from extract.storing.tables import FAILURES, LEDGER, SCHEMA_VERSION, TABLES, Row, Table, batch_rows

_MANY = 10_000
"""Sources in one statement."""


class RefusedError(Exception):
    """The database works but doesn't take these rows."""


class DatabaseSink(ABC):
    """A database with the record's tables; a batch is one transaction.

    A subclass says how to connect, to run a statement, to insert rows, and what its errors mean: `RefusedError` for
    rows that can't be stored, `StoringError` for all else.
    """

    dialect: ClassVar[Dialect]

    def __init__(self, name: str) -> None:
        self.name = name

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """The ledger's entries of those of `sources` that it has."""
        query = f"SELECT source, content, version, model, outcome FROM ledger WHERE source IN {self.dialect.members}"
        return {source: Entry(*entry) for source, *entry in self._execute(query, list(sources))}

    def sources(self) -> Iterator[str]:
        """All sources in the ledger, in the database's order."""
        mark = self.dialect.parameter
        query = f"SELECT source FROM ledger WHERE source > {mark} ORDER BY source LIMIT {_MANY}"
        last = ""
        while page := [source for (source,) in self._execute(query, last)]:
            yield from page
            last = page[-1]

    def write(self, records: Sequence[Record], failures: Sequence[Failure]) -> Sequence[Failure]:
        """Store a batch in one transaction; where a record is refused, each in one of its own."""
        latest = {record.article.source: record for record in records}
        try:
            self._store(list(latest.values()), failures)
            return []
        except RefusedError:
            refused = list(filter(None, map(self._store_one, latest.values())))
            self._store([], [*failures, *refused])
            return refused

    def delete(self, sources: Iterable[str]) -> None:
        """Remove sources with all their rows, in transactions of many sources each."""
        rest = iter(sources)
        while some := list(islice(rest, _MANY)):
            with self._transaction():
                self._delete(TABLES, some)
                self._delete((FAILURES, LEDGER), some)

    def _store_one(self, record: Record) -> Failure | None:
        try:
            self._store([record], [])
        except RefusedError as error:
            return Failure.of(record.article.source, "storing", error)
        return None

    def _store(self, records: Sequence[Record], failures: Sequence[Failure]) -> None:
        """Put these in the place of what their sources gave before; a failure leaves the rows of an earlier record."""
        sources = [record.article.source for record in records]
        failed = {failure.source: failure for failure in failures}
        kept = [record for record in records if record.article.source not in failed]
        with self._transaction():
            if known := list(self.known([*sources, *failed])):
                self._delete(TABLES, [source for source in known if source not in failed])
                self._delete((FAILURES, LEDGER), known)
            for table, rows in batch_rows(kept, failed.values(), datetime.now(UTC)):
                if rows:
                    self._insert(table, rows)

    def _delete(self, tables: Sequence[Table], sources: list[str]) -> None:
        """Delete the rows of `sources`, from tables before those that they refer to."""
        these = f"source IN {self.dialect.members}"
        for table in reversed(tables):
            of_source = any(column.name == "source" for column in table.columns)
            where = these if of_source else f"article_id IN (SELECT article_id FROM articles WHERE {these})"
            self._execute(f"DELETE FROM {table.name} WHERE {where}", sources)

    def __enter__(self) -> Self:
        self._connect()
        try:
            self._prepare()
        except BaseException:
            self._close()
            raise
        return self

    def _prepare(self) -> None:
        """Bring the tables up to this version, in one transaction; raises `StoringError` where they are newer."""
        if self._version() == SCHEMA_VERSION:
            return
        with self._transaction():
            found = self._version()  # another process may have been faster
            if found > SCHEMA_VERSION:
                raise StoringError(
                    f"{self.name} was written by a newer version of extract"
                    f" (its tables have version {found}, this one knows {SCHEMA_VERSION}); nothing was changed"
                )
            for statement in steps(found, self.dialect):
                self._execute(statement)
            self._set_version(SCHEMA_VERSION)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    @abstractmethod
    def _connect(self) -> None: ...

    @abstractmethod
    def _close(self) -> None: ...

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[None]:
        """A transaction of the only writer."""

    @abstractmethod
    def _execute(self, statement: str, *parameters: Any) -> list[Row]: ...

    @abstractmethod
    def _insert(self, table: Table, rows: Sequence[Row]) -> None: ...

    @abstractmethod
    def _version(self) -> int:
        """The version of the tables, 0 where there are none."""

    @abstractmethod
    def _set_version(self, version: int) -> None: ...
