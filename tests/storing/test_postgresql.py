"""PostgreSQL: what its own tables show, what it refuses, and a server that goes away in mid-run."""

from __future__ import annotations

import threading

import psycopg
import pytest
from contents import contents, expected

from extract.errors import Failure, StoringError, UsageError
from extract.record import Record
from extract.storing import open_sink
from extract.storing.database import GoneError
from extract.storing.postgresql import PostgresqlSink

from .samples import record

MANY = [record(number, f"{number}.txt") for number in range(12)]


def query(address: str, text: str) -> list[tuple]:
    with psycopg.connect(address) as database:
        return database.execute(text).fetchall()


def test_columns_have_the_right_types(postgresql: str) -> None:
    with open_sink(postgresql) as sink:
        sink.write(MANY, [])
    columns = query(
        postgresql,
        "SELECT DISTINCT data_type FROM information_schema.columns WHERE table_name = 'dates' AND column_name LIKE '%_day'"
        " UNION ALL SELECT data_type FROM information_schema.columns WHERE table_name = 'quantities' AND column_name = 'value'"
        " UNION ALL SELECT data_type FROM information_schema.columns WHERE table_name = 'organizations' AND column_name = 'aliases'"
        " UNION ALL SELECT data_type FROM information_schema.columns WHERE table_name = 'ledger' AND column_name = 'at'",
    )
    assert columns == [("date",), ("numeric",), ("jsonb",), ("timestamp with time zone",)]
    assert query(postgresql, "SELECT DISTINCT aliases->>0 FROM organizations") == [("江河",)]
    assert query(postgresql, "SELECT count(*) FROM ledger WHERE at > now() - interval '1 hour'") == [(12,)]


def test_every_reference_is_a_foreign_key_and_every_index_there(postgresql: str) -> None:
    with open_sink(postgresql):
        pass
    keys = query(
        postgresql,
        "SELECT contype::text, count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace GROUP BY 1",
    )
    assert sorted(keys) == [("f", 7), ("p", 9)]
    indexed = {
        name for (name,) in query(postgresql, "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
    }
    assert indexed >= {
        "organizations_name", "facts_metric", "quantities_unit", "dates_from_day_to_day", "articles_source",
    }  # fmt: skip


@pytest.mark.parametrize(
    "exact",
    ["12345678901234567890.123456789", "-0.000000000000000000001", "10000", "9999.9999", "0", "1" + "0" * 60],
)
def test_numbers_are_exact(postgresql: str, exact: str) -> None:
    row = record().model_dump(mode="json")
    row["quantities"][0] |= {"value": exact}
    with open_sink(postgresql) as sink:
        sink.write([Record.model_validate(row)], [])
    assert str(query(postgresql, "SELECT value::text FROM quantities")[0][0]) == exact


def test_long_texts_are_compressed_by_lz4_where_the_server_has_it(postgresql: str) -> None:
    with open_sink(postgresql) as sink:
        sink.write([record(more="一个字" * 3000)], [])
    has = query(postgresql, "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name LIKE '%toast_comp%'")
    used = query(postgresql, "SELECT pg_column_compression(text) FROM articles")
    assert used == ([("lz4",)] if has == [(True,)] else [("pglz",)])


def test_a_refused_record_is_a_failure_and_the_others_land(postgresql: str) -> None:
    """PostgreSQL's text has no NUL."""
    with open_sink(postgresql) as sink:
        refused = sink.write([MANY[0], record(1, "nul.txt", more="\0"), MANY[1]], [])
    assert [(failure.source, failure.stage) for failure in refused] == [("nul.txt", "storing")]
    assert contents(postgresql) == expected(MANY[:2], refused)


def test_a_schema_of_ones_own(postgresql: str) -> None:
    with psycopg.connect(postgresql) as database:
        database.execute("CREATE SCHEMA press")
    address = f"{postgresql}&options=-csearch_path%3Dpress"
    with open_sink(address) as sink:
        sink.write(MANY, [])
    assert contents(address) == expected(MANY)
    assert query(postgresql, "SELECT to_regclass('public.articles')") == [(None,)]


def test_a_newer_database_is_refused(postgresql: str) -> None:
    with open_sink(postgresql) as sink:
        sink.write(MANY, [])
    with psycopg.connect(postgresql) as database:
        database.execute("UPDATE schema_version SET version = 99")
    with pytest.raises(StoringError, match="newer version"), open_sink(postgresql):
        pass
    assert contents(postgresql) == expected(MANY)


def test_other_tables_of_these_names_are_left(postgresql: str) -> None:
    with psycopg.connect(postgresql) as database:
        database.execute("CREATE TABLE facts (mine text)")
    with pytest.raises(StoringError, match="already exists"), open_sink(postgresql):
        pass
    assert query(postgresql, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]


def test_two_runs_at_once_give_the_same_rows(postgresql: str) -> None:
    """Both open the empty database and write the same articles, in opposite order."""

    def feed(records: list[Record]) -> None:
        with open_sink(postgresql) as sink:
            for one in records:
                sink.write([one, records[0]], [])

    threads = [threading.Thread(target=feed, args=(records,)) for records in (MANY, MANY[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert contents(postgresql) == expected(MANY)


@pytest.mark.parametrize(
    "address", ["postgresql://desk:secret@[::1", "postgresql://desk:secret@h/d?nonsense=1"]
)
def test_a_wrong_address_is_told(address: str) -> None:
    with pytest.raises(UsageError, match="address") as error:
        open_sink(address)
    assert "secret" not in str(error.value)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(GoneError, match="the database press on /nowhere") as error:
        open_sink("postgresql://desk:secret@/press?host=/nowhere").__enter__()
    assert "secret" not in str(error.value)


def test_a_lost_connection_is_made_anew(
    postgresql: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(PostgresqlSink, "waits", (0.01,))
    with open_sink(postgresql) as sink:
        for one in MANY:
            sink.write([one], [])
            query(
                postgresql,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'extract'",
            )
        assert len(sink.known([one.article.source for one in MANY])) == 12
        query(
            postgresql,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'extract'",
        )
        sink.delete(["0.txt"])
    assert contents(postgresql) == expected(MANY[1:])
    assert "the next try is in 0.01 s" in caplog.text


def test_a_server_that_comes_back_is_waited_for(postgresql_server, postgresql: str) -> None:
    with open_sink(postgresql) as sink:
        sink.write(MANY[:6], [])
        postgresql_server.stop()
        later = threading.Timer(1.5, postgresql_server.start)
        later.start()
        sink.write(MANY[3:], [])
        later.join()
    assert contents(postgresql) == expected(MANY)


def test_a_server_that_stays_away_stops_the_run(
    postgresql_server, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PostgresqlSink, "waits", (0.01, 0.01))
    try:
        with (
            pytest.raises(StoringError, match=r"the database desk[0-9]+ on /.*can't be"),
            open_sink(postgresql) as sink,
        ):
            sink.write(MANY[:6], [])
            postgresql_server.stop()
            sink.write(MANY[6:], [Failure("x", "reading", "ReadingError", "empty")])
    finally:
        postgresql_server.start()
    assert contents(postgresql) == expected(MANY[:6])
