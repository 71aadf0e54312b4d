"""Step 4. What the default model says of texts, marked and unmarked, for a student to learn from.

    python -m training.teach taught --data orgs.train.jsonl --plain press/*.jsonl --characters 4000000

The teacher reads an article's sentences together, as far as its window goes, and tells of each character how likely each
tag and kind is. Shards of a few hundred thousand characters are written one by one: a run that is cut keeps what it has.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from extract.organizations.passages import passages
from extract.organizations.tagger import OnnxTagger
from extract.segmenting import sentences
from training.corpora import Example, plain, read, without

SHARD = 1024


def taught(teacher: OnnxTagger, examples: Sequence[Example]) -> list[Example]:
    """The examples with the teacher's scores."""
    places = [
        (row, start, end) for row, one in enumerate(examples) for start, end in passages(sentences(one.text))
    ]
    found = teacher.scores([examples[row].text[start:end] for row, start, end in places])
    soft = [np.zeros((len(one.text), found[0].shape[1]), np.float16) for one in examples]
    for (row, start, end), scores in zip(places, found, strict=True):
        soft[row][start:end] = scores
    return [replace(one, soft=scores) for one, scores in zip(examples, soft, strict=True)]


def write(examples: Sequence[Example], folder: Path, number: int) -> None:
    """One shard: texts with their marks, and the teacher's scores of all their characters."""
    rows = [{"text": one.text, "spans": one.spans, "marked": one.marked} for one in examples]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{number:03}.jsonl").write_text(lines, "utf-8")
    np.save(
        folder / f"{number:03}.part.npy",
        np.concatenate([one.soft for one in examples if one.soft is not None]),
    )
    (folder / f"{number:03}.part.npy").rename(folder / f"{number:03}.npy")


def shards(folder: Path) -> Iterator[Example]:
    """The examples of all shards that are complete."""
    for path in sorted(folder.glob("[0-9][0-9][0-9].npy")):
        soft, at = np.load(path), 0
        for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            spans = tuple((start, end, kind) for start, end, kind in row["spans"])
            behind = at + len(row["text"])
            yield Example(row["text"], spans, 0, row["marked"], soft[at:behind])
            at = behind


def main() -> None:
    """Ask the teacher, shard by shard."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="folder for the shards")
    parser.add_argument("--teacher", type=Path, help="folder of default.onnx, if not the package's own")
    parser.add_argument("--data", nargs="+", type=Path, default=[], help="marked texts")
    parser.add_argument("--plain", nargs="+", type=Path, default=[], help="JSONL files of unmarked articles")
    parser.add_argument("--characters", type=int, default=4_000_000, help="of unmarked text")
    parser.add_argument(
        "--held", nargs="+", type=Path, default=[], help="tests; what occurs in them is left out"
    )
    parser.add_argument("--seed", type=int, default=21)
    arguments = parser.parse_args()
    random_ = random.Random(arguments.seed)
    examples = [one for path in arguments.data for one in read(path)]
    random_.shuffle(examples)
    examples += plain(arguments.plain, arguments.characters, random_)
    examples = without(examples, [one for path in arguments.held for one in read(path)])
    teacher = OnnxTagger("default", folder=arguments.teacher)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for number, at in enumerate(range(0, len(examples), SHARD)):
        chunk = examples[at : at + SHARD]
        groups = (chunk[first : first + 64] for first in range(0, len(chunk), 64))
        write([one for group in groups for one in taught(teacher, group)], arguments.out, number)
        print(f"{at + len(chunk)}/{len(examples)} texts", flush=True)


if __name__ == "__main__":
    main()
