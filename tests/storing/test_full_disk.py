"""A disk that is full in mid-run: a clean stop that says so, whole articles only, and a rerun that ends well."""

from __future__ import annotations

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from contents import contents, expected
from crashes import Made, text_of

from extract.errors import StoringError
from extract.reading.articles import article
from extract.record import Record
from extract.storing import open_sink

RECORDS = [Made()(article(text_of(one, 1), f"{one}.txt")) for one in range(400)]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The system refuses to let a file grow further, as it does when the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def feed(target: str, records: list[Record]) -> None:
    with open_sink(target) as sink:
        for start in range(0, len(records), 20):
            sink.write(records[start : start + 20], [])


@pytest.mark.parametrize("name", ["x.db", "x.duckdb", "x.jsonl", "x.jsonl.gz", "x.csv", "x.parquet"])
def test_a_full_disk_stops_cleanly(name: str, tmp_path: Path) -> None:
    target = str(tmp_path / name)
    (tmp_path / "whole").mkdir()
    feed(target, RECORDS[:20])
    feed(str(tmp_path / "whole" / name), RECORDS)
    largest = max(path.stat().st_size for path in (tmp_path / "whole").rglob("*") if path.is_file())
    with (
        pytest.raises(StoringError, match=f"{name} can't be"),
        files_of_at_most(largest // 8 if name.endswith(".duckdb") else largest // 2),
    ):
        feed(target, RECORDS)
    held = {row[1] for row in contents(target)["articles"]}
    assert len(held) >= 20 and contents(target) == expected(
        one for one in RECORDS if one.article.source in held
    )
    feed(target, RECORDS)
    assert contents(target) == expected(RECORDS)


def test_the_limit_is_felt(tmp_path: Path) -> None:
    with pytest.raises(OSError) as error, files_of_at_most(10):
        (tmp_path / "x").write_bytes(bytes(100))
    assert error.value.errno == errno.EFBIG
