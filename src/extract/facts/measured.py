"""What is measured stands in front of its number: 营业收入12亿元, 其中海外3亿元, 同比增长5%, 投入2亿元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.facts.atoms import Atom
from extract.facts.attributes import acting, attributive
from extract.facts.groups import Group
from extract.facts.lexicon import vocabulary
from extract.facts.measures import Found, Measure, Rule
from extract.facts.metrics import behind, governor, head_length, measurable, nominal, object_of, tail
from extract.facts.models import Subject
from extract.facts.phrases import LEFTOVERS, Phrase, trim
from extract.facts.predicates import Predicate
from extract.facts.subjects import Subjects
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.quantities import Quantity

_FROM = frozenset(("来自", "来自于", "源自", "源于"))
# How many of a thing: the thing belongs to the metric (企业数量).
_TOTALS = frozenset(("数量", "总数", "总量", "数", "户数", "人数", "家数", "量"))
# The part is whose it is, whoever the whole belongs to: 外国学生占比.
_PARTS = frozenset(("占比", "比重", "份额", "市场份额", "市占率", "渗透率"))
_WITH = frozenset(("对", "自", "从", "向"))
# Completed from what governs them: 出口 under 货物贸易进出口总值 is 货物贸易出口.
_TRADE = frozenset(("出口", "进口", "进出口", "顺差", "逆差", "投资"))


_CAUSES = frozenset(("带动", "推动", "拉动", "推升", "推高", "拉低", "导致", "使", "令", "让", "致使", "影响"))
_CONVERTED = frozenset(("约合", "折合", "合约", "折", "相当于"))  # 5亿加元（约合4亿美元）
INDEX = "指"  # the head of what is measured of a market index
_SHORTEST = 2
# Characters of a head that says whose it is by itself: 人民币贷款 behind a semicolon isn't of 广义货币.
_WHOLE = 5
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
            return self._again()
        if self.said.form == "action":
            return self._verb()
        if self._base() or (self.parts.body and self.parts.body[-1].text in _CONVERTED):
            return []
        if self._with_whom():
            metric = self.subjects.written(self.parts.body)
            return self._found(self.topic.carried(), metric, metric[-2:], "noun", carried=True)
        if standard(self.parts.body):
            return []
        at = governor(self.parts.body)
        body = _whole_words(self.parts.body[at + 1 :])
        caused = at >= 0 and self.parts.body[at].text in _CAUSES and self.said.form == "change"
        if caused and self.parts.lead:
            return self._caused(body)
        described = self._described(group)
        if described is None and attributive(group):
            return []
        named = self._named() or described
        if named is None and self.leads and not caused and 0 < len(body) < len(self.parts.body):
            named = self.subjects.agent(self.parts)
        if not body:
            return self._governed(named)
        if named is None and self.said.verb and (index(body) or self._beside_index(body)):
            return self._found(
                self.subjects.thing(body), self.subjects.written(self.said.verb), INDEX, "index"
            )
        if not head_length(body):
            return self._unknown(group, named, body)
        return self._known(named, body[: -head_length(body)], body[-head_length(body) :])

    def _caused(self, body: Sequence[Atom]) -> list[Found]:
        """A change that something else caused (降息潮带动主权债上涨) is of what stands in front of the metric alone."""
        head = head_length(body)
        owner = self.subjects.owner(body[:-head]) if head and _thing(body[:-head] or body) else None
        name = self.subjects.written(body[-head:]) if head else ""
        return self._found(owner, name, name, "split")

    def _with_whom(self) -> bool:
        """Whether the metric says with whom, of a subject that governs: 对非洲出口, 自日本进口."""
        body = self.parts.body
        return not self.parts.lead and len(body) > 1 and body[0].text in _WITH and body[-1].text in _TRADE

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

    def _again(self) -> list[Found]:
        """Nothing in front: a change of what was measured last, or another level of it (提高到…)."""
        last, share = self.topic.last, self.topic.share
        if share is not None and self.said.form == "change" and self.quantity.unit == "pp":
            return [Found(share, "again")]
        if last is None or self.topic.unread:
            return []
        if last.head == INDEX and self.said.verb:
            last = replace(last, metric=self.said.suffix or self.subjects.written(self.said.verb))
        said_again = self.said.versus or self.said.linked
        if self.said.form == "change" or (said_again and self._same_unit(last)):
            return [Found(last, "again")]
        return []

    def _beside_index(self, body: Sequence[Atom]) -> bool:
        """Whether it is a figure of its own beside an index (核心CPI behind 居民消费价格指数)."""
        last = self.topic.last
        return last is not None and last.head == INDEX and body[-1].text in _PRICE_INDEXES

    def _same_unit(self, last: Measure) -> bool:
        """Whether the number can be a level of what was measured; of a mere change (增长3倍，达到3万辆) any can."""
        return last.unit == self.quantity.unit or not (last.level or last.unit)

    def _sourced(self, group: Group) -> list[Found]:
        """A part of a whole by where it comes from: 收入中有3亿元来自海外."""
        owner = self.subjects.owner(behind(group.right[1:]) or group.right[1:2])
        last = self.topic.last
        metric = self.subjects.written(self.parts.body) if head_length(self.parts.body) else ""
        if self.parts.empty and last is not None and last.unit == self.quantity.unit:
            metric = last.metric
        return [Found(Measure(owner, metric, named=True), "part")] if owner and metric else []

    def _verb(self) -> list[Found]:
        """Nothing is counted behind the number: the verb itself says what is measured (投入2亿元, 接待30万人次)."""
        verb = self.parts.body[-1:]
        if not verb or self.quantity.kind not in ("money", "count"):
            return []
        named = self.subjects.named(self.parts.lead) or self.opened
        if named is None and self.leads:
            named = self.subjects.agent(self.parts)
        subject = named or self.topic.carried()
        if subject is None:
            return []
        return [Found(Measure(subject, self.subjects.written(verb)), "verb", carried=named is None)]

    # A metric whose head is known.

    def _known(self, named: Subject | None, front: Sequence[Atom], head: Sequence[Atom]) -> list[Found]:
        name = self.subjects.written(head)
        whole = (*self.parts.lead, *self.parts.part, *front)
        if front and self._belongs(named, front, name):
            owner = self.subjects.owner(whole)
            return self._found(owner, name, name, "noun")
        if named is not None:
            return self._found(named, self.subjects.written((*front, *head)), name, "noun")
        if not front:
            return self._bare(name)
        return self._fronted(front, self.subjects.written((*front, *head)), name)

    def _vague(self, front: Sequence[Atom]) -> bool:
        """Whether the words in front only say of what kind: 企业 of 企业满意度 in what a city did."""
        carried = self.topic.carried()
        return len(front) == 1 and front[0].text in vocabulary().entities and carried in self._governors()

    def _governors(self) -> tuple[Subject | None, ...]:
        return tuple(one for one in (self.topic.passing, self.topic.subject) if one and one.kind != "thing")

    def _belongs(self, named: Subject | None, front: Sequence[Atom], head: str) -> bool:
        """Whether the words in front of the head, with the subject, are whose it is (全国居民 of 全国居民收入)."""
        if head in _PARTS:
            return True
        entity = front[-1].text[-2:] in vocabulary().entities
        if named is None and self._vague(front):
            return False
        return entity and (named is None or named.kind == "place") and head not in _TOTALS

    def _bare(self, head: str) -> list[Found]:
        """The head alone, of the subject that governs; a bare 占比 of the part that was measured."""
        governing = self.topic.governing()
        if head in _PARTS and (self.topic.last is None or self.topic.last.subject.kind == "organization"):
            return []
        carried = self.topic.carried()
        if len(head) >= _WHOLE and self.topic.parted and carried is not None and carried.kind == "thing":
            return []
        metric = head
        if head in _TRADE and governing is not None and "进出口" in governing.metric:
            metric = governing.metric.split("进出口")[0] + head
        return self._found(carried, metric, head, "noun", carried=True)

    def _fronted(self, front: Sequence[Atom], metric: str, head: str) -> list[Found]:
        """A metric with words in front that are either its own or whose it is."""
        carried, counted = self.topic.carried(), self.topic.counted
        owner = self.subjects.owner(front)
        if owner is None:
            return []
        if carried is not None and owner.text.startswith(carried.text):
            return self._found(carried, metric[len(carried.text) :], head, "noun")
        if counted is not None and counted.text.startswith(owner.text):
            return self._found(owner, head, head, "split")
        if head in self.topic.bare:
            return self._found(owner, head, head, "part")
        if carried is None or self._weak(carried):
            return self._found(owner, head, head, "split") if _thing(front) else []
        return self._found(carried, metric, head, "noun", carried=True)

    def _weak(self, carried: Subject) -> bool:
        """Whether a carried subject is no match for words right in front of the metric."""
        if self.topic.last is not None:
            return carried.kind == "thing" and carried != self.topic.subject
        return not self.topic.firm and self.topic.age > 1

    def _found(
        self, subject: Subject | None, metric: str, head: str, rule: Rule, *, carried: bool = False
    ) -> list[Found]:
        if subject is None:
            return []
        return [Found(Measure(subject, metric, head, named=not carried), rule, carried)]

    # No metric, or one whose head isn't known.

    def _governed(self, named: Subject | None) -> list[Found]:
        """A part without a metric of its own (其中，海外分行288亿元): the governing metric is meant."""
        governing = self.topic.governing()
        if named is None or governing is None or not self._fits():
            return []
        metric = governing.metric
        if governing.head == INDEX and self.said.verb:
            metric = self.subjects.written(self.said.verb)
        return self._found(named, metric, governing.head, "part")

    def _unknown(self, group: Group, named: Subject | None, body: Sequence[Atom]) -> list[Found]:
        governing = self.topic.governing()
        taken = self.topic.parting and (named is None or named.kind == "place")
        taken = taken and body[0].text not in _TRADE  # 中国出口机电产品5万亿元
        if taken and governing is not None and governing.head and self._fits():
            owner = self.subjects.owner((*self.parts.lead, *self.parts.part, *body))
            return self._found(owner, governing.metric, governing.head, "part")
        noun = tail(body)
        if len(self.subjects.written(noun)) < _SHORTEST:
            return []
        if not nominal(body[-1]) or not measurable(noun) or (_entity(noun) and self.quantity.kind != "count"):
            return []
        if named is None and self.leads:
            named = self.subjects.agent(self.parts)
        if named is None and acting(group):
            return []
        subject, metric = named or self.topic.carried(), self.subjects.written(noun)
        return self._found(subject, metric, "", "phrase", carried=named is None)

    def _fits(self) -> bool:
        """Whether the number can be of the governing metric: a change, or a level in the same unit."""
        governing = self.topic.governing()
        return governing is not None and (self.said.form == "change" or governing.unit == self.quantity.unit)


# In front of what something is set against, and not right in front of the number: 增速快于出口8个百分点.
_AGAINST = frozenset(
    ("小于", "大于", "高于", "低于", "快于", "慢于", "多于", "少于", "优于", "好于", "接近", "超过", "超越", "高出", "达到")
)
_SET = frozenset("快慢高低多少大小")


def standard(body: Sequence[Atom]) -> bool:
    """Whether the words end in what the measured is set against: its number is a difference, or a share of it."""
    for atom, following in zip(body, body[1:], strict=False):
        if atom.kind == "word" and (atom.text in _AGAINST or (atom.text in _SET and following.text == "于")):
            return True
    return False


def index(body: Sequence[Atom]) -> bool:
    """Whether the phrase names a market index, whose 涨 and 报 it is that a number measures."""
    return body[-1].text in vocabulary().indexes or (
        body[-1].text.endswith("指数") and body[-1].end - body[0].start > len("指数")
    )


def _whole_words(body: Sequence[Atom]) -> Sequence[Atom]:
    """Without what is left of an adverbial in front: 持股比例 of 增持后持股比例."""
    return body[1:] if len(body) > 1 and body[0].text in LEFTOVERS else body


def _entity(noun: Sequence[Atom]) -> bool:
    """Whether the noun is who has and does things: so many of them there can be, so much money they aren't."""
    return noun[-1].text[-2:] in vocabulary().entities or noun[-1].text.endswith("业")


def _says(atom: Atom) -> bool:
    """Whether the word makes a clause of the words around it: a verb with an object, or one that says is."""
    words = vocabulary()
    return atom.kind == "word" and (atom.text in words.links or (atom.tag == "v" and atom.text in words.actions))


def _thing(front: Sequence[Atom]) -> bool:
    """Whether the words can name a thing on their own: they end in a noun of two characters and more."""
    last = front[-2] if front[-1].text == "的" and len(front) > 1 else front[-1]
    if all(atom.tag[:1] in ("v", "p", "d", "c", "u", "r") for atom in front):
        return False  # 影响CPI下降
    if any(atom.tag in ("d", "r") or atom.text in vocabulary().now for atom in front):
        return False  # 现场已汇集救援力量: a clause, no name
    if any(_says(atom) for atom in trim(front)):
        return False  # 新车销量达到汽车
    if last.kind == "punct" or last.kind == "organization":
        return True
    return last.tag[:1] in ("n", "l", "j", "e", "x", "i", "t", "v") and front[-1].end - front[0].start > 1
