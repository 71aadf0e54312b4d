"""A real Dask scheduler with two worker processes on this machine, one of which is killed in mid-run or hangs.

All of it, the run too, goes on in processes of its own: this one may open no socket.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from extractors import Obedient

from extract.errors import UsageError
from extract.running import run

pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="dask.distributed is not installed")

# A run as a script: its arguments are the scheduler, the target, the folder and the time limit.
RUN = """
import sys
from extractors import Obedient
from extract.running import run, tasks
address, target, folder, limit = sys.argv[1:]
tasks._GRACE = 0
summary = run([folder], target, cluster=address, build=Obedient, time_limit=float(limit))
print(summary.articles, summary.unchanged, summary.failures)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        filler = str(number % 10) * 20_000
        (folder / f"{number:02}.txt").write_text(f"nap {number} {filler}" if number != 7 else "fail here")
    return folder


@pytest.fixture
def environment() -> dict[str, str]:
    paths = [str(Path(__file__).parent), *sys.path]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h",
    }


@pytest.fixture(params=["--no-nanny"])
def cluster(
    tmp_path: Path, environment, request: pytest.FixtureRequest
) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """The scheduler's address and the two workers; a nanny, where there is one, starts its worker anew."""

    def dask(tool: str, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", f"distributed.cli.dask_{tool}", "--no-dashboard", *arguments]
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=log, stdout=log)
        stack.callback(process.wait)
        stack.callback(process.terminate if request.param == "--nanny" else process.kill)
        return process

    with ExitStack() as stack, (tmp_path / "dask.log").open("w") as log:
        told = tmp_path / "scheduler.json"
        dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        wait_for(told.exists)
        worker = ("--scheduler-file", str(told), request.param, "--nthreads", "1", "--host", "127.0.0.1")
        workers = [dask("worker", *worker) for _ in range(2)]
        wait_for(lambda: (tmp_path / "dask.log").read_text().count("Registered to:") == 2)
        yield told.read_text().split('"address": "')[1].split('"')[0], workers


def wait_for(condition, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_a_worker_lost_in_mid_run_costs_nothing(tmp_path: Path, folder: Path, environment, cluster) -> None:
    address, workers = cluster
    alone, together = tmp_path / "alone.jsonl", tmp_path / "together.jsonl"
    command = [sys.executable, "-c", RUN, address, str(together), str(folder), "300"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        begun = folder.parent / "napping"
        wait_for(lambda: begun.exists() or process.poll() is not None)
        workers[0].kill()
        assert process.communicate(timeout=300)[0] == "29 0 1\n"
    run([folder], alone, build=Obedient)
    assert together.read_bytes() == alone.read_bytes()
    assert (
        together.with_name("together.failures.jsonl").read_bytes()
        == alone.with_name("alone.failures.jsonl").read_bytes()
    )
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert again.stdout == "0 29 1\n"


@pytest.mark.parametrize("cluster", ["--nanny"], indirect=True)
def test_an_article_that_hangs_fails_alone(tmp_path: Path, folder: Path, environment, cluster) -> None:
    (folder / "11.txt").write_text("sleep")
    target = tmp_path / "out.db"
    command = [sys.executable, "-c", RUN, cluster[0], str(target), str(folder), "5"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "28 0 2\n"
    with closing(sqlite3.connect(target)) as database:
        rows = database.execute("SELECT stage, error, reason FROM failures WHERE source LIKE '%11.txt'")
        assert rows.fetchall() == [("extracting", "TimeoutError", "it took longer than 5 seconds")]


def test_no_scheduler(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no address of a scheduler"):
        run([tmp_path], tmp_path / "out.jsonl", cluster="nowhere")
