"""Tables to lines of text that read: a header's words and unit stand with each number of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

_NUMBER = re.compile(r"[-+−－±]?[0-9０-９][0-9０-９,，.．]*\Z")
_UNIT = re.compile(
    r"(?P<label>.*?)\s*(?:[（(]\s*(?:单位[:：]?|單位[:：]?)?\s*(?P<unit>[^（）()0-9]{1,8})\s*[）)]|[/／,，]\s*(?P<bare>[^（）()0-9/／]{1,4}))\s*\Z"
)
_CAPTION = re.compile(r"(?:单位|單位)\s?[:：]\s*(?P<unit>[^\s（）()，,、;；]{1,8}+)(?![，,、;；])")
_UNITS_COLUMN = frozenset({"单位", "單位", "计量单位", "計量單位"})
_NO_UNIT = re.compile(
    r"(?:序号|序號|编号|編號|年份|年度|月份|日期|时间|時間|.{0,4}(?:代码|代碼|排名|位次|名次))\Z"
    r"|.*(?:增[长長速幅]|降幅|同比|年增|[环環]比|比重|占比|份额|份額).{0,3}(?<![额額量值])\Z|.*率\Z"
)
"""Columns whose numbers are no amounts: a unit that is said of a whole table, as 亿元, isn't theirs."""
_SCALES = "十百千仟万萬亿億"
_TOUCHES = re.compile(r"[-0-9０-９A-Za-z.,+−－±—–~～]\Z")
_LONGEST_LABEL = 24
_DEEPEST_HEADER = 3
_LONGEST_CELL = 200
_MOST_SLOTS = 200_000
"""Places of a grid; a table whose cells span more than that is hostile, and each of them then takes one place."""


class Cell(NamedTuple):
    """A cell's text, and how many columns and rows the cell spans."""

    text: str
    columns: int = 1
    rows: int = 1


class _Slot(NamedTuple):
    """What stands at a place of the grid: a cell's text, the column where the cell begins, and whether its row is this."""

    text: str
    column: int
    begins: bool = True


class _Label(NamedTuple):
    """What a column's header says of its numbers."""

    words: str
    unit: str = ""


def caption_unit(line: str) -> str:
    """The unit that a line above a table gives for all of it, or none.

    >>> caption_unit("表1　主要指标（单位：亿元）"), caption_unit("表1　主要指标")
    ('亿元', '')
    """
    match = _CAPTION.search(line)
    return match["unit"] if match and _is_unit(match["unit"]) else ""


