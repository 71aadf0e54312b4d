"""What holds for any text: exact offsets, no crash, the same reading in any width and script, work linear in length."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.quantities import Quantity, find

PIECES = st.sampled_from(
    [
        *"一二两三四五六七八九十百千万亿兆零〇半几数余多来第前超近约负点成折番",
        *"0123456789.,%‰/-~—:()（）、，。；：“”《》\n\t ",
        *(
            "百分之",
            "分之",
            "至",
            "到",
            "左右",
            "以上",
            "不足",
            "零下",
            "人民币",
            "US$",
            "新台币",
            "单位：亿元\n",
        ),
        *(
            "元",
            "美元",
            "亿元",
            "公里",
            "平方米",
            "千瓦时",
            "℃",
            "GB",
            "家",
            "人",
            "人次",
            "个百分点",
            "倍",
            "年",
            "月",
            "日",
        ),
        *(
            "统一",
            "十分",
            "第三方",
            "企业",
            "增长",
            "的",
            "是",
            "A",
            "5G",
            "×10^8",
            "（亿元）",
            "一死三伤",
            "http://a.b/1",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)
EXACT = settings(max_examples=200)  # the first call loads the tables
WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in "0123456789%~"}
TRADITIONAL = str.maketrans("万亿两几数余来点负单", "萬億兩幾數餘來點負單")


def reading(text: str) -> list[tuple[object, ...]]:
    """All that is read, but for the text itself and what is taken from it as written or from its script."""
    return [(q.start, q.end, q.kind, q.value, q.low, q.high, q.cmp, q.by) for q in find(text)]


def check(text: str, quantity: Quantity) -> None:
    assert text[quantity.start : quantity.end] == quantity.text != ""
    ranged = quantity.low is not None and quantity.high is not None
    assert ranged == (quantity.value is None)
    assert not ranged or quantity.low < quantity.high
    numbers = (number for number in (quantity.value, quantity.low, quantity.high) if number is not None)
    assert all(isinstance(number, Decimal | Fraction) for number in numbers)


@given(TEXTS)
@EXACT
def test_quantities_are_exact_pieces_of_the_text_in_order(text: str) -> None:
    last = 0
    for quantity in find(text):
        check(text, quantity)
        assert quantity.start >= last
        last = quantity.end


@given(st.text())
@EXACT
def test_any_text_is_read(text: str) -> None:
    for quantity in find(text):
        check(text, quantity)


@given(TEXTS)
@EXACT
def test_full_width_reads_the_same(text: str) -> None:
    assert reading(text.translate(WIDE)) == reading(text)


@given(TEXTS)
@EXACT
def test_traditional_characters_read_the_same(text: str) -> None:
    assert reading(text.translate(TRADITIONAL)) == reading(text)


@given(TEXTS, TEXTS)
@EXACT
def test_calls_leave_nothing_behind(one: str, other: str) -> None:
    alone = find(one)
    find(other)
    assert find(one) == alone


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "一",
            "十百千万",
            "1,",
            "1 000 ",
            "第",
            "（",
            "（元）",
            "单位：元\n",
            "（元） ",
            "百分之",
            "三分之",
            "2024-",
            "3-",
            "七、",
        ),
        *(
            "“两个坚持、",
            "《",
            "几百",
            "一死三伤",
            "US$",
            "NT$ (1,000) ",
            "3家",
            "1:",
            "前",
            "-",
            "http://",
            "分别超3%、",
            "1×10^",
        ),
    ],
)
def test_work_grows_with_the_text_and_no_faster(
    piece: str, calls: Callable[[Callable[[], object]], int]
) -> None:
    once, twice = (calls(partial(find, (piece * length)[:length])) for length in (2_000, 4_000))
    assert twice <= 2.2 * once + 50
