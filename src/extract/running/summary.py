"""What a run did, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from extract.errors import Failure
from extract.record import Record

if TYPE_CHECKING:
    from extract.reading import Notice


@dataclass(slots=True)
class Summary:
    """Counts of what a run stored, characters of the articles that gave records, and seconds of wall clock.

    `unchanged` articles stood in the target as they are, `deleted` sources were gone. `notices` counts what the reader
    remarked, by kind: duplicates, damaged characters, files left alone; `ignored` counts these by their ending.
    Near-duplicates are looked for among the articles that are new to the target, so that an hourly run isn't slowed by
    all that is known.
    """

    articles: int = 0
    organizations: int = 0
    quantities: int = 0
    dates: int = 0
    facts: int = 0
    failures: int = 0
    unchanged: int = 0
    deleted: int = 0
    characters: int = 0
    seconds: float = 0.0
    notices: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)

    def note(self, notice: Notice) -> None:
        """Count a remark of the reader."""
        self.notices[notice.kind] += 1
        if notice.kind == "ignored":
            self.ignored[PurePosixPath(notice.source).suffix.lower() or "no ending"] += 1

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
