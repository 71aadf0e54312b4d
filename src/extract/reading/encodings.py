"""Bytes to text: which encoding, decided by evidence.

A byte order mark decides; else strict UTF-8; else UTF-16 where its zero bytes or its bytes' pairing say so; else
GB18030 and Big5 by a vote: whichever decoding has more of the commonest characters of its script. What decodes as
none of them is an error that says so.
"""

from __future__ import annotations

import codecs

from extract.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The commonest characters of modern Chinese text in either script, by any frequency list, and its punctuation.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之"
    "进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样"
    "这們個國來時產種會為與發動說對過後從點實體應開還樣間經業學華億萬報導電機關於將並達記者台灣香港公司市月日年，。、；：“”「」《》（）"
)
_SAMPLE = 8192


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of its encoding, line ends made `\\n` and no byte order mark left.

    Raises `ReadingError` for what is empty, binary or in no encoding known here.

    >>> decode("徐汇区今年发展".encode("gb18030"))
    ('徐汇区今年发展', 'gb18030')
    """
    text, encoding = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decoded(data: bytes) -> tuple[str, str]:
    if not data.strip():
        raise ReadingError("the file is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    if (wide := _utf16(data)) is not None:
        return _strictly(data, wide), wide
    if b"\0" in data:
        raise ReadingError("the file is binary, no text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _by_vote(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(f"not {encoding} as its first bytes say: byte {error.start}") from error


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: its line ends, spaces and digits leave a zero in every other byte of one parity."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(data) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 4 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = sample[: len(sample) // 2 * 2].decode(encoding, errors="ignore")
    except UnicodeDecodeError:
        return None
    return encoding if _commonness(text) > 0.1 else None


def _by_vote(data: bytes) -> tuple[str, str]:
    found = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_commonness(text[:_SAMPLE]), encoding == "gb18030", text, encoding))
    if not found:
        raise ReadingError("neither UTF-8, UTF-16, GB18030 nor Big5: the bytes are damaged or no text")
    score, _, text, encoding = max(found)
    if score < 0.02 and any(character < " " and character not in "\t\n\r\f" for character in text[:_SAMPLE]):
        raise ReadingError("the file is binary, no text")
    return text, "big5" if encoding == "big5hkscs" else encoding


def _commonness(text: str) -> float:
    """The share of common characters among those beyond ASCII."""
    beyond = [character for character in text if character > "\x7f"]
    return sum(character in _COMMON for character in beyond) / len(beyond) if beyond else 0.0
