"""The record as tables: each column once, for every target.

Six tables, each row carrying `article_id`, then `failures` and the `ledger`. Numbers are numeric (a ratio as its decimal
value), days are dates, lists and maps are JSON.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from extract.errors import StoringError

SCHEMA_VERSION = 3
Type = Literal["text", "integer", "real", "numeric", "date", "instant", "json"]
Row = tuple[Any, ...]


class Column(NamedTuple):
    """A column: its name, its type, whether it is never null, and the attribute of the record's part that fills it.

    Without `of` the attribute has the column's name; `HEAD` marks what the row gets from the part that holds it.
    """

    name: str
    type: Type
    required: bool = True
    of: str = ""


class Table(NamedTuple):
    """A table: columns, primary key, columns that are unique, columns to index, references (columns → table)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    references: tuple[tuple[tuple[str, ...], str], ...] = ()


HEAD = "head"
_MARK = (Column("start", "integer"), Column("end", "integer"), Column("text", "text"))
_WHY = (Column("confidence", "real"), Column("by", "text"))
_ARTICLE = Column("article_id", "text", of=HEAD)
_OF_ARTICLE = (("article_id",), "articles")

TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        (
            Column("article_id", "text", of="article.id"),
            Column("source", "text", of="article.source"),
            Column("title", "text", required=False, of="article.title"),
            Column("published", "date", required=False, of="article.published"),
            Column("media_type", "text", of="article.media_type"),
            Column("encoding", "text", of="article.encoding"),
            Column("script", "text", of="article.script"),
            Column("text", "text", of="article.text"),
            Column("version", "text", of="extractor.version"),
            Column("model", "text", of="extractor.model"),
        ),
        key=("article_id",),
        unique=(("source",),),
        indexes=(("published",),),
    ),
    Table(
        "organizations",
        (
            _ARTICLE,
            Column("id", "text"),
            Column("name", "text"),
            Column("type", "text"),
            Column("aliases", "json"),
            Column("identifiers", "json"),
        ),
        key=("article_id", "id"),
        indexes=(("name",),),
        references=(_OF_ARTICLE,),
    ),
    Table(
        "mentions",
        (_ARTICLE, Column("organization_id", "text", of=HEAD), *_MARK, *_WHY),
        key=("article_id", "start"),
        indexes=(("text",),),
        references=((("article_id", "organization_id"), "organizations"),),
    ),
    Table(
        "quantities",
        (
            _ARTICLE,
            Column("id", "text"),
            *_MARK,
            Column("kind", "text"),
            Column("value", "numeric", required=False),
            Column("low", "numeric", required=False),
            Column("high", "numeric", required=False),
            Column("cmp", "text"),
            Column("unit", "text"),
            *_WHY,
        ),
        key=("article_id", "id"),
        indexes=(("unit",),),
        references=(_OF_ARTICLE,),
    ),
    Table(
        "dates",
        (
            _ARTICLE,
            Column("id", "text"),
            *_MARK,
            Column("kind", "text"),
            Column("from_day", "date", required=False, of="from_"),
            Column("to_day", "date", required=False, of="to"),
            Column("granularity", "text", required=False),
            Column("duration", "text", required=False),
            Column("cmp", "text"),
            *_WHY,
        ),
        key=("article_id", "id"),
        indexes=(("from_day", "to_day"),),
        references=(_OF_ARTICLE,),
    ),
    Table(
        "facts",
        (
            _ARTICLE,
            Column("id", "text"),
            Column("subject", "text"),
            Column("organization_id", "text", required=False, of="organization"),
            Column("metric", "text"),
            Column("quantity_id", "text", of="quantity"),
            Column("period_id", "text", required=False, of="period"),
            Column("change", "text", required=False),
            Column("basis", "text", required=False),
            Column("start", "integer"),
            Column("end", "integer"),
            *_WHY,
        ),
        key=("article_id", "id"),
        indexes=(("metric",), ("subject",)),
        references=(
            (("article_id", "organization_id"), "organizations"),
            (("article_id", "quantity_id"), "quantities"),
            (("article_id", "period_id"), "dates"),
        ),
    ),
)

FAILURES = Table(
    "failures",
    (Column("source", "text"), Column("stage", "text"), Column("error", "text"), Column("reason", "text")),
    key=("source",),
)

LEDGER = Table(
    "ledger",
    (
        Column("source", "text"),
        Column("content", "text", required=False),
        Column("version", "text", required=False),
        Column("model", "text", required=False),
        Column("outcome", "text"),
        Column("copy_of", "text", required=False),
        Column("at", "instant"),
    ),
    key=("source",),
    indexes=(("copy_of",),),
)

ALL: tuple[Table, ...] = (*TABLES, FAILURES, LEDGER)


def check_version(name: str, found: int) -> None:
    """Raises `StoringError` where the tables of the target `name` are newer than this package knows.

    >>> check_version("press.db", 99)
    Traceback (most recent call last):
    extract.errors.StoringError: press.db was written by a newer version of extract; nothing was changed
    """
    if found > SCHEMA_VERSION:
        raise StoringError(f"{name} was written by a newer version of extract; nothing was changed")
