"""The reader: clause by clause over a text, each number gets its subject, metric and period, or no fact is made.

text ── atoms ──▶ clauses ── groups of numbers ──▶ predicate (what stands in front of the number)
                                                    phrase (frame, subject, metric) ──▶ Fact
     topics: what governs, carried from clause to clause
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.facts.confidence import confidence
from extract.facts.evidence import Evidence, Others
from extract.facts.lexicon import vocabulary
from extract.facts.measures import Found, Measure
from extract.facts.models import Fact, Subject
from extract.facts.periods import Periods
from extract.facts.rules.counted import counted_noun
from extract.facts.rules.counters import counted
from extract.facts.rules.distribution import distribute
from extract.facts.rules.fates import befell, fate
from extract.facts.rules.holdings import holding, staked
from extract.facts.rules.measured import Measured
from extract.facts.rules.number import Number
from extract.facts.rules.products import misplaced
from extract.facts.rules.shares import shares
from extract.facts.subjects.named import Subjects
from extract.facts.subjects.openings import LINKED, Openings
from extract.facts.subjects.recalls import recall
from extract.facts.subjects.reporters import source
from extract.facts.syntax.asides import adverbial
from extract.facts.syntax.atoms import atoms
from extract.facts.syntax.clauses import Clause, paragraphs
from extract.facts.syntax.groups import Group, groups
from extract.facts.syntax.phrases import Phrase, phrase
from extract.facts.syntax.predicates import Predicate, predicate
from extract.facts.syntax.turns import turned
from extract.facts.topics import Topic
from extract.lexicon.characters import view

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.dates import Date
    from extract.organizations import Organization
    from extract.quantities import Quantity


_PLAIN = 0.15  # a reading that is less often right than this is a guess, and guesses are no facts
_WHERE = frozenset(("在", "于"))  # 在某岛，游客…: where something happens, not what the text is about


def read(
    doc: Doc, organizations: Sequence[Organization], quantities: Sequence[Quantity], dates: Sequence[Date]
) -> list[Fact]:
    """The facts of a text in the order of their quantities; the marks must not overlap each other.

    A number whose subject or metric the text doesn't plainly say makes no fact.
    """
    return _Reader(doc.text, organizations, quantities, dates).facts() if quantities else []


class _Reader:
    """One text being read."""

    def __init__(
        self,
        text: str,
        organizations: Sequence[Organization],
        quantities: Sequence[Quantity],
        dates: Sequence[Date],
    ) -> None:
        self.quantities = quantities
        self.dates = dates
        self.others = Others(text, organizations)
        self.topic = Topic()
        self.periods = Periods(dates, self.topic)
        self.subjects = Subjects(text, organizations, self.topic)
        self.openings = Openings(organizations, self.subjects, self.topic)
        plain = _plain(text)
        self.traditional = plain != text  # but for a rare character, simplified text is its own view
        self.atoms = atoms(plain, organizations, quantities, dates)
        self.found: dict[int, Fact] = {}
        self.before: Clause | None = None
        self.versus: Predicate | None = None

    def facts(self) -> list[Fact]:
        for paragraph in paragraphs(self.atoms):
            self.topic.paragraph()
            self.openings.heading(paragraph)
            for sentence in filter(None, paragraph):
                self.topic.sentence(sentence[0].start)
                self.before = None
                for clause in sentence:
                    self._clause(clause)
        return [self.found[index] for index in sorted(self.found)]

    def _clause(self, clause: Clause) -> None:
        self.topic.clauses += 1
        self.periods.clause(clause)
        if clause.item:
            self.topic.item()
        if clause.atoms[0].text == "其中":
            self.topic.among = self.topic.parting = True
        source(clause, self.topic)
        recall(clause, self.topic, self.subjects)
        opened = None if clause.aside else self.openings.opens(clause)
        if opened is not None and clause.atoms[0].text in _WHERE and self._said():
            opened = None  # 甲公司与乙公司合作，在香港完成交易: only where
        first: Found | None = None
        self.topic.counted = self.versus = None
        opens = not clause.aside and clause.atoms[0].text not in LINKED
        for number, group in enumerate(groups(clause.atoms)):
            first = self._group(group, clause, opened, leads=opens and not number) or first
        if clause.aside:
            return
        self.topic.framed = self.topic.framed or clause.counts
        if clause.stop in ("；", ";"):
            self.topic.resume()
            self.topic.parted = True
        if opened is not None and (not clause.counts or (first and first.measure.subject == opened)):
            passing = clause.atoms[0].text in _WHERE or not self.openings.lasting(opened)
            self.topic.about(opened, passing=passing)
            self.topic.firm = self.topic.firm or first is not None
        elif opened is not None and first is None:
            self.topic.about(opened, passing=True)
        self.before = clause

    def _said(self) -> bool:
        """Whether a clause before in this sentence says whom it is about."""
        return self.before is not None and (self.topic.passing is not None or self.topic.age == 0)

    def _group(self, group: Group, clause: Clause, opened: Subject | None, *, leads: bool) -> Found | None:
        said = self._based(predicate(group.left))
        said, parts = turned(said, phrase(said.phrase))
        period = self.periods.of(parts, said, clause, group.left)
        found = self._found(group, said, parts, opened, leads=leads)
        for atom, one in zip(group.numbers, found, strict=False):
            self._fact(atom.index, one, said, period, clause, group)
            if one.rule == "share":
                self.topic.share = one.measure
            elif one.measure is not self.topic.share:
                self._keep(one.measure, said, self.quantities[atom.index].unit)
        if not found and not parts.empty and not clause.aside:
            self.topic.unread = True
        if parts.part and found and found[0].rule == "noun" and not self.topic.among:
            self.topic.about(found[0].measure.subject)
            self.topic.firm = True
        if said.distributed and found:
            self.topic.members = [one.measure.subject for one in found]
        return found[0] if found else None

    def _based(self, said: Predicate) -> Predicate:
        """A change that says no basis has that of what it goes back to.

        That is the number that it is measured against (较去年同期的3亿元增长5%) or, behind 其中, the whole's change.
        """
        versus, self.versus = self.versus, said if said.versus else None
        if said.change is None or said.basis is not None or said.compared:
            if said.basis:
                self.topic.basis, self.topic.sequential = said.basis, said.sequential
            return said
        if versus is not None and not said.phrase:
            return replace(said, basis=versus.basis)
        basis, sequential = self.topic.basis, self.topic.sequential
        return replace(said, basis=basis, sequential=sequential) if self.topic.among else said

    def _found(
        self, group: Group, said: Predicate, parts: Phrase, opened: Subject | None, *, leads: bool
    ) -> list[Found]:
        """What the group's numbers measure: none, or one for each."""
        if any(atom.text in vocabulary().conditions for atom in group.left):
            return []
        quantity = self.quantities[group.numbers[-1].index]
        of = Number(group, said, parts, quantity, opened, leads, self.subjects, self.topic)
        if said.form == "share":
            return shares(of)
        if said.distributed and of.count > 1:
            return [Found(measure, "distributed") for measure in distribute(of, self.before)]
        if staked(of):
            return holding(of) if of.count == 1 else []
        if befell(group):
            return fate(of) if of.count == 1 else []
        if noun := counted_noun(of):
            return counted(noun, of) * of.count
        if of.count > 1 or adverbial(group, quantity):
            return []
        return Measured(replace(of, parts=self._elaborated(parts, said))).read()

    def _elaborated(self, parts: Phrase, said: Predicate) -> Phrase:
        """A bare change says how much of what the clause before said without a number: 出口持续增长，增幅5%.

        It does so behind another measure only where the clause names a known one: 利润3亿元，亏损收窄，同比下降5%.
        """
        before = self.before
        if not parts.empty or said.form != "change" or before is None or before.counts:
            return parts
        told = predicate(before.atoms)
        meant = phrase(told.phrase)
        return meant if told.form == "change" and (meant.head or self.topic.last is None) else parts

    def _fact(
        self,
        index: int,
        one: Found,
        said: Predicate,
        period: int | None,
        clause: Clause,
        group: Group,
    ) -> None:
        subject, metric = one.measure.subject, one.measure.metric
        quantity = self.quantities[index]
        if not metric or not subject.text or subject.text == metric or quantity.kind == "ordinal":
            return
        if misplaced(one.measure, quantity):
            return
        when = None if period is None else self.dates[period]
        self.topic.sure = confidence(self._evidence(quantity, one, said, when, clause, group))
        if self.topic.sure < _PLAIN:
            return
        self.found[index] = Fact(
            subject=subject.text,
            organization=subject.organization,
            metric=metric if metric.endswith(said.suffix) else metric + said.suffix,
            quantity=index,
            period=period,
            change=said.change,
            basis=self.periods.basis(said, period) if said.change else None,
            start=clause.start,
            end=clause.end,
            confidence=self.topic.sure,
            by=f"fact.{one.rule}",
        )

    def _evidence(
        self,
        quantity: Quantity,
        found: Found,
        said: Predicate,
        period: Date | None,
        clause: Clause,
        group: Group,
    ) -> Evidence:
        subject = found.measure.subject
        others = self.others.between(subject.text, subject.organization, quantity.start)
        return Evidence(
            found,
            said,
            quantity,
            group.left,
            group.right,
            clause,
            period,
            self.topic,
            others,
            self.traditional,
        )

    def _keep(self, measure: Measure, said: Predicate, unit: str) -> None:
        """A change leaves the unit of the level that it changes."""
        level = said.form != "change"
        if not level:
            governing = self.topic.governing()
            unit = governing.unit if governing is not None and governing.metric == measure.metric else ""
        self.topic.measured(
            Measure(measure.subject, measure.metric, measure.head, measure.named, unit, level=level)
        )


def _plain(text: str) -> str:
    """The simplified view, with the wide spaces that part two headings on one line left as they are."""
    plain = view(text)
    if "\u3000" not in text:
        return plain
    return "".join(old if old == "\u3000" else new for old, new in zip(text, plain, strict=True))
