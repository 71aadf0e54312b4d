"""A run: order kept, one article's fault kept to itself, the same result on several processes."""

from pathlib import Path

import pytest

from extract.errors import UsageError
from extract.record import Article, Provenance, Record
from extract.running import run


class Strict:
    """An extractor that fails on articles that say so."""

    def __call__(self, article: Article) -> Record:
        if "fail" in article.text:
            raise ZeroDivisionError("asked to")
        return Record(article=article, extractor=Provenance(version="1", model="none"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text("fail here" if number == 7 else f"article {number}")
    (tmp_path / "99.txt").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize("workers", [1, 2])
def test_every_article_lands_or_fails(folder: Path, workers: int) -> None:
    out = folder / "out.jsonl"
    summary = run([folder], out, workers=workers, build=Strict)
    sources = [
        Path(Record.from_json(line).article.source).name for line in out.read_text("utf-8").splitlines()
    ]
    assert sources == [f"{number:02}.txt" for number in range(30) if number != 7]
    assert (summary.articles, summary.failures) == (29, 2)
    failures = (folder / "out.failures.jsonl").read_text("utf-8")
    assert '"stage": "extracting", "error": "ZeroDivisionError", "reason": "asked to"' in failures


def test_no_workers_is_wrong_use(folder: Path) -> None:
    with pytest.raises(UsageError):
        run([folder], folder / "out.jsonl", workers=0)


def test_the_watcher_sees_every_batch(folder: Path) -> None:
    seen = []
    run(
        [folder],
        folder / "out.jsonl",
        build=Strict,
        watch=lambda summary, result: seen.append(summary.articles),
    )
    assert seen == [29]
