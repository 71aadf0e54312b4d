"""Engines: what turns batches of articles into records, here or elsewhere, always in order.

An engine is a context manager that may be called several times; what it builds it builds once, when the first batch
comes. `tasks.py` says how work elsewhere is kept in order and survives lost workers, `processes.py` and `cluster.py`
are the two kinds of elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

from extract.errors import Failure
from extract.record import Article, Provenance, Record
from extract.running.batches import Batch

Extract = Callable[[Article], Record]
"""An extractor; where it has a method `pipe`, as `extract.Extractor`, the articles of a batch go through that."""
Build = Callable[[], Extract]


class Result(NamedTuple):
    """What came of one batch: records and failures, each in the order of the articles."""

    records: list[Record]
    failures: list[Failure]


class Engine(Protocol):
    """Turns batches into results, in order."""

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Result]:
        """The batches' results in the batches' order, lazily."""
        ...

    def provenance(self) -> Provenance:
        """The version and the model that its records are made by."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


class InProcess:
    """Every batch in this process; nothing protects it from an article that hangs or crashes the interpreter."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._extract: Extract | None = None

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Result]:
        """The batches' results."""
        return (result_of(self._built(), batch) for batch in batches)

    def provenance(self) -> Provenance:
        """The extractor's."""
        return provenance_of(self._built())

    def _built(self) -> Extract:
        self._extract = self._extract or self._build()
        return self._extract

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._extract = None


def provenance_of(extract: Any) -> Provenance:
    """What an extractor says of itself; empty where it says nothing."""
    return Provenance(version=getattr(extract, "version", ""), model=getattr(extract, "model", ""))


def result_of(extract: Extract, batch: Batch) -> Result:
    """The result of one batch: all its articles together, and one by one where that fails."""
    pipe = getattr(extract, "pipe", partial(map, extract))
    try:
        records = list(pipe([item for item in batch if not isinstance(item, Failure)]))
    except Exception:  # some article's fault: the others mustn't share it
        return _one_by_one(extract, batch)
    return Result(records, [item for item in batch if isinstance(item, Failure)])


def _one_by_one(extract: Extract, batch: Batch) -> Result:
    result = Result([], [])
    for item in batch:
        if isinstance(item, Failure):
            result.failures.append(item)
            continue
        try:
            result.records.append(extract(item))
        except Exception as error:  # whatever it is, it is this article's alone
            result.failures.append(Failure.of(item.source, "extracting", error))
    return result
