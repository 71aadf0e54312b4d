"""Records to store, targets to store them in, and what SQL finds there."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import Any

from extract.record import Record

TARGETS = ["x.jsonl", "x.jsonl.gz", "x.csv", "x.parquet", "x.db", "x.duckdb", "postgresql"]
AWKWARD = [
    '，"引号"',
    "\n第二行",
    ",逗号",
    "𠮷😀",
    "\\N\t\\",
    "'; DROP TABLE facts --",
    "",
    "\u3000",
    "%s {}",
]
VALUES = [{"value": "300000000"}, {"value": "1/4"}, {"low": "0.5", "high": "12.25"}, {"value": "-3.125"}]
DAYS = [("2024-01-01", "2024-12-31"), (None, None), ("1949-10-01", "1949-10-01"), ("2024-02-29", None)]
PUBLISHED = ["2025-03-05", None, "2024-12-31", "2025-03-31"]


def record(number: int = 0, source: str = "a.txt", more: str | None = None) -> Record:
    """A record with a row in every table; what is in it varies with `number`, its text ends with `more`."""
    text = f"江河公司2024年营收3亿元{AWKWARD[number % len(AWKWARD)] if more is None else more}"
    digest = hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()
    first, last = DAYS[number % len(DAYS)]
    company = {"start": 0, "end": 4, "text": "江河公司", "confidence": 0.9, "by": "suffix"}
    return Record.model_validate(
        {
            "article": {"id": digest[:16], "source": source, "text": text,
                        "title": AWKWARD[number % len(AWKWARD)] or None, "published": PUBLISHED[number % len(PUBLISHED)]},
            "organizations": [{"id": "o1", "name": "江河公司", "type": "company", "aliases": ["江河", "“JH”"],
                               "identifiers": {"uscc": str(number)}, "mentions": [company]}],
            "quantities": [{"id": "q1", "start": 11, "end": 14, "text": "3亿元", "kind": "money", "unit": "CNY",
                            "confidence": 1, "by": "money"} | VALUES[number % len(VALUES)]],
            "dates": [{"id": "d1", "start": 4, "end": 9, "text": "2024年", "kind": "period", "from": first, "to": last,
                       "granularity": "year", "confidence": 1, "by": "year"}],
            "facts": [{"id": "f1", "subject": "江河公司", "organization": "o1" if number % 3 else None, "metric": "营收",
                       "quantity": "q1", "period": "d1" if number % 2 else None, "start": 0, "end": 14,
                       "confidence": 0.8125, "by": "plain"}],
            "extractor": {"version": "1", "model": "none"},
        }
    )  # fmt: skip


def rows(target: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query, none for any other statement."""
    if target.startswith("postgresql"):
        import psycopg

        with psycopg.connect(target) as database:
            cursor = database.execute(query.encode())
            return cursor.fetchall() if cursor.description else []
    if target.endswith(".duckdb"):
        import duckdb

        with duckdb.connect(target) as file:
            return file.execute(query).fetchall()
    with closing(sqlite3.connect(target)) as lite:
        return lite.execute(query).fetchall()
