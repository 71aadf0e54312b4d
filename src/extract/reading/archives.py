"""Archives: the members of .zip and .tar as streams, one after the other; nothing is written to disk by name."""

from __future__ import annotations

import io
import re
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from extract.errors import ReadingError
from extract.reading.compression import Expanding, buffered, head
from extract.reading.encodings import decode

_IN_MEMORY, _ON_DISK = 64_000_000, 2_000_000_000
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PROGRAMS = {
    "xl/": "an Excel workbook: save it as CSV",
    "ppt/": "a PowerPoint presentation: save it as PDF",
    "META-INF/container.xml": "an e-book (EPUB): save it as HTML",
    "content.xml": "an OpenDocument file: save it as DOCX",
    "OFD.xml": "an OFD document: save it as PDF",
}


class Member(NamedTuple):
    """A file in an archive; where it can't be read, why."""

    name: str
    stream: BinaryIO
    refused: str | None = None


def is_tar(stream: BinaryIO, name: str) -> bool:
    """Whether the stream holds a tar archive, by its ending or its mark."""
    return name.lower().endswith(".tar") or head(stream, 512)[257:262] == b"ustar"


def is_zip(stream: BinaryIO) -> bool:
    """Whether the stream begins as a zip archive does, an empty one too."""
    return head(stream, 4) in (b"PK\x03\x04", b"PK\x05\x06")


def tar_members(stream: BinaryIO) -> Iterator[Member]:
    """The members of a tar stream in their order; links, devices and files with holes are passed over.

    Raises `ReadingError` where the archive is damaged; what comes before the damage is given.
    """
    try:
        with tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive:
            for info in archive:
                if not info.isfile() or info.issparse():
                    continue
                name = shown(info.name.encode("utf-8", "surrogateescape"))
                file = archive.extractfile(info)
                if file is not None:
                    expanding = Expanding(file, "tar", lambda info=info: info.size)  # type: ignore[misc]
                    yield Member(name, buffered(expanding), _unsafe(name))
                archive.members.clear()  # type: ignore[attr-defined]  # it would remember every member
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise ReadingError(f"the tar archive is damaged or cut off ({str(error)[:80]})") from error


def zip_members(stream: BinaryIO) -> Iterator[Member]:
    """The members of a zip archive in their order. A Word document is one member of the archive's own name, ''.

    Raises `ReadingError` where the archive is damaged or another program's document.
    """
    with _seekable(stream) as file, _zip(file) as archive:
        names = archive.namelist()
        if "word/document.xml" in names:
            file.seek(0)
            yield Member("", file)
            return
        _refuse_documents(names)
        spent = 0
        for info in archive.infolist():
            name = info.filename.replace("\\", "/") or "?"  # damage can leave a member without a name
            if name.endswith("/"):
                continue
            name = shown(name.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace"))
            if info.flag_bits & 1:
                yield Member(name, io.BytesIO(), "it is closed by a password: pack it without one")
                continue
            expanding = _expanding(archive, info, spent)
            yield Member(name, buffered(expanding), _unsafe(name))
            spent = expanding.count


def _refuse_documents(names: list[str]) -> None:
    """Raises `ReadingError` for another program's document, which is a zip archive too."""
    if not {"mimetype", "[Content_Types].xml", "OFD.xml"} & set(names):
        return
    for mark, what in _PROGRAMS.items():
        if any(name == mark or (mark.endswith("/") and name.startswith(mark)) for name in names):
            raise ReadingError(f"the file is {what}")


def _expanding(archive: zipfile.ZipFile, info: zipfile.ZipInfo, spent: int) -> Expanding:
    size = archive.fp.seek(0, io.SEEK_END) if archive.fp else info.compress_size
    return Expanding(_Lazy(lambda: archive.open(info)), "zip", lambda: size, spent)  # type: ignore[arg-type]


class _Lazy:
    """A member that is opened when it is first read: opening checks its header and may fail."""

    def __init__(self, opening: Callable[[], object]) -> None:
        self._opening, self._file = opening, None

    def read(self, size: int) -> bytes:
        if self._file is None:
            self._file = self._opening()  # type: ignore[assignment]
        return self._file.read(size)  # type: ignore[attr-defined, no-any-return]


def _zip(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except Exception as error:  # damaged directories raise anything from BadZipFile to struct.error
        raise ReadingError(f"the zip archive is damaged or cut off ({str(error)[:80]})") from error


def _seekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or where it can only be read forward a copy of it without a name."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # the caller closes it
    size = 0
    while data := stream.read(1 << 20):
        size += copy.write(data)
        if size > _ON_DISK:
            raise ReadingError(
                f"the zip archive is larger than {_ON_DISK // 1_000_000_000} GB and can't be sought in"
            )
    copy.seek(0)
    return copy  # type: ignore[return-value]


def shown(path: bytes) -> str:
    """A file's path as records give it, in one line. The encoding of each name in it is decided by evidence: archives
    and disks from Chinese Windows have names in GB18030 and don't say so.

    >>> shown("新闻/".encode() + "稿件甲.txt".encode("gb18030"))
    '新闻/稿件甲.txt'
    """
    return _CONTROLS.sub("\ufffd", "/".join(map(_decoded, path.split(b"/"))))


def _decoded(name: bytes) -> str:
    try:
        return decode(name).text
    except ReadingError:
        return name.decode("utf-8", "replace")


def _unsafe(name: str) -> str | None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:3] == ":/":
        return "its name points outside the archive"
    return None
