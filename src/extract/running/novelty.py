"""What is new to a target and what is gone from its sources, by its ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from extract.errors import Failure
from extract.reading import source_of
from extract.record import Article, Provenance, Record
from extract.storing import Entry, Sink, content_hash

_TOGETHER = 500
"""Sources that the ledger is asked for at once."""


class Novelty:
    """Lets through what a target has to be given.

    That is: articles that the ledger doesn't know, that were changed or that failed, and every failure. With
    `provenance` also those that another version or another model read. What is in `failed` (the content of articles by
    their source) has been tried before by this run and is left alone; `settle` adds to it. With `remember` the sources
    that there were are kept, for `gone`.
    """

    def __init__(
        self,
        sink: Sink,
        provenance: Callable[[], Provenance] | None,
        failed: dict[str, str],
        *,
        remember: bool,
    ) -> None:
        self._sink, self._provenance, self._failed, self._remember = sink, provenance, failed, remember
        self._given: dict[str, str] = {}
        self._seen: set[str] = set()
        self._unread: list[str] = []
        self.unchanged = 0

    def __call__(self, items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """Of `items` those that are new, in order."""
        remaining = iter(items)
        while together := list(islice(remaining, _TOGETHER)):
            if self._remember:
                self._seen.update(item.source for item in together)
                self._unread += [item.source for item in together if isinstance(item, Failure)]
            known = self._sink.known([item.source for item in together if isinstance(item, Article)])
            for item in together:
                if isinstance(item, Failure) or self._is_new(item, known.get(item.source)):
                    yield item

    def _is_new(self, article: Article, entry: Entry | None) -> bool:
        content = content_hash(article)
        if entry and entry.is_current(content) and self._is_ours(entry):
            self.unchanged += 1
            return False
        if self._failed.get(article.source) == content:
            return False
        self._given[article.source] = content
        return True

    def _is_ours(self, entry: Entry) -> bool:
        if self._provenance is None:
            return True
        made = self._provenance()
        return (entry.version, entry.model) == (made.version, made.model)

    def settle(self, records: Iterable[Record], failures: Iterable[Failure]) -> None:
        """Takes note of what has become of articles that were let through."""
        for record in records:
            self._given.pop(record.article.source, None)
        for failure in failures:
            if content := self._given.pop(failure.source, None):
                self._failed[failure.source] = content

    def gone(self, paths: Iterable[str | Path]) -> list[str]:
        """The sources in the ledger that would stand under `paths`, and weren't among the items.

        What stands under a source that failed may still be there, so it isn't gone.
        """
        inside, failed = [_holder(path) for path in paths], _under(self._unread)
        return [
            source
            for source in self._sink.sources()
            if source not in self._seen and any(holds(source) for holds in inside) and not failed(source)
        ]


def _holder(path: str | Path) -> Callable[[str], bool]:
    """Whether a source stands under a path that a run is given.

    >>> holds = _holder("news/")
    >>> [holds(source) for source in ("news/a.txt", "news/a.zip/b.jsonl#7", "newspaper/a.txt")]
    [True, True, False]
    >>> _holder("news/*.txt")("news/a.txt"), _holder("news/*.txt")("news/a.html"), _holder(".")("a.txt")
    (True, False, True)
    """
    name = source_of(str(path)) if str(path) == "-" else source_of(str(Path(path)))
    if name == ".":
        return lambda source: source != "-" and not source.startswith(("/", "../", "-#"))
    if any(character in name for character in "*?[") and not Path(path).exists():
        patterns = (name, f"{name}/*", f"{name}#*")
        return lambda source: any(fnmatchcase(source, pattern) for pattern in patterns)
    return _under([name, source_of(str(path))])


def _under(names: Iterable[str]) -> Callable[[str], bool]:
    """Whether a source is one of these files or folders, or stands in one of them."""
    listed = frozenset(names)

    def holds(source: str) -> bool:
        if source in listed:
            return True
        ends = (at for at, character in enumerate(source) if character in "/#")
        return any(source[:at] in listed for at in ends)

    return holds
