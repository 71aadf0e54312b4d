"""Several numbers over several things: A和B分别增长5%和6%, A、B销售额, 由 a 提高到 b."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.measures import WITH, Measure
from extract.facts.models import Subject
from extract.facts.rules.number import Number
from extract.facts.subjects.named import Subjects
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.clauses import Clause
from extract.facts.syntax.groups import items
from extract.facts.syntax.metrics import head_length, nominal
from extract.facts.syntax.names import lead_length
from extract.facts.syntax.phrases import Phrase, phrase

# In front of a list in the clause before: 排在前三位的是A、B和C.
_LIST_OPENERS = frozenset(("是", "为", "有", "包括", "分别是", "分别为", "主要", "主要是", "即"))


def distribute(of: Number, before: Clause | None) -> list[Measure]:
    """What the numbers measure, in their order; empty where the text doesn't say it plainly."""
    count, parts, subjects, levels = of.count, of.parts, of.subjects, of.topic.levels
    if parts.empty:
        if len(levels) >= count:
            return list(levels[-count:])
        told = phrase(_told(before))
        listed = items((*told.lead, *told.body), count)
        return _over(listed, told, subjects, of.topic.carried()) if len(listed) == count and told.head else []
    listed = items(parts.part or (*parts.lead, *parts.body), count)
    if len(listed) == count and not parts.part:
        return _over(listed, parts, subjects, of.topic.carried())
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
        return _metrics(listed, heads[0], parts, subjects, carried)
    if not heads[-1] or any(heads[:-1]):
        return []
    end = _shared(listed)
    metric, last = listed[-1][end:], listed[-1][:end]
    towards = next((at for at, atom in enumerate(listed[0]) if atom.text in WITH), -1)
    if towards >= 0:
        owner = subjects.named(listed[0][:towards]) or carried
        toward = [listed[0][towards + 1 :], *listed[1:-1], last]
        return _kinds(owner, toward, metric, subjects, listed[0][towards].text) if owner else []
    lead = listed[0][: len(parts.lead)]
    named = subjects.named(lead)
    if named is not None and lead_length(lead) == len(lead) < len(listed[0]) and not lead_length(listed[1]):
        return _kinds(named, [listed[0][len(lead) :], *listed[1:-1], last], metric, subjects)
    return _each([*listed[:-1], last], metric, subjects)


def _metrics(
    listed: Sequence[Sequence[Atom]], head: int, parts: Phrase, subjects: Subjects, carried: Subject | None
) -> list[Measure]:
    """Metrics of one subject: it stands with the first (机器人产量、销量), unless each has words of its own."""
    first = listed[0]
    own = all(head_length(item) < len(item) for item in listed[1:])
    if own and carried is None and not parts.lead:
        return [_split(item, subjects) for item in listed] if head < len(first) else []
    thing = None if own else subjects.thing(first[:-head])
    owner = subjects.named(parts.lead) or thing or carried
    if owner is None:
        return []
    rest = first[len(parts.lead) :] if parts.lead else first if own else first[-head:]
    return [_measure(owner, item, subjects) for item in (rest, *listed[1:])]


def _split(item: Sequence[Atom], subjects: Subjects) -> Measure:
    """A metric that says itself whose it is: 普惠小微贷款."""
    size = head_length(item)
    owner = subjects.owner(item[:-size])
    head = subjects.written(item[-size:])
    return Measure(owner or Subject("", "thing"), head, head, named=True)


def _shared(listed: Sequence[Sequence[Atom]]) -> int:
    """Where the last item ends and the metric that all share begins: 东北地区|软件业务收入 behind 东部地区."""
    *others, last = listed
    if all(lead_length(item) == len(item) for item in others):
        size = lead_length(last)
    else:
        size = next((at + 1 for at, atom in enumerate(last) if atom.text.endswith(others[-1][-1].text)), 0)
    return size or len(last) - head_length(last)


def _kinds(
    owner: Subject,
    kinds: Sequence[Sequence[Atom]],
    metric: Sequence[Atom],
    subjects: Subjects,
    towards: str = "",
) -> list[Measure]:
    """Kinds of one metric of one subject: 第一产业、第二产业增加值 of a county, 对东盟、欧盟出口."""
    text, head = subjects.written(metric), subjects.written(metric[-head_length(metric) :])
    return [Measure(owner, towards + subjects.written(kind) + text, head, named=True) for kind in kinds]


def _told(before: Clause | None) -> Sequence[Atom]:
    """The words of the clause before in front of its verb: 甲、乙两地出口 of 甲、乙两地出口居前."""
    atoms = before.atoms if before is not None and not before.counts else ()
    verb = next((at for at, atom in enumerate(atoms) if atom.tag == "v" and not nominal(atom)), 0)
    return atoms[:verb]


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
    *others, last = items(atoms, count)
    if len(others) + 1 != count:
        return []
    doing = any(atom.tag == "v" and not nominal(atom) for atom in last)
    size = max(map(len, others), default=len(last)) if doing else len(last)
    return [*others, last[:size]]  # 海水鱼 of 鲜果和海水鱼供应减少
