"""A real PostgreSQL server for the tests that need one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from postgresql_server import PostgresqlServer, programs, server


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
