"""The ledger: what a target knows of each source, so that a run does only what is new."""

from __future__ import annotations

import hashlib
from typing import Literal, NamedTuple

from extract.record import Article, Record

Outcome = Literal["stored", "failed", "copy"]


class Entry(NamedTuple):
    """A source in a target's ledger: the content that was read, what read it, and what came of it.

    Of a failure nothing but the outcome is known. A `copy` has the text of the article of the source `copy_of`, which
    stands for both; what read that one is in its own entry.
    """

    content: str | None
    version: str | None
    model: str | None
    outcome: Outcome
    copy_of: str | None = None

    def is_current(self, content: str) -> bool:
        """Whether the record, or that of the article it is a copy of, stands in the target for this very content.

        >>> Entry("c0ffee", "1.0", "none", "stored").is_current("c0ffee")
        True
        >>> Entry(None, None, None, "failed").is_current("c0ffee")
        False
        """
        return self.outcome != "failed" and self.content == content


FAILED = Entry(None, None, None, "failed")


class Copy(NamedTuple):
    """A source with the text of an article that another source, `of`, stands for; and the hash of its content."""

    source: str
    content: str
    of: str

    @property
    def entry(self) -> Entry:
        """What the ledger says of it."""
        return Entry(self.content, None, None, "copy", self.of)


def stored(record: Record) -> Entry:
    """What the ledger says of a record that is stored."""
    return Entry(content_hash(record.article), record.extractor.version, record.extractor.model, "stored")


def content_hash(article: Article) -> str:
    """The hash of all that an article's record is made from, its source aside: 32 hexadecimal digits.

    >>> article = Article(id="a", source="a.txt", text="去年增长5%")
    >>> content_hash(article) == content_hash(article.model_copy(update={"source": "b.txt"}))
    True
    >>> from datetime import date
    >>> content_hash(article) == content_hash(article.model_copy(update={"published": date(2025, 3, 5)}))
    False
    """
    parts = (
        article.title, article.published, article.media_type, article.encoding, article.script, article.text
    )  # fmt: skip
    text = "\0".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
