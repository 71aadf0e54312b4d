"""Ranges and ratios: two amounts that one joiner makes one.

`30%至50%`, `3-5家`, `12亿至15亿元`, `100—200万元` (the magnitude is shared from the right), `1万（含）-5万元`; and
`1:4`, which is a ratio where the words before it compare.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from extract.quantities.amounts import Amount, amount
from extract.quantities.numerals import Numeral, read
from extract.quantities.values import SCALES

_JOINER = re.compile(r"(?:[（(]不?含[)）])? ?(?:-{1,2}|—{1,2}|–|~{1,2}|～|〜|至|到|－)(?![0-9]{1,6}-[0-9]) ?")
_BETWEEN = re.compile(r" ?(?:与|和|至|到) ?")
_CLOSED = re.compile("之间|间")
_RATIO = re.compile(r" ?[:：∶比] ?([0-9]+(?:\.[0-9]+)?)(?![0-9:：])")
_COMPARES_BEHIND = re.compile(r"的?[一-鿿]{0,3}(?:比例|比率|宽高比|长宽比|屏占比|汇率)")
_COMPARES_AT_ONCE = re.compile(r"(?:比例|之比|配比|比率|师生比)[为是达约:：]{0,2} ?\Z")
_COMPARES = re.compile(r"比例|之比|配比|比为|比率|系数|赔率|杠杆|汇率|配资|配股|换股|权重|师生比|股比")
_CHANGED = re.compile(r"(?:[涨跌升降增减]|增加|减少|[上下]调|扩大|缩小|提高)了?约?近? ?\Z")
_MINUS = re.compile("零下|负|-")
_FAR = 3
_RANKED = re.compile(r"[、第列获居排]\Z")
_TEN = 10
_GUESSED = frozenset("位名个人家种岁次条件项处里元")
_TRAILING = re.compile(r"[十百千]?[万亿兆]*\Z|[百千]\Z")


def range_from(text: str, plain: str, numeral: Numeral, first: Amount) -> Amount | None:
    """The range that begins with this numeral, or None."""
    if numeral.vague or first.kind == "ratio":
        return None
    if plain.startswith("、", first.end):
        return _neighbours(text, plain, numeral, first)
    joiner = _JOINER.match(plain, first.end) or (_BETWEEN.match(plain, first.end) if first.bare else None)
    if not joiner:
        return None
    minus = _MINUS.match(plain, joiner.end())
    following = read(plain, minus.end() if minus else joiner.end())
    if following is None or following.high is not None:
        return None
    second = amount(text, plain, following, sign=False)
    if second is None or second.start > following.start or not _same_kind(first, second):
        return None
    if minus:
        second = replace(second, value=-second.value)
    if second.unit in ("间", "間"):  # 10000与20000间 is between, and counts no rooms
        second = replace(second, end=following.end, kind="number", unit="", bare=True)
    closed = _CLOSED.match(plain, second.end) is not None
    if joiner[0].strip() in ("与", "和") and not closed:
        return None
    signed = first.start < first.numeral.start  # US$100-200
    if second.bare and not (closed or signed or _magnified(plain, first) or _magnified(plain, second)):
        return None
    low, high = _ends(plain, numeral, first, second)
    if low is None or high is None or not low < high or _is_change_to(plain, first, second, low, high):
        return None
    return replace(
        second, start=first.start, value=low, high=high, cmp=second.cmp, rule="range", bare=False,
        kind="money" if first.kind == "money" else second.kind, unit=second.unit or first.unit,
    )  # fmt: skip


def _neighbours(text: str, plain: str, numeral: Numeral, first: Amount) -> Amount | None:
    """七、八位, 3、4次, 二、三百万人: neighbouring digits with a comma, before a word that such a guess is made with."""
    start, following = numeral.start, read(plain, first.end + 1)
    if not first.bare or not following or _RANKED.search(plain, max(0, start - 1), start):
        return None
    if numeral.end - start > 1 or numeral.form != following.form or not 1 < numeral.value < _TEN - 1:
        return None
    scale = Decimal(10) ** following.value.adjusted()
    if following.vague or following.value != (numeral.value + 1) * scale:
        return None
    second = amount(text, plain, following, sign=False)
    if second is None or second.bare or plain[following.end] not in _GUESSED:
        return None
    return replace(second, start=start, value=numeral.value * scale, high=second.value, rule="range")


def _is_change_to(plain: str, first: Amount, second: Amount, low: Decimal, high: Decimal) -> bool:
    """上涨80点至11704点 says by how much and to what; 上涨2%至3% and 增加3至5家 are ranges."""
    if first.bare or second.kind == "percent" or high < low * _FAR:
        return False
    return _CHANGED.search(plain, max(0, first.start - 4), first.start) is not None


def _same_kind(first: Amount, second: Amount) -> bool:
    return first.bare or first.unit == second.unit or (second.bare and first.kind == "money")


def _magnified(plain: str, one: Amount) -> bool:
    written = plain[one.start : one.end]
    return any(scale in written for scale in "万亿兆") or (
        len(written) > 1 and any(scale in written for scale in "百千")
    )


def _ends(
    plain: str, numeral: Numeral, first: Amount, second: Amount
) -> tuple[Decimal | None, Decimal | None]:
    if isinstance(first.value, Fraction) or isinstance(second.value, Fraction):
        return None, None
    low, high = first.value, second.value
    if first.end == numeral.end:
        low = low * _factor(second)
        shared = low * _shared(plain, numeral, second.numeral)
        low = shared if shared < high else low
    return low, high


def _factor(second: Amount) -> Decimal:
    """What the second's unit folds in: 三至五成 is 30 to 50."""
    value = second.numeral.value
    return second.value / value if value and isinstance(second.value, Decimal) else Decimal(1)


def _shared(plain: str, first: Numeral, second: Numeral) -> Decimal:
    """The scale that the first takes from the second: 万 in `100—200万`, none in `5万-10万`."""
    if plain[first.end - 1] in SCALES and plain[first.end - 1] in "万亿兆":
        return Decimal(1)
    written = plain[second.start : second.end].rstrip("余多几来")
    if written[-1] in "kK":
        return Decimal(1000) if plain[first.end - 1] not in "kK" else Decimal(1)
    match = _TRAILING.search(written)
    scale = match[0] if match else ""
    if plain[first.end - 1] in SCALES or first.value >= 10:
        scale = scale.lstrip("十百千") if first.form == "hanzi" else scale
    if first.value >= 10 and not scale.strip("十百千"):
        return Decimal(1)
    factor = Decimal(1)
    for character in scale:
        factor = factor.scaleb(SCALES[character])
    return factor


def ratio_from(plain: str, numeral: Numeral, first: Amount) -> Amount | None:
    """`1:4` as a ratio, where a word before it compares; times of day and scores are none."""
    if not first.bare or numeral.form != "digits":
        return None
    match = _RATIO.match(plain, first.end)
    if not match or Decimal(match[1]) == 0:
        return None
    spoken = plain.startswith("比", first.end)  # 3比1 is a score, but for what says that it is a ratio
    compares = _COMPARES_AT_ONCE if spoken else _COMPARES
    named = compares.search(plain, max(0, first.start - 10), first.start)
    if not named and not _COMPARES_BEHIND.match(plain, match.end() + plain.startswith(" ", match.end())):
        return None
    value = Fraction(numeral.value) / Fraction(match[1])
    return replace(first, end=match.end(), kind="ratio", value=value, rule="ratio", bare=False)
