"""Who has what is counted: whom the clause names, else whoever does what it says without naming anybody."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import vocabulary
from extract.facts.measures import Found, Measure
from extract.facts.models import Subject
from extract.facts.rules.number import Number
from extract.facts.subjects.agents import doer
from extract.facts.subjects.named import THIS, Subjects
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.groups import SEPARATORS
from extract.facts.syntax.metrics import nominal
from extract.facts.syntax.names import lead_length
from extract.facts.syntax.phrases import Phrase
from extract.facts.syntax.predicates import Predicate
from extract.facts.topics import Topic

_LASTS = 2  # sentences that a subject goes on to have what a clause counts that nobody's verb governs
# A clause that opens with them names nobody, whatever the tagger takes them for.
_PLACED = frozenset("fs")
_TRAILING = frozenset("vt")  # 警方|事后
FROM = frozenset(("来自", "来自于", "源自", "源于"))
_NAMES = frozenset("njxle")
_HAS = frozenset(("支持", "具备", "搭载", "采用", "配备", "内置", "集成", "带有", "加装", "标配"))
_LISTED = frozenset(("等", "在内"))


def counted(noun: Sequence[Atom], of: Number) -> list[Found]:
    """The fact of a counted noun."""
    said, parts, subjects, topic = of.said, of.parts, of.subjects, of.topic
    named = _beside(of) or _whole(parts, subjects) or of.opened
    if (of.quantity.unit == "大" and said.relative) or _joined(parts):
        return []
    if named is None and of.leads and not said.relative:
        named = subjects.agent(parts)
    if named is None and _of_product(parts, topic):
        return []
    if named is None and topic.unread and not of.leads:
        return []  # PULSE计划有6个国家、11个团队: of the same as the number in front
    if named is None and not _silent(of):
        return []
    subject = named or _doer(topic)
    if subject is None:
        return []
    topic.counted = subjects.thing(noun)
    return [Found(Measure(subject, subjects.written(noun)), "counted", carried=named is None)]


def _whole(parts: Phrase, subjects: Subjects) -> Subject | None:
    """Who is named in front, with what it is of a place that acts: 某市博物馆展出, of the museum."""
    named = subjects.named(parts.lead)
    who = doer(parts.body) if named is not None and named.kind == "place" and not parts.part else ()
    return subjects.owner((*parts.lead, *who)) if who else named


def _joined(parts: Phrase) -> bool:
    """Whether who is named is only one of two who have what is counted: 某部和各地累计签约."""
    behind = parts.part or parts.body
    return bool(parts.lead) and bool(behind) and behind[0].text in SEPARATORS


def _beside(of: Number) -> Subject | None:
    """The organization or place right in front of the number: 带动全区300家企业."""
    said, parts = of.said, of.parts
    if said.relative or said.form == "action" or not parts.body:
        return None
    for size in (3, 2, 1):
        last = parts.body[-size:]
        if len(last) == size and lead_length(last) == size:
            before = parts.body[-size - 1 : -size]
            return None if before and before[0].text in SEPARATORS else of.subjects.named(last)
    return None


def _silent(of: Number) -> bool:
    """Whether the clause names nobody else who may have what it counts, so that whom the text is about has it.

    What a clause counts without a verb in front is its own subject (三大指数走强): it is of whom was just spoken of.
    """
    said, parts, topic = of.said, of.parts, of.topic
    body = _behind_counted(of)
    if of.quantity.unit == "大" and not _tells(said, body):
        return False
    if any(atom.text == "是" for atom in body):
        return False  # 甲、乙和丙是增长的三大因素: they are what is counted
    if not parts.body:
        return topic.age <= _LASTS
    if said.phrase[-1].text in _LISTED:
        return True
    if said.relative and (len(body) < 2 or body[0].text in FROM):
        return False
    return not names_somebody(body)


def _of_product(parts: Phrase, topic: Topic) -> bool:
    """Whether the verb says what a product has (搭载2个接口), which the company that governs isn't."""
    carried = topic.carried()
    company = carried is not None and carried.kind == "organization"
    return company and bool(parts.body) and parts.body[-1].text in _HAS


def _tells(said: Predicate, body: Sequence[Atom]) -> bool:
    """Whether N大 is counted: a verb says that there are so many, or they are listed; 践行四大倡议 only names them."""
    listed = any(atom.text == "、" for atom in body)
    return said.form == "action" or listed or (bool(body) and body[0].text in vocabulary().actions)


def _behind_counted(of: Number) -> Sequence[Atom]:
    """The phrase without the noun that the number in front counted: 办理 of 12个部门办理70项业务."""
    body, counted = of.parts.body, of.topic.counted
    before = counted.text if counted is not None else ""
    size = next((at for at in range(1, len(body) + 1) if of.subjects.written(body[:at]) == before), 0)
    return body[size:]


def names_somebody(body: Sequence[Atom]) -> bool:
    """Whether the words in front of a verb begin with a noun phrase that can be who acts: 警方 of 警方事后逮捕.

    A noun of place (车间内) or of time isn't, nor a document.
    """
    words = vocabulary()
    if not body or body[0].text == "《" or body[0].text in words.actions | words.manners:
        return False
    first = int(body[0].text in THIS)
    size = next(
        (
            at
            for at, atom in enumerate(body)
            if at >= first and not (nominal(atom) or atom.text in SEPARATORS)
        ),
        len(body),
    )
    while size and body[size - 1].tag[:1] in _TRAILING:
        size -= 1
    if not any(atom.tag[:1] in _NAMES or atom.kind == "organization" for atom in body[:size]):
        return False
    return body[size - 1].tag[:1] not in _PLACED


def _doer(topic: Topic) -> Subject | None:
    """Who does what a clause says that names nobody: the topic rather than a thing just measured."""
    last = topic.last
    if last is not None and last.subject.kind == "thing" and last.head and topic.subject is not None:
        return topic.passing or topic.subject
    return topic.carried()
