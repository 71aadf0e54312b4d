"""What stands between a metric and its number, read backwards from the number.

`…营业收入 | 较上年同期 | 大幅 增长 | 约` leaves the phrase `…营业收入` and says: a change, upwards, year on year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.facts.lexicon import Words, metric_heads, vocabulary
from extract.facts.models import Basis, Change
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.comparisons import Comparison, comparison
from extract.facts.syntax.metrics import head_length

Form = Literal["level", "change", "action", "share"]

_GLUED_BASIS: dict[str, Basis] = {"年": "yoy", "季": "qoq", "月": "mom"}
_SEQUENTIAL = "环比"
_CLOSINGS = frozenset(("报", "收报", "收于", "收"))
_SUDDEN = frozenset("跃骤猛急锐陡暴大上下调回提")  # of 跃升至, which is cut into 跃 and 升至
_MOSTLY = frozenset(("普遍", "基本", "大致", "大体"))  # 零售价普遍在12元; 基本工资 is a metric
_YEARLY = frozenset(("年均",))  # 贸易值年均增长: how the change was counted; 年均降水量 is a metric
_RANGE = frozenset(("由", "从", "自"))


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words in front of a number, taken apart.

    `phrase` holds subject and metric. `suffix` is the noun that a change is a change of, behind the metric
    (增速 in 增速加快). `own` are the dates that stood behind the phrase; `relative` says that 的 stands in front of
    the number, so the words before it describe what is counted. `whole` is what a share is of, 占 itself first.
    `versus` says that the number is what the measured is compared to: 比上年同期的3亿元下降5%.
    `ranged` says that 由 or 从 opens a span, of which the number is only where it begins.
    `sequential` says that the basis is 环比: the period before, as long as the one that the number holds for.
    `compared` says that 较 or 比 says against what. `verb` is the change or arrival itself, as it stands: 涨, 收报.
    """

    phrase: tuple[Atom, ...]
    form: Form
    change: Change | None = None
    basis: Basis | None = None
    suffix: str = ""
    own: tuple[Atom, ...] = ()
    distributed: bool = False
    linked: bool = False
    relative: bool = False
    whole: tuple[Atom, ...] = ()
    versus: bool = False
    compared: bool = False
    sequential: bool = False
    ranged: bool = False
    verb: tuple[Atom, ...] = ()


def predicate(left: Sequence[Atom]) -> Predicate:
    """The predicate of a number from the atoms in front of it within its clause."""
    words = vocabulary()
    share = _share(left)
    if share is None:
        return _Backwards(left, words).read()
    of = _Backwards(left[share + 1 :], words, share=True).read()
    return replace(
        of,
        phrase=tuple(left[:share]),
        form="share",
        distributed=any(atom.text == "分别" for atom in left),
        whole=(left[share], *of.phrase),
    )


def _share(left: Sequence[Atom]) -> int | None:
    """Where the last 占 that isn't a part of 占地 or 占据 stands."""
    for at in range(len(left) - 1, -1, -1):
        if left[at].kind == "word" and left[at].text == "占" and (not at or left[at - 1].text != "应"):
            return at
    return None


