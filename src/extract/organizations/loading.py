"""The recogniser by name: which model, and whose register of known organizations."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from extract.organizations.models import NoTagger, Tagger
from extract.organizations.recogniser import Recogniser

Model = Literal["default", "fast", "none"]
DEFAULT: Model = "fast"


def load(model: Model = DEFAULT, register: str | Path | None = None) -> Recogniser:
    """The recogniser with one of the package's models (`none`: grammar and known names only).

    `register` is a file of the user's own organizations. Raises `ModelError` where the weights are missing or damaged.

    >>> load("none").model
    'none'
    """
    if register is not None:
        raise NotImplementedError("registers")
    return Recogniser(_tagger(model))


def _tagger(model: Model) -> Tagger:
    if model == "none":
        return NoTagger()
    from extract.organizations.tagger import OnnxTagger

    return OnnxTagger(model)
