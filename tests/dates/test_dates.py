"""Rows of text and the dates read from them; published on Monday, June 9th 2025 unless a row says otherwise."""

from __future__ import annotations

import datetime
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.dates import Date, find, patterns

PUBLISHED = datetime.date(2025, 6, 9)


def shown(date: Date) -> str:
    if date.kind in ("vague", "time"):
        return f"{date.text} {date.kind}"
    if date.kind == "duration":
        return f"{date.text} {date.cmp}{date.duration}"
    if date.first == date.last:
        return f"{date.text} {date.first}"
    return f"{date.text} {date.first}..{date.last} {date.granularity}"


ABSOLUTE = [
    ("公司成立于2023年9月28日。", ["2023年9月28日 2023-09-28"]),
    ("发布于2025-03-01", ["2025-03-01 2025-03-01"]),
    ("二〇二五年三月发布", ["二〇二五年三月 2025-03-01..2025-03-31 month"]),
    ("２０２４年度报告", ["２０２４年度 2024-01-01..2024-12-31 year"]),
    ("民國113年成立", ["民國113年 2024-01-01..2024-12-31 year"]),
    ("經濟部公布 114 年 10 月份訂單", ["114 年 10 月份 2025-10-01..2025-10-31 month"]),
    ("24年3月开工", ["24年3月 2024-03-01..2024-03-31 month"]),
    ("上世纪90年代", ["上世纪90年代 1990-01-01..1999-12-31 decade"]),
    ("2025世界机器人大会开幕", ["2025 2025-01-01..2025-12-31 year"]),
    ("2024年底", ["2024年底 2024-12-01..2024-12-31 month"]),
    ("2024年一季度末", ["2024年一季度末 2024-03-01..2024-03-31 month"]),
    ("11月下旬将举办", ["11月下旬 2025-11-21..2025-11-30 other"]),
]
RELATIVE = [
    ("昨日", ["昨日 2025-06-08"]),
    ("今（9）日公布", ["今（9）日 2025-06-09"]),
    ("去年12月以来", ["去年12月 2024-12-01..2024-12-31 month"]),
    ("上周五表示", ["上周五 2025-06-06"]),
    ("当地时间周四，他说", ["周四 2025-06-05"]),
    ("会议将于周四举行", ["周四 2025-06-12"]),
    ("本月5日", ["本月5日 2025-06-05"]),
    ("5月23日发布，次日生效", ["5月23日 2025-05-23", "次日 2025-05-24"]),
    ("上個月", ["上個月 2025-05-01..2025-05-31 month"]),
    ("三天后", ["三天后 2025-06-12"]),
    ("下一学年", ["下一学年 2025-09-01..2026-08-31 other"]),
    ("今年夏天", ["今年夏天 2025-06-01..2025-08-31 other"]),
    ("近日，公司", ["近日 vague"]),
]
BUSINESS = [
    ("前三季度", ["前三季度 2025-01-01..2025-09-30 quarter"]),
    ("今年前5个月", ["今年前5个月 2025-01-01..2025-05-31 month"]),
    ("1—5月份", ["1—5月份 2025-01-01..2025-05-31 month"]),
    ("8月單月獲利", ["8月單月 2025-08-01..2025-08-31 month"]),
    ("上半年", ["上半年 2025-01-01..2025-06-30 half"]),
    (
        "5月出口增长，较去年同月",
        ["5月 2025-05-01..2025-05-31 month", "去年同月 2024-05-01..2024-05-31 month"],
    ),
    (
        "一季度比上年同期",
        ["一季度 2025-01-01..2025-03-31 quarter", "上年同期 2024-01-01..2024-03-31 quarter"],
    ),
    ("“十四五”期间", ["“十四五”期间 2021-01-01..2025-12-31 other"]),
    ("“十五五”开局之年", ["“十五五”开局之年 2026-01-01..2026-12-31 year"]),
    ("2024/25學年", ["2024/25學年 2024-09-01..2025-08-31 other"]),
    ("2025/26财政年度", ["2025/26财政年度 2025-04-01..2026-03-31 other"]),
    ("去年年末", ["去年年末 2024-12-01..2024-12-31 month"]),
]
RANGES = [
    ("5月1日—3日", ["5月1日—3日 2025-05-01..2025-05-03 day"]),
    ("2023—2025年", ["2023—2025年 2023-01-01..2025-12-31 year"]),
    ("2020至2022年", ["2020至2022年 2020-01-01..2022-12-31 year"]),
    ("1月至今", ["1月至今 2025-01-01..2025-06-09 month"]),
    ("去年12月至今年2月", ["去年12月至今年2月 2024-12-01..2025-02-28 month"]),
    ("5月30日至6月2日", ["5月30日至6月2日 2025-05-30..2025-06-02 day"]),
]
DURATIONS = [
    ("近30年的历史", ["30年 <P30Y"]),
    ("近5年来", ["5年 =P5Y"]),
    ("连续12个月", ["12个月 =P12M"]),
    ("两个半小时", ["两个半小时 =PT2H30M"]),
    ("不到24小时前", ["24小时 <PT24H"]),
    ("需2～3个月", ["2～3个月 =P2M/P3M"]),
    ("争取6个月内完成", ["6个月 <=P6M"]),
    ("两年零三个月的谈判", ["两年零三个月 =P2Y3M"]),
    ("十余年", ["十余年 >P10Y"]),
    ("每半年一次", ["半年 =P6M"]),
    ("历时几年", ["几年 >P1Y"]),
]
FESTIVALS = [
    ("2026年春节假期", ["2026年春节假期 2026-02-15..2026-02-23 other"]),
    ("去年春节", ["去年春节 2024-02-10"]),
    ("2025年中秋节", ["2025年中秋节 2025-10-06"]),
    ("“五一”假期", ["“五一”假期 2025-05-01..2025-05-05 other"]),
    ("农历八月初八", ["农历八月初八 2025-09-29"]),
    ("2024年冬至", ["2024年冬至 2024-12-21"]),
]
WIDER = [
    ("29日晚在京举行", ["29日晚 2025-05-29"]),
    ("3月5日上午9时开幕", ["3月5日上午9时 2025-03-05"]),
    ("今晚八点", ["今晚八点 2025-06-09"]),
    ("20:30", ["20:30 time"]),
    ("令和6年", ["令和6年 2024-01-01..2024-12-31 year"]),
    ("本月第二周", ["本月第二周 2025-06-09..2025-06-15 week"]),
    ("5月的最后一天", ["5月的最后一天 2025-05-31"]),
    ("十月第一个星期一", ["十月第一个星期一 2025-10-06"]),
    ("下一个国庆节", ["下一个国庆节 2025-10-01"]),
    ("今明两年", ["今明两年 2025-01-01..2026-12-31 year"]),
    ("去（107）年成立", ["去（107）年 2018-01-01..2018-12-31 year"]),
    ("第二天", ["第二天 2025-06-10"]),
    ("2、30年", ["2、30年 =P20Y/P30Y"]),
    ("过去一年多里", ["一年多 >P1Y"]),
    ("年底前完成", ["年底 2025-12-01..2025-12-31 month"]),
    ("产量增长，12月底前投产", ["12月底 2025-12-21..2025-12-31 other"]),
    (
        "一季度比2023年同期增长",
        ["一季度 2025-01-01..2025-03-31 quarter", "2023年同期 2023-01-01..2023-03-31 quarter"],
    ),
    ("端午假期", ["端午假期 2025-05-31..2025-06-02 other"]),
    ("2031年春节假期", ["2031年春节假期 None"]),
    ("7月初", ["7月初 2025-07-01..2025-07-10 other"]),
    ("第一個五年", ["五年 =P5Y"]),
]
NEGATIVE = [
    "成立60周年",
    "《战争》第二季上线",
    "全新Q4汽车",
    "每晚8点",
    "马上一个",
    "生态清明",
    "统一月度",
    "移动4/5G",
    "得分8.8分",
    "3.15晚会",
    "编号108.2万",
    "版本3.2.1",
    "第二天性",
    "一日三餐",
    "十年树木",
    "《2024年规划》",
    "统一年级",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*ABSOLUTE, *RELATIVE, *BUSINESS, *RANGES, *DURATIONS, *FESTIVALS, *WIDER],
    ids=lambda row: str(row)[:20],
)
def test_reads(text: str, expected: list[str]) -> None:
    assert [shown(date) for date in find(text, PUBLISHED)] == expected


