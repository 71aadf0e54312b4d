"""The columns of a register: what each of the file's own names for them means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, NoReturn

from extract.errors import LexiconError

# A column's name in the file, in small letters, and what it holds.
_MEANINGS = {
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


class Column(NamedTuple):
    """A column: its name in the file, and what it holds (`name`, `aliases`, `type`, `deny`, or a scheme of codes)."""

    written: str
    meaning: str


class Columns:
    """The columns of one file, `source` in errors."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._known: dict[str, Column] = {}

    def of(self, row: int, names: Iterable[str]) -> list[Column]:
        """The columns of a header, or of a row that brings its own; raises `LexiconError` for an unknown or second one.

        >>> [column.meaning for column in Columns("r.csv").of(1, ["全称", "股票代码", "id:crm"])]
        ['name', 'stock', 'id:crm']
        """
        found = [self._known.get(name) or self._new(row, name) for name in names]
        seen: set[str] = set()
        for column in found:
            if column.meaning in seen:
                self.fail(row, column.written, f"a second column for {column.meaning}")
            seen.add(column.meaning)
        return found

    def fail(self, row: int, column: str | None, what: str) -> NoReturn:
        """Raise the error of one cell, or of a whole row where `column` is None."""
        where = "" if column is None else f"column {_shown(column)}: "
        raise LexiconError(f"{self.source}: row {row}: {where}{what}")

    def _new(self, row: int, name: str) -> Column:
        small = name.strip().lower()
        meaning = _MEANINGS.get(small) or (small if _OWN_SCHEME.fullmatch(small) else "")
        if not meaning:
            self.fail(row, name, f"unknown; {_EXPECTED} wanted")
        self._known[name] = Column(name.strip(), meaning)
        return self._known[name]


def _shown(name: str) -> str:
    """A column's name on one line, whatever the file calls it."""
    name = name.strip()
    return name[:40] if name and name.isprintable() else f'"{ascii(name[:40])[1:-1]}"'
