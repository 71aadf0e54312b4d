"""Units said once, in a table's header or label, for the bare numbers that follow: 单位：亿元, 发行总额（亿）10.00.

A label in brackets holds for the number right behind it and, in a row of figures, for the numbers of its line; a
单位： in a line of its own holds for the lines below it while they are rows, which end in no full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.quantities.models import Amount
from extract.quantities.units import Unit, unit_at
from extract.quantities.values import scaled

_LABEL = re.compile(
    r"[（(](?:单位)?[:： ]{0,2}([^（()）\n，。]{1,10})[)）][:：]?|(?<![一-鿿])[（(]?单位[:：] ?([^（()）\n，。；]{1,12})"
)
_SCALED = re.compile(r"(?:(?P<money>新台币|人民币|港币)[:：]?)?(?P<scale>[十百千万亿仟]*)(?P<name>.*)\Z")
_LINE_END = re.compile(r"[\n。；;]|\Z")
_ROW = re.compile(r"[^\n。]*(?:\n|\Z)")
_MOST_ROWS = 40
_FIGURE = re.compile(r"[-0-9,]*[.,][0-9]+\Z")
_BETWEEN_FIGURES = frozenset(" \t|:：")


@dataclass(frozen=True, slots=True)
class Header:
    """A unit said by the label `[start, behind)`, which holds for the bare numbers from there up to `end`."""

    start: int
    behind: int
    end: int
    unit: Unit
    factor: Decimal


def headers(plain: str) -> list[Header]:
    """The units that labels of a view give, in order, none reaching into the next.

    >>> [(header.start, str(header.factor), header.unit.symbol) for header in headers("发行总额（亿元）10.00")]
    [(4, '1E+8', 'CNY')]
    """
    found: list[Header] = []
    for match in _LABEL.finditer(plain):
        meant = _unit(match[1] or match[2])
        if meant is None:
            continue
        if found and found[-1].end > match.start():
            found[-1] = replace(found[-1], end=match.start())
        end = _line_end(plain, match.end()) if match[1] else _rows_end(plain, match.end())
        found.append(Header(match.start(), match.end(), end, *meant))
    return found


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
        unit=unit.symbol or "", rule="header", bare=False,
    )  # fmt: skip


def _is_figure(plain: str, found: Amount) -> bool:
    written = plain[found.start : found.end]
    if not _FIGURE.match(written) or plain[found.end : found.end + 1] in (".", "%", "-", "/"):
        return False
    before, behind = plain[found.start - 1 : found.start], plain[found.end : found.end + 1]
    return (before in _BETWEEN_FIGURES or "一" <= before <= "鿿") and (
        not behind or behind in " \t|\n，。；、" or "一" <= behind <= "鿿"
    )


def _unit(label: str) -> tuple[Unit, Decimal] | None:
    """亿元, 仟元, 新台币：仟元, 万, %: what the whole of a label says, or None where it is no unit."""
    match = _SCALED.match(label.strip())
    if not match or not (match["scale"] or match["name"]):
        return None
    factor = scaled(Decimal(1), match["scale"])
    if not match["name"]:
        return Unit("number", ""), factor
    found = unit_at(match["name"], 0)
    if not found or found[0] != len(match["name"]) or found[1].symbol is None:
        return None
    return found[1], factor


def _line_end(plain: str, at: int) -> int:
    match = _LINE_END.search(plain, at)
    return match.start() if match else len(plain)


def _rows_end(plain: str, at: int) -> int:
    """Where the rows below a header end: at the first line that is a sentence."""
    line = plain.find("\n", at) + 1
    if not line:
        return len(plain)
    for _ in range(_MOST_ROWS):
        row = _ROW.match(plain, line)
        if not row or row.end() == line or not row[0].strip():
            return line
        if not (row[0].endswith("\n") or row.end() == len(plain)):
            return line
        line = row.end()
    return line
