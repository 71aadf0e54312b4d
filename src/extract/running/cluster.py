"""The workers of a Dask cluster: each builds its extractor once; this process reads, and owns the target."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from time import monotonic, sleep
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from extract.errors import RunningError, UsageError
from extract.record import Provenance
from extract.running.batches import Batch
from extract.running.engines import Build, Extract, Result, provenance_of, result_of
from extract.running.tasks import Done, Lost, Tasks, patience

if TYPE_CHECKING:
    from distributed import Client, Future

_PATIENCE = 60
"""Seconds to wait for the scheduler and for its first worker."""
_TICK = 0.5
"""Seconds after which the clocks of what is in work, and the workers there are, are looked at."""


class Cluster:
    """An engine of all workers that the Dask scheduler at `address` has, now or later.

    A batch whose worker is lost goes to another. An article may take `limit` seconds; a worker that takes longer is
    restarted. Raises `RunningError` where there is no scheduler or no worker, or where the workers' versions or models
    differ: one run has one of each.
    """

    def __init__(self, build: Build, address: str, limit: float) -> None:
        self._recipe, self._address, self._limit = pickle.dumps(build), address, limit
        self._work: dict[str, _Work] = {}
        self._provenance: Provenance | None = None

    def __call__(self, batches: Iterable[Batch]) -> Iterator[Result]:
        """The batches' results in the batches' order."""
        return iter(Tasks(self, batches))

    def provenance(self) -> Provenance:
        """What every worker says; each builds its extractor for it."""
        if self._provenance is None:
            said: dict[str, Any] = self._client.run(_say, self._recipe, on_error="return")
            made = {one for one in said.values() if isinstance(one, Provenance)}
            if not made:
                raise next((one for one in said.values() if isinstance(one, Exception)), self._gone())
            if len(made) > 1:
                versions = ", ".join(sorted(f"{one.version} {one.model}" for one in made))
                raise RunningError(f"the workers of {self._address} are not alike: {versions}")
            (self._provenance,) = made
        return self._provenance

    def size(self) -> int:
        """How many batches the workers can do at once."""
        return max(self._threads(), 1)

    def idle(self, wanted: int) -> int:
        """How many more they can do now."""
        self.provenance()
        return max(self._threads() - len(self._work), 0)

    def start(self, number: int, items: Batch) -> None:
        """Gives work to the worker that the scheduler chooses."""
        future = self._client.submit(_do, self._recipe, self.provenance(), items, pure=False)
        self._work[future.key] = _Work(number, future, patience(items, self._limit))

    def wait(self, *, block: bool) -> Sequence[Done]:
        """What has been done or lost since the last call."""
        from distributed import wait

        if self._client.status not in ("running", "connecting"):
            raise self._gone()
        if block and not self._work:
            sleep(_TICK)  # until there is a worker again
        elif block:
            with suppress(TimeoutError), self._client.as_current():
                wait([work.future for work in self._work.values()], _TICK, return_when="FIRST_COMPLETED")
            self._look_at_clocks()
        ended = [key for key, work in self._work.items() if work.late or work.future.done()]
        return [self._done(self._work.pop(key)) for key in ended]

    def _done(self, work: _Work) -> Done:
        from distributed import KilledWorker

        if work.late:
            reason = f"it took longer than {self._limit:g} seconds"
            return Done(work.number, Lost("TimeoutError", reason, again=False))
        if work.future.cancelled():
            raise self._gone()
        error = work.future.exception()
        if error is None:
            return Done(work.number, work.future.result())
        if not isinstance(error, KilledWorker):
            raise error
        # The scheduler has tried it on several workers, so there is no sense in trying the same again.
        return Done(work.number, Lost("ChildProcessError", "the workers that read it died", again=False))

    def _look_at_clocks(self) -> None:
        """Restarts the workers whose time has run out."""
        for worker, keys in self._client.processing().items():
            for work in (self._work[key] for key in keys if key in self._work):
                work.since = work.since or monotonic()
                if monotonic() - work.since > work.patience:
                    work.late = True
                    work.future.cancel()
                    with suppress(ValueError):  # no nanny looks after it: its operator will have to
                        self._client.restart_workers([worker], timeout=_PATIENCE, raise_for_error=False)

    def _threads(self) -> int:
        return sum(self._client.nthreads().values())

    def _gone(self) -> RunningError:
        return RunningError(f"the cluster at {self._address} is gone; to go on, run again when it is back")

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError("a cluster needs dask.distributed: pip install 'extract[cluster]'") from error
        try:
            self._client: Client = Client(self._address, timeout=_PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except ValueError as error:
            raise UsageError(f"{self._address} is no address of a scheduler: {error}") from error
        except (OSError, TimeoutError) as error:
            raise RunningError(f"there is no scheduler with workers at {self._address}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._client.close(timeout=2)


class _Work:
    """What the cluster has been given: since when a worker has it, and how long it may."""

    def __init__(self, number: int, future: Future, patience: float) -> None:
        self.number, self.future, self.patience = number, future, patience
        self.since: float | None = None
        self.late = False


@lru_cache(maxsize=1)
def _built(recipe: bytes) -> Extract:
    """A worker's extractor. Kept by what makes it, since the scheduler brings that anew with each batch."""
    build: Build = pickle.loads(recipe)
    return build()


def _say(recipe: bytes) -> Provenance:
    return provenance_of(_built(recipe))


def _do(recipe: bytes, expected: Provenance, items: Batch) -> Result:
    extract = _built(recipe)
    if provenance_of(extract) != expected:  # a worker that came later
        raise RunningError(f"a worker has version {_say(recipe)}, the others {expected}")
    return result_of(extract, items)
