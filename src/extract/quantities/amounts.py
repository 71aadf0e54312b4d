"""Amounts: a numeral with what belongs to it, read from atoms to whole.

    sign       -3480.83万元 · 负5% · 零下3℃
    currency   US$2亿 · 人民币100万元
    fraction   百分之五 · 三分之二 · 万分之三
    unit       4万余|人 · 54.93|平方公里 · 21.17|元/股
    compound   99元9角9分 · 25度半
    ordinal    第1000台 · 前五位

Each reader takes the view, the numeral and where it may begin, and gives an `Amount`: the span, the value and the unit,
without what words around it say (`extract.quantities.comparators`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from extract.quantities.models import Comparator, Kind, Number
from extract.quantities.nouns import counts_alone, joins_noun
from extract.quantities.numerals import Numeral, numerals, read
from extract.quantities.units import Unit, signs, temporal_at, unit_at

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
_SLASH = re.compile(
    r"/(?:[0-9]*)([一-鿿]{1,4}?|[a-zA-Z0-9]{1,5})(?=[^一-鿿a-zA-Z0-9]|的|左|以|上|下|，|$|[一-鿿])"
)
_SMALL_CHANGE = re.compile(
    r"([0-9]|[一二三四五六七八九])(角|毛)(?:([0-9]|[一二三四五六七八九])分)?|([0-9]{1,2}|[一二三四五六七八九])分(?![之钟])"
)
# 7届 counts what was held; 二十届 without such a verb names a committee or a congress.
_HELD = re.compile(r"举办|承办|连续|成功|历经|已|共|担任|当选|蝉联|参加|参与|近|超")
_OVER = re.compile("分之|(?<=[二三四五六七八])分(?=[一二三](?![致般样起直定些切同体方边面心分秒、])[^0-9])")
_LONGEST_WHOLE = 12
_CHANGE = re.compile(r"([0-9]|[一二三四五六七八九])分(?![之钟])")
_SCALE_OF_DEGREES = re.compile(r"(?P<name>摄氏|华氏)(?:温度)?(?:零下)? ?\Z")
_MOST_DOUBLED = 20
_MOST_GREAT = 12  # 两大 to 十二大; 二十大 is a congress
_HALF_UNITS = frozenset("元块度斤米两升吨里亩")
_SIGN = re.compile(
    r"(?:(?<![减增担肩抱背亏欠胜自])负的?|零下|(?<![0-9A-Za-z一-鿿％%)）])-|(?<=[一-鿿])-) ?\Z"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its unit at `[start, end)`; `bare` says that nothing follows it that gives one."""

    start: int
    end: int
    kind: Kind
    value: Number
    high: Number | None
    unit: str
    cmp: Comparator
    rule: str
    numeral: Numeral
    bare: bool = False


def amount(text: str, plain: str, numeral: Numeral, *, signed: bool = True) -> Amount | None:
    """What the numeral is the amount of, or None where it is a date, a time or part of another word.

    `signed` is false behind a joiner, where a hyphen is no minus.
    """
    found = _fraction(plain, numeral) or _with_unit(text, plain, numeral)
    if found is None:
        return None
    found = _priced(plain, found)
    return _signed(plain, found) if signed else found


def _fraction(plain: str, numeral: Numeral) -> Amount | None:
    """百分之五, 千分之一, 三分之二, Hong Kong's 三分一; a denominator of 百, 千 or 万 makes a percentage."""
    match = _OVER.match(plain, numeral.end)
    over = read(plain, match.end()) if match and not numeral.vague else None
    if over is None or not numeral.value:
        return None
    written = plain[numeral.start : numeral.end]
    base = Amount(
        numeral.start, over.end, "percent", over.value, over.high, "%", over.cmp or "=", "percent", over
    )
    if written in _PARTS:
        factor = Decimal(100) / _PARTS[written]
        return replace(base, value=over.value * factor, high=over.high and over.high * factor)
    if over.vague:
        return None
    ratio = Fraction(over.value) / Fraction(numeral.value)
    whole = Amount(numeral.start, over.end, "ratio", ratio, None, "", "=", "fraction", over)
    measured = unit_at(plain, over.end)
    if measured and measured[1].kind == "measure":
        unit = measured[1]
        return replace(whole, end=measured[0], kind="measure", unit=unit.symbol or "", rule="measure")
    return _mixed(plain, whole)


