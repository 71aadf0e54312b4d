"""A phrase taken apart: the frame in front, whose it is, and what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.metrics import head_length
from extract.facts.syntax.names import lead_length


@dataclass(frozen=True, slots=True)
class Phrase:
    """`frame` are the dates in front; `lead` the atoms of a named subject; `body` the rest, its head last.

    `part` is what stands in front of a date in the middle (新能源汽车 of 新能源汽车7月产量), `inner` that date.
    `among` says that 其中 opened the phrase, `now` that 目前 or its like did.
    """

    frame: tuple[Atom, ...]
    lead: tuple[Atom, ...]
    part: tuple[Atom, ...]
    body: tuple[Atom, ...]
    head: int
    inner: tuple[Atom, ...]
    among: bool
    now: bool
    ranged: bool = False

    @property
    def opening(self) -> tuple[Atom, ...]:
        """The dates that frame the clause: in front, or right behind who it is about."""
        return self.inner[:1] if self.inner and not self.part and not self.frame else self.frame

    @property
    def empty(self) -> bool:
        """Whether it says neither whose nor what."""
        return not (self.lead or self.part or self.body)


def phrase(atoms: Sequence[Atom]) -> Phrase:
    """The parts of the words in front of a predicate."""
    atoms = _after_report(_after_dateline(atoms))
    rest, among = frame(atoms)
    opening = atoms[: len(atoms) - len(rest)]
    dates = tuple(atom for atom in opening if atom.kind == "date")
    now = any(atom.text in vocabulary().now for atom in opening)
    size = lead_length(rest)
    lead, rest = rest[:size], rest[size:]
    dated = [at for at, atom in enumerate(rest) if atom.kind == "date"]
    inner = tuple(rest[at] for at in dated)
    part: Sequence[Atom] = ()
    ranged = False
    if dated and _since(rest, dated):
        inner = ()
    if dated:
        part, rest = trim(rest[: dated[0]]), _behind_tail(rest[dated[-1] + 1 :])
        if all(atom.tag[:1] in tuple("tdfpr") for atom in part):
            part = ()  # 过去五个月
        if part and part[-1].text in _SPANS:
            ranged, part, rest = True, (), part[:-1]  # 种群数量由1981年的7只
    if dated and not rest and head_length(part):
        part, rest = (), part  # 营业收入2024年12亿元
    body = _before_span(achieved(_without_exception(trim(rest))))
    because = next((at for at, atom in enumerate(body) if at and atom.text in _BECAUSE), 0)
    if because and not part:
        part, body = trim(body[:because]), trim(body[because + 1 :])
        body = body[-head_length(body) :] if head_length(body) else body
    if len(body) > 3 and body[0].text == "《" and body[2].text == "》":
        body = body[3:]
    if len(part) > 3 and part[0].text == "《" and part[2].text == "》":
        part = part[3:]
    head = head_length(body)
    if lead and head and body[0].text in _TOWARDS and body[-head - 1].text != "的":
        towards = trim(body[:-head])
        lead, body = (*lead, *towards), body[-head:]
    return Phrase(dates, tuple(lead), tuple(part), tuple(body), head, inner, among, now, ranged)


def frame(atoms: Sequence[Atom]) -> tuple[Sequence[Atom], bool]:
    """The atoms behind the opening words and dates, and whether 其中 was among those."""
    words = vocabulary()
    at, among = 0, False
    while at < len(atoms):
        atom = atoms[at]
        if atom.kind == "word":
            if atom.text in _SPANS and at + 1 < len(atoms) and lead_length(atoms[at + 1 :]):
                break  # 自非洲进口
            if not (atom.text in words.openers or atom.text in words.now or (at and atom.text in _TAILS)):
                break
            among = among or atom.text in _AMONG
        elif atom.kind != "date" and not (atom.kind == "punct" and atom.text in "、"):
            break
        at += 1
    return atoms[at:], among


_BECAUSE = frozenset(("因", "因为", "由于", "受"))
# 中国对东盟出口: with whom is part of whose it is.
_TOWARDS = frozenset(("对", "与", "同"))
_AMONG = frozenset(("其中", "当中", "包括", "包含"))
# Behind a date that opens a clause: 2020年以来, 三年间.
_TAILS = frozenset(
    ("以来", "来", "内", "末", "里", "间", "的", "底", "期间", "前", "后", "之前", "之后", "起", "中", "时")
)


def _behind_tail(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """Without what closes the date in front: 出入境人员量 of 今年以来出入境人员量."""
    return atoms[1:] if atoms and atoms[0].text in _TAILS and head_length(atoms[1:]) else atoms


_WIRE = frozenset(("电", "讯", "消息", "电讯"))
_DATELINE = 10  # atoms at most: 中新网广州5月14日电


def _after_dateline(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """Without the agency, place and day that open a dispatch."""
    if not atoms or atoms[0].kind != "organization":
        return atoms
    ends = [at for at, atom in enumerate(atoms[:_DATELINE]) if atom.text in _WIRE]
    return atoms[ends[0] + 1 :] if ends else atoms


# Reports that are also things measured or done (统计, 消费调查, 发布新品): they don't end who reports.
_NOT_SAYING = frozenset(("统计", "数据", "预计", "调查", "研究", "报告", "消息", "说", "电", "讯", "发布"))


def _after_report(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """What is reported, without who reports it: 增加值 of 统计局公布数据显示增加值."""
    reports = vocabulary().reports - _NOT_SAYING
    for at in range(len(atoms) - 1, -1, -1):
        if (
            atoms[at].kind == "word"
            and atoms[at].text in reports
            and not (at + 1 < len(atoms) and atoms[at + 1].text == "的")
        ):
            return atoms[at + 1 :]
    return atoms


_EXCEPT = frozenset(("扣除", "剔除", "撇除", "不含", "不计", "不包括"))


def _without_exception(body: Sequence[Atom]) -> Sequence[Atom]:
    """Without what a metric leaves out: 核心CPI of 扣除食品和能源价格的核心CPI."""
    if not body or body[0].text not in _EXCEPT:
        return body
    return next((body[at + 1 :] for at in range(len(body) - 2, 0, -1) if body[at].text == "的"), body)


def _since(rest: Sequence[Atom], dated: Sequence[int]) -> bool:
    """Whether the date only says since when: 自2001年成立以来; 今年以来 is this year so far."""
    behind = [atom.text for atom in rest[dated[-1] + 1 :]]
    if behind[:1] == ["以来"] and rest[dated[-1]].text[0] in _THIS:
        return False
    return "以来" in behind or "至今" in behind


_THIS = "今本"
_SPANS = frozenset(("由", "从", "自"))


def _before_span(body: Sequence[Atom]) -> Sequence[Atom]:
    """Without where a span begins that isn't a date: 人数 of 人数由高峰逾千人减至数百人."""
    at = next((at for at, atom in enumerate(body) if at and atom.text in _SPANS), 0)
    return body[:at] if at and head_length(body[:at]) else body


