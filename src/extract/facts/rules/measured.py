"""What is measured stands in front of its number: 营业收入12亿元, 其中海外3亿元, 同比增长5%, 投入2亿元."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.measures import INDEX, TRADE, Found, Measure, found
from extract.facts.models import Subject
from extract.facts.rules.again import again
from extract.facts.rules.counters import names_somebody
from extract.facts.rules.deeds import deed
from extract.facts.rules.known import PARTS, Known
from extract.facts.rules.unknown import Unknown
from extract.facts.subjects.named import THIS, Subjects
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.attributes import attributive
from extract.facts.syntax.behind import behind
from extract.facts.syntax.groups import Group
from extract.facts.syntax.metrics import MODIFIERS, governor, head_length, object_of
from extract.facts.syntax.naming import clausal, entity, index, standard, thinglike, whole_words
from extract.facts.syntax.phrases import Phrase
from extract.facts.syntax.predicates import Predicate
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.quantities import Quantity

_FROM = frozenset(("来自", "来自于", "源自", "源于"))
_WITH = frozenset(("对", "自", "从", "向"))
_THROUGH = frozenset(("对", "通过", "经", "经由", "向", "以"))  # 通过某平台出口
_ORGANS = frozenset(("董事会", "股东会", "股东大会", "监事会", "管理层"))  # what they decide the company does
_CONVERTED = frozenset(("约合", "折合", "合约", "折", "相当于"))  # 5亿加元（约合4亿美元）
_PRICE_INDEXES = frozenset(("CPI", "PPI", "PMI", "核心CPI"))


class Measured:
    """One number with its phrase in front, being read."""

    def __init__(
        self,
        parts: Phrase,
        said: Predicate,
        quantity: Quantity,
        opened: Subject | None,
        subjects: Subjects,
        topic: Topic,
        *,
        leads: bool,
    ) -> None:
        self.parts = parts
        self.said = said
        self.quantity = quantity
        self.opened = opened
        self.subjects = subjects
        self.topic = topic
        self.leads = leads

    def read(self, group: Group) -> list[Found]:
        """The fact, or nothing where subject or metric isn't plain."""
        if group.right and group.right[0].text in _FROM:
            return self._sourced(group)
        if self.parts.empty:
            return again(self.said, self.quantity, self.subjects, self.topic)
        if self.said.form == "action":
            return deed(
                group, self.parts, self.quantity, self.opened, self.subjects, self.topic, leads=self.leads
            )
        if self._base() or (self.parts.body and self.parts.body[-1].text in _CONVERTED):
            return []
        if self._with_whom():
            metric = self.subjects.written(self.parts.body)
            return found(self.topic.carried(), metric, metric[-2:], "noun", carried=True)
        if standard(self.parts.body) or clausal(self.parts.part):
            return []
        at = governor(self.parts.body)
        if at >= 0 and self.parts.body[at].text in _WITH and self.parts.body[-1].text in TRADE:
            at -= 1  # 对非洲出口: with whom belongs to the metric
        body = whole_words(self.parts.body[at + 1 :])
        caused = at >= 0 and self.parts.body[at].text in vocabulary().causes and self.said.form == "change"
        if caused and self.parts.lead:
            return self._caused(body)
        described = self._described(group)
        if described is None and attributive(group):
            return []
        named = self._named() or described
        if named is None and self.leads and not caused and 0 < len(body) < len(self.parts.body):
            named = self.subjects.agent(self.parts)
        if named is None and at > 0 and self._somebody(self.parts.body[:at]):
            return []
        if kept := self._kept(body):
            return kept
        unknown = Unknown(self.parts, self.said, self.quantity, self.subjects, self.topic, leads=self.leads)
        if not body:
            return unknown.governed(named)
        if named is None and self.said.verb and (index(body) or self._beside_index(body)):
            return found(self.subjects.thing(body), self.subjects.written(self.said.verb), INDEX, "index")
        if not head_length(body):
            return unknown.phrase(group, named, body)
        known, end = Known(self.subjects, self.topic), len(body) - head_length(body)
        through = at >= 0 and self.parts.body[at].text in _THROUGH
        if through and named is None and self.subjects.written(body[end:]) not in PARTS:
            return []  # where it went through isn't whose it is
        return known.read(self.parts, named, body[:end], body[end:], governed=self._acted(at))

    def _kept(self, body: Sequence[Atom]) -> list[Found]:
        """The fact of a part in front of a date that is the metric's, as in the sentence before: 新能源汽车|本年产量."""
        before, written = self.topic.governing(), self.subjects.written
        part, head = written(self.parts.part), head_length(body)
        if before is None or not before.metric.startswith(part) or before.subject.kind == "thing":
            return []
        if not (part and head) or self.parts.lead or entity(self.parts.part):
            return []
        return found(self.topic.carried(), part + written(body), written(body[-head:]), "noun", carried=True)

    def _somebody(self, front: Sequence[Atom]) -> bool:
        """Whether the words in front of a verb name another than who is spoken of: 19个省市累计投入; not 该景区接待."""
        front = [atom for atom in front if atom.text not in MODIFIERS and atom.text[0] != "每"]
        return bool(front) and front[0].text not in THIS | _ORGANS and names_somebody(front)

    def _acted(self, at: int) -> bool:
        """Whether the verb at this place governs what is measured (投入经费), and doesn't describe it (新发放贷款)."""
        body = self.parts.body
        return at >= 0 and body[at].tag != "p" and not (at and body[at - 1].text == "新")

    def _caused(self, body: Sequence[Atom]) -> list[Found]:
        """A change that something else caused (降息潮带动主权债上涨) is of what stands in front of the metric alone."""
        head = head_length(body)
        owner = self.subjects.owner(body[:-head]) if head and thinglike(body[:-head] or body) else None
        name = self.subjects.written(body[-head:]) if head else ""
        return found(owner, name, name, "split")

    def _with_whom(self) -> bool:
        """Whether the metric says with whom, of a subject that governs: 对非洲出口, 自日本进口."""
        body = self.parts.body
        return not self.parts.lead and len(body) > 1 and body[0].text in _WITH and body[-1].text in TRADE

    def _base(self) -> bool:
        """Whether the number is a share of another year's: 只有2007年的40%."""
        said = self.said
        return said.relative and not said.ranged and self.quantity.kind == "percent" and said.own != ()

    def _described(self, group: Group) -> Subject | None:
        """The noun that the measured describes: 人工智能企业 of 营业收入达2000万元的人工智能企业."""
        if self.parts.lead or not (group.right and group.right[0].text == "的") or not self.parts.head:
            return None
        noun = behind(group.right)
        return self.subjects.thing(noun) if noun and noun[-1].text[-2:] in vocabulary().entities else None

    def _named(self) -> Subject | None:
        """Who stands in front: an organization or a place, with the rest of its name if a date follows that."""
        part = object_of(self.parts.part)
        named = self.subjects.named(self.parts.lead)
        if named is not None and named.kind == "place" and part:
            return self.subjects.thing((*self.parts.lead, *part))
        return named or self.subjects.thing(part)

    def _beside_index(self, body: Sequence[Atom]) -> bool:
        """Whether it is a figure of its own beside an index (核心CPI behind 居民消费价格指数)."""
        last = self.topic.last
        return last is not None and last.head == INDEX and body[-1].text in _PRICE_INDEXES

    def _sourced(self, group: Group) -> list[Found]:
        """A part of a whole by where it comes from: 收入中有3亿元来自海外."""
        owner = self.subjects.owner(behind(group.right[1:]) or group.right[1:2])
        last = self.topic.last
        metric = self.subjects.written(self.parts.body) if head_length(self.parts.body) else ""
        if self.parts.empty and last is not None and last.unit == self.quantity.unit:
            metric = last.metric
        return [Found(Measure(owner, metric, named=True), "part")] if owner and metric else []
