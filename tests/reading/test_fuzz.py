"""Mutated files of every format: no crash, no hang, every failure one line, and good files beside them are read."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import Failure
from extract.reading import read
from extract.record import Article

from .fuzzing import mutated
from .samples import FILES

SECONDS = 5.0


def check(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    started = time.perf_counter()
    rows = list(read([path], notify=lambda notice: None))
    assert time.perf_counter() - started < SECONDS
    assert rows, "neither an article nor a failure"
    for row in rows:
        assert row.source.startswith(path.as_posix())
        if isinstance(row, Failure):
            assert row.stage == "reading" and row.reason.strip() and "\n" not in str(row)
        else:
            assert isinstance(row, Article) and row.text.strip()


@pytest.mark.parametrize("name", FILES)
def test_mutated_files(tmp_path: Path, name: str) -> None:
    for seed in range(20):
        check(tmp_path / name, mutated(FILES[name], random.Random(f"{name} {seed}")))


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.md", "a.json", "a.jsonl", "a.csv", "a.xml", "a.eml", "a.docx", "a.pdf"]
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_any_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    check(tmp_path / name, data)
