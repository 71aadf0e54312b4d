"""Bare numbers: where a numeral without unit is a number, and where it is part of a name, a code or a list.

A number with a magnitude (`108.28万`, `万亿`, `1.2×10^8`) always counts. A plain one counts where it stands alone
between punctuation, or where a word in front says that a value comes (`达2602`, `为0.5`). Digits that touch Latin
letters, years, stock codes, telephone and document numbers don't.
"""

from __future__ import annotations

import re

from extract.quantities.amounts import Amount

_CODE_BEFORE = re.compile(r"[A-Za-z0-9_/.#@&=\[〔【*-] ?\Z")
_CODE_BEHIND = re.compile(
    r"[A-Za-z_/#@\]〕】]|-[A-Za-z0-9]|\.[0-9]|:[0-9]|：[0-9]|号|路|线|楼|室|幢|年|月|日|时|比[0-9一二两三四五六七八九十]"
)
_VALUE_BEFORE = re.compile(
    r"(?:达到?|为|约|近|超过?|逾|突破|共计?|合计|总计|至|到|于|是|有|仅|不足|不到|高于|低于|大于|小于|多于|少于|报|升至|降至|等于|得|值|数|"
    r"≥|≤|>|<|=|过|比|以上|分别为?|占|增|减|升|跌|涨|降) ?\Z"
)
_EDGE = re.compile(r"[\s，。、；：！？,;:!?（）()“”\"'「」《》<>…—]|\Z")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_LIST = re.compile(r"(?:\A|\n)[ \t]*[（(]?\Z")
_LIST_MARK = re.compile(r"[、.．)）]|[，,](?=[^0-9])")
_MULTIPLIED = re.compile(r"[万亿兆^]")
_FIXED = frozenset(("万", "千", "百", "十", "千万", "百万", "亿万", "万万", "千百", "百千", "十百"))


def stands_as_number(plain: str, found: Amount) -> bool:
    """Whether the bare amount is a number where it stands.

    >>> from extract.quantities.amounts import amount
    >>> from extract.quantities.numerals import numeral_at
    >>> def test(text, at): return stands_as_number(text, amount(text, text, numeral_at(text, at)))
    >>> test("指数为96.5。", 3), test("搭载A17芯片", 3), test("108.28万常住人口", 0)
    (True, False, True)
    """
    written = plain[found.start : found.end]
    before, behind = plain[max(0, found.start - 4) : found.start], plain[found.end : found.end + 3]
    if (_CODE_BEFORE.search(before) and written[0] not in "-负") or _CODE_BEHIND.match(behind):
        return False
    if _is_list_number(plain, found) or written in _FIXED:
        return False
    alone = _EDGE.match(behind) is not None and (not before or _EDGE.match(before[-1]) is not None)
    if found.numeral.form in ("hanzi", "positional"):
        return _hanzi_number(written, before, behind, found, alone)
    if _MULTIPLIED.search(written) or found.numeral.vague:
        return True
    if (
        _YEAR.match(written)
        or (written[0] == "0" and written[1:2].isdecimal())
        or (len(written) > 9 and "," not in written)
    ):
        return False
    if alone and re.search(r"[（(]\Z", before) and written.isdecimal() and len(written) >= 4:
        return False
    return alone or (
        _VALUE_BEFORE.search(before) is not None
        and (_EDGE.match(behind) is not None or behind[:1] in "的和与及")
    )


def _hanzi_number(written: str, before: str, behind: str, found: Amount, alone: bool) -> bool:
    if len(written) == 1 or found.high is not None:
        return alone
    if found.numeral.form == "positional":
        return alone
    if found.numeral.vague:
        return any(scale in written for scale in "百千万亿兆") and behind[:1] not in ("年", "载")
    scaled = sum(character in "十百千万亿兆" for character in written)
    return (
        alone
        or "亿" in written
        or "兆" in written
        or scaled >= 2
        or (len(written) >= 3 and scaled >= 1)
        or written[-1] == "万"
    )


def _is_list_number(plain: str, found: Amount) -> bool:
    return (
        _LIST.search(plain, max(0, found.start - 12), found.start) is not None
        and _LIST_MARK.match(plain, found.end) is not None
        and found.end < len(plain)
    )
