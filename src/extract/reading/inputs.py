"""Paths to parts: what the caller named, opened, unpacked and taken apart, one stream at a time."""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from extract.errors import Failure, ReadingError
from extract.reading.archives import Member, is_tar, is_zip, shown, tar_members, zip_members
from extract.reading.compression import ENDINGS, Counted, buffered, head, unpacked
from extract.reading.parts import Notice, Options, Part

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,15}://", re.IGNORECASE)
_PATTERN = re.compile(r"[*?\[]")
_ARCHIVES = frozenset({".zip", ".tar"})
_OTHERS = {
    ".doc": "an old Word document: save it as DOCX",
    ".dot": "an old Word document: save it as DOCX",
    ".wps": "a WPS document: save it as DOCX",
    ".rtf": "rich text: save it as DOCX",
    ".pages": "a Pages document: save it as DOCX",
    ".odt": "an OpenDocument file: save it as DOCX",
    ".xls": "an Excel workbook: save it as CSV",
    ".xlsx": "an Excel workbook: save it as CSV",
    ".xlsm": "an Excel workbook: save it as CSV",
    ".xlsb": "an Excel workbook: save it as CSV",
    ".ods": "an OpenDocument spreadsheet: save it as CSV",
    ".et": "a WPS spreadsheet: save it as CSV",
    ".numbers": "a Numbers spreadsheet: save it as CSV",
    ".ppt": "a PowerPoint presentation: save it as PDF",
    ".pptx": "a PowerPoint presentation: save it as PDF",
    ".epub": "an e-book (EPUB): save it as HTML",
    ".caj": "a CAJ document: save it as PDF",
    ".ofd": "an OFD document: save it as PDF",
    ".msg": "an Outlook message: save it as EML",
    ".rar": "a RAR archive: pack it as ZIP",
    ".7z": "a 7z archive: pack it as ZIP",
    ".lz4": "LZ4 data: pack it as GZ",
    ".z": "data of the old compress: pack it as GZ",
}
"""What a press desk has and no reader is for: it fails by name also where a folder holds it."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NEWER = (".docx", ".docm", ".dotx")
_OLDER = (".doc", ".dot", ".wps")
"""Endings under which web pages, mail and newer documents are saved too: there the bytes say what it is."""

Known = Callable[[str], bool]
"""Whether there is a reader for this ending."""


def parts(path: str, options: Options, known: Known) -> Iterator[Part | Failure]:
    """Every file that `path` means, as streams in order: `-`, a file, a folder with all below it, or a pattern."""
    if path == "-":
        stream = buffered(Counted(sys.stdin.buffer))
        yield from _guarded("-", lambda: _taken_apart("-", stream, options, known))
    elif _ADDRESS.match(path):
        yield Failure(
            path, "reading", "ReadingError", "an address is not read: save the page and name its file"
        )
    elif not _PATTERN.search(path) or _mode(path):
        yield from _named(path, options, known)
    else:
        found = sorted(glob.iglob(path, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute ones
        if not found:
            yield Failure(path, "reading", "FileNotFoundError", "no file matches")
        for one in found:
            yield from _named(one, options, known)


def _named(path: str, options: Options, known: Known) -> Iterator[Part | Failure]:
    """A file or a folder that the caller named; a folder that gives nothing is a failure as a file is."""
    if not stat.S_ISDIR(_mode(path)):
        yield from _file(path, options, known)
        return
    empty = True
    for part in _folder(path, options, known):
        empty = False
        yield part
    if empty:
        yield Failure(source_of(path), "reading", "ReadingError", "the folder holds no file that is read")


def _folder(folder: str, options: Options, known: Known) -> Iterator[Part | Failure]:
    """The files below a folder, each level by name; hidden ones and links to folders are left alone."""
    waiting = [(str(Path(folder)), True)]
    while waiting:
        path, is_folder = waiting.pop()
        source = source_of(path)
        if not is_folder:
            if _may_be_file(path) and _wanted(source, Path(path).name, options, known):
                yield from _file(path, options, known)
            continue
        try:
            waiting += reversed(_entries(path))
        except OSError as error:
            yield _failure(source, error)


def _entries(folder: str) -> list[tuple[str, bool]]:
    """The paths in a folder by name, and whether they are folders."""
    with os.scandir(folder) as entries:
        listed = sorted((entry.name, entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries)
    return [(path.removeprefix("./"), is_folder) for name, path, is_folder in listed if not _is_hidden(name)]


def _is_hidden(name: str) -> bool:
    """Hidden files, and those by which Word marks that a document is open."""
    return name.startswith((".", "~$"))


def _wanted(source: str, name: str, options: Options, known: Known) -> bool:
    """Whether a file that wasn't named itself is to be read; the caller is told where it isn't."""
    ending = _ending(name)
    if known(ending) or ending in _ARCHIVES or ending in _OTHERS:
        return True
    what = f"{ending} files" if ending else "files without an ending"
    options.notify(Notice(source, "ignored", f"there is no reader for {what}"))
    return False


def _mode(path: str) -> int:
    """What the path leads to, as `stat` tells it; 0 where it can't be told, and opening the path will say why."""
    try:
        return Path(path).stat().st_mode
    except (OSError, ValueError):
        return 0


