"""Several targets as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from extract.errors import Failure
from extract.record import Record
from extract.storing.ledger import Copy, Entry
from extract.storing.sinks import Sink


class Several:
    """Many sinks that take the same batches; known is what all of them know alike.

    So a source that one target lacks, or has from another version, is read again and written to all.
    """

    def __init__(self, sinks: Sequence[Sink]) -> None:
        self._sinks = sinks

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """The entries that are the same in every target."""
        first, *others = (sink.known(sources) for sink in self._sinks)
        return {
            source: entry
            for source, entry in first.items()
            if all(other.get(source) == entry for other in others)
        }

    def sources(self) -> Iterator[str]:
        """The sources of any target, each once."""
        seen: set[str] = set()
        for sink in self._sinks:
            for source in sink.sources():
                if source not in seen:
                    seen.add(source)
                    yield source

    def copies(self) -> Iterator[tuple[str, str]]:
        """The copies of any target, each once."""
        yield from dict.fromkeys(copy for sink in self._sinks for copy in sink.copies())

    def write(
        self, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy] = ()
    ) -> Sequence[Failure]:
        """Store the batch in every target; of a source that several refuse the first refusal is returned."""
        refused: dict[str, Failure] = {}
        for sink in self._sinks:
            for failure in sink.write(records, failures, copies):
                refused.setdefault(failure.source, failure)
        return list(refused.values())

    def delete(self, sources: Iterable[str]) -> None:
        """Remove the sources from every target."""
        listed = list(sources)
        for sink in self._sinks:
            sink.delete(listed)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for sink in self._sinks:
                stack.enter_context(sink)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, traceback)
