"""The whole way: golden records of the corpus, marks that never overlap, no crash on any text."""

import itertools
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import Extractor
from extract.reading import read
from extract.record import Article, Record

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def articles() -> list[Article]:
    found = [item for item in read([CORPUS]) if isinstance(item, Article)]
    return [a.model_copy(update={"source": Path(a.source).name, "id": Path(a.source).name}) for a in found]


def short(record: Record) -> dict:
    """The record without its text and what every release changes."""
    row = json.loads(record.to_json())
    del row["article"]["text"], row["extractor"]
    return row


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.id)
def test_golden_records(extractor: Extractor, article: Article, data_regression) -> None:
    basename = article.id.replace("#", "-").replace(".", "-")
    data_regression.check(short(extractor(article)), basename=basename)


def test_golden_records_are_compared_and_not_written() -> None:
    assert not os.environ.get("FORCE_REGEN")


def test_nothing_of_one_article_reaches_another(extractor: Extractor) -> None:
    listed = articles()
    forwards = [record.to_json() for record in extractor.pipe(listed)]
    backwards = [record.to_json() for record in extractor.pipe(reversed(listed))]
    assert forwards == backwards[::-1]


PRESS_LIKE = st.text(
    st.sampled_from("上海江河科技有限公司大学银行中国国务院2024年前三季度去年同期增长约超5.2%亿元万人次家第一三至-，。、（）“”：\n 和与据"),
    max_size=80,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(PRESS_LIKE.filter(str.strip))
def test_marks_are_the_text_and_never_overlap(extractor: Extractor, text: str) -> None:
    record = extractor(Article(id="a", source="a", text=text))
    spans = sorted((mark.start, mark.end) for mark in record.marks())
    assert all(text[mark.start : mark.end] == mark.text for mark in record.marks())
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_becomes_a_record(extractor: Extractor, text: str) -> None:
    record = extractor(Article(id="a", source="a", text=text))
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize(
    "text", ["一" * 20_000, "1" * 20_000, "3-" * 10_000, "年月日" * 7_000, "有限公司" * 5_000, "（" * 20_000]
)
def test_hostile_text_takes_no_longer_than_its_length(extractor: Extractor, text: str) -> None:
    assert extractor(Article(id="a", source="a", text=text)).article.text == text
