"""Bytes to text: which encoding, decided by evidence.

A byte order mark decides; else strict UTF-8; else a vote between UTF-8 with damage, UTF-16, GB18030 and Big5:
whichever makes more of the commonest characters and less rubbish of the bytes. What a file declares of itself is
not asked: pages that declare another encoding than their own are common, and `gb2312` means GB18030 anyway. Bytes
that the encoding has no character for become U+FFFD and are counted; a text with too many of them is an error.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from extract.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
# Big5 as Windows writes it, and where that has no character, as Hong Kong's supplementary set does.
_BIG5 = ("cp950", "big5hkscs")
# Rows C6 and C7 of Big5 hold 〇, kana and ① as ETEN laid them out, and so does HKSCS; Python's cp950 has them elsewhere.
_ETEN = re.compile("[\u3005-\u3007\u3040-\u30ff\u0400-\u04ff\u2460-\u247d]")
# The commonest characters of modern Chinese text in either script, by any frequency list, and its punctuation.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之"
    "进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样"
    "这們個國來時產種會為與發動說對過後從點實體應開還樣間經業學華億萬報導電機關於將並達記者台灣香港公司市月日年，。、；：“”「」《》（）"
)
_SAMPLE = 16384
_LEAST = 0.15
"""Score of the best candidate; Chinese press text has 0.4 and more, random bytes 0.05."""
_WORST = 0.05
"""Share of the characters that may be damaged."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
DAMAGED = "\ufffd"


class Decoded(NamedTuple):
    """A text, the name of the encoding that it was in, and how many of its characters were damaged."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes) -> Decoded:
    """The text of `data`, line ends made `\\n` and no byte order mark left.

    Raises `ReadingError` for what is empty, binary or in no encoding known here.

    >>> decode("徐汇区今年发展".encode("gb18030"))
    Decoded(text='徐汇区今年发展', encoding='gb18030', damaged=0)
    """
    if not data.strip():
        raise ReadingError("the file is empty")
    text, encoding, damaged = decode_as(data, encoding_of(data))
    if not text.strip():
        raise ReadingError("the file is empty")
    damaged += text.count("\0")  # no character of a text, and databases refuse it
    if damaged > max(_WORST * len(text), 1):
        raise ReadingError(_no_text(data))
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", DAMAGED), encoding, damaged)


def encoding_of(data: bytes) -> str:
    """The encoding of `data`, or of the text that it is the beginning of; raises `ReadingError` for binary data.

    >>> encoding_of("國銀獲利".encode("big5")), encoding_of("国银获利".encode("utf-16-le"))
    ('big5', 'utf-16-le')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" not in data and _is_utf8(data):
        return "utf-8"
    scores = [(_score(data, encoding), -rank) for rank, encoding in enumerate(_CANDIDATES)]
    score, rank = max(scores)
    if score < _LEAST:
        raise ReadingError(_no_text(data))
    return _CANDIDATES[-rank]


def decode_as(data: bytes, encoding: str) -> Decoded:
    """The text of `data` in this encoding without its mark; what isn't in it is U+FFFD and counted."""
    for mark, marked in _MARKS:
        if marked == encoding and data.startswith(mark):
            data = data[len(mark) :]
            break
    for codec in _BIG5 if encoding == "big5" else (encoding,):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec != "cp950" or not _ETEN.search(text):
            return Decoded(text, "big5" if codec == "cp950" else codec, 0)
    text = data.decode(_BIG5[-1] if encoding == "big5" else encoding, "replace")
    return Decoded(
        text, encoding, text.count(DAMAGED) - data.count(DAMAGED.encode(encoding, "ignore") or b"\0")
    )


def _is_utf8(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _score(data: bytes, encoding: str) -> float:
    """How much the bytes look like Chinese text in this encoding; nothing or less where they don't."""
    first = _BEYOND_ASCII.search(data)
    start = first.start() // 2 * 2 if first else 0
    codec = _BIG5[-1] if encoding == "big5" else encoding
    text = codecs.getincrementaldecoder(codec)("replace").decode(data[start : start + _SAMPLE])
    wide = encoding.startswith(
        "utf-16"
    )  # there an ASCII character is evidence, elsewhere every encoding has them
    beyond = [character for character in text if wide or character > "\x7f"]
    if not beyond:
        return 0
    frequent = _frequent()
    common = sum((c in _COMMON) + 0.3 * (c in frequent) + ("\n" <= c <= "\x7f") for c in beyond)
    rubbish = 4 * text.count(DAMAGED) + 2 * len(_CONTROLS.findall(text))
    return (common - rubbish) / len(beyond)


@cache
def _frequent() -> frozenset[str]:
    """The characters that GB 2312 and Big5 list as frequently used: their first levels."""
    simplified = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in cells)
    levels = (("gb2312", simplified), ("big5", traditional))
    return frozenset(codes.decode(codec, "ignore") for codec, rows in levels for codes in rows)


def _no_text(data: bytes) -> str:
    if b"\0" in data or any(byte < 32 and byte not in b"\t\n\r\f" for byte in data[:_SAMPLE]):
        return "the file is binary, no text"
    return "neither UTF-8, UTF-16, GB18030 nor Big5: the bytes are damaged or no text"
