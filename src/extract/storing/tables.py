"""The record as tables: each column once, for every target.

Six tables, each row carrying `article_id`, then `failures` and the `ledger`. Numbers are numeric (a ratio as its decimal
value), days are dates, lists and maps are JSON. `rows` turns a record into the rows of the six.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing.ledger import content_hash

SCHEMA_VERSION = 2
Type = Literal["text", "integer", "real", "numeric", "date", "instant", "json"]
Row = tuple[Any, ...]


class Column(NamedTuple):
    """A column: its name, its type, and whether it is never null."""

    name: str
    type: Type
    required: bool = True


class Table(NamedTuple):
    """A table: columns, primary key, columns that are unique, columns to index, references (columns → table)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    references: tuple[tuple[tuple[str, ...], str], ...] = ()


_MARK = (Column("start", "integer"), Column("end", "integer"), Column("text", "text"))
_WHY = (Column("confidence", "real"), Column("by", "text"))
_ARTICLE = Column("article_id", "text")
_OF_ARTICLE = (("article_id",), "articles")

TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        (
            _ARTICLE,
            Column("source", "text"),
            Column("title", "text", required=False),
            Column("published", "date", required=False),
            Column("media_type", "text"),
            Column("encoding", "text"),
            Column("script", "text"),
            Column("text", "text"),
            Column("version", "text"),
            Column("model", "text"),
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
        (_ARTICLE, Column("organization_id", "text"), *_MARK, *_WHY),
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
            Column("from_day", "date", required=False),
            Column("to_day", "date", required=False),
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
            Column("organization_id", "text", required=False),
            Column("metric", "text"),
            Column("quantity_id", "text"),
            Column("period_id", "text", required=False),
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
        Column("at", "instant"),
    ),
    key=("source",),
)

ALL: tuple[Table, ...] = (*TABLES, FAILURES, LEDGER)

_RENAMED = {
    "from_": "from_day",
    "to": "to_day",
    "organization": "organization_id",
    "quantity": "quantity_id",
    "period": "period_id",
}


def check_version(name: str, found: int) -> None:
    """Raises `StoringError` where the tables of the target `name` are newer than this package knows.

    >>> check_version("press.db", 99)
    Traceback (most recent call last):
    extract.errors.StoringError: press.db was written by a newer version of extract; nothing was changed
    """
    if found > SCHEMA_VERSION:
        raise StoringError(f"{name} was written by a newer version of extract; nothing was changed")


def rows(record: Record) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a record, table by table, each a tuple in the order of the table's columns."""
    articles, organizations, mentions, quantities, dates, facts = TABLES
    id_ = record.article.id
    of_article = {"article_id": id_}
    provenance = of_article | {"version": record.extractor.version, "model": record.extractor.model}
    yield articles, [_row(articles, record.article, provenance)]
    yield organizations, [_row(organizations, one, of_article) for one in record.organizations]
    yield (
        mentions,
        [
            _row(mentions, mention, of_article | {"organization_id": one.id})
            for one in record.organizations
            for mention in one.mentions
        ],
    )
    for table, marks in ((quantities, record.quantities), (dates, record.dates), (facts, record.facts)):
        yield table, [_row(table, mark, of_article) for mark in marks]


def batch_rows(
    records: Iterable[Record], failures: Iterable[Failure], at: datetime
) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a batch, every table once, a table before those that refer to it; failures and ledger last."""
    found: dict[str, list[Row]] = {table.name: [] for table in ALL}
    for record in records:
        for table, more in rows(record):
            found[table.name] += more
        found[LEDGER.name].append(_stored_entry(record, at))
    for failure in failures:
        found[FAILURES.name].append((failure.source, failure.stage, failure.error, failure.reason))
        found[LEDGER.name].append((failure.source, None, None, None, "failed", at))
    return ((table, found[table.name]) for table in ALL)


def _stored_entry(record: Record, at: datetime) -> Row:
    made = record.extractor
    return record.article.source, content_hash(record.article), made.version, made.model, "stored", at


def _row(table: Table, part: Any, more: dict[str, Any]) -> Row:
    values = {_RENAMED.get(name, name): value for name, value in part} | more
    return tuple(_stored(values[column.name], column.type) for column in table.columns)


def _stored(value: Any, type_: Type) -> Any:
    if type_ == "json":
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value
