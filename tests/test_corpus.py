"""The articles that the main job reads: what is told of them before anything is extracted."""

from datetime import date
from pathlib import Path

import pytest

from extract import Article, read

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def articles():
    return {Path(article.source).name: article for article in read([CORPUS])}


def test_every_article_is_read(articles):
    assert len(articles) == 17
    assert all(isinstance(article, Article) and len(article.text) > 200 for article in articles.values())


@pytest.mark.parametrize(
    ("name", "published", "encoding", "script"),
    [
        ("02-announcement.txt", date(2025, 4, 22), "utf-8", "Hans"),
        ("04-funding.txt", None, "utf-8", "Hans"),
        ("06-taiwan.txt", None, "utf-8", "Hant"),
        ("08-local-government.gb18030.txt", date(2024, 11, 6), "gb18030", "Hans"),
        ("09-energy.txt", None, "utf-8", "Hans"),
        ("10-sports.txt", None, "utf-8", "Hans"),
        ("13-briefs.jsonl#quake", date(2025, 8, 14), "utf-8", "Hans"),
    ],
)
def test_day_encoding_and_script(name, published, encoding, script, articles):
    article = articles[name]
    assert (article.published, article.encoding, article.script) == (published, encoding, script)
