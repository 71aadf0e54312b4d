"""Records to files and databases, through one `Sink`."""

from __future__ import annotations

from pathlib import Path

from extract.errors import UsageError
from extract.storing.sinks import Sink

__all__ = ["Sink", "open_sink"]


def open_sink(target: str | Path) -> Sink:
    """The sink that `target` names: `-`, `FILE.jsonl`, `FILE.db` or `sqlite:///FILE`.

    Raises `UsageError` for a target that no sink knows.

    >>> open_sink("out.xlsx")
    Traceback (most recent call last):
    extract.errors.UsageError: out.xlsx: no such target; use FILE.jsonl, FILE.db or - for standard output
    """
    name = str(target)
    if name == "-":
        from extract.storing.jsonl import StreamSink

        return StreamSink()
    path = Path(name.removeprefix("sqlite:///"))
    if name.startswith("sqlite:///") or path.suffix in (".db", ".sqlite", ".sqlite3"):
        from extract.storing.sqlite import SqliteSink

        return SqliteSink(path)
    if path.suffix == ".jsonl":
        from extract.storing.jsonl import JsonlSink

        return JsonlSink(path)
    raise UsageError(f"{name}: no such target; use FILE.jsonl, FILE.db or - for standard output")
