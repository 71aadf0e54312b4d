"""The fast model's network: convolutions over pieces, ever wider apart, and one look at the characters around.

What reads a piece's or a character's embedding alone is linear, so the export works it out into tables: the first
convolution and all that looks at characters cost a look-up each, no multiplication.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.organizations.pieces import PAD
from extract.organizations.tagger import KINDS
from training.model import TAGS, Network


@dataclass(frozen=True, slots=True)
class StudentSizes:
    """The network's dimensions; `dilations` tells how far apart each convolution looks."""

    vocabulary: int
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    hidden: int = 384
    width: int = 256
    head: int = 128
    dropout: float = 0.1

    def state(self) -> dict[str, Any]:
        """As a plain dictionary, for a checkpoint."""
        return asdict(self)


class Student(nn.Module):
    """Pieces in, for each character the scores of `TAGS` and of `KINDS` out; it knows one scheme only."""

    def __init__(self, sizes: StudentSizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.word = nn.Embedding(sizes.vocabulary, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, 1e-12)
        self.first = nn.Conv1d(sizes.hidden, sizes.width, 3, padding=1)
        self.further = nn.ModuleList(
            nn.Conv1d(sizes.width, sizes.width, 3, padding=apart, dilation=apart) for apart in sizes.dilations
        )
        self.from_piece = nn.Linear(sizes.width, sizes.head)
        self.around = nn.Conv1d(sizes.hidden, sizes.head, 3, padding=1, bias=False)
        self.place = nn.Embedding(4, sizes.head)
        self.out = nn.Linear(sizes.head, len(TAGS) + len(KINDS))
        self.dropout = nn.Dropout(sizes.dropout)
        nn.init.normal_(self.place.weight, std=0.1)

    def forward(
        self, pieces: Tensor, _scheme: Tensor, cover: Tensor, characters: Tensor, places: Tensor
    ) -> Tensor:
        """Scores [batch, characters, tags and kinds]; see `Network.forward`."""
        real = (pieces != PAD)[:, None]
        x = self.dropout(self.norm(self.word(pieces))).transpose(1, 2) * real
        x = functional.relu(self.first(x)) * real
        for convolution in self.further:
            x = x + functional.relu(convolution(x)) * real
        of_piece = self.from_piece(self.dropout(x.transpose(1, 2)))
        own = self.norm(self.word(characters)) * (cover > 0)[:, :, None]
        y = of_piece.gather(1, cover[:, :, None].expand(-1, -1, of_piece.shape[2]))
        y = y + self.around(own.transpose(1, 2)).transpose(1, 2) + self.place(places)
        scores: Tensor = self.out(self.dropout(functional.relu(y)))
        return scores


def beginner(teacher: Network, sizes: StudentSizes) -> Student:
    """A student with the teacher's embeddings, all else unlearnt."""
    student = Student(sizes)
    student.word.load_state_dict(teacher.word.state_dict())
    student.norm.load_state_dict(teacher.norm.state_dict())
    return student


def load(checkpoint: Path) -> Student:
    """The student of a checkpoint that `training.model.save` wrote."""
    saved = torch.load(checkpoint, weights_only=True)
    student = Student(StudentSizes(**saved["sizes"]))
    student.load_state_dict(saved["state"])
    return student