class _Backwards:
    """Reads the atoms from the number leftwards until one belongs to the phrase."""

    def __init__(self, left: Sequence[Atom], words: Words, *, share: bool = False) -> None:
        self.left = left
        self.share = share
        self.words = words
        self.at = len(left)
        self.change: Change | None = None
        self.basis: Basis | None = None
        self.arrived = self.distributed = self.linked = False
        self.suffix = ""
        self.verb: tuple[Atom, ...] = ()
        self.compared = self.ranged = self.sequential = False
        self.own: list[Atom] = []

    def read(self) -> Predicate:
        found = comparison(self.left, self.words)
        phrase = self._compared(found) if found else ()
        versus = found is not None and self._versus(found)
        self._backwards(0)
        if versus and found is not None:
            self.own = [atom for atom in self.left[found.begin : found.end] if atom.kind == "date"]
        phrase = (*self.left[: self.at], *phrase)
        form: Form = "level" if self.change is None else "change"
        if phrase and not self.linked and self.change is None and self._acts(phrase[-1].text):
            form = "action"
        return Predicate(
            phrase,
            form,
            self.change,
            self.basis,
            self.suffix,
            tuple(self.own),
            self.distributed,
            self.linked,
            bool(self.left) and self.left[-1].text == "的" and not versus,
            versus=versus,
            compared=self.compared,
            sequential=self.sequential and self.basis == "mom",
            ranged=self.ranged,
            verb=self.verb,
        )

    def _backwards(self, stop: int) -> None:
        """Steps leftwards to `stop` at the furthest, while the words belong to the predicate."""
        while self.at > stop and not self.suffix and self._step(self.left[self.at - 1]):
            self.at -= 1

    def _versus(self, found: Comparison) -> bool:
        """Whether nothing but 的 stands between what is compared to and the number: it is that one's own."""
        return found.dated and all(atom.text == "的" for atom in self.left[found.end :])

    def _acts(self, text: str) -> bool:
        """Whether the word is a verb with an object, and no noun for something measured (投资, 出口) as well."""
        return text in self.words.actions and text not in metric_heads()

    def _compared(self, found: Comparison) -> tuple[Atom, ...]:
        """Reads what stands behind a comparison; the metric where it is said there (较上年营业收入增长)."""
        if found.last_year:
            self.basis = "yoy"
        self.compared = True
        self._backwards(found.end)
        inside = tuple(self.left[found.end : self.at])
        self.own.clear()
        self.at = found.begin
        if found.difference is not None and self.change is None:
            self.change = found.difference
        return inside if found.dated and head_length(inside) else ()

    def _step(self, atom: Atom) -> bool:
        """Whether the atom belongs to the predicate; what it says is kept."""
        text = atom.text
        if atom.kind == "date":
            self.own.append(atom)
            return True
        if atom.kind == "punct":
            return text == "、"
        if atom.kind != "word":
            return False
        if text == "分别":
            self.distributed = True
            return True
        return self._glued(text) or self._change(atom) or self._basis(text) or self._filler(atom)

    def _glued(self, text: str) -> bool:
        if len(text) in (2, 3) and text[0] in _GLUED_BASIS and text[1] in "增减":
            self.basis = _GLUED_BASIS[text[0]]
            if self.change is None and not self.arrived:
                self.change = "up" if text[1] == "增" else "down"
            return True
        return False

    def _change(self, atom: Atom) -> bool:
        words, text = self.words, atom.text
        if text in words.arrivals:
            self.arrived = self.linked = True
            self.verb = (atom,)
            return True
        if text not in words.up and text not in words.down:
            return False
        if self.share and text in words.change_nouns:
            return False  # 占总降幅近七成
        self.verb = (atom,)
        if text in words.change_nouns and (self.change is not None or self.arrived or self.compared):
            self.suffix = text
            return True
        if self.change is None and not self.arrived:
            behind = self.left[self.at] if self.at < len(self.left) else None
            if behind is not None and behind.text in words.targets and text not in words.change_nouns:
                self.arrived = True
            else:
                self.change = "up" if text in words.up else "down"
        return True

    def _basis(self, text: str) -> bool:
        bases: tuple[tuple[frozenset[str], Basis], ...] = (
            (self.words.yoy, "yoy"),
            (self.words.qoq, "qoq"),
            (self.words.mom, "mom"),
        )
        for named, basis in bases:
            if text in named:
                if self.own and self.left[self.at].kind == "date":
                    self.compared = True  # 同比上周五: against another day
                    year = basis == "yoy" and self.own[-1].text[:2] in ("去年", "上年")
                    self.basis = "yoy" if year else self.basis
                    self.own.clear()
                elif not self.compared:
                    self.sequential = text == _SEQUENTIAL
                    self.basis = self.basis or basis
                return True
        return False

    def _filler(self, atom: Atom) -> bool:
        words, text = self.words, atom.text
        if text in words.links:
            self.linked = True
            self.verb = (atom,) if text in _CLOSINGS else self.verb
            return True
        if text in _SUDDEN and self.arrived:
            return True
        if text[0] == "每" and len(text) == 2 and self.at == len(self.left):
            return True  # 零售价在每斤12元
        if text in _MOSTLY and self.linked:
            return True
        if text in _YEARLY and self.change is not None:
            return True
        self.ranged = self.ranged or text in _RANGE
        return text in words.adverbs or text in _RANGE or text == "的"
