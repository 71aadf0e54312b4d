"""The batch: files in, records stored, every failure recorded.

>>> from extract.running import run
>>> run(["no/such.txt"], "-").failures
1
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

from extract.errors import Failure, UsageError
from extract.record import Record
from extract.running.batches import batches
from extract.running.engines import Build, Result, many_processes, one_process

__all__ = ["Summary", "run"]

Watch = Callable[["Summary", Result], None]


@dataclass(slots=True)
class Summary:
    """What a run did: counts, characters of the articles that gave records, and seconds of wall clock.

    `notices` counts what the reader remarked, by kind: duplicates, damaged characters, files left alone.
    """

    articles: int = 0
    organizations: int = 0
    quantities: int = 0
    dates: int = 0
    facts: int = 0
    failures: int = 0
    characters: int = 0
    seconds: float = 0.0
    notices: Counter[str] = field(default_factory=Counter)

    def add(self, records: Iterable[Record], failures: Iterable[Failure]) -> None:
        """Count a batch in."""
        for record in records:
            self.articles += 1
            self.organizations += len(record.organizations)
            self.quantities += len(record.quantities)
            self.dates += len(record.dates)
            self.facts += len(record.facts)
            self.characters += len(record.article.text)
        self.failures += sum(1 for _ in failures)


def default_extractor(register: str | Path | None = None) -> Callable[..., Record]:
    """The package's own extractor; a name, so that worker processes can build it."""
    from extract.pipeline import Extractor

    return Extractor.load(register=register)


def run(
    paths: Iterable[str | Path],
    target: str | Path = "extract.db",
    *,
    workers: int = 1,
    published: date | None = None,
    text_column: str | None = None,
    register: str | Path | None = None,
    build: Build | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Read every article under `paths`, extract its record and store it in `target`.

    `workers` processes share the work; the output is the same for any number of them. `published` is the day of
    articles that don't tell theirs, `text_column` the column of tables that holds the text, `register` a file of the
    user's own organizations: CSV, JSON Lines or SQLite. `build` makes another extractor than the package's own, in each
    process. `watch` is called after each stored batch with the summary so far and the batch's result. Raises
    `UsageError`, `LexiconError` (a wrong register) or `StoringError` where the run itself can't go on; what is wrong
    with one article becomes a failure in the target and is counted.
    """
    from extract.reading import Notice, log, read
    from extract.storing import open_sink

    if workers < 1:
        raise UsageError(f"workers must be 1 or more, not {workers}")
    started, summary = perf_counter(), Summary()
    build = build or partial(default_extractor, register)

    def noted(notice: Notice) -> None:
        summary.notices[notice.kind] += 1
        log(notice)

    work = batches(read(paths, published=published, text_column=text_column, notify=noted))
    with open_sink(target) as sink:
        results = one_process(build, work) if workers == 1 else many_processes(build, work, workers)
        for result in results:
            sink.write(result.records, result.failures)
            summary.add(result.records, result.failures)
            summary.seconds = perf_counter() - started
            if watch:
                watch(summary, result)
    summary.seconds = perf_counter() - started
    return summary
