"""A real PostgreSQL server for tests and measurements, on a socket in a folder of its own, as an ordinary user."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path


class PostgresqlServer:
    """A server that only processes of this machine which know its folder can reach."""

    def __init__(self, programs: Path, home: Path, *, durable: bool = False) -> None:
        self._programs, self.home = programs, home
        self._durable = durable
        self._names = count(1)
        self._run(
            "initdb", "-D", home / "data", "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers. What isn't `durable` saves the waiting for the disk."""
        sync = "on" if self._durable else "off"
        options = f"-k {self.home} -c listen_addresses='' -c autovacuum=off -c fsync={sync}"
        self._run("pg_ctl", "-D", self.home / "data", "-l", self.home / "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stop the server at once, as a crash would."""
        self._run("pg_ctl", "-D", self.home / "data", "-m", "immediate", "-w", "stop")

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"desk{next(self._names)}"
        self._run("createdb", "-h", self.home, "-U", "desk", name)
        return f"postgresql:///{name}?host={self.home}&user=desk"

    def cpu_seconds(self) -> float:
        """What the server's processes have spent, those that have ended included."""
        first = (self.home / "data" / "postmaster.pid").read_text().split()[0]
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return _cpu_seconds(first, 4) + sum(_cpu_seconds(process, 2) for process in children)

    def _run(self, program: str, *arguments: str | Path) -> None:
        """PostgreSQL refuses to run as root; root runs it as the user that the package made."""
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert done.returncode == 0, done.stdout


def _cpu_seconds(process: str, counters: int) -> float:
    """The first of: user, system, and the same of children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return 0
    return sum(map(int, fields[11 : 11 + counters])) / os.sysconf("SC_CLK_TCK")


def programs() -> Path | None:
    """The folder of the newest PostgreSQL installed as Debian does; None where there is none."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(
        (folder for folder in folders if (folder / "initdb").exists()),
        key=lambda folder: int(folder.parent.name),
        default=None,
    )


@contextmanager
def server(*, durable: bool = False) -> Iterator[PostgresqlServer]:
    """A server that is stopped, and whose folder is gone, when the block ends."""
    found = programs()
    assert found, "PostgreSQL isn't installed"
    home = Path(tempfile.mkdtemp(prefix="pg-"))  # short, since a socket's path has to be
    try:
        if os.geteuid() == 0:
            shutil.chown(home, "postgres")
        running = PostgresqlServer(found, home, durable=durable)
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(home)
