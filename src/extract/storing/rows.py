"""Records and failures as rows of the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

from extract.errors import Failure
from extract.record import Record
from extract.storing.ledger import content_hash
from extract.storing.tables import ALL, FAILURES, HEAD, LEDGER, TABLES, Row, Table, Type


def batch_rows(
    records: Iterable[Record], failures: Iterable[Failure], at: datetime
) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a batch, every table once, a table before those that refer to it; failures and ledger last."""
    found: dict[str, list[Row]] = {table.name: [] for table in ALL}
    values = {table.name: _values(table) for table in TABLES}
    for record in records:
        for name, head, parts in _parts(record):
            of = values[name]
            found[name] += [head + of(part) for part in parts]
        found[LEDGER.name].append(_entry(record, at))
    for failure in failures:
        found[FAILURES.name].append((failure.source, failure.stage, failure.error, failure.reason))
        found[LEDGER.name].append((failure.source, None, None, None, "failed", at))
    return ((table, found[table.name]) for table in ALL)


def _parts(record: Record) -> Iterator[tuple[str, Row, Sequence[Any]]]:
    """The tables' names, with the first values of each row and the parts of the record that are a row each."""
    of_article = (record.article.id,)
    yield "articles", (), [record]
    yield "organizations", of_article, record.organizations
    for one in record.organizations:
        yield "mentions", (*of_article, one.id), one.mentions
    yield "quantities", of_article, record.quantities
    yield "dates", of_article, record.dates
    yield "facts", of_article, record.facts


def _values(table: Table) -> Callable[[Any], Row]:
    """What gives the values of a record's part, in the order of the table's columns behind the head."""
    columns = [column for column in table.columns if column.of != HEAD]
    attributes = attrgetter(*(column.of or column.name for column in columns))
    changes = [_CHANGED.get(column.type) for column in columns]
    if not any(changes):
        return attributes
    return lambda part: tuple(
        change(value) if change and value is not None else value
        for change, value in zip(changes, attributes(part), strict=True)
    )


def _entry(record: Record, at: datetime) -> Row:
    made = record.extractor
    return record.article.source, content_hash(record.article), made.version, made.model, "stored", at


def _decimal(value: Decimal | Fraction) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(value.numerator) / Decimal(value.denominator)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_CHANGED: Mapping[Type, Callable[[Any], Any]] = {"numeric": _decimal, "json": _json}
