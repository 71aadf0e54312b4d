"""A metric whose last word is a known one: whose it is, and which of the words in front belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import vocabulary
from extract.facts.measures import TRADE, Found, found
from extract.facts.models import Subject
from extract.facts.rules.number import Number
from extract.facts.rules.products import of_product
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.naming import bearer, clausal, thinglike

# How many of a thing: the thing belongs to the metric (企业数量).
_TOTALS = frozenset(("数量", "总数", "总量", "数", "户数", "人数", "家数", "量"))
# The part is whose it is, whoever the whole belongs to: 外国学生占比.
PARTS = frozenset(("占比", "比重", "份额", "市场份额", "市占率", "渗透率"))
_ESTIMATES = frozenset(("前值", "初值", "终值", "预期", "均值"))  # of what, the clause doesn't say
_DEICTIC = frozenset(("该", "此", "这", "那"))
_SAME = frozenset(("该市", "该省", "该县", "该区", "该州", "该镇", "该国", "该地区", "该地"))
_PAIR = frozenset(("产量", "销量"))  # what is made and what is sold are of one and the same thing
_JOINTS = frozenset("和与及")
# They make a clause of the words in front of a metric, whose subject may be another: 可能会让债务增加, 最近又改写天价.
_CLAUSAL = frozenset(("让", "使", "令", "致使", "又", "还", "也", "已", "仅需", "即可", "便", "不含"))
_SPEAKERS = frozenset(("我", "你", "他", "她", "我们", "他们", "她们"))
# Characters of a head that says whose it is by itself: 人民币贷款 behind a semicolon isn't of 广义货币.
_WHOLE = 5


class Known:
    """One number whose metric is known, being read."""

    def __init__(self, of: Number) -> None:
        self._of, self._subjects, self._topic = of, of.subjects, of.topic

    def read(
        self, named: Subject | None, front: Sequence[Atom], head: Sequence[Atom], *, governed: bool
    ) -> list[Found]:
        """The fact of a metric `head` with the words `front` of its phrase in front of it."""
        name = self._subjects.written(head)
        if any(atom.text in _CLAUSAL or (at and atom.text == "发生") for at, atom in enumerate(front)):
            return []  # 某区发生芮氏规模; what a company had is its own: 发生管理费用
        whole = (*self._of.parts.lead, *self._of.parts.part, *front)
        if front and self._belongs(named, front, name):
            owner = self._subjects.owner(whole)
            return found(owner, name, name, "noun")
        if named is not None:
            return found(named, self._subjects.written((*front, *head)), name, "noun")
        if not front:
            return self._bare(name)
        return self._fronted(front, head, governed=governed)

    def _vague(self, front: Sequence[Atom]) -> bool:
        """Whether the words in front only say of what kind: 企业 of 企业满意度 in what a city did."""
        carried = self._topic.carried()
        return len(front) == 1 and front[0].text in vocabulary().entities and carried in self._governors()

    def _governors(self) -> tuple[Subject | None, ...]:
        return tuple(one for one in (self._topic.passing, self._topic.subject) if one and one.kind != "thing")

    def _belongs(self, named: Subject | None, front: Sequence[Atom], head: str) -> bool:
        """Whether the words in front of the head, with the subject, are whose it is (全国居民 of 全国居民收入)."""
        if head in PARTS:
            return True
        entity = front[-1].text[-2:] in vocabulary().entities
        if named is None and self._vague(front):
            return False
        return entity and (named is None or named.kind == "place") and head not in _TOTALS

    def _bare(self, head: str) -> list[Found]:
        """The head alone, of the subject that governs; a bare 占比 of the part that was measured."""
        governing = self._topic.governing()
        if head in _ESTIMATES:
            return []
        if head in PARTS and (self._topic.last is None or self._topic.last.subject.kind == "organization"):
            return []
        carried = self._topic.carried()
        if len(head) >= _WHOLE and self._topic.parted and carried is not None and carried.kind == "thing":
            return []
        if of_product(head) and carried is not None and carried.kind == "organization":
            return []  # of a product, which the company isn't
        metric = head
        if head in TRADE and governing is not None and "进出口" in governing.metric:
            metric = governing.metric.split("进出口")[0] + head
        if governing is not None and {head, governing.metric[-2:]} == _PAIR:
            metric = governing.metric[:-2] + head  # 新能源汽车产量3万辆；销量2万辆
        return found(carried, metric, head, "noun", carried=True)

    def _fronted(self, front: Sequence[Atom], last: Sequence[Atom], *, governed: bool) -> list[Found]:
        """A metric with words in front that are either its own or whose it is."""
        carried, counted = self._topic.carried(), self._topic.counted
        metric, head = self._subjects.written((*front, *last)), self._subjects.written(last)
        if carried is not None and carried.kind == "place" and front[0].text in _SAME:
            return self.read(None, front[1:], last, governed=governed)
        if front[0].text in _DEICTIC or any(atom.text in _SPEAKERS for atom in front):
            return []  # 该封测厂总投资, 我的信贷额度: of somebody else than the text is about
        towards = next((at for at, atom in enumerate(front) if at and atom.text == "对"), 0)
        if towards and (owner := self._subjects.owner(front[:towards])):
            metric = self._subjects.written((*front[towards:], *last))
            return found(owner, metric, head, "split")  # 消费支出对经济增长的贡献率
        if front[-1].text in _JOINTS:
            return found(carried, metric, head, "noun", carried=True)  # 信息安全产品和|服务收入
        owner = self._subjects.owner(front)
        if clausal(front):
            return []
        if owner is None:
            return found(carried, metric, head, "noun", carried=True)
        if carried is not None and owner.text.startswith(carried.text):
            own = (
                metric[len(carried.text) :].lstrip("的") if metric.startswith(carried.text) else head
            )  # 公司总资产
            return found(carried, own, head, "noun")
        if counted is not None and counted.text.startswith(owner.text):
            return found(owner, head, head, "split")
        if head in self._topic.bare:
            return found(owner, head, head, "part")
        if governed and (carried is None or self._weak(carried)):
            return []
        if of_product(head) and carried is not None and carried.kind == "organization":
            model = any(atom.tag in ("eng", "m") for atom in front)  # 背夹 6 Pro 定价: named by its number
            return found(owner, head, head, "split") if model and thinglike(front) else []
        if carried is None or self._weak(carried):
            return self._split(front, last)
        return found(carried, metric, head, "noun", carried=True)

    def _split(self, front: Sequence[Atom], last: Sequence[Atom]) -> list[Found]:
        """Whose it is by the words right in front, where they name a bearer: 农作物|受灾面积."""
        size = bearer(front)
        owner = self._subjects.owner(front[:size]) if size else None
        return found(
            owner, self._subjects.written((*front[size:], *last)), self._subjects.written(last), "split"
        )

    def _weak(self, carried: Subject) -> bool:
        """Whether a carried subject is no match for words right in front of the metric."""
        if self._topic.last is not None:
            return carried.kind == "thing" and carried != self._topic.subject
        return not self._topic.firm and self._topic.age > 1
