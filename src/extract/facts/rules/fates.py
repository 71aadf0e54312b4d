"""What befell so many: 造成3人受伤, 11人死亡, 致2名工人遇难."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import vocabulary
from extract.facts.measures import Found, Measure
from extract.facts.rules.number import Number
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.groups import Group
from extract.facts.syntax.metrics import nominal
from extract.facts.syntax.phrases import phrase, trim

_CAUSES = frozenset(("造成", "导致", "致", "致使", "酿成"))


def befell(group: Group) -> Sequence[Atom]:
    """The words behind the number up to what befell those whom it counts (工人遇难), else nothing."""
    for at, atom in enumerate(group.right):
        if atom.text in vocabulary().fates:
            following = group.right[at + 1 : at + 2]
            return () if following and following[0].tag == "n" else group.right[: at + 1]  # 确诊病例
        if not nominal(atom):
            break
    return ()


def fate(of: Number) -> list[Found]:
    """The fact of what befell so many, of the event that caused it, else of where it did."""
    left, subjects = of.group.left, of.subjects
    metric = subjects.written(befell(of.group))
    caused = next((at for at, atom in enumerate(left) if atom.text in _CAUSES), -1)
    before = phrase(left[: max(caused, 0)])
    event = trim(before.body)
    if event:
        named = subjects.owner((*before.lead, *event))
    else:  # 造成1人死亡、3人受伤: of the same event
        named = subjects.named(of.parts.lead) or (of.opened if of.leads else None)
    subject = named or of.topic.carried()
    if subject is None or (caused >= 0 and not event and subject.kind == "organization"):
        return []  # 某军空袭，造成3人死亡: not of the army
    return [Found(Measure(subject, metric), "verb", carried=named is None)]
