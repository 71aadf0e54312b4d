"""What the characters of a numeral are worth: 三亿二千万, 二〇二五, 5万4千6百, 三四百.

A numeral with scales is a sum of sections: below 万 each section counts thousands, hundreds, tens and ones in falling
order, and 万, 亿, 兆 say how often it is taken (GB/T 15835-2011, on numerals in public texts). What breaks that
order ends the numeral: in 七十百 only 七十 is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Form = Literal["digits", "hanzi", "mixed", "positional"]

DIGITS = {character: value for value, forms in enumerate(
    ("零〇○", "一壹弌", "二两贰弍", "三叁弎参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for character in forms}  # fmt: skip
SCALES = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "亿": 8, "兆": 12}
TENS = {"廿": 20, "卅": 30, "卌": 40}
_NOUGHT = "零〇○"
_POSITIONAL = re.compile(
    r"([一二三四五六七八九零〇○]{2,}[零〇○]|[一二三四五六七八九零〇○]{3,}|[一二三四五六七八九][零〇○])([万亿兆]+)"
)
_MOST_DIGITS = 28  # that `Decimal` counts with
_LEAST_GREAT = 4  # 万 and above take a whole section
_TOKEN = re.compile(r"[0-9]*\.?[0-9]+|\D")


@dataclass(frozen=True, slots=True)
class Value:
    """The worth of the first `length` characters: `low`, up to `high` where they say a span (七八, 三四百)."""

    low: Decimal
    high: Decimal | None
    form: Form
    length: int


@lru_cache(maxsize=4096)
def characters(written: str) -> Value | None:
    """What a run of numeral characters is worth, or None where it is no numeral (`三九四百`).

    >>> characters("三百五十"), characters("七十百")
    (Value(low=Decimal('350'), high=None, form='hanzi', length=4), Value(low=Decimal('70'), high=None, form='hanzi', length=2))
    """
    whole, point, rest = written.replace(".", "点").partition("点")
    if point:
        return _with_point(whole, rest)
    if all(character in DIGITS for character in written):
        return _digits_only(written)
    length = well_formed(written)
    return _with_scales(written[:length]) if length else None


def arabic(written: str, power: str | None = None) -> Value:
    """What Arabic digits are worth, with the scales and characters behind them: 1,100.9, 5万4千, 2十一.

    >>> arabic("1,100.9亿").low, arabic("3亿2000万").low, arabic("1.2", "8").low
    (Decimal('110090000000'), Decimal('320000000'), Decimal('1.2E+8'))
    """
    plain = written.replace(",", "").replace(" ", "").replace("点", ".")
    if power is not None:
        head = plain[: len(plain) - len(plain.lstrip("0123456789."))]
        return Value(Decimal(head).scaleb(int(power)), None, "digits", len(written))
    if plain[-1] in "kK":
        return Value(Decimal(plain[:-1]).scaleb(3), None, "mixed", len(written))
    if plain.replace(".", "").isdecimal():
        return Value(Decimal(plain), None, "digits", len(written))
    return Value(total(plain), None, "mixed", len(written))


def scaled(value: Decimal, scales: str) -> Decimal:
    """`value` taken as often as the scales say.

    >>> scaled(Decimal(3), "百万")
    Decimal('3E+6')
    """
    for character in scales:
        value = value.scaleb(SCALES[character])
    return value


def well_formed(written: str) -> int:
    """How many characters of a numeral with scales stand in falling order; a last 零 is none of them.

    >>> [well_formed(written) for written in ("三百五十", "七十百", "一百零", "万亿", "三千五千")]
    [4, 2, 2, 2, 2]
    """
    floor, great, digits = _LEAST_GREAT, 99, 0  # digits: how many stand before this character
    for at, character in enumerate(written):
        exponent = SCALES.get(character)
        if exponent is None:
            if character in TENS:
                if floor <= 1 or digits:
                    return at - digits
                floor = 1
            else:
                digits += 1
            continue
        if exponent < _LEAST_GREAT:
            if exponent >= floor or (at and not digits and SCALES.get(written[at - 1], 0) >= _LEAST_GREAT):
                return at - digits
            floor = exponent
        else:
            if exponent == great and digits:
                return at - digits
            great, floor = exponent, _LEAST_GREAT
        digits = 0
    end = len(written)
    while end > 1 and written[end - 1] in _NOUGHT:
        end -= 1
    return end


def _with_point(whole: str, rest: str) -> Value | None:
    digits = rest.rstrip("".join(SCALES))
    fraction = "".join(str(DIGITS.get(character, character)) for character in digits)
    base = total(whole) if any(c in SCALES for c in whole) else _positional(whole)
    if base is None:
        return None
    low = scaled(Decimal(f"{base}.{fraction}"), rest[len(digits) :])
    return Value(low, None, "hanzi", len(whole) + 1 + len(rest))


def _digits_only(written: str) -> Value | None:
    if len(written) > _MOST_DIGITS:
        return None
    if len(written) == 2 and _neighbours(written):
        return Value(Decimal(DIGITS[written[0]]), Decimal(DIGITS[written[1]]), "hanzi", 2)
    value = _positional(written)
    if value is None:
        return None
    return Value(value, None, "positional" if len(written) > 1 else "hanzi", len(written))


def _with_scales(written: str) -> Value | None:
    """三百五十, and the spans that hide in a numeral with scales: 七八十, 十七八, 二三十万, 三四百."""
    if match := _POSITIONAL.fullmatch(written):  # 六三○○万, as Taiwan's press writes 6300万
        value = _positional(match[1])
        return Value(scaled(value, match[2]), None, "hanzi", len(written)) if value is not None else None
    for at in range(len(written) - 1):
        pair = written[at : at + 2]
        if pair[0] in DIGITS and pair[1] in DIGITS and DIGITS[pair[0]] > 0:
            if not _neighbours(pair) and pair not in ("一二", "一两"):
                return None
            low, high = (total(written[:at] + digit + written[at + 2 :]) for digit in pair)
            return Value(low, high, "hanzi", len(written))
    if written[0] in "万亿兆" and any(character in DIGITS for character in written):
        return None
    return Value(total(written), None, "hanzi", len(written))


def _neighbours(pair: str) -> bool:
    """Two digits that stand for about so many: 七八, 三五; 零 begins none, and 一二 is a list (一二线)."""
    low, high = DIGITS[pair[0]], DIGITS[pair[1]]
    return low > 0 and (high == low + 1 or (low, high) == (3, 5)) and pair != "一二"


def _positional(written: str) -> Decimal | None:
    digits = "".join(str(DIGITS[character]) for character in written if character in DIGITS)
    return Decimal(digits) if len(digits) == len(written) and digits else None


def total(written: str) -> Decimal:
    """The number that digits and scales say: a section below 万 is summed, then taken as often as 万, 亿, 兆 say.

    A last digit without a scale counts in the next lower one (三百五, 5万4), unless a nought stands before it.

    >>> total("三百五"), total("三百零五"), total("1百01"), total("一亿二千万")
    (Decimal('350'), Decimal('305'), Decimal('101'), Decimal('120000000'))
    """
    sum_ = section = pending = Decimal(0)
    held, last, nought, largest = False, 0, False, 0
    for token in _TOKEN.findall(written):
        exponent = SCALES.get(token)
        if exponent is None:
            digit = DIGITS.get(token, TENS.get(token))
            if token in TENS:
                section, last = section + TENS[token], 1
                continue
            pending = Decimal(token) if digit is None else Decimal(digit)
            held = digit is None or digit > 0
            nought = nought or digit == 0 or (token[0] == "0" and len(token) > 1)
            continue
        if exponent < _LEAST_GREAT:
            section += (pending if held else Decimal(1)).scaleb(exponent)
        else:
            section += pending
            if not held and section == 0 and sum_ == 0:
                section = Decimal(1)
            if exponent >= largest and sum_:
                sum_, section = (sum_ + section).scaleb(exponent), Decimal(0)
            else:
                sum_, section = sum_ + section.scaleb(exponent), Decimal(0)
            largest = max(largest, exponent)
        pending, held, last, nought = Decimal(0), False, exponent, False
    if held and last > 1 and not nought and pending < 10 and pending == pending.to_integral_value():
        pending = pending.scaleb(last - 1)
    return sum_ + section + pending
