"""Paragraphs, sentences and clauses as runs of atoms.

A clause ends at ，；：。 and their like; what stands in brackets is a clause of its own behind the one it
interrupts, kept only where it holds a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.facts.syntax.atoms import Atom

_STOPS = frozenset("，,；;：:。！？!?…—\u3000")
_SENTENCE_STOPS = frozenset("。！？!?")
_OPEN = frozenset("（([【〔")
_CLOSE = frozenset("）)]】〕")
_HEDGES = frozenset(("约", "近", "超", "超过", "逾"))
_POINTS = frozenset((".", "．", "、"))
_RANKED = frozenset("名位只支")
_COLONS = frozenset("：:")
_BREAKS = _STOPS | _OPEN | _CLOSE


@dataclass(frozen=True, slots=True)
class Clause:
    """Atoms without a stop among them; `aside` where they stood in brackets.

    `item` says that its sentence is an item of a list, whose number or rank in front was left out: 29.甲公司, 第3名甲公司.
    """

    atoms: tuple[Atom, ...]
    stop: str
    aside: bool = False
    item: bool = False

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
    """The sentences of a line as clauses, an item's without its number."""
    for sentence in _stopped(line):
        size = _numbered(sentence[0].atoms) if sentence else 0
        if size:
            sentence[0] = replace(sentence[0], atoms=sentence[0].atoms[size:], item=True)
        yield sentence


def _numbered(atoms: Sequence[Atom]) -> int:
    """How many atoms in front number an item of a list."""
    if len(atoms) > 2 and atoms[0].text.isdigit() and atoms[1].text in _POINTS:
        return 2
    ranked = len(atoms) > 1 and atoms[0].kind == "quantity" and atoms[0].text[0] == "第"
    return int(ranked and atoms[0].text[-1] in _RANKED)


def _stopped(line: list[Atom]) -> Iterator[list[Clause]]:
    """The sentences of a line as clauses, each with what its brackets hold behind it."""
    sentence: list[Clause] = []
    main: list[Atom] = []
    asides: list[Clause] = []
    brackets, at = _brackets(line), 0
    title = False
    while at < len(line):
        atom = line[at]
        title = _titled(atom, title)
        if at in brackets:
            asides += _asides(line[at + 1 : brackets[at]])
            at = brackets[at]
        elif main and _parts(line, at):
            sentence += _closed(main, asides, " ")
            main, asides = [], []
        elif atom.kind != "punct" or (title and "》" not in atom.text) or not _BREAKS.intersection(atom.text):
            main += [atom] if atom.text.strip() else []
        elif main and _labels(line, at):
            pass
        elif not _STOPS.isdisjoint(atom.text):
            sentence += _closed(main, asides, atom.text[0])
            main, asides = [], []
            if not _SENTENCE_STOPS.isdisjoint(atom.text):
                yield sentence
                sentence = []
        at += 1
    if rest := sentence + _closed(main, asides, ""):
        yield rest


def _parts(line: Sequence[Atom], at: int) -> bool:
    """Whether a space parts two headings: it stands between Chinese characters (供给扩大 床位达200万张)."""
    if not line[at].text.isspace() or at + 1 == len(line):
        return False
    return all("\u4e00" <= beside <= "\u9fff" for beside in (line[at - 1].text[-1], line[at + 1].text[0]))


def _titled(atom: Atom, before: bool) -> bool:
    """Whether a title is open behind the atom: its colons and commas end no clause."""
    if atom.kind != "punct":
        return before
    opened, closed = atom.text.rfind("《"), atom.text.rfind("》")
    return opened > closed or (before and closed < 0)


def _labels(line: Sequence[Atom], at: int) -> bool:
    """Whether a colon stands between a label and its number, and so within the clause: 净利润：3亿元."""
    behind = at + 1
    while behind < len(line) and (not line[behind].text.strip() or line[behind].text in _HEDGES):
        behind += 1
    return line[at].text in _COLONS and behind < len(line) and line[behind].kind == "quantity"


def _brackets(line: Sequence[Atom]) -> dict[int, int]:
    """Where each outermost bracket closes that does so before the sentence ends; a stray one is none."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for at, atom in enumerate(line):
        if atom.kind != "punct":
            continue
        if atom.text[0] in _OPEN:
            opened.append(at)
        elif atom.text[0] in _CLOSE and opened:
            closing[opened.pop()] = at
        elif not _SENTENCE_STOPS.isdisjoint(atom.text):
            opened.clear()
    return closing


def _closed(main: list[Atom], asides: list[Clause], stop: str) -> list[Clause]:
    return ([Clause(tuple(main), stop)] if main else []) + asides


def _asides(inner: Sequence[Atom]) -> list[Clause]:
    parts: list[list[Atom]] = [[]]
    for atom in inner:
        if atom.kind == "punct" and not _STOPS.isdisjoint(atom.text):
            parts.append([])
        else:
            parts[-1].append(atom)
    clauses = [Clause(tuple(part), "", aside=True) for part in parts if part]
    return [clause for clause in clauses if clause.counts]
