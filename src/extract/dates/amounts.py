"""A numeral with a unit of time: a point of the calendar (2024年, 5月, 一季度) or a length (10年, 5个月)?

`calendar_atom` gives the point, as an atom of kind year, month, day, quarter, school, fiscal or clock, or None
where the amount is a length or nothing of the calendar. What decides, in this order: the form of the numeral (four
digits are a year), 个 before the unit (a length), the lead (第, 前, 首, 民国, ’), and what stands next to it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.dates.atoms import Amount, Atom
from extract.dates.durations import SENTENCED, runs
from extract.dates.models import Region
from extract.quantities.numerals import read

REPUBLIC = 1911  # the year before year 1 of the Republic of China

_MONTH_FOLLOWS = re.compile(
    r" ?(?:的 ?)?(?:(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
    r"(?: ?[-~～至到—、] ?[0-9一二三四五六七八九十]{1,2})? ?月(?!球|亮|饼)"
    r"|第?[一二三四1-4]季|[上下]半年|年?[底末初](?!端|日|代)|Q[1-4]|前[一二三1-9])"
)
_NOT_MONTH = re.compile("龄|刊|怀|供|球|亮|饼|嫂|台|老|子|牙|食|租|薪|度|天")
_NOT_DAY = re.compile("元|圆|游|均|报(?![道告称])|内|之内|历|产|活|租|薪|新增")
_NOT_YEAR = re.compile("级|制|期|龄|代|薪|检|审|租|轮|货|糕|会|均")
_NOT_HOUR = re.compile("候|间|期|代|速|常|装|尚|刻|事|光|空|评|任|段|钟|尔|限|长|效")
_LISTED = re.compile(r"月(?:[0-9一二三四五六七八九十]{1,3}[日号][，、和及至到]){1,6}$")
_NUMBERED = re.compile(
    "机|楼|线|馆|院|车|店|厂|炉|井|船|卫星|公司|文|门|桥|站|坑|矿|库|舰|仓|桌|房|病|台风|路|球|人|选手|种子"
)
_ALONE = re.compile(" ?(?:单月|当月)")


def number(written: str) -> Decimal | None:
    """The exact number written, or None: 2024, 二〇二四, 十二, 1.5, 半, 两."""
    if written == "半":
        return Decimal("0.5")
    found = read(written, 0)
    return found.value if found and found.end == len(written) and not found.vague else None


def calendar_atom(plain: str, atom: Atom, before: str, region: Region) -> Atom | None:
    """The point of the calendar that an amount names; `before` is the kind of the atom that it follows directly."""
    amount = atom.amount
    if amount is None or amount.more or amount.middle or (amount.half and amount.unit[0] not in "点时"):
        return None
    high = number(amount.number)
    low = number(amount.low) if amount.low else high
    if high is None or low is None or high % 1 or low % 1:
        return None
    reader = _READERS.get(amount.unit)
    return reader(plain, atom, int(low), int(high), before, region) if reader else None


def _year(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    amount = atom.amount
    assert amount is not None
    if amount.lead in ("前", "首", "第", "头") or amount.piece:
        return None
    if amount.lead in ("民国",):
        return _as(atom, "year", low + REPUBLIC, high + REPUBLIC)
    if amount.lead in ("公元", "西元"):
        return _as(atom, "year", low, high)
    if amount.lead.startswith("公元"):  # before Christ: a year that no day of ours can stand for
        return _as(atom, "year", 0, 0)
    follows = bool(_MONTH_FOLLOWS.match(plain, atom.end))
    digits = len(amount.number)
    if digits == 4 and 1000 <= high < 2200 and amount.number[-1] not in "百千万":
        low = _century_of(high, low, len(amount.low)) if amount.low else high
        return _as(atom, "year", low, high) if low <= high else None
    if _is_year(amount.low) and digits <= 2:  # 2023-24年
        return _as(atom, "year", low, low // 100 * 100 + high)
    if (
        digits == 3
        and amount.number.isdigit()
        and 80 <= high <= 140
        and (follows or (region == "taiwan" and _roc(plain, atom)))
    ):
        return _as(atom, "year", low + REPUBLIC, high + REPUBLIC)
    if digits == 2 and _two_digit_year(amount, plain, atom, follows):
        return _as(atom, "year", *(value + (2000 if value < 60 else 1900) for value in (low, high)))
    return None


def _two_digit_year(amount: Amount, plain: str, atom: Atom, follows: bool) -> bool:
    """'24年, 07年, 24年3月; a bare 21年 is a length unless it begins with a zero."""
    if not amount.number.isdigit() and not (
        amount.number[0] in "零〇○九八" and amount.number[1] in "零〇一二三四五六七八九"
    ):
        return False
    if SENTENCED.search(plain, max(atom.start - 8, 0), atom.start):
        return False
    if plain[max(atom.start - 1, 0) : atom.start] == "近":
        return False
    in_line = plain[max(atom.start - 2, 0) : atom.start] in ("年至", "年到", "年—", "年、", "年和")
    return bool(amount.lead in ("'", "’", "‘") or amount.number[0] in "0零〇" or follows or in_line)


