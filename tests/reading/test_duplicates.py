"""One text from two sources is one article; what is nearly the same is told and kept."""

import json
import random
from pathlib import Path

import pytest

from extract.reading import Notice, Repeated, read, read_all
from extract.reading.duplicates import Seen
from extract.record import Article


def prose(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices([chr(0x4E00 + i) for i in range(800)], k=length))


def test_the_second_of_the_same_text_is_told_with_the_firsts_source(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("江河市的新闻。" if name != "b.txt" else "另一条新闻。")
    notices: list[Notice] = []
    first, second = read([tmp_path], notify=notices.append)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.source.endswith("a.txt") and second.source.endswith("b.txt")
    assert [(n.kind, n.source[-5:], n.of) for n in notices] == [("duplicate", "c.txt", first.source)]


def test_who_asks_for_all_gets_the_second_too(tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text("江河市的新闻。")
    first, second = read_all([tmp_path, tmp_path / "a.txt"])
    assert isinstance(first, Article) and isinstance(second, Repeated)
    assert (second.source, second.of) == (f"{tmp_path}/c.txt", first.source)


# The ids of a file's rows; the sources that they give, behind the file's name.
IDS = [
    (["7", "8"], ["#7", "#8"]),
    (["7", "7", "7"], ["#7", "#7#2", "#7#3"]),
    ([None, "1", "1"], ["#1", "#1#2", "#1#3"]),
    (["7", "7#3", "7"], ["#7", "#7#3", "#7#3#3"]),
]


@pytest.mark.parametrize(("ids", "expected"), IDS)
def test_rows_of_one_id_have_a_source_each(tmp_path: Path, ids: list, expected: list[str]) -> None:
    rows = [{"id": id_, "text": f"第{number}条新闻。"} for number, id_ in enumerate(ids)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = [item for item in read([tmp_path]) if isinstance(item, Article)]
    assert [one.source.removeprefix(f"{tmp_path}/a.jsonl") for one in found] == expected
    assert len({one.id for one in found}) == len(ids)


def test_rows_that_fail_under_one_id_are_a_failure_each(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n7,\n7,\n7,江河市的新闻。\n")
    assert [item.source.rpartition("/")[2] for item in read([tmp_path])] == [
        "a.csv#7",
        "a.csv#7#2",
        "a.csv#7#3",
    ]


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
