"""The whole way: marks that never overlap, no state between articles, no crash on any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Extractor
from extract.reading import read
from extract.record import Article, Record

CORPUS = Path(__file__).parent.parent / "corpus"
PRESS = (
    "上海江河科技有限公司大学银行中国国务院2024年前三季度去年同期增长约超5.2%"
    "亿元万人次家第一三至-，。、（）“”：\n 和与据"
)
PRESS_LIKE = st.text(st.sampled_from(PRESS), max_size=80)
HOSTILE = ("一", "1", "3-", "年月日", "有限公司", "（", "。", "“", "上海市", "1.", "从1月至")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def test_nothing_of_one_article_reaches_another(extractor: Extractor) -> None:
    articles = [item for item in read([CORPUS]) if isinstance(item, Article)]
    forwards = [record.to_json() for record in extractor.pipe(articles)]
    backwards = [record.to_json() for record in extractor.pipe(reversed(articles))]
    assert forwards == backwards[::-1]


@settings(max_examples=150, deadline=None)
@given(PRESS_LIKE.filter(str.strip))
def test_marks_are_the_text_and_never_overlap(extractor: Extractor, text: str) -> None:
    record = extractor(Article(id="a", source="a", text=text))
    spans = sorted((mark.start, mark.end) for mark in record.marks())
    assert all(text[mark.start : mark.end] == mark.text for mark in record.marks())
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_becomes_a_record(extractor: Extractor, text: str) -> None:
    record = extractor(Article(id="a", source="a", text=text))
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read(extractor: Extractor, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert extractor(Article(id="a", source="a", text=text)).article.text == text
