"""Subject and metric of a number from its phrase and what governs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.facts.atoms import Atom
from extract.facts.groups import Group
from extract.facts.lexicon import vocabulary
from extract.facts.metrics import behind, head_length, nominal
from extract.facts.models import Subject
from extract.facts.phrases import Phrase, lead_length
from extract.facts.predicates import Predicate
from extract.facts.subjects import Subjects
from extract.facts.topics import Measure, Topic

if TYPE_CHECKING:
    from extract.quantities import Quantity

# Completed from what governs them: 出口 under 货物贸易进出口总值 is 货物贸易出口.
_FROM = frozenset(("来自", "来自于", "源自", "源于"))
# How many of a thing: the thing belongs to the metric (企业数量).
_TOTALS = frozenset(("数量", "总数", "总量", "数", "户数", "人数", "家数", "量"))
# The part is whose it is, whoever the whole belongs to: 外国学生占比.
_PARTS = frozenset(("占比", "比重", "份额", "市场份额", "市占率", "渗透率"))
_LISTED = frozenset(("、", "和", "与", "及", "或"))
_TRADE = frozenset(("出口", "进口", "顺差", "逆差"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a number measures and the rule that says so; `carried` where the subject was said in another clause."""

    measure: Measure
    rule: str
    carried: bool = False


class Measures:
    """Reads measures for one text."""

    def __init__(self, subjects: Subjects, topic: Topic) -> None:
        self._subjects = subjects
        self._topic = topic
        self.leads = (
            True  # whether the number is its clause's first, so that the words in front open the clause
        )

    # Behind the number: 培育29家上市企业.

    def counted_noun(
        self, group: Group, said: Predicate, parts: Phrase, quantity: Quantity
    ) -> Sequence[Atom]:
        """The noun behind the number where it is what the number measures, else nothing."""
        noun = behind(group.right)
        if not noun or quantity.kind in ("percent", "multiple", "ratio"):
            return ()
        object_ = () if said.relative else _object(parts.body)
        if said.form in ("action", "change") or not parts.body or not object_:
            return noun if said.form != "change" or not object_ else ()
        if said.linked and head_length(object_):
            return ()
        return noun if quantity.kind in ("count", "number") or not head_length(object_) else ()

    def counted(
        self, noun: Sequence[Atom], parts: Phrase, said: Predicate, opened: Subject | None
    ) -> list[Found]:
        """The fact of a counted noun."""
        object_ = () if said.relative else _object(parts.body)
        beside = self._subjects.owner(object_) if object_ and lead_length(object_) == len(object_) else None
        named = (
            beside
            or self._subjects.named(parts.lead)
            or opened
            or (None if said.relative else self._agent(parts))
        )
        subject = named or self._doer()
        if subject is None:
            return []
        measure = Measure(subject, self._subjects.written(noun))
        self._topic.counted = self._subjects.thing(noun)
        return [Found(measure, "counted", carried=named is None)]

    def _agent(self, parts: Phrase) -> Subject | None:
        """Who does what the phrase's verb says, by the noun phrase in front of it: 检察机关 of 检察机关依法起诉案件."""
        if parts.lead or parts.part or parts.among or not self.leads:
            return None
        size = next(
            (at for at, atom in enumerate(parts.body) if not nominal(atom) and atom.text not in _LISTED), 0
        )
        if not size or parts.body[size].tag[:1] not in ("v", "d", "p") or size > 6:
            return None
        last = parts.body[size - 1]
        if last.tag[:1] != "n" or len(last.text) < 2 or last.text in vocabulary().actions:
            return None
        return self._subjects.owner(parts.body[:size])

    def _doer(self) -> Subject | None:
        """Who does what the clause says without naming anyone: the topic rather than a thing just measured."""
        last = self._topic.last
        if (
            last is not None
            and last.subject.kind == "thing"
            and last.head
            and self._topic.subject is not None
        ):
            return self._topic.passing or self._topic.subject
        return self._topic.carried()

    # A share: 占出口总值的近三成.

    def shares(self, parts: Phrase, metric: str, count: int) -> list[Found]:
        """The facts of a share: its subject is the part."""
        if parts.empty:
            owners = self._topic.members if count > 1 else []
            if not owners and (last := self._topic.last) is not None:
                whole = last.subject.kind != "thing" and last.metric != last.head
                part = Subject(last.metric, "thing") if whole else last.subject
                owners = [part]
        else:
            owner = self._subjects.owner((*parts.lead, *parts.part, *parts.body))
            owners = [owner] if owner else []
        if len(owners) != count:
            return []
        return [Found(Measure(owner, metric), "share") for owner in owners]

    # In front of the number: 营业收入12亿元.

    def measured(self, parts: Phrase, said: Predicate, quantity: Quantity, group: Group) -> list[Found]:
        """The fact of a noun phrase with a number behind it."""
        last = self._topic.last
        if group.right and group.right[0].text in _FROM:
            return self._sourced(parts, group)
        if parts.empty:
            return [Found(last, "again")] if last is not None else []
        body = _object(parts.body)
        named = self._subjects.named(parts.lead) or self._subjects.thing(_object(parts.part))
        if not parts.body and said.form == "action":
            return []
        if not body:
            return self._governed(named, said, quantity)
        size = head_length(body)
        if not size:
            return self._unknown(named, body, parts, said, quantity)
        head, front = self._subjects.written(body[-size:]), body[:-size]
        metric = self._subjects.written(body)
        if (
            front
            and front[-1].text[-2:] in vocabulary().entities
            and (named is None or named.kind == "place")
            and head not in _TOTALS
        ):
            owner = self._subjects.owner((*parts.lead, *parts.part, *front))
            return [Found(Measure(owner, head, head, named=True), "noun")] if owner else []
        if head in _PARTS and front and (owner := self._subjects.owner((*parts.lead, *parts.part, *front))):
            return [Found(Measure(owner, head, head, named=True), "noun")]
        if named is not None:
            return [Found(Measure(named, metric, head, named=True), "noun")]
        carried = self._topic.carried()
        if not front:
            return self._bare(carried, head)
        return self._fronted(carried, front, metric, head)

    def _sourced(self, parts: Phrase, group: Group) -> list[Found]:
        """A part of a whole by where it comes from: 收入中有3亿元来自海外."""
        owner = self._subjects.owner(behind(group.right[1:]) or group.right[1:2])
        metric = self._subjects.written(parts.body) or (self._topic.last.metric if self._topic.last else "")
        return [Found(Measure(owner, metric, named=True), "part")] if owner and metric else []

    def _bare(self, carried: Subject | None, head: str) -> list[Found]:
        if carried is None:
            return []
        governing = self._topic.governing()
        metric = head
        if head in _TRADE and governing is not None and governing.head and "进出口" in governing.metric:
            metric = governing.metric.split("进出口")[0] + head
        return [Found(Measure(carried, metric, head), "noun", carried=True)]

    def _fronted(self, carried: Subject | None, front: Sequence[Atom], metric: str, head: str) -> list[Found]:
        """A metric with words in front that are either its own or whose it is."""
        alike = head in self._topic.bare
        owner = self._subjects.owner(front)
        counted = self._topic.counted
        if carried is not None and owner is not None and owner.text.startswith(carried.text):
            return [Found(Measure(carried, metric[len(carried.text) :], head), "noun")]
        if counted is not None and owner is not None and counted.text.startswith(owner.text):
            return [Found(Measure(owner, head, head, named=True), "split")]
        weak = carried is None or (not self._topic.firm and self._topic.age > 1)
        if self._topic.last is not None:
            weak = carried != self._topic.subject and carried is not None and carried.kind == "thing"
        if owner is not None and (alike or weak):
            return [Found(Measure(owner, head, head, named=True), "part" if alike else "split")]
        if carried is None:
            return []
        return [Found(Measure(carried, metric, head), "noun", carried=True)]

    def _governed(self, named: Subject | None, said: Predicate, quantity: Quantity) -> list[Found]:
        """A part without a metric of its own (其中，海外分行288亿元): the governing metric is meant."""
        governing = self._topic.governing()
        if named is None or governing is None or not self._fits(governing, said, quantity):
            return []
        return [Found(Measure(named, governing.metric, governing.head, named=True), "part")]

    def _unknown(
        self, named: Subject | None, body: Sequence[Atom], parts: Phrase, said: Predicate, quantity: Quantity
    ) -> list[Found]:
        governing = self._topic.governing()
        text = self._subjects.written(body)
        taken = self._topic.parting and (named is None or named.kind == "place")
        if taken and governing is not None and governing.head and self._fits(governing, said, quantity):
            owner = self._subjects.owner((*parts.lead, *parts.part, *body))
            return (
                [Found(Measure(owner, governing.metric, governing.head, named=True), "part")] if owner else []
            )
        subject = named or self._agent(parts) or self._topic.carried()
        tail = _tail(body)
        text = self._subjects.written(tail)
        if subject is None or not tail or not nominal(body[-1]):
            return []
        return [Found(Measure(subject, text, named=named is not None), "phrase", carried=named is None)]

    @staticmethod
    def _fits(governing: Measure, said: Predicate, quantity: Quantity) -> bool:
        return said.form == "change" or governing.unit == quantity.unit


