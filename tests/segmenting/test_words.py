"""The two engines give the same words, and neither loses a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.segmenting import JiebaSegmenter, RjiebaSegmenter

JIEBA, RJIEBA = JiebaSegmenter(), RjiebaSegmenter()

PRESS_LIKE = st.text(
    st.sampled_from(
        "上海人工智能实验室成立于今年前三季度营收一千二百亿元中国電機工程學會的和与，。、（）“”0123456789ABCabc "
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    "text",
    [
        "江河新材料股份有限公司成立于1998年，拥有员工4万余人。",
        "GPT-4与2024-2025年的v1.2.3版本、AT&T网站、C++、50.5%",
        "國銀前8月獲利年增7％，金管會公布",
        "a_b-c.d e+f#g 3.14.15",
        "",
    ],
)
def test_the_engines_agree(text: str) -> None:
    assert RJIEBA.words(text) == JIEBA.words(text)


@given(PRESS_LIKE)
def test_the_engines_agree_on_made_up_press(text: str) -> None:
    assert RJIEBA.words(text) == JIEBA.words(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_character_is_lost(text: str) -> None:
    assert "".join(RJIEBA.words(text)) == text
