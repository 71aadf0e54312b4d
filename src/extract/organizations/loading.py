"""The recogniser by name: which model, and whose register of known organizations."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from extract.organizations.models import NoTagger, Tagger
from extract.organizations.recogniser import Recogniser
from extract.organizations.register import known_to

Model = Literal["default", "fast", "none"]
DEFAULT: Model = "default"


def load(model: Model = DEFAULT, register: str | Path | None = None) -> Recogniser:
    """The recogniser with one of the package's models (`none`: grammar and known names only).

    `register` is a file of the user's own organizations: CSV, JSON Lines or SQLite. Raises `ModelError` where the
    weights are missing or damaged, `LexiconError` where the register is wrong, naming file, row and column.

    >>> load("none").model
    'none'
    """
    return Recogniser(_tagger(model), register=known_to(register))


def _tagger(model: Model) -> Tagger:
    if model == "none":
        return NoTagger()
    from extract.organizations.tagger import OnnxTagger

    return OnnxTagger(model)
