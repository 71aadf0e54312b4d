"""One text from two sources is one article; what is nearly the same is told and kept."""

import json
import random
from pathlib import Path

import pytest

from extract.reading import Notice, read
from extract.reading.duplicates import Seen
from extract.record import Article


def prose(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices([chr(0x4E00 + i) for i in range(800)], k=length))


def test_the_second_of_the_same_text_is_told_with_the_firsts_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("江河市的新闻。" if name != "b.txt" else "另一条新闻。")
    notices: list[Notice] = []
    first, second = read([tmp_path], notify=notices.append)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.source.endswith("a.txt") and second.source.endswith("b.txt")
    assert [(n.kind, n.source[-5:], n.of) for n in notices] == [("duplicate", "c.txt", first.id)]


def test_a_few_words_in_two_rows_are_two_entries(tmp_path: Path) -> None:
    rows = [(1, "昨日"), (2, "昨日"), (3, "闻" * 200), (4, "闻" * 200)]
    lines = [json.dumps({"id": f"r{number}", "text": text}) + "\n" for number, text in rows]
    for name in ("a.jsonl", "copy.jsonl"):
        (tmp_path / name).write_text("".join(lines))
    found = [
        article.source.rpartition("/")[2] for article in read([tmp_path]) if isinstance(article, Article)
    ]
    assert found == ["a.jsonl#r1", "a.jsonl#r2", "a.jsonl#r3"]


def test_two_runs_know_nothing_of_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("江河市的新闻。")
    assert len(list(read([tmp_path]))) == len(list(read([tmp_path]))) == 1


@pytest.mark.parametrize(("changed", "least", "most"), [(0, 40, 40), (5, 38, 40), (300, 0, 2), (1000, 0, 0)])
def test_near_duplicates_are_counted(changed: int, least: int, most: int) -> None:
    found = 0
    with Seen() as seen:
        for number in range(40):
            text = prose(number, 1000)
            assert seen.near(text, f"id{number}") is None
            places = set(random.Random(number).sample(range(1000), changed))
            other = "".join("变" if place in places else character for place, character in enumerate(text))
            found += seen.near(other, "other") == f"id{number}"
    assert least <= found <= most


def test_short_texts_are_not_nearly_the_same() -> None:
    with Seen() as seen:
        assert seen.near("甲" * 99, "aa") is None
        assert seen.near("甲" * 99, "bb") is None


def test_as_many_as_come_are_known() -> None:
    with Seen() as seen:
        assert [seen.same(str(n), f"id{n}") for n in range(20_000)] == [None] * 20_000
        assert [seen.same(str(n), "other") for n in range(20_000)] == [f"id{n}" for n in range(20_000)]
