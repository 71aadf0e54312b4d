"""Files to articles: paths in, articles and failures out, in order and one at a time.

>>> from extract.reading import read
>>> [str(failure) for failure in read(["no/such.txt"])]
['no/such.txt: reading: there is no such file']
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from extract.errors import Failure, ReadingError
from extract.reading.duplicates import SHORT, Seen
from extract.reading.formats import READERS, reader_for
from extract.reading.inputs import parts, source_of
from extract.reading.parts import Notice, Notify, Options, Part, log
from extract.record import Article
from extract.segmenting.mastheads import Masthead, masthead

__all__ = ["Masthead", "Notice", "log", "masthead", "read", "source_of", "told_near"]


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    text_column: str | None = None,
    near: bool = True,
    notify: Notify = log,
) -> Iterator[Article | Failure]:
    """The articles of files, folders and archives, lazily and in order: paths as given, a folder's files by name.

    A path is a file, a folder (read with all below it; hidden files are left alone), a pattern (`news/*.html`) or
    `-` for standard input. `published` is the day for articles that don't tell theirs, `text_column` the name of
    the column or field that holds the text of tables and JSON where it has none of the usual names. What can't be
    read comes out as a `Failure`; the others go on.

    A text of one day is given once: of the same text from another source only `notify` is told, with the first's id
    (on another day the text's `昨日` is another day, and so it is another article; a text of a few words in another
    row of a table is another entry, not an article printed twice). It is told of all that failed nothing: texts
    nearly the same (which are given), damaged characters, files that no reader is for. By default it is the log
    `extract.reading`. Without `near` no texts nearly the same are looked for, a third of the work; `told_near` can
    do it later.
    """
    items = _read(paths, Options(published, text_column, notify))
    return told_near(items, notify) if near else items


def _read(paths: Iterable[str | Path], options: Options) -> Iterator[Article | Failure]:
    with Seen() as seen:
        for path in paths:
            for part in parts(os.fspath(path), options, READERS.__contains__):
                for row in [part] if isinstance(part, Failure) else _articles(part):
                    if isinstance(row, Failure) or _is_new(row, seen, options.notify):
                        yield row


def _is_new(article: Article, seen: Seen, notify: Notify) -> bool:
    first = seen.same(_content(article), article.id)
    if first is not None:
        notify(Notice(article.source, "duplicate", f"the same text as article {first}", first))
    return first is None


def told_near(items: Iterable[Article | Failure], notify: Notify = log) -> Iterator[Article | Failure]:
    """The items as they are; `notify` is told of each article that is nearly the text of one before it."""
    with Seen() as seen:
        for item in items:
            first = seen.near(item.text, item.id) if isinstance(item, Article) else None
            if first is not None:
                notify(Notice(item.source, "near-duplicate", f"nearly the text of article {first}", first))
            yield item


def _content(article: Article) -> str:
    """What makes two articles one: their day and text, and for a text too short to tell also the row that it is."""
    row = article.source.rpartition("#")[2] if "#" in article.source and len(article.text) < SHORT else ""
    return f"{article.published} {row} {article.text.strip()}"


def _articles(part: Part) -> Iterator[Article | Failure]:
    empty = True
    try:
        for row in reader_for(part)(part):
            empty = False
            yield row
        if empty:
            raise ReadingError("the file holds nothing but white space")
    except (OSError, ReadingError) as error:
        yield Failure.of(part.source, "reading", error)
