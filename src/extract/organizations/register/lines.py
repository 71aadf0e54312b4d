"""The lines of a register's text file, in one encoding from its first line to its last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.organizations.register.columns import Columns

_MOST = 1 << 20
# A line of four hanzi and more whose bytes all read as UTF-8: in GB18030 hardly any line of names does.
_UTF8 = re.compile(rb"(?:[\x00-\x7f]*[\xe3-\xe9][\x80-\xbf][\x80-\xbf]){4,}[\x00-\x7f]*\Z")


def lines(file: Path, columns: Columns) -> Iterator[str]:
    """The lines of a text file in UTF-8 or GB18030, whichever its first line beyond ASCII is in, or in UTF-16.

    Raises `LexiconError` at the first line in another encoding than those before it, or of more than a mebibyte.
    """
    decode: Callable[[bytes], str] | None = None
    with file.open("rb") as stream:
        if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            yield from _utf16(file, columns)
            return
        stream.seek(0)
        for number, line in enumerate(iter(lambda: stream.readline(_MOST), b""), 1):
            if len(line) == _MOST:
                columns.fail(number, None, "a line of more than a mebibyte")
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if decode is None and not line.isascii():
                decode = _decoder(line)
            try:
                yield (decode or _utf8)(line)
            except UnicodeDecodeError as error:
                mixed = f"not in {error.encoding} as the rows before it are"
                columns.fail(number, None, mixed if number > 1 else "neither UTF-8 nor GB18030")


def _decoder(line: bytes) -> Callable[[bytes], str]:
    try:
        line.decode()
    except UnicodeDecodeError:
        return _gb18030
    return _utf8


def _utf8(line: bytes) -> str:
    return line.decode()


def _gb18030(line: bytes) -> str:
    if _UTF8.match(line):
        raise UnicodeDecodeError("gb18030", line, 0, len(line), "UTF-8")
    return line.decode("gb18030")


def _utf16(file: Path, columns: Columns) -> Iterator[str]:
    number = 0
    with file.open(encoding="utf-16", newline="") as stream:
        try:
            for number, line in enumerate(iter(lambda: stream.readline(_MOST), ""), 1):
                if len(line) == _MOST:
                    columns.fail(number, None, "a line of more than a mebibyte")
                yield line
        except UnicodeError:
            columns.fail(number + 1, None, "not in UTF-16 as the file's first bytes say")
