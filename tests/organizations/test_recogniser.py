"""Organizations by grammar and gazetteer: text and, for each, `name|type|mentions`."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.organizations import Recogniser, Span
from extract.segmenting import blank

NLP, RECOGNISE = blank(), Recogniser()

ROWS = [
    ("据上海江河智能科技有限公司介绍", ["上海江河智能科技有限公司|company|上海江河智能科技有限公司"]),
    (
        "江河生物科技（广州）有限公司成立",
        ["江河生物科技（广州）有限公司|company|江河生物科技（广州）有限公司"],
    ),
    ("上海证券交易所（以下简称“上交所”）公告", ["上海证券交易所|finance|上海证券交易所,上交所"]),
    ("国家发展改革委和财政部发布", ["国家发展改革委|government|国家发展改革委", "财政部|government|财政部"]),
    ("浙江省市场监管局通报", ["浙江省市场监管局|government|浙江省市场监管局"]),
    ("向清华大学、复旦大学捐款", ["清华大学|university|清华大学", "复旦大学|university|复旦大学"]),
    ("經濟部統計處公布", ["經濟部統計處|government|經濟部統計處"]),
    ("江河研究院与长山医院合作", ["江河研究院|research|江河研究院", "长山医院|hospital|长山医院"]),
    ("该公司表示，有关部门正在调查", []),
    ("多所高校的大学生和银行业人士", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_organizations(text: str, expected: list[str]) -> None:
    found = RECOGNISE(NLP.tokenizer(text))
    assert [f"{one.name}|{one.type}|{','.join(m.text for m in one.mentions)}" for one in found] == expected


def test_a_tagger_takes_its_seat() -> None:
    class Always:
        name = "always"

        def __call__(self, sentences):
            return [[Span(0, 4, 0.97, "company")] for _ in sentences]

    recognise = Recogniser(Always())
    (one,) = recognise(NLP.tokenizer("稀光智能成立。"))
    assert (one.name, one.mentions[0].by, one.mentions[0].confidence) == ("稀光智能", "always", 0.97)
    assert recognise.model == "always"


def test_a_name_is_found_again() -> None:
    (one,) = RECOGNISE(NLP.tokenizer("江河集团有限公司成立。江河集团有限公司位于河西。"))
    assert [mention.start for mention in one.mentions] == [0, 11]


@settings(max_examples=60)
@given(
    st.text(
        st.sampled_from("上海江河科技有限公司（）“”与和财政部大学研究院简称以下，。 AB中国银行"), max_size=40
    )
)
def test_mentions_are_the_text_and_never_overlap(text: str) -> None:
    mentions = sorted(
        (m.start, m.end, m.text) for one in RECOGNISE(NLP.tokenizer(text)) for m in one.mentions
    )
    assert all(text[start:end] == written for start, end, written in mentions)
    assert all(end <= start for (_, end, _), (start, _, _) in pairwise(mentions))
