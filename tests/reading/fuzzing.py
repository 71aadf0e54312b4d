"""Mutations of files, and the long run of them.

    python -m tests.reading.fuzzing 20000 [FIRST [FOLDER]]

prints how many inputs gave articles and how many failures, and keeps each that breaks a promise in the folder of
temporary files. FIRST numbers the first mutation, FOLDER holds real files to mutate in place of the samples.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import process_time

PIECES = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b"</", b"<table>", b"<!--", b"]]>", b"&#xD800;", b"\"", b"{", b"[" * 200, b"\n", b"\r",
    b",", b"\t", b"%%EOF", b"endobj", b"PK\x03\x04", b"\x1f\x8b", "年".encode(), "年".encode("gb18030"), b"\x80" * 9, b"9" * 400,
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with one to six changes: bytes flipped, cut out, doubled, moved, put in, or its end cut off."""
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(data) + 1), chance.choice([1, 2, 4, 16, 64, 300])
        change = chance.randrange(7)
        if change == 0:
            data = data[:at]
        elif change == 1:
            data = data[:at] + data[at + size :]
        elif change == 2:
            data = data[: at + size] + data[at:]
        elif change == 3:
            data = data[:at] + chance.choice(PIECES) + data[at:]
        elif change == 4:
            data = data[:at] + chance.randbytes(size) + data[at + size :]
        elif change == 5 and data:
            at %= len(data)
            data = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        else:
            data = data[:at] + chance.choice(PIECES) * 5 + data[at + size :]
    return data


def main(count: int, first: int = 0, folder: str | None = None) -> None:
    """Mutations number `first` and on, of the samples or of the files of a folder."""
    from extract.errors import Failure
    from extract.reading import read

    from .samples import FILES

    files = {path.name: path.read_bytes() for path in Path(folder).iterdir()} if folder else FILES
    names = sorted(files)
    found: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as place:
        for number in range(first, first + count):
            name = names[number % len(names)]
            path = Path(place, name)
            path.write_bytes(mutated(files[name], random.Random(number)))
            started = process_time()
            try:
                rows = list(read([path], notify=lambda notice: None))
                assert rows and all("\n" not in str(row) for row in rows if isinstance(row, Failure))
            except Exception as error:
                Path(tempfile.gettempdir(), f"fuzzed-{number}-{name}").write_bytes(path.read_bytes())
                print(number, name, repr(error)[:300])
                found["broken"] += 1
            else:
                found["failures" if all(isinstance(row, Failure) for row in rows) else "articles"] += 1
            slowest = max(slowest, process_time() - started)
            path.unlink()
            if number % 1000 == 999:
                print(number + 1, dict(found), f"slowest {slowest:.2f} s of CPU", flush=True)
    print(dict(found), f"slowest {slowest:.2f} s of CPU")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]] or [20_000]
    main(*numbers, *sys.argv[3:4])
