"""The article that any reader makes of a text and what it knows about it."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from extract.errors import ReadingError
from extract.reading.encodings import DAMAGED
from extract.reading.headlines import title_of
from extract.record import Article, Script
from extract.segmenting.mastheads import masthead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_IDEOGRAPHS = range(0x3400, 0xA000)
_BEYOND = _IDEOGRAPHS.stop
LONGEST = 10_000_000
"""Characters: a longer text is no article but a dump, and is refused by name."""
_NAME_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)([01][0-9])\2([0-3][0-9])(?![0-9])")


def article(
    text: str,
    source: str,
    *,
    encoding: str = "utf-8",
    media_type: str = "text/plain",
    title: str | None = None,
    published: date | None = None,
    name: str = "",
    given: date | None = None,
) -> Article:
    """The article; what isn't given of title and day of publication is read from the text.

    U+0000 becomes U+FFFD: no database takes it for text. The day is, in this order, `published`, which the file says beside the text; that of the text's masthead; that
    in the file's `name`; the one `given` by the caller. Raises `ReadingError` where the text is blank, too long or
    holds half a surrogate pair.

    >>> article("某市经济平稳\\n今年增长5%。", "a.txt").title
    '某市经济平稳'
    """
    if not text.strip():
        raise ReadingError("the article has no text")
    text, title = text.replace("\0", DAMAGED), title and title.replace("\0", DAMAGED)
    if len(text) > LONGEST:
        raise ReadingError(f"the article has {len(text)} characters, more than {LONGEST}")
    try:
        id_ = _id(source, text)
    except UnicodeEncodeError as error:
        raise ReadingError(f"character {error.start} is half of a surrogate pair, no text") from error
    return Article(
        id=id_,
        source=source,
        title=title if title is not None else title_of(text),
        published=published or masthead(text).published or day_in(name) or given,
        media_type=media_type,
        encoding=encoding,
        script=script_of(text),
        text=text,
    )


def renamed(one: Article, source: str) -> Article:
    """The same article from another source.

    >>> renamed(article("今年增长5%。", "a.jsonl#1"), "a.jsonl#2") == article("今年增长5%。", "a.jsonl#2")
    True
    """
    return one.model_copy(update={"id": _id(source, one.text), "source": source})


def _id(source: str, text: str) -> str:
    return hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()[:16]


def day_in(name: str) -> date | None:
    """The last day written in a file's name with all its eight digits, else None.

    >>> day_in("012_xwlb_20260321.txt"), day_in("t2025-03-01_4.html"), day_in("20251340.txt")
    (datetime.date(2026, 3, 21), datetime.date(2025, 3, 1), None)
    """
    for year, _, month, day in reversed(_NAME_DAY.findall(name)):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def script_of(text: str) -> Script:
    """Hant where more characters are only traditional than only simplified, else Hans.

    >>> script_of("國銀獲利年增"), script_of("银行利润增长")
    ('Hant', 'Hans')
    """
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    return "Hant" if _sides()[np.minimum(codes, _BEYOND)].sum() > 0 else "Hans"


@cache
def _sides() -> NDArray[np.int8]:
    """For each character 1 where only traditional text has it, -1 where only simplified text has it, by OpenCC."""
    import numpy as np
    from opencc import OpenCC

    characters = "\n".join(map(chr, _IDEOGRAPHS))
    as_simplified, as_traditional = (OpenCC(way).convert(characters).split("\n") for way in ("t2s", "s2t"))
    sides = np.zeros(_BEYOND + 1, dtype=np.int8)
    for code, character in zip(_IDEOGRAPHS, characters.split("\n"), strict=True):
        position = code - _IDEOGRAPHS.start
        sides[code] = (as_simplified[position] != character) - int(as_traditional[position] != character)
    return sides
