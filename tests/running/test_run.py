"""A run: order kept, one article's fault kept to itself, what is new and what is gone, the same on several processes."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from extractors import Newer, Obedient, Processed, damaged, stillborn

from extract.errors import ModelError, RunningError, UsageError
from extract.record import Record
from extract.running import Summary, processes, run, tasks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text("fail here" if number == 7 else f"article {number}")
    (folder / "99.txt").write_bytes(b"")
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.db"


def sources(target: Path, table: str = "articles") -> list[str]:
    rows = sqlite3.connect(target).execute(f"SELECT source FROM {table} ORDER BY source")
    return [Path(source).name for (source,) in rows]


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_every_article_lands_or_fails(folder: Path, tmp_path: Path, workers: int) -> None:
    out = tmp_path / "out.jsonl"
    summary = run([folder], out, workers=workers, build=Obedient)
    listed = [
        Path(Record.from_json(line).article.source).name for line in out.read_text("utf-8").splitlines()
    ]
    assert listed == [f"{number:02}.txt" for number in range(30) if number != 7]
    assert (summary.articles, summary.failures) == (29, 2)
    failures = (tmp_path / "out.failures.jsonl").read_text("utf-8")
    assert '"stage": "extracting", "error": "ZeroDivisionError", "reason": "asked to"' in failures


@pytest.mark.parametrize(
    "options",
    [{"workers": -1}, {"time_limit": 0}, {"cluster": "nowhere"}, {"follow": True}],
    ids=lambda options: next(iter(options)),
)
def test_wrong_use(tmp_path: Path, options: dict) -> None:
    with pytest.raises(UsageError):
        run([tmp_path / "missing"], tmp_path / "out.jsonl", build=Obedient, **options)


def test_the_watcher_sees_every_batch(folder: Path, target: Path) -> None:
    seen = []
    run([folder], target, build=Obedient, watch=lambda summary, result: seen.append(summary.articles))
    assert seen == [29]


def test_several_targets_take_the_same(folder: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    run([folder], [one, two], build=Obedient)
    assert sources(one) == sources(two) and len(sources(one)) == 29


# What happens to the files between two runs, the second run's options; what it reads, leaves, deletes and fails.
CHANGES = [
    ("nothing", {}, (0, 29, 0, 2)),
    ("changed", {}, (1, 28, 0, 2)),
    ("added", {}, (1, 29, 0, 2)),
    ("mended", {}, (1, 29, 0, 1)),
    ("removed", {}, (0, 28, 0, 2)),
    ("removed", {"prune": True}, (0, 28, 1, 2)),
    ("nothing", {"refresh": True}, (0, 29, 0, 2)),
    ("nothing", {"build": Newer}, (0, 29, 0, 2)),
    ("nothing", {"build": Newer, "refresh": True}, (29, 0, 0, 2)),
]


@pytest.mark.parametrize("workers", [0, 1])
@pytest.mark.parametrize(("change", "options", "counts"), CHANGES)
def test_what_is_new(
    folder: Path, target: Path, change: str, options: dict, counts: tuple[int, ...], workers: int
) -> None:
    run([folder], target, build=Obedient)
    match change:
        case "changed":
            (folder / "03.txt").write_text("another text")
        case "added":
            (folder / "50.txt").write_text("one more text")
        case "mended":
            (folder / "07.txt").write_text("good now")
        case "removed":
            (folder / "03.txt").unlink()
    summary = run([folder], target, workers=workers, **{"build": Obedient, **options})
    assert (summary.articles, summary.unchanged, summary.deleted, summary.failures) == counts
    kept = {"added": 30, "mended": 30}.get(change, 29) - counts[2]
    assert len(sources(target)) == kept


def test_pruning_keeps_what_is_elsewhere_or_cannot_be_looked_at(
    folder: Path, tmp_path: Path, target: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("elsewhere")
    (folder / "many.jsonl").write_text(
        '{"id": "1", "text": "one of many"}\n{"id": "2", "text": "two of many"}\n'
    )
    run([folder, other], target, build=Obedient)
    (folder / "many.jsonl").write_bytes(b"\x1f\x8b damaged")
    summary = run([folder], target, build=Obedient, prune=True)
    assert summary.deleted == 0
    assert {"a.txt", "many.jsonl#1", "many.jsonl#2"} <= set(sources(target))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_poisonous_article_is_found(folder: Path, target: Path, workers: int) -> None:
    (folder / "11.txt").write_text("die")
    summary = run([folder], target, workers=workers, build=Obedient)
    assert (summary.articles, summary.failures) == (28, 3)
    (row,) = sqlite3.connect(target).execute(
        "SELECT stage, error, reason FROM failures WHERE source LIKE '%11.txt'"
    )
    assert row == (
        "extracting",
        "ChildProcessError",
        "its process was killed by SIGKILL: perhaps the memory was full",
    )


def test_a_process_killed_once_costs_no_article(folder: Path, tmp_path: Path, target: Path) -> None:
    (folder / "11.txt").write_text(f"die once {tmp_path / 'flag'}")
    summary = run([folder], target, workers=2, build=Obedient)
    assert (summary.articles, summary.failures) == (29, 2) and (tmp_path / "flag").exists()


def test_an_article_that_takes_too_long_fails_alone(folder: Path, target: Path, monkeypatch) -> None:
    monkeypatch.setattr(tasks, "_GRACE", 0)
    (folder / "11.txt").write_text("sleep")
    summary = run([folder], target, workers=1, build=Obedient, time_limit=1)
    assert (summary.articles, summary.failures) == (28, 3)
    (row,) = sqlite3.connect(target).execute("SELECT error, reason FROM failures WHERE source LIKE '%11.txt'")
    assert row == ("TimeoutError", "it took longer than 1 seconds")


def test_processes_are_replaced(folder: Path, tmp_path: Path, monkeypatch) -> None:
    for number in range(4):
        (folder / f"{number:02}.txt").write_text(str(number) * 60_000)
    monkeypatch.setattr(processes, "LIFE", 100_000)
    run([folder], tmp_path / "out.jsonl", workers=1, build=Processed)
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    processes_ = {Record.from_json(line).extractor.model for line in lines}
    assert len(processes_) == 3 and str(os.getpid()) not in processes_


@pytest.mark.parametrize(("build", "error"), [(damaged, ModelError), (stillborn, RunningError)])
def test_processes_that_cannot_start_end_the_run(folder: Path, target: Path, build, error) -> None:
    with pytest.raises(error):
        run([folder], target, workers=2, build=build)


def test_nothing_new_starts_no_process(folder: Path, target: Path) -> None:
    (folder / "07.txt").unlink()
    run([folder], target, build=Obedient)
    assert run([folder], target, workers=2, build=damaged).unchanged == 29


@pytest.mark.parametrize("workers", [0, 2])
def test_an_interrupted_run_keeps_what_it_stored(folder: Path, tmp_path: Path, workers: int) -> None:
    for number in range(8):
        (folder / f"{number:02}.txt").write_text(str(number) * 60_000)
    out = tmp_path / "out.db"

    def interrupt(summary: Summary, result: object) -> None:
        if summary.articles >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([folder], out, workers=workers, build=Obedient, watch=interrupt)
    assert sources(out) == ["00.txt", "01.txt", "02.txt"]
    assert run([folder], out, workers=workers, build=Obedient).unchanged == 3
    assert len(sources(out)) == 30


def test_stop_ends_a_run_between_batches(folder: Path, target: Path) -> None:
    for number in range(8):
        (folder / f"{number:02}.txt").write_text(str(number) * 60_000)
    stop = threading.Event()
    run([folder], target, build=Obedient, stop=stop, watch=lambda *_: stop.set())
    assert sources(target) == ["00.txt"]


@pytest.fixture
def following(folder: Path, target: Path) -> Iterator[list[str]]:
    """A run that follows the folder in a thread of its own, and the failures that it tells."""
    stop = threading.Event()
    told: list[str] = []
    options = {"workers": 0, "build": Obedient, "follow": True, "prune": True, "stop": stop}
    options["watch"] = lambda _, result: told.extend(Path(one.source).name for one in result.failures)
    thread = threading.Thread(target=run, args=([folder], target), kwargs=options)
    thread.start()
    yield told
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def until(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether the condition comes true in time; a database that isn't there yet is no error."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(sqlite3.OperationalError):
            if condition():
                return True
        time.sleep(0.1)
    return False


def test_following_a_folder(folder: Path, target: Path, following: list[str]) -> None:
    assert until(lambda: len(sources(target)) == 29)
    (folder / "deep").mkdir()
    (folder / "deep" / "new.txt").write_text("arrived")
    assert until(lambda: "new.txt" in sources(target))
    (folder / "03.txt").unlink()
    assert until(lambda: "03.txt" not in sources(target))
    assert following == ["07.txt", "99.txt"]  # each once, though each pass has looked at them
