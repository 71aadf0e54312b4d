"""Files to articles: paths in, articles and failures out, in order and one at a time.

>>> from extract.reading import read
>>> [str(failure) for failure in read(["no/such.txt"])]
['no/such.txt: reading: there is no such file']
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from extract.errors import Failure, ReadingError
from extract.reading.articles import renamed
from extract.reading.duplicates import SHORT, Repeated, Seen
from extract.reading.formats import READERS, reader_for
from extract.reading.inputs import parts, source_of
from extract.reading.parts import Notice, Notify, Options, Part, log
from extract.record import Article
from extract.segmenting.mastheads import Masthead, masthead

__all__ = ["Masthead", "Notice", "Repeated", "log", "masthead", "read", "read_all", "source_of", "told_near"]


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    text_column: str | None = None,
    notify: Notify = log,
) -> Iterator[Article | Failure]:
    """The articles of files, folders and archives, lazily and in order: paths as given, a folder's files by name.

    A path is a file, a folder (read with all below it; hidden files are left alone), a pattern (`news/*.html`) or
    `-` for standard input. `published` is the day for articles that don't tell theirs, `text_column` the name of
    the column or field that holds the text of tables and JSON where it has none of the usual names. What can't be
    read comes out as a `Failure`; the others go on.

    A text of one day is given once: of the same text from another source only `notify` is told, with the first's
    source (on another day the text's `昨日` is another day, and so it is another article; a text of a few words in
    another row of a table is another entry, not an article printed twice). It is told of all that failed nothing:
    texts nearly the same (which are given), damaged characters, files that no reader is for. By default it is the log
    `extract.reading`.

    Each article has a source of its own: where rows of one file share an id, those behind the first add their place.
    """
    every = read_all(paths, published=published, text_column=text_column, notify=notify)
    return told_near((item for item in every if not isinstance(item, Repeated)), notify)


def read_all(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    text_column: str | None = None,
    notify: Notify = log,
) -> Iterator[Article | Failure | Repeated]:
    """What `read` gives, with each text that stands in another source again where it does.

    Texts nearly the same aren't looked for, which is a third of the work; `told_near` does it later.
    """
    options = Options(published, text_column, notify)
    with Seen() as seen:
        every = (part for path in paths for part in parts(os.fspath(path), options, READERS.__contains__))
        for number, part in enumerate(every):
            for item in [part] if isinstance(part, Failure) else _articles(part, number, seen):
                yield from _once(item, seen, notify)


def _once(item: Article | Failure, seen: Seen, notify: Notify) -> Iterator[Article | Failure | Repeated]:
    """The item, a text that was there before as such; none where that is the very source, named twice."""
    first = seen.same(_content(item), item.source) if isinstance(item, Article) else None
    if isinstance(item, Failure) or first is None:
        yield item
        return
    notify(Notice(item.source, "duplicate", f"the same text as {first}", first))
    if first != item.source:
        yield Repeated(item, first)


def told_near(items: Iterable[Article | Failure], notify: Notify = log) -> Iterator[Article | Failure]:
    """The items as they are; `notify` is told of each article that is nearly the text of one before it."""
    with Seen() as seen:
        for item in items:
            first = seen.near(item.text, item.source) if isinstance(item, Article) else None
            if first is not None:
                notify(Notice(item.source, "near-duplicate", f"nearly the text of {first}", first))
            yield item


def _content(article: Article) -> str:
    """What makes two articles one: their day and text, and for a text too short to tell also the row that it is."""
    row = article.source.rpartition("#")[2] if "#" in article.source and len(article.text) < SHORT else ""
    return f"{article.published} {row} {article.text.strip()}"


def _distinct(items: Iterable[Article | Failure], part: int, seen: Seen) -> Iterator[Article | Failure]:
    """The items of a part, each with a source of its own: what another one has already is followed by the place."""
    for place, item in enumerate(items, 1):
        source = item.source
        while seen.taken(source, part):
            source = f"{source}#{place}"
        if source == item.source:
            yield item
        else:
            yield renamed(item, source) if isinstance(item, Article) else replace(item, source=source)


def _articles(part: Part, number: int, seen: Seen) -> Iterator[Article | Failure]:
    empty = True
    try:
        for row in _distinct(reader_for(part)(part), number, seen):
            empty = False
            yield row
        if empty:
            raise ReadingError("the file holds nothing but white space")
    except (OSError, ReadingError) as error:
        yield Failure.of(part.source, "reading", error)
