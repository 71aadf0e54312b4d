"""From one version of the tables to the next: a database of any older version is brought up to this one's.

Version 2 added the ledger and made an article's source unique. Articles of version 1 come into the ledger without their
content's hash, so the next run reads them again. Version 3 tells in the ledger what is a copy of what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extract.storing.ddl import Dialect, create, create_table, create_views, quoted
from extract.storing.tables import LEDGER, SCHEMA_VERSION


def steps(found: int, dialect: Dialect) -> Iterator[str]:
    """The statements that bring a database of version `found` up to `SCHEMA_VERSION`; 0 is an empty one."""
    if found == 0:
        yield from create(dialect)
        return
    for version in range(found + 1, SCHEMA_VERSION + 1):
        yield from _TO[version](dialect)
    yield from create_views()


def _to_2(dialect: Dialect) -> Iterator[str]:
    yield from create_table(LEDGER, dialect)
    yield (
        "DELETE FROM articles WHERE article_id NOT IN (SELECT max(article_id) FROM articles GROUP BY source)"
    )
    yield "DROP INDEX articles_source"
    yield 'CREATE UNIQUE INDEX articles_source ON articles ("source")'
    yield (
        'INSERT INTO ledger (source, version, model, outcome, "at")'
        " SELECT source, version, model, 'stored', CURRENT_TIMESTAMP FROM articles"
        " WHERE source NOT IN (SELECT source FROM failures)"
    )
    yield (
        "INSERT INTO ledger (source, outcome, \"at\") SELECT source, 'failed', CURRENT_TIMESTAMP FROM failures"
    )


def _to_3(dialect: Dialect) -> Iterator[str]:
    names = quoted(column.name for column in LEDGER.columns if column.name != "copy_of")
    yield "CREATE TEMPORARY TABLE ledger_before AS SELECT * FROM ledger"
    yield "DROP TABLE ledger"
    yield from create_table(LEDGER, dialect)
    yield f"INSERT INTO ledger ({names}) SELECT {names} FROM ledger_before"
    yield "DROP TABLE ledger_before"


_TO: Mapping[int, Callable[[Dialect], Iterator[str]]] = {2: _to_2, 3: _to_3}