def _object(body: Sequence[Atom]) -> Sequence[Atom]:
    """The noun phrase that a verb in the phrase governs: 员工 of 拥有员工; the phrase itself without one."""
    actions = vocabulary().actions
    for at in range(len(body) - 1, -1, -1):
        if body[at].text == "的":
            return body
        if body[at].text in actions and not head_length(body[at : at + 1]) and not _noun_like(body, at):
            return body[at + 1 :]
    return body


def _noun_like(body: Sequence[Atom], at: int) -> bool:
    """Whether a verb stands as a noun between nouns: 服务 of 旅游相关服务销售收入."""
    beside = {atom.text for atom in (*body[max(at - 1, 0) : at], *body[at + 1 : at + 2])}
    if beside & _LISTED:
        return True
    return body[at].tag in ("vn", "n") and at > 0 and nominal(body[at - 1])


def _tail(body: Sequence[Atom]) -> Sequence[Atom]:
    """The noun phrase that the body ends in: what stands behind its last verb, preposition or adverb."""
    start = len(body)
    while start and (
        nominal(body[start - 1]) or body[start - 1].text in _LISTED or body[start - 1].text == "的"
    ):
        start -= 1
    while start < len(body) and (body[start].text in _LISTED or body[start].text == "的"):
        start += 1
    return body[start:]
