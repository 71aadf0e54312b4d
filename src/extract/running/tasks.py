"""Work done elsewhere: kept in order, and nothing lost when a worker is.

A batch whose worker died is tried once more, whole: most often the worker was only the wrong one to be killed. If that
dies too, or if the batch took too long, its articles go one by one; what kills two workers by itself, or takes too
long by itself, is that article's failure. So one poisonous article costs a few retries, and the others their time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from extract.errors import Failure
from extract.running.batches import Batch
from extract.running.engines import Result

_TRIES = 2
"""How often the same work may lose its worker."""
_AHEAD = 4
"""Batches a worker that may be read before the oldest is done: more would only fill the memory."""


_GRACE = 30.0
"""Seconds that a batch of several articles may take beyond the limit of one."""


def patience(items: Batch, limit: float) -> float:
    """Seconds that work may take where one article may take `limit`."""
    return limit if len(items) == 1 else limit + _GRACE


class Lost(NamedTuple):
    """Work that gave no result: the error's name, a line for a person, and whether to try it again as it is."""

    error: str
    reason: str
    again: bool = True


class Done(NamedTuple):
    """What came of the work that was started under this number."""

    number: int
    outcome: Result | Lost


class Pool(Protocol):
    """Workers, wherever they are."""

    def size(self) -> int:
        """How many of them there are, or are to be."""
        ...

    def idle(self, wanted: int) -> int:
        """How many of them can take work now; there is work for so many, if some have yet to be started."""
        ...

    def start(self, number: int, items: Batch) -> None:
        """Gives work to an idle one."""
        ...

    def wait(self, *, block: bool) -> Sequence[Done]:
        """What has come of work since the last call; with `block` not before something has, or one has become idle."""
        ...


@dataclass(slots=True)
class _Task:
    """A batch or one article of it."""

    batch: int
    part: int
    items: Batch
    losses: int = 0


@dataclass(slots=True)
class _Open:
    """A batch in work: its parts' results as they come; None stands for one that is still out."""

    parts: list[Result | None] = field(default_factory=lambda: [None])

    def result(self) -> Result | None:
        whole = Result([], [])
        for part in self.parts:
            if part is None:
                return None
            whole.records.extend(part.records)
            whole.failures.extend(part.failures)
        return whole


class Tasks:
    """The batches of one call on their way through a pool."""

    def __init__(self, pool: Pool, batches: Iterable[Batch]) -> None:
        self._pool, self._batches = pool, enumerate(batches)
        self._more = True
        self._next = self._started = self._read = 0
        self._ready: deque[_Task] = deque()
        self._running: dict[int, _Task] = {}
        self._open: dict[int, _Open] = {}

    def __iter__(self) -> Iterator[Result]:
        """The results in the batches' order. Workers get new work before a result is given away."""
        while self._more or self._open:
            self._start()
            while self._next in self._open and (result := self._open[self._next].result()):
                del self._open[self._next]
                self._next += 1
                yield result
            reads = self._reads()
            if reads:
                self._fetch()
            if self._ready or self._running:
                for number, outcome in self._pool.wait(block=not reads):
                    self._settle(self._running.pop(number), outcome)

    def _reads(self) -> bool:
        """Whether to read a batch: there is one for each worker when it becomes idle, and few beside the oldest."""
        size = self._pool.size()
        return self._more and len(self._ready) <= size and len(self._open) < _AHEAD * (size + 1)

    def _fetch(self) -> None:
        number, batch = next(self._batches, (0, None))
        if batch is None:
            self._more = False
            return
        self._open[number] = _Open()
        self._ready.append(_Task(number, 0, batch))

    def _start(self) -> None:
        while self._ready:
            task = self._ready[0]
            if all(isinstance(item, Failure) for item in task.items):  # nothing to extract
                self._settle(
                    self._ready.popleft(), Result([], [i for i in task.items if isinstance(i, Failure)])
                )
                continue
            if not self._pool.idle(len(self._ready)):
                return
            self._started += 1
            self._running[self._started] = self._ready.popleft()
            self._pool.start(self._started, task.items)

    def _settle(self, task: _Task, outcome: Result | Lost) -> None:
        if isinstance(outcome, Result):
            self._open[task.batch].parts[task.part] = outcome
        elif outcome.again and task.losses + 1 < _TRIES:
            task.losses += 1
            self._ready.appendleft(task)
        elif len(task.items) > 1:
            self._open[task.batch].parts = [None] * len(task.items)
            parts = (_Task(task.batch, part, [item]) for part, item in enumerate(task.items))
            self._ready.extendleft(reversed(list(parts)))
        else:
            (item,) = task.items
            failure = Failure(item.source, "extracting", outcome.error, outcome.reason)
            self._open[task.batch].parts[task.part] = Result([], [failure])
