"""Numbers that only describe the noun behind them: 50万千瓦风电项目, 县城90%的驿站, 20万元以下的电商.

What stands in front of such a number isn't measured by it; the noun behind it is what has so much.
"""

from __future__ import annotations

from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.groups import Group
from extract.facts.syntax.metrics import nominal

# Behind a number they bound what a noun may have: 20万元以下的小型电商; the last three alone, too: 在20万元以内.
_BOUNDS = frozenset(("以下", "以上", "之下", "之上", "以内", "之内", "内"))
_LIMITS = frozenset(("以内", "之内", "内"))
_LEVELS = ("水平", "高位", "低位")  # 维持在20%的高水平: the number's own noun
_PEOPLE = frozenset("人名位")
_NOUNS = frozenset(("n", "nz", "nt", "ng", "eng"))


def attributive(group: Group) -> bool:
    """Whether the words right behind a number make it an attribute of the noun that they begin with.

    >>> from extract.facts.syntax.atoms import Atom
    >>> number, noun = Atom(0, 5, "50万千瓦", "quantity"), Atom(5, 7, "风电", "word", "n")
    >>> attributive(Group((), (number,), (noun,))), attributive(Group((), (number,), ()))
    (True, False)
    """
    if not group.right:
        return False
    first, behind = group.right[0], group.right[1:]
    if first.text in _BOUNDS:
        return first.text in _LIMITS or (bool(behind) and (behind[0].text == "的" or nominal(behind[0])))
    if first.text == "的":
        return bool(behind) and nominal(behind[0]) and not _leveled(behind)
    if first.tag in ("a", "b") and behind and behind[0].tag in _NOUNS:
        return True  # 9020mAh大电池
    return first.kind == "word" and first.tag in _NOUNS and len(first.text) > 1 and not _apart(group)


def acting(group: Group) -> bool:
    """Whether so many do something themselves: 各界代表约150人参加闭幕式."""
    return bool(group.right) and group.right[0].tag == "v" and group.numbers[-1].text[-1] in _PEOPLE


def _leveled(behind: tuple[Atom, ...]) -> bool:
    return any(atom.text.endswith(_LEVELS) for atom in behind[:2])


def _apart(group: Group) -> bool:
    """Whether a space parts the number from what is behind it, as it parts two headings: 超15亿元 年度票房."""
    number = group.numbers[-1]
    return group.right[0].start > number.end and "\u4e00" <= number.text[-1] <= "\u9fff"
