"""Columns in, columns out: a row for every row, in order, as types that any engine of columns knows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest

pa = pytest.importorskip("pyarrow")

from extract import UsageError, batch_schema, extract_batch  # noqa: E402  # only where pyarrow is

light = partial(extract_batch, model="none")
TEXT = "江河新材料股份有限公司昨日宣布投资3.5亿元。"


def test_a_record_as_a_row() -> None:
    batch = pa.RecordBatch.from_pydict(
        {"id": [7], "source": ["desk"], "published": [date(2025, 3, 5)], "text": [TEXT], "mood": ["good"]}
    )
    (row,) = light(batch).to_pylist()
    assert (row["id"], row["source"], row["published"], row["error"]) == ("7", "desk", date(2025, 3, 5), None)
    assert [one["name"] for one in row["organizations"]] == ["江河新材料股份有限公司"]
    assert [(one["text"], one["value"], one["unit"]) for one in row["quantities"]] == [
        ("3.5亿元", Decimal(350_000_000), "CNY")
    ]
    assert [(one["text"], one["from_day"]) for one in row["dates"]] == [("昨日", date(2025, 3, 4))]


@pytest.mark.parametrize(
    "published",
    ["2025-03-05", "2025-03-05T08:00:00+08:00", date(2025, 3, 5), datetime(2025, 3, 5, 8)],
    ids=repr,
)
def test_days_of_publication(published: object) -> None:
    batch = pa.RecordBatch.from_pydict({"text": [TEXT], "published": [published]})
    assert light(batch).column("published").to_pylist() == [date(2025, 3, 5)]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"text": None}, "ReadingError: the article has no text"),
        ({"text": " \n"}, "ReadingError: the article has no text"),
        ({"text": TEXT, "published": "yesterday"}, "ValueError: Invalid isoformat string: 'yesterday'"),
    ],
)
def test_a_faulty_row_harms_no_other(row: dict, error: str) -> None:
    rows = [{"id": "1", "text": TEXT}, {"id": "2", **row}, {"id": "3", "text": TEXT}]
    found = light(
        pa.RecordBatch.from_pylist(
            rows, pa.schema({name: pa.string() for name in ("id", "text", "published")})
        )
    )
    assert found.column("error").to_pylist() == [None, error, None]
    assert found.column("id").to_pylist() == ["1", "2", "3"]
    one, two, three = found.to_pylist()
    assert one["facts"] == three["facts"] and one["quantities"] and two["quantities"] is None


def test_no_rows_and_no_text() -> None:
    assert light(pa.RecordBatch.from_pydict({"text": pa.array([], pa.string())})).schema == batch_schema()
    with pytest.raises(UsageError, match="no column text, but content"):
        light(pa.RecordBatch.from_pydict({"content": [TEXT]}))


def test_duckdb_asks_through_it() -> None:
    duckdb = pytest.importorskip("duckdb")
    texts = pa.table({"id": ["1", "2"], "text": [TEXT, "天气晴朗。"]})
    database = duckdb.connect()
    database.register(
        "found", pa.RecordBatchReader.from_batches(batch_schema(), map(light, texts.to_batches()))
    )
    query = "SELECT id, q.value FROM (SELECT id, unnest(quantities) AS q FROM found)"
    assert database.sql(query).fetchall() == [("1", Decimal(350_000_000))]
