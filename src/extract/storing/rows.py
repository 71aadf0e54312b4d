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
from extract.storing.ledger import FAILED, Copy, stored
from extract.storing.tables import FAILURES, HEAD, LEDGER, TABLES, Row, Table, Type


def batch_rows(
    records: Sequence[Record], failures: Sequence[Failure], at: datetime, copies: Sequence[Copy] = ()
) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a batch, every table once, a table before those that refer to it; failures and ledger last.

    A table's rows are made when it is its turn.
    """
    for table in TABLES:
        values = _values(table)
        yield (
            table,
            [
                head + values(part)
                for record in records
                for head, parts in _parts(table, record)
                for part in parts
            ],
        )
    yield FAILURES, [(failure.source, failure.stage, failure.error, failure.reason) for failure in failures]
    entries = [(record.article.source, stored(record)) for record in records]
    entries += [(failure.source, FAILED) for failure in failures]
    entries += [(copy.source, copy.entry) for copy in copies]
    yield LEDGER, [(source, *entry, at) for source, entry in entries]


def _parts(table: Table, record: Record) -> Iterable[tuple[Row, Sequence[Any]]]:
    """The parts of a record that are a row of the table each, with the first values of these rows."""
    of_article = (record.article.id,)
    if table.name == "articles":
        return [((), [record])]
    if table.name == "mentions":
        return [((*of_article, one.id), one.mentions) for one in record.organizations]
    return [(of_article, getattr(record, table.name))]


def _values(table: Table) -> Callable[[Any], Row]:
    """What gives the values of a record's part, in the order of the table's columns behind the head."""
    columns = [column for column in table.columns if column.of != HEAD]
    attributes = attrgetter(*(column.of or column.name for column in columns))
    changes = [(at, _CHANGED[column.type]) for at, column in enumerate(columns) if column.type in _CHANGED]
    if not changes:
        return attributes

    def values(part: Any) -> Row:
        row = list(attributes(part))
        for at, change in changes:
            row[at] = change(row[at])
        return tuple(row)

    return values


def _decimal(value: Decimal | Fraction | None) -> Decimal | None:
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value


_CHANGED: Mapping[Type, Callable[[Any], Any]] = {
    "numeric": _decimal,
    "json": json.JSONEncoder(ensure_ascii=False).encode,
}
