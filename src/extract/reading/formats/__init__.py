"""The file formats: one module a format, found by the file's ending, or by its first bytes where that says nothing.

A reader takes a `Part` and yields an article, or a failure, for each article in it; a `ReadingError` that it raises
ends the part and becomes its failure. To add a format, write its reader and name its endings in `READERS`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from extract.reading.compression import head
from extract.reading.formats.delimited import csv
from extract.reading.formats.docx import docx
from extract.reading.formats.feeds import feed
from extract.reading.formats.html import html
from extract.reading.formats.mail import mail
from extract.reading.formats.markdown import markdown
from extract.reading.formats.pdf import pdf
from extract.reading.formats.plain import text
from extract.reading.formats.rows import json, jsonl
from extract.reading.parts import Part, Reader

__all__ = ["READERS", "reader_for"]

READERS: dict[str, Reader] = {
    ".txt": text,
    ".html": html,
    ".htm": html,
    ".shtml": html,
    ".shtm": html,
    ".xhtml": html,
    ".xht": html,
    ".aspx": html,
    ".jsp": html,
    ".php": html,
    ".md": markdown,
    ".markdown": markdown,
    ".docx": docx,
    ".docm": docx,
    ".dotx": docx,
    ".pdf": pdf,
    ".xml": feed,
    ".rss": feed,
    ".atom": feed,
    ".eml": mail,
    ".mht": mail,
    ".mhtml": mail,
    ".jsonl": jsonl,
    ".ndjson": jsonl,
    ".json": json,
    ".csv": csv,
    ".tsv": csv,
}

_MESSAGE = re.compile(rb"[a-z-]+: .*\r?\n(?:.*\n)*mime-version:")


def reader_for(part: Part) -> Reader:
    """The reader of a part: by the ending of its name, else by its first bytes; plain text where they say nothing."""
    start = head(part.stream)
    if start.startswith(b"%PDF-"):
        return pdf
    if start.startswith(b"PK\x03\x04"):  # archives were taken apart before, what is left is a document
        return docx
    reader = READERS.get(PurePosixPath(part.name.lower()).suffix)
    return reader or _by_first_bytes(start) or text


def _by_first_bytes(start: bytes) -> Reader | None:
    lowered = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if lowered.startswith(b"{"):
        return jsonl if b"}" in lowered.splitlines()[0] or b"\n" not in lowered else json
    if lowered.startswith(b"[{"):
        return json
    if any(mark in lowered for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return feed
    if _MESSAGE.match(lowered):
        return mail
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<body" in lowered or b"</p>" in lowered:
        return html
    return None