def _may_be_file(path: str) -> bool:
    return stat.S_ISREG(mode) if (mode := _mode(path)) else True


def _ending(name: str) -> str:
    """The ending that tells the format, `.txt` of `a.txt.gz`.

    >>> _ending("新闻.JSONL.gz"), _ending("a.tgz"), _ending("a")
    ('.jsonl', '.tar', '')
    """
    path = PurePosixPath(name.lower())
    if path.suffix in ENDINGS:
        return ".tar" if path.suffix.startswith(".t") else PurePosixPath(path.stem).suffix
    return path.suffix


def source_of(path: str) -> str:
    """A path as records name it, on every system.

    >>> source_of("news/a.txt")
    'news/a.txt'
    """
    return shown(os.fsencode(path.replace(os.sep, "/")))


def _file(path: str, options: Options, known: Known) -> Iterator[Part | Failure]:
    source = source_of(path)

    def opened() -> Iterator[Part | Failure]:
        with Path(path).open("rb") as file:
            stream = file if file.seekable() else buffered(Counted(file))
            yield from _taken_apart(source, stream, options, known)

    yield from _guarded(source, opened)


def _guarded(source: str, opening: Callable[[], Iterator[Part | Failure]]) -> Iterator[Part | Failure]:
    """The parts, and a failure where opening or unpacking them fails."""
    try:
        yield from opening()
    except (OSError, ReadingError, ValueError) as error:
        yield _failure(source, error)


def _failure(source: str, error: Exception) -> Failure:
    if isinstance(error, FileNotFoundError):
        return Failure(source, "reading", "FileNotFoundError", "there is no such file")
    if isinstance(error, OSError) and error.strerror:
        return Failure(source, "reading", type(error).__name__, error.strerror)
    return Failure.of(source, "reading", error)


def _taken_apart(source: str, stream: BinaryIO, options: Options, known: Known) -> Iterator[Part | Failure]:
    stream, name = unpacked(stream, source.rpartition("/")[2])
    _refuse_others(stream, name)
    if _ending(name) == ".zip" and not is_zip(stream):
        raise ReadingError(
            "the file is named .zip and holds no zip data" if head(stream) else "the file is empty"
        )
    members = zip_members if is_zip(stream) else tar_members if is_tar(stream, name) else None
    if members is None:
        yield Part(source, stream, name, options)
        return
    empty = True
    for member in members(stream):
        for part in _member(source, name, member, options, known):
            empty = False
            yield part
    if empty:
        raise ReadingError("the archive holds no file that is read")


def _refuse_others(stream: BinaryIO, name: str) -> None:
    ending, start = _ending(name), head(stream, 8)
    if start == _OLE and ending in _NEWER:
        raise ReadingError(
            "the file is closed by a password, or an old Word document: save it as DOCX without one"
        )
    if start == _OLE:
        ending = ending if ending in _OTHERS else ".doc"
    elif start.startswith(b"{\\rtf"):
        ending = ".rtf"
    elif ending in _OLDER and start.strip():
        return
    if ending in _OTHERS:
        raise ReadingError(f"the file is {_OTHERS[ending]}")


def _member(
    archive: str, name: str, member: Member, options: Options, known: Known
) -> Iterator[Part | Failure]:
    source = f"{archive}/{member.name}" if member.name else archive
    names = member.name.split("/")
    if not member.name:  # the archive is itself a document
        yield Part(source, member.stream, name, options)
    elif member.refused:
        yield Failure(source, "reading", "ReadingError", member.refused)
    elif not any(_is_hidden(part) or part == "__MACOSX" for part in names) and _wanted(
        source, names[-1], options, known
    ):
        yield from _guarded(source, lambda: _unpacked_member(source, member, names[-1], options))


def _unpacked_member(source: str, member: Member, name: str, options: Options) -> Iterator[Part]:
    stream, name = unpacked(member.stream, name)
    _refuse_others(stream, name)
    if is_tar(stream, name) or (is_zip(stream) and _ending(name) not in (*_NEWER, *_OLDER)):
        raise ReadingError("an archive in an archive is not read: unpack it")
    yield Part(source, stream, name, options)
