"""No metric, or one whose last word isn't a known one: the governing metric is meant, or a noun phrase names it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.measures import INDEX, TRADE, WITH, Found, found
from extract.facts.models import Subject
from extract.facts.rules.number import Number
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.attributes import acting
from extract.facts.syntax.metrics import nominal, tail
from extract.facts.syntax.naming import entity, measurable

if TYPE_CHECKING:
    pass

_SHORTEST = 2
# What has so many of a thing does nothing to them.
_HAVING = frozenset(
    ("拥有", "设有", "建有", "建成", "包括", "包含", "具有", "配有", "含有", "存在", "成为", "具备")
)


def _traded(noun: Sequence[Atom]) -> bool:
    return any(atom.text in TRADE for atom in noun)


class Unknown:
    """One number whose metric isn't known, being read."""

    def __init__(self, of: Number) -> None:
        self.of = of

    def governed(self, named: Subject | None) -> list[Found]:
        """A part without a metric of its own (其中，海外分行288亿元): the governing metric is meant."""
        governing = self.of.topic.governing()
        if named is None or governing is None or not self._fits():
            return []
        metric = governing.metric
        if governing.head == INDEX and self.of.said.verb:
            metric = self.of.subjects.written(self.of.said.verb)
        return found(named, metric, governing.head, "part")

    def phrase(self, named: Subject | None, body: Sequence[Atom]) -> list[Found]:
        """The fact of a part of what governs, or of the noun phrase that the words end in."""
        governing = self.of.topic.governing()
        taken = self.of.topic.parting and (named is None or named.kind == "place")
        taken = taken and body[0].text not in TRADE  # 中国出口机电产品5万亿元
        if taken and governing is not None and governing.head and self._fits():
            owner = self.of.subjects.owner((*self.of.parts.lead, *self.of.parts.part, *body))
            return found(owner, governing.metric, governing.head, "part")
        noun = tail(body)
        if len(self.of.subjects.written(noun)) < _SHORTEST:
            return []
        if (
            not nominal(body[-1])
            or not measurable(noun)
            or (entity(noun) and self.of.quantity.kind != "count")
        ):
            return []
        if named is None and self.of.leads:
            named = self.of.subjects.agent(self.of.parts)
        if acting(self.of.group):
            return []
        subject, metric = named or self.of.topic.carried(), self.of.subjects.written(self._done(noun))
        return found(subject, metric, "", "phrase", carried=named is None)

    def _done(self, noun: Sequence[Atom]) -> Sequence[Atom]:
        """The noun with what is done to it: 取消航班 counts other flights than 航班 does."""
        body = self.of.parts.body
        at = next((at for at, atom in enumerate(body) if atom.start == noun[0].start), 0) - 1
        if at >= 0 and (body[at].text in TRADE or (body[at].text in WITH and _traded(noun))):
            return body[at : at + 1 + len(noun)]
        if at < 0 or body[at].tag != "v" or len(body[at].text) < 2:
            return noun
        words, verb = vocabulary(), body[at].text
        idle = verb in words.links | words.adverbs | words.up | words.down | words.causes | _HAVING
        return noun if idle else body[at : at + 1 + len(noun)]

    def _fits(self) -> bool:
        """Whether the number can be of the governing metric: a change, or a level in the same unit."""
        governing = self.of.topic.governing()
        return governing is not None and (
            self.of.said.form == "change" or governing.unit == self.of.quantity.unit
        )
