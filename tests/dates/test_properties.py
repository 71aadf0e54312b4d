"""What holds of any text: exact places, no overlap, no crash, days in order, none that nobody knows, linear time."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import Date, find, patterns

PUBLISHED = datetime.date(2025, 6, 9)
PIECES = [
    "2023年",
    "9月",
    "28日",
    "今年",
    "去年",
    "上",
    "下",
    "本",
    "周",
    "五",
    "月",
    "底",
    "初",
    "前",
    "后",
    "三",
    "个",
    "季度",
    "至",
    "到",
    "—",
    "～",
    "、",
    "，",
    "。",
    "的",
    "（",
    "）",
    "(",
    ")",
    "4/5",
    "8:30",
    "半",
    "多",
    "几",
    "十",
    "二",
    "〇",
    "零",
    "两\n",
    "",
    "",
    "",
    "天",
    "日",
    "号",
    "时",
    "分",
    "秒",
    "晚",
    "晨",
    "上午",
    "同期",
    "春节",
    "假期",
    "农历",
    "正月",
    "初八",
    "“",
    "”",
    "十四五",
    "期间",
    "学年",
    "财年",
    "年度",
    "世纪",
    "90年代",
    "Q3",
    "2025",
    "108",
    "民國",
    "近",
    "超",
    "以来",
    "至今",
    "不到",
    "以上\n",
    "",
    "",
    "",
    "周一",
    "星期",
    "次日",
    "当天",
    "昨",
    "今",
    "明",
    "每",
    "逢",
    "旬",
    "中",
    "第",
    "最后",
    "个",
    "交易日",
    "年代",
    "\n\u3000",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


def check(text: str, dates: list[Date]) -> None:
    assert all(text[date.start : date.end] == date.text != "" for date in dates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(dates))
    assert all((date.first is None) == (date.last is None) for date in dates)
    assert all(date.first <= date.last for date in dates if date.first and date.last)
    assert all((date.duration is not None) == (date.kind == "duration") for date in dates)
    assert all(date.first is None for date in dates if date.kind in ("duration", "time", "vague"))
    assert all(date.first == date.last for date in dates if date.kind == "date")
    assert all(date.by for date in dates)


@given(TEXTS, st.none() | DAYS)
def test_pieces_of_dates(text: str, published: datetime.date | None) -> None:
    check(text, find(text, published))


@given(st.text(max_size=60), st.none() | DAYS)
def test_any_text(text: str, published: datetime.date | None) -> None:
    check(text, find(text, published))


@given(TEXTS)
def test_the_same_twice(text: str) -> None:
    assert find(text, PUBLISHED) == find(text, PUBLISHED)


RELATIVE = [
    "今年",
    "去年",
    "昨日",
    "本月",
    "上周五",
    "下周",
    "明年3月",
    "5日",
    "三天后",
    "上半年",
    "一季度",
    "9月",
    "春节",
    "月底",
    "年内",
    "本季度",
    "今晚",
    "周四",
    "去年同期",
]


@given(st.lists(st.sampled_from(RELATIVE), min_size=1, max_size=5).map("，".join))
def test_relative_words_have_no_days_where_publication_is_unknown(text: str) -> None:
    assert all(date.first is None for date in find(text))


@given(st.lists(st.sampled_from(RELATIVE), min_size=1, max_size=5).map("，".join), DAYS)
def test_days_are_counted_from_publication(text: str, published: datetime.date) -> None:
    """Moved four hundred years on, when the calendar comes round again, so are all days but those of the moon."""
    if not 2 < published.year < 9000 or "春节" in text:
        return
    later = published.replace(year=published.year + 400)
    moved = [
        (date.first and date.first.replace(year=date.first.year + 400)) for date in find(text, published)
    ]
    assert moved == [date.first for date in find(text, later)]


@given(
    st.text(
        alphabet="12０年月日上下午周本今去明昨首第前最后中秋春节农历初一二十晚早晨底末季度Q（(同期至个半大元旬代世纪分秒/:",
        max_size=30,
    )
)
def test_the_first_look_loses_no_atom(text: str) -> None:
    whole = re.compile(patterns.kinds(), re.VERBOSE)
    assert [m.span() for m in patterns.lexer().finditer(text)] == [m.span() for m in whole.finditer(text)]


NOISE = [
    "1",
    "一",
    "5月",
    "1、",
    "前",
    "年",
    "1分",
    "今",
    "《",
    "三、",
    "7/2 ",
    "1年零",
    "每年",
    "“十",
    "5日，",
    "春节",
]


@pytest.mark.parametrize("noise", NOISE)
def test_noise_is_read_in_linear_time(noise: str, calls: Callable[[Callable[[], object]], int]) -> None:
    once, twice = (
        calls(partial(find, noise * (length // len(noise)), PUBLISHED)) for length in (4_000, 8_000)
    )
    assert twice <= 2.2 * once + 50


NEAR_THE_END = [
    *RELATIVE,
    *(
        "周一",
        "周日",
        "下周",
        "上周五",
        "三天前",
        "两年前",
        "一百年后",
        "前一日",
        "次日",
        "大前天",
        "昨（1）日",
        "今（5）日",
    ),
    *(
        "5个交易日前",
        "周一至周五",
        "今明两天",
        "除夕",
        "斋月",
        "去冬",
        "5月至次年2月",
        "2月13日后的第31天",
        "下学年",
    ),
]


@pytest.mark.parametrize(
    "published", [datetime.date.min, datetime.date(1, 1, 3), datetime.date(9999, 12, 29), datetime.date.max]
)
def test_the_ends_of_the_calendar(published: datetime.date) -> None:
    for word in NEAR_THE_END:
        for text in (word, f"他{word}，将{word}", f"9999年12月31日，{word}", f"0001年1月1日，{word}"):
            check(text, find(text, published))


@pytest.mark.parametrize(
    "text", ["", "\n", "。", "年", "月日", "第", "《", "第第第", "0年0月0日", "9999年12月31日后", "0001年1月"]
)
def test_edges(text: str) -> None:
    for published in (None, PUBLISHED, datetime.date.min, datetime.date.max):
        check(text, find(text, published))
