"""Smaller parts behind a unit: 九元九角, 三成五, 六斤八两, 一米八五, 十二度五, 三公里半, 5元多."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.quantities.models import Amount
from extract.quantities.numerals import read
from extract.quantities.units import Unit, unit_at

_DIGIT = "[0-9一二两三四五六七八九壹贰叁参肆伍陆柒捌玖]"
_END = r"(?=[^0-9A-Za-z一-鿿.%:/·+-]|[的左以多或至到身长高宽，]|\Z)"
_CHANGE = re.compile(
    rf"({_DIGIT})(角|毛)(?:({_DIGIT})(?:分|(?<=毛.){_END}))?|([0-9]{{1,2}}|零?{_DIGIT})分(?![之钟])"
    rf"|({_DIGIT}|零[一二三四五六七八九]){_END}"
)
_SMALLEST = re.compile(rf"({_DIGIT})(?:分(?![之钟])|(?<=毛.){_END})")
_TENTH = re.compile(rf"{_DIGIT}{_END}")
_TENTHS = re.compile("[一二三四五六七八九](?![个名家项成])")
_METRES = re.compile(rf"(?:[0-9]{{1,2}}|零?[一二三四五六七八九]|[一二三四五六七八九]{{2}}){_END}")
_TALLEST = 10  # 一米八, 3米5; behind 100米 a digit begins something else
# 两个半 counts; 两个半小时 is a time, 两个半场 are halves.
_NOT_AND_HALF = frozenset("场程岛径月年小世天日夜球钟多个学导决成")
_HALVED = frozenset("元块度斤米两升吨里亩倍岁打")
# What the smaller unit is of the greater (GB 3100-93; the market units of 1 斤 = 10 两, 1 丈 = 10 尺 = 100 寸).
_SMALLER = {
    "jin": ("liang", 1),
    "zhang": ("chi", 1),
    "chi": ("cun", 1),
    "km": ("m", 3),
    "m": ("cm", 2),
    "kg": ("g", 3),
    "t": ("kg", 3),
}


def compounded(plain: str, whole: Amount, unit: Unit) -> Amount:
    """The amount with a smaller part behind its unit, a 半, or a 多.

    >>> from extract.quantities import find
    >>> [(q.text, str(q.value)) for q in find("身高一米八五，花了九元九角，买米六斤八两")]
    [('一米八五', '1.85'), ('九元九角', '9.9'), ('六斤八两', '6.8')]
    """
    name = plain[whole.end - 1]
    if not isinstance(whole.value, Decimal) or whole.high is not None:
        return _and_more(plain, whole)
    if plain.startswith("半", whole.end):
        return _and_half(plain, whole, unit, name)
    if name == "成":
        return _with(plain, whole, _TENTHS, 0)
    if name == "度":
        return _with(plain, whole, _TENTH, 1)
    if name in "角毛" and unit.kind == "money":
        match = _SMALLEST.match(plain, whole.end)
        return replace(whole, end=match.end(), value=whole.value + _worth(match[1]) / 100) if match else whole
    if name in "元块" or plain.endswith("块钱", 0, whole.end):
        return _and_more(plain, _with_change(plain, whole, name))
    if (
        name == "米"
        and unit.symbol == "m"
        and whole.value < _TALLEST
        and (match := _METRES.match(plain, whole.end))
    ):
        part = Decimal(f"0.{''.join(str(_worth(character)) for character in match[0])}")
        return replace(whole, end=match.end(), value=whole.value + part)
    return _and_more(plain, _with_smaller(plain, whole, unit))


def is_price(plain: str, end: int) -> bool:
    """Whether small change stands behind the 块 that ends here, so that it counts no pieces: 一块二, 一块两毛五.

    >>> is_price("一块二，", 2), is_price("一块二手表", 2)
    (True, False)
    """
    return plain[end - 1] == "块" and _CHANGE.match(plain, end) is not None


def _with(plain: str, whole: Amount, pattern: re.Pattern[str], places: int) -> Amount:
    match = pattern.match(plain, whole.end)
    if not match or not isinstance(whole.value, Decimal):
        return _and_more(plain, whole)
    return replace(whole, end=match.end(), value=whole.value + _worth(match[0]).scaleb(-places))


def _and_half(plain: str, whole: Amount, unit: Unit, name: str) -> Amount:
    assert isinstance(whole.value, Decimal)
    if name == "成":
        return replace(whole, end=whole.end + 1, value=whole.value + 5)
    if name in _HALVED or (name == "个" and plain[whole.end + 1 : whole.end + 2] not in _NOT_AND_HALF):
        return replace(whole, end=whole.end + 1, value=whole.value + Decimal("0.5") * unit.factor)
    return whole


def _with_change(plain: str, whole: Amount, name: str) -> Amount:
    """99元9角9分, 三块二毛五分, 三块五."""
    match = _CHANGE.match(plain, whole.end)
    if not match or (match[5] and name != "块") or not isinstance(whole.value, Decimal):
        return whole
    tenth = 1 if match[5] and match[5][0] == "零" else 10  # 三块五, 三块零五
    worths = ((match[1], 10), (match[3], 1), (match[4], 1), (match[5], tenth))
    change = sum((_worth(part) * worth for part, worth in worths if part), Decimal(0))
    value = whole.value + change / 100
    end = match.end() + (match[5] is None and plain.startswith("钱", match.end()))
    whole = replace(whole, end=end, value=value)
    return replace(whole, kind="money", unit="CNY", rule="money") if name == "块" else whole


def _with_smaller(plain: str, whole: Amount, unit: Unit) -> Amount:
    """六斤八两, 5公里300米."""
    smaller, places = _SMALLER.get(unit.symbol or "", ("", 0))
    if not smaller or not isinstance(whole.value, Decimal) or whole.value % 1:
        return whole
    part = read(plain, whole.end)
    found = unit_at(plain, part.end) if part and not part.vague and part.value < 10**places else None
    if not part or not found or found[1].symbol != smaller:
        return whole
    return replace(whole, end=found[0], value=whole.value + part.value.scaleb(-places))


def _worth(written: str) -> Decimal:
    found = read(written, 0)
    return found.value if found else Decimal(0)


def _and_more(plain: str, whole: Amount) -> Amount:
    """5亿多元 is inside the numeral; 5元多, 3公里多 puts it behind the unit."""
    behind = plain[whole.end : whole.end + 2]
    if (
        whole.kind not in ("money", "measure", "multiple", "percent")
        or behind[:1] not in ("多", "余")
        or behind[1:] in ("年", "样", "次", "数", "元")
    ):
        return whole
    return replace(whole, end=whole.end + 1, cmp=">")
