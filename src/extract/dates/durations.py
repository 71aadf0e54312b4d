"""Lengths of time: 30年, 两个半小时, 两年零三个月, 2～3个月, 几天, as ISO 8601 durations with their comparator.

A fraction goes over into the next smaller unit (一年半 is P1Y6M, 半个月 P15D, 1.5小时 PT1H30M). A vague numeral is its
leading magnitude with `>` (几年, 十余年). The words that compare stay outside the span.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extract.dates import words
from extract.dates.atoms import Amount, Atom
from extract.dates.models import Comparator
from extract.quantities.numerals import read

# unit: (ISO letter, a part of the day, how many of the letter it is)
_UNITS = {
    **dict.fromkeys(("年", "年度", "载", "年头"), ("Y", 1)),
    **dict.fromkeys(("世纪",), ("Y", 100)),
    **dict.fromkeys(("季度", "季"), ("M", 3)),
    **dict.fromkeys(("月",), ("M", 1)),
    **dict.fromkeys(("周", "星期", "礼拜"), ("W", 1)),
    **dict.fromkeys(("日", "天", "昼夜", "交易日", "工作日", "自然日"), ("D", 1)),
    **dict.fromkeys(("小时", "钟头", "时"), ("h", 1)),
    **dict.fromkeys(("分钟", "分"), ("m", 1)),
    **dict.fromkeys(("刻钟",), ("m", 15)),
    **dict.fromkeys(("秒", "秒钟"), ("s", 1)),
}
_ORDER = "YMWDhms"
_SMALLER = {"Y": ("M", 12), "M": ("D", 30), "W": ("D", 7), "D": ("h", 24), "h": ("m", 60), "m": ("s", 60)}
_HOLES = {"Y": "年", "M": "月"}
_ALONE_NOT = ("时", "季", "年度")
_NO_LENGTH = re.compile(
    "谈|元|圆|级|制|计划|规划|一度|之计|轮|糕|货|龄|薪|会|检|审|猪|青|河|气|使|空|窗|花|猫|堂|津|然|边|岁|刊|末|围|期|报|报"
)
_NO_LENGTH_BEHIND = re.compile("(?:[每同这那下第前后头有新某整周统另万唯又]|每隔|逐|(?<!马)上)$")
_IDIOMS = re.compile(
    "一日三餐|一年四季|十年树木|百年树人|十年磨|百年大计|百年未有|百年老|千年古|百年奥运|一天一|一日千里|一日游|一日之|三天两头|百日"
)
_ONE_DAY = re.compile("[年月份]的$|有$")
# Behind these a bare 3月 is a length: 新婚不满3月.
_SPANNED = ("不满", "未满", "届满", "长达", "为期", "历时")
_RESULT = re.compile("(?:([0-9]+)小?时)?(?:([0-9]+)分)?([0-9]+)秒([0-9]*)")
SENTENCED = re.compile("(?:刑|徒刑|判处?|各判|改判|监禁|入狱|入监|轻判)(?:期|其)?(?: ?[0-9]{1,2}月、)? ?$")
_MORE = {"余", "多"}


class Length(NamedTuple):
    """A length as read: ISO text and comparator of the numeral itself."""

    iso: str
    cmp: Comparator
    amount: Amount | None


def unit_of(amount: Amount) -> str | None:
    """The ISO letter of an amount's unit (time of day in small letters), or None."""
    found = _UNITS.get(amount.unit)
    return found[0] if found else None


def may_begin(plain: str, atom: Atom) -> bool:
    """Whether an amount reads as a length where it stands: not in 一年级, 每天, 一日三餐, 第三年, 两周年."""
    amount = atom.amount
    if amount is None or amount.lead or unit_of(amount) is None or amount.unit in _ALONE_NOT:
        return False
    if amount.unit == "世纪" and not amount.piece:
        return False
    if amount.unit == "分" and amount.half != "半":
        return False
    if (
        amount.unit == "月"
        and not amount.piece
        and not runs(plain, atom.start)
        and not re.fullmatch("半|[数几]|十?几|两", amount.number)
    ):
        return False
    if amount.unit == "日" and amount.number in ("一", "数", "几"):
        return False
    if (
        amount.number == "一"
        and amount.unit == "天"
        and _ONE_DAY.search(plain, max(atom.start - 2, 0), atom.start)
    ):
        return False
    if amount.number == "一百" and plain[max(atom.start - 3, 0) : atom.start].rstrip("“‘").endswith("两个"):
        return False
    if plain[atom.end : atom.end + 1] == amount.unit or _NO_LENGTH.match(plain, atom.end):
        return False
    if _IDIOMS.match(plain, atom.start):
        return False
    if (
        amount.number in ("一",)
        and not amount.low
        and _NO_LENGTH_BEHIND.search(plain, max(atom.start - 3, 0), atom.start)
    ):
        return False
    if amount.unit == "周" and plain[atom.end : atom.end + 1] in tuple("一二三四五六日年岁"):
        return False
    if amount.number in ("百", "千", "万") and not amount.more:
        return bool(_before(plain, atom.start)[0] != "=")
    return True


