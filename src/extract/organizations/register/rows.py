"""The rows of a register, checked: one organization each, with its names, its type and its codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from extract.errors import LexiconError
from extract.organizations.models import Type
from extract.organizations.register.formats import Cells, cells, fail

# A column's name in the file, in small letters, and what it holds.
_COLUMNS = {
    **dict.fromkeys(("name", "名称", "全称", "企业名称", "公司名称", "机构名称", "单位名称"), "name"),
    **dict.fromkeys(("aliases", "alias", "别名", "简称"), "aliases"),
    **dict.fromkeys(("type", "类型"), "type"),
    **dict.fromkeys(("deny", "排除"), "deny"),
    **dict.fromkeys(("uscc", "统一社会信用代码"), "uscc"),
    **dict.fromkeys(("stock", "股票代码", "证券代码"), "stock"),
    **dict.fromkeys(("lei",), "lei"),
    **dict.fromkeys(("wikidata",), "wikidata"),
}
_OWN_SCHEME = re.compile(r"id:[a-z][a-z0-9_-]*")
_EXPECTED = "name, aliases, type, deny, uscc, stock, lei, wikidata or id:<scheme>"
# Unified social credit code: GB 32100-2015 (no I, O, S, V, Z); LEI: ISO 17442; stock: code, and the exchange's after a dot.
_CODES = {
    "uscc": re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}"),
    "stock": re.compile(r"[0-9A-Z]{1,6}(?:\.[A-Z]{1,4})?"),
    "lei": re.compile(r"[0-9A-Z]{18}[0-9]{2}"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
}
_OTHER = re.compile(r"[!-~]{1,64}")
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
    source, columns, row = str(path), _Columns(str(path)), None
    for number, found in cells(path):
        row = _row(source, number, columns, found)
        yield row
    if row is None:
        raise LexiconError(f"{source}: no rows")


class _Columns(dict[str, str]):
    """What each of the file's columns holds; an unknown one is an error."""

    def __init__(self, source: str) -> None:
        self._source = source

    def of(self, number: int, column: str) -> str:
        if column not in self:
            small = column.strip().lower()
            meaning = _COLUMNS.get(small) or (small if _OWN_SCHEME.fullmatch(small) else "")
            if not meaning:
                fail(self._source, number, column or '""', f"unknown; {_EXPECTED} wanted")
            self[column] = meaning
        return self[column]


def _row(source: str, number: int, columns: _Columns, found: Cells) -> Row:
    name, type_, denied = "", None, False
    aliases: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    for column, written in found.items():
        meaning, value = columns.of(number, column), written.strip()
        if meaning == "name":
            name = _name(source, number, column, value)
        elif not value:
            continue
        elif meaning == "aliases":
            aliases = tuple(_name(source, number, column, one.strip()) for one in value.split("|"))
        elif meaning == "type":
            if value not in _TYPES:
                fail(source, number, column, f"{value[:20]!r} is none of {', '.join(get_args(Type))}")
            type_ = value
        elif meaning == "deny":
            if value.lower() not in _FLAGS:
                fail(source, number, column, f"{value[:20]!r} is neither 1 nor 0")
            denied = _FLAGS[value.lower()]
        else:
            _code(source, number, column, meaning, value, identifiers)
    if not name:
        fail(source, number, "name", "missing")
    return Row(number, name, aliases, type_, tuple(identifiers.items()), denied)  # type: ignore[arg-type]


def _code(
    source: str, number: int, column: str, scheme: str, value: str, identifiers: dict[str, str]
) -> None:
    if not _CODES.get(scheme, _OTHER).fullmatch(value):
        fail(source, number, column, f"{value[:40]!r} is no code of this kind")
    if scheme.removeprefix("id:") in identifiers:
        fail(source, number, column, "a second code of one kind")
    identifiers[scheme.removeprefix("id:")] = value


def _name(source: str, number: int, column: str, value: str) -> str:
    if not value:
        fail(source, number, column, "empty")
    if value.startswith(_FORMULA):
        fail(source, number, column, f"{value[:20]!r} is a formula, not a name")
    if not _FEWEST <= len(value) <= _MOST:
        fail(source, number, column, f"a name of {len(value)} characters, not {_FEWEST} to {_MOST}")
    if not value.isprintable():
        fail(source, number, column, f"{value[:20]!r} holds a control character")
    if not any(map(str.isalpha, value)):
        fail(source, number, column, f"{value[:20]!r} has no letter")
    return value
