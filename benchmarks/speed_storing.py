"""What storing costs: each target's share of a run, and PostgreSQL's way beside the usual one.

    python benchmarks/speed_storing.py PATH... [--articles 1000] [--batch 250] [--model default]

PATH are articles as the product reads them. Batch by batch, in turn, the records are extracted (one process), written
to a new target of each kind, and upserted into a second PostgreSQL database by `executemany` with `ON CONFLICT`; then all
is written once more, which replaces every row. So whatever else the machine does falls on all alike. PostgreSQL is
a server of its own that waits for the disk at each commit, as in use. Both of its ways are also tried without foreign
keys, whose checks are row by row and cost both the same, and the usual one with a transaction for each article too.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

import psycopg
from postgresql_server import PostgresqlServer, server

from extract import Article, Extractor, Record, read
from extract.storing import Sink, open_sink
from extract.storing.ddl import Dialect, create, quoted
from extract.storing.postgresql import PostgresqlSink
from extract.storing.rows import batch_rows
from extract.storing.tables import Table

Write = Callable[[Sequence[Record]], object]
FILES = ("x.db", "x.duckdb", "x.jsonl", "x.jsonl.gz", "x.csv", "x.parquet")
COPY, UPSERT, WITHOUT = "postgresql", "executemany, ON CONFLICT", ", no foreign keys"
SINGLY = f"{UPSERT}, article by article"


class Clock:
    """Seconds by name: of the wall, and of the processors, of this process and the server."""

    def __init__(self, running: PostgresqlServer) -> None:
        self._server = running
        self.wall: dict[str, float] = defaultdict(float)
        self.processors: dict[str, float] = defaultdict(float)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        wall, processors = perf_counter(), self._processors()
        yield
        self.wall[name] += perf_counter() - wall
        self.processors[name] += self._processors() - processors

    def _processors(self) -> float:
        return process_time() + self._server.cpu_seconds()


class Unreferenced(PostgresqlSink):
    """The same tables without foreign keys."""

    dialect = replace(PostgresqlSink.dialect, references=False)


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        running = stack.enter_context(server(durable=True))
        targets = {name: str(folder / name) for name in FILES} | {COPY: running.new_database()}
        databases = [running.new_database() for _ in range(4)]
        first, again = Clock(running), Clock(running)
        records = _first(options, targets, databases, first)
        _again(records, options.batch, targets, databases, again)
        _print(records, first, again)
        _print_known([record.article.source for record in records], targets)
    return 0


def _first(
    options: argparse.Namespace, targets: dict[str, str], databases: Sequence[str], clock: Clock
) -> list[Record]:
    """Every batch extracted and written to every target in turn."""
    extract = Extractor.load(options.model)
    records: list[Record] = []
    with _writers(targets, databases, clock) as writers:
        for batch in _batches(options):
            with clock("extracting"):
                found = list(extract.pipe(batch))
            records += found
            for name, write in writers.items():
                with clock(name):
                    write(found)
    return records


def _again(
    records: list[Record], size: int, targets: dict[str, str], databases: Sequence[str], clock: Clock
) -> None:
    """All written once more."""
    with _writers(targets, databases, clock) as writers:
        for start in range(0, len(records), size):
            for name, write in writers.items():
                with clock(name):
                    write(records[start : start + size])


@contextmanager
def _writers(targets: dict[str, str], databases: Sequence[str], clock: Clock) -> Iterator[dict[str, Write]]:
    """What writes to each target; opening and closing them is on their clocks too."""
    unreferenced, upserted, both, single = databases
    sinks: dict[str, Sink] = {name: open_sink(target) for name, target in targets.items()}
    sinks[COPY + WITHOUT] = Unreferenced(unreferenced)
    for name, sink in sinks.items():
        with clock(name):
            sink.__enter__()
    with (
        _upserting(upserted, PostgresqlSink.dialect) as upsert,
        _upserting(both, Unreferenced.dialect) as upsert_unreferenced,
        _upserting(single, PostgresqlSink.dialect) as upsert_one,
    ):
        yield {name: lambda records, sink=sink: sink.write(records, []) for name, sink in sinks.items()} | {
            UPSERT: upsert,
            UPSERT + WITHOUT: upsert_unreferenced,
            SINGLY: lambda records: [upsert_one([record]) for record in records],
        }
    for name, sink in sinks.items():
        with clock(name):
            sink.__exit__(None, None, None)


@contextmanager
def _upserting(address: str, dialect: Dialect) -> Iterator[Write]:
    """The usual way: the same tables, keys and indexes, every row inserted or updated by `executemany`."""
    with psycopg.connect(address, autocommit=True) as database:
        if not database.execute("SELECT to_regclass('articles')").fetchone()[0]:  # type: ignore[index]
            for statement in create(dialect):
                database.execute(statement.encode())

        def write(records: Sequence[Record]) -> None:
            with database.transaction(), database.cursor() as cursor:
                for table, rows in batch_rows(records, [], datetime.now(UTC)):
                    cursor.executemany(_upsert(table).encode(), rows)

        yield write


def _upsert(table: Table) -> str:
    names = [column.name for column in table.columns]
    marks = ", ".join(["%s"] * len(names))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in table.key)
    return (
        f"INSERT INTO {table.name} ({quoted(names)}) VALUES ({marks})"
        f" ON CONFLICT ({quoted(table.key)}) DO UPDATE SET {changes}"
    )


def _batches(options: argparse.Namespace) -> Iterator[list[Article]]:
    articles = islice((item for item in read(options.paths) if isinstance(item, Article)), options.articles)
    while batch := list(islice(articles, options.batch)):
        yield batch


def _print(records: list[Record], first: Clock, again: Clock) -> None:
    characters = sum(len(record.article.text) for record in records)
    whole = first.processors["extracting"]
    print(f"{len(records)} articles, {characters} characters, extracted in {whole:.1f} s of one processor")
    print(f"{'':42} {'wall s':>8} {'CPU s':>8} {'of a run':>9} {'replacing: wall s':>18} {'CPU s':>8}")
    for name in (name for name in first.wall if name != "extracting"):
        share = first.processors[name] / (first.processors[name] + whole)
        print(
            f"{name:42} {first.wall[name]:8.2f} {first.processors[name]:8.2f} {share:9.2%}"
            f" {again.wall[name]:18.2f} {again.processors[name]:8.2f}"
        )
    for what, clock in (("new rows", first), ("replacing", again)):
        for ours, usual in ((COPY, UPSERT), (COPY + WITHOUT, UPSERT + WITHOUT), (COPY, SINGLY)):
            wall, processors = (seconds[usual] / seconds[ours] for seconds in (clock.wall, clock.processors))
            print(f"{COPY} beside {usual}, {what}: {wall:.1f} times by the wall, {processors:.1f} by CPU")


def _print_known(sources: list[str], targets: dict[str, str]) -> None:
    for name, target in targets.items():
        started = perf_counter()
        with open_sink(target) as sink:
            for start in range(0, len(sources), 250):
                sink.known(sources[start : start + 250])
        seconds = perf_counter() - started
        print(f"{name:26} opened and asked for all in {seconds:.3f} s")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--model", default="default", choices=("default", "fast", "none"))
    parser.add_argument("--batch", type=int, default=250)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
