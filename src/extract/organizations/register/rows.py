"""The rows of a register, checked: one organization each, with its names, its type and its codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from extract.errors import LexiconError
from extract.organizations.models import Type
from extract.organizations.register.columns import Column, Columns
from extract.organizations.register.formats import cells

# Unified social credit code: GB 32100-2015 (no I, O, S, V, Z); LEI: ISO 17442; stock: code, and the exchange's after a dot.
_CODES = {
    "uscc": re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}"),
    "stock": re.compile(r"[0-9A-Z]{1,6}(?:\.[A-Z]{1,4})?"),
    "lei": re.compile(r"[0-9A-Z]{18}[0-9]{2}"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
}
_OTHER = re.compile(r"(?![=+@-])[!-~]{1,64}")
_FLAGS = {
    **dict.fromkeys(("", "0", "false", "no", "否"), False),
    **dict.fromkeys(("1", "true", "yes", "是"), True),
}
_TYPES = frozenset(get_args(Type))
_FORMULA = ("=", "+", "-", "@")
_FEWEST, _MOST = 2, 200


class Row(NamedTuple):
    """One row: its number in the file, the canonical name, the other names, and what is known of them.

    `denied` names are no organizations, whatever finds them.
    """

    number: int
    name: str
    aliases: tuple[str, ...] = ()
    type: Type | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    denied: bool = False


def rows(path: str | Path) -> Iterator[Row]:
    """The rows of the register in `path`, in order; `aliases` are parted by `|`.

    Raises `LexiconError`, naming file, row and column, at the first cell that is wrong.
    """
    columns, row = Columns(str(path)), None
    for number, found in cells(path, columns):
        row = _row(number, found, columns)
        yield row
    if row is None:
        raise LexiconError(f"{path}: no rows")


def _row(number: int, found: Iterable[tuple[Column, str]], columns: Columns) -> Row:
    name, type_, denied = "", None, False
    aliases: tuple[str, ...] = ()
    identifiers: list[tuple[str, str]] = []
    for (column, meaning), written in found:
        value = written.strip()
        if meaning == "name":
            name = _name(number, column, value, columns)
        elif not value:
            continue
        elif meaning == "aliases":
            aliases = tuple(_name(number, column, one.strip(), columns) for one in value.split("|"))
        elif meaning == "type":
            if value not in _TYPES:
                columns.fail(number, column, f"{value[:20]!r} is none of {', '.join(get_args(Type))}")
            type_ = value
        elif meaning == "deny":
            if value.lower() not in _FLAGS:
                columns.fail(number, column, f"{value[:20]!r} is neither 1 nor 0")
            denied = _FLAGS[value.lower()]
        else:
            if not _CODES.get(meaning, _OTHER).fullmatch(value):
                columns.fail(number, column, f"{value[:40]!r} is no code of this kind")
            identifiers.append((meaning.removeprefix("id:"), value))
    if not name:
        columns.fail(number, "name", "missing")
    return Row(number, name, aliases, type_, tuple(identifiers), denied)  # type: ignore[arg-type]


def _name(number: int, column: str, value: str, columns: Columns) -> str:
    if not value:
        columns.fail(number, column, "empty")
    if value.startswith(_FORMULA):
        columns.fail(number, column, f"{value[:20]!r} is a formula, not a name")
    if not _FEWEST <= len(value) <= _MOST:
        columns.fail(number, column, f"a name of {len(value)} characters, not {_FEWEST} to {_MOST}")
    if not value.isprintable():
        columns.fail(number, column, f"{value[:20]!r} holds a control character")
    if not any(map(str.isalpha, value)):
        columns.fail(number, column, f"{value[:20]!r} has no letter")
    return value
