"""What every target is to a run: it tells what it knows, and takes records and failures batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Protocol, Self

from extract.errors import Failure
from extract.record import Record
from extract.storing.ledger import Copy, Entry


class Sink(Protocol):
    """A target open for reading its ledger and writing records; a context manager, used by one thread.

    What every target promises:

    - **Once.** A source has one record at most. Writing it again replaces it whole, so a batch may be written twice.
    - **Together.** A record's rows and its entry in the ledger become visible in the same instant, or neither does:
      whatever stops the process, the ledger never says more or less than the tables. Databases commit every
      batch; files (JSON lines, CSV, Parquet) are staged beside the target and put in its place when the block ends without
      an error, so a file is never half new. What isn't in the ledger after a crash is simply read again.
    - **Failures are rows.** A failure is kept until its source succeeds or is deleted. What the source gave before it
      failed stays, and the ledger says `failed`, so that the next run tries again.
    - **Copies are entries.** A source whose text another one's article has is an entry in the ledger, which says of what
      it is a copy. It goes when that article goes or changes, and when its own source gives something else.
    - **A faulty record stops nothing.** One that the target refuses becomes a failure of the stage `storing`.
      `StoringError` means that the target itself is broken, full or gone for good: the run has to stop.

    To stop early and keep what was written (Ctrl-C), leave the block without an exception.
    """

    def known(self, sources: Sequence[str]) -> Mapping[str, Entry]:
        """The ledger's entries of those of `sources` that it has, this block's own writes included."""
        ...

    def sources(self) -> Iterator[str]:
        """All sources in the ledger, stored or failed, in no certain order."""
        ...

    def copies(self) -> Iterator[tuple[str, str]]:
        """The copies in the ledger, and the sources whose articles stand for them, in no certain order."""
        ...

    def write(
        self, records: Sequence[Record], failures: Sequence[Failure], copies: Sequence[Copy] = ()
    ) -> Sequence[Failure]:
        """Store a batch; of two records of one source the later counts. Returns what the target itself refused.

        The returned failures have been stored along with those given. A copy takes the place of what its source gave
        before; one of an article that isn't there is passed over.
        """
        ...

    def delete(self, sources: Iterable[str]) -> None:
        """Remove sources with all their rows, copies, failures and ledger entries; unknown ones are passed over."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...
