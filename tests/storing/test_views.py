"""The views: the same names, the same columns and the same answers in every database."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from extract.storing import Copy, open_sink

from .samples import record, rows

RECORDS = [record(number, f"{number}.txt") for number in range(4)]
COLUMNS = ("source", "subject", "organization", "metric", "cmp", "value", "low", "high", "unit", "period", "from_day", "to_day",
           "sentence")  # fmt: skip
COMPANY, SAID, YEAR = "江河公司", "江河公司2024年营收3亿元", "2024年"
FACTS = [
    ("0.txt", COMPANY, None, "营收", "=", 300000000, None, None, "CNY", None, None, None, SAID),
    ("1.txt", COMPANY, COMPANY, "营收", "=", 0.25, None, None, "CNY", YEAR, None, None, SAID),
    ("2.txt", COMPANY, COMPANY, "营收", "=", None, 0.5, 12.25, "CNY", None, None, None, SAID),
    ("3.txt", COMPANY, None, "营收", "=", -3.125, None, None, "CNY", YEAR, "2024-02-29", None, SAID),
]
ENTITIES = [(COMPANY, "company", {"uscc": str(number)}, 1, 1) for number in range(4)]


@pytest.mark.parametrize("target", ["x.db", "x.duckdb", "postgresql"], indirect=True)
def test_the_views_answer_alike(target: str) -> None:
    with open_sink(target) as sink:
        sink.write(RECORDS, [], [Copy("copy.txt", "", "0.txt")])
    facts = rows(target, f"SELECT {', '.join(COLUMNS)} FROM facts_wide ORDER BY source")
    assert [tuple(map(plain, row)) for row in facts] == FACTS
    entities = rows(
        target, "SELECT name, type, identifiers, articles, names FROM entities ORDER BY identifiers"
    )
    sources = rows(
        target,
        "SELECT a.source, s.source FROM article_sources s JOIN articles a USING (article_id) ORDER BY 1, 2",
    )
    assert sources == [
        ("0.txt", "0.txt"),
        ("0.txt", "copy.txt"),
        *((f"{n}.txt", f"{n}.txt") for n in (1, 2, 3)),
    ]
    assert [(name, type_, json.loads(codes), *counts) for name, type_, codes, *counts in entities] == ENTITIES


def plain(value: Any) -> Any:
    """Decimals of all sizes and floats as one number, days as SQLite has them."""
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str) else float(value)
