"""What targets of files have in common: rows staged beside the target, then put in its place as a whole.

`NAME.part` holds what a run has staged, `NAME.new` the target to be, `NAME.old` the one that was; all three are gone
when the run ends, and what a crash leaves of them is cleared away, or brought to its end, when the target is next opened.
"""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing.ledger import FAILED, Copy, Entry, stored

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

    def copies(self) -> Iterator[tuple[str, str]]:
        """The copies, article by article."""
        return ((source, of) for of, sources in list(self._copies.items()) for source in list(sources))

    def write(
        self, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy] = ()
    ) -> Sequence[Failure]:
        """Stage a batch; files refuse nothing."""
        failed = {failure.source: failure for failure in failures}
        latest = {record.article.source: record for record in records if record.article.source not in failed}
        entries = {source: stored(record) for source, record in latest.items()}
        copied = {copy.source: copy for copy in copies if copy.source not in {*entries, *failed}}
        copied = {
            source: copy
            for source, copy in copied.items()
            if copy.of not in copied and self._is_stored(copy.of, entries)
        }
        self._number += 1
        with self._errors():
            self._stage(self._number, list(latest.values()), list(failed.values()), list(copied.values()))
        entries |= {source: copy.entry for source, copy in copied.items()}
        for source, entry in entries.items():
            self._enter(source, entry)
            self._rows[source] = self._number
        for source in failed:
            self._enter(source, FAILED)
        return []

    def _is_stored(self, source: str, entries: Mapping[str, Entry]) -> bool:
        entry = entries.get(source) or self._entries.get(source)
        return entry is not None and entry.outcome == "stored"

    def _enter(self, source: str, entry: Entry) -> None:
        """Put a source into the ledger, and drop the copies of what it gave before."""
        before = self._entries.get(source)
        if before and entry.outcome != "failed" and entry.content != before.content:
            self._forget_copies(source)
        self._note(source, entry)
        self._notes[source] = self._number

    def _note(self, source: str, entry: Entry | None) -> None:
        """Put the entry, or none, in the place of the one before."""
        before = self._entries.pop(source, None)
        if before and before.copy_of:
            self._copies[before.copy_of].discard(source)
        if entry:
            self._entries[source] = entry
            if entry.copy_of:
                self._copies[entry.copy_of].add(source)

    def _forget_copies(self, source: str) -> None:
        for copy in list(self._copies.pop(source, ())):
            self.delete([copy])

    def delete(self, sources: Iterable[str]) -> None:
        """Leave these sources out of the target that is to be."""
        for source in sources:
            if source in self._entries:
                self._forget_copies(source)
                self._note(source, None)
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
            self._entries: dict[str, Entry] = {}
            self._copies: defaultdict[str, set[str]] = defaultdict(set)
            for source, entry in self._read().items():
                self._note(source, entry)
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
    def _stage(
        self, number: int, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy]
    ) -> None: ...

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