def _is_year(written: str) -> bool:
    return len(written) == 4 and number(written) is not None and 1000 <= int(number(written) or 0) < 2200


def _century_of(high: int, low: int, digits: int) -> int:
    """The full year of a low end written short: 1985到89, 98至2003."""
    return low if digits == 4 else high // 100 * 100 + low if digits == 2 and high % 100 >= low else low


def _roc(plain: str, atom: Atom) -> bool:
    """A bare 108年 as a year of the Republic: not behind a word that makes it a length, nor before one."""
    behind, ahead = plain[max(atom.start - 1, 0) : atom.start], plain[atom.end : atom.end + 1]
    return behind not in tuple("近逾超约达了有过满第前历") and ahead not in tuple("来间历前内以之期级")


def _month(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    amount = atom.amount
    assert amount is not None
    if amount.lead in ("前", "首") and 1 <= high <= 12:
        return _as(atom, "months_to", 1, high)
    if amount.lead == "第":
        return _as(atom, "nth_month", high, high) if amount.piece and before == "year" else None
    if (
        amount.piece
        or amount.lead
        or not 1 <= low <= 12
        or not 1 <= high <= 12
        or _NOT_MONTH.match(plain, atom.end)
        or runs(plain, atom.start)
    ):
        return None
    if (amount.joint == "、" and high != low + 1) or (amount.joint == "/" and high != low):
        return None
    single = _ALONE.match(plain, atom.end)
    found = _as(atom, "month", low, high)
    return found._replace(end=single.end(), word=plain[atom.start : single.end()]) if single else found


def _day(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    amount = atom.amount
    assert amount is not None
    inside = before in ("month", "rel_month")
    if amount.lead or amount.piece or not 1 <= low <= 31 or not 1 <= high <= 31 or amount.unit == "天":
        return None
    if amount.unit == "号" and _NUMBERED.match(plain, atom.end):
        return None
    if inside:
        return _as(atom, "day", low, high)
    if amount.unit == "号" and not (
        _LISTED.search(plain, max(atom.start - 24, 0), atom.start) and amount.number.isdigit()
    ):
        return None
    hanzi = not amount.number.isdigit()
    if _NOT_DAY.match(plain, atom.end) or (hanzi and (high < 4 or "两" in amount.number)):
        return None
    behind = plain[max(atom.start - 2, 0) : atom.start]
    if amount.joint == "、" and high != low + 1:  # 3、5日记一次
        return None
    if (
        behind[:1] == "连"
        or (behind[-1:] == "月" and behind[:1].isdigit())
        or behind.endswith(
            (
                "近",
                "约",
                "逾",
                "超",
                "每",
                "达",
                "共",
                "续",
                "连",
                "期",
                "第",
                "过",
                "前",
                "满",
                "至少",
                "最多",
            )
        )
        or high < low
    ):
        return None
    return _as(atom, "day", low, high)


def _quarter(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    amount = atom.amount
    assert amount is not None
    counted = "两" in amount.number or plain[max(atom.start - 1, 0) : atom.start] in tuple("连近续来去逾达")
    if counted and amount.lead not in ("前", "首"):
        return None
    if not 1 <= low <= high <= 4 or (amount.piece and amount.lead not in ("前", "首")):
        return None
    if amount.lead in ("前", "首"):
        return _as(atom, "quarters_to", 1, high)
    named = amount.lead == "第" and region != ""  # on the mainland 第二季 is a show's season
    if amount.unit == "季" and not named and before not in ("year", "rel_year", "fiscal"):
        return None
    return _as(atom, "quarter", low, high)


def _school(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    amount = atom.amount
    assert amount is not None
    if not _is_year(amount.low or amount.number):
        return None
    return _as(atom, "school", low, low)


def _fiscal(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    """2024财年 as a whole year; 2024/25年度 and 2024-25财政年度 from April, as in Hong Kong, Japan and India."""
    amount = atom.amount
    assert amount is not None
    if amount.joint in ("/", "-", "–", "—") and _is_year(amount.low) and high in (low + 1, (low + 1) % 100):
        return _as(atom, "fiscal", low, 4)
    if not amount.low and _is_year(amount.number):
        return _as(atom, "fiscal", high, 1)
    if amount.lead == "民国" or (region == "taiwan" and 80 <= high <= 140):
        return _as(atom, "year", high + REPUBLIC, high + REPUBLIC)
    return _as(atom, "year", low, high) if _is_year(amount.low) and _is_year(amount.number) else None


def _clock(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    """9时, 3点半, 9时30分: an hour of the day beside a day or a part of it, or with its minutes."""
    amount = atom.amount
    assert amount is not None
    if high > 24 or amount.lead or amount.piece or _NOT_HOUR.match(plain, atom.end):
        return None
    if (
        plain[max(atom.start - 1, 0) : atom.start].strip().isascii()
        and plain[max(atom.start - 1, 0) : atom.start].isalpha()
    ):
        return None
    minutes = _MINUTES.match(plain, atom.end)
    joined = before in ("day", "rel_day", "daytime", "weekday", "iso", "paren", "festival")
    digits = amount.number.isdigit() or joined
    if not (
        joined
        or (minutes and digits)
        or (amount.unit == "时" and digits and _HOUR_ENDS.match(plain, atom.end))
    ):
        return None
    end = minutes.end() if minutes else atom.end
    return _as(atom, "clock", low, high)._replace(end=end, word=plain[atom.start : end])


_MINUTES = re.compile(
    r"(?: ?[0-9一二三四五六七八九十]{1,3} ?分(?:[0-9一二三四五六七八九十]{1,3}秒)?|半(?!年)|整|许|[一三]刻)"
)
_HOUR_ENDS = re.compile("许|起|止|至|到|前|后|整|，|。|、|；|）|$|在|举行|开始")


def _as(atom: Atom, kind: str, low: int, high: int) -> Atom:
    return Atom(kind, atom.start, atom.end, low, high, atom.word if kind != "decade" else "")


def _decade(plain: str, atom: Atom, low: int, high: int, before: str, region: Region) -> Atom | None:
    """2010年代."""
    return (
        _as(atom, "decade", high % 100, high // 100 + 1) if 1000 <= high < 2200 and high % 10 == 0 else None
    )


_READERS = {
    "年代": _decade,
    "年": _year,
    "年度": _fiscal,
    "月": _month,
    "月份": _month,
    "日": _day,
    "号": _day,
    "季度": _quarter,
    "季": _quarter,
    "学年": _school,
    "学年度": _school,
    "财年": _fiscal,
    "财政年度": _fiscal,
    "时": _clock,
    "点": _clock,
    "点钟": _clock,
}