def _mixed(plain: str, fraction: Amount) -> Amount:
    """一又二分之一: the whole number in front belongs to the fraction."""
    if not plain.startswith("又", fraction.start - 1):
        return fraction
    start = max(0, fraction.start - _LONGEST_WHOLE)
    whole = next(
        (one for one in numerals(plain[start : fraction.start - 1]) if start + one.end == fraction.start - 1),
        None,
    )
    if whole is None or whole.vague:
        return fraction
    value = Fraction(whole.value) + Fraction(fraction.value)
    return replace(fraction, start=start + whole.start, kind="number", value=value)


def _with_unit(text: str, plain: str, numeral: Numeral) -> Amount | None:
    at = numeral.end + plain.startswith(" ", numeral.end)
    found = unit_at(plain, at)
    if temporal_at(plain, numeral.end) > (found[0] - at if found else 0):
        return None
    if (
        found is None
        or joins_noun(plain, at, found[0], numeral)
        or (found[1].kind == "count" and not _counts(plain, numeral, at, found[0]))
    ):
        return _bare(plain, numeral)
    end, unit = found
    if plain[at:end] == "番":  # 翻两番: twice doubled
        if (
            not plain.endswith(("翻", "翻了", "翻近", "翻约"), 0, numeral.start)
            or numeral.value > _MOST_DOUBLED
        ):
            return None
        return Amount(
            numeral.start,
            end,
            "multiple",
            2**numeral.value,
            None,
            "x",
            numeral.cmp or "=",
            "doubled",
            numeral,
        )
    value, high = numeral.value * unit.factor, numeral.high and numeral.high * unit.factor
    symbol = text[at:end] if unit.symbol is None else unit.symbol
    cmp: Comparator = numeral.cmp or "="
    whole = Amount(numeral.start, end, unit.kind, value, high, symbol, cmp, unit.kind, numeral)
    return _per(text, plain, _and_more(plain, _compounded(plain, whole, unit)))


def _counts(plain: str, numeral: Numeral, at: int, end: int) -> bool:
    """Whether the measure word counts: 一 before one is an article (`一个`), 分 behind 时 or 点 a minute."""
    if plain[at:end] == "分" and plain[numeral.start - 1 : numeral.start] in ("时", "点", ":"):
        return False
    if plain[at:end] == "大" and not 2 <= numeral.value <= _MOST_GREAT:
        return False
    if plain[at:end] == "届" and not _HELD.search(plain, max(0, numeral.start - 6), numeral.start):
        return False
    return plain[numeral.start : numeral.end] not in ("一", "零")


def _bare(plain: str, numeral: Numeral) -> Amount:
    rule = "number" if not counts_alone(plain, numeral) else "counted noun"
    return Amount(
        numeral.start, numeral.end, "number", numeral.value, numeral.high, "", numeral.cmp or "=", rule, numeral,
        bare=rule == "number",
    )  # fmt: skip


