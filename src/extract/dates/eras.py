"""Eras (年号) that press and history texts count years by, from the table `eras.toml`."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from extract.lexicon import table


class Eras(BaseModel):
    """The table `eras.toml`: each era's first year."""

    model_config = ConfigDict(frozen=True)

    first_year: dict[str, int]


@cache
def first_years() -> dict[str, int]:
    """The first year of each era.

    >>> first_years()["令和"]
    2019
    """
    return dict(table("eras.toml", Eras).first_year)
