"""Extraction as a function from columns to columns, for those who have their own engine: Spark, Ray Data, DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from extract.errors import ExtractError, Failure, UsageError
from extract.reading.articles import article
from extract.record import Article
from extract.running.engines import Extract, result_of
from extract.running.runs import default_extractor
from extract.storing.arrow import TYPES, fitting
from extract.storing.rows import batch_rows
from extract.storing.tables import TABLES, Column, Row, Table

if TYPE_CHECKING:
    from extract.organizations import Model

_ARTICLES, *_PARTS = TABLES


def extract_batch(
    batch: pa.RecordBatch, *, model: Model | None = None, register: str | Path | None = None
) -> pa.RecordBatch:
    """The records of a batch of articles, a row each, in order and in the columns of `batch_schema()`.

    `batch` has a column `text` and may have `id`, `source`, `title` and `published` (a date, a time or ISO 8601); other
    columns are left out. A row that gives no record has the reason in `error` and no more than its `id` and `source`.
    The extractor is built at the first call of a process. Raises `UsageError` where there is no column `text`.

    >>> batch = pa.RecordBatch.from_pydict({"id": ["7", "8"], "text": ["江河公司2024年营收3亿元", None]})
    >>> found = extract_batch(batch, model="none").to_pylist()
    >>> [(fact["metric"], fact["quantity_id"]) for fact in found[0]["facts"]], found[1]["error"]
    ([('营收', 'q1')], 'ReadingError: the article has no text')
    """
    if "text" not in batch.schema.names:
        raise UsageError(f"the batch has no column text, but {', '.join(batch.schema.names) or 'none'}")
    given = batch.to_pylist()
    records, failures = result_of(
        _extractor(model, register), [_item(row, at) for at, row in enumerate(given)]
    )
    made: list[dict[str, Any]] = [{name: _text(row.get(name)) for name in ("id", "source")} for row in given]
    for failure in failures:
        made[int(failure.source)]["error"] = f"{failure.error}: {failure.reason}"
    place = {record.article.id: int(record.article.source) for record in records}
    for table, rows in batch_rows(records, [], datetime.min):
        if table is _ARTICLES:
            for row in rows:
                made[place[row[0]]] |= {table.name: [] for table in _PARTS} | _named(_own(table), row)
        elif table in _PARTS:
            for row in rows:
                made[place[row[0]]][table.name].append(_named(_own(table), row))
    return pa.RecordBatch.from_pylist(made, schema=batch_schema())


def batch_schema() -> pa.Schema:
    """The columns that `extract_batch` gives: the article's, then its parts as lists, then `error`.

    >>> batch_schema().names[-6:]
    ['organizations', 'mentions', 'quantities', 'dates', 'facts', 'error']
    """
    parts = [pa.field(table.name, pa.list_(pa.struct(_fields(table)))) for table in _PARTS]
    outer = [pa.field(name, pa.string()) for name in ("id", "source", "error")]
    return pa.schema([*outer[:2], *_fields(_ARTICLES), *parts, outer[2]])


def _fields(table: Table) -> list[pa.Field]:
    return [
        pa.field(column.name, pa.string() if column.type == "json" else TYPES[column.type])
        for _, column in _own(table)
    ]


def _own(table: Table) -> list[tuple[int, Column]]:
    """The table's columns with their places, but those that the caller's own row has."""
    theirs = ("article_id", "source", "text") if table is _ARTICLES else ("article_id",)
    return [(at, column) for at, column in enumerate(table.columns) if column.name not in theirs]


def _named(columns: Iterable[tuple[int, Column]], row: Row) -> dict[str, Any]:
    return {column.name: fitting(row[at]) if column.type == "numeric" else row[at] for at, column in columns}


@lru_cache(maxsize=1)
def _extractor(model: Model | None, register: str | Path | None) -> Extract:
    return default_extractor(model, register)


def _item(row: Mapping[str, Any], at: int) -> Article | Failure:
    """The row as an article whose source, for the while, is its place."""
    name = str(at)
    try:
        return article(row["text"] or "", name, title=row.get("title"), published=_day(row.get("published")))
    except (ExtractError, ValueError) as error:
        return Failure.of(name, "reading", error)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: date | str | None) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value[:10]) if value else None
    return value.date() if isinstance(value, datetime) else value
