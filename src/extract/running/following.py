"""Waiting for what arrives in folders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event

from extract.errors import UsageError

_QUIET, _LONGEST = 200, 2_000
"""Milliseconds without a change after which a change is told, and after which it is told in any case."""


def arrivals(
    paths: Iterable[str | Path], targets: Sequence[str | Path], stop: Event | None = None
) -> Iterator[None]:
    """Yields once now, and again whenever something other than the targets has changed under `paths`.

    What changes while the caller is at work isn't missed. Ends when `stop` is set. Raises `UsageError` for a path
    that isn't there: only what exists can be followed.
    """
    from watchfiles import watch

    listed = [Path(path) for path in paths]
    for path in listed:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder to watch")
    ours = _part_of(targets)
    first = True
    for changes in watch(
        *listed,
        watch_filter=lambda _, path: not ours(path),
        debounce=_LONGEST,
        step=_QUIET,
        rust_timeout=100,
        yield_on_timeout=True,
        stop_event=stop,
    ):
        if first or changes:
            first = False
            yield None


def _part_of(targets: Sequence[str | Path]) -> Callable[[str], bool]:
    """Whether a path is a target, lies in it, or beside it under a name that begins with its own.

    >>> ours = _part_of(["/news/extract.db", "/news/tables.csv", "/news/x.jsonl.gz"])
    >>> [ours(f"/news/{name}") for name in ("extract.db-wal", "tables.csv/facts.csv", "x.copies.jsonl", "a.txt")]
    [True, True, True, False]
    """
    names = [str(Path(str(target).removeprefix("sqlite:///")).absolute()) for target in targets]
    stems = [name.removesuffix(".gz").removesuffix(".jsonl") for name in names if ".jsonl" in name]
    names += [f"{stem}.{what}.jsonl" for stem in stems for what in ("failures", "copies")]
    beside = tuple(name + mark for name in names for mark in ("-", ".", "/"))
    return lambda path: path in names or path.startswith(beside)