def is_data(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table holds data, and doesn't just lay out text: two rows or more, most of them of two short cells or more.

    >>> is_data([[Cell("地区"), Cell("产值")], [Cell("东区"), Cell("3")]]), is_data([[Cell("正文……")]])
    (True, False)
    """
    cells = [cell.text for row in rows for cell in row]
    wide = sum(len(row) >= 2 for row in rows)
    return (
        len(rows) >= 2
        and wide * 2 > len(rows)
        and max(map(len, cells)) <= _LONGEST_CELL
        and sum(map(bool, cells)) * 2 >= len(cells)
    )


def table_lines(rows: Sequence[Sequence[Cell]], unit: str = "") -> list[str]:
    """The rows as lines, cells parted by tabs. Below a header a number has the header's words and unit with it.

    A header has as many rows as its cells span; where a cell of it spans several columns, what stands below it belongs to
    it too. Words that span rows are said in each. `unit` is for columns whose header names none, a column of units goes
    before it. Rows of another width than the header stay as they are.

    >>> rows = ["地区 产值（亿元） 增长（%）".split(), ["江河市", "123.4", "5.2"], ["注：初步数"]]
    >>> table_lines([[Cell(text) for text in row] for row in rows])
    ['地区\\t产值（亿元）\\t增长（%）', '江河市\\t产值123.4亿元\\t增长5.2%', '注：初步数']
    """
    grid = _grid(rows)
    width = max(map(len, grid), default=0)
    captions = list(takewhile(lambda row: width > 1 and len(set(row)) == 1, grid))
    unit = next(filter(None, (caption_unit(row[0].text) for row in reversed(captions))), unit)
    body = grid[len(captions) :]
    depth = _depth(body)
    labels = _labels(body[:depth])
    heads = [_joined(slot.text for slot in dict.fromkeys(row) if slot.begins) for row in body[:depth]]
    lines = [*(row[0].text for row in captions), *heads, *(_line(row, labels, unit) for row in body[depth:])]
    return [line for line in lines if line]


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[_Slot]]:
    """The rows with a slot for each place that a cell takes, without those that are blank."""
    size = sum(max(cell.columns, 1) * max(min(cell.rows, len(rows)), 1) for row in rows for cell in row)
    spans = size <= _MOST_SLOTS
    grid: list[dict[int, _Slot]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            text = " ".join(cell.text.split())
            for below in range(max(min(cell.rows, len(rows) - number), 1) if spans else 1):
                slot = _Slot(text, column, not below)
                for place in range(column, column + (max(cell.columns, 1) if spans else 1)):
                    grid[number + below].setdefault(place, slot)
    lines = ([places.get(at, _Slot("", at)) for at in range(max(places, default=-1) + 1)] for places in grid)
    return [line for line in lines if any(slot.text for slot in line)]


def _depth(rows: Sequence[Sequence[_Slot]]) -> int:
    """How many rows the header has; none where the first has a number, or where nothing stands below it."""
    worded = list(
        takewhile(lambda row: not any(_NUMBER.match(slot.text) for slot in row), rows[:_DEEPEST_HEADER])
    )
    if len(rows) < 2 or not worded or len(set(worded[0])) < 2:
        return 0
    depth = 1
    while depth < min(len(worded), len(rows) - 1) and _goes_on(worded[depth - 1], worded[depth]):
        depth += 1
    return depth


def _goes_on(header: Sequence[_Slot], row: Sequence[_Slot]) -> bool:
    """Whether the row below a header's row belongs to the header: a cell reaches down into it, or stands over several."""
    if len(set(row)) < 2:
        return False
    if any(slot.text and not slot.begins for slot in row):
        return True
    below = [row[at] for at, slot in enumerate(header) if at < len(row) and _is_wide(slot, header)]
    return any(map(_has_words, below)) and all(slot.text == "" or _has_words(slot) for slot in below)


def _is_wide(slot: _Slot, row: Sequence[_Slot]) -> bool:
    """Whether the cell takes more than one column."""
    return row[slot.column + 1 : slot.column + 2] == [slot]


def _has_words(slot: _Slot) -> bool:
    return any(map(str.isalpha, slot.text))


def _labels(header: Sequence[Sequence[_Slot]]) -> list[_Label]:
    """What the header says of each column: the words of all its rows, and the unit nearest to the numbers."""
    labels = []
    for column in range(len(header[0]) if header else 0):
        texts = dict.fromkeys(row[column].text for row in header if column < len(row))
        said = [_label(text) for text in texts]
        words = "".join(label.words for label in said)
        unit = next((label.unit for label in reversed(said) if label.unit), "")
        labels.append(_Label(words if len(words) <= _LONGEST_LABEL else "", unit))
    return labels


def _label(text: str) -> _Label:
    match = _UNIT.match(text)
    unit = (match["unit"] or match["bare"]).strip() if match else ""
    return _Label(match["label"], unit) if match and _is_unit(unit) else _Label(text)


@lru_cache(1000)
def _is_unit(text: str) -> bool:
    """Whether this is a unit that quantities may have, as 亿元 and 元／吨 and unlike 同比.

    >>> _is_unit("万千瓦时"), _is_unit("元/吨"), _is_unit("同比")
    (True, True, False)
    """
    from extract.lexicon.characters import view
    from extract.quantities.units import unit_at

    def known(name: str) -> bool:
        bare = name.lstrip(_SCALES)
        ends = [(one, unit_at(one, 0)) for one in (name, bare)]
        return bool(name) and (not bare or any(found and found[0] == len(one) for one, found in ends))

    return all(map(known, view(text).split("/")))


def _line(row: Sequence[_Slot], labels: Sequence[_Label], unit: str) -> str:
    """A row below a header; what reaches down into it is said again where it is words."""
    shown = [slot for slot in dict.fromkeys(row) if slot.begins or not _NUMBER.match(slot.text)]
    if len(row) != len(labels):
        return _joined(slot.text for slot in shown)
    column = next((at for at, label in enumerate(labels) if label.words in _UNITS_COLUMN), None)
    own = row[column].text if column is not None and _is_unit(row[column].text) else ""
    return _joined(_said(slot, row, labels, own or unit) for slot in shown)


def _said(slot: _Slot, row: Sequence[_Slot], labels: Sequence[_Label], unit: str) -> str:
    """The cell's text; a number's with the words and the unit of its column."""
    if not slot.column or _is_wide(slot, row) or not _NUMBER.match(slot.text):
        return slot.text
    words = labels[slot.column].words
    blank = " " if _TOUCHES.search(words) else ""
    shared = "" if unit not in "%％" and _NO_UNIT.match(words) else unit
    return f"{words}{blank}{slot.text}{labels[slot.column].unit or shared}"


def _joined(texts: Iterable[str]) -> str:
    return "\t".join(filter(None, texts))
