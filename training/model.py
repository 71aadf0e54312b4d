"""The tagger's network: a BERT encoder over pieces, and one convolution over characters that marks names and kinds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.organizations.tagger import KINDS

TAGS = ("O", "B", "I", "E", "S")
# Each corpus marks organizations by a convention of its own; the first token of a text says which one is meant.
SCHEMES = ("press", "msra", "cluener", "aishell", "uner")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The network's dimensions."""

    vocabulary: int
    layers: int
    hidden: int = 384
    heads: int = 12
    head: int = 32
    feed_forward: int = 1536
    positions: int = 256
    width: int = 256
    dropout: float = 0.1

    def state(self) -> dict[str, Any]:
        """As a plain dictionary, for a checkpoint."""
        return asdict(self)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads, self.dropout = sizes.heads, sizes.dropout
        self.qkv = nn.Linear(sizes.hidden, 3 * sizes.heads * sizes.head)
        self.ao = nn.Linear(sizes.heads * sizes.head, sizes.hidden)
        self.fi = nn.Linear(sizes.hidden, sizes.feed_forward)
        self.fo = nn.Linear(sizes.feed_forward, sizes.hidden)
        self.aln, self.oln = nn.LayerNorm(sizes.hidden, 1e-12), nn.LayerNorm(sizes.hidden, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` [batch, pieces, hidden]; `mask` is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        attended = self.ao(attended.transpose(1, 2).reshape(batch, length, -1))
        x = self.aln(x + functional.dropout(attended, self.dropout, self.training))
        inner = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(inner, self.dropout, self.training))


class Network(nn.Module):
    """Pieces in, for each character the scores of `TAGS` and of `KINDS` out."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.word = nn.Embedding(sizes.vocabulary, sizes.hidden)
        self.position = nn.Embedding(sizes.positions, sizes.hidden)
        self.scheme = nn.Embedding(len(SCHEMES), sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(sizes.dropout)
        self.from_piece = nn.Linear(sizes.hidden, sizes.width)
        self.from_character = nn.Linear(sizes.hidden, sizes.width, bias=False)
        self.place = nn.Embedding(4, sizes.width)
        self.character_norm = nn.LayerNorm(sizes.width)
        self.around = nn.Conv1d(sizes.width, sizes.width, 3, padding=1)
        self.out = nn.Linear(sizes.width, len(TAGS) + len(KINDS))
        for table in (self.scheme.weight, self.place.weight, self.out.weight):
            nn.init.normal_(table, std=0.02)

    def forward(
        self, pieces: Tensor, scheme: Tensor, cover: Tensor, characters: Tensor, places: Tensor
    ) -> Tensor:
        """Scores [batch, characters, tags and kinds].

        `pieces` [batch, pieces] opens with `<s>` and is padded with 1; `scheme` [batch]; `cover` points from each
        character to its piece (0, the `<s>`, for padding); `characters` and `places` are rows of their tables.
        """
        states = self.dropout(self.encode(pieces, scheme))
        padded = (cover == 0)[:, :, None]
        of_piece = self.from_piece(states)
        x = of_piece.gather(1, cover[:, :, None].expand(-1, -1, of_piece.shape[2]))
        x = self.character_norm(x + self.from_character(self.word(characters)) + self.place(places))
        x = x.masked_fill(padded, 0.0)
        x = x + functional.gelu(self.around(x.transpose(1, 2)).transpose(1, 2))
        scores: Tensor = self.out(self.dropout(x))
        return scores

    def encode(self, pieces: Tensor, scheme: Tensor) -> Tensor:
        """The encoder's last states [batch, pieces, hidden]."""
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        x = torch.cat([x[:, :1] + self.scheme(scheme)[:, None], x[:, 1:]], dim=1)
        x = functional.dropout(self.norm(x), self.sizes.dropout, self.training)
        mask = (pieces == 1)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


def pretrained(arrays: Path, layers: int, vocabulary: int) -> Network:
    """A network whose encoder is the first `layers` layers of the unpacked one."""
    z = np.load(arrays)
    network = Network(Sizes(vocabulary=vocabulary, layers=layers))
    weights = {name: torch.from_numpy(z[name].astype(np.float32)) for name in z.files}
    state = network.state_dict()
    state["word.weight"] = weights["word"]
    state["position.weight"] = weights["position"][: network.sizes.positions] + weights["type"]
    state["norm.weight"], state["norm.bias"] = weights["norm.weight"], weights["norm.bias"]
    for layer in range(layers):
        for part in ("weight", "bias"):
            qkv = [weights[f"{layer}.{name}.{part}"] for name in ("q", "k", "v")]
            state[f"layers.{layer}.qkv.{part}"] = torch.cat(qkv)
            for name in ("ao", "fi", "fo", "aln", "oln"):
                state[f"layers.{layer}.{name}.{part}"] = weights[f"{layer}.{name}.{part}"]
    network.load_state_dict(state)
    return network


def load(checkpoint: Path) -> Network:
    """The network of a checkpoint that `save` wrote."""
    saved = torch.load(checkpoint, weights_only=True)
    network = Network(Sizes(**saved["sizes"]))
    network.load_state_dict(saved["state"])
    return network


def save(network: nn.Module, checkpoint: Path) -> None:
    """Weights and sizes of this or the student's network to a file, put in place whole."""
    partial = checkpoint.with_suffix(".part")
    torch.save({"sizes": network.sizes.state(), "state": network.state_dict()}, partial)
    partial.rename(checkpoint)
