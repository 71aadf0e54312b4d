"""Whose a number is: who is named in front of the metric, and what 公司 means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import cities, vocabulary
from extract.facts.models import Subject
from extract.facts.subjects.agents import doer
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.names import lead_length, place
from extract.facts.syntax.naming import nameable
from extract.facts.syntax.phrases import Phrase, trim
from extract.facts.topics import Topic
from extract.organizations.references import References, kinds

if TYPE_CHECKING:
    from extract.organizations import Organization

IT = frozenset("它其")
THIS = frozenset(("该", "这", "此", "本", "本届", "这个", "这项"))
_IS = frozenset(("为", "是"))
# In front of what is left of a phrase (及以上速率的用户) or says which without saying what (该工厂).
_RESTS = frozenset(("由此", "据此", "该", "此", "这", "及", "和", "或", "以上", "以下"))
_WHENS = frozenset("后前时")  # behind what is no thing: 调整后
# A reference whose body the text doesn't name: what it has is nobody's, and makes no fact.
NOBODY = Subject("", "thing")
_WHOLES = frozenset(("全省", "全市", "全区", "全县", "全州", "全镇", "全乡", "全村", "全岛"))
# What one and the other have together: 重庆对东盟进出口 isn't the other's alone.
_PAIRING = frozenset("、和与及同对")


class Subjects:
    """Reads the subjects that the words of one text name."""

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
        if first.text in _WHOLES and (whole := self._whole(first.text[1:])) is not None:
            return whole
        if first.kind == "organization" and self._organizations[first.index].type == "media":
            return None
        bodies = [atom for atom in lead if atom.kind == "organization"]
        if bodies and lead[-1] is bodies[-1] and not _paired(lead):
            index = lead[-1].index
            return Subject(self._organizations[index].name, "organization", index)
        if first.text in IT and (near := self._topic.carried()) is not None:
            return near
        if first.text in vocabulary().references:
            return self._referent(first)
        made = first.kind == "organization" and len(bodies) == 1 and not _paired(lead)
        return Subject(self.written(lead), "thing" if made else "place")

    def _whole(self, level: str) -> Subject | None:
        """The place that 全省 or 全市 means: the one spoken of, by its name with this level or without any."""
        for about in (self._topic.passing, self._topic.subject):
            if about is None or about.kind != "place":
                continue
            province = about.text in vocabulary().provinces
            bare = province if level == "省" else level == "市" and not province and about.text in cities()
            if about.text.endswith(level) or bare:
                return about
        return None

    def _referent(self, word: Atom) -> Subject | None:
        """Whom 该行 or 公司 means: the last bank named, and whoever the text is about."""
        index = None if "company" in kinds(word.text) else self._references(word.text, word.start)
        if index is not None:
            return Subject(self._organizations[index].name, "organization", index)
        return self._topic.company or self._topic.subject if self._company() else NOBODY

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
        if not nameable(atoms):
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

    def known(self, name: str) -> Subject | None:
        """The organization of this very name."""
        for index, one in enumerate(self._organizations):
            if one.name == name:
                return Subject(name, "organization", index)
        return None


def _paired(lead: Sequence[Atom]) -> bool:
    """Whether a name in front is joined to another: 中国与东盟, and not 航空航天与国防公司甲."""
    return any(
        atom.text in _PAIRING and at and (lead[at - 1].kind == "organization" or place(lead, at - 1))
        for at, atom in enumerate(lead)
    )
