"""JSON lines: whole or not there, in the order of the inputs, the same bytes each time."""

import io
from pathlib import Path

import pytest

from extract.errors import Failure, StoringError
from extract.record import Record
from extract.storing import open_sink
from extract.storing.jsonl import StreamSink

from .samples import record


def sources(path: Path) -> list[str]:
    return [Record.from_json(line).article.source for line in path.read_text("utf-8").split("\n")[:-1]]


def test_failures_stand_beside(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.jsonl") as sink:
        sink.write([], [Failure("a.txt", "reading", "ReadingError", "空")])
    assert '"reason": "空"' in (tmp_path / "x.failures.jsonl").read_text("utf-8")
    with open_sink(tmp_path / "x.jsonl") as sink:
        sink.write([record()], [])
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]


def test_new_and_changed_records_come_behind_those_that_stay(tmp_path: Path) -> None:
    for batch in ([record(0, "a"), record(1, "b"), record(2, "c")], [record(3, "d"), record(4, "b")]):
        with open_sink(tmp_path / "x.jsonl") as sink:
            sink.write(batch, [])
    assert sources(tmp_path / "x.jsonl") == ["a", "c", "d", "b"]


def test_a_run_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    with open_sink(tmp_path / "x.jsonl") as sink:
        sink.write([record()], [])
    with pytest.raises(KeyError), open_sink(tmp_path / "x.jsonl") as sink:
        sink.write([record(1)], [Failure("b.txt", "reading", "ReadingError", "空")])
        raise KeyError
    assert [path.name for path in tmp_path.iterdir()] == ["x.jsonl"]
    assert (tmp_path / "x.jsonl").read_text("utf-8") == record().to_json() + "\n"


def test_gzip_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("x.jsonl.gz", "y.jsonl.gz"):
        for number in range(2):
            with open_sink(tmp_path / name) as sink:
                sink.write([record(number, f"{number}")], [])
    assert (tmp_path / "x.jsonl.gz").read_bytes() == (tmp_path / "y.jsonl.gz").read_bytes()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "a row of someone else"}\n', "line 2 is no record"),
        (record().to_json()[:-9], "line 2 is no record"),
        (record().to_json().replace('"1.0"', '"9.0"', 1) + "\n", "records of version 9.0"),
    ],
)
def test_other_lines_are_refused_and_left(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "x.jsonl").write_text(record().to_json() + "\n" + line, "utf-8")
    with pytest.raises(StoringError, match=reason), open_sink(tmp_path / "x.jsonl") as sink:
        sink.write([record()], [])
    assert (tmp_path / "x.jsonl").read_text("utf-8").endswith(line)


def test_a_stream_takes_records_and_remembers_nothing() -> None:
    stream = io.StringIO()
    with StreamSink("-", stream) as sink:
        sink.write([record()], [Failure("b.txt", "reading", "ReadingError", "空")])
        assert (dict(sink.known(["a.txt"])), list(sink.sources())) == ({}, [])
    assert stream.getvalue() == record().to_json() + "\n"
