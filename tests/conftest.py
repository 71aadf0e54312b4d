"""What all tests share: how Hypothesis searches, and a real PostgreSQL server for the tests that need one."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from postgresql_server import PostgresqlServer, programs, server

# A busy machine is no defect, so nothing is timed; in CI the same examples are tried at every run, so that a change is
# judged by what it changed. Runs by hand go on searching.
settings.register_profile("extract", derandomize="CI" in os.environ)
settings.load_profile("extract")


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c() -> Iterator[None]:
    """Ctrl-C is heard: a shell has what it starts in the background ignore it, and all that this starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    if not programs():
        pytest.skip("PostgreSQL isn't installed (Debian: apt-get install postgresql)")
    with server() as running:
        yield running


@pytest.fixture
def postgresql(postgresql_server: PostgresqlServer) -> str:
    """The address of an empty PostgreSQL database."""
    return postgresql_server.new_database()


def _calls(work: Callable[[], object]) -> int:
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    work()  # the tables are read before
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


@pytest.fixture(scope="session")
def calls() -> Callable[[Callable[[], object]], int]:
    """How many functions a call calls: work that is the same on any machine, as its time isn't."""
    return _calls
