"""Neighbouring sentences as the tagger reads them: together, as far as it sees at once, for they tell more than each alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# Characters the tagger sees at once.
WINDOW = 240


def passages(sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end that go together; one that is longer than the window stays by itself.

    >>> list(passages([(0, 100), (100, 230), (230, 250), (250, 700), (700, 710)]))
    [(0, 230), (230, 250), (250, 700), (700, 710)]
    """
    start = last = 0
    for _, end in sentences:
        if end - start > WINDOW and last > start:
            yield start, last
            start = last
        last = end
    if last > start:
        yield start, last
