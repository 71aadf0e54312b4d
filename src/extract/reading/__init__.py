"""Files to articles: paths in, articles and failures out, in order and one at a time.

>>> from extract.reading import read
>>> [str(failure) for failure in read(["no/such.txt"])]
['no/such.txt: reading: there is no such file']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from extract.errors import Failure, ReadingError
from extract.reading.formats import READERS
from extract.record import Article

__all__ = ["read"]


def read(paths: Iterable[str | Path], *, published: date | None = None) -> Iterator[Article | Failure]:
    """The articles of files and folders, lazily and in order: paths as given, a folder's files sorted by name.

    Folders are read with all below them; files there whose ending has no reader, and hidden ones, are left alone. A
    file named on its own is read as plain text where its ending says nothing. `published` is the day for articles
    that don't tell theirs. What can't be read comes out as a `Failure`; the others go on.
    """
    for path in map(Path, paths):
        if not path.is_dir():
            yield from _file(path, published)
            continue
        files = (file for file in path.rglob("*") if file.suffix.lower() in READERS and _shown(file, path))
        for file in sorted(files):
            yield from _file(file, published)


def _shown(file: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in file.relative_to(folder).parts) and file.is_file()


def _file(path: Path, published: date | None) -> Iterator[Article | Failure]:
    reader = READERS.get(path.suffix.lower(), READERS[".txt"])
    try:
        with path.open("rb") as file:
            yield from reader(file, path.as_posix(), published)
    except FileNotFoundError:
        yield Failure(path.as_posix(), "reading", "FileNotFoundError", "there is no such file")
    except (OSError, ReadingError) as error:
        yield Failure.of(path.as_posix(), "reading", error)
