"""What every target is to a run: a place that takes records and failures, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Protocol, Self

from extract.errors import Failure
from extract.record import Record


class Sink(Protocol):
    """A target that is open for writing; a context manager that finishes the target where no error came.

    `write` takes a batch whole or not at all and raises `StoringError` where the target refuses it.
    """

    def write(self, records: Sequence[Record], failures: Sequence[Failure]) -> None:
        """Store a batch of records and failures, replacing what the same sources gave before."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
