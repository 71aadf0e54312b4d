"""Bare numbers: where a numeral without unit is a number, and where it is part of a name, a code or a list.

A number with a magnitude (`108.28万`, `万亿`, `1.2×10^8`) always counts. A plain one counts where it stands alone
between punctuation, or where a word in front says that a value comes (`达2602`, `为0.5`, `由1.92缩小至1.89`). Digits
that touch Latin letters, names behind a space, years, stock codes, telephone and document numbers don't.
"""

from __future__ import annotations

import re

from extract.quantities.amounts import Amount
from extract.quantities.comparators import COMPARED

_CODE_BEFORE = re.compile(r"(?:[A-Za-z0-9_/.#@&=\[〔【*+-]|(?<=[0-9])[:：∶]) ?\Z")
_CODE_BEHIND = re.compile(
    r"[A-Za-z_/#@\]〕】+]|-[A-Za-z0-9]|\.[0-9]|[:：][0-9]|[号路线楼室幢版](?!称|召)|[年月日时]|比[0-9一二两三四五六七八九十]"
)
_VALUE_BEFORE = re.compile(
    r"(?:达到?|为|约|近|超过?|逾|突破|共计?|合计|总计|至|到|于|是|有|仅|不足|不到|高于|低于|大于|小于|多于|少于|报|等于|得|值|数|"
    r"≥|≤|>|<|=|过|比|分别为?|评分|得分|占|增|减|升|跌|涨|降|破|从|由|[高低]点|[高低多少升降涨跌增减]了) ?\Z"
)
_SCORE_BEFORE = re.compile(r"[0-9一二三四五六七八九十] ?比 ?\Z")
# What a number to call, write or pay to stands behind.
_CALLED = re.compile(
    r"(?:电话|热线|拨打|致电|专线|传真|客服|号码|账号|编号|代码|证号|邮编)[为是号码]{0,2}[:：]? ?\Z"
)
_CHANGE_BEHIND = re.compile(
    r"(?:扩大|缩小|上升|下降|提高|回落|升|降|增|减|跌|涨|拉升|收窄)[到至]|[到至]|小于|大于|并[少小多大]于|[的和与及而]"
)
_CHANGED_TO = re.compile(r"(?:扩大|缩小|上升|下降|提高|回落|升|降|增|减|跌|涨|收窄)[到至]")
_BOUNDED = re.compile(
    r"(?:或者?|及)?以[上下]|以内(?!地|部)|左右(?!手|侧|两|逢|翼)|有余|或者?更[多少高低大小]"
)
_REDUCED = re.compile("[0-9]减$")  # 满1000减300 is a coupon's name
_STOP = re.compile(r"[，。、；：！？,;:!?…\n]|\Z")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_LINE_START = re.compile(r"(?:\A|\n)[ \t]*[（(]?\Z")
_LIST_MARK = re.compile(r"[、.．)）]|[，,](?=[^0-9])")
_LAST_OF_A_LIST = 99
_LISTED = re.compile("、[一二三四五六七八九十]")
_MULTIPLIED = re.compile(r"[万亿兆^]")
_FIXED = frozenset(
    ("万", "千", "百", "十", "千万", "百万", "亿万", "万万", "千百", "百千", "十百", "千兆", "百兆")
)
_LONGEST_CODE = 9


def stands_as_number(plain: str, found: Amount) -> bool:
    """Whether the bare amount is a number where it stands.

    >>> from extract.quantities.amounts import amount
    >>> from extract.quantities.numerals import numeral_at
    >>> def test(text, at): return stands_as_number(text, amount(text, text, numeral_at(text, at)))
    >>> test("指数为96.5。", 3), test("搭载A17芯片", 3), test("108.28万常住人口", 0)
    (True, False, True)
    """
    written = plain[found.start : found.end]
    if _CALLED.search(plain, max(0, found.start - 8), found.start):
        return False
    before, behind = plain[max(0, found.start - 4) : found.start], plain[found.end : found.end + 4]
    if _is_in_code(written, before, behind) or _SCORE_BEFORE.search(before):
        return False
    if written[-1] == "+":
        return not before.rstrip(" ")[-1:].isascii() or not before.strip()  # 300+场景; not Pro 10+
    if (written in _FIXED and written != plain) or _is_list_number(plain, found):
        return False
    if found.numeral.form in ("hanzi", "positional"):
        return _is_hanzi_number(written, before, behind, found)
    if _MULTIPLIED.search(written) or found.numeral.vague:
        return True
    return not _is_code(written, plain) and not _REDUCED.search(before) and _is_value(before, behind)


def _is_in_code(written: str, before: str, behind: str) -> bool:
    """Whether letters or joiners touch the digits: A17, 5-X9; in 10万DAU the magnitude counts."""
    if _CODE_BEFORE.search(before) and written[0] not in "-负":
        return True
    counted = written[-1] in "万亿" and behind[:1].isascii() and behind[:1].isalpha()
    return not counted and _CODE_BEHIND.match(behind) is not None


def _is_value(before: str, behind: str) -> bool:
    """Alone between punctuation, or behind a word that says a value comes."""
    stops = _STOP.match(behind) is not None
    if before[-1:] == "、" and behind[:1] == "、":  # 5、4、3
        return False
    if stops and (not before or _STOP.match(before[-1]) is not None):
        return True
    if _BOUNDED.match(behind) or (before[-1:] == "比" and COMPARED.match(behind)):
        return True
    if before[-1:] == "的" and _CHANGED_TO.match(behind):  # 由10月的51.8下降至49.9
        return True
    return _VALUE_BEFORE.search(before) is not None and (stops or _CHANGE_BEHIND.match(behind) is not None)


def _is_code(written: str, plain: str) -> bool:
    """A year, a number with leading zeros, or more digits in a row than an amount is written with."""
    if _YEAR.match(written) or (written[0] == "0" and written[1:2].isdecimal()):
        return True
    return len(written) > _LONGEST_CODE and "," not in written and "." not in written and written != plain


def _is_hanzi_number(written: str, before: str, behind: str, found: Amount) -> bool:
    alone = _STOP.match(behind) is not None and (not before or _STOP.match(before[-1]) is not None)
    if before[-1:] == "月":  # 农历十一月二十二
        return False
    if _BOUNDED.match(behind) or (before[-1:] == "比" and COMPARED.match(behind)):
        return True
    if len(written) == 1 and (before[-1:] == "、" or _LISTED.match(behind)):  # 二、三线
        return False
    if len(written) == 1 or found.high is not None or found.numeral.form == "positional":
        return alone or (written not in "一〇零" and _is_value(before, behind) and before[-1:] in "是为于")
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
    """（三）, `1.` at a line's start, `4、` before its item."""
    if found.end >= len(plain) or found.value > _LAST_OF_A_LIST:
        return False
    if plain[found.start - 1 : found.start] in ("（", "(") and plain[found.end] in "）)":
        return True
    if (
        plain[found.end] == "、"
        and "一" <= plain[found.end + 1 : found.end + 2] <= "鿿"
        and found.value <= 30
    ):
        return plain[found.start - 1 : found.start] in ("", "\n", "。", "；", " ", "：", "！")
    start = _LINE_START.search(plain, max(0, found.start - 12), found.start)
    return start is not None and _LIST_MARK.match(plain, found.end) is not None
