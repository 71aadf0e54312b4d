"""Several numbers over several things: A和B分别增长5%和6%, A、B销售额, 由 a 提高到 b."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.atoms import Atom
from extract.facts.clauses import Clause
from extract.facts.groups import items
from extract.facts.measures import Measure
from extract.facts.metrics import head_length
from extract.facts.models import Subject
from extract.facts.phrases import Phrase
from extract.facts.subjects import Subjects

# In front of a list in the clause before: 排在前三位的是A、B和C.
_LIST_OPENERS = frozenset(("是", "为", "有", "包括", "分别是", "分别为", "主要", "主要是", "即"))


def distribute(
    count: int,
    parts: Phrase,
    before: Clause | None,
    levels: Sequence[Measure],
    subjects: Subjects,
    carried: Subject | None,
) -> list[Measure]:
    """What `count` numbers measure, in their order; empty where the text doesn't say it plainly."""
    if parts.empty:
        return list(levels[-count:]) if len(levels) >= count else []
    listed = items(parts.part or (*parts.lead, *parts.body), count)
    if len(listed) == count and not parts.part:
        return _over(listed, parts, subjects, carried)
    if len(listed) == count:
        return _each(listed, parts.body, subjects)
    listed = _listed(before, count)
    return _each(listed, parts.body, subjects) if listed and parts.body else []


def _over(
    listed: list[list[Atom]], parts: Phrase, subjects: Subjects, carried: Subject | None
) -> list[Measure]:
    """The list stands with the metric: metrics of one subject, or subjects that share the last item's metric."""
    heads = [head_length(item) for item in listed]
    if all(heads):
        first = listed[0]
        owner = subjects.named(parts.lead) or subjects.thing(first[: -heads[0]]) or carried
        rest = first[len(parts.lead) :] if parts.lead else first[-heads[0] :]
        if owner is None:
            return []
        return [_measure(owner, item, subjects) for item in (rest, *listed[1:])]
    if not heads[-1] or any(heads[:-1]):
        return []
    metric = listed[-1][-heads[-1] :]
    return _each([*listed[:-1], listed[-1][: -heads[-1]]], metric, subjects)


def _measure(owner: Subject, metric: Sequence[Atom], subjects: Subjects) -> Measure:
    return Measure(
        owner, subjects.written(metric), subjects.written(metric[-head_length(metric) :]), named=True
    )


def _each(listed: Sequence[Sequence[Atom]], metric: Sequence[Atom], subjects: Subjects) -> list[Measure]:
    text = subjects.written(metric)
    owners = [subjects.owner(item) for item in listed]
    if not text or not all(owners):
        return []
    head = subjects.written(metric[-head_length(metric) :]) if head_length(metric) else ""
    return [Measure(owner, text, head, named=True) for owner in owners if owner is not None]


def _listed(before: Clause | None, count: int) -> list[list[Atom]]:
    """The list of `count` items at the end of the clause before."""
    if before is None:
        return []
    atoms = before.atoms
    for at in range(len(atoms) - 1, -1, -1):
        if atoms[at].text in _LIST_OPENERS:
            atoms = atoms[at + 1 :]
            break
    found = items(atoms, count)
    return found if len(found) == count else []
