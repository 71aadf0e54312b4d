"""JSON lines: a record a line, plain or gzipped; failures and copies in files beside it.

The file is its own ledger: a record holds its article, from which the content's hash follows, and what extracted it. New
and changed records come behind those that stay, so a file that is written at once is in the order of the inputs.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self, TextIO, cast

from pydantic_core import from_json

from extract.errors import Failure, StoringError
from extract.record import SCHEMA_VERSION, Article, Provenance, Record
from extract.storing.ledger import FAILED, Copy, Entry, content_hash
from extract.storing.staging import BEFORE, StagedSink


class StreamSink:
    """Standard output: records as they come. Failures have no place there; the run reports them on its own."""

    def __init__(self, name: str = "-", stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """Nothing: a stream remembers nothing."""
        return {}

    def sources(self) -> Iterator[str]:
        """None."""
        return iter(())

    def copies(self) -> Iterator[tuple[str, str]]:
        """None."""
        return iter(())

    def write(
        self, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy] = ()
    ) -> Sequence[Failure]:
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


class JsonlSink(StagedSink):
    """`NAME.jsonl` or `NAME.jsonl.gz` with the records.

    `NAME.failures.jsonl` has the failures, `NAME.copies.jsonl` the copies, where there are any.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        stem = self.path.name.removesuffix(".gz").removesuffix(".jsonl")
        self._beside, self._beside_copies = (
            self.path.with_name(f"{stem}.{what}.jsonl") for what in ("failures", "copies")
        )

    def _read(self) -> dict[str, Entry]:
        self._before: list[str] = []  # the sources, line by line
        entries: dict[str, Entry] = {}
        if self.path.exists():
            with self._opened(self.path, "rb") as file:
                for line in file:
                    source, entry = self._entry(line)
                    self._before.append(source)
                    entries[source] = entry
        self._failures = {row["source"]: Failure(**row) for row in _rows(self._beside)}
        copies = [
            Copy(**row) for row in _rows(self._beside_copies)
        ]  # a crash may leave some of articles to come
        founded = {copy.source: copy.entry for copy in copies if copy.of in entries}
        return entries | dict.fromkeys(self._failures, FAILED) | founded

    def _entry(self, line: bytes) -> tuple[str, Entry]:
        try:
            row = from_json(line)
            version = row["schema_version"]
            article, made = (
                Article.model_validate(row["article"]),
                Provenance.model_validate(row["extractor"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            where = f"line {len(self._before) + 1} is no record"
            raise StoringError(f"{self.path} is no file of records: {where}; nothing was changed") from error
        if version != SCHEMA_VERSION:
            raise StoringError(
                f"{self.path} has records of version {version}, this one writes {SCHEMA_VERSION}"
            )
        return article.source, Entry(content_hash(article), made.version, made.model, "stored")

    def _begin(self) -> None:
        self._staged: list[tuple[int, str]] = []  # number and source, line by line
        self._file = self._opened(self.part, "wb")

    def _stage(
        self, number: int, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy]
    ) -> None:
        self._file.writelines(record.to_json().encode() + b"\n" for record in records)
        self._staged += [(number, record.article.source) for record in records]
        given = [record.article.source for record in records] + [copy.source for copy in copies]
        for source in (*given, *(failure.source for failure in failures)):
            self._failures.pop(source, None)
        self._failures |= {failure.source: failure for failure in failures}

    def delete(self, sources: Iterable[str]) -> None:
        """Leave these sources out of the file that is to be."""
        listed = list(sources)
        super().delete(listed)
        for source in listed:
            self._failures.pop(source, None)

    def _end(self) -> None:
        self._file.close()

    def _merge(self) -> None:
        _write(self._beside, map(asdict, self._failures.values()))
        copies = (
            Copy(source, entry.content or "", entry.copy_of)
            for source, entry in self._entries.items()
            if entry.copy_of
        )
        _write(self._beside_copies, (copy._asdict() for copy in copies))
        places = [(BEFORE, source) for source in self._before], self._staged
        if not self._before and all(self.rows_of(source) == number for number, source in self._staged):
            self.part.rename(self.new)
            return
        with self._opened(self.new, "wb") as new:
            for path, lines in zip((self.path, self.part), places, strict=True):
                if lines:
                    with self._opened(path, "rb") as file:
                        for (number, source), line in zip(lines, file, strict=True):
                            if self.rows_of(source) == number:
                                new.write(line)

    def _opened(self, path: Path, mode: Literal["rb", "wb"]) -> IO[bytes]:
        file = path.open(mode)
        if self.path.suffix != ".gz":
            return file
        zipped = gzip.GzipFile(
            "", mode, fileobj=file, mtime=0
        )  # without a name and a time: the same bytes each time
        zipped.myfileobj = cast(Any, file)  # closed along
        return cast(IO[bytes], zipped)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        yield from map(json.loads, path.read_text("utf-8").split("\n")[:-1])


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """A line each; no file where there are none."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    if lines:
        path.write_text("".join(lines), "utf-8")
    else:
        path.unlink(missing_ok=True)
