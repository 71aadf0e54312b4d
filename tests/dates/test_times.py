"""Times of day: joined to a day they belong to it, alone they have no days."""

from __future__ import annotations

import pytest

JOINED = [
    ("3月5日上午9时开幕", "3月5日上午9时 2025-03-05"),
    ("3月5日上午9时30分", "3月5日上午9时30分 2025-03-05"),
    ("3月5日9:30", "3月5日9:30 2025-03-05"),
    ("29日晚在京举行", "29日晚 2025-05-29"),
    ("今晚八点", "今晚八点 2025-06-09"),
    ("今天下午3点", "今天下午3点 2025-06-09"),
    ("今上午出席", "今上午 2025-06-09"),
    ("當天晚上9點鐘", "當天晚上9點鐘 2025-06-09"),
    ("5日凌晨2时许", "5日凌晨2时许 2025-06-05"),
    ("周二下午2点，他说", "周二下午2点 2025-06-03"),
    ("2024年9月27日晚间", "2024年9月27日晚间 2024-09-27"),
    ("2025-11-23 23:46", "2025-11-23 23:46 2025-11-23"),
    ("2025年05月15日15时29分", "2025年05月15日15时29分 2025-05-15"),
    ("今日晚些时候", "今日 2025-06-09"),
    ("台股今日早盘", "今日 2025-06-09"),
]
ALONE = [
    "上午9时",
    "下午3点半",
    "晚8点",
    "晚上9點30分",
    "凌晨零时",
    "清晨5时许",
    "中午12时01分",
    "上午",
    "凌晨",
    "午夜",
    "傍晚",
    "20:30",
    "9时30分",
]
NONE = [
    "每晚8点",
    "以7:17不敌对手",
    "比分3:20",
    "4:2:2采样",
    "宝马 M3 时，",
    "3点建议",
    "1时期",
    "大时代",
    "第一时间",
    "重点",
    "5点57米",
]


@pytest.mark.parametrize(("text", "expected"), JOINED, ids=lambda row: row[:24])
def test_belongs_to_its_day(reads, text: str, expected: str) -> None:
    assert reads(text) == [expected]


@pytest.mark.parametrize("text", ALONE)
def test_alone(reads, text: str) -> None:
    assert reads(f"他{text}，") == [f"{text} time"]
    assert reads(f"他{text}，", None) == [f"{text} time"]


@pytest.mark.parametrize("text", NONE)
def test_is_no_time(reads, text: str) -> None:
    assert reads(text) == []
