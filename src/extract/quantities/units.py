"""Units behind a numeral: which name stands at a place, and what it means.

Four tables give the names: currencies, physical and technical units, percentages and measure words. The longest name
wins; of two equally long ones the one that is the more exact (percent, money, measure, count).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pydantic import BaseModel

from extract.lexicon import table, words
from extract.lexicon.characters import view
from extract.quantities.models import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's name means: the kind of quantity, its symbol, and the factor that its name folds in.

    `symbol` is None for measure words, whose unit is the word as written.
    """

    kind: Kind
    symbol: str | None
    factor: Decimal = Decimal(1)


class _Measure(BaseModel):
    symbol: str
    names: list[str]
    factor: Decimal = Decimal(1)


class _Measures(BaseModel):
    units: list[_Measure]


class _Currency(BaseModel):
    code: str
    names: list[str]
    signs: list[str] = []


class _Currencies(BaseModel):
    currencies: list[_Currency]


# 打 is a dozen; 成 and 折 are tenths; 厘 is a hundredth (Hong Kong's interest: 息率1.5厘); ‰ and 基点 are put in the units that the guideline gives to percentages.
_PERCENT = {
    "%": Unit("percent", "%"),
    "‰": Unit("percent", "%", Decimal("0.1")),
    "成": Unit("percent", "%", Decimal(10)),
    "折": Unit("percent", "%", Decimal(10)),
    "厘": Unit("percent", "%"),
    "百分点": Unit("percent", "pp"),
    "个百分点": Unit("percent", "pp"),
    "个百分比": Unit("percent", "pp"),
    "个基点": Unit("percent", "bp"),
    "基点": Unit("percent", "bp"),
    "pct": Unit("percent", "pp"),
    "pcts": Unit("percent", "pp"),
    "pp": Unit("percent", "pp"),
    "个pct": Unit("percent", "pp"),
    "bp": Unit("percent", "bp"),
    "BP": Unit("percent", "bp"),
    "倍": Unit("multiple", "x"),
    "番": Unit("multiple", "x"),
    "度": Unit("measure", "deg"),
    "打": Unit("count", "个", Decimal(12)),
    "角": Unit("money", "CNY", Decimal("0.1")),
    "毛": Unit("money", "CNY", Decimal("0.1")),
    "毛钱": Unit("money", "CNY", Decimal("0.1")),
    "分钱": Unit("money", "CNY", Decimal("0.01")),
    "美分": Unit("money", "USD", Decimal("0.01")),
    "欧分": Unit("money", "EUR", Decimal("0.01")),
    "便士": Unit("money", "GBP", Decimal("0.01")),
    "戈比": Unit("money", "RUB", Decimal("0.01")),
    "港仙": Unit("money", "HKD", Decimal("0.01")),
}


# What the names of units counted with 个 begin with: 平方 立方 加仑 兆瓦 吉瓦 千瓦 GW.
_MEASURED = frozenset("平立加兆吉千标GMkK")


@cache
def _names() -> dict[str, Unit]:
    found = {name: Unit("count", None) for name in words("measure_words.txt")}
    for unit in table("units.toml", _Measures).units:
        found |= {view(name): Unit("measure", unit.symbol, unit.factor) for name in unit.names}
    for currency in table("currencies.toml", _Currencies).currencies:
        found |= {view(name): Unit("money", currency.code) for name in currency.names}
    return found | _PERCENT


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """For each first character the lengths of the names that begin with it, longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _names():
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


@cache
def signs() -> dict[str, str]:
    """What may stand before an amount, and its ISO 4217 code: `US$`, `人民币`.

    >>> signs()["HK$"]
    'HKD'
    """
    currencies = table("currencies.toml", _Currencies).currencies
    return {view(sign): currency.code for currency in currencies for sign in currency.signs}


def unit_at(plain: str, pos: int) -> tuple[int, Unit] | None:
    """The longest unit of a view that starts at `pos`, with where it ends; None where there is none.

    A Latin unit ends where its word does: `5GB` is no `5G`, `3Max` no `3M`.

    >>> unit_at("3亿千瓦时", 2)
    (5, Unit(kind='measure', symbol='kWh', factor=Decimal('1')))
    """
    if plain[pos : pos + 1] == "个" and (measured := _measured(plain, pos + 1)):
        return measured
    names = _names()
    for length in _lengths().get(plain[pos : pos + 1], ()):
        unit = names.get(plain[pos : pos + length])
        end = pos + length
        if (
            unit
            and end <= len(plain)
            and not (_latin(plain[end - 1]) and end < len(plain) and _latin(plain[end]))
        ):
            return end, unit
    return None


def _measured(plain: str, pos: int) -> tuple[int, Unit] | None:
    """The unit behind 个 in 三个平方, 5个GW; a short name there begins a noun (两个里程碑)."""
    if plain[pos : pos + 1] not in _MEASURED:
        return None
    found = unit_at(plain, pos)
    if not found or found[0] - pos < 2 or found[1].kind != "measure" or plain.startswith("根", found[0]):
        return None
    return found


def temporal_at(plain: str, pos: int) -> int:
    """How many characters of a calendar unit stand here: `年`, `个月`, `个交易日`; 0 where there is none.

    >>> temporal_at("3个多月", 1), temporal_at("3个国家", 1)
    (3, 0)
    """
    at = pos + plain.startswith(" ", pos)
    at += plain.startswith(("多", "余", "来"), at)
    for word in _temporal().get(plain[at : at + 1], ()):
        if plain.startswith(word, at):
            return at - pos + len(word)
    return 0


@cache
def _temporal() -> dict[str, tuple[str, ...]]:
    """The calendar's words by their first character, longest first."""
    listed = sorted((view(word) for word in words("temporal_units.txt")), key=len, reverse=True)
    return {
        first: tuple(word for word in listed if word[0] == first) for first in {word[0] for word in listed}
    }


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
