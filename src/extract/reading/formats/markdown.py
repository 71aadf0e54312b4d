"""Markdown: the text that a reader sees, a block a line; a front matter's title and date are the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.reading.articles import article
from extract.reading.days import day_of_value
from extract.reading.encodings import decode
from extract.reading.fields import DAY, TITLE, chosen
from extract.reading.markup import text_of_markup
from extract.reading.parts import Part
from extract.reading.tables import Cell, caption_unit, table_lines
from extract.record import Article

_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>(?:.*\n){0,60}?)(?:---|\.\.\.)[ \t]*\n")
_SOFT = "\0"  # CommonMark lets no such character into a text
_FULL = 0.8
_FIELD = re.compile(r"(?P<name>[^\s:#][^:\n]{0,30})\s?:\s*(?P<value>\S.*)")


def markdown(part: Part) -> Iterator[Article]:
    """A Markdown file: one article; emphasis, links' targets and pictures are left out."""
    decoded = decode(part.whole())
    part.damaged(decoded.damaged)
    front, text = _front(decoded.text)
    title, day = (front.get(chosen(front, names) or "") for names in (TITLE, DAY))
    yield article(
        "\n".join(lines_of(text)) if text.strip() else "",
        part.source,
        encoding=decoded.encoding,
        media_type="text/markdown",
        title=title,
        published=day_of_value(day),
        name=part.name,
        given=part.options.published,
    )


def _front(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if not match:
        return {}, text
    fields = (_FIELD.match(line) for line in match["head"].splitlines())
    return {f["name"].strip(): f["value"].strip().strip("\"'") for f in fields if f}, text[match.end() :]


def lines_of(text: str) -> list[str]:
    """The lines of a Markdown text.

    >>> lines_of("# 标题\\n\\n全市**增长**[5%](http://x.cn)，\\n好于预期。\\n\\n- 一\\n- 二")
    ['标题', '全市增长5%，好于预期。', '一', '二']
    """
    from markdown_it import MarkdownIt

    lines: list[str] = []
    rows: list[list[Cell]] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open" and rows is not None:
            rows.append([])
        elif token.type == "table_close" and rows is not None:
            lines += table_lines(rows, caption_unit(lines[-1]) if lines else "")
            rows = None
        elif token.type == "inline":
            content = _inline(token.children or [])
            if rows:
                rows[-1].append(Cell(content))
            else:
                lines += content.split("\n")
        elif token.type in ("fence", "code_block"):
            lines += token.content.split("\n")
        elif token.type == "html_block":
            lines += _markup(token.content)
    return [line.strip() for line in lines if line.strip()]


def _inline(tokens: list[Any]) -> str:
    """The text of a paragraph. A line end within it is a wrap where the lines are about as long as lines get, and
    else meant, as writers of Chinese mean it.

    >>> lines_of("江河市经济平稳\\n2025年5月4日 来源：江河日报\\n全市生产总值增长5%，好于预期，好于去年同期。")[:2]
    ['江河市经济平稳', '2025年5月4日 来源：江河日报']
    """
    pieces: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            pieces.append(token.content)
        elif token.type == "hardbreak" or (
            token.type == "html_inline" and token.content.lower().startswith("<br")
        ):
            pieces.append("\n")
        elif token.type == "softbreak":
            pieces.append(_SOFT)
    lines = "".join(pieces).split(_SOFT)
    wrapped = min(map(len, lines[:-1]), default=0) >= _FULL * max(map(len, lines))
    return _joined(lines) if wrapped else "\n".join(lines)


def _joined(lines: list[str]) -> str:
    return "".join(line + " " * line[-1:].isascii() for line in lines[:-1]) + lines[-1]


def _markup(source: str) -> list[str]:
    return text_of_markup(source).split("\n") if "<" in source and re.search(r">[^<]*\S", source) else []
