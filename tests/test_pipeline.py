"""The whole way: marks that never overlap, no state between articles, no crash on any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.dates import find
from extract.organizations import Mention, Organization
from extract.pipeline import Extractor, Marks, reconcile
from extract.quantities import find as find_quantities
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
    alone = [extractor(article).to_json() for article in articles]
    assert forwards == backwards[::-1] == alone


def test_words_are_not_kept_for_ever(monkeypatch) -> None:
    extractor = Extractor.load("none")
    articles = [item for item in read([CORPUS]) if isinstance(item, Article)][:6]
    before = [record.to_json() for record in extractor.pipe(articles)]
    full = len(extractor._nlp.vocab)
    monkeypatch.setattr("extract.pipeline._WORDS", 50)
    assert [record.to_json() for record in extractor.pipe(articles)] == before
    assert len(extractor._nlp.vocab) < full / 2


def organization(text: str, *spans: tuple[int, int]) -> Organization:
    mentions = tuple(Mention(start, end, text[start:end], 0.9, "test") for start, end in spans)
    return Organization(mentions[0].text, "company", (), mentions)


@pytest.mark.parametrize(
    ("text", "span", "kept"),
    [
        ("2024年江河公司成立", (4, 9), "江河公司"),
        ("2024年江河公司成立", (5, 9), "江河公司"),
        ("江河公司2024年成立", (0, 6), "江河公司"),
        ("九三学社2024年成立", (0, 4), "九三学社"),
        ("2024年第一季度成立", (5, 7), None),
    ],
)
def test_a_name_is_cut_where_a_date_begins_or_ends(
    text: str, span: tuple[int, int], kept: str | None
) -> None:
    marks = reconcile(Marks([organization(text, span)], [], find(text)))
    names = [(one.name, mention.text) for one in marks.organizations for mention in one.mentions]
    assert names == ([(kept, kept)] if kept else [])
    assert all(text[one.mentions[0].start : one.mentions[0].end] == kept for one in marks.organizations)
    assert len(marks.dates) == 1


@pytest.mark.parametrize(
    ("text", "span", "kept", "quantities", "dates"),
    [
        # a name that runs into a quantity ends where it begins; a name holds the numerals in it
        ("江河智行七家企业", (0, 5), "江河智行", ["七家"], []),
        ("中铁十二局3家工厂", (0, 5), "中铁十二局", ["3家"], []),
        ("三一重工投资3亿元", (0, 4), "三一重工", ["3亿元"], []),
        # a quantity that holds a date and more outranks it
        ("江河集团借款十八至三十万日元", (0, 4), "江河集团", ["十八至三十万日元"], []),
        ("江河集团2024年增长5%", (0, 4), "江河集团", ["5%"], ["2024年"]),
    ],
)
def test_names_dates_and_quantities_do_not_harm_each_other(
    text: str, span: tuple[int, int], kept: str, quantities: list[str], dates: list[str]
) -> None:
    marks = reconcile(Marks([organization(text, span)], find_quantities(text), find(text)))
    assert [mention.text for one in marks.organizations for mention in one.mentions] == [kept]
    assert [mark.text for mark in marks.quantities] == quantities
    assert [mark.text for mark in marks.dates] == dates


@settings(max_examples=150)
@given(PRESS_LIKE.filter(str.strip))
def test_marks_are_the_text_and_never_overlap(extractor: Extractor, text: str) -> None:
    record = extractor(Article(id="a", source="a", text=text))
    spans = sorted((mark.start, mark.end) for mark in record.marks())
    assert all(text[mark.start : mark.end] == mark.text for mark in record.marks())
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@settings(max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_becomes_a_record(extractor: Extractor, text: str) -> None:
    record = extractor(Article(id="a", source="a", text=text))
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read(extractor: Extractor, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert extractor(Article(id="a", source="a", text=text)).article.text == text


@pytest.mark.parametrize(
    "aside",
    [
        "扫码关注“江河发布”，领取500元优惠券",
        "阅读 10万+　点赞 5000　在看 300",
        "更多精彩内容，请下载客户端。线索一经采纳奖励200元。",
    ],
)
def test_no_fact_is_read_from_what_only_says_who_published(extractor: Extractor, aside: str) -> None:
    text = f"江河集团有限公司2024年营收12亿元，同比增长5%。\n{aside}"
    record = extractor(Article(id="1", source="a.txt", text=text))
    assert record.facts and all(fact.end <= text.index("\n") for fact in record.facts)
