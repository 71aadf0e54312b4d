"""SQLite: what its own file shows, what it refuses, and a database of the first version brought up to date."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from contents import contents, expected

from extract.errors import Failure, StoringError
from extract.storing import content_hash, open_sink

from .samples import record


def test_a_refused_record_is_a_failure_and_the_others_land(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    old, new = record(0, "c.txt"), record(1, "c.txt")
    with open_sink(path) as sink:
        sink.write([old], [])
        with closing(sqlite3.connect(path)) as database:
            database.executescript(
                f"CREATE TRIGGER no BEFORE INSERT ON facts WHEN NEW.article_id = '{new.article.id}' "
                "BEGIN SELECT RAISE(ABORT, 'no such fact'); END"
            )
        refused = sink.write([record(2, "b.txt"), new], [])
    assert refused == [Failure("c.txt", "storing", "RefusedError", "no such fact")]
    assert contents(str(path)) == expected([record(2, "b.txt"), old], refused)


def test_numbers_and_days_compare_in_sql(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.db") as sink:
        sink.write([record(number, f"{number}.txt") for number in range(4)], [])
    with closing(sqlite3.connect(tmp_path / "x.db")) as database:
        values = database.execute("SELECT value FROM quantities WHERE value < 1 ORDER BY value").fetchall()
        days = database.execute("SELECT count(*) FROM dates WHERE from_day >= '2024-01-01'").fetchall()
    assert (values, days) == ([(-3.125,), (0.25,)], [(2,)])


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(StoringError, match="newer version"), open_sink(tmp_path / "x.db"):
        pass


def test_a_database_with_other_tables_of_these_names_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as database:
        database.execute("CREATE TABLE facts (mine TEXT)")
    with pytest.raises(StoringError, match="table facts already exists"), open_sink(tmp_path / "x.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "x.db")) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("facts",)]


def test_another_process_that_writes_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.storing.sqlite._WAIT", 0.05)
    with open_sink(tmp_path / "x.db") as sink, closing(sqlite3.connect(tmp_path / "x.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoringError, match="locked"):
            sink.write([record()], [])
        other.execute("COMMIT")
        sink.write([record()], [])
    assert contents(str(tmp_path / "x.db")) == expected([record()])


def test_a_database_of_version_1_is_brought_up_to_date(tmp_path: Path) -> None:
    """As it was: no ledger, sources not unique. Afterwards its tables are those of a new one, its articles to be read again."""
    with open_sink(tmp_path / "new.db") as sink:
        sink.write([record(1), record(2, "b.txt")], [Failure("c.txt", "reading", "ReadingError", "empty")])
    with (
        closing(sqlite3.connect(tmp_path / "new.db")) as new,
        closing(sqlite3.connect(tmp_path / "old.db")) as old,
    ):
        old.executescript("".join(f"{line}\n" for line in new.iterdump()))
        old.executescript(
            "DROP TABLE ledger; DROP INDEX articles_source; CREATE INDEX articles_source ON articles (source);"
            "DROP VIEW entities; DROP VIEW article_sources; PRAGMA user_version = 1;"
            "INSERT INTO articles SELECT 'a', source, title, published, media_type, encoding, script, text, version, model"
            " FROM articles WHERE source = 'a.txt'"
        )
    with open_sink(tmp_path / "old.db") as sink:
        known = sink.known(["a.txt", "b.txt", "c.txt"])
        assert [(known[name].content, known[name].outcome) for name in sorted(known)] == [
            (None, "stored"), (None, "stored"), (None, "failed"),
        ]  # fmt: skip
        sink.write([record(1), record(2, "b.txt")], [])
    assert contents(str(tmp_path / "old.db")) == contents(str(tmp_path / "new.db"))
    assert _tables(tmp_path / "old.db") == _tables(tmp_path / "new.db")


def test_a_database_of_version_2_knows_what_it_knew(tmp_path: Path) -> None:
    failed = Failure("c.txt", "reading", "ReadingError", "empty")
    for name in ("new.db", "old.db"):
        with open_sink(tmp_path / name) as sink:
            sink.write([record(1), record(2, "b.txt")], [failed])
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(
            "DROP VIEW article_sources; DROP INDEX ledger_copy_of; ALTER TABLE ledger DROP COLUMN copy_of;"
            "PRAGMA user_version = 2;"
        )
    with open_sink(tmp_path / "old.db") as sink:
        assert sink.known(["a.txt"])["a.txt"].is_current(content_hash(record(1).article))
    assert contents(str(tmp_path / "old.db")) == expected([record(1), record(2, "b.txt")], [failed])
    assert _tables(tmp_path / "old.db") == _tables(tmp_path / "new.db")


def _tables(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as database:
        found = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
    return [(name, re.sub(r'["\s]', "", sql)) for name, sql in found]
