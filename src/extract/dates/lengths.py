"""Which amounts make one length, and whether it is counted off from a day: 3小时05分; 三天后, 两年前."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.dates.atoms import Atom
from extract.dates.durations import SENTENCED, unit_of

_JOINT = re.compile(" ?(?:零|又|加)? ?")
_OFFSET = re.compile(r"(?:之|以)?(?P<way>前|后)(?![一二三四五六七八九十0-9]|天|段|端|景|世|代|备|来)")
# Behind these the time that passes is told, not the day that it leads to: 时隔三年后.
_PASSED = re.compile("(?:时隔|经过|历经|历时|过|相隔|苦等)了? ?$")
_ORDER = "YMWDhms"


def lengths(plain: str, atoms: Sequence[Atom], at: int) -> list[Atom]:
    """The amounts of falling unit from `at` on that make one length."""
    parts = [atoms[at]]
    for index in range(at + 1, len(atoms)):
        atom = atoms[index]
        if not _JOINT.fullmatch(plain, parts[-1].end, atom.start) or not _falls(parts[-1], atom):
            break
        parts.append(atom)
    return parts


def _falls(left: Atom, right: Atom) -> bool:
    if left.amount is None or right.amount is None or right.amount.lead:
        return False
    larger, smaller = unit_of(left.amount), unit_of(right.amount)
    if left.amount.number == "一" and larger in ("D", "W", "M"):  # 一天10小时 is a rate
        return False
    if larger is None or smaller is None or (smaller == "D" and right.amount.unit == "日"):
        return False
    return _ORDER.index(larger) < _ORDER.index(smaller)


def offset_way(plain: str, parts: Sequence[Atom]) -> re.Match[str] | None:
    """前 or 后 behind an exact length of whole or half units of the calendar (`way`)."""
    amount = parts[0].amount
    if len(parts) > 1 or amount is None or unit_of(amount) not in ("Y", "M", "W", "D"):
        return None
    vague = amount.more or amount.low or any(sign in amount.number for sign in "几数")
    if vague or amount.middle not in ("", "半") or amount.half not in ("", "半"):
        return None
    if _PASSED.search(plain, max(parts[0].start - 4, 0), parts[0].start):
        return None
    if SENTENCED.search(plain, max(parts[0].start - 8, 0), parts[0].start):
        return None
    return _OFFSET.match(plain, parts[0].end)
