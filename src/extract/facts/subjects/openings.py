"""Whom a clause is about by its first words, and whom a heading sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.models import Subject
from extract.facts.subjects.named import NOBODY, Subjects
from extract.facts.subjects.reporters import OBSERVERS, announcer, observes
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.clauses import Clause
from extract.facts.syntax.metrics import nominal
from extract.facts.syntax.names import lead_length
from extract.facts.syntax.namesakes import site
from extract.facts.syntax.phrases import frame
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.organizations import Organization

_QUOTES = {"“": "”", "《": "》", "「": "」", "『": "』"}
# A clause that they open goes on with a list; it is about nobody new.
LINKED = frozenset(("以及", "和", "及", "或", "如", "例如", "比如", "包括"))
_PRONOUNS = frozenset(("我", "你", "他", "她", "我们", "你们", "他们", "她们", "咱们", "大家", "本人"))
_PREDICATES = frozenset("vdptc")
_HEADING = 40
_LONGEST = 5  # atoms of a noun phrase that a clause says what it is
# What is said of them is of the text's subject: 原因是.
_ABOUT = frozenset(
    (
        "原因",
        "目的",
        "目标",
        "特点",
        "亮点",
        "主因",
        "关键",
        "重点",
        "问题",
        "优势",
        "公司",
        "时间",
        "区别",
        "结果",
        "背景",
    )
)


class Openings:
    """The first words of one text's clauses."""

    def __init__(self, organizations: Sequence[Organization], subjects: Subjects, topic: Topic) -> None:
        self._organizations = organizations
        self._subjects = subjects
        self._topic = topic

    def opens(self, clause: Clause) -> Subject | None:
        """Whom the clause is about by its first words: an organization, a place, a name in quotes.

        Who only reports (统计局公布, 据新华社报道) isn't; a company that reports, reports of itself.
        """
        rest, among = frame(clause.atoms)
        size = lead_length(rest)
        if among or not rest or clause.atoms[0].text in LINKED:
            return None
        if size < len(rest) and rest[size].text == "等":
            return None
        if not size and (person := self._person(rest)) is not None:
            return person
        if size and rest[0].kind == "organization" and _within(clause, rest[0]):
            return None
        if not size and (told := self._told(clause, rest)) is not None:
            return told
        subject = self._subjects.named(rest[:size]) if size else self._quoted(clause.atoms)
        if not size and subject is None:
            return self._announced(clause)
        if size and subject is not None and _local(subject) and (more := site(rest[size:])):
            return self._subjects.thing(rest[: size + more])
        if not size or subject is None:
            return None if subject is None or self._medium(subject) else subject
        return None if observes(rest, size, clause.stop, self._organizations) else subject

    def lasting(self, subject: Subject) -> bool:
        """Whether a subject goes on to govern the sentences behind its own: a body that reports on others doesn't."""
        index = subject.organization
        if subject is NOBODY:
            return False
        if index is not None:
            return self._organizations[index].type not in OBSERVERS
        return not subject.text.startswith("《") and not (
            subject.kind == "place"
            and (set("、与和") & set(subject.text) or subject.text in vocabulary().pairs)
        )

    def _told(self, clause: Clause, rest: Sequence[Atom]) -> Subject | None:
        """What a clause without numbers says something of: 小麦是该省主要作物 tells of 小麦."""
        if clause.counts:
            return None
        size = next((at for at, atom in enumerate(rest) if not nominal(atom)), len(rest))
        is_told = (
            0 < size < min(len(rest), _LONGEST) and rest[size].text == "是" and rest[size - 1].tag == "n"
        )
        return self._subjects.thing(rest[:size]) if is_told and rest[size - 1].text not in _ABOUT else None

    def _person(self, rest: Sequence[Atom]) -> Subject | None:
        """Somebody who does something: by a name or a pronoun, nobody known; who only speaks isn't meant."""
        rest = rest[1:] if rest[0].text in ("“", "「") else rest
        if len(rest) < 2 or rest[0].kind != "word":
            return None
        if rest[0].text in _PRONOUNS and rest[1].text == "的":
            return NOBODY  # 我们的产品
        if rest[1].tag[:1] not in _PREDICATES:
            return None
        if any(atom.text in vocabulary().reports for atom in rest[1:]):
            return None
        return NOBODY if rest[0].text in _PRONOUNS or rest[0].tag == "nr" else None

    def _announced(self, clause: Clause) -> Subject | None:
        body = announcer(clause, self._organizations)
        return self._subjects.named([body]) if body is not None else None

    def _medium(self, subject: Subject) -> bool:
        """Whether it is the paper that the text stands in."""
        return subject.organization is not None and self._organizations[subject.organization].type == "media"

    def _quoted(self, rest: Sequence[Atom]) -> Subject | None:
        close = _QUOTES.get(rest[0].text)
        if close is None:
            return None
        for at in range(2, min(len(rest), 12)):
            if rest[at].text == close:
                if (
                    known := self._subjects.known(self._subjects.written(rest[1:at]))
                ) is not None and at + 1 < len(rest):
                    return known
                if at + 1 < len(rest) and rest[at + 1].tag[:1] in _PREDICATES:
                    if rest[at + 1].text in vocabulary().reports or rest[at + 1].text == "提出":
                        return None
                    return self._subjects.thing(rest[1:at] if close != "》" else rest[: at + 1])
                return None
        return None

    def heading(self, paragraph: Sequence[Sequence[Clause]]) -> bool:
        """Sets the subject from a heading (徐汇：创新先锋); whether the paragraph is one."""
        if len(paragraph) != 1 or not paragraph[0]:
            return False
        sentence = paragraph[0]
        if sentence[-1].stop or sentence[-1].end - sentence[0].start > _HEADING:
            return False
        first = sentence[0]
        if self._topic.subject is not None and self._topic.subject.kind != "organization":
            self._topic.forget()
        size = lead_length(first.atoms)
        lead = self._subjects.named(first.atoms[:size])
        colon = first.stop in ("：", ":") and len(first.atoms) <= 4
        if lead is not None and lead.kind == "organization" and lead.organization is not None:
            if self._organizations[lead.organization].type not in OBSERVERS:
                self._topic.about(lead)
        elif lead is not None:
            self._topic.about(lead)
        elif colon and nominal(first.atoms[-1]) and (thing := self._subjects.thing(first.atoms)):
            self._topic.about(thing)
        return True


def _local(subject: Subject) -> bool:
    """Whether it is a place that sites are named after: 全国铁路 names none."""
    return subject.kind == "place" and subject.text not in vocabulary().places


def _within(clause: Clause, body: Atom) -> bool:
    """Whether something happens in or at a body, behind a date: 今日在某法院承认控罪."""
    before = [atom.text for atom in clause.atoms if atom.end <= body.start]
    return bool(before) and before[-1] in ("在", "于")
