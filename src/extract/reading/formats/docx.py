"""Word documents: paragraphs and tables in their order, a line each paragraph and row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from extract.errors import ReadingError
from extract.reading.articles import article
from extract.reading.parts import Part
from extract.reading.tables import caption_unit, table_lines
from extract.record import Article

_LARGEST_UNPACKED = 300_000_000
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(part: Part) -> Iterator[Article]:
    """A .docx file: one article; heads, feet and comments are left out."""
    data = part.whole()
    if not data:
        raise ReadingError("the file is empty")
    _refuse_bombs(data)
    try:
        lines = list(_lines(data))
    except Exception as error:  # what python-docx raises for damaged documents is of many classes
        raise ReadingError(
            f"the file is no readable DOCX ({(str(error) or type(error).__name__)[:80]})"
        ) from error
    yield article(
        "\n".join(lines), part.source, media_type=_MEDIA_TYPE, name=part.name, given=part.options.published
    )


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except Exception as error:  # damaged directories raise anything from BadZipFile to struct.error
        raise ReadingError(f"the file is no readable DOCX ({str(error)[:80]})") from error
    if size > _LARGEST_UNPACKED:
        raise ReadingError(f"it unpacks to more than {_LARGEST_UNPACKED // 1_000_000} MB")


def _lines(data: bytes) -> Iterator[str]:
    from docx import Document
    from docx.table import Table

    unit = ""
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            yield from table_lines(_rows(block), unit)
            continue
        for line in block.text.split("\n"):
            if line.strip():
                unit = caption_unit(line)
                yield line.strip()


def _rows(table: Any) -> list[list[str]]:
    """The texts of the cells, a merged cell once."""
    rows = []
    for row in table.rows:
        cells: dict[int, Any] = {id(cell._tc): cell for cell in row.cells}
        rows.append([cell.text for cell in cells.values()])
    return rows
