"""JSON lines: a record a line, in the order of the inputs; failures in a file beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing.ledger import Entry


class StreamSink:
    """Standard output: records as they come. Failures have no place there; the run reports them on its own."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """Nothing: a stream remembers nothing."""
        return {}

    def sources(self) -> Iterator[str]:
        """None."""
        return iter(())

    def write(self, records: Sequence[Record], failures: Sequence[Failure]) -> Sequence[Failure]:
        """Write the records, a line each."""
        self._stream.writelines(record.to_json() + "\n" for record in records)
        return []

    def delete(self, sources: Iterable[str]) -> None:
        """Nothing: what is written stays written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stream.flush()


class JsonlSink:
    """A file of JSON lines, written under another name and renamed when it is whole.

    `out.jsonl` holds the records; `out.failures.jsonl`, written only where there are any, the failures. A run that
    breaks off leaves an earlier `out.jsonl` as it was.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(path.name + ".part")
        self._failures: list[Failure] = []

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """Nothing as yet."""
        return {}

    def sources(self) -> Iterator[str]:
        """None as yet."""
        return iter(())

    def write(self, records: Sequence[Record], failures: Sequence[Failure]) -> Sequence[Failure]:
        """Write the records, a line each, and keep the failures for the end."""
        self._file.writelines(record.to_json() + "\n" for record in records)
        self._failures += failures
        return []

    def delete(self, sources: Iterable[str]) -> None:
        """Nothing as yet."""

    def __enter__(self) -> Self:
        try:
            self._file = self._part.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise StoringError(f"{self.path} can't be written: {error.strerror}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()
        if kind is not None:
            self._part.unlink(missing_ok=True)
            return
        self._part.replace(self.path)
        beside = self.path.with_name(self.path.stem + ".failures.jsonl")
        if self._failures:
            lines = (json.dumps(asdict(failure), ensure_ascii=False) + "\n" for failure in self._failures)
            beside.write_text("".join(lines), "utf-8")
        else:
            beside.unlink(missing_ok=True)