def runs(plain: str, start: int) -> bool:
    """Whether what stands before makes a bare 3月 a length: 不满3月, 判刑3月."""
    return plain[max(start - 2, 0) : start] in _SPANNED or bool(
        SENTENCED.search(plain, max(start - 8, 0), start)
    )


def read_length(parts: list[Amount]) -> Length | None:
    """The length that one amount says, or several of falling units (3小时05分)."""
    if len(parts) == 1 and parts[0].low:
        return _range(parts[0])
    totals: dict[str, Decimal] = {}
    cmp: Comparator = "="
    for part in parts:
        value, part_cmp = _value(part.number)
        if value is None:
            return None
        letter, factor = _UNITS[part.unit]
        more = Decimal("0.5") if "半" in (part.half, part.middle) else Decimal(0)
        totals[letter] = totals.get(letter, Decimal(0)) + (value + more) * factor
        if {part.more, part.middle, part.half} & _MORE or part_cmp == ">":
            cmp = ">"
        elif part.more == "来" or part_cmp == "~":
            cmp = "~"
    written = iso(totals)
    return Length(written, cmp, parts[0]) if written else None


def read_result(written: str) -> Length:
    """A time run or swum: 3分06秒33 is three minutes and 6.33 seconds."""
    match = _RESULT.fullmatch(written)
    assert match is not None
    hours, minutes, seconds, rest = (part or "0" for part in match.groups())
    clock = {"h": Decimal(hours), "m": Decimal(minutes), "s": Decimal(f"{seconds}.{rest}")}
    return Length(iso(clock), "=", None)


def _range(part: Amount) -> Length | None:
    (low, _), (high, _) = _value(part.low), _value(part.number)
    if low and high and part.joint == "、" and low < 10 <= high and high % 10 == 0:
        low *= 10  # 2、30年
    if low is None or high is None or low >= high:
        return None
    letter, factor = _UNITS[part.unit]
    return Length(f"{iso({letter: low * factor})}/{iso({letter: high * factor})}", "=", part)


def _value(written: str) -> tuple[Decimal | None, Comparator]:
    if written in ("几", "数"):
        return Decimal(1), ">"
    if written == "半":
        return Decimal("0.5"), "="
    found = read(written, 0)
    if found is None or found.end != len(written) or found.value > 100000:
        return None, "="
    return found.value, found.cmp or ("~" if found.high is not None else "=")


def iso(totals: dict[str, Decimal]) -> str:
    """The ISO 8601 duration of these counts by letter, fractions carried downwards.

    >>> iso({"Y": Decimal("1.5")}), iso({"h": Decimal("2.5")}), iso({"M": Decimal("0.5")})
    ('P1Y6M', 'PT2H30M', 'P15D')
    """
    counts = dict.fromkeys(_ORDER, Decimal(0)) | totals
    for letter in _ORDER[:-1]:
        rest = counts[letter] % 1
        if rest:
            smaller, factor = _SMALLER[letter]
            counts[letter] -= rest
            counts[smaller] += rest * factor
    days = "".join(f"{_plain(counts[letter])}{letter}" for letter in "YMWD" if counts[letter])
    clock = "".join(f"{_plain(counts[letter])}{letter.upper()}" for letter in "hms" if counts[letter])
    if days or clock:
        return f"P{days}" + (f"T{clock}" if clock else "")
    return "".join(
        f"P0{letter}" if letter in "YMWD" else f"PT0{letter.upper()}" for letter in list(totals)[-1:]
    )


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


@cache
def _comparator_patterns() -> tuple[dict[str, Comparator], dict[str, Comparator]]:
    lists = words.comparators()
    before: dict[str, Comparator] = {word: cmp for cmp, each in lists.before.items() for word in each}
    behind: dict[str, Comparator] = {word: cmp for cmp, each in lists.behind.items() for word in each}
    return before, behind | {"内": "<="}


def comparator(plain: str, start: int, end: int, own: Comparator) -> Comparator:
    """What the text around `[start, end)` and the numeral itself say of the length."""
    word, found = _before(plain, start)[::-1]
    if word == "近" and _past(plain, start - 1, end):
        found = "="
    if found != "=":
        return found
    for size in (4, 3, 2, 1):
        behind = _comparator_patterns()[1].get(plain[end : end + size])
        if behind and plain[end : end + size] != "起":
            return behind
    return own


def _before(plain: str, start: int) -> tuple[Comparator, str]:
    known = _comparator_patterns()[0]
    for size in (5, 4, 3, 2, 1):
        word = plain[max(start - size, 0) : start].rstrip()
        if word in known:
            return known[word], word
    return "=", ""


def _past(plain: str, near: int, end: int) -> bool:
    """近 as the past so many years (近5年来, “，近三年”), not as nearly (扎根近10年, 近30年的)."""
    opens = near <= 0 or plain[near - 1] in "，。、；：！？\n“（ ,最"
    ahead = plain[end : end + 2]
    return (
        plain[max(near - 1, 0)] == "最"
        or ahead[:1] == "来"
        or ahead == "以来"
        or (opens and ahead[:1] != "的")
    )
