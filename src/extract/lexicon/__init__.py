"""The one loader for the tables in this folder.

A table is a TOML file validated by a pydantic model that the room using it defines, or a plain list of words,
one a line. Every file starts with a comment that says where its entries come from. Tables are read once a
process, at first use, and are immutable.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from extract.errors import LexiconError

Table = TypeVar("Table", bound=BaseModel)

__all__ = ["table", "words"]


def table(name: str, model: type[Table]) -> Table:
    """The TOML table `name`, validated as `model`; loaded once for each pair of name and model.

    Raises `LexiconError`, naming the file and the entry, where it is missing, isn't TOML or doesn't fit.

    >>> table("no.toml", BaseModel)
    Traceback (most recent call last):
    extract.errors.LexiconError: lexicon no.toml: no such file
    """
    return _table(name, model)  # type: ignore[return-value]  # functools.cache forgets the type variable


@cache
def _table(name: str, model: type[BaseModel]) -> BaseModel:
    try:
        return model.model_validate(tomllib.loads(_read(name)))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise LexiconError(f"lexicon {name}: {where}: {first['msg']}") from error


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the list `name`, in the file's order; `#` starts a comment, a word twice is an error.

    Raises `LexiconError`, naming file and line.

    >>> words("no.txt")
    Traceback (most recent call last):
    extract.errors.LexiconError: lexicon no.txt: no such file
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(_read(name).splitlines(), 1):
        word = line.split("#", 1)[0].strip()
        if word in seen:
            raise LexiconError(f"lexicon {name}: line {number}: {word} stands in line {seen[word]} already")
        if word:
            seen[word] = number
    return tuple(seen)


def _read(name: str) -> str:
    try:
        return (files("extract.lexicon") / name).read_text("utf-8")
    except FileNotFoundError as error:
        raise LexiconError(f"lexicon {name}: no such file") from error
