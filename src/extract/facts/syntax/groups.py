"""Numbers said together: 6.7%和7.5%, 50亿元、30亿元; and what they are distributed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.behind import behind

SEPARATORS = frozenset(("、", "和", "与", "及", "以及"))
_JOINTS = SEPARATORS | {"，", "或"}
_WINDOW = 30  # atoms looked at for a noun behind a number
_HEDGES = frozenset(("约", "近", "超", "超过", "逾", "仅", "大约"))


@dataclass(frozen=True, slots=True)
class Group:
    """Consecutive quantities with nothing but joints between them, and the words around them in the clause.

    `following` is the next number behind them in the clause.
    """

    left: tuple[Atom, ...]
    numbers: tuple[Atom, ...]
    right: tuple[Atom, ...]
    following: Atom | None = None


def groups(atoms: Sequence[Atom]) -> list[Group]:
    """The clause's quantities in groups, in order."""
    found: list[tuple[int, int, list[Atom]]] = []
    for at, atom in enumerate(atoms):
        if atom.kind != "quantity":
            continue
        if found and all(a.text in _JOINTS or a.text in _HEDGES for a in atoms[found[-1][1] : at]):
            begin, _, numbers = found[-1]
            found[-1] = (begin, at + 1, [*numbers, atom])
        else:
            found.append((at, at + 1, [atom]))
    starts = [*(begin for begin, _, _ in found[1:]), len(atoms)]
    edges = [0, *(_listed(atoms, end) for _, end, _ in found)]
    following = [*(numbers[0] for *_, numbers in found[1:]), None]
    return [
        Group(tuple(atoms[edges[i] : begin]), tuple(numbers), tuple(atoms[end : starts[i]]), following[i])
        for i, (begin, end, numbers) in enumerate(found)
    ]


def _listed(atoms: Sequence[Atom], end: int) -> int:
    """Where the words in front of the next number begin: behind the noun counted where a list goes on (5家医院、)."""
    size = len(behind(atoms[end : end + _WINDOW]))
    return end + size if size and end + size < len(atoms) and atoms[end + size].text in SEPARATORS else end


def next_item(noun: Sequence[Atom], rest: Sequence[Atom]) -> int:
    """Where in a noun phrase the next item of a list of numbers begins, at its joint (旅客、货物 9256万吨); 0 where none.

    `rest` is what stands between the noun phrase and the next number: that is of the last item if it only says is.
    """
    words = vocabulary()
    if not all(atom.text in words.links or atom.text in words.adverbs for atom in rest):
        return 0
    return max((at for at, atom in enumerate(noun) if atom.text in SEPARATORS), default=0)


def items(atoms: Sequence[Atom], count: int) -> list[list[Atom]]:
    """A list's items: 智能眼镜 and 机器人 of 智能眼镜和机器人.

    Where there are more than `count`, 和 may stand within an item: then only 、 parts them, or only 和.
    """
    found: list[list[Atom]] = []
    for separators in (SEPARATORS, frozenset("、"), SEPARATORS - {"、"}):
        found = _parted(atoms, separators)
        if len(found) == count:
            break
    return found


def _parted(atoms: Sequence[Atom], separators: frozenset[str]) -> list[list[Atom]]:
    parts: list[list[Atom]] = [[]]
    for atom in atoms:
        if atom.text in separators:
            parts.append([])
        else:
            parts[-1].append(atom)
    return [part for part in parts if part]
