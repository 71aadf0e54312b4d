"""Units said once, in a table's header or label, for the bare numbers that follow: 单位：亿元, 发行总额（亿）10.00.

A label in brackets holds for the number right behind it and, in a row of figures, for the numbers of its line; in a
header's cell it holds for the cells below it. A 单位： holds for the lines below it while they are rows, which end in no
full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.quantities.models import Amount
from extract.quantities.units import Unit, signs, unit_at
from extract.quantities.values import scaled

# One set of characters to begin with, which `re` looks for fast: a bracket, or the 单 of a 单位 that stands free.
_LABEL = re.compile(
    r"[（(单](?:(?<=[（(])(?P<said>单位)?[:：为 ]{0,2}(?P<unit>[^（()）\n，。]{1,10})[)）][:：]?"
    r"|(?<=单)(?<![一-鿿]单)位(?:[:：] ?|为)(?P<below>[^（()）\n，。；]{1,12}))"
)
_SCALED = re.compile(r"(?:(?P<money>新台币|人民币|港币)[:：]?)?(?P<scale>[十百千万亿仟]*)(?P<name>.*)\Z")
_LINE_END = re.compile(r"[\n。；;]|\Z")
_ROW = re.compile(r"[^\n。]*(?:\n|\Z)")
_CELL = re.compile(r"[^\t |\n]+")
_MOST_ROWS = 40
_LONGEST_ROW = 400
_FIGURE = re.compile(r"[-0-9,]*[.,][0-9]+\Z")
_BETWEEN_FIGURES = frozenset(" \t|:：\n")
_NOTHING = Unit("number", "")


@dataclass(frozen=True, slots=True)
class Header:
    """A unit said by the label `[start, behind)`, which holds for the bare numbers from there up to `end`.

    `named` says that the label names the currency, so that the article's region doesn't.
    """

    start: int
    behind: int
    end: int
    unit: Unit
    factor: Decimal
    named: bool = False


def headers(plain: str) -> list[Header]:
    """The units that labels of a view give, in order, none reaching into the next.

    >>> [(header.start, str(header.factor), header.unit.symbol) for header in headers("发行总额（亿元）10.00")]
    [(4, '1E+8', 'CNY')]
    """
    labels = (
        match for match in _LABEL.finditer(plain) if "单" in match[0] or _meaning(match["unit"]) is not None
    )
    found = [_header(plain, label) for label in labels]
    found += [cell for header in found if header.factor for cell in _column(plain, header)]
    found.sort(key=lambda header: header.start)
    for at in range(len(found) - 1):
        if found[at].end > found[at + 1].start:
            found[at] = replace(found[at], end=found[at + 1].start)
    return found


def _header(plain: str, match: re.Match[str]) -> Header:
    meant = _meaning((match["unit"] or match["below"]).strip())
    if meant is None:  # 单位：亿元、%
        return Header(match.start(), match.end(), match.end(), _NOTHING, Decimal(0))
    below = match["said"] or match["below"]
    end = _rows_end(plain, match.end()) if below else _line_end(plain, match.end())
    return Header(match.start(), match.end(), end, *meant)


def _column(plain: str, header: Header) -> Iterator[Header]:
    """The cells below a header's cell that ends in the label, in rows of as many cells."""
    start = plain.rfind("\n", max(0, header.start - _LONGEST_ROW), header.start) + 1
    end = plain.find("\n", header.behind, start + _LONGEST_ROW)
    if end < 0 or any(character.isdecimal() for character in plain[start:end]):
        return
    cells = list(_CELL.finditer(plain, start, end))
    at = next((at for at, cell in enumerate(cells) if cell.end() == header.behind), None)
    for _ in range(_MOST_ROWS if at is not None and len(cells) > 1 else 0):
        start = end + 1
        end = plain.find("\n", start, start + _LONGEST_ROW)
        end = min(len(plain), start + _LONGEST_ROW) if end < 0 else end
        row = list(_CELL.finditer(plain, start, end))
        if len(row) != len(cells):
            return
        cell = row[at or 0]
        yield replace(header, start=cell.start(), behind=cell.start(), end=cell.end())


def under(plain: str, header: Header, found: Amount) -> Amount:
    """The bare amount with the header's unit, where it stands right behind the label or is a figure of a row."""
    value = found.value
    if not found.bare or found.numeral.form != "digits" or not isinstance(value, Decimal):
        return found
    near = plain[header.behind : found.start].strip(" :：") == ""
    if not near and not _is_figure(plain, found):
        return found
    unit = header.unit
    factor = header.factor * unit.factor
    return replace(
        found, kind=unit.kind, value=value * factor, high=found.numeral.high and found.numeral.high * factor,
        unit=unit.symbol or "", rule="label" if header.named else "header", bare=False,
    )  # fmt: skip


def _is_figure(plain: str, found: Amount) -> bool:
    written = plain[found.start : found.end]
    if not _FIGURE.match(written) or plain[found.end : found.end + 1] in (".", "%", "-", "/"):
        return False
    before, behind = plain[found.start - 1 : found.start], plain[found.end : found.end + 1]
    return (before in _BETWEEN_FIGURES or "一" <= before <= "鿿") and (
        not behind or behind in " \t|\n，。；、" or "一" <= behind <= "鿿"
    )


def _meaning(label: str) -> tuple[Unit, Decimal, bool] | None:
    """亿元, 新台币：仟元, 万, %: the unit, the scale and whether a currency is named; None where it is no unit."""
    match = _SCALED.match(label.strip())
    if not match or not (match["scale"] or match["name"]):
        return None
    code = signs().get(match["money"] or "")
    for scale, name in (("", match["scale"] + match["name"]), (match["scale"], match["name"])):
        found = unit_at(name, 0)
        if found and found[0] == len(name):
            unit = found[1] if found[1].symbol is not None else replace(found[1], symbol=name)
            return (replace(unit, symbol=code) if code else unit), scaled(Decimal(1), scale), code is not None
    return None if match["name"] else (_NOTHING, scaled(Decimal(1), match["scale"]), False)


def _line_end(plain: str, at: int) -> int:
    """Where the line's clause ends, or what a label reaches at most: so the time stays linear."""
    match = _LINE_END.search(plain, at, at + _LONGEST_ROW)
    return match.start() if match else min(len(plain), at + _LONGEST_ROW)


def _rows_end(plain: str, at: int) -> int:
    """Where the rows below a header end: at the first line that is a sentence."""
    line = plain.find("\n", at, at + _LONGEST_ROW) + 1
    if not line:
        return min(len(plain), at + _LONGEST_ROW)
    for _ in range(_MOST_ROWS):
        row = _ROW.match(plain, line, line + _LONGEST_ROW)
        if not row or row.end() == line or not row[0].strip():
            return line
        if not (row[0].endswith("\n") or row.end() == len(plain)):
            return line
        line = row.end()
    return line
