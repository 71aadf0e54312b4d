"""JSON lines: whole or not there."""

from pathlib import Path

import pytest

from extract.errors import Failure
from extract.record import Article, Provenance, Record
from extract.storing import open_sink

RECORD = Record(
    article=Article(id="a", source="a.txt", text="甲"), extractor=Provenance(version="1", model="none")
)


def test_records_are_written_and_nothing_else_left(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.jsonl") as sink:
        sink.write([RECORD], [])
        sink.write([RECORD], [])
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]
    assert [Record.from_json(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()] == [
        RECORD
    ] * 2


def test_failures_stand_beside(tmp_path: Path) -> None:
    for failures in ([Failure("a.txt", "reading", "ReadingError", "空")], []):
        with open_sink(tmp_path / "x.jsonl") as sink:
            sink.write([], failures)
        assert (tmp_path / "x.failures.jsonl").exists() is bool(failures)


def test_a_run_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("old")
    with pytest.raises(KeyError), open_sink(tmp_path / "x.jsonl") as sink:
        sink.write([RECORD], [])
        raise KeyError
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]
    assert (tmp_path / "x.jsonl").read_text() == "old"
