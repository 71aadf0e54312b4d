"""What targets of files have in common: rows staged beside the target, then put in its place as a whole.

`NAME.part` holds what a run has staged, `NAME.new` the target to be, `NAME.old` the one that was; all three are gone
when the run ends, and what a crash leaves of them is cleared away, or brought to its end, when the target is next opened.
"""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing.ledger import Entry, content_hash

BEFORE, _GONE = 0, -1


class StagedSink(ABC):
    """A file or folder whose ledger is held in memory while it is open.

    Every write has a number, from 1; what the target held before has 0. `rows_of` and `notes_of` tell which write a
    source's rows, and its failure and ledger entry, are to be taken from.
    """

    def __init__(self, name: str) -> None:
        self.path = Path(name)
        self.part, self.new, self.old = (
            self.path.with_name(f"{self.path.name}.{end}") for end in ("part", "new", "old")
        )

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """The ledger's entries of those of `sources` that it has."""
        return {source: self._entries[source] for source in sources if source in self._entries}

    def sources(self) -> Iterator[str]:
        """All sources, in the order in which they came into the target."""
        return iter(list(self._entries))

    def write(self, records: Sequence[Record], failures: Sequence[Failure]) -> Sequence[Failure]:
        """Stage a batch; files refuse nothing."""
        failed = {failure.source: failure for failure in failures}
        latest = {record.article.source: record for record in records if record.article.source not in failed}
        self._number += 1
        with self._errors():
            self._stage(self._number, list(latest.values()), list(failed.values()))
        for source, record in latest.items():
            made = record.extractor
            self._entries[source] = Entry(content_hash(record.article), made.version, made.model, "stored")
            self._rows[source] = self._notes[source] = self._number
        for source in failed:
            self._entries[source] = Entry(None, None, None, "failed")
            self._notes[source] = self._number
        return []

    def delete(self, sources: Iterable[str]) -> None:
        """Leave these sources out of the target that is to be."""
        for source in sources:
            if self._entries.pop(source, None):
                self._rows[source] = self._notes[source] = _GONE

    def rows_of(self, source: str) -> int:
        """The number of the write that gave the source's record."""
        return self._rows.get(source, BEFORE)

    def notes_of(self, source: str) -> int:
        """The number of the write that gave the source's failure and ledger entry."""
        return self._notes.get(source, BEFORE)

    def __enter__(self) -> Self:
        self._number = 0
        self._rows: dict[str, int] = {}
        self._notes: dict[str, int] = {}
        with self._errors():
            self._recover()
            self._entries = self._read()
            self._begin()
            self._lock = _locked(self.part)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            with self._errors():
                self._end()
                if kind is None and (self._notes or not self.path.exists()):
                    self._merge()
                    self._swap()
        finally:
            os.close(self._lock)
            _remove(self.part)
            _remove(self.new)

    def _recover(self) -> None:
        """Clear what a crash left. Where the old target was already moved aside the new one is whole: it goes in place."""
        if self.part.exists():
            try:
                os.close(_locked(self.part))
            except BlockingIOError as error:
                raise StoringError(f"{self.path} can't be written: another run is writing it") from error
        if self.old.exists() and not self.path.exists():
            (self.new if self.new.exists() else self.old).rename(self.path)
        for left in (self.part, self.new, self.old):
            _remove(left)

    def _swap(self) -> None:
        """Put the new target in the old one's place; of a folder there is an instant without either."""
        for written in [self.new, *self.new.rglob("*")]:
            _sync(written)
        if self.path.is_dir():
            self.path.rename(self.old)
        self.new.replace(self.path)
        _sync(self.path.parent)
        _remove(self.old)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoringError(f"{self.path} can't be written: {error.strerror or error}") from error

    @abstractmethod
    def _read(self) -> dict[str, Entry]:
        """The ledger of the target as it is, empty where there is none; raises `StoringError` where it is none of ours."""

    @abstractmethod
    def _begin(self) -> None:
        """Open the stage."""

    @abstractmethod
    def _stage(self, number: int, records: Sequence[Record], failures: Sequence[Failure]) -> None: ...

    @abstractmethod
    def _end(self) -> None:
        """Close the stage."""

    @abstractmethod
    def _merge(self) -> None:
        """Write `new` from what the target holds and what is staged."""


def _locked(path: Path) -> int:
    """A handle that holds the only lock on a file or folder; raises `BlockingIOError` where another process has it."""
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
