"""What befell so many: 造成3人受伤, 11人死亡, 致2名工人遇难."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import vocabulary
from extract.facts.measures import Found, Measure
from extract.facts.models import Subject
from extract.facts.subjects.named import Subjects
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.groups import Group
from extract.facts.syntax.metrics import nominal
from extract.facts.syntax.phrases import Phrase, phrase, trim
from extract.facts.topics import Topic

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


def fate(
    group: Group, parts: Phrase, opened: Subject | None, subjects: Subjects, topic: Topic, *, leads: bool
) -> list[Found]:
    """The fact of what befell so many, of the event that caused it, else of where it did."""
    metric = subjects.written(befell(group))
    caused = next((at for at, atom in enumerate(group.left) if atom.text in _CAUSES), -1)
    event = trim(phrase(group.left[:caused]).body) if caused > 0 else ()
    if event:
        named = subjects.owner((*phrase(group.left[:caused]).lead, *event))
    else:
        named = subjects.named(parts.lead) or (
            opened if leads else None
        )  # 造成1人死亡、3人受伤: of the same event
    subject = named or topic.carried()
    if subject is None or (caused >= 0 and not event and subject.kind == "organization"):
        return []  # 某军空袭，造成3人死亡: not of the army
    return [Found(Measure(subject, metric), "verb", carried=named is None)]
