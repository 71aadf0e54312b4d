"""The database: the same rows however often a run is repeated, articles replaced whole, nothing half stored."""

import sqlite3
from pathlib import Path

import pytest

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing import open_sink
from extract.storing.tables import ALL, Table


def record(source: str = "a.txt", text: str = "江河公司2024年营收3亿元", name: str = "江河公司") -> Record:
    return Record.model_validate(
        {
            "article": {"id": f"{source}-{len(text)}", "source": source, "text": text},
            "organizations": [
                {"id": "o1", "name": name, "type": "company", "mentions": [
                    {"start": 0, "end": 4, "text": "江河公司", "confidence": 0.9, "by": "suffix"}]}
            ],
            "quantities": [{"id": "q1", "start": 11, "end": 14, "text": "3亿元", "kind": "money",
                            "value": "300000000", "unit": "CNY", "confidence": 1, "by": "money"}],
            "dates": [{"id": "d1", "start": 4, "end": 9, "text": "2024年", "kind": "period", "from": "2024-01-01",
                       "to": "2024-12-31", "granularity": "year", "confidence": 1, "by": "year"}],
            "facts": [{"id": "f1", "subject": "江河公司", "organization": "o1", "metric": "营收", "quantity": "q1",
                       "period": "d1", "start": 0, "end": 14, "confidence": 0.9, "by": "plain"}],
            "extractor": {"version": "1", "model": "none"},
        }
    )  # fmt: skip


def dump(path: Path) -> dict[str, list[tuple]]:
    database = sqlite3.connect(path)
    return {
        table.name: sorted(database.execute(f"SELECT {_compared(table)} FROM {table.name}"), key=repr)
        for table in ALL
    }


def _compared(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns if column.type != "instant")


def test_every_table_holds_the_record(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.db") as sink:
        sink.write([record()], [Failure("b.txt", "reading", "ReadingError", "empty")])
    found = dump(tmp_path / "x.db")
    assert {name: len(rows) for name, rows in found.items()} == dict.fromkeys(found, 1) | {"ledger": 2}
    database = sqlite3.connect(tmp_path / "x.db")
    wide = "SELECT organization, metric, value, unit, from_day, to_day, sentence FROM facts_wide"
    expected = ("江河公司", "营收", 300000000, "CNY", "2024-01-01", "2024-12-31", "江河公司2024年营收3亿元")
    assert database.execute(wide).fetchall() == [expected]
    assert database.execute("SELECT * FROM entities").fetchall() == [("江河公司", "company", 1)]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with open_sink(f"sqlite:///{tmp_path}/x.db") as sink:
            sink.write([record(), record("b.txt")], [])
        once = dump(tmp_path / "x.db")
    assert len(once["articles"]) == 2 and len(once["mentions"]) == 2


def test_an_edited_article_replaces_the_old_one(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.db") as sink:
        sink.write([record()], [])
        sink.write([record(text="江河公司2024年营收3亿元！")], [])
    found = dump(tmp_path / "x.db")
    assert [row[0] for row in found["articles"]] == ["a.txt-15"]
    assert {row[0] for name in ("mentions", "facts", "dates") for row in found[name]} == {"a.txt-15"}


def test_a_failure_goes_when_the_article_succeeds(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.db") as sink:
        sink.write([], [Failure("a.txt", "reading", "ReadingError", "empty")])
        sink.write([record()], [])
    assert dump(tmp_path / "x.db")["failures"] == []


def test_a_refused_record_is_a_failure_and_the_others_land(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.db") as sink:
        sink.write([record("c.txt")], [])
        before = dump(tmp_path / "x.db")
        sqlite3.connect(tmp_path / "x.db").executescript(
            "CREATE TRIGGER no BEFORE INSERT ON facts WHEN NEW.article_id LIKE 'c%' "
            "BEGIN SELECT RAISE(ABORT, 'no such fact'); END"
        )
        refused = sink.write([record("b.txt"), record("c.txt", text="江河公司2024年营收3亿元！")], [])
    found = dump(tmp_path / "x.db")
    assert refused == [Failure("c.txt", "storing", "RefusedError", "no such fact")]
    assert [row[1] for row in found["articles"]] == ["b.txt", "c.txt"] and len(found["facts"]) == 2
    assert [row for row in found["articles"] if row[1] == "c.txt"] == before["articles"]
    assert [(row[0], row[-1]) for row in found["ledger"]] == [("b.txt", "stored"), ("c.txt", "failed")]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "x.db").execute("PRAGMA user_version = 99")
    with pytest.raises(StoringError, match="newer version"), open_sink(tmp_path / "x.db"):
        pass


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(StoringError, match="no database"), open_sink(tmp_path / "x.db"):
        pass
