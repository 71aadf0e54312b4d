"""Parquet: a folder for each table, those of articles partitioned by the month of publication, compressed with zstd.

    out.parquet/facts/month=2025-03/facts.parquet
    out.parquet/ledger/ledger.parquet

`month` is the partition's name and no column of the file, as Hive has it and every reader of such folders understands.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from extract.errors import Failure, StoringError
from extract.record import Article, Record
from extract.storing.arrow import arrow_table, schema
from extract.storing.ledger import Copy, Entry
from extract.storing.rows import batch_rows
from extract.storing.staging import BEFORE, StagedSink
from extract.storing.tables import (
    FAILURES,
    LEDGER,
    SCHEMA_VERSION,
    TABLES,
    Table,
    check_version,
)

_ARTICLES = TABLES[0]
_VERSION = b"extract.schema_version"
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
_WRITE = "write"
"""A column of the stage alone: the number of the write that a row came with."""
_SPILL, _GROUP = 100_000, 200_000
"""Rows held in memory before they are staged, and rows to make a row group of."""


class ParquetSink(StagedSink):
    """A folder of Parquet tables. Months without a new, changed or deleted article are taken over as they are."""

    def _read(self) -> dict[str, Entry]:
        if not self.path.exists():
            return {}
        try:
            ledger = pq.read_table(self.path / "ledger" / "ledger.parquet", partitioning=None)
            version = int(ledger.schema.metadata[_VERSION])
        except (OSError, pa.ArrowInvalid, KeyError, TypeError) as error:
            raise StoringError(f"{self.path} is no folder of tables that extract wrote") from error
        check_version(str(self.path), version)
        columns = ("source", "content", "version", "model", "outcome", "copy_of")
        present = [name for name in columns if name in ledger.column_names]  # version 2 knew no copies
        rows = zip(*(ledger[name].to_pylist() for name in present), strict=True)
        return {source: Entry(*entry) for source, *entry in rows}

    def _begin(self) -> None:
        self.part.mkdir()
        self._held: dict[Path, list[pa.Table]] = {}
        self._spills = 0

    def _stage(
        self, number: int, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy]
    ) -> None:
        months = {record.article.id: _month(record.article) for record in records}
        for table, rows in batch_rows(records, failures, datetime.now(UTC), copies):
            columns = arrow_table(table, rows)
            columns = columns.append_column(_WRITE, pa.array(repeat(number, len(rows)), pa.int32()))
            for folder, some in _by_month(table, columns, months):
                self._held.setdefault(self.part / folder, []).append(some)
        if sum(len(some) for held in self._held.values() for some in held) > _SPILL:
            self._spill()

    def _spill(self) -> None:
        self._spills += 1
        for folder, held in self._held.items():
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.concat_tables(held), folder / f"{self._spills:06}.parquet", compression="zstd")
        self._held.clear()

    def _end(self) -> None:
        """Nothing stays open."""

    def _merge(self) -> None:
        self._spill()
        touched, writes = self._writes()
        for table in TABLES:
            for folder in sorted(_folders(self.path, table) | _folders(self.part, table)):
                if folder.name in touched or (self.part / folder).exists():
                    self._write(table, folder, writes.get)
                else:
                    _take_over(self.path / folder, self.new / folder)
        for table in (FAILURES, LEDGER):
            self._write(table, Path(table.name), self.notes_of)

    def _writes(self) -> tuple[set[str], dict[str, int]]:
        """The months that lose an article, and for every article's id the write that its rows are taken from."""
        touched: set[str] = set()
        writes: dict[str, int] = {}
        for folder in _folders(self.path, _ARTICLES):
            for id_, source in _keys(self.path / folder, "article_id", "source"):
                if self.rows_of(source) == BEFORE:
                    writes[id_] = BEFORE
                else:
                    touched.add(folder.name)
        for folder in _folders(self.part, _ARTICLES):
            staged = _keys(self.part / folder, "article_id", "source", _WRITE)
            writes |= {id_: number for id_, source, number in staged if self.rows_of(source) == number}
        return touched, writes

    def _write(self, table: Table, folder: Path, write_of: Callable[[str], int | None]) -> None:
        """One file of what stays and what is new in a partition; none where nothing is left of an article's month."""
        pieces = (
            _kept(piece, table, write_of)
            for piece in chain(_pieces(self.path / folder), _pieces(self.part / folder))
        )
        groups = _groups(pieces)
        first = next(groups, None)
        if first is None and table in TABLES:
            return
        (self.new / folder).mkdir(parents=True)
        with pq.ParquetWriter(
            self.new / folder / f"{table.name}.parquet", _schema(table), compression="zstd"
        ) as file:
            for group in chain([first or _schema(table).empty_table()], groups):
                file.write_table(group)


def _month(article: Article) -> str:
    return f"month={article.published:%Y-%m}" if article.published else f"month={_UNKNOWN}"


def _by_month(table: Table, rows: pa.Table, months: Mapping[str, str]) -> Iterator[tuple[Path, pa.Table]]:
    """The rows by the folder they belong to."""
    if table not in TABLES:
        yield Path(table.name), rows
        return
    of_row = pa.array([months[id_] for id_ in rows["article_id"].to_pylist()], pa.string())
    for month in sorted(set(months.values())):
        if len(some := rows.filter(pc.equal(of_row, month))):
            yield Path(table.name, month), some


def _folders(root: Path, table: Table) -> set[Path]:
    """The partitions of a table, as paths below `root`."""
    return {path.relative_to(root) for path in (root / table.name).glob("month=*")}


def _keys(folder: Path, *columns: str) -> Iterator[tuple[Any, ...]]:
    for path in sorted(folder.glob("*.parquet")):
        rows = pq.read_table(path, columns=list(columns), partitioning=None)
        yield from zip(*(rows[name].to_pylist() for name in columns), strict=True)


def _pieces(folder: Path) -> Iterator[pa.Table]:
    """The rows of a folder's files, one row group at a time."""
    for path in sorted(folder.glob("*.parquet")):
        with pq.ParquetFile(path) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number)


def _kept(rows: pa.Table, table: Table, write_of: Callable[[str], int | None]) -> pa.Table:
    """The rows that come from the write that counts, in the table's columns; those that are missing are null."""
    keys = rows[table.columns[0].name].to_pylist()
    numbers = rows[_WRITE].to_pylist() if _WRITE in rows.column_names else repeat(BEFORE)
    counts = [write_of(key) == number for key, number in zip(keys, numbers, strict=False)]
    kept = rows.filter(pa.array(counts, pa.bool_()))
    columns = [
        kept[field.name] if field.name in kept.column_names else pa.nulls(len(kept), field.type)
        for field in _schema(table)
    ]
    return pa.Table.from_arrays(columns, schema=_schema(table))


def _groups(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The pieces put together to row groups, so that many small runs don't leave many small groups."""
    held: list[pa.Table] = []
    for piece in pieces:
        held.append(piece)
        if sum(map(len, held)) >= _GROUP:
            yield pa.concat_tables(held)
            held = []
    if any(map(len, held)):
        yield pa.concat_tables(held)


def _schema(table: Table) -> pa.Schema:
    return schema(table).with_metadata({_VERSION: str(SCHEMA_VERSION).encode()})


def _take_over(old: Path, new: Path) -> None:
    new.mkdir(parents=True)
    for path in old.iterdir():
        try:
            os.link(path, new / path.name)
        except OSError:  # no links on this file system
            shutil.copy2(path, new / path.name)
