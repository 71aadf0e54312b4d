"""WordprocessingML to lines, by the names of its elements: ISO/IEC 29500-1, in either of its namespaces.

Read is what the page shows once its changes are accepted: what was inserted but not what was deleted, a text box behind
the paragraph that it hangs on, fields by their results, no hidden text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extract.reading.tables import Cell, caption_unit, is_data, table_lines

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNSEEN = frozenset({"del", "moveFrom", "rt", "pPr", "rPr", "Fallback", "delText", "instrText"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_ON = (None, "1", "true", "on")


def lines_of(parent: Any) -> Iterator[str]:
    """The lines of a body, a note, a cell or a text box."""
    last = ""
    for block in _blocks(parent):
        found = _table(block, caption_unit(last)) if _name(block) == "tbl" else _paragraph(block)
        for line in found:
            if last := line.strip():
                yield last


def notes_of(root: Any, notes: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the footnotes and endnotes that the document `root` refers to, a line a note, in its order.

    `notes` are the trees of its parts by the kind of note.
    """
    by_id = {
        (kind, _value(note, "id")): note
        for kind, tree in notes.items()
        for note in tree.iterchildren(f"{{*}}{kind}")
    }
    for mark in root.iter("{*}footnoteReference", "{*}endnoteReference"):
        note = by_id.pop((_name(mark).removesuffix("Reference"), _value(mark, "id")), None)
        if note is not None and not any(_name(node) in _UNSEEN for node in mark.iterancestors()):
            yield " ".join(lines_of(note))


def _blocks(parent: Any) -> Iterator[Any]:
    """Its paragraphs and tables, out of what they are wrapped in; a table of contents is left out."""
    for child in parent:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name == "AlternateContent":
            yield from _blocks(next(iter(child), ()))
        elif name in _WRAPPERS and not _is_contents(child):
            yield from _blocks(child)


def _is_contents(wrapper: Any) -> bool:
    galleries = wrapper.iterfind("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return any(_value(gallery) == "Table of Contents" for gallery in galleries)


def _paragraph(paragraph: Any) -> Iterator[str]:
    pieces = list(_pieces(paragraph))
    yield from "".join(piece for piece in pieces if isinstance(piece, str)).split("\n")
    for piece in pieces:
        if not isinstance(piece, str):
            yield from lines_of(piece)


def _pieces(node: Any) -> Iterator[Any]:
    """The texts in a paragraph, and as they are the text boxes."""
    for child in node:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _pieces(next(iter(child), ()))
        elif name and name not in _UNSEEN and not (name == "r" and _is_hidden(child)):
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    return any(_value(mark) in _ON for mark in run.iterfind("{*}rPr/{*}vanish"))


def _table(table: Any, unit: str) -> Iterator[str]:
    """A table of data as lines that read; of another, which lays out a page, what stands in its cells."""
    rows = _rows(table)
    nested = next(table.iterdescendants("{*}tbl"), None) is not None
    if is_data(rows) and not nested:
        yield from table_lines(rows, unit)
        return
    for row in rows:
        for cell in row:
            yield from cell.text.split("\n")


def _rows(table: Any) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # where, by column, the cell stands that reaches down
    for line in _inner(table, "tr"):
        if line.find("{*}trPr/{*}del") is not None:
            continue
        row: list[Cell] = []
        column = _number(line, "trPr", "gridBefore", 0)
        if column:
            row.append(Cell("", column))
        for cell in _inner(line, "tc"):
            width, merge = _number(cell, "tcPr", "gridSpan", 1), cell.find("{*}tcPr/{*}vMerge")
            goes_on = merge is not None and _value(merge) != "restart" and column in above
            if goes_on:
                number, at = above[column]
                rows[number][at] = rows[number][at]._replace(rows=len(rows) - number + 1)
            else:
                row.append(Cell("\n".join(lines_of(cell)), width))
                above[column] = len(rows), len(row) - 1
            column += width
        rows.append(row)
    return rows


def _inner(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, out of what they are wrapped in."""
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) in _WRAPPERS:
            yield from _inner(child, name)


def _number(node: Any, properties: str, name: str, default: int) -> int:
    found = node.find(f"{{*}}{properties}/{{*}}{name}")
    value = (_value(found) or "") if found is not None else ""
    return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else default


def _name(node: Any) -> str:
    """The element's name without its namespace; none of a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _value(node: Any, name: str = "val") -> str | None:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), None)
