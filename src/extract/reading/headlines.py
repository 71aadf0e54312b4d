"""A plain text's title: a first line that reads like one, short and no sentence."""

from __future__ import annotations

import re

from extract.segmenting.mastheads import is_aside

_LONGEST_TITLE = 60
_SENTENCE_END = re.compile(r"[。！；，：!;,]\s*\Z")
_HEADING = re.compile(r"(?:标题|標題|题目)[:：]\s*")


def title_of(text: str) -> str | None:
    """The first line where it reads like a title, else None; lines of the masthead above it are passed over.

    >>> title_of("某市一季度经济运行平稳\\n某市统计局20日公布数据，……")
    '某市一季度经济运行平稳'
    >>> title_of("这是一句话。\\n第二行。") is None
    True
    """
    rest = text[:2000].lstrip()
    for _ in range(3):
        first, newline, rest = rest.partition("\n")
        first = first.strip()
        if newline and first and is_aside(first):
            rest = rest.lstrip()
            continue
        break
    first = _HEADING.sub("", first)
    short = 2 <= len(first) <= _LONGEST_TITLE
    if not newline or not rest.strip() or not short or _SENTENCE_END.search(first) or "。" in first:
        return None
    return first
