"""Articles in batches of about so many characters, failures where they stand among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.errors import Failure
from extract.record import Article

Batch = list[Article | Failure]
CHARACTERS, ARTICLES = 50_000, 250
"""A batch is full at either: a second or two of work, enough for one transaction, and little that waits at the end."""


def batches(items: Iterable[Article | Failure]) -> Iterator[Batch]:
    """The items in order, in batches; an article longer than a batch is one by itself.

    >>> failures = [Failure(f"{n}.txt", "reading", "ReadingError", "empty") for n in range(300)]
    >>> [len(batch) for batch in batches(failures)]
    [250, 50]
    """
    batch: Batch = []
    characters = 0
    for item in items:
        size = len(item.text) if isinstance(item, Article) else 0
        if batch and size >= CHARACTERS:
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += size
        if characters >= CHARACTERS or len(batch) >= ARTICLES:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
