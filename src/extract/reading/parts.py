"""What a reader is given: an open stream, its name and the caller's options; and what it may remark on the way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Literal

from extract.errors import Failure, ReadingError
from extract.record import Article

LARGEST = 50_000_000
"""Bytes: a larger file of one article is no article."""

Remark = Literal["damaged", "day", "duplicate", "near-duplicate", "ignored"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know that cost no article: nothing failed.

    `damaged`: characters that the file's bytes don't give; `day`: a day of publication that can't be read;
    `duplicate`: a text read before, whose article, from the source `of`, stands for both;
    `near-duplicate`: an article that was given and is nearly that of the source `of`; `ignored`: a file of a folder or an
    archive that no reader is for.

    >>> print(Notice("a.txt", "damaged", "3 characters are damaged"))
    a.txt: damaged: 3 characters are damaged
    """

    source: str
    kind: Remark
    reason: str
    of: str | None = None

    def __str__(self) -> str:
        return f"{self.source}: {self.kind}: {self.reason}"


Notify = Callable[[Notice], None]


def log(notice: Notice) -> None:
    """Where notices go by default: the log `extract.reading`, damage and days as warnings, the rest as information."""
    level = logging.WARNING if notice.kind in ("damaged", "day") else logging.INFO
    logging.getLogger("extract.reading").log(level, "%s", notice)


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asked for: the day of articles that don't tell theirs, the column of text, where notices go."""

    published: date | None = None
    text_column: str | None = None
    notify: Notify = log


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or the member of an archive, as a stream of its unpacked bytes."""

    source: str
    stream: BinaryIO
    name: str
    """The last of the path without endings of compression; its own ending tells the format."""
    options: Options = field(default_factory=Options)

    def whole(self, largest: int = LARGEST) -> bytes:
        """All its bytes; raises `ReadingError` where they are more than `largest`."""
        data = self.stream.read(largest + 1)
        if len(data) > largest:
            raise ReadingError(f"the file is larger than {largest // 1_000_000} MB")
        return data

    def notify(self, kind: Remark, reason: str, source: str | None = None) -> None:
        """Tells the caller about this part, or about the `source` in it."""
        self.options.notify(Notice(source or self.source, kind, reason))

    def damaged(self, count: int, source: str | None = None) -> None:
        """Tells the caller of damaged characters, if there are any."""
        if count:
            self.notify("damaged", f"{count} character{'s are' if count > 1 else ' is'} damaged", source)


Reader = Callable[[Part], Iterator[Article | Failure]]
