"""Tables to lines of text that read: a header's words and unit stand with each number of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[-+−－±]?[0-9０-９][0-9０-９,，.．]*\Z")
_UNIT = re.compile(
    r"(?P<label>.*?)\s*(?:[（(]\s*(?:单位[:：]?|單位[:：]?)?\s*(?P<unit>[^（）()0-9]{1,8})\s*[）)]|[/／,，]\s*(?P<bare>[^（）()0-9/／]{1,4}))\s*\Z"
)
_CAPTION = re.compile(r"(?:单位|單位)\s?[:：]\s*(?P<unit>[^\s（）()，,、;；]{1,8})")
_LONGEST_LABEL = 24


def caption_unit(line: str) -> str:
    """The unit that a line above a table gives for all of it, or none.

    >>> caption_unit("表1　主要指标（单位：亿元）"), caption_unit("表1　主要指标")
    ('亿元', '')
    """
    match = _CAPTION.search(line)
    return match["unit"].rstrip("）)") if match else ""


def table_lines(rows: Sequence[Sequence[str]], unit: str = "") -> list[str]:
    """The rows as lines, cells parted by tabs. Below a header a number has the header's words and unit with it.

    `unit` is for columns whose header names none. Rows of another width than the header stay as they are.

    >>> table_lines([["地区", "产值（亿元）", "增长（%）"], ["江河市", "123.4", "5.2"], ["注：初步数"]])
    ['地区\\t产值（亿元）\\t增长（%）', '江河市\\t产值123.4亿元\\t增长5.2%', '注：初步数']
    """
    cleaned = [[" ".join(cell.split()) for cell in row] for row in rows]
    cleaned = [row for row in cleaned if any(row)]
    if not cleaned:
        return []
    header = cleaned[0]
    if len(cleaned) == 1 or len(header) < 2 or any(map(_NUMBER.match, header)):
        return ["\t".join(filter(None, row)) for row in cleaned]
    labels = [_label(cell, unit) for cell in header]
    return ["\t".join(filter(None, header)), *(_line(row, labels) for row in cleaned[1:])]


def _label(cell: str, unit: str) -> tuple[str, str]:
    if len(cell) > _LONGEST_LABEL:
        return "", ""
    match = _UNIT.match(cell)
    return (match["label"], match["unit"] or match["bare"]) if match else (cell, unit)


def _line(row: list[str], labels: list[tuple[str, str]]) -> str:
    if len(row) != len(labels):
        return "\t".join(filter(None, row))
    cells = [
        f"{label}{cell}{unit}" if number and _NUMBER.match(cell) else cell
        for number, (cell, (label, unit)) in enumerate(zip(row, labels, strict=True))
    ]
    return "\t".join(filter(None, cells))