_ACHIEVES = frozenset(("实现", "完成", "录得", "取得", "达成"))


def achieved(body: Sequence[Atom]) -> Sequence[Atom]:
    """Without a verb in front that only says that there was so much: 营业收入 of 实现营业收入."""
    return body[1:] if len(body) > 1 and body[0].text in _ACHIEVES and head_length(body[1:]) else body


LEFTOVERS = frozenset("后前时中起")  # of what the clause opened with: 增持后持股比例
_TOTALS = frozenset(("总", "净", "平均", "实际"))
_ENDS = frozenset("的、中里等“‘「『")


def _of_noun(atoms: Sequence[Atom]) -> bool:
    """Whether 可 begins a noun, as in front of a verb it doesn't: 可再生能源, 可支配收入."""
    return atoms[0].text == "可" and len(atoms) > 1 and atoms[1].tag[:1] in ("n", "l", "j")


def trim(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """Without the particles, adverbs and dates at either end."""
    adverbs = vocabulary().adverbs
    start, end = 0, len(atoms)
    while start < end and (
        atoms[start].text in ("的", "、", "及", "以上", "以下")
        or (atoms[start].text in LEFTOVERS and head_length(atoms[start + 1 :]))
        or (
            atoms[start].text in adverbs
            and atoms[start].text not in _TOTALS
            and not _of_noun(atoms[start : start + 2])
        )
    ):
        start += 1
    while end > start and (
        atoms[end - 1].text in _ENDS or atoms[end - 1].text in adverbs or atoms[end - 1].kind == "date"
    ):
        end -= 1
    return atoms[start:end]
