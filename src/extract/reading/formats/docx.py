"""Word documents: what a reader of the page sees, a line each paragraph and each row of a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from extract.errors import ReadingError
from extract.reading.articles import article
from extract.reading.formats.wordprocessing import lines_of, notes_of
from extract.reading.parts import Part
from extract.record import Article

_LARGEST_UNPACKED = 300_000_000
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(part: Part) -> Iterator[Article]:
    """A .docx file: one article; footnotes and endnotes come behind it, heads, feet and comments are left out."""
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
    """The package is opened, and not `Document`, which refuses documents with macros and of the strict standard."""
    from docx.opc.package import OpcPackage

    package = OpcPackage.open(io.BytesIO(data))
    main = _related(package.rels, "officeDocument")
    if main is None:
        raise ReadingError("it has no main document")
    root = _tree(main)
    for body in root.iterchildren("{*}body"):
        yield from lines_of(body)
    parts = {kind: _related(main.rels, f"{kind}s") for kind in ("footnote", "endnote")}
    yield from notes_of(root, {kind: _tree(found) for kind, found in parts.items() if found is not None})


def _related(relations: Any, kind: str) -> Any | None:
    """The part that stands in this relation, whichever edition of the standard names it."""
    found = (one for one in relations.values() if one.reltype.endswith(f"/{kind}") and not one.is_external)
    return next((one.target_part for one in found), None)


def _tree(part: Any) -> Any:
    from docx.oxml.parser import parse_xml

    return part.element if hasattr(part, "element") else parse_xml(part.blob)
