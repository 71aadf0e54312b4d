"""Ordinals: 第1000台, 第二大, 排名第三, 前五位, 前十.

第 in front of a numeral makes a rank where it isn't a name (`第三届进博会`, a quarter, a chapter in a list); 前 in
front of one makes a rank where no calendar unit follows. An amount with `start == end` says: a rank by its form, but
part of a name or a date, so no quantity.
"""

from __future__ import annotations

import re

from extract.quantities.amounts import Amount
from extract.quantities.nouns import joins_noun
from extract.quantities.numerals import Numeral
from extract.quantities.units import temporal_at, unit_at

# What a 第N forms the name of: events, clauses, parts of documents, generations, places.
_NAMED = re.compile(
    r"届|(?<!万)回|[条章节项合号版期集季卷页师军旅团营步线天夜年轮场局盘课]|款(?!手机|产品)|部分|连队|支队|总队|大队|方面|产业|方|者|"
    r"人民|医院|中学|小学|中级|工程局|研究所|研究院|设计院|实验|附属|代|曲线|责任人|书记|时间|夫人|要务|性|世界|梯队|阵[营容地]|"
    r"庭|选区|支部|党支部|巡视组|巡察组|督[导察]组|检察部|监督检查室|研究室|幼儿园|附中|监狱|水厂|电厂|建筑|建设|师范|外国语|航天|地质|大街|大道|"
    r"次(?:全|会|中|代表|工业|国共|缔约|集体|理事|峰会|部长|例会|定期|党代|主席|缔约方|领导人|世界|亚|联合国)|修正案|副总|医学|军医|海军|空军|集团军|"
    r"(?:[、和][一二三四])+(?:产业|季度|方)|个五年|工作室|侦察|任期|阶段|课堂|单元|航站|食品|机床|汽车|创业|故事"
)
_MOST_LISTED = 30
_LIST_NUMBER = re.compile(r"(?:\A|[。；;\n：:“，,、]|\s)\s*\Z")


def ordinal(text: str, plain: str, numeral: Numeral) -> Amount | None:
    """The rank that the numeral says, an empty amount where it is a name's, or None where it is no ordinal.

    >>> from extract.quantities.numerals import numeral_at
    >>> text = "排名第三"
    >>> ordinal(text, text, numeral_at(text, 3)).start
    2
    """
    mark = plain[numeral.start - 1 : numeral.start]
    if mark == "第":
        return _with_di(text, plain, numeral, numeral.start - 1)
    if mark == " " and plain.startswith("第", numeral.start - 2):
        return _with_di(text, plain, numeral, numeral.start - 2)
    start = numeral.start - 1 - (mark == " ")
    if (
        plain[start : start + 1] == "前"
        and plain[numeral.start : numeral.end] != "一"
        and not temporal_at(plain, numeral.end)
        and not numeral.vague
    ):
        return _with_qian(text, plain, numeral, start)
    return None


def _with_di(text: str, plain: str, numeral: Numeral, start: int) -> Amount:
    nothing = _amount(start, start, numeral, "")
    at = numeral.end + plain.startswith(" ", numeral.end)
    if _NAMED.match(plain, at) or temporal_at(plain, numeral.end) or numeral.high is not None:
        return nothing
    listed = _LIST_NUMBER.search(plain, max(0, start - 3), start) is not None
    if (
        listed
        and numeral.value <= _MOST_LISTED
        and plain.startswith(("，", "、", ",", "：", ":"), numeral.end)
    ):
        return nothing
    found = unit_at(plain, at)
    if found and found[1].kind == "count" and not joins_noun(plain, at, found[0], numeral):
        return _amount(start, found[0], numeral, text[at : found[0]])
    return _amount(start, numeral.end, numeral, "")


def _with_qian(text: str, plain: str, numeral: Numeral, start: int) -> Amount | None:
    """前五位, 前十, 前5; 前100家 and 前3个 count what comes first, which is a rank too."""
    found = unit_at(plain, numeral.end)
    if plain[start - 1 : start] in ("目", "日", "之", "年", "月", "天", "此", "赛", "提", "以"):
        return None
    if found is None:
        return _amount(start, numeral.end, numeral, "") if numeral.value <= 1000 else None
    if found[1].kind == "count" and plain.startswith(("位", "名", "强", "大", "家", "席", "排"), numeral.end):
        return _amount(start, found[0], numeral, text[numeral.end : found[0]])
    return None


def _amount(start: int, end: int, numeral: Numeral, unit: str) -> Amount:
    return Amount(start, end, "ordinal", numeral.value, None, unit, "=", "ordinal", numeral)
