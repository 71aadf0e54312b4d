"""Worker processes: each builds its extractor once, takes a batch at a time, and may die without harm."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extract.errors import Failure, RunningError
from extract.record import Provenance
from extract.running.batches import Batch
from extract.running.engines import Build, Result, provenance_of, result_of
from extract.running.tasks import Done, Lost, Tasks, patience

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LIFE = 20_000_000
"""Characters after which a process is replaced: what its libraries keep of every word they saw goes with it."""
_DEATHS = 3
"""Processes that may die in a row before any of them is ready."""


class Processes:
    """An engine of `workers` processes, started when the first batch comes.

    An article may take `limit` seconds. A process that takes longer is killed, one that dies is replaced; `tasks.py`
    says what becomes of its work. Raises `RunningError` where processes can't even start.
    """

    def __init__(self, build: Build, workers: int, limit: float) -> None:
        self._build, self._size, self._limit = build, workers, limit
        self._workers: list[_Worker] = []
        self._provenance: Provenance | None = None
        self._deaths = 0

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Result]:
        """The batches' results in the batches' order."""
        return iter(Tasks(self, batches))

    def provenance(self) -> Provenance:
        """What the first process to be ready says."""
        while self._provenance is None:
            self.idle(1)
            self.wait(block=True)
        return self._provenance

    def size(self) -> int:
        """How many processes there are to be."""
        return self._size

    def idle(self, wanted: int) -> int:
        """How many are ready; starts what is missing for `wanted` pieces of work."""
        busy = sum(worker.number is not None for worker in self._workers)
        for _ in range(min(self._size, busy + wanted) - len(self._workers)):
            self._workers.append(_Worker(self._build))
        return sum(worker.is_idle for worker in self._workers)

    def start(self, number: int, items: Batch) -> None:
        """Gives work to an idle process."""
        next(worker for worker in self._workers if worker.is_idle).give(number, items, self._limit)

    def wait(self, *, block: bool) -> Sequence[Done]:
        """What has been done or lost since the last call."""
        told = connection.wait([worker.connection for worker in self._workers], self._patience(block))
        heard = [self._heard(worker, worker.connection in told) for worker in list(self._workers)]
        return [done for done in heard if done]

    def _patience(self, block: bool) -> float | None:
        """Seconds to wait for a process to say something."""
        if not block:
            return 0
        ends = [worker.deadline for worker in self._workers if worker.deadline is not None]
        return max(min(ends) - monotonic(), 0) if ends else None

    def _heard(self, worker: _Worker, told: bool) -> Done | None:
        """What this process has done, if it has; a dead or slow one is put aside."""
        if told:
            try:
                return self._received(worker, worker.connection.recv())
            except (EOFError, OSError):
                return self._lost(worker, Lost("ChildProcessError", worker.death()))
        if worker.deadline is not None and worker.deadline < monotonic():
            reason = f"it took longer than {self._limit:g} seconds"
            return self._lost(worker, Lost("TimeoutError", reason, again=False))
        return None

    def _received(self, worker: _Worker, message: Provenance | Result | Exception) -> Done | None:
        if isinstance(message, Exception):  # it couldn't build its extractor, and no other will
            raise message
        if isinstance(message, Provenance):
            self._provenance, self._deaths = message, 0
            worker.is_ready = True
            return None
        done = Done(worker.finish(), message)
        if worker.characters >= LIFE:
            self._workers.remove(worker)
            worker.stop()
        return done

    def _lost(self, worker: _Worker, lost: Lost) -> Done | None:
        self._workers.remove(worker)
        worker.stop()
        if worker.is_ready:
            return Done(worker.finish(), lost) if worker.number else None
        self._deaths += 1
        if self._deaths >= _DEATHS:
            raise RunningError(f"the processes die as they start: {lost.reason}")
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers = []


class _Worker:
    """One process as its parent sees it: the number of the work it has, and when that has to be done."""

    def __init__(self, build: Build) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, build), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()
        self.is_ready = False
        self.number: int | None = None
        self.deadline: float | None = None
        self.characters = 0

    @property
    def is_idle(self) -> bool:
        """Whether it can take work now."""
        return self.is_ready and self.number is None

    def give(self, number: int, items: Batch, limit: float) -> None:
        """Sends it work. Where it has just died, the next wait tells."""
        self.number = number
        self.deadline = monotonic() + patience(items, limit)
        self.characters += sum(len(item.text) for item in items if not isinstance(item, Failure))
        with suppress(OSError):
            self.connection.send(items)

    def finish(self) -> int:
        """The number of the work it had; it has none now."""
        number, self.number, self.deadline = self.number, None, None
        assert number is not None
        return number

    def death(self) -> str:
        """What it died of, as a line for a person."""
        self._process.join(1)
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"its process ended with status {code}"
        return f"its process was killed by {signal.Signals(-code).name}" + _HINTS.get(-code, "")

    def stop(self) -> None:
        """Ends the process at once, whatever it does."""
        self._process.kill()
        self._process.join()
        self.connection.close()


_HINTS = {9: ": perhaps the memory was full"}


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C reaches all processes of a terminal; one that is started in this block never hears it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(parent: Connection[object, Batch], build: Build) -> None:
    """What a process does: build, say so, and answer batches until the parent is gone."""
    try:
        extract = build()
    except Exception as error:
        parent.send(error)
        return
    with suppress(EOFError, OSError):
        parent.send(provenance_of(extract))
        while True:
            parent.send(result_of(extract, parent.recv()))
