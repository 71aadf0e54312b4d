"""The shape of a point of the calendar: which part may follow which, and which may stand alone."""

from __future__ import annotations

import re

from extract.dates import festivals
from extract.dates.atoms import Atom

_IN_YEAR = {
    "edge",
    "nth_weekday",
    "month",
    "months_to",
    "nth_month",
    "quarter",
    "quarters_to",
    "half",
    "part",
    "season",
    "festival",
    "lunar",
}
_IN_MONTH = {"day", "ten_days", "part", "edge", "nth_weekday"}
IN_DAY = {"daytime", "clock"}
DAYS = {"day", "month_day", "rel_day", "iso", "paren", "weekday", "festival"}
FOLLOWS = {
    "year": {*_IN_YEAR, "same"},
    "fiscal": {"quarter", "half", "part"},
    "rel_year": _IN_YEAR,
    "month": _IN_MONTH,
    "rel_month": _IN_MONTH,
    "quarter": {"part"},
    "rel_quarter": {"part"},
    "half": {"part"},
    "decade": {"part"},
    "rel_week": {"weekday"},
    "festival": IN_DAY,
    "day": IN_DAY,
    "month_day": IN_DAY,
    "rel_day": IN_DAY,
    "iso": IN_DAY,
    "paren": IN_DAY,
    "weekday": IN_DAY,
    "daytime": {"clock"},
}
_NEVER_FIRST = {"result", "season", "nth_month", "nth_weekday", "edge", "now", "event_year"}
EDGES = {"第", "前", "首", "头", "最后", "倒数第"}
EDGE_UNITS = {"天", "日", "周", "星期"}
HOLDS_EDGES = {"year", "rel_year", "month", "rel_month"}
_PART_FIRST = {
    "年初",
    "年底",
    "年末",
    "年中",
    "年终",
    "岁末",
    "年内",
    "月初",
    "月底",
    "月末",
    "月中",
    "季末",
    "季初",
    "开年",
}
_WEAK_DAYTIMES = {"晚", "早", "晨", "夜", "夜里", "夜间"}
RANGES_WITH = {
    *("now", "year", "rel_year", "half", "quarter", "rel_quarter", "month", "rel_month", "ten_days", "part"),
    *(
        "day",
        "month_day",
        "rel_day",
        "iso",
        "paren",
        "weekday",
        "festival",
        "lunar",
        "decade",
        "fiscal",
        "school",
        "clock",
        "daytime",
    ),
}
_REPEATED = ("每年", "每月", "每周", "每逢", "每到", "历年", "往年", "逢年")
_FEAST_CUE = re.compile("[前后时当]")


def stands(plain: str, parts: tuple[Atom, ...]) -> bool:
    """Whether a point may stand alone: not a bare season, 底, 晚 or a solar term that is a plain word."""
    first, last = parts[0], parts[-1]
    if first.kind == "day" and first.word[-1] not in "日号":
        return False
    if first.kind in _NEVER_FIRST:
        return first.kind == "season" and first.word[0] in "今去明"
    if first.kind == "part":
        return first.word in _PART_FIRST
    if first.kind == "festival" and len(parts) == 1:
        known = festivals.by_name()[first.word[: first.high]]
        cued = first.high < len(first.word) or _FEAST_CUE.match(plain, first.end)
        return bool(cued) or not known.cue or first.word == plain
    if first.kind in IN_DAY and plain[max(first.start - 1, 0) : first.start] == "每":
        return False
    if first.kind == "daytime" and len(parts) == 1:
        return first.word not in _WEAK_DAYTIMES
    if first.kind == "weekday" and len(parts) == 1:
        return bool(first.low < 7 or first.word)
    if first.kind == "same":
        return bool(first.word) or _same_stands(plain, first)
    if first.kind == "century":
        return first.word != "" or plain[first.start] in "上本"
    return last.kind != "now"


def repeated(plain: str, start: int) -> bool:
    """Whether a point comes round again and again: 每年9月第二个星期, 每逢周五."""
    return plain[max(start - 2, 0) : start] in _REPEATED


def _same_stands(plain: str, atom: Atom) -> bool:
    """A bare 同期 that means a period said before: not 历史同期, 3年同期, 合同期."""
    behind = plain[max(atom.start - 1, 0) : atom.start]
    return atom.word == "" and (not behind or behind in "，。；、：\n占与较比于及和且在 的（")
