"""What the databases have in common: rows deleted by source and inserted anew, in one transaction with the ledger."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from itertools import islice
from time import sleep
from types import TracebackType
from typing import Any, ClassVar, ParamSpec, Self, TypeVar

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing.ddl import Dialect
from extract.storing.interrupts import heard
from extract.storing.ledger import Copy, Entry, content_hash
from extract.storing.migrations import steps
from extract.storing.rows import batch_rows
from extract.storing.tables import (
    FAILURES,
    LEDGER,
    SCHEMA_VERSION,
    TABLES,
    Row,
    Table,
    check_version,
)

log = logging.getLogger("extract.storing")
P = ParamSpec("P")
T = TypeVar("T")
_MANY = 10_000
"""Sources in one statement."""


class RefusedError(Exception):
    """The database works but doesn't take these rows."""


class GoneError(StoringError):
    """The connection to the database is lost; it may come back."""


class DatabaseSink(ABC):
    """A database with the record's tables; a batch is one transaction.

    A subclass says how to connect, to run a statement, to insert rows, and what its errors mean: `RefusedError` for
    rows that can't be stored, `GoneError` for a lost connection, `StoringError` for all else. `waits` are the seconds to
    wait before each new try to reach a database that is gone.
    """

    dialect: ClassVar[Dialect]
    waits: ClassVar[Sequence[float]] = ()

    def __init__(self, name: str) -> None:
        self.name = name

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """The ledger's entries of those of `sources` that it has."""
        return self._lasting(self._known, sources)

    def sources(self) -> Iterator[str]:
        """All sources in the ledger, in the database's order."""
        yield from (source for (source,) in self._pages("source"))

    def copies(self) -> Iterator[tuple[str, str]]:
        """The copies in the ledger, in the database's order."""
        yield from self._pages("source, copy_of", " AND copy_of IS NOT NULL")

    def _pages(self, columns: str, more: str = "") -> Iterator[Any]:
        """Rows of the ledger; the first column is the source."""
        where = f"source > {self.dialect.parameter}{more}"
        query, last = f"SELECT {columns} FROM ledger WHERE {where} ORDER BY source LIMIT {_MANY}", ""
        while page := self._lasting(self._execute, query, last):
            yield from page
            last = page[-1][0]

    def write(
        self, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy] = ()
    ) -> Sequence[Failure]:
        """Store a batch in one transaction; where a record is refused, each in one of its own."""
        latest = {record.article.source: record for record in records}
        try:
            self._lasting(self._store, list(latest.values()), failures, copies)
            return []
        except RefusedError:
            refused = list(filter(None, map(self._store_one, latest.values())))
            self._lasting(self._store, [], [*failures, *refused], copies)
            return refused

    def delete(self, sources: Iterable[str]) -> None:
        """Remove sources with all their rows, in transactions of many sources each."""
        rest = iter(sources)
        while some := list(islice(rest, _MANY)):
            self._lasting(self._delete, some)

    def _store_one(self, record: Record) -> Failure | None:
        try:
            self._lasting(self._store, [record], [], [])
        except RefusedError as error:
            return Failure.of(record.article.source, "storing", error)
        return None

    def _store(self, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy]) -> None:
        """Put these in the place of what their sources gave before; a failure leaves the rows of an earlier record."""
        failed = {failure.source: failure for failure in failures}
        kept = {record.article.source: record for record in records if record.article.source not in failed}
        with self._transaction():
            copied = {
                copy.source: copy
                for copy in self._founded(copies, kept)
                if copy.source not in {*kept, *failed}
            }
            if known := self._known([*kept, *failed, *copied]):
                replaced = [source for source in known if source not in failed]
                self._forget_copies([one for one in replaced if not _is_same(kept.get(one), known[one])])
                self._delete_rows(TABLES, replaced)
                self._delete_rows((FAILURES, LEDGER), list(known))
            made = list(kept.values()), list(failed.values()), datetime.now(UTC), list(copied.values())
            for table, rows in batch_rows(*made):
                if rows:
                    self._insert(table, rows)

    def _founded(self, copies: Sequence[Copy], stored: Collection[str]) -> Iterator[Copy]:
        """Those copies whose article is stored, by now or by this batch."""
        if copies:
            known = self._known([copy.of for copy in copies])
            there = {source for source, entry in known.items() if entry.outcome == "stored"} | set(stored)
            gone = {copy.source for copy in copies}
            yield from (copy for copy in copies if copy.of in there - gone)

    def _forget_copies(self, sources: Sequence[str]) -> None:
        """Drop the copies of articles that are about to go or to change."""
        self._execute(f"DELETE FROM ledger WHERE copy_of IN {self.dialect.members}", sources)

    def _known(self, sources: Sequence[str]) -> dict[str, Entry]:
        columns = "source, content, version, model, outcome, copy_of"
        query = f"SELECT {columns} FROM ledger WHERE source IN {self.dialect.members}"
        return {source: Entry(*entry) for source, *entry in self._execute(query, list(sources))}

    def _delete(self, sources: list[str]) -> None:
        with self._transaction():
            self._forget_copies(sources)
            self._delete_rows((*TABLES, FAILURES, LEDGER), sources)

    def _delete_rows(self, tables: Sequence[Table], sources: list[str]) -> None:
        """Delete the rows of `sources`, from tables before those that they refer to."""
        these = f"source IN {self.dialect.members}"
        for table in reversed(tables):
            of_source = any(column.name == "source" for column in table.columns)
            where = these if of_source else f"article_id IN (SELECT article_id FROM articles WHERE {these})"
            self._execute(f"DELETE FROM {table.name} WHERE {where}", sources)

    def _lasting(self, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What the work gives; where the database is gone it is waited for and the whole work done again."""
        for wait in self.waits:
            try:
                return work(*arguments, **named)
            except GoneError as error:
                log.warning("%s; the next try is in %g s", error, wait)
                with heard():
                    self._close()
                    sleep(wait)
                    with suppress(GoneError):  # then the work fails at once and the next wait begins
                        self._connect()
        return work(*arguments, **named)

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
            if found == SCHEMA_VERSION:
                return
            check_version(self.name, found)
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

    def _version(self) -> int:
        """The version of the tables, 0 where there are none."""
        named = "table_schema = current_schema() AND table_name = 'schema_version'"
        if not self._execute(f"SELECT 1 FROM information_schema.tables WHERE {named}"):
            return 0
        return int(self._execute("SELECT max(version) FROM schema_version")[0][0])

    def _set_version(self, version: int) -> None:
        self._execute("CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY)")
        self._execute(f"INSERT INTO schema_version VALUES ({version})")


def _is_same(record: Record | None, entry: Entry) -> bool:
    """Whether a record is of the content that the ledger knows."""
    return record is not None and entry.content == content_hash(record.article)
