"""Step 5. The fast model: a small network learns from marked texts and from what the teacher says of them and of others.

    python -m training.distil src/extract/organizations/model taught default.pt fast.pt

It begins with the teacher's embeddings. `taught` is the folder that `training.teach` wrote.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch

from extract.organizations.pieces import Pieces
from training import student
from training.corpora import read, without
from training.model import load
from training.teach import shards
from training.train import Course, epochs, marked, train


def main() -> None:
    """Train the student."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("unpacked", type=Path, help="a folder with vocabulary.json")
    parser.add_argument("taught", type=Path, help="the shards that `training.teach` wrote")
    parser.add_argument("start", type=Path, help="the teacher's checkpoint, or the student's to go on from")
    parser.add_argument("out", type=Path, help="the checkpoint to write")
    parser.add_argument("--data", nargs="+", default=[], help="path or path:count of marked texts besides")
    parser.add_argument(
        "--held", nargs="+", type=Path, default=[], help="tests; what occurs in them is left out"
    )
    parser.add_argument("--on", action="store_true", help="go on from a student")
    parser.add_argument("--dilations", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--passes", type=float, default=4)
    parser.add_argument("--rate", type=float, default=3e-4, help="of the embeddings")
    parser.add_argument("--head-rate", type=float, default=2e-3, help="of all else")
    parser.add_argument("--batch", type=int, default=4096, help="characters in a batch")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=21)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    saved = json.loads((arguments.unpacked / "vocabulary.json").read_text("utf-8"))
    sizes = student.StudentSizes(len(saved["pieces"]), tuple(arguments.dilations), width=arguments.width)
    network = (
        student.load(arguments.start) if arguments.on else student.beginner(load(arguments.start), sizes)
    )
    random_ = random.Random(arguments.seed)
    examples = [one for specification in arguments.data for one in marked(specification, random_)]
    examples += shards(arguments.taught)
    examples = without(examples, [one for path in arguments.held for one in read(path)])
    characters = sum(len(one.text) for one in examples)
    print(f"{len(examples)} texts, {characters} characters", flush=True)
    vocabulary = Pieces(saved["pieces"], saved["folds"])
    data = epochs(examples, vocabulary, arguments.batch, unknown=0.01, seed=arguments.seed)
    course = Course(int(characters * arguments.passes), arguments.rate, arguments.head_rate)
    train(network, data, course, arguments.out)


if __name__ == "__main__":
    main()
