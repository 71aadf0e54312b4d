"""Mutated files of every format: no crash, no hang, every failure one line, and good files beside them are read."""

import io
import json
import random
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import Failure
from extract.reading import read
from extract.record import Article

from .fuzzing import mutated
from .samples import FILES, tarred, zipped

SECONDS = 5.0


def check(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    started = time.process_time()
    rows = list(read([path], notify=lambda notice: None))
    assert time.process_time() - started < SECONDS
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


def test_a_documents_mutated_markup(tmp_path: Path) -> None:
    """Inside the archive, whose checksums keep mutations of the whole file from getting this far."""
    with zipfile.ZipFile(io.BytesIO(FILES["notes.docx"])) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for seed in range(40):
        chance = random.Random(seed)
        name = chance.choice(["word/document.xml", "word/footnotes.xml"])
        check(tmp_path / "a.docx", zipped(**{**members, name: mutated(members[name], chance)}))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_damaged_in_one_costs_no_other(tmp_path: Path, seed: int) -> None:
    """One row or member of forty is mutated: the other thirty-nine come out as they are."""
    chance = random.Random(seed)
    texts = [f"第{number}篇的正文写在这里，全市增长{number}%。" for number in range(40)]
    hit = chance.randrange(40)
    rows = [json.dumps({"text": text}, ensure_ascii=False).encode() for text in texts]
    rows[hit] = mutated(rows[hit], chance).replace(b"\n", b" ").replace(b"\r", b" ")
    members = {f"{number:02}.txt": text.encode() for number, text in enumerate(texts)}
    members[f"{hit:02}.txt"] = mutated(members[f"{hit:02}.txt"], chance)
    for name, data in (
        ("a.jsonl", b"\n".join(rows) + b"\n"),
        ("a.zip", zipped(**members)),
        ("a.tar", tarred(**members)),
        ("a.tar.gz", tarred("w:gz", **members)),
    ):
        (tmp_path / name).write_bytes(data)
        found = [
            row.text for row in read([tmp_path / name], notify=lambda n: None) if isinstance(row, Article)
        ]
        assert [text for text in found if text in texts and text != texts[hit]] == [
            *texts[:hit], *texts[hit + 1 :]
        ], name  # fmt: skip


@pytest.mark.parametrize(
    "name", ["a.txt", "a.html", "a.md", "a.json", "a.jsonl", "a.csv", "a.xml", "a.eml", "a.docx", "a.pdf"]
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore")))
def test_any_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    check(tmp_path / name, data)
