"""The atoms of a time expression, read once from left to right.

`atoms(plain)` gives every piece of the view that might belong to a time expression, in the shapes that `patterns`
draws. A numeral with a unit of time is one atom with an `Amount` inside; whether it names a point of the calendar
(2024年, 5月) or a length (10年, 5个月) is for `amounts` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extract.dates import eras
from extract.dates.patterns import lexer


class Amount(NamedTuple):
    """A numeral with a unit of time, as written."""

    lead: str
    low: str
    joint: str
    number: str
    more: str
    piece: bool
    middle: str
    unit: str
    half: str


class Atom(NamedTuple):
    """A piece of a time expression at `[start, end)` of the view.

    `kind` says what it is, `low` and `high` its numbers, `word` what was written; an amount brings its parts.
    """

    kind: str
    start: int
    end: int
    low: int = 0
    high: int = 0
    word: str = ""
    amount: Amount | None = None


def atoms(plain: str) -> Iterator[Atom]:
    """The atoms of a view, left to right, none overlapping another.

    >>> [(atom.kind, atom.word) for atom in atoms("去年底至2025年5月")]
    [('relative', '去年'), ('part', '底'), ('amount', '2025年'), ('amount', '5月')]
    """
    position, read = 0, lexer().search
    while (match := read(plain, position)) is not None:
        atom = _atom(match)
        if atom is None:
            position = match.start() + 1
            continue
        yield atom
        position = match.end()


def _atom(match: re.Match[str]) -> Atom | None:
    kind = match.lastgroup or ""  # the group closed last: the outermost
    build = _BUILD.get(kind)
    if build is not None:
        return build(match)
    return Atom(kind, match.start(), match.end(), word=match[0])


def _joins(low: str, number: str) -> bool:
    """Whether two numerals joined by 、 are one amount: 7、8月, 2019、2020年; not 二、2016年 or 1499.38、1998年."""
    if "." in low or low == "半" or (len(number) == 4 and len(low) != 4):
        return False
    return low.isdigit() == number.isdigit()


def _amount(match: re.Match[str]) -> Atom | None:
    parts = match.group("lead", "low", "joint", "number", "more", "piece", "middle", "unit", "half")
    lead, low, joint, number, more, piece, middle, unit, half = (part or "" for part in parts)
    if piece and unit in ("年", "载", "日", "号", "时", "点", "分", "秒", "年代"):
        return None
    if joint == "、" and not _joins(low, number):
        return None
    amount = Amount(lead.strip(), low, joint, number, more.strip(), bool(piece), middle, unit, half)
    return Atom("amount", match.start(), match.end(), word=match[0], amount=amount)


def _lunar(match: re.Match[str]) -> Atom:
    """A lunar day or month, where something says that it is lunar: the word, 正, 腊, 闰, 初, 廿."""
    newyear, month, number = match["new_year"], match["lunar_month"], match["lunar_day"]
    if newyear:
        return Atom("lunar", match.start(), match.end(), 1, lunar_number(newyear), match[0])
    value = {"正": 1, "腊": 12, "冬": 11}.get(month) or (
        int(month) if month.isdigit() else lunar_number(month)
    )
    low = -value if match["leap"] else value
    return Atom("lunar", match.start(), match.end(), low, lunar_number(number), match[0])


def lunar_number(written: str | None) -> int:
    """The number of a lunar day or month as it is written: 初八, 廿二, 十一; 0 for none.

    >>> lunar_number("初八"), lunar_number("廿二"), lunar_number("三十")
    (8, 22, 30)
    """
    if not written:
        return 0
    digits = "零一二三四五六七八九"
    rest = written.removeprefix("初")
    if rest[0] == "廿":
        return 20 + (digits.index(rest[1]) if len(rest) > 1 else 0)
    tens, ten, ones = rest.partition("十")
    if not ten:
        return digits.index(rest)
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)


def _quarter(match: re.Match[str]) -> Atom:
    number = int(match["q"] or match["q_bare"] or 1)
    return Atom("quarter", match.start(), match.end(), number, number, match[0])


# From Monday, 0; 7 is the weekend.
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6, "末": 7}


def _weekday(match: re.Match[str]) -> Atom | None:
    before = match.string[max(match.start() - 1, 0) : match.start()]
    if before and before in "每逢隔一两二三四五六七八九十几数多0123456789大小":
        return None
    number = _WEEKDAYS[match["day_of_week"]]
    return Atom("weekday", match.start(), match.end(), number, word=match["week"] or "")


def _decade(match: re.Match[str]) -> Atom:
    tens = match["tens"]
    value = int(tens) if tens.isdigit() else "零一二三四五六七八九".index(tens[0]) * 10
    return Atom(
        "decade",
        match.start(),
        match.end(),
        value,
        century_number(match["of_century"]),
        match["decade_part"] or "",
    )


def century_number(written: str | None) -> int:
    """The number of a century: 上世纪 is the 20th, 本世纪 the 21st; 0 for none."""
    if not written:
        return 0
    if written[0] in "上本":
        return 20 if written[0] == "上" else 21
    number = written.removesuffix("世纪").strip()
    return int(number) if number.isdigit() else lunar_number(number)


def _century(match: re.Match[str]) -> Atom:
    written, _, part = match[0].partition("世纪")
    return Atom("century", match.start(), match.end(), century_number(f"{written}世纪"), word=part)


def _plan(match: re.Match[str]) -> Atom:
    return Atom("plan", match.start(), match.end(), lunar_number(match["plan_number"]), word=match["stage"])


def _paren(match: re.Match[str]) -> Atom:
    return Atom(
        "paren",
        match.start(),
        match.end(),
        int(match["paren_day"]),
        "前昨今明".index(match["base"]) - 2,
        match[0],
    )


def _ten_days(match: re.Match[str]) -> Atom:
    """上旬, 中下旬."""
    first, last = "上中下".index(match[0][0]), "上中下".index(match[0][-2])
    return Atom("ten_days", match.start(), match.end(), first, last, match[0])


def _pair(match: re.Match[str]) -> Atom:
    """今明两年, 今明两天."""
    return Atom("pair", match.start(), match.end(), word=match["pair_unit"])


def _bare_day(match: re.Match[str]) -> Atom:
    """The day behind a month that goes without 日: 5月3至5日, 10月31."""
    number = int(match[0]) if match[0].isdigit() else lunar_number(match[0])
    return Atom("day", match.start(), match.end(), number, number, match[0])


def _half(match: re.Match[str]) -> Atom:
    return Atom("half", match.start(), match.end(), "上下".index(match[0][0]) + 1, word=match[0])


def _same(match: re.Match[str]) -> Atom:
    """同期, 去年同月: `word` is whose, `low` 1 where it is of a period of any length."""
    return Atom("same", match.start(), match.end(), int(match[0][-1] == "期"), word=match["whose"] or "")


def _rel_school(match: re.Match[str]) -> Atom:
    return Atom(
        "rel_school", match.start(), match.end(), "上本下".index(match["which_school"]) - 1, word=match[0]
    )


def _years(match: re.Match[str]) -> Atom:
    return Atom("year", match.start(), match.end(), int(match[0][:4]), int(match[0][-4:]), match[0])


def _today(match: re.Match[str]) -> Atom:
    """今 or 昨 alone before what was done that day."""
    return Atom("relative", match.start(), match.end(), word=f"{match[0]}日")


def _month_day(match: re.Match[str]) -> Atom | None:
    """7/24 as Taiwan's press writes a day; 1/3 and 3/4 are fractions unless brackets or a zero say otherwise."""
    month, day = int(match["md_month"]), int(match["md_day"])
    before = match.string[max(match.start() - 1, 0) : match.start()]
    fraction = month == 1 or (month < day <= 5)
    if fraction and "0" not in (match["md_month"][0], match["md_day"][0]) and before not in ("(", "（"):
        return None
    return Atom("month_day", match.start(), match.end(), month, day, match[0])


