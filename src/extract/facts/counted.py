"""What is counted stands behind its number: 培育29家上市企业, 2亿元的合同, 造成3人受伤."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.atoms import Atom
from extract.facts.groups import Group
from extract.facts.lexicon import vocabulary
from extract.facts.measures import Found, Measure
from extract.facts.metrics import behind, head_length, object_of
from extract.facts.models import Subject
from extract.facts.names import lead_length
from extract.facts.phrases import Phrase, phrase, trim
from extract.facts.predicates import Predicate
from extract.facts.subjects import Subjects
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.quantities import Quantity

_JOINTS = frozenset(("、", "和", "与", "及", "以及"))
# 二十届三中全会 is a name; 承办7届大会 counts.
_SESSIONS = frozenset(("届",))
# An age, a storey or a grade describes its noun, it doesn't count it; nor does a number that ends a quoted name.
_NO_COUNTS = frozenset(("岁", "歲", "楼", "樓", "层", "層", "级", "級", "号", "號", "点", "分", "线", "版"))
# 与7家企业会面, 来自17个国家: whom an act is for or where somebody is from, nothing that anybody has.
_TOWARDS = frozenset("与对向给同跟由被让把将比距") | {"来自", "来自于", "距离"}
_HEDGES = frozenset(("年均", "月均", "日均", "平均", "每年", "每月", "每天", "约", "近"))
_THRESHOLDS = frozenset(("大关", "关口", "整数关口", "以上", "以下"))
_CLOSING = frozenset("”’」』》〉")
_CAUSES = frozenset(("造成", "导致", "致", "致使", "酿成"))
_SHORTEST = 2  # 首批三家新…: one character names no thing


def counted_noun(group: Group, said: Predicate, parts: Phrase, quantity: Quantity) -> Sequence[Atom]:
    """The noun behind the number where it is what the number measures, else nothing."""
    noun = behind(group.right)
    if _aside(group):
        return ()
    if quantity.unit in _NO_COUNTS or (group.right and group.right[0].text[0] in _CLOSING):
        return ()
    if not noun or noun[-1].end - noun[0].start < _SHORTEST or not _counts(noun, group, parts, quantity):
        return ()
    governed = () if said.relative else object_of(parts.body)
    if said.form == "change":
        return () if governed else noun
    if said.form == "action" or not governed or lead_length(governed) == len(governed):
        return noun
    if said.linked and head_length(governed):
        return ()
    return noun if quantity.kind in ("count", "number") or not head_length(governed) else ()


def _aside(group: Group) -> bool:
    """Whether the number only describes: with whom (与7家企业), how (以超1亿亩的速度), a list summed up (甲、乙两市)."""
    left = group.left
    end = len(left)
    while end and (left[end - 1].text in vocabulary().links or left[end - 1].text in _HEDGES):
        end -= 1
    if (left and left[-1].text in _TOWARDS) or (end and left[end - 1].text[-1] in "以按"):
        return True
    if group.right and group.right[0].text in _THRESHOLDS:
        return True
    return end == len(left) and _sums_up(left)


def _sums_up(left: Sequence[Atom]) -> bool:
    """Whether names listed in front are what is counted: 甲、乙两市, 甲等5省."""
    listed = left[:-1] if left and left[-1].text == "等" else left
    size = next(
        (len(listed) - at for at in range(len(listed)) if lead_length(listed[at:]) == len(listed) - at), 0
    )
    return bool(size) and (listed is not left or any(atom.text in _JOINTS for atom in listed[-size:]))


def _counts(noun: Sequence[Atom], group: Group, parts: Phrase, quantity: Quantity) -> bool:
    """Whether a number of this kind can be how much there is of the noun behind it.

    Of a measure or a share it is only so with 的, or where the noun names what is measured (15米高度): a screen of
    6英寸 isn't six of them.
    """
    if quantity.unit in _SESSIONS and group.right[0].start == quantity.end:
        return bool(parts.body) and parts.body[-1].text in vocabulary().actions
    if quantity.kind == "money" and noun[0].text in vocabulary().actions:
        return False  # 投入2亿元建设新厂
    if quantity.kind in ("percent", "multiple"):
        return group.right[0].text == "的" and parts.empty
    if quantity.kind == "measure":
        return bool(head_length(noun)) or (group.right[0].text == "的" and parts.empty)
    if quantity.kind == "number":
        return bool(head_length(noun)) or quantity.text[-1] in "万亿萬億千百"
    return quantity.kind != "ratio"


def counted(
    noun: Sequence[Atom],
    said: Predicate,
    parts: Phrase,
    opened: Subject | None,
    subjects: Subjects,
    topic: Topic,
    *,
    leads: bool,
) -> list[Found]:
    """The fact of a counted noun; `opened` is whom the clause opens with, `leads` whether the number is its first."""
    named = _beside(said, parts, subjects) or subjects.named(parts.lead) or opened
    if named is None and leads and not said.relative:
        named = subjects.agent(parts)
    subject = named or _doer(topic)
    if subject is None:
        return []
    topic.counted = subjects.thing(noun)
    return [Found(Measure(subject, subjects.written(noun)), "counted", carried=named is None)]


def _beside(said: Predicate, parts: Phrase, subjects: Subjects) -> Subject | None:
    """The organization or place right in front of the number: 带动全区300家企业."""
    if said.relative or said.form == "action" or not parts.body:
        return None
    for size in (3, 2, 1):
        last = parts.body[-size:]
        if len(last) == size and lead_length(last) == size:
            before = parts.body[-size - 1 : -size]
            return None if before and before[0].text in _JOINTS else subjects.named(last)
    return None


def _doer(topic: Topic) -> Subject | None:
    """Who does what a clause says that names nobody: the topic rather than a thing just measured."""
    last = topic.last
    if last is not None and last.subject.kind == "thing" and last.head and topic.subject is not None:
        return topic.passing or topic.subject
    return topic.carried()


def fate(
    group: Group, said: Predicate, parts: Phrase, opened: Subject | None, subjects: Subjects, topic: Topic
) -> list[Found]:
    """What befell so many: 造成3人受伤, 11人死亡."""
    if not group.right or group.right[0].text not in vocabulary().fates:
        return []
    caused = next((at for at, atom in enumerate(group.left) if atom.text in _CAUSES), -1)
    event = trim(phrase(group.left[:caused]).body) if caused > 0 else ()
    if event:
        named = subjects.owner((*phrase(group.left[:caused]).lead, *event))
    else:
        named = subjects.named(parts.lead) or opened
    subject = named or topic.carried()
    if subject is None or (caused >= 0 and not event and subject.kind == "organization"):
        return []  # 某军空袭，造成3人死亡: not of the army
    return [Found(Measure(subject, subjects.written(group.right[:1])), "verb", carried=named is None)]
