"""What storing costs: each target's share of a run, and PostgreSQL's way beside the usual one.

    python benchmarks/speed_storing.py PATH... [--articles 1000] [--batch 250]

PATH are articles as the product reads them. Batch by batch, in turn, the records are extracted (one process), written
to a new target of each kind, and upserted into a second PostgreSQL database by `executemany` with `ON CONFLICT`; then all
is written once more, which replaces every row. So whatever else the machine does falls on all alike. PostgreSQL is
a server of its own that waits for the disk at each commit, as in use.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter

import psycopg
from postgresql_server import server

from extract import Article, Extractor, Record, read
from extract.storing import Sink, open_sink
from extract.storing.ddl import create, quoted
from extract.storing.postgresql import PostgresqlSink
from extract.storing.rows import batch_rows
from extract.storing.tables import Table

Seconds = dict[str, float]
Write = Callable[[Sequence[Record]], object]
FILES = ("x.db", "x.duckdb", "x.jsonl", "x.jsonl.gz", "x.csv", "x.parquet")
UPSERT = "executemany, ON CONFLICT"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        running = stack.enter_context(server(durable=True))
        targets = {name: str(folder / name) for name in FILES} | {"postgresql": running.new_database()}
        records, first = _first(options, targets, running.new_database())
        again = _again(records, options.batch, targets, running.new_database())
        _print(records, first, again)
        _print_known([record.article.source for record in records], targets)
    return 0


def _first(
    options: argparse.Namespace, targets: dict[str, str], upserted: str
) -> tuple[list[Record], Seconds]:
    """Every batch extracted and written to every target in turn."""
    extract = Extractor()
    seconds: Seconds = defaultdict(float)
    records: list[Record] = []
    with _writers(targets, upserted, seconds) as writers:
        for batch in _batches(options):
            with _clock(seconds, "extracting"):
                found = [extract(article) for article in batch]
            records += found
            for name, write in writers.items():
                with _clock(seconds, name):
                    write(found)
    return records, seconds


def _again(records: list[Record], size: int, targets: dict[str, str], upserted: str) -> Seconds:
    """All written once more; the upserted database is filled first."""
    seconds: Seconds = defaultdict(float)
    with _upserting(upserted) as write:
        write(records)
    with _writers(targets, upserted, seconds) as writers:
        for start in range(0, len(records), size):
            for name, write in writers.items():
                with _clock(seconds, name):
                    write(records[start : start + size])
    return seconds


@contextmanager
def _writers(targets: dict[str, str], upserted: str, seconds: Seconds) -> Iterator[dict[str, Write]]:
    """What writes to each target; opening and closing them is on their clocks too."""
    sinks: dict[str, Sink] = {}
    for name, target in targets.items():
        with _clock(seconds, name):
            sinks[name] = open_sink(target).__enter__()
    with _upserting(upserted) as upsert:
        yield {name: lambda records, sink=sink: sink.write(records, []) for name, sink in sinks.items()} | {
            UPSERT: upsert
        }
    for name, sink in sinks.items():
        with _clock(seconds, name):
            sink.__exit__(None, None, None)


@contextmanager
def _upserting(address: str) -> Iterator[Write]:
    """The usual way: the same tables, keys and indexes, every row inserted or updated by `executemany`."""
    with psycopg.connect(address, autocommit=True) as database:
        if not database.execute("SELECT to_regclass('articles')").fetchone()[0]:  # type: ignore[index]
            for statement in create(PostgresqlSink.dialect):
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


@contextmanager
def _clock(seconds: Seconds, name: str) -> Iterator[None]:
    started = perf_counter()
    yield
    seconds[name] += perf_counter() - started


def _batches(options: argparse.Namespace) -> Iterator[list[Article]]:
    articles = islice((item for item in read(options.paths) if isinstance(item, Article)), options.articles)
    while batch := list(islice(articles, options.batch)):
        yield batch


def _print(records: list[Record], first: Seconds, again: Seconds) -> None:
    extracting = first["extracting"]
    characters = sum(len(record.article.text) for record in records)
    print(f"{len(records)} articles, {characters} characters, extracted in {extracting:.1f} s by one process")
    print(f"{'':26} {'s':>8} {'of a run':>9} {'replacing, s':>13}")
    for name in (*FILES, "postgresql", UPSERT):
        share = first[name] / (first[name] + extracting)
        print(f"{name:26} {first[name]:8.2f} {share:9.2%} {again[name]:13.2f}")
    for what, seconds in (("new rows", first), ("replacing", again)):
        print(f"postgresql is {seconds[UPSERT] / seconds['postgresql']:.1f} times {UPSERT} ({what})")


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
    parser.add_argument("--batch", type=int, default=250)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
