"""Whose a number is: who is named in front of the metric, what 公司 means, and whom a sentence is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.agents import doer
from extract.facts.atoms import Atom
from extract.facts.clauses import Clause
from extract.facts.lexicon import vocabulary
from extract.facts.metrics import nominal
from extract.facts.models import Subject
from extract.facts.names import lead_length, place
from extract.facts.phrases import Phrase, frame, trim
from extract.facts.topics import Topic
from extract.organizations.references import References, kinds

if TYPE_CHECKING:
    from extract.organizations import Organization

# Bodies that report on others; the rest, where they report, report of themselves.
_OBSERVERS = frozenset(("government", "media", "association", "research", "other", "military"))
# Their people speak for them; a doctor or a professor speaks of the matter.
_SELVES = frozenset(("company", "finance", "sports"))
_QUOTES = {"“": "”", "《": "》", "「": "」", "『": "』"}
# A clause that they open goes on with a list; it is about nobody new.
LINKED = frozenset(("以及", "和", "及", "或", "如", "例如", "比如", "包括"))
_ACCORDING = frozenset(("据", "根据", "按照", "按"))
# What an officer of a body does that speaks of others: 国务院总理提出.
_SPEAKS = frozenset(("提出", "要求", "呼吁", "建议"))
_PRONOUNS = frozenset(("我", "你", "他", "她", "我们", "你们", "他们", "她们", "咱们", "大家", "本人"))
_IT = frozenset("它其")
THIS = frozenset(("该", "这", "此", "本", "本届", "这个", "这项"))
_THESE = frozenset(("这处", "这座", "这家", "这款", "这项", "这台", "这部", "这一"))
_PLACES = frozenset("区镇市县省州岛村城港乡国")  # 该景区 of a place is that place
_ANALYSTS = frozenset(("分析师", "经济学家", "策略师", "研究员", "研报", "研究", "研究报告", "报告"))
_IS = frozenset(("为", "是"))
_RESTS = frozenset(
    ("由此", "据此", "该", "此", "这", "及", "和", "或", "以上", "以下")
)  # in front of what is left of a phrase: 及以上速率的用户
_WHENS = frozenset("后前时")  # behind what is no thing: 调整后
_PREDICATES = frozenset("vdptc")
# A reference whose body the text doesn't name: what it has is nobody's, and makes no fact.
_NOBODY = Subject("", "thing")
_WHOLES = frozenset(("全省", "全市", "全区", "全县", "全州", "全镇", "全乡", "全村", "全岛"))
# What one and the other have together: 重庆对东盟进出口 isn't the other's alone.
_PAIRING = frozenset("、和与及同对")
_TITLE = 4  # atoms in which somebody's office is said
_HEADING = 40


class Subjects:
    """The subjects of one text, clause by clause."""

    def __init__(self, text: str, organizations: Sequence[Organization], topic: Topic) -> None:
        self._text = text
        self._organizations = organizations
        self._references = References(organizations)
        self._topic = topic

    def named(self, lead: Sequence[Atom]) -> Subject | None:
        """The subject that these atoms name; None where they are a reference to nobody known."""
        if not lead:
            return None
        first = lead[0]
        about = self._topic.subject
        if about is not None and first.text in _WHOLES and about.text.endswith(first.text[1:]):
            return about
        if first.kind == "organization" and self._organizations[first.index].type == "media":
            return None
        bodies = [atom for atom in lead if atom.kind == "organization"]
        if bodies and lead[-1] is bodies[-1] and not _paired(lead):
            index = lead[-1].index
            return Subject(self._organizations[index].name, "organization", index)
        if first.text in _IT and (near := self._topic.carried()) is not None:
            return near
        if first.text in vocabulary().references:
            return self._referent(first)
        return Subject(self.written(lead), "place")

    def _referent(self, word: Atom) -> Subject | None:
        """Whom 该行 or 公司 means: the last bank named, and whoever the text is about."""
        index = None if "company" in kinds(word.text) else self._references(word.text, word.start)
        if index is not None:
            return Subject(self._organizations[index].name, "organization", index)
        return self._topic.company or self._topic.subject if self._company() else _NOBODY

    def _company(self) -> bool:
        """Whether anyone known can be meant by 公司 or 该行."""
        about = self._topic.subject
        return self._topic.company is not None or (
            about is not None and about.text[-2:] in vocabulary().entities
        )

    def thing(self, atoms: Sequence[Atom]) -> Subject | None:
        """A thing by the words that name it."""
        atoms = trim(atoms)
        atoms = atoms[1:] if atoms and atoms[0].text in _IS else atoms
        if atoms and (atoms[0].text in _RESTS or atoms[0].tag == "p" or atoms[-1].text in _WHENS):
            return None
        text = self.written(atoms)
        return Subject(text, "thing") if sum(map(str.isalnum, text)) > 1 else None

    def owner(self, atoms: Sequence[Atom]) -> Subject | None:
        """The subject that a whole noun phrase is: one organization, one place, else a thing."""
        size = lead_length(atoms)
        return self.named(atoms) if size and size == len(atoms) else self.thing(atoms)

    def agent(self, parts: Phrase) -> Subject | None:
        """Who does what a phrase's verb says, by the noun phrase in front: 检察机关 of 检察机关依法起诉案件."""
        if parts.lead or parts.part or parts.among:
            return None
        who = doer(parts.body)
        if len(who) == 1 and who[0].text in vocabulary().entities and self._topic.subject is not None:
            return None  # 企业诉求办结率 in what a city did
        return self.owner(who) if who else None

    def written(self, atoms: Sequence[Atom]) -> str:
        """The article's own words."""
        return self._text[atoms[0].start : atoms[-1].end].strip() if atoms else ""

    def lasting(self, subject: Subject) -> bool:
        """Whether a subject goes on to govern the sentences behind its own: a body that reports on others doesn't."""
        index = subject.organization
        if subject is _NOBODY:
            return False
        if index is not None:
            return self._organizations[index].type not in _OBSERVERS
        return not subject.text.startswith("《") and not (
            subject.kind == "place"
            and (set("、与和") & set(subject.text) or subject.text in vocabulary().pairs)
        )

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
        subject = self.named(rest[:size]) if size else self._quoted(clause.atoms)
        if not size and subject is None:
            return self._announcer(clause)
        if not size or subject is None:
            return None if subject is None or self._medium(subject) else subject
        return None if self._observer(rest, size, clause.stop) else subject

    def _person(self, rest: Sequence[Atom]) -> Subject | None:
        """Somebody who does something: by a name or a pronoun, nobody known; who only speaks isn't meant."""
        rest = rest[1:] if rest[0].text in ("“", "「") else rest
        if len(rest) < 2 or rest[0].kind != "word":
            return None
        if rest[0].text in _PRONOUNS and rest[1].text == "的":
            return _NOBODY  # 我们的产品
        if rest[1].tag[:1] not in _PREDICATES:
            return None
        if any(atom.text in vocabulary().reports for atom in rest[1:]):
            return None
        return _NOBODY if rest[0].text in _PRONOUNS or rest[0].tag == "nr" else None

    def _announcer(self, clause: Clause) -> Subject | None:
        """The company that a clause ends in, behind what it is, announcing something: 居前的甲公司周四公告."""
        *_, last = clause.atoms
        before = [atom for atom in clause.atoms[:-1] if atom.kind != "date"]
        if last.text not in vocabulary().reports or len(before) < 2 or before[-1].kind != "organization":
            return None
        described = before[-2].text == "的" and self._organizations[before[-1].index].type in _SELVES
        return self.named(before[-1:]) if described else None

    def _medium(self, subject: Subject) -> bool:
        """Whether it is the paper that the text stands in."""
        return subject.organization is not None and self._organizations[subject.organization].type == "media"

    def sources(self, clause: Clause) -> None:
        """Notes a source of its own (根据某机构研究): what it says isn't of the organization the text is about."""
        about = self._topic.subject
        if about is None or about.kind != "organization" or clause.atoms[0].text not in _ACCORDING:
            return
        if any(atom.kind == "organization" and atom.index != about.organization for atom in clause.atoms):
            self._topic.muted = True

    def recalls(self, clause: Clause) -> None:
        """Notes that a clause takes up what the text is about: by name, as 它, or by the end of its name (该赛事)."""
        about = self._topic.subject
        if about is None:
            return
        first, *behind = (atom.text for atom in clause.atoms[:2])
        nouns = behind if first in THIS else [first]
        again = first[0] in _IT or any(len(noun) > 1 and about.text.endswith(noun) for noun in nouns)
        self._topic.recalled = self._topic.recalled or again or about.text in self.written(clause.atoms)
        if not self._topic.recalled and _other(clause, about):
            self._topic.muted = True

    def _observer(self, rest: Sequence[Atom], size: int, stop: str) -> bool:
        lead = rest[size - 1]
        if any(atom.text in _ANALYSTS for atom in rest[size : size + _TITLE]):
            return True
        if lead.kind != "organization" or self._organizations[lead.index].type in _SELVES:
            return False
        if self._organizations[lead.index].type not in _OBSERVERS and not nominal(
            rest[min(size, len(rest) - 1)]
        ):
            return False
        officer = nominal(rest[min(size, len(rest) - 1)])
        return stop in ("：", ":") or any(
            atom.kind == "word" and (atom.text in vocabulary().reports or (officer and atom.text in _SPEAKS))
            for atom in rest[size:]
        )

    def _quoted(self, rest: Sequence[Atom]) -> Subject | None:
        close = _QUOTES.get(rest[0].text)
        if close is None:
            return None
        for at in range(2, min(len(rest), 12)):
            if rest[at].text == close:
                if (known := self._known(self.written(rest[1:at]))) is not None and at + 1 < len(rest):
                    return known
                if at + 1 < len(rest) and rest[at + 1].tag[:1] in _PREDICATES:
                    if rest[at + 1].text in vocabulary().reports or rest[at + 1].text == "提出":
                        return None
                    return self.thing(rest[1:at] if close != "》" else rest[: at + 1])
                return None
        return None

    def _known(self, name: str) -> Subject | None:
        """The organization of this very name."""
        for index, one in enumerate(self._organizations):
            if one.name == name:
                return Subject(name, "organization", index)
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
        lead = self.named(first.atoms[:size])
        colon = first.stop in ("：", ":") and len(first.atoms) <= 4
        if lead is not None and lead.kind == "organization" and lead.organization is not None:
            if self._organizations[lead.organization].type not in _OBSERVERS:
                self._topic.about(lead)
        elif lead is not None:
            self._topic.about(lead)
        elif colon and nominal(first.atoms[-1]) and (thing := self.thing(first.atoms)):
            self._topic.about(thing)
        return True


def _other(clause: Clause, about: Subject) -> bool:
    """Whether a clause begins with something else than what it would be about: 该设备仅支持蓝牙 of a company."""
    first, *behind = clause.atoms[:2]
    if first.text not in THIS | _THESE or not behind or "n" not in behind[0].tag:
        return False
    noun = behind[0].text
    same = about.kind == "place" and noun[-1] in _PLACES
    return not same and first.text + noun not in vocabulary().references


def _paired(lead: Sequence[Atom]) -> bool:
    """Whether a name in front is joined to another: 中国与东盟, and not 航空航天与国防公司甲."""
    return any(
        atom.text in _PAIRING and at and (lead[at - 1].kind == "organization" or place(lead, at - 1))
        for at, atom in enumerate(lead)
    )


def _within(clause: Clause, body: Atom) -> bool:
    """Whether something happens in or at a body, behind a date: 今日在某法院承认控罪."""
    before = [atom.text for atom in clause.atoms if atom.end <= body.start]
    return bool(before) and before[-1] in ("在", "于")
