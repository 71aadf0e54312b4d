"""A plain text's title and day of publication, where it says them.

The title is a first line that reads like one: short, and no sentence. The day comes from a dateline with a year, at the
head or the foot: `2025-05-24 10:30`, `（2025年5月24日）`, `发布时间：2025/5/24`. A dateline without a year
(`新华社北京5月24日电`) doesn't tell it, and the clock is never asked.
"""

from __future__ import annotations

import re
from datetime import date

_LONGEST_TITLE = 60
_SENTENCE_END = re.compile(r"[。！？；，：!?;]\s*\Z")
_DAY = (
    r"(?P<y>(?:19|20)[0-9]{2})"
    r"(?:[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})|年(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})日)"
)
_LABEL = re.compile(rf"(?:发布时间|发布日期|發布時間|发表时间|日期|时间|時間|来源时间)[:：]\s*{_DAY}")
_DATELINE = re.compile(
    rf"[\s（(【\[]*(?:(?:来源|來源)[:：]?\S{{0,20}}\s+)?{_DAY}[\sT,，]*"
    r"(?:[0-9]{1,2}[:：][0-9]{2}|[）)】\]]|来源|來源|电|讯|\Z)"
)
_HEAD_LINES, _FOOT_LINES = 5, 3


def title_of(text: str) -> str | None:
    """The first line where it reads like a title, else None.

    >>> title_of("某市一季度经济运行平稳\\n某市统计局20日公布数据，……")
    '某市一季度经济运行平稳'
    >>> title_of("这是一句话。\\n第二行。") is None
    True
    """
    first, newline, rest = text.lstrip().partition("\n")
    first = first.strip()
    if (
        not newline
        or not rest.strip()
        or not 2 <= len(first) <= _LONGEST_TITLE
        or _SENTENCE_END.search(first)
    ):
        return None
    return first if "。" not in first else None


def day_of(text: str) -> date | None:
    """The day that a dateline with a year at the head or the foot gives, else None.

    >>> day_of("某市经济\\n2025-05-24 10:30 来源：某报\\n正文。")
    datetime.date(2025, 5, 24)
    >>> day_of("2024年5月1日，公司成立。") is None
    True
    """
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines[:_HEAD_LINES] + lines[-_FOOT_LINES:]:
        match = _LABEL.search(line[:200]) or _DATELINE.match(line)
        if match and (day := _day(match)):
            return day
    return None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
    except ValueError:
        return None
