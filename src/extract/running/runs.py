"""One run: what is new is read, extracted by an engine and stored; then, if so asked, what is gone is dropped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from extract.errors import Failure, UsageError
from extract.record import Article, Record
from extract.running.batches import batches
from extract.running.engines import Build, Engine, InProcess, Result
from extract.running.novelty import Novelty
from extract.running.summary import Summary
from extract.storing.interrupts import deferred

if TYPE_CHECKING:
    from extract.organizations import Model
    from extract.reading import Notice, Repeated
    from extract.storing import Copy, Sink

Watch = Callable[[Summary, Result], None]
TIME_LIMIT = 300.0
"""Seconds for one article: a hundred times what the longest press article takes on a slow machine."""


def default_extractor(
    model: Model | None = None, register: str | Path | None = None
) -> Callable[[Article], Record]:
    """The package's own extractor; a name, so that worker processes can build it."""
    from extract.organizations import DEFAULT
    from extract.pipeline import Extractor

    return Extractor.load(model or DEFAULT, register)


def run(
    paths: Iterable[str | Path],
    target: str | Path | Sequence[str | Path] = "extract.db",
    *,
    published: date | None = None,
    text_column: str | None = None,
    model: Model | None = None,
    register: str | Path | None = None,
    refresh: bool = False,
    prune: bool = False,
    workers: int = 0,
    cluster: str | None = None,
    time_limit: float = TIME_LIMIT,
    follow: bool = False,
    stop: Event | None = None,
    build: Build | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Reads the articles under `paths` that `target` doesn't hold yet, extracts their records and stores them.

    `target` is one target or several. An article that stands there unchanged is left alone, a changed one replaced,
    one that failed tried again. `refresh` also reads anew what another version or another model has read; `prune`
    drops what stands in the target under `paths` and is there no longer.

    `published` is the day of articles that don't tell theirs, `text_column` the column of tables that holds the
    text, `model` one of `default`, `fast` and `none`, `register` a file of the user's own organizations: CSV, JSON
    Lines or SQLite. `build` makes another extractor than the package's own, in each process.

    `workers` processes share the work (0: none, this process does it alone), or those of the Dask scheduler at
    `cluster`; the output is the same for any number of them. With either, an article that takes longer than
    `time_limit` seconds, or that its process doesn't survive, fails and the others go on.

    With `follow` the run waits for what arrives or changes under `paths` and goes on. `stop` ends any run between two
    batches, as Ctrl-C (`KeyboardInterrupt`) does at once: what is stored is whole, and the same call goes on from there.

    `watch` is called after each stored batch with the summary so far and the batch's result. Raises `UsageError`,
    `LexiconError` (a wrong register), `StoringError` or `RunningError` where the run itself can't go on; what is wrong
    with one article becomes a failure in the target and is counted.
    """
    targets = [target] if isinstance(target, str | Path) else list(target)
    job = _Job(list(paths), targets, published, text_column, refresh, prune, follow, stop, watch)
    with _engine(
        build or partial(default_extractor, model, register), workers, cluster, time_limit
    ) as engine:
        for _ in job.passes():
            job.once(engine)
    return job.summary


def cores() -> int:
    """The processors that this process may use.

    >>> cores() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _engine(build: Build, workers: int, cluster: str | None, limit: float) -> Engine:
    if workers < 0:
        raise UsageError(f"workers must be 0 or more, not {workers}")
    if limit <= 0:
        raise UsageError(f"the time limit must be more than 0 seconds, not {limit:g}")
    if cluster is not None:
        from extract.running.cluster import Cluster

        return Cluster(build, cluster, limit)
    if workers:
        from extract.running.processes import Processes

        return Processes(build, workers, limit)
    return InProcess(build)


@dataclass
class _Job:
    """What one call of `run` has to do."""

    paths: Sequence[str | Path]
    targets: Sequence[str | Path]
    published: date | None
    text_column: str | None
    refresh: bool
    prune: bool
    follow: bool
    stop: Event | None
    watch: Watch | None
    summary: Summary = field(default_factory=Summary)
    failed: dict[str, str] = field(default_factory=dict)
    told: set[Failure | Notice] = field(default_factory=set)
    started: float = field(default_factory=perf_counter)

    def passes(self) -> Iterable[None]:
        """Something for each time that there may be something new."""
        if not self.follow:
            return [None]
        from extract.running.following import arrivals

        return arrivals(self.paths, self.targets, self.stop)

    def once(self, engine: Engine) -> None:
        """Everything that is new now."""
        from extract.storing import open_sinks

        interrupted: KeyboardInterrupt | None = None
        with open_sinks(self.targets) as sink:
            try:
                self._feed(sink, engine)
            except KeyboardInterrupt as error:  # the sink is to keep what it has
                interrupted = error
        self.summary.seconds = perf_counter() - self.started
        if interrupted:
            raise interrupted

    def _feed(self, sink: Sink, engine: Engine) -> None:
        from extract.reading import told_near

        provenance = engine.provenance if self.refresh else None
        novelty = Novelty(sink, provenance, self.failed, self.paths if self.prune else ())
        unchanged = self.summary.unchanged
        for result in engine(batches(told_near(novelty(self._items()), self._note))):
            stored = _stored(sink, result, novelty.copies())
            novelty.settle(*stored)
            stored.failures[:] = [failure for failure in stored.failures if self._is_first(failure)]
            self.summary.add(*stored)
            self.summary.unchanged = unchanged + novelty.unchanged
            self.summary.seconds = perf_counter() - self.started
            if self.watch:
                self.watch(self.summary, stored)
            if self.stop and self.stop.is_set():
                return
        if copies := novelty.copies():
            _stored(sink, Result([], []), copies)
        self.summary.unchanged = unchanged + novelty.unchanged
        if self.prune:
            gone = novelty.gone()
            with deferred():
                sink.delete(gone)
            self.summary.deleted += len(gone)

    def _is_first(self, told: Failure | Notice) -> bool:
        """Whether it is new to who watches: passes that follow find the same again, and it is told once."""
        if not self.follow:
            return True
        if told in self.told:
            return False
        self.told.add(told)
        return True

    def _items(self) -> Iterator[Article | Failure | Repeated]:
        from extract.reading import read_all

        return read_all(self.paths, published=self.published, text_column=self.text_column, notify=self._note)

    def _note(self, notice: Notice) -> None:
        from extract.reading import log

        if self._is_first(notice):
            self.summary.note(notice)
            log(notice)


def _stored(sink: Sink, result: Result, copies: Sequence[Copy]) -> Result:
    """What of a result the target took; what it refused is among the failures."""
    with deferred():
        refused = sink.write(result.records, result.failures, copies)
    sources = {failure.source for failure in refused}
    return Result(
        [record for record in result.records if record.article.source not in sources],
        [*result.failures, *refused],
    )
