"""Extractors that misbehave as an article's text says, for worker processes to import."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from extract.errors import ModelError
from extract.record import Article, Provenance, Record


class Obedient:
    """Does what the text says: `fail`, `die`, `die once FILE`, `sleep`, `nap`; else it gives a record."""

    version, model = "1", "none"

    def __call__(self, article: Article) -> Record:
        order, _, flag = article.text.partition(" once ")
        if flag and Path(flag).exists():
            order = ""
        if flag:
            Path(flag).touch()
        if order.startswith("fail"):
            raise ZeroDivisionError("asked to")
        if order.startswith("die"):
            os.kill(os.getpid(), signal.SIGKILL)
        if order.startswith("sleep"):
            time.sleep(60)
        if order.startswith("nap"):
            (Path(article.source).parent.parent / "napping").touch()
            time.sleep(0.1)
        return Record(article=article, extractor=Provenance(version=self.version, model=self.model))


class Processed(Obedient):
    """Tells the process in the record."""

    @property
    def model(self) -> str:  # type: ignore[override]
        return str(os.getpid())


class Newer(Obedient):
    """The next version."""

    version = "2"


def damaged() -> Obedient:
    raise ModelError("the weights are damaged")


def stillborn() -> Obedient:
    os.kill(os.getpid(), signal.SIGKILL)
    return Obedient()
