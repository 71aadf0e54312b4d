"""The dates room's word lists, as the grammar and the resolver need them."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from extract.lexicon import table

Unit = Literal["year", "quarter", "month", "week", "day"]
UNITS: tuple[Unit, ...] = ("year", "quarter", "month", "week", "day")


class Offsets(BaseModel):
    """How far each word lies from publication, or from the last such period that the text named."""

    model_config = ConfigDict(frozen=True)

    published: dict[str, int]
    context: dict[str, int]


class RelativeWords(BaseModel):
    """The table `relative_days.toml`."""

    model_config = ConfigDict(frozen=True)

    year: Offsets
    quarter: Offsets
    month: Offsets
    week: Offsets
    day: Offsets


class Periods(BaseModel):
    """The table `named_periods.toml`."""

    model_config = ConfigDict(frozen=True)

    vague: tuple[str, ...]
    not_vague_behind: tuple[str, ...]
    future: tuple[str, ...]


class Comparators(BaseModel):
    """The table `comparators.toml`."""

    model_config = ConfigDict(frozen=True)

    before: dict[Literal[">", "<", ">=", "<=", "~"], tuple[str, ...]]
    behind: dict[Literal[">", "<", ">=", "<=", "~"], tuple[str, ...]]


class Offset(NamedTuple):
    """What a relative word says: so many units from publication, or from the last one in the text."""

    unit: Unit
    steps: int
    from_text: bool


@cache
def relative() -> dict[str, Offset]:
    """Every relative word.

    >>> relative()["次日"]
    Offset(unit='day', steps=1, from_text=True)
    """
    words = table("relative_days.toml", RelativeWords)
    found: dict[str, Offset] = {}
    for unit in UNITS:
        offsets: Offsets = getattr(words, unit)
        found |= {word: Offset(unit, count, False) for word, count in offsets.published.items()}
        found |= {word: Offset(unit, count, True) for word, count in offsets.context.items()}
    return found


def periods() -> Periods:
    """Vague words and the signs of a future reading."""
    return table("named_periods.toml", Periods)


def comparators() -> Comparators:
    """Words before and behind an amount that compare or hedge it."""
    return table("comparators.toml", Comparators)