def _year_part(match: re.Match[str]) -> Atom | None:
    """2025Q3, 3Q25, H1 2025: `low` is the quarter or half, `high` the year, `word` which of the two it is."""
    unit = "Q" if "Q" in match[0] else "H"
    left, right = (side.strip("年 ") for side in match[0].split(unit))
    if not left:
        left, right = right[1:].strip(), right[0]
    part, year = (left, right) if len(left) == 1 else (right, left)
    if unit == "H" and part > "2":
        return None
    return Atom("year_part", match.start(), match.end(), int(part), 2000 + int(year) % 100, unit)


def _lone_year(match: re.Match[str]) -> Atom:
    """A year that is the whole text, or that ends a range of months in digits: 2008.03-2009."""
    return Atom("year", match.start(), match.end(), int(match[0]), int(match[0]), match[0])


def _nth_weekday(match: re.Match[str]) -> Atom:
    nth = match["nth"]
    count = 0 if nth is None else int(nth) if nth.isdigit() else lunar_number(nth)
    return Atom("nth_weekday", match.start(), match.end(), count, _WEEKDAYS[match["nth_day"]])


def _paren_year(match: re.Match[str]) -> Atom:
    """今（2019）年, 去（107）年: the year written, of the Republic where it has three digits."""
    number = int(match["paren_number"])
    year = number + 1911 if number < 1000 else number
    return Atom("year", match.start(), match.end(), year, year, match[0])


def _era(match: re.Match[str]) -> Atom:
    written = match["era_year"]
    count = 1 if written == "元" else int(written) if written.isdigit() else lunar_number(written)
    year = eras.first_years()[match["era_name"]] + count - 1
    return Atom("year", match.start(), match.end(), year, year, match[0])


def _festival(match: re.Match[str]) -> Atom:
    """A festival: `word` is its name and what follows, `low` which one is meant, `high` the length of the name."""
    which = match["which"] or ""
    word = match[0][len(which) :]
    return Atom(
        "festival",
        match.start(),
        match.end(),
        "上 下".find(which[:1] or " ") - 1,
        len(match["festival_name"]),
        word,
    )


_BUILD: dict[str, Callable[[re.Match[str]], Atom | None]] = {
    "nth_weekday": _nth_weekday,
    "paren_year": _paren_year,
    "era": _era,
    "festival": _festival,
    "amount": _amount,
    "lunar": _lunar,
    "quarter": _quarter,
    "weekday": _weekday,
    "decade": _decade,
    "century": _century,
    "plan": _plan,
    "paren": _paren,
    "ten_days": _ten_days,
    "half_year": _half,
    "bare_day": _bare_day,
    "bare_day_to": _bare_day,
    "lone_year": _lone_year,
    "year_part": _year_part,
    "january": lambda match: Atom("month", match.start(), match.end(), 1, 1, match[0]),
    "today": _today,
    "month_day": _month_day,
    "pair": _pair,
    "same": _same,
    "rel_school": _rel_school,
    "years": _years,
}
