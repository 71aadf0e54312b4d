"""Rows as Arrow tables, for the targets that are columns: DuckDB and Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa

from extract.storing.tables import Row, Table, Type

PRECISION, SCALE = 38, 18
"""The widest decimals that DuckDB and Parquet's readers share: twenty digits before the point, eighteen behind it."""
_WHOLE = Decimal(10) ** (PRECISION - SCALE)
_LAST = Decimal(1).scaleb(-SCALE)
_CONTEXT = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)

TYPES: Mapping[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int32(),
    "real": pa.float64(),
    "numeric": pa.decimal128(PRECISION, SCALE),
    "date": pa.date32(),
    "instant": pa.timestamp("us", tz="UTC"),
    "json": pa.json_(pa.string()),
}


def schema(table: Table) -> pa.Schema:
    """The table's columns in Arrow's types."""
    return pa.schema(
        [pa.field(column.name, TYPES[column.type], nullable=not column.required) for column in table.columns]
    )


def arrow_table(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows as columns."""
    columns = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    arrays = [_array(column.type, values) for column, values in zip(table.columns, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema(table))


def fitting(number: Decimal | None) -> Decimal | None:
    """The number, rounded behind the eighteenth place; None where it has more digits or would become nothing.

    >>> fitting(Decimal("3.9E+11")), fitting(Decimal("1E+20")), fitting(Decimal("1.6E-19"))
    (Decimal('390000000000.000000000000000000'), None, None)
    """
    if number is None or abs(number) >= _WHOLE:
        return None
    rounded = number.quantize(_LAST, context=_CONTEXT)
    return rounded if rounded or not number else None


def _array(type_: Type, values: Sequence[Any]) -> pa.Array:
    if type_ == "json":
        return pa.ExtensionArray.from_storage(TYPES[type_], pa.array(values, pa.string()))
    given = list(map(fitting, values)) if type_ == "numeric" else values
    return pa.array(given, TYPES[type_])
