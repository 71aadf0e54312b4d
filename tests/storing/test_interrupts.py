"""Ctrl-C waits for a target that is being written, and for none that is only waited for."""

from __future__ import annotations

import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from contents import contents, expected

from extract.storing import open_sink
from extract.storing.interrupts import deferred, heard
from extract.storing.postgresql import PostgresqlSink

from .samples import record

ONE, TWO = record(0, "0.txt"), record(1, "1.txt")
NEVER = 100_000.0
"""Seconds longer than any test."""


def interrupt_soon() -> None:
    thread = threading.Timer(0.3, signal.pthread_kill, [threading.main_thread().ident, signal.SIGINT])
    thread.start()


def test_a_block_comes_to_its_end_before() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), deferred():
        signal.raise_signal(signal.SIGINT)
        done.append("written")
    assert done == ["written"] and signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_came_before_is_heard_where_it_may_be() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), deferred():
        signal.raise_signal(signal.SIGINT)
        with heard():
            done.append("waited")
    assert done == [] and signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_afterwards_it_is_put_off_again() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), deferred():
        with heard():
            done.append("waited")
        signal.raise_signal(signal.SIGINT)
        done.append("written")
    assert done == ["waited", "written"]


def test_a_server_that_is_gone(postgresql_server, postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostgresqlSink, "waits", (NEVER,))
    with open_sink(postgresql) as sink:
        sink.write([ONE], [])
        postgresql_server.stop()
        try:
            interrupt_soon()
            with pytest.raises(KeyboardInterrupt), deferred():
                sink.write([TWO], [])
        finally:
            postgresql_server.start()
    assert contents(postgresql) == expected([ONE])


def test_another_run_that_has_the_lock(postgresql: str) -> None:
    with open_sink(postgresql) as sink, psycopg.connect(postgresql) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtext('extract'))")
        interrupt_soon()
        with pytest.raises(KeyboardInterrupt), deferred():
            sink.write([ONE], [])
        other.rollback()
        sink.write([TWO], [])
    assert contents(postgresql) == expected([TWO])


def test_another_run_that_writes_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.storing.sqlite._WAIT", NEVER)
    with open_sink(tmp_path / "x.db") as sink, closing(sqlite3.connect(tmp_path / "x.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        interrupt_soon()
        with pytest.raises(KeyboardInterrupt), deferred():
            sink.write([ONE], [])
        other.rollback()
        sink.write([TWO], [])
    assert contents(str(tmp_path / "x.db")) == expected([TWO])
