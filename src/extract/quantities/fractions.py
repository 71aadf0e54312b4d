"""Fractions: 百分之五, 万分之三, 三分之二, Hong Kong's 三分一, 一又二分之一, and 1/3 where it stands for a share.

A denominator of 百, 千, 万 and their like makes a percentage, any other a ratio.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import gcd

from extract.quantities.models import Amount
from extract.quantities.numerals import Numeral, read
from extract.quantities.units import unit_at

_PARTS = {
    "百": 100,
    "千": 1000,
    "万": 10000,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "万万": 10**8,
    "十万": 10**5,
}
_SHORT = r"(?=[一二三](?![致般样起直定些切同体方边面心分秒、])[^0-9])"
_OVER = re.compile(f"分之|(?<=[二三四五六七八])分{_SHORT}")
_OVER_BEHIND_WHOLE = re.compile("分之|(?<=[二三四五六七八九十])分(?=[一二三四五六七八九])")
_SLASH = re.compile(r"/([0-9]{1,3}(?:\.[0-9]+)?)(?! ?[0-9A-Za-z/.~～\-]| ?(?:决赛|型|吋|英|日|号|月))")
# What a share stands behind: 的1/3, 占2/3, 近1/4; a date or a model does not.
_SHARE_BEFORE = re.compile(
    r"(?:[的占约近超过逾足达少到至出量口为各] ?|[一-鿿](?=[0-9]+/[0-9]+的)|比率 ?[:：] ?)\Z"
)
# 1/1.56英寸: an image sensor's size.
_INCHES = re.compile(r"/([0-9]{1,2}(?:\.[0-9]+)?)(?= ?(?:英寸|英吋|吋|\"))")
_LARGEST_DENOMINATOR = 10  # of 3/4; 1/16 is a share too, 7/16 a day


def fraction(plain: str, numeral: Numeral) -> Amount | None:
    """The fraction that the numeral is the denominator of, or, with a slash, the numerator of; else None."""
    if numeral.vague or not numeral.value:
        return None
    match = _OVER.match(plain, numeral.end)
    if not match:
        return _with_slash(plain, numeral) if plain.startswith("/", numeral.end) else None
    signed = plain.startswith(("-", "负"), match.end())  # 百分之负五
    over = read(plain, match.end() + signed)
    found = _over(plain, numeral, over) if over else None
    return replace(found, value=-found.value) if found and signed else found


def with_fraction(plain: str, whole: Amount) -> Amount:
    """一又二分之一: the fraction behind 又 belongs to the whole number."""
    if not whole.bare or whole.numeral.vague or not plain.startswith("又", whole.end):
        return whole
    below = read(plain, whole.end + 1)
    match = below and _OVER_BEHIND_WHOLE.match(plain, below.end)
    above = match and read(plain, match.end())
    if not below or not above or below.vague or above.vague or not below.value:
        return whole
    value = Fraction(whole.numeral.value) + Fraction(above.value) / Fraction(below.value)
    return replace(whole, end=above.end, value=value, rule="fraction", bare=False)


def _over(plain: str, below: Numeral, above: Numeral) -> Amount | None:
    base = Amount(
        below.start, above.end, "percent", above.value, above.high, "%", above.cmp or "=", "percent", above
    )
    written = plain[below.start : below.end]
    if written in _PARTS:
        factor = Decimal(100) / _PARTS[written]
        return replace(base, value=above.value * factor, high=above.high and above.high * factor)
    if above.vague:
        return None
    return _ratio(plain, base, Fraction(above.value) / Fraction(below.value))


def _with_slash(plain: str, above: Numeral) -> Amount | None:
    """1/3 as a share: a proper fraction in lowest terms, behind a word that a share stands behind."""
    match = _INCHES.match(plain, above.end) or _SLASH.match(plain, above.end)
    if above.form != "digits" or not match or plain[above.start - 1 : above.start] in ("/", "-"):
        return None
    below = Decimal(match[1])
    alone = above.start == 0 and match.end() == len(plain)
    inches = match.re is _INCHES and above.value == 1
    share = _is_share(plain, above.start, match.end()) and _is_proper(plain, above, below)
    if not below or not (alone or inches or share):
        return None
    ratio = Fraction(above.value) / Fraction(below)
    whole = Amount(above.start, match.end(), "ratio", ratio, None, "", "=", "fraction", above)
    return _ratio(plain, whole, ratio)


def _is_proper(plain: str, above: Numeral, below: Decimal) -> bool:
    if above.value % 1 or below % 1 or not 0 < above.value < below:
        return False
    if plain.endswith(("率:", "率：", "率为", "比例为"), 0, above.start):
        return True
    lowest = gcd(int(above.value), int(below)) == 1
    return lowest and (below <= _LARGEST_DENOMINATOR or above.value == 1)


def _is_share(plain: str, start: int, end: int) -> bool:
    if _SHARE_BEFORE.search(plain, max(0, start - 4), start):
        return True
    before = plain[start - 1 : start]
    return plain.startswith("的", end) and ("一" <= before <= "鿿" or before in ("", *"，。；、\n“（"))


def _ratio(plain: str, found: Amount, value: Fraction) -> Amount:
    """A ratio, or a measure where its unit follows: 二分之一升."""
    measured = unit_at(plain, found.end + plain.startswith(" ", found.end))
    if measured and measured[1].kind == "measure":
        end, unit = measured
        return replace(
            found,
            end=end,
            kind="measure",
            value=value,
            high=None,
            unit=unit.symbol or "",
            cmp="=",
            rule="measure",
        )
    return replace(found, kind="ratio", value=value, high=None, unit="", cmp="=", rule="fraction")
