"""A real PostgreSQL server for the tests that need one: started once, on a socket of its own, as an ordinary user."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest


class PostgresqlServer:
    """A server in a folder of its own. No client but those of this machine that know the folder can reach it."""

    def __init__(self, programs: Path, home: Path) -> None:
        self._programs, self.home = programs, home
        self._names = count(1)
        self._run(
            "initdb", "-D", home / "data", "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        self.start()

    def start(self) -> None:
        options = f"-k {self.home} -c listen_addresses='' -c fsync=off -c max_wal_size=2GB"
        self._run("pg_ctl", "-D", self.home / "data", "-l", self.home / "log", "-o", options, "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self.home / "data", "-m", how, "-w", "stop")

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"desk{next(self._names)}"
        self._run("createdb", "-h", self.home, "-U", "desk", name)
        return f"postgresql:///{name}?host={self.home}&user=desk"

    def _run(self, program: str, *arguments: str | Path) -> None:
        """PostgreSQL refuses to run as root; root runs it as the user that the package made."""
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert done.returncode == 0, done.stdout


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    programs = max(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=None
    )
    if programs is None or not (programs / "initdb").exists():
        pytest.skip("PostgreSQL isn't installed (Debian: apt-get install postgresql)")
    home = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path has to be short
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    try:
        server = PostgresqlServer(programs, home)
        yield server
        server.stop()
    finally:
        shutil.rmtree(home)


@pytest.fixture
def postgresql(postgresql_server: PostgresqlServer) -> str:
    """The address of an empty PostgreSQL database."""
    return postgresql_server.new_database()
