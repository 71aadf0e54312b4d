"""Markup to lines: a block is a line, what stands in a line joins without blanks, a table is a line a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.errors import ReadingError
from extract.reading.tables import Cell, caption_unit, is_data, table_lines

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "head", "item", "list", "quote", "row", "cell", "para", "paragraph",
])  # fmt: skip
_BREAKS = frozenset({"br", "lb"})
_SILENT = frozenset([
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video",
    "select", "button", "input", "textarea", "head", "title", "nav", "footer",
])  # fmt: skip
_BLANK = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_FRAMES = frozenset({"div", "center", "figure", "section", "p"})
_WIDEST_SPAN = 1000
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP = re.compile(
    r"</(?:p|div|span|section|article|table|h[1-6]|ul|ol|strong|b|a)\s*>|<br\s*/?>|<p>", re.IGNORECASE
)


def is_markup(text: str) -> bool:
    """Whether a field's text is HTML: whether it has an element that writers of HTML use, and of plain text don't.

    >>> is_markup("<p>某市增长5%。</p>"), is_markup("若a<b且c>d，则增长")
    (True, False)
    """
    return "<" in text and _MARKUP.search(text) is not None


def text_of_markup(source: str) -> str:
    """The lines of a piece of markup, for fields that hold HTML; raises `ReadingError` where it has none.

    >>> text_of_markup("某市<b>增长</b>5%。<br>完&nbsp;")
    '某市增长5%。\\n完'
    """
    tree = parsed(source)
    tables_to_lines(tree)
    return "\n".join(lines_of(tree))


def parsed(source: str) -> Any:
    """The tree of a page or of a piece of one; raises `ReadingError`."""
    from lxml import html as markup

    source = _NO_TEXT.sub("", _DECLARATION.sub("", source))
    if not source.strip():
        raise ReadingError("the page has no text")
    try:
        parser = markup.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return markup.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except Exception as error:  # lxml's errors for hostile markup are of many classes
        raise ReadingError(f"the page can't be parsed ({str(error)[:80]})") from error


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
        if table.getparent() is None or next(table.iterdescendants("table"), None) is not None:
            continue
        rows = [[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if not is_data(rows):
            continue
        lines = table_lines(rows, caption_unit(_caption(table)))
        caption = next(iter(table.iter("caption")), None)
        block = table.makeelement("div")
        for line in ([_text(caption)] if caption is not None else []) + lines:
            paragraph = table.makeelement("p")
            paragraph.text = line
            block.append(paragraph)
        block.tail = table.tail
        table.getparent().replace(table, block)


def _cell(cell: Any) -> Cell:
    return Cell(_text(cell), _span(cell.get("colspan")), _span(cell.get("rowspan")))


def _span(value: str | None) -> int:
    number = (value or "").strip()
    return max(min(int(number), _WIDEST_SPAN), 1) if number.isdecimal() and len(number) < 6 else 1


def _text(cell: Any) -> str:
    return _BLANK.sub(" ", cell.text_content()).strip(" \u3000")


def _caption(table: Any) -> str:
    """The caption, or what stands just before the table and what wraps it."""
    own = next(iter(table.iter("caption")), None)
    if own is not None and caption_unit(_text(own)):
        return _text(own)
    while table.getprevious() is None and table.getparent().tag in _FRAMES and not _lead(table):
        table = table.getparent()
    before = table.getprevious()
    return (_lead(table) if before is None else _text(before) + (before.tail or ""))[-60:]


def _lead(node: Any) -> str:
    """What stands in the node's parent before its first child."""
    return (node.getparent().text or "").strip()
