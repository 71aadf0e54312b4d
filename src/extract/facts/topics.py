"""What a text is about while it is read: the governing subject, the organization that 公司 means, the period.

The reader asks; each clause tells. A new paragraph forgets the period and what was measured, not the subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.facts.measures import Measure
from extract.facts.models import Basis, Subject

_STALE = 2  # sentences that a period goes on governing behind its own


@dataclass(slots=True)
class Topic:
    """The state between clauses; one is made for each text."""

    subject: Subject | None = None
    company: Subject | None = None
    period: int | None = None
    frame: int | None = None  # the period that the paragraph's sentences go back to
    stale: int = 0  # sentences since the paragraph's period was said
    framed: bool = False  # whether this sentence may no longer set it
    passing: Subject | None = None  # what this sentence alone is about
    firm: bool = False  # whether something was measured of the subject, not only told
    muted: bool = False  # whether a source of its own speaks in this sentence, of something else
    opened: int = 0  # where the sentence begins
    sentences: int = 0  # how many of the paragraph are behind it
    clauses: int = 0  # how many of the sentence are read
    age: int = 0  # sentences since the subject was said
    recalled: bool = False  # whether this sentence takes the subject up again (它, 该赛事)
    last: Measure | None = None
    unread: bool = False  # whether a number behind it made no fact: a bare change isn't of `last` any more
    share: Measure | None = None  # the share read behind it, which 提高2个百分点 goes back to
    whole: Measure | None = None
    sure: float = 1.0  # the confidence of the fact last read
    levels: list[Measure] = field(default_factory=list)
    bare: set[str] = field(
        default_factory=set
    )  # metrics that the paragraph's subjects share (其中 A销量…；B销量…)
    basis: Basis | None = None  # what the paragraph's changes were last said to be measured against
    sequential: bool = False  # whether that was said as 环比
    among: bool = False  # whether 其中 opened the sentence
    parting: bool = False  # whether the paragraph takes a whole apart
    parted: bool = False  # whether a semicolon has ended what was measured last
    counted: Subject | None = None  # the thing counted last in this clause
    members: list[Subject] = field(default_factory=list)  # what the sentence last distributed numbers over

    def paragraph(self) -> None:
        """A new paragraph: no period governs, nothing was measured yet."""
        self.period = self.frame = self.basis = None
        self.last = self.whole = self.share = None
        self.bare.clear()
        self.parting = False
        self.sentences = -1

    def sentence(self, start: int) -> None:
        """A new sentence of the paragraph, from `start` on: 其中 may still go back to what the one before measured."""
        self.opened, self.clauses = start, 0
        self.sentences += 1
        self.whole = self.last or self.whole
        self.last = self.share = None
        self.unread = self.parted = False
        self.levels, self.members = [], []
        self.stale += 1
        if self.stale > _STALE:
            self.frame = None
        self.resume()
        self.framed = False
        self.passing = self.counted = None
        self.muted = self.among = self.recalled = False
        self.age += 1

    def item(self) -> None:
        """A list's item begins: neither the subject nor the period of the one before holds."""
        self.muted, self.period, self.frame = True, None, None

    def about(self, subject: Subject, *, passing: bool = False) -> None:
        """The text, or only this sentence, now is about this subject."""
        if passing:
            self.passing = subject
        else:
            self.firm = self.firm and subject == self.subject
            self.subject, self.age, self.passing, self.muted = subject, 0, None, False
        if subject.kind == "organization":
            self.company = subject

    def forget(self) -> None:
        """A heading begins another story."""
        self.subject = self.passing = None
        self.firm = False

    def holds(self, period: int | None) -> None:
        """This period, or none, governs from here on.

        Said first in a sentence, before any number, it is what the sentences behind go back to.
        """
        self.period = period
        if not self.framed:
            self.frame, self.framed, self.stale = period, True, 0

    def unframe(self, period: int) -> None:
        """This date was no time that anything holds for."""
        if self.period == period:
            self.period, self.frame, self.framed = None, None, False

    def resume(self) -> None:
        """Behind a semicolon or a full stop the period that frames the sentence governs again."""
        self.period = self.frame

    def measured(self, measure: Measure) -> None:
        """Keeps what was just measured."""
        self.last, self.share, self.unread, self.parted = measure, None, False, False
        self.firm = self.firm or (measure.named and measure.subject == self.subject)
        if measure.head and measure.head == measure.metric:
            self.bare.add(measure.head)
        if measure.level:
            self.levels.append(measure)

    def carried(self) -> Subject | None:
        """Whose a number is that names nobody: the sentence's subject, else the governing one."""
        if self.last is not None:
            return self.last.subject
        if self.among and self.whole is not None:
            return self.whole.subject
        return self.passing or (None if self.muted or self._lost() else self.subject)

    def _lost(self) -> bool:
        """Whether the subject is a thing that an earlier sentence named and this one doesn't take up again."""
        return (
            self.subject is not None and self.subject.kind == "thing" and self.age > 0 and not self.recalled
        )

    def governing(self) -> Measure | None:
        """What was measured last, in this sentence or the one that it elaborates."""
        return self.last or self.whole
