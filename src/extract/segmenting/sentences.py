"""Sentences: where one ends, by its punctuation and by the line.

A sentence ends behind 。！？…… or their half-width forms and the closing quotes and brackets that follow, and
at every line break. Semicolons and colons don't end one: what they join shares subject and period. A full
stop within brackets that are still open ends one too; press text closes late or never.
"""

from __future__ import annotations

import re

# A half-width full stop is none of these: it stands in decimals and Latin names.
_SENTENCE = re.compile(r"[^。！？!?…\n]*(?:[。！？!?…]+[”’」』）)》〉】\]\"']*)?[^\S\n]*\n*")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open spans that together cover it, trailing white space included.

    >>> text = "他说：“好。”今年增长5%！\\n完"
    >>> [text[start:end] for start, end in sentences(text)]
    ['他说：“好。”', '今年增长5%！\\n', '完']
    """
    return [match.span() for match in _SENTENCE.finditer(text) if match.end() > match.start()]
