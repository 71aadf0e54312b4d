"""Amounts: a numeral with what belongs to it, read from atoms to whole.

    sign       -3480.83万元 · 负5% · 零下3℃        (`leading`)
    currency   US$2亿 · 人民币100万元              (`leading`)
    fraction   百分之五 · 三分之二 · 万分之三       (`fractions`)
    unit       4万余|人 · 54.93|平方公里 · 21.17|元/股
    compound   99元9角9分 · 25度半 · 六斤八两       (`compounds`)
    contrast   一死三伤 · 两金两铜                  (`contrasts`)

Each reader takes the view, the numeral and where it may begin, and gives an `Amount`: the span, the value and the unit,
without what words around it say (`extract.quantities.comparators`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extract.quantities.compounds import compounded
from extract.quantities.contrasts import contrasted
from extract.quantities.counting import counts
from extract.quantities.fractions import fraction, with_fraction
from extract.quantities.leading import priced, signed
from extract.quantities.models import Amount
from extract.quantities.nouns import counts_alone, joins_noun
from extract.quantities.numerals import Numeral
from extract.quantities.units import Unit, temporal_at, unit_at
from extract.quantities.values import SCALES

__all__ = ["Amount", "amount"]

_MOST_DOUBLED = 20
_THREE, _FIVE = 3, 5
_TWO_PLACES = 11  # 十折 is the full price
_CHARGE = re.compile(r" ?[大的]?(?:超大)?(?:容量)?(?:动力)?电池")
_SLASH = re.compile(" ?/ ?")
_PER = re.compile(r"年|月|日|天|周|小时|分钟|秒|度|千克|人|次|千股")


def amount(text: str, plain: str, numeral: Numeral, *, sign: bool = True) -> Amount | None:
    """What the numeral is the amount of, or None where it is a date, a time or part of another word.

    `sign` is false behind a joiner, where a hyphen is no minus.
    """
    found = fraction(plain, numeral) or contrasted(plain, numeral) or _with_unit(text, plain, numeral)
    if found is None:
        return None
    found = priced(plain, found)
    return signed(plain, found) if sign else found


def _with_unit(text: str, plain: str, numeral: Numeral) -> Amount | None:
    at = numeral.end + plain.startswith(" ", numeral.end)
    found = unit_at(plain, at)
    if temporal_at(plain, numeral.end) > (found[0] - at if found else 0):
        return None
    if found is None or joins_noun(plain, at, found[0], numeral) or not counts(plain, numeral, at, *found):
        return with_fraction(plain, _bare(plain, numeral))
    end, unit = found
    if _is_order(plain, numeral, at, end):
        return None
    if plain[at:end] == "番":
        return _doubled(plain, numeral, end)
    if plain[at:end] == "度" and _CHARGE.match(plain, end):
        unit = Unit("measure", "kWh")
    if plain[at:end] == "折":
        numeral, unit = _discount(numeral, unit)
    symbol = text[at:end] if unit.symbol is None else unit.symbol
    whole = Amount(
        numeral.start, end, unit.kind, numeral.value * unit.factor, numeral.high and numeral.high * unit.factor,
        symbol, numeral.cmp or "=", unit.kind, numeral,
    )  # fmt: skip
    return _per(text, plain, compounded(plain, whole, unit))


def _is_order(plain: str, numeral: Numeral, at: int, end: int) -> bool:
    """百万级, 千元级, 亿元级别: an order of magnitude that says what kind of thing it is."""
    if plain[numeral.start] not in SCALES or numeral.vague:
        return False
    return plain[at:end] == "级" or (plain[end - 1] == "元" and plain.startswith("级", end))


def _discount(numeral: Numeral, unit: Unit) -> tuple[Numeral, Unit]:
    """75折 and 五五折 are percents as written, 三五折 is 35; 七八折 is 70 to 80."""
    if numeral.value == _THREE and numeral.high == _FIVE:
        return replace(numeral, value=Decimal(35), high=None), Unit("percent", "%")
    return numeral, Unit("percent", "%") if numeral.value >= _TWO_PLACES else unit


def _doubled(plain: str, numeral: Numeral, end: int) -> Amount | None:
    """翻两番: twice doubled."""
    led = plain.endswith(("翻", "翻了", "翻近", "翻约"), 0, numeral.start)
    if not led or numeral.value > _MOST_DOUBLED:
        return None
    value = 2**numeral.value
    return Amount(numeral.start, end, "multiple", value, None, "x", numeral.cmp or "=", "doubled", numeral)


def _bare(plain: str, numeral: Numeral) -> Amount:
    rule = "number" if not counts_alone(plain, numeral) else "counted noun"
    return Amount(
        numeral.start, numeral.end, "number", numeral.value, numeral.high, "", numeral.cmp or "=", rule, numeral,
        bare=rule == "number",
    )  # fmt: skip


def _per(text: str, plain: str, whole: Amount) -> Amount:
    """元/股, 美元/吨: the slash and what it is counted by belong to the unit."""
    slash = _SLASH.match(plain, whole.end)
    if not slash or whole.kind not in ("money", "measure", "count"):
        return whole
    found = unit_at(plain, slash.end())
    if found:
        end, by = found
        name = by.symbol if by.symbol else text[slash.end() : end]
    elif match := _PER.match(plain, slash.end()):
        end, name = match.end(), match[0]
    else:
        return whole
    return replace(whole, end=end, unit=f"{whole.unit}/{name}")
