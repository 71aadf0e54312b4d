"""PDF: the text layer, lines joined to paragraphs, without page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from threading import Lock

from extract.errors import ReadingError
from extract.reading.articles import article
from extract.reading.parts import Part
from extract.record import Article

_LARGEST = 100_000_000
_PAGES = 5000
_PDFIUM = Lock()  # PDFium isn't made for threads
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*[0-9一二三四五六七八九十百]+\s*页?(?:\s*[,，/共]*\s*[0-9]+\s*页)?|[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?)[-—–·\s]*(?:页)?\Z"
)
_ENDS = re.compile(r"[。！？!?：:；;…”」』）)]\s*\Z")
_OPENS = re.compile(
    r"(?:[\s\u3000]{2,}|[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|第[一二三四五六七八九十百0-9]+[章节条部])"
)
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)]\Z"), re.compile(r"[A-Za-z(]")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EDGE = 2
_SHORT = 20


def pdf(part: Part) -> Iterator[Article]:
    """A PDF: one article; raises `ReadingError` where its pages are pictures only, or closed by a password."""
    data = part.whole(_LARGEST)
    pages = _pages(data)
    if not any(page.strip() for page in pages):
        raise ReadingError(
            "the PDF has no text layer, its pages are pictures: run text recognition (OCR) first"
        )
    yield article(
        "\n".join(paragraphs([_lines(page) for page in pages])),
        part.source,
        media_type="application/pdf",
        name=part.name,
        given=part.options.published,
    )


def _pages(data: bytes) -> list[str]:
    import pypdfium2

    with _PDFIUM:
        try:
            with pypdfium2.PdfDocument(data) as document:
                if len(document) > _PAGES:
                    raise ReadingError(f"the PDF has {len(document)} pages, more than {_PAGES}")
                return [_text(page) for page in document]
        except ReadingError:
            raise
        except Exception as error:  # PDFium's errors for damaged pages are of many classes
            reason = "it is closed by a password" if "password" in str(error).lower() else str(error)[:80]
            raise ReadingError(f"the PDF can't be opened ({reason})") from error


def _text(page: object) -> str:
    textpage = page.get_textpage()  # type: ignore[attr-defined]
    try:
        return str(textpage.get_text_range())
    finally:
        textpage.close()
        page.close()  # type: ignore[attr-defined]


def _lines(page: str) -> list[str]:
    lines = _NO_TEXT.sub("", page.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return [line.rstrip() for line in lines if line.strip()]


def paragraphs(pages: list[list[str]]) -> list[str]:
    """The paragraphs of pages of lines: a line that is as long as lines get and ends no sentence goes on in the next.

    >>> paragraphs([["江河日报", "全市经济运行平稳，工业", "增加值增长5%。", "1"], ["江河日报", "完。", "2"]])
    ['全市经济运行平稳，工业增加值增长5%。', '完。']
    """
    running = _running(pages)
    lines = [
        line
        for page in pages
        for number, line in enumerate(page)
        if not (_at_edge(number, page) and (_PAGE_NUMBER.match(line.strip()) or _mask(line) in running))
    ]
    lengths = sorted(len(line.strip()) for line in lines)
    full = lengths[len(lengths) * 9 // 10] * 0.85 if lengths else 0
    found: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        if goes_on and not _OPENS.match(line):
            blank = " " if _LATIN[0].search(found[-1]) and _LATIN[1].match(text) else ""
            found[-1] += blank + text
        else:
            found.append(text)
        goes_on = len(text) >= full and not _ENDS.search(text)
    return found


def _at_edge(number: int, page: list[str]) -> bool:
    return number < _EDGE or number >= len(page) - _EDGE


def _mask(line: str) -> str:
    """What a running head repeats: of a short line all but its numbers, of a longer one all."""
    bare = re.sub(r"\s", "", line)
    return re.sub(r"[0-9]+", "", bare) if len(bare) <= _SHORT and not _ENDS.search(line) else bare


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Lines at the edge of more than half of the pages, whatever their numbers."""
    if len(pages) < 2:
        return frozenset()
    seen = Counter(
        mask
        for page in pages
        for mask in {_mask(line) for number, line in enumerate(page) if _at_edge(number, page)}
        if mask
    )
    return frozenset(mask for mask, count in seen.items() if count * 2 > len(pages) and count > 1)
