"""Step 2. Train the network on marked texts, from the unpacked encoder or from a checkpoint, on CPU threads.

What is saved, every few minutes and at the end, is the running average of the weights over the last steps: it is better
than any single step's, so a run that is cut short costs little.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from extract.organizations.pieces import Pieces
from extract.organizations.tagger import KINDS
from training.corpora import Batch, Example, batches, collate, read, windows, without
from training.model import TAGS, Network, load, pretrained, save


def marked(specification: str, random_: random.Random) -> list[Example]:
    """`path` or `path:count`: all texts of a file, or so many of them drawn at random."""
    path, _, count = specification.partition(":")
    examples = read(Path(path))
    return random_.sample(examples, min(int(count), len(examples))) if count else examples


def loss_of(scores: Tensor, batch: Batch) -> Tensor:
    """Cross entropy of tags, and with a lower weight of kinds on the characters of names.

    Where a teacher was asked, half of the loss is the cross entropy with what it says.
    """
    tags, kinds = scores.float().split([len(TAGS), len(KINDS)], dim=-1)
    loss = _entropy(tags, batch.tags) + 0.05 * _entropy(kinds, batch.kinds)
    if batch.soft is None:
        return loss
    live = (batch.cover > 0) & (batch.soft.abs().sum(-1) > 0)
    soft, soft_kinds = (one.softmax(-1) for one in batch.soft.split([len(TAGS), len(KINDS)], dim=-1))
    named = 1 - soft[..., TAGS.index("O")]
    away = -(soft * tags.log_softmax(-1)).sum(-1)
    away_kinds = -(soft_kinds * kinds.log_softmax(-1)).sum(-1) * named
    return 0.5 * loss + ((away + 0.05 * away_kinds) * live).sum() / live.sum().clamp(min=1)


def _entropy(scores: Tensor, right: Tensor) -> Tensor:
    """Cross entropy where something is asked, 0 where nothing is."""
    total = functional.cross_entropy(
        scores.flatten(0, 1), right.flatten(), ignore_index=-100, reduction="sum"
    )
    return total / (right >= 0).sum().clamp(min=1)


def epochs(
    examples: list[Example], vocabulary: Pieces, size: int, unknown: float, seed: int
) -> Iterator[Batch]:
    """Batches without end; each pass cuts and mixes the texts anew."""
    for number in itertools.count(seed):
        random_ = random.Random(number)
        cut = [window for one in examples for window in windows(one, random_)]
        for at, chosen in enumerate(batches(cut, size, random_)):
            yield collate(chosen, vocabulary, unknown, seed=number * 100_000 + at)


@dataclass(frozen=True, slots=True)
class Course:
    """How to train: for `total` characters, the rate rising over a share `warm` of them and then falling to nothing.

    `head_rate` is the rate of what stands above the encoder. `bfloat16` is quicker only where the CPU multiplies it.
    """

    total: int
    rate: float
    head_rate: float
    warm: float = 0.05
    average: float = 0.998
    bfloat16: bool = False
    minutes: float = 3.0


def train(network: nn.Module, data: Iterator[Batch], course: Course, out: Path) -> None:
    """The course's steps; the averaged weights go to `out`."""
    optimizer = torch.optim.AdamW(_groups(network, course), weight_decay=0.01, fused=True)
    bases = [group["lr"] for group in optimizer.param_groups]
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(course.average))
    network.train()
    begun = saved = time.monotonic()
    seen, losses = 0, deque[float](maxlen=50)
    for step, batch in enumerate(data, 1):
        share = _share(seen, course)
        for group, base in zip(optimizer.param_groups, bases, strict=True):
            group["lr"] = base * share
        with torch.autocast("cpu", torch.bfloat16, enabled=course.bfloat16):
            scores = network(*batch.inputs)
        loss = loss_of(scores, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        averaged.update_parameters(network)
        seen += int((batch.cover > 0).sum())
        losses.append(loss.item())
        now = time.monotonic()
        if step % 50 == 0:
            speed = seen / (now - begun)
            print(
                f"{seen}/{course.total} loss {sum(losses) / len(losses):.4f} {speed:.0f} characters/s",
                flush=True,
            )
        if now - saved > 60 * course.minutes:
            save(averaged.module, out)
            saved = now
        if seen >= course.total:
            break
    save(averaged.module, out)


def _groups(network: nn.Module, course: Course) -> list[dict[str, Any]]:
    """The encoder's weights and those above it, each with its rate."""
    encoder = ("word", "position", "norm", "layers")
    named = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    body = [p for name, p in named if name.startswith(encoder)]
    head = [p for name, p in named if not name.startswith(encoder)]
    return [{"params": body, "lr": course.rate}, {"params": head, "lr": course.head_rate}]


def freeze(network: Network, layers: int) -> None:
    """So many of the first layers, and with them the embeddings, learn no more; of 0 layers nothing is frozen."""
    frozen = [network.word, network.position, network.norm, *network.layers[:layers]] if layers else []
    for module in frozen:
        module.requires_grad_(False)


def _share(seen: int, course: Course) -> float:
    """The share of the full rate after so many characters."""
    left = max(0.0, 1 - seen / course.total)
    return min(left / (1 - course.warm), (seen + 500) / (course.warm * course.total + 500))


def main() -> None:
    """Read the arguments, train, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unpacked", type=Path, help="the folder that `training.unpack` wrote")
    parser.add_argument("out", type=Path, help="the checkpoint to write")
    parser.add_argument("--data", nargs="+", required=True, help="path or path:count of marked texts")
    parser.add_argument(
        "--held", nargs="+", type=Path, default=[], help="tests; what occurs in them is left out"
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--passes", type=float, default=1)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3, help="of what stands above the encoder")
    parser.add_argument("--warm", type=float, default=0.05)
    parser.add_argument("--batch", type=int, default=1024, help="characters in a batch")
    parser.add_argument("--unknown", type=float, default=0.01)
    parser.add_argument("--start", type=Path, help="go on from this checkpoint")
    parser.add_argument(
        "--frozen", type=int, default=0, help="leave the embeddings and so many layers above them as they are"
    )
    parser.add_argument(
        "--bfloat16", action="store_true", help="quicker where the CPU has instructions for it"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    saved = json.loads((arguments.unpacked / "vocabulary.json").read_text("utf-8"))
    random_ = random.Random(arguments.seed)
    examples = [one for specification in arguments.data for one in marked(specification, random_)]
    examples = without(examples, [one for path in arguments.held for one in read(path)])
    network = (
        load(arguments.start)
        if arguments.start
        else pretrained(arguments.unpacked / "encoder.npz", arguments.layers, len(saved["pieces"]))
    )
    characters = sum(len(one.text) for one in examples)
    print(
        len(examples),
        "texts,",
        characters,
        "characters,",
        sum(p.numel() for p in network.parameters()),
        "weights",
    )
    data = epochs(
        examples, Pieces(saved["pieces"], saved["folds"]), arguments.batch, arguments.unknown, arguments.seed
    )
    freeze(network, arguments.frozen)
    course = Course(
        total=int(characters * arguments.passes),
        rate=arguments.rate,
        head_rate=arguments.head_rate,
        warm=arguments.warm,
        bfloat16=arguments.bfloat16,
    )
    train(network, data, course, arguments.out)


if __name__ == "__main__":
    main()