def _compounded(plain: str, whole: Amount, unit: Unit) -> Amount:
    """九元九角, 三成五, 二十二度半: a smaller part behind the unit."""
    name = plain[whole.end - 1]
    if not isinstance(whole.value, Decimal):
        return whole
    if name == "成" and plain.startswith("半", whole.end):
        return replace(whole, end=whole.end + 1, value=whole.value + 5)
    if plain.startswith("半", whole.end) and name in _HALF_UNITS:
        return replace(whole, end=whole.end + 1, value=whole.value + Decimal("0.5") * unit.factor)
    if name == "成" and (match := re.compile("[一二三四五六七八九](?![个名家项成])").match(plain, whole.end)):
        digit = read(plain, match.start())
        return replace(whole, end=match.end(), value=whole.value + digit.value) if digit else whole
    if name in "角毛" and (match := _CHANGE.match(plain, whole.end)):
        return replace(whole, end=match.end(), value=whole.value + _digit(match[1]) / 100)
    if name in "元块" and (match := _SMALL_CHANGE.match(plain, whole.end)):
        change = sum(
            (_digit(part) * worth for part, worth in ((match[1], 10), (match[3], 1), (match[4], 1)) if part),
            Decimal(0),
        )
        return replace(whole, end=match.end(), value=whole.value + change / 100)
    return whole


def _digit(written: str) -> Decimal:
    found = read(written, 0)
    return found.value if found else Decimal(0)


def _and_more(plain: str, whole: Amount) -> Amount:
    """5亿多元 is inside the numeral; 5元多, 3公里多 puts it behind the unit."""
    behind = plain[whole.end : whole.end + 2]
    if (
        whole.kind in ("money", "measure")
        and behind[:1] in ("多", "余")
        and behind[1:] not in ("年", "样", "次")
    ):
        return replace(whole, end=whole.end + 1, cmp=">")
    return whole


def _per(text: str, plain: str, whole: Amount) -> Amount:
    """元/股, 美元/吨: the slash and what it is counted by belong to the unit."""
    if whole.kind not in ("money", "measure", "count") or not plain.startswith("/", whole.end):
        return whole
    found = unit_at(plain, whole.end + 1)
    if found:
        end, by = found
        name = by.symbol if by.symbol else text[whole.end + 1 : end]
    elif match := re.compile(r"(年|月|日|天|周|小时|分钟|秒|度|千克|人|次|千股)").match(plain, whole.end + 1):
        end, name = match.end(), match[0]
    else:
        return whole
    return replace(whole, end=end, unit=f"{whole.unit}/{name}")


def _priced(plain: str, found: Amount) -> Amount:
    """A currency's sign, code or name in front: US$2亿, 人民币100万元; it gives the unit where none follows."""
    before = plain[max(0, found.start - 6) : found.start]
    window = before[-4:].rstrip(" ")
    gap = len(before[-4:]) - len(window)
    for length in (4, 3, 2, 1):
        sign = window[-length:] if len(window) >= length else ""
        code = signs().get(sign)
        if (
            code
            and found.kind in ("money", "number")
            and not (
                sign.isalpha()
                and sign.isascii()
                and before[-length - gap - 1 : -length - gap].isalpha()
                and before[-length - gap - 1 : -length - gap].isascii()
            )
        ):
            generic = found.unit in ("", "CNY") or found.unit == code
            if not generic:
                return found
            return replace(
                found, start=found.start - length - gap, kind="money", unit=code, rule="money", bare=False
            )
    return found


def _signed(plain: str, found: Amount) -> Amount:
    """A minus sign, 负 or 零下 in front makes it negative; a hyphen behind a letter or a digit is none."""
    found = _in_degrees(plain, found)
    match = _SIGN.search(plain, max(0, found.start - 3), found.start)
    if not match or found.value == 0 or found.high is not None:
        return found
    if match[0].startswith("-") and plain[match.start() - 1 : match.start()] in ("至", "第", "期"):
        return found
    return replace(found, start=match.start(), value=-found.value)


def _in_degrees(plain: str, found: Amount) -> Amount:
    """摄氏37度, 华氏零下13度: the scale's name in front of the degrees, which may hold the sign."""
    match = (
        _SCALE_OF_DEGREES.search(plain, max(0, found.start - 7), found.start) if found.unit == "deg" else None
    )
    if not match:
        return found
    below = "零下" in match[0]
    value = -found.value if below else found.value
    return replace(found, start=match.start(), value=value, unit="℃" if match["name"] == "摄氏" else "℉")
