"""What a target holds, read with the tools that its users have, and what it has to hold."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.errors import Failure
from extract.record import Record, plain
from extract.storing import Copy
from extract.storing.ddl import quoted
from extract.storing.rows import batch_rows
from extract.storing.tables import ALL, LEDGER, Row, Table

Contents = dict[str, list[Row]]


def expected(
    records: Iterable[Record], failures: Iterable[Failure] = (), copies: Iterable[Copy] = ()
) -> Contents:
    """What a target has to hold."""
    return _canonical(_told(list(records), list(failures), list(copies)))


def contents(target: str) -> Contents:
    """What a target does hold, every table's rows in one order, values as Python's; when is left out."""
    if target.startswith("postgresql:"):
        return _canonical(_postgresql(target))
    end = target.removesuffix(".gz").rsplit(".")[-1]
    readers = {"db": _sqlite, "duckdb": _duckdb, "csv": _csv, "parquet": _parquet, "jsonl": _jsonl}
    return _canonical(readers[end](Path(target)))


def _canonical(tables: Iterable[tuple[Table, Iterable[Row]]]) -> Contents:
    return {
        table.name: sorted(
            (
                tuple(_value(column, cell) for column, cell in zip(table.columns, row, strict=True))
                for row in rows
            ),
            key=repr,
        )
        for table, rows in tables
    }


def _value(column: Any, cell: Any) -> Any:
    if column.type == "instant":
        return "when"
    if cell is None or (cell == "" and not column.required):
        return None
    if column.type == "json":
        return json.loads(cell) if isinstance(cell, str) else cell
    if column.type == "numeric":
        return plain(Decimal(str(cell)))
    if column.type == "date":
        return date.fromisoformat(str(cell))
    return float(cell) if column.type == "real" else int(cell) if column.type == "integer" else str(cell)


def _select(table: Table) -> str:
    return f"SELECT {quoted(_names(table))} FROM {table.name}"


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _sqlite(path: Path) -> Iterator[tuple[Table, list[Row]]]:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ALL:
            yield table, database.execute(_select(table)).fetchall()


def _duckdb(path: Path) -> Iterator[tuple[Table, list[Row]]]:
    import duckdb

    with duckdb.connect(str(path)) as database:
        for table in ALL:
            yield table, database.execute(_select(table)).fetchall()


def _postgresql(address: str) -> Iterator[tuple[Table, list[Row]]]:
    import psycopg

    with psycopg.connect(address) as database:
        for table in ALL:
            yield table, database.execute(_select(table)).fetchall()


def _csv(path: Path) -> Iterator[tuple[Table, list[Row]]]:
    csv.field_size_limit(sys.maxsize)
    for table in ALL:
        with (path / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == _names(table)
        yield table, [tuple(row) for row in rows]


def _parquet(path: Path) -> Iterator[tuple[Table, list[Row]]]:
    import pyarrow as pa
    import pyarrow.dataset

    months = pyarrow.dataset.partitioning(pa.schema([("month", pa.string())]), flavor="hive")
    for table in ALL:
        names = _names(table)
        if not (path / table.name).exists():
            yield table, []
            continue
        found = pyarrow.dataset.dataset(path / table.name, partitioning=months).to_table(columns=names)
        yield table, list(zip(*(found[name].to_pylist() for name in names), strict=True))


def _jsonl(path: Path) -> Iterator[tuple[Table, list[Row]]]:
    """Records say all but the ledger, which is what they and the failures say."""
    lines = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    records = [Record.from_json(line) for line in lines.decode().split("\n")[:-1]]
    failures, copies = (_beside(path, what) for what in ("failures", "copies"))
    yield from _told(records, [Failure(**row) for row in failures], [Copy(**row) for row in copies])


def _beside(path: Path, what: str) -> list[dict[str, Any]]:
    file = path.with_name(f"{path.name.removesuffix('.gz').removesuffix('.jsonl')}.{what}.jsonl")
    return list(map(json.loads, file.read_text("utf-8").split("\n")[:-1])) if file.exists() else []


def _told(
    records: list[Record], failures: list[Failure], copies: list[Copy]
) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of these; of a record that stays though its source failed later, the ledger tells the failure only."""
    failed = {failure.source for failure in failures}
    for table, rows in batch_rows(records, failures, datetime.now(UTC), copies):
        yield (
            table,
            [row for row in rows if table is not LEDGER or row[4] == "failed" or row[0] not in failed],
        )
