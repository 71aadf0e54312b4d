"""Paragraphs, sentences and clauses as runs of atoms.

A clause ends at ，；：。 and their like; what stands in brackets is a clause of its own behind the one it
interrupts, kept only where it holds a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.facts.atoms import Atom

_STOPS = frozenset("，,；;：:。！？!?…—\u3000")
_SENTENCE_STOPS = frozenset("。！？!?")
_OPEN = frozenset("（([【〔")
_CLOSE = frozenset("）)]】〕")


@dataclass(frozen=True, slots=True)
class Clause:
    """Atoms without a stop among them; `aside` where they stood in brackets."""

    atoms: tuple[Atom, ...]
    stop: str
    aside: bool = False

    @property
    def start(self) -> int:
        """Where its first atom begins."""
        return self.atoms[0].start

    @property
    def end(self) -> int:
        """Where its last atom ends."""
        return self.atoms[-1].end

    @property
    def counts(self) -> bool:
        """Whether a quantity stands in it."""
        return any(atom.kind == "quantity" for atom in self.atoms)


def paragraphs(atoms: Iterable[Atom]) -> Iterator[list[list[Clause]]]:
    """The clauses of each sentence of each paragraph."""
    line: list[Atom] = []
    for atom in atoms:
        if atom.kind == "punct" and "\n" in atom.text:
            yield [*_sentences([*line, atom])]
            line = []
        else:
            line.append(atom)
    yield [*_sentences(line)]


def _sentences(line: list[Atom]) -> Iterator[list[Clause]]:
    sentence: list[Clause] = []
    main: list[Atom] = []
    asides: list[Clause] = []
    inner: list[Atom] = []
    depth = 0
    for atom in line:
        first = atom.text[0] if atom.kind == "punct" else ""
        if atom.kind == "punct" and not atom.text.strip() and atom.text[0] not in _STOPS:
            continue
        if first in _OPEN:
            depth += 1
        elif depth and any(character in _CLOSE for character in atom.text) and atom.kind == "punct":
            depth -= 1
            if not depth:
                asides += _asides(inner)
                inner = []
        elif depth:
            inner.append(atom)
            continue
        elif atom.kind == "punct" and not _STOPS.isdisjoint(atom.text):
            sentence += _closed(main, asides, first)
            main, asides = [], []
        else:
            main.append(atom)
            continue
        if not depth and not _SENTENCE_STOPS.isdisjoint(atom.text):
            yield sentence + _closed(main, asides, first)
            sentence, main, asides = [], [], []
    if rest := sentence + _closed([*main, *inner], asides, ""):
        yield rest


def _closed(main: list[Atom], asides: list[Clause], stop: str) -> list[Clause]:
    return ([Clause(tuple(main), stop)] if main else []) + asides


def _asides(inner: list[Atom]) -> list[Clause]:
    parts: list[list[Atom]] = [[]]
    for atom in inner:
        if atom.kind == "punct" and not _STOPS.isdisjoint(atom.text):
            parts.append([])
        else:
            parts[-1].append(atom)
    clauses = [Clause(tuple(part), "", aside=True) for part in parts if part]
    return [clause for clause in clauses if clause.counts]
