"""What is new to a target and what is gone from its sources, by its ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from extract.errors import Failure
from extract.reading import Repeated, source_of
from extract.record import Article, Provenance, Record
from extract.storing import Copy, Entry, Sink, content_hash

_TOGETHER = 500
"""Sources that the ledger is asked for at once."""


class Novelty:
    """Lets through what a target has to be given.

    That is: articles that the ledger doesn't know, that were changed or that failed, and every failure. With
    `provenance` also those that another version or another model read. What is in `failed` (the content of articles by
    their source) has been tried before by this run and is left alone; `settle` adds to it. With paths to `prune` the
    sources that there were are kept, for `gone`.

    A text in several sources is one article: `copies` gives what the target has yet to be told of that. A copy stays
    one as long as its article stands; where that has changed or is to be pruned the copy is read as an article of its
    own. (Of one that comes before its article does, in a new order of the inputs, and changes at the same time, the copy
    is read by the next run.)
    """

    def __init__(
        self,
        sink: Sink,
        provenance: Callable[[], Provenance] | None,
        failed: dict[str, str],
        prune: Iterable[str | Path] = (),
    ) -> None:
        self._sink, self._provenance, self._failed = sink, provenance, failed
        self._inside = [_holder(path) for path in prune]
        self._given: dict[str, str] = {}
        self._changed: set[str] = set()
        self._copies: list[Copy] = []
        self._passed: dict[str, str] = {}
        self._seen: set[str] = set()
        self._unread: list[str] = []
        self.unchanged = 0

    def __call__(self, items: Iterable[Article | Failure | Repeated]) -> Iterator[Article | Failure]:
        """Of `items` those that are new, in order."""
        remaining = iter(items)
        while together := list(islice(remaining, _TOGETHER)):
            if self._inside:
                self._seen.update(item.source for item in together)
                self._unread += [item.source for item in together if isinstance(item, Failure)]
            known = self._sink.known([item.source for item in together if not isinstance(item, Failure)])
            for item in together:
                one = self._unfolded(item)
                if isinstance(one, Repeated):
                    self._repeated(one, known.get(one.source))
                elif isinstance(one, Failure) or self._is_new(one, known.get(one.source)):
                    yield one

    def _unfolded(self, item: Article | Failure | Repeated) -> Article | Failure | Repeated:
        """The item; where what it repeats is itself but a copy, as what that is a copy of, which may be this one."""
        if not isinstance(item, Repeated) or item.of not in self._passed:
            return item
        first = self._passed[item.of]
        return item.article if first == item.source else Repeated(item.article, first)

    def _is_new(self, article: Article, entry: Entry | None) -> bool:
        content = content_hash(article)
        if entry and entry.is_current(content) and self._stays(entry):
            self.unchanged += 1
            if entry.copy_of:
                self._passed[article.source] = entry.copy_of
            return False
        if self._failed.get(article.source) == content:
            return False
        self._given[article.source] = content
        if entry:
            self._changed.add(article.source)
        return True

    def _repeated(self, item: Repeated, entry: Entry | None) -> None:
        copy = Copy(item.source, content_hash(item.article), item.of)
        if entry != copy.entry or copy.of in self._changed:
            self._copies.append(copy)

    def _stays(self, entry: Entry) -> bool:
        """Whether what made a record is what makes them now, or a copy's article stays as it is."""
        if entry.copy_of:
            return entry.copy_of not in self._changed and not self._is_gone(entry.copy_of)
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

    def copies(self) -> list[Copy]:
        """The copies to store, each once, when it has come out what became of the article."""
        ready = [copy for copy in self._copies if copy.of not in self._given]
        self._copies = [copy for copy in self._copies if copy.of in self._given]
        return ready

    def gone(self) -> list[str]:
        """The sources in the ledger that would stand under the paths to prune, and weren't among the items.

        What stands under a source that failed may still be there, so it isn't gone. An article with a copy that isn't
        gone stays.
        """
        failed = _under(self._unread)
        gone = {source for source in self._sink.sources() if self._is_gone(source) and not failed(source)}
        return sorted(gone - {of for source, of in self._sink.copies() if source not in gone})

    def _is_gone(self, source: str) -> bool:
        """Whether a source would stand under the paths to prune, and hasn't been among the items so far."""
        return source not in self._seen and any(holds(source) for holds in self._inside)


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
