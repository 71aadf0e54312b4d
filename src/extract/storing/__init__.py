"""Records to files and databases, through one `Sink`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from extract.errors import UsageError
from extract.storing.ledger import Copy, Entry, content_hash
from extract.storing.sinks import Sink

_SINKS = (
    ("(?P<name>-)", "jsonl:StreamSink", ""),
    ("(?P<name>postgres(ql)?://.*)", "postgresql:PostgresqlSink", "postgresql"),
    ("sqlite:///(?P<name>.+)", "sqlite:SqliteSink", ""),
    (r"(?P<name>.+\.(db|sqlite|sqlite3))", "sqlite:SqliteSink", ""),
    (r"(?P<name>.+\.duckdb)", "duckdb:DuckdbSink", "duckdb"),
    (r"(?P<name>.+\.csv)/?", "csv:CsvSink", ""),
    (r"(?P<name>.+\.parquet)/?", "parquet:ParquetSink", "parquet"),
    (r"(?P<name>.+\.jsonl(\.gz)?)", "jsonl:JsonlSink", ""),
)
"""What a target looks like, the sink for it, and the extra of the package that the sink needs."""

__all__ = ["Copy", "Entry", "Sink", "content_hash", "open_sink", "open_sinks"]


def open_sinks(targets: Sequence[str | Path]) -> Sink:
    """One sink that writes to all `targets`.

    >>> open_sinks([])
    Traceback (most recent call last):
    extract.errors.UsageError: no target was given
    """
    from extract.storing.several import Several

    if not targets:
        raise UsageError("no target was given")
    sinks = [open_sink(target) for target in dict.fromkeys(map(str, targets))]
    return sinks[0] if len(sinks) == 1 else Several(sinks)


def open_sink(target: str | Path) -> Sink:
    """The sink that `target` names: `-`, a file or folder by its ending, or the address of a database.

    Raises `UsageError` for a target that no sink knows, or whose library isn't installed.

    >>> open_sink("out.xlsx")
    Traceback (most recent call last):
    extract.errors.UsageError: out.xlsx: no such target; use NAME with .db, .duckdb, .jsonl, .jsonl.gz, .csv or .parquet,
        postgresql://..., or - for standard output
    """
    name = str(target)
    for pattern, home, extra in _SINKS:
        if found := re.fullmatch(pattern, name):
            return _imported(home, extra, name)(found["name"])
    known = "NAME with .db, .duckdb, .jsonl, .jsonl.gz, .csv or .parquet, postgresql://..., or - for standard output"
    raise UsageError(f"{name}: no such target; use {known}")


def _imported(home: str, extra: str, target: str) -> Callable[[str], Sink]:
    module, sink = home.split(":")
    try:
        made: Callable[[str], Sink] = getattr(import_module(f"extract.storing.{module}"), sink)
    except ImportError as error:
        raise UsageError(f"{target} needs more: pip install 'extract[{extra}]' ({error})") from error
    return made
