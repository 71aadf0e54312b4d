"""Files become articles; bad ones become failures, and nothing else is lost."""

import json
import random
from datetime import date
from pathlib import Path

import pytest
from opencc import OpenCC

from extract.errors import Failure
from extract.reading import read
from extract.reading.encodings import decode
from extract.record import Article

CORPUS = Path(__file__).parents[2] / "corpus"

SENTENCE = (
    "江河市统计局公布，今年前三季度全市生产总值1,100.9亿元，同比增长5.2%。记者从会上了解到，企业发展很好。"
)
TRADITIONAL = "經濟部公布，今年前三季營收達1,100億元，較去年同期成長5.2%。記者會後發展與國內業者說明。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SENTENCE, "utf-8"),
        (SENTENCE, "gb18030"),
        (TRADITIONAL, "big5"),
        (SENTENCE, "utf-16"),
        (SENTENCE, "utf-16-le"),
        (TRADITIONAL, "utf-16-be"),
        (SENTENCE, "utf-8-sig"),
        (TRADITIONAL + "二〇二五年", "big5hkscs"),
        ("abc def 123", "utf-8"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    expected = {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    assert decode(text.encode(encoding)) == (text, expected, 0)


@pytest.mark.parametrize(
    "codec",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "cp950", "big5hkscs"],
)
def test_a_thousand_pieces_of_the_corpus(codec: str) -> None:
    """Pieces of 20 to 1,500 characters, in either script, are told apart by their bytes alone."""
    chance = random.Random(codec)
    simplified = "\n".join(
        article.text for article in read([CORPUS], notify=lambda notice: None) if isinstance(article, Article)
    )
    text = OpenCC("s2t").convert(simplified) if codec in ("cp950", "big5hkscs") else simplified
    text = text.encode(codec, "ignore").decode(codec)
    for _ in range(1000):
        start, size = chance.randrange(len(text) - 1500), chance.randint(20, 1500)
        piece = text[start : start + size].strip()
        assert decode(piece.encode(codec)).text == piece


def test_line_ends_become_newlines() -> None:
    assert decode("甲\r\n乙\r丙".encode()) == ("甲\n乙\n丙", "utf-8", 0)


def test_a_folder_is_read_in_order_and_whole(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("第二篇。")
    (tmp_path / "a.txt").write_bytes("第一篇的文章，我们在这里说的是国家发展。".encode("gb18030"))
    (tmp_path / "c.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (
            {"id": "x", "text": "第三篇。", "title": "题", "published": "2025-03-01"},
            {"id": "y", "text": "第四篇。"},
        ))
    )  # fmt: skip
    (tmp_path / ".hidden.txt").write_text("不读。")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    articles = list(read([tmp_path]))
    assert all(isinstance(article, Article) for article in articles)
    assert [Path(a.source).name for a in articles] == ["a.txt", "2.txt", "c.jsonl#x", "c.jsonl#y"]
    assert [a.encoding for a in articles] == ["gb18030", "utf-8", "utf-8", "utf-8"]
    assert articles[2].title == "题" and articles[2].published == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the file is binary, no text"),
        (b"\xff\xff\xff\xff\x80\x81", "damaged or no text"),
        (b"\xef\xbb\xbf\xff\xff", "damaged or no text"),
    ],
)
def test_a_bad_file_fails_alone(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(SENTENCE)
    failure, article = read([tmp_path / "bad.txt", tmp_path / "good.txt"])
    assert isinstance(failure, Failure) and isinstance(article, Article)
    assert failure.source.endswith("bad.txt") and reason in failure.reason and failure.stage == "reading"


def test_a_file_too_large_fails(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"a" * 50_000_001)
    (failure,) = read([tmp_path / "big.txt"])
    assert isinstance(failure, Failure) and failure.reason == "the file is larger than 50 MB"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[]", 'no object with a "text"'),
        ('{"text": 3}', 'no object with a "text"'),
        ('{"text": " "}', "no text"),
        ('{"text": "\\ud800"}', "surrogate"),
    ],
)
def test_a_bad_line_fails_alone(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "rows.jsonl").write_text(line + '\n{"id": "ok", "text": "好。"}\n')
    failure, article = read([tmp_path])
    assert isinstance(failure, Failure) and reason in failure.reason
    assert isinstance(article, Article) and article.source.endswith("rows.jsonl#ok")


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        ("某市一季度经济平稳\n某市统计局公布数据。", "某市一季度经济平稳", None),
        ("某市一季度经济平稳\n2025-05-24 10:30 来源：某报\n正文。", "某市一季度经济平稳", date(2025, 5, 24)),
        ("标题\n正文。\n（2025年5月24日）", "标题", date(2025, 5, 24)),
        ("标题\n发布时间：2025/5/4\n正文。", "标题", date(2025, 5, 4)),
        ("只有一段话，没有标题。", None, None),
        ("标题\n2024年5月1日，公司成立。", "标题", None),
        ("标题\n新华社北京5月24日电 正文。", "标题", None),
        ("标题\n2025-13-45 10:30\n正文。", "标题", None),
    ],
)
def test_title_and_day(tmp_path: Path, text: str, title: str | None, day: date | None) -> None:
    (tmp_path / "a.txt").write_text(text)
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert (article.title, article.published) == (title, day)


def test_the_callers_day_is_for_articles_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("正文。")
    (article,) = read([tmp_path], published=date(2025, 1, 2))
    assert isinstance(article, Article) and article.published == date(2025, 1, 2)


def test_an_id_is_stable_and_depends_on_source_and_text(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("正文。")
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    first, again = (
        [a.id for path in paths for a in read([path]) if isinstance(a, Article)] for _ in range(2)
    )
    assert first == again and len(set(first)) == 2
