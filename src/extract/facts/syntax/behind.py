"""The noun phrase that begins right behind a number: 人工智能企业 of 300家人工智能企业入驻."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.metrics import JOINTS, MODIFIERS, NOUN_LIKE, nominal

_ADJECTIVES = frozenset(("a", "ad", "b", "z"))


def behind(right: Sequence[Atom]) -> Sequence[Atom]:
    """The noun phrase that begins right behind a number: 人工智能企业 of 300家人工智能企业入驻.

    A 的 in front is passed over, and of a clause that describes the noun (具备…的工程师) the noun is taken.
    """
    skipped = 0
    while skipped < len(right) and (
        right[skipped].text in ("的", "左右", "上下")
        or (right[skipped].text in vocabulary().references and _run(right, skipped + 1) > skipped + 1)
    ):
        skipped += 1
    if skipped < len(right) and right[skipped].tag in ("f", "m"):
        return ()
    end = _run(right, skipped)
    if end == skipped:
        return _described(right[skipped:])
    if right[end - 1].tag in _ADJECTIVES and right[end : end + 1] and right[end].text == "的":
        return right[end + 1 : _run(right, end + 1)]
    if all(atom.kind == "punct" or atom.tag[:1] in ("f", "m", "q") for atom in right[skipped:end]):
        return ()
    return right[skipped:end]


def _run(atoms: Sequence[Atom], start: int) -> int:
    end = start
    if start + 1 < len(atoms) and _joins(atoms[start], atoms[start + 1]) and atoms[start].text not in JOINTS:
        end += 1
    while end < len(atoms):
        if end > start and (atoms[end].text in MODIFIERS or _closes(atoms, start, end)):
            break
        if nominal(atoms[end]) or _nominalised(atoms, start, end):
            end += 1
        elif _graded(atoms, start, end):
            end += 2
        elif end > start and end + 1 < len(atoms) and _joins(atoms[end], atoms[end + 1]):
            if atoms[end].tag == "v" and end - start > 1 and atoms[end].text not in NOUN_LIKE:
                break
            end += 2
        else:
            break
    while end > start and (atoms[end - 1].text in "“‘「『《〈" or _stray(atoms[start:end])):
        end -= 1
    return end


def _nominalised(atoms: Sequence[Atom], start: int, end: int) -> bool:
    """Whether a verb stands as the last noun of the phrase: 应用 of 千款行业应用、万项服务."""
    behind = atoms[end + 1 : end + 2]
    return atoms[end].text in NOUN_LIKE and end > start and (not behind or behind[0].text in JOINTS)


def _graded(atoms: Sequence[Atom], start: int, end: int) -> bool:
    """Whether an adjective goes on with the noun behind a grade: 高|能级 of 省部级以上高能级平台."""
    behind = atoms[end + 1 : end + 2]
    graded = end > start and atoms[end - 1].text in ("以上", "以下") and atoms[end].tag == "a"
    return graded and bool(behind) and behind[0].tag[:1] == "n"


def _closes(atoms: Sequence[Atom], start: int, end: int) -> bool:
    """Whether a quote closes here that opened in front of the noun phrase: “五个中心”."""
    return atoms[end].text in "”’」』》〉" and not any(a.text in "“‘「『《〈" for a in atoms[start:end])


def _stray(noun: Sequence[Atom]) -> bool:
    """Whether the noun phrase ends in a quote that it doesn't open."""
    return noun[-1].text in "”’」』》〉" and not any(atom.text in "“‘「『《〈" for atom in noun)


def _joins(atom: Atom, following: Atom) -> bool:
    """Whether a joint or a verb between nouns holds a noun phrase together: 硕士、博士, 并购 in 省级并购基金."""
    actions = vocabulary().actions
    if not nominal(following) or following.text in actions:
        return False
    if atom.text in JOINTS:
        return True
    return (
        atom.tag == "v"
        and len(atom.text) > 1
        and atom.text not in actions
        and following.tag in ("n", "eng", "nz", "vn")
    )


def _described(right: Sequence[Atom]) -> Sequence[Atom]:
    """The noun behind the last 的 of a clause that a verb opens."""
    if not right or right[0].tag not in ("v", "p", "d"):
        return ()
    for at in range(min(len(right), 12) - 1, 0, -1):
        if right[at].text == "的":
            return right[at + 1 : _run(right, at + 1)]
    return ()
