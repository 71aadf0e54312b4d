"""Markup to lines: a block is a line, what stands in a line joins without blanks, a table is a line a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.reading.tables import caption_unit, table_lines

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "head",
        "item",
        "list",
        "quote",
        "row",
        "cell",
    ]
)
_BREAKS = frozenset({"br", "lb"})
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "button",
        "input",
        "textarea",
        "head",
        "title",
        "nav",
        "footer",
    ]
)
_BLANK = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_LONGEST_CELL = 200


def lines_of(tree: Any) -> list[str]:
    """The lines of a tree of HTML, or of the body that trafilatura makes of one."""
    lines: list[str] = []
    pieces: list[str] = []

    def end() -> None:
        line = _BLANK.sub(" ", "".join(pieces)).strip(" \u3000")
        pieces.clear()
        if line:
            lines.append(line)

    is_page = tree.tag in ("html", "div", "span")
    for event, node in _walk(tree, _SILENT if is_page else frozenset()):
        tag = node.tag
        if event == "start":
            if tag in _BLOCKS or tag in _BREAKS:
                end()
            pieces.append(node.text or "")
        else:
            if tag in _BLOCKS:
                end()
            pieces.append(node.tail or "" if node is not tree else "")
    end()
    return lines


def _walk(tree: Any, silent: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """Starts and ends of the elements, without recursion: hostile pages nest ten thousand deep."""
    stack: list[tuple[bool, Any]] = [(True, tree)]
    while stack:
        opening, node = stack.pop()
        if not opening:
            yield "end", node
            continue
        if not isinstance(node.tag, str) or (node.tag in silent and node.getparent() is not None):
            yield "end", node
            continue
        yield "start", node
        stack.append((False, node))
        stack.extend((True, child) for child in reversed(node))


def tables_to_lines(tree: Any) -> None:
    """Puts in the place of each table of data a paragraph for each of its rows; tables that only lay out stay."""
    for table in list(tree.iter("table")):
        rows = [[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if table.getparent() is None or not _is_data(table, rows):
            continue
        unit = caption_unit(_caption(table))
        lines = table_lines(rows, unit)
        caption = next(iter(table.iter("caption")), None)
        block = table.makeelement("div")
        for line in ([_cell(caption)] if caption is not None else []) + lines:
            paragraph = table.makeelement("p")
            paragraph.text = line
            block.append(paragraph)
        block.tail = table.tail
        table.getparent().replace(table, block)


def _cell(cell: Any) -> str:
    return _BLANK.sub(" ", cell.text_content()).strip(" \u3000")


def _caption(table: Any) -> str:
    """The caption, or what stands just before the table."""
    own = next(iter(table.iter("caption")), None)
    before = table.getprevious()
    return f"{_cell(own) if own is not None else ''} {_cell(before)[-60:] if before is not None else ''}"


def _is_data(table: Any, rows: list[list[str]]) -> bool:
    """Whether a table holds data: two rows or more of two short cells or more, and no table within."""
    if next(table.iterdescendants("table"), None) is not None or len(rows) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    wide = sum(len(row) >= 2 for row in rows)
    return (
        wide * 2 > len(rows)
        and max(map(len, cells)) <= _LONGEST_CELL
        and sum(map(bool, cells)) * 2 >= len(cells)
    )
