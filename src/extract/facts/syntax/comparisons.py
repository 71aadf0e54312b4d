"""What a change is measured against: 较上年同期, 比全国平均, 与去年同月相比."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.facts.lexicon import Words
from extract.facts.models import Change
from extract.facts.syntax.atoms import Atom

_LAST_YEAR = ("去年同期", "上年同期", "去年同月", "上年同月", "去年同季", "上年同季", "前年同期")
_CLOSING = frozenset(("相比", "比较", "对比", "相较"))
_OPENING = frozenset(("与", "和", "同", "跟", "较"))
_REACH = 8  # atoms between 与 and 相比
_DIFFERENCES: dict[str, Change] = {
    "高": "up",
    "多": "up",
    "快": "up",
    "低": "down",
    "少": "down",
    "慢": "down",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The words from 较, 比 or 与…相比 on, in front of a number.

    `begin` is where they begin, `end` where what is compared to ends: behind its date where it has one, else
    behind 较 or 比. `last_year` says that it is the same time a year before. `difference` is the way that 高, 低 and
    their like point: a change where the comparison is with another time.
    """

    begin: int
    end: int
    dated: bool
    last_year: bool
    difference: Change | None


def comparison(left: Sequence[Atom], words: Words) -> Comparison | None:
    """The last comparison among the words in front of a number; None where there is none."""
    for at in range(len(left) - 1, -1, -1):
        if left[at].kind != "word" or left[at].text not in words.comparisons:
            continue
        begin = _begin(left, at)
        dates = [i for i in range(begin, len(left)) if left[i].kind == "date"]
        if not dates and not any(_differs(atom.text, words) for atom in left[begin:]):
            continue
        pointing = (
            _DIFFERENCES[atom.text[0]] for atom in reversed(left[at:]) if atom.text[0] in _DIFFERENCES
        )
        return Comparison(
            begin,
            max(at, *dates) + 1 if dates else at + 1,
            bool(dates),
            any(left[i].text in _LAST_YEAR for i in dates),
            next(pointing, None) if dates else None,
        )
    return None


def _differs(text: str, words: Words) -> bool:
    return text in words.up or text in words.down or text[0] in _DIFFERENCES


def _begin(left: Sequence[Atom], at: int) -> int:
    """Where the comparison begins whose word stands at `at`: 相比 closes what 与 or 和 opened."""
    if left[at].text in _CLOSING:
        for opener in range(at - 1, max(at - _REACH, -1), -1):
            if left[opener].text in _OPENING:
                return opener
    return at
