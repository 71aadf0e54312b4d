"""What is measured stands in front of its number: 营业收入12亿元, 其中海外3亿元, 同比增长5%, 投入2亿元."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.measures import INDEX, TRADE, WITH, Found, Measure, found
from extract.facts.models import Subject
from extract.facts.rules.again import again
from extract.facts.rules.counters import FROM, names_somebody
from extract.facts.rules.deeds import deed
from extract.facts.rules.known import PARTS, Known
from extract.facts.rules.number import Number
from extract.facts.rules.unknown import Unknown
from extract.facts.subjects.named import THIS
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.attributes import attributive
from extract.facts.syntax.behind import behind
from extract.facts.syntax.groups import Group
from extract.facts.syntax.metrics import MODIFIERS, governor, head_length, object_of
from extract.facts.syntax.naming import clausal, entity, index, standard, thinglike, whole_words

if TYPE_CHECKING:
    pass

_THROUGH = frozenset(("对", "通过", "经", "经由", "向", "以"))  # 通过某平台出口
_ORGANS = frozenset(("董事会", "股东会", "股东大会", "监事会", "管理层"))  # what they decide the company does
_CONVERTED = frozenset(("约合", "折合", "合约", "折", "相当于"))  # 5亿加元（约合4亿美元）
_PRICE_INDEXES = frozenset(("CPI", "PPI", "PMI", "核心CPI"))


class Measured:
    """One number with its phrase in front, being read."""

    def __init__(self, of: Number) -> None:
        self.of = of

    def read(self) -> list[Found]:
        """The fact, or nothing where subject or metric isn't plain."""
        group, parts, said = self.of.group, self.of.parts, self.of.said
        if group.right and group.right[0].text in FROM:
            return self._sourced(group)
        if parts.empty:
            return again(self.of)
        if said.form == "action":
            return deed(self.of)
        if self._base() or (parts.body and parts.body[-1].text in _CONVERTED):
            return []
        if self._with_whom():
            metric = self.of.subjects.written(parts.body)
            return found(self.of.topic.carried(), metric, metric[-2:], "noun", carried=True)
        if standard(parts.body) or clausal(parts.part):
            return []
        at = governor(parts.body)
        if at >= 0 and parts.body[at].text in WITH and parts.body[-1].text in TRADE:
            at -= 1  # 对非洲出口: with whom belongs to the metric
        body = whole_words(parts.body[at + 1 :])
        caused = at >= 0 and parts.body[at].text in vocabulary().causes and said.form == "change"
        if caused and parts.lead:
            return self._caused(body)
        described = self._described(group)
        if described is None and attributive(group):
            return []
        named = self._named() or described
        if named is None and self.of.leads and not caused and 0 < len(body) < len(parts.body):
            named = self.of.subjects.agent(parts)
        if named is None and at > 0 and self._somebody(parts.body[:at]):
            return []
        if kept := self._kept(body):
            return kept
        unknown = Unknown(self.of)
        if not body:
            return unknown.governed(named)
        if named is None and said.verb and (index(body) or self._beside_index(body)):
            return found(self.of.subjects.thing(body), self.of.subjects.written(said.verb), INDEX, "index")
        if not head_length(body):
            return unknown.phrase(named, body)
        end = len(body) - head_length(body)
        through = at >= 0 and parts.body[at].text in _THROUGH
        if through and named is None and self.of.subjects.written(body[end:]) not in PARTS:
            return []  # where it went through isn't whose it is
        return Known(self.of).read(named, body[:end], body[end:], governed=self._acted(at))

    def _kept(self, body: Sequence[Atom]) -> list[Found]:
        """The fact of a part in front of a date that is the metric's, as in the sentence before: 新能源汽车|本年产量."""
        before, written = self.of.topic.governing(), self.of.subjects.written
        part, head = written(self.of.parts.part), head_length(body)
        if before is None or not before.metric.startswith(part) or before.subject.kind == "thing":
            return []
        if not (part and head) or self.of.parts.lead or entity(self.of.parts.part):
            return []
        return found(
            self.of.topic.carried(), part + written(body), written(body[-head:]), "noun", carried=True
        )

    def _somebody(self, front: Sequence[Atom]) -> bool:
        """Whether the words in front of a verb name another than who is spoken of: 19个省市累计投入; not 该景区接待."""
        front = [atom for atom in front if atom.text not in MODIFIERS and atom.text[0] != "每"]
        return bool(front) and front[0].text not in THIS | _ORGANS and names_somebody(front)

    def _acted(self, at: int) -> bool:
        """Whether the verb at this place governs what is measured (投入经费), and doesn't describe it (新发放贷款)."""
        body = self.of.parts.body
        return at >= 0 and body[at].tag != "p" and not (at and body[at - 1].text == "新")

    def _caused(self, body: Sequence[Atom]) -> list[Found]:
        """A change that something else caused (降息潮带动主权债上涨) is of what stands in front of the metric alone."""
        head = head_length(body)
        owner = self.of.subjects.owner(body[:-head]) if head and thinglike(body[:-head] or body) else None
        name = self.of.subjects.written(body[-head:]) if head else ""
        return found(owner, name, name, "split")

    def _with_whom(self) -> bool:
        """Whether the metric says with whom, of a subject that governs: 对非洲出口, 自日本进口."""
        body = self.of.parts.body
        return not self.of.parts.lead and len(body) > 1 and body[0].text in WITH and body[-1].text in TRADE

    def _base(self) -> bool:
        """Whether the number is a share of another year's: 只有2007年的40%."""
        said = self.of.said
        return said.relative and not said.ranged and self.of.quantity.kind == "percent" and said.own != ()

    def _described(self, group: Group) -> Subject | None:
        """The noun that the measured describes: 人工智能企业 of 营业收入达2000万元的人工智能企业."""
        if self.of.parts.lead or not (group.right and group.right[0].text == "的") or not self.of.parts.head:
            return None
        noun = behind(group.right)
        return self.of.subjects.thing(noun) if noun and noun[-1].text[-2:] in vocabulary().entities else None

    def _named(self) -> Subject | None:
        """Who stands in front: an organization or a place, with the rest of its name if a date follows that."""
        part = object_of(self.of.parts.part)
        named = self.of.subjects.named(self.of.parts.lead)
        if named is not None and named.kind == "place" and part:
            return self.of.subjects.thing((*self.of.parts.lead, *part))
        return named or self.of.subjects.thing(part)

    def _beside_index(self, body: Sequence[Atom]) -> bool:
        """Whether it is a figure of its own beside an index (核心CPI behind 居民消费价格指数)."""
        last = self.of.topic.last
        return last is not None and last.head == INDEX and body[-1].text in _PRICE_INDEXES

    def _sourced(self, group: Group) -> list[Found]:
        """A part of a whole by where it comes from: 收入中有3亿元来自海外."""
        owner = self.of.subjects.owner(behind(group.right[1:]) or group.right[1:2])
        last = self.of.topic.last
        metric = self.of.subjects.written(self.of.parts.body) if head_length(self.of.parts.body) else ""
        if self.of.parts.empty and last is not None and last.unit == self.of.quantity.unit:
            metric = last.metric
        return [Found(Measure(owner, metric, named=True), "part")] if owner and metric else []
