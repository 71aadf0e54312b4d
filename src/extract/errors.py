"""Everything that can go wrong, in one tree, and the row that a failed article leaves behind.

    ExtractError
    ├── UsageError        the call itself is wrong: an option, a target, a path that can't mean anything
    ├── ReadingError      a file or one of its articles can't be read
    ├── LexiconError      a table of the package or of the user is malformed
    ├── ModelError        the tagger's weights are missing or damaged
    ├── ExtractionError   an article was read but its record couldn't be made or isn't valid
    ├── StoringError      a target can't be opened or written
    └── RunningError      worker processes or a cluster can't be started or are gone

Every message is one line that says what is wrong and where. Inside a run an error of one article is no
exception but data: a `Failure`, which is stored beside the records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["reading", "extracting", "storing"]


class ExtractError(Exception):
    """The root: `except ExtractError` catches all that this package raises on purpose."""


class UsageError(ExtractError):
    """The call is wrong; nothing was read or written."""


class ReadingError(ExtractError):
    """A file, or one article in it, can't be read."""


class LexiconError(ExtractError):
    """A lexicon file or a user's table is malformed; the message names file and entry."""


class ModelError(ExtractError):
    """The tagger's weights are missing, damaged or of another version."""


class ExtractionError(ExtractError):
    """A record could not be made from an article that was read."""


class StoringError(ExtractError):
    """A target can't be opened, is of a newer schema, or refuses the rows."""


class RunningError(ExtractError):
    """Worker processes can't be started, or the cluster can't be reached any more."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One article, or one file, that gave no record.

    `source` is the article's source as its record would have named it, `stage` where it failed, `error` the
    class of the error and `reason` one line for a person.

    >>> print(Failure("a.txt", "reading", "ReadingError", "the file is empty"))
    a.txt: reading: the file is empty
    """

    source: str
    stage: Stage
    error: str
    reason: str

    @classmethod
    def of(cls, source: str, stage: Stage, error: BaseException) -> Failure:
        """The failure that `error` means for `source`; the reason is its first line.

        >>> Failure.of("a.txt", "reading", ReadingError("empty\\nand more")).reason
        'empty'
        """
        lines = str(error).strip().splitlines()
        return cls(source, stage, type(error).__name__, lines[0] if lines else type(error).__name__)

    def __str__(self) -> str:
        return f"{self.source}: {self.stage}: {self.reason}"
