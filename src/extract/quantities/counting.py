"""Whether the unit behind a numeral counts, or is part of something else: an article, a name, a time, a session.

一 before a measure word is an article (一个), 二 before some says which (二排); for a few units what stands around
them decides, each by a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from extract.quantities.compounds import is_price
from extract.quantities.numerals import Numeral
from extract.quantities.units import Unit

_SECOND = frozenset(
    "次排队级代线层楼期部室科院路组班区环轮手道厂档段类"
)  # 二次加工, 二排座椅; a count is 两次, 两排
_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_LATIN_BEFORE = re.compile(r"[A-Za-z] ?\Z")
_LEAST_DEGREES = 5
_DEGREES_BEFORE = re.compile("[温升降高低转倾旋纬经零下近]")
_DEGREES_BEHIND = re.compile(r"[以左的至到，。、）]|\Z")
_TEN = 10
_MOST_GREAT = 12
_RANKINGS = frozenset((50, 100, 200, 300, 500, 1000))
_CONGRESS = re.compile(r"胜利|召开|以来|精神|报告|代表|上|党章|闭幕|开幕")
_HOURS = 13
_CENTS = re.compile("[0-9一二三四五六七八九]")
_AGES = frozenset(("岁", "周岁"))
_YEARS = range(1990, 2050)
_HOUSE = re.compile(r"[0-9]+(?:巷|弄|号)")
_SESSION = re.compile("全会|全体会议")
_PRICED = re.compile(r"[价售]|租金|门槛|低至")
_HELD = re.compile(r"举办|承办|连续|成功|历经|已|(?<!中)共|担任|当选|蝉联|参加|参与|近|超")
_NEAR = 6  # characters in front that a rule reads


class _Place(NamedTuple):
    plain: str
    numeral: Numeral
    end: int  # of the unit

    @property
    def before(self) -> str:
        return self.plain[self.numeral.start - 1 : self.numeral.start]

    def led(self, pattern: re.Pattern[str], length: int = _NEAR) -> bool:
        start = self.numeral.start
        return pattern.search(self.plain, max(0, start - length), start) is not None

    def followed(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.plain, self.end) is not None


def counts(plain: str, numeral: Numeral, at: int, end: int, unit: Unit) -> bool:
    """Whether the unit at `[at, end)` counts.

    >>> from extract.quantities.numerals import numeral_at
    >>> from extract.quantities.units import unit_at
    >>> def test(text, n): return counts(text, numeral_at(text, n), n + 1, *unit_at(text, n + 1))
    >>> test("三个", 0), test("一个", 0), test("1对1", 0), test("举办7届", 2)
    (True, False, False, True)
    """
    name, place = plain[at:end], _Place(plain, numeral, end)
    written = plain[numeral.start : numeral.end]
    if unit.kind in ("count", "measure") and written in _FINANCIAL:
        return False  # 陆方 is the mainland's side, 伍家 a name
    excluded = _EXCLUDED.get(name)
    if excluded is not None and excluded(place):
        return False
    if unit.kind != "count":
        return True
    if written in ("一", "零") and name not in _AGES:
        return (name == "打" and end == len(plain)) or is_price(plain, end)
    if written == "二" and name in _SECOND:
        return False
    if written[0] == "0" and written[1:2].isdecimal():
        return False  # 低轨04组, a number of its own
    if numeral.form == "positional" and len(written) == len("四六"):
        return False  # 四六分成
    return not (
        numeral.form == "digits" and place.before.isascii() and place.before.isalpha()
    )  # a flight, a model


def _twice(place: _Place) -> bool:
    """2度申请 and 两度 are twice; 降温2度 and 2度以上 are degrees."""
    if place.numeral.value >= _LEAST_DEGREES:
        return False
    near = place.led(_DEGREES_BEFORE, 3) or place.followed(_DEGREES_BEHIND)
    return place.numeral.form == "hanzi" or not near


def _latin_name(place: _Place) -> bool:
    """M2成长, AlphaFold 3成为; 三成为女性 is a share."""
    return place.numeral.form == "digits" and place.led(_LATIN_BEFORE, 2)


def _congress(place: _Place) -> bool:
    """两大 to 十二大 and 全球500大 count; 二十大, 党的十二大 are congresses."""
    value = place.numeral.value
    if value > _TEN and (place.followed(_CONGRESS) or place.before in ("党", "的")):
        return True
    return not (2 <= value <= _MOST_GREAT or value in _RANKINGS)


_EXCLUDED: Mapping[str, Callable[[_Place], bool]] = MappingProxyType(
    {
        "度": _twice,
        "成": _latin_name,
        "代": lambda place: place.led(_LATIN_BEFORE, 2),  # Labubu三代, the third
        "款": lambda place: (
            place.numeral.form == "digits" and place.numeral.value in _YEARS
        ),  # 2026款, of that year
        "段": lambda place: place.followed(_HOUSE),  # 承德路三段210号
        "毛": lambda place: not place.followed(_CENTS),  # 两毛五; 三毛 wrote books
        "大": _congress,
        "分": lambda place: place.before in ("时", "点", ":"),  # a minute
        "点": lambda place: (
            place.numeral.high is not None and place.numeral.value < _HOURS
        ),  # 七八点, of the clock
        "对": lambda place: place.plain[place.end : place.end + 1].isdecimal(),  # 1对1
        "次": lambda place: place.followed(_SESSION),  # 十届九次全会
        "起": lambda place: place.led(_PRICED),  # 售价10万起 is a price's lower end, 案件3起 a count
        "届": lambda place: not place.led(_HELD),  # 7届 counts what was held, 二十届 names a committee
    }
)
