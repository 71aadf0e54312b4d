"""The tables, indexes and views as SQL, in the words of each database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extract.storing.tables import ALL, TABLES, Table, Type
from extract.storing.views import VIEWS


@dataclass(frozen=True, slots=True)
class Dialect:
    """What databases say differently.

    `types` names the column types, `parameter` stands for a parameter, `members` is a subquery for the items of a list
    that is one parameter, and `references` tells whether foreign keys are declared.
    """

    types: Mapping[Type, str]
    parameter: str
    members: str
    references: bool = True


def create(dialect: Dialect) -> Iterator[str]:
    """The statements that make an empty database, in order."""
    for table in ALL:
        yield from create_table(table, dialect)
    yield from create_views()


def create_table(table: Table, dialect: Dialect) -> Iterator[str]:
    """The statements for one table and its indexes."""
    yield f"CREATE TABLE {table.name} ({', '.join(_definitions(table, dialect))})"
    for columns in table.unique:
        yield f"CREATE UNIQUE INDEX {_index(table, columns)} ON {table.name} ({quoted(columns)})"
    for columns in table.indexes:
        yield f"CREATE INDEX {_index(table, columns)} ON {table.name} ({quoted(columns)})"


def create_views() -> Iterator[str]:
    """The statements for the views, which replace views of the same names."""
    for name, query in VIEWS.items():
        yield f"DROP VIEW IF EXISTS {name}"
        yield f"CREATE VIEW {name} AS {query.strip()}"


def quoted(names: Iterable[str]) -> str:
    """The names as a list in SQL.

    >>> quoted(["start", "end"])
    '"start", "end"'
    """
    return ", ".join(f'"{name}"' for name in names)


def _index(table: Table, columns: tuple[str, ...]) -> str:
    return "_".join((table.name, *columns))


def _definitions(table: Table, dialect: Dialect) -> Iterator[str]:
    for column in table.columns:
        yield f'"{column.name}" {dialect.types[column.type]}{" NOT NULL" if column.required else ""}'
    yield f"PRIMARY KEY ({quoted(table.key)})"
    for columns, target in table.references if dialect.references else ():
        key = next(other.key for other in TABLES if other.name == target)
        yield f"FOREIGN KEY ({quoted(columns)}) REFERENCES {target} ({quoted(key)}) ON DELETE CASCADE"
