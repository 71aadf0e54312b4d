"""Compressed files: recognised by their first bytes, unpacked as a stream, and stopped where they unpack to too much."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from typing import IO, Any, BinaryIO

from extract.errors import ReadingError

_RATIO, _GRACE = 250, 100_000_000
"""Text packs 3 to 30 times smaller; what unpacks to more than 250 times its size is made to fill a disk."""
_CHUNK = 1 << 16
_DEEPEST = 2
_ZSTD_CHUNK = 2048  # bytes, which are at most 64 MB unpacked


class _Zstd:
    """Frames of Zstandard, one after the other; `zstandard`'s own reader takes a cut frame for a whole one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._frame, self._left = stream, self._new(), b""

    @staticmethod
    def _new() -> Any:
        from zstandard import ZstdDecompressor

        return ZstdDecompressor(max_window_size=1 << 27).decompressobj()

    def read(self, size: int) -> bytes:
        """At most `size` unpacked bytes, none at the end."""
        while not self._left:
            packed = self._frame.unused_data if self._frame.eof else self._stream.read(_ZSTD_CHUNK)
            if not packed and self._frame.eof:
                packed = self._stream.read(_ZSTD_CHUNK)
                if not packed:
                    return b""
            elif not packed:
                raise EOFError("it ends within a frame")
            if self._frame.eof:
                self._frame = self._new()
            self._left = self._frame.decompress(packed)
        data, self._left = self._left[:size], self._left[size:]
        return data


_METHODS: tuple[tuple[bytes, str, tuple[str, ...], Callable[[BinaryIO], Any]], ...] = (
    (b"\x1f\x8b", "gzip", (".gz", ".tgz"), lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", "bzip2", (".bz2", ".tbz2", ".tbz"), bz2.BZ2File),
    (b"\xfd7zXZ\0", "xz", (".xz", ".txz"), lzma.LZMAFile),
    (b"\x28\xb5\x2f\xfd", "zstandard", (".zst", ".tzst"), _Zstd),
)
ENDINGS = frozenset(ending for _, _, endings, _ in _METHODS for ending in endings)


class Expanding(io.RawIOBase):
    """A stream of unpacked bytes that counts them, and fails with `ReadingError` for damage and for bombs.

    `packed` says how many packed bytes it has taken so far. `spent` is what other members of the same archive have
    unpacked to before.
    """

    def __init__(self, inner: IO[bytes], method: str, packed: Callable[[], int], spent: int = 0) -> None:
        self._inner, self._method, self._packed = inner, method, packed
        self.count = spent

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next unpacked bytes; raises `ReadingError`."""
        try:
            data = self._inner.read(len(buffer))
        except ReadingError:
            raise
        except Exception as error:  # each library has its own errors, and more than it documents, for damage
            raise ReadingError(
                f"the {self._method} data is damaged or cut off ({_first_line(error)})"
            ) from error
        self.count += len(data)
        if self.count > _GRACE and self.count > _RATIO * max(self._packed(), 1):
            raise ReadingError(f"it unpacks to more than {_RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A stream that can't tell its position, with a count of the bytes it gave."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner, self.count = inner, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        data = (
            self._inner.read1(len(buffer)) if hasattr(self._inner, "read1") else self._inner.read(len(buffer))
        )
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """The stream with a buffer, so that its first bytes can be looked at."""
    return io.BufferedReader(raw, _CHUNK)


def head(stream: BinaryIO, size: int = 1024) -> bytes:
    """The first bytes, left in the stream."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(size)[:size]
    place = stream.tell()
    data = stream.read(size)
    stream.seek(place)
    return data


def taken(stream: BinaryIO) -> Callable[[], int]:
    """A function that says how many bytes have been taken from the stream."""
    raw = getattr(stream, "raw", None)
    return (lambda: raw.count) if isinstance(raw, Expanding | Counted) else stream.tell


def unpacked(stream: BinaryIO, name: str) -> tuple[BinaryIO, str]:
    """The unpacked stream and its name without the endings of compression; what isn't packed comes back as it is.

    Raises `ReadingError` where the name says that it is packed and the bytes don't, or where it is packed thrice.
    """
    packed = taken(stream)
    for _ in range(_DEEPEST):
        start = head(stream, 16)
        ending = name[name.rfind(".") :].lower() if "." in name else ""
        method = next((row for row in _METHODS if start.startswith(row[0])), None)
        if method is None:
            named = next((row for row in _METHODS if ending in row[2]), None)
            if named and start:
                raise ReadingError(f"the file is named {ending} and holds no {named[1]} data")
            if named:
                raise ReadingError("the file is empty")
            return stream, name
        if ending in method[2]:
            name = name[: -len(ending)] + (".tar" if ending.startswith(".t") else "")
        expanding = Expanding(_opened(method[3], stream, method[1]), method[1], packed)
        stream = buffered(expanding)
    if any(head(stream, 16).startswith(row[0]) for row in _METHODS):
        raise ReadingError("it is packed more than twice")
    return stream, name


def _opened(opening: Callable[[BinaryIO], Any], stream: BinaryIO, method: str) -> Any:
    try:
        return opening(stream)
    except Exception as error:
        raise ReadingError(f"the {method} data is damaged ({_first_line(error)})") from error


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
