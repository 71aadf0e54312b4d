"""The lines of a file however large, decoded one by one."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO

from extract.errors import ReadingError
from extract.reading.compression import head
from extract.reading.encodings import DAMAGED, Decoded, decode_as, encoding_of
from extract.reading.parts import LARGEST, Part

_SAMPLE = 1 << 16


def lines(part: Part) -> Iterator[Decoded | ReadingError]:
    """The lines without their ends; a line that is too long, or in no encoding, comes as the error that it is.

    The file's encoding is decided by its first 64 KB; a line that isn't in it is decided by itself.
    """
    sample = head(part.stream, _SAMPLE)
    if not sample.strip():
        raise ReadingError("the file is empty")
    encoding = _encoding(sample)
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide(part.stream, encoding)
        return
    while line := part.stream.readline(LARGEST + 1):
        if len(line) > LARGEST:
            yield _skipped(part.stream)
            continue
        yield _decoded(line.rstrip(b"\r\n"), encoding)


def _encoding(sample: bytes) -> str:
    """The sample's encoding; where a damaged line hides it, that of most lines."""
    try:
        return encoding_of(sample)
    except ReadingError:
        found = Counter(filter(None, map(_encoding_of_line, sample.split(b"\n"))))
        if not found:
            raise
        return found.most_common(1)[0][0]


def _encoding_of_line(line: bytes) -> str | None:
    try:
        encoding = encoding_of(line) if line.strip() else None
    except ReadingError:
        return None
    return None if encoding is None or encoding.startswith("utf-16") else encoding


def _decoded(line: bytes, encoding: str) -> Decoded | ReadingError:
    decoded = decode_as(line, encoding)
    if not decoded.damaged:
        return decoded
    try:
        other = decode_as(line, encoding_of(line))
    except ReadingError as error:
        return error
    best = min(decoded, other, key=lambda one: one.damaged)
    return (
        best
        if best.damaged * 20 <= len(best.text)
        else ReadingError("the line's bytes are damaged or no text")
    )


def _skipped(stream: BinaryIO) -> ReadingError:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass
    return ReadingError(f"the line is longer than {LARGEST // 1_000_000} MB")


def _wide(stream: BinaryIO, encoding: str) -> Iterator[Decoded]:
    """Lines of UTF-16 and UTF-32, whose line ends are no single bytes."""
    with text_stream(stream, encoding, newline=None) as text:
        for line in text:
            yield Decoded(line.rstrip("\n"), encoding, line.count(DAMAGED))


@contextmanager
def text_stream(stream: BinaryIO, encoding: str, newline: str | None = "") -> Iterator[Iterator[str]]:
    """The stream's text, without its mark; what is no character of the encoding is U+FFFD. It stays open."""
    codec = "big5hkscs" if encoding == "big5" else "utf-8-sig" if encoding == "utf-8" else encoding
    text = io.TextIOWrapper(stream, codec, errors="replace", newline=newline)
    try:
        yield chain(_unmarked(text), text)
    finally:
        text.detach()


def _unmarked(text: io.TextIOWrapper) -> Iterator[str]:
    if first := text.readline():
        yield first.removeprefix("\ufeff")
