"""Records to files and databases, through one `Sink`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.errors import UsageError
from extract.storing.ledger import Entry, content_hash
from extract.storing.sinks import Sink

__all__ = ["Entry", "Sink", "content_hash", "open_sink", "open_sinks"]


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
