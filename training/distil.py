"""Step 5. The fast model: a narrow network of few layers learns from marked texts and from what a teacher says of texts.

The student begins as the first layers of a trained network, narrowed; the teacher is an exported model. It is asked
sentence by sentence, as the product asks it, and says of each character how likely each tag is; so it teaches on texts
that nobody marked as well.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from extract.organizations.pieces import Pieces
from extract.organizations.tagger import OnnxTagger
from extract.segmenting import sentences
from training.corpora import Example, plain, read, without
from training.model import load, pruned
from training.train import epochs, marked, train


def taught(teacher: OnnxTagger, examples: Sequence[Example], threads: int) -> list[Example]:
    """The examples with the teacher's scores."""
    groups = [examples[at : at + 64] for at in range(0, len(examples), 64)]
    with ThreadPoolExecutor(threads) as pool:
        return [one for group in pool.map(lambda group: _taught(teacher, group), groups) for one in group]


def _taught(teacher: OnnxTagger, examples: Sequence[Example]) -> list[Example]:
    places = [(row, start, end) for row, one in enumerate(examples) for start, end in sentences(one.text)]
    found = teacher.scores([examples[row].text[start:end] for row, start, end in places])
    soft = [np.zeros((len(one.text), found[0].shape[1]), np.float16) for one in examples]
    for (row, start, end), scores in zip(places, found, strict=True):
        soft[row][start:end] = scores
    return [replace(one, soft=scores) for one, scores in zip(examples, soft, strict=True)]


def main() -> None:
    """Ask the teacher, then train the student."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("unpacked", type=Path, help="the folder that `training.unpack` wrote")
    parser.add_argument("start", type=Path, help="the checkpoint whose layers the student takes")
    parser.add_argument("out", type=Path, help="the checkpoint to write")
    parser.add_argument("--teacher", type=Path, help="folder of default.onnx, if not the package's own")
    parser.add_argument("--data", nargs="+", required=True, help="path or path:count of marked texts")
    parser.add_argument("--plain", nargs="+", type=Path, default=[], help="JSONL files of unmarked articles")
    parser.add_argument("--characters", type=int, default=2_000_000, help="of unmarked text")
    parser.add_argument(
        "--held", nargs="+", type=Path, default=[], help="tests; what occurs in them is left out"
    )
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--heads", type=int, default=8)
    parser.add_argument("--feed-forward", type=int, default=512)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--passes", type=float, default=2)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=2048, help="characters in a batch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=21)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    random_ = random.Random(arguments.seed)
    saved = json.loads((arguments.unpacked / "vocabulary.json").read_text("utf-8"))
    shape = arguments.layers, arguments.heads, arguments.feed_forward, arguments.width
    student = pruned(load(arguments.start), *shape)
    examples = [one for specification in arguments.data for one in marked(specification, random_)]
    examples += plain(arguments.plain, arguments.characters, random_)
    examples = without(examples, [one for path in arguments.held for one in read(path)])
    characters = sum(len(one.text) for one in examples)
    print(f"{len(examples)} texts, {characters} characters", flush=True)
    begun = time.monotonic()
    examples = taught(OnnxTagger("default", folder=arguments.teacher), examples, arguments.threads)
    print(f"the teacher has read them in {time.monotonic() - begun:.0f} s", flush=True)
    data = epochs(
        examples, Pieces(saved["pieces"], saved["folds"]), arguments.batch, unknown=0.01, seed=arguments.seed
    )
    train(student, data, int(characters * arguments.passes), arguments.rate, arguments.out, warm=0.05)


if __name__ == "__main__":
    main()