@pytest.mark.parametrize("text", NEGATIVE)
def test_reads_no_date(text: str) -> None:
    assert find(text, PUBLISHED) == []


def test_unknown_publication_gives_no_days() -> None:
    assert [(date.kind, date.first) for date in find("昨日，上周五，9日")] == [("date", None)] * 3


def test_the_texts_only_year_stands_in_for_publication() -> None:
    dates = find("前8月盈利增长。2019年1～8月盈利百亿元，今年可期。")
    assert [str(date.first) for date in dates] == ["2019-01-01"] * 3


@settings(deadline=None)
@given(st.text(alphabet="12024年月日至—前后上下半个季度今去周五底零十两小时、，。 春节", max_size=40))
def test_marks_are_the_text_and_never_overlap(text: str) -> None:
    dates = find(text, PUBLISHED)
    assert all(text[date.start : date.end] == date.text for date in dates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(dates))
    assert all(date.first <= date.last for date in dates if date.first and date.last)


@settings(deadline=None)
@given(
    st.text(
        alphabet="12０年月日上下午周本今去明昨首第前最后中秋春节农历初一二十晚早晨底末季度Q（(同期至个半大",
        max_size=30,
    )
)
def test_the_first_look_loses_no_atom(text: str) -> None:
    whole = re.compile(patterns.kinds(), re.VERBOSE)
    assert [m.span() for m in patterns.lexer().finditer(text)] == [m.span() for m in whole.finditer(text)]


@pytest.mark.parametrize("noise", ["1", "一", "5月", "1、", "前", "年"])
def test_long_noise_is_read_in_linear_time(noise: str) -> None:
    """A hundred thousand characters; a quadratic reading would take minutes and trip the run's limit."""
    assert len(find(noise * (100_000 // len(noise)), PUBLISHED)) <= 50_000
