"""Engines: what turns batches of articles into records, in this process or in several, always in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from extract.errors import ExtractError, Failure
from extract.record import Article, Record
from extract.running.batches import Batch

Extract = Callable[[Article], Record]
Build = Callable[[], Extract]


class Result(NamedTuple):
    """What came of one batch: records and failures, each in the order of the articles."""

    records: list[Record]
    failures: list[Failure]


def one_process(build: Build, batches: Iterable[Batch]) -> Iterator[Result]:
    """Every batch in this process."""
    extract = build()
    return (_result(extract, batch) for batch in batches)


def many_processes(build: Build, batches: Iterable[Batch], workers: int) -> Iterator[Result]:
    """The batches on `workers` processes, each of which builds its extractor once; results in the batches' order.

    No more than two batches a worker are in flight, so memory doesn't grow with the input.
    """
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (build,)) as pool:
        pending: deque[Future[Result]] = deque()
        try:
            for batch in batches:
                pending.append(pool.submit(_work, batch))
                if len(pending) >= 2 * workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


class _Worker:
    """What a worker process holds: its extractor, built when the process starts, or why it can't be built."""

    extract: Extract
    error: ExtractError | None = None


def _start(build: Build) -> None:
    try:
        _Worker.extract = build()
    except ExtractError as error:  # an initializer that raises breaks the pool and loses the reason
        _Worker.error = error


def _work(batch: Batch) -> Result:
    if _Worker.error:
        raise _Worker.error
    return _result(_Worker.extract, batch)


def _result(extract: Extract, batch: Batch) -> Result:
    result = Result([], [])
    for item in batch:
        if isinstance(item, Failure):
            result.failures.append(item)
            continue
        try:
            result.records.append(extract(item))
        except Exception as error:  # one article's fault, whatever it is, must not stop the others
            result.failures.append(Failure.of(item.source, "extracting", error))
    return result
