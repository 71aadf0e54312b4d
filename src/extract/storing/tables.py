"""The record as tables: each column once, for every target.

Six tables, each row carrying `article_id`, and `failures`. Numbers are numeric (a ratio as its decimal value), days are
dates, lists and maps are JSON. `rows` turns a record into the rows of all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from extract.errors import Failure
from extract.record import Record

SCHEMA_VERSION = 1
Type = Literal["text", "integer", "real", "numeric", "date", "json"]


class Column(NamedTuple):
    """A column: its name, its type, and whether it is never null."""

    name: str
    type: Type
    required: bool = True


class Table(NamedTuple):
    """A table: its columns, its primary key, the columns to index, and its references (columns → table)."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
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
        indexes=(("source",), ("published",)),
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

_RENAMED = {
    "from_": "from_day",
    "to": "to_day",
    "organization": "organization_id",
    "quantity": "quantity_id",
    "period": "period_id",
}


def rows(record: Record) -> Iterator[tuple[Table, list[tuple[Any, ...]]]]:
    """The rows of a record, table by table, each a tuple in the order of the table's columns."""
    articles, organizations, mentions, quantities, dates, facts = TABLES
    id_ = record.article.id
    provenance = {"article_id": id_, "version": record.extractor.version, "model": record.extractor.model}
    yield articles, [_row(articles, record.article, provenance)]
    named = record.organizations
    yield organizations, [_row(organizations, one, {"article_id": id_}) for one in named]
    yield (
        mentions,
        [
            _row(mentions, mention, {"article_id": id_, "organization_id": one.id})
            for one in named
            for mention in one.mentions
        ],
    )
    for table, marks in ((quantities, record.quantities), (dates, record.dates), (facts, record.facts)):
        yield table, [_row(table, mark, {"article_id": id_}) for mark in marks]


def failure_row(failure: Failure) -> tuple[Any, ...]:
    """The row of a failure, in the order of the table's columns."""
    return failure.source, failure.stage, failure.error, failure.reason


def _row(table: Table, part: Any, more: dict[str, Any]) -> tuple[Any, ...]:
    values = {_RENAMED.get(name, name): value for name, value in part} | more
    return tuple(_stored(values[column.name], column.type) for column in table.columns)


def _stored(value: Any, type_: Type) -> Any:
    if type_ == "json":
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value
