"""Writing the page: the head of the template, one data block an article, the tail with the script.

A browser doesn't parse a data block (`<script type="application/json">`) until the page's script asks for it,
so a page of a thousand articles opens at once and lays out only the article that is read.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from extract.record import Record
from extract.reviewing.blocks import block

_RECORDS = "<!-- records -->"


def page(records: Iterable[Record], out: str | Path) -> int:
    """Writes `records`, in their order, as the page `out`; returns how many articles it shows.

    The file appears only when it is complete: an error, of the disk (`OSError`) or of the records' source,
    leaves what stood there before.

    >>> from tempfile import TemporaryDirectory
    >>> from extract.record import Article, Provenance
    >>> record = Record(article=Article(id="a", source="a.txt", text="约3家"),
    ...                 extractor=Provenance(version="0", model="none"))
    >>> with TemporaryDirectory() as folder:
    ...     page([record], Path(folder, "page.html"))
    1
    """
    out = Path(out)
    part = out.with_name(f"{out.name}.part")
    shown = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            head, tail = _template()
            file.write(head)
            for record in records:
                file.write(block(record))
                shown += 1
            file.write(tail)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return shown


def _template() -> tuple[str, str]:
    """What stands before and behind the records: the package's HTML with its style and script put in."""
    html, style, script = (_asset(f"page.{kind}") for kind in ("html", "css", "js"))
    for name, value in (("policy", _policy(style, script)), ("style", style), ("script", script)):
        html = html.replace(f"{{{{{name}}}}}", value)
    head, tail = html.split(_RECORDS)
    return head, tail


def _asset(name: str) -> str:
    return files("extract.reviewing").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """The content security policy: this style and this script by their hashes, nothing else from anywhere.

    Should a text ever break out of its data block, the browser still refuses to run it.
    """
    return "; ".join(_directives(style, script))


def _directives(style: str, script: str) -> Iterator[str]:
    yield "default-src 'none'"
    for kind, source in (("style", style), ("script", script)):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        yield f"{kind}-src 'sha256-{digest}'"
    yield "base-uri 'none'"
    yield "form-action 'none'"
