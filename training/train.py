"""Step 2. Train the network on marked texts, from the unpacked encoder or from a checkpoint; two CPU threads, bfloat16."""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

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


def train(network: Network, data: Iterator[Batch], total: int, rate: float, out: Path, warm: float) -> None:
    """`total` characters' worth of steps; the rate rises over a share `warm` of them and then falls to nothing."""
    head = [
        p
        for name, p in network.named_parameters()
        if not name.startswith(("word", "position", "norm", "layers"))
    ]
    known = {id(p) for p in head}
    body = [p for p in network.parameters() if id(p) not in known]
    groups = [{"params": body, "lr": rate}, {"params": head, "lr": max(1e-3, rate) if warm else rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    bases = [group["lr"] for group in optimizer.param_groups]
    network.train()
    begun, seen, shown, sums = time.monotonic(), 0, 0, 0.0
    for step, batch in enumerate(data, 1):
        left = max(0.0, (total - seen) / total)
        for group, base in zip(optimizer.param_groups, bases, strict=True):
            group["lr"] = base * min(left / (1 - warm), (seen + 500) / (warm * total + 500))
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(*batch.inputs)
        loss = loss_of(scores, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        seen += int((batch.cover > 0).sum())
        sums, shown = sums + loss.item(), shown + 1
        if step % 50 == 0:
            spent = time.monotonic() - begun
            print(
                f"{seen}/{total} loss {sums / shown:.4f} {seen / spent:.0f} characters/s {spent:.0f} s",
                flush=True,
            )
            sums, shown = 0.0, 0
        if step % 500 == 0:
            save(network, out)
        if seen >= total:
            break
    save(network, out)


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
    parser.add_argument("--warm", type=float, default=0.05)
    parser.add_argument("--batch", type=int, default=1024, help="characters in a batch")
    parser.add_argument("--unknown", type=float, default=0.01)
    parser.add_argument("--start", type=Path, help="go on from this checkpoint")
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
    train(network, data, int(characters * arguments.passes), arguments.rate, arguments.out, arguments.warm)


if __name__ == "__main__":
    main()
