"""Which name may be short for which, by the rules that Chinese names are shortened by.

A short name leaves out the place in front, the trade or the legal form (`江河科技` for `上海江河科技集团有限公司`), takes
characters of each word (`国家发改委`, `北大`), or is the unit without its parent or place (`市场监管局` for
`徐汇区市场监管局`). Names are compared in plain form: simplified, half width, without a share's marks (`*ST`, `-W`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon import words
from extract.lexicon.characters import view

_FORMS = ("股份有限公司", "有限责任公司", "集团有限公司", "集团公司", "有限公司", "股份公司", "总公司")
_LEGAL = (*_FORMS, "公司", "集团", "股份", "控股", "（有限合伙）", "(有限合伙)", "人民政府", "委员会")
_LATIN_LEGAL = re.compile(
    r"[ ,，.]*(?:group|inc|incorporated|corp|corporation|company|co|ltd|limited|llc|lp|gmbh|ag|sa|nv|plc"
    r"|holdings?|technolog(?:y|ies)|labs?|international)\b\.?"
)
# Trades so common in names that what goes with and without them is one company even where no legal form follows.
_LIGHT = frozenset(("科技", "技术", "智能", "数字", "信息", "集团", "股份", "控股", "网络", "国际", "实业"))
_INSTITUTIONS = frozenset(
    (
        "大学",
        "学院",
        "医院",
        "研究院",
        "研究所",
        "银行",
        "证券",
        "保险",
        "基金",
        "俱乐部",
        "足球俱乐部",
        "篮球俱乐部",
        "球队",
        "足球队",
    )
)
# An institution's noun and what becomes of it in a contraction of two characters.
_NOUNS = {"大学": "大", "银行": "行", "法院": "院", "医院": "院", "证券": "证", "科学院": "院", "委员会": "委",
          "交易所": "所"}  # fmt: skip
# The nouns whose last word a contraction keeps a character of (中国足协); with the whole noun it is another body's name.
_WHOLE_NOUNS = (
    *(
        "人民政府",
        "人民法院",
        "人民检察院",
        "联合会",
        "研究院",
        "研究所",
        "总工会",
        "协会",
        "学会",
        "商会",
        "学院",
    ),
    *("电视台", "广播电台", "电台", "气象台", "通讯社", "出版社", "日报", "晚报", "代表队"),
    *_NOUNS,
)
_ENDS = (*_WHOLE_NOUNS, "政府", "会议", "中心", "实验室", *"部局会院所署社行团委厅办台队")
_COUNTRY = re.compile("中华人民共和国|中国|国家")
_KIND = re.compile("特别行政区|自治区|自治州|省|市|区|县")
_PLACE = re.compile(f"[一-鿿]{{1,6}}?(?:{_KIND.pattern}|州)")
_BRACKET = re.compile("[(（][一-鿿]{2,8}[)）]")
_MARKED = re.compile(r"\A(?:S?\*?ST ?|XD|XR|DR|N)(?=[一-鿿])|-(?:W|SW|B|U|S|WD|SB)\Z")
_GAP = re.compile(r"(?<=[一-鿿])\s+|\s+(?=[一-鿿])")
_PARENT = re.compile("(?:公司|集团|政府|大学|学院|医院|银行|法院|委员会|[部局委院署厅会省市区县州国])\\Z")
_INNER = re.compile(f"(?:{'|'.join(_FORMS)})(?=[一-鿿]{{1,8}}(?:行|部|公司|厂|店|中心|院|所)\\Z)")
_BODIES = "署局司处厅"
_MOST_TRADE, _MOST_GAP = 8, 4


def plain(name: str) -> str:
    """The name as it is compared: simplified, half width, without a share's marks and spaces between hanzi.

    >>> plain("*ST江河"), plain("江 河 集 團"), plain("OpenAI")
    ('江河', '江河集团', 'openai')
    """
    return _MARKED.sub("", _GAP.sub("", view(name).strip())).replace("与", "和").casefold()


def short_for(short: str, full: str) -> bool:
    """Whether `short` leaves out what a short form of `full` may leave out.

    >>> [short_for("中电金信", "中电金信数字科技集团股份有限公司"), short_for("国家发改委", "国家发展和改革委员会")]
    [True, True]
    >>> [short_for("中国银行", "中国建设银行"), short_for("京东", "京东物流"), short_for("北大", "北京大学")]
    [False, False, True]
    """
    short, full = plain(short), plain(full)
    if not 2 <= len(short) < len(full):
        return False
    return _of_country(short, full) or any(
        _opens(short, head, full) or _contracts(short, head) for head in heads(full)
    )


def unit_of(short: str, full: str) -> bool:
    """Whether `short` is the unit, or the body, without the parent or the place that `full` names.

    >>> [unit_of("市场监管局", "徐汇区市场监管局"), unit_of("公安厅", "浙江省公安厅"), unit_of("科技公司", "江河科技公司")]
    [True, True, False]
    """
    short, full = plain(short), plain(full)
    before = full[: -len(short)]
    if len(short) < 3 or not before or not full.endswith(short) or short in _ENDS:
        return False
    return is_place(before) or ((len(short) >= 4 or short[-1] in _BODIES) and bool(_PARENT.search(before)))


def only_legal(short: str, full: str) -> bool:
    """Whether `full` adds nothing but place and legal form: 京东 is not short for 京东物流有限公司.

    >>> [only_legal("京东", "京东集团股份有限公司"), only_legal("京东", "京东物流有限公司")]
    [True, False]
    """
    short, full = plain(short), plain(full)
    return any(head.startswith(short) and _spelled(head[len(short) :], frozenset()) for head in heads(full))


def is_place(text: str) -> bool:
    """Whether `text` is a country or a place by its name: 瑞典, 上海, 徐汇区.

    >>> [is_place("瑞典"), is_place("徐汇区"), is_place("江河")]
    [True, True, False]
    """
    return text in places() or text in countries() or _PLACE.fullmatch(text) is not None


def heads(full: str) -> Iterator[str]:
    """A plain name, and the name without the places in front, without a legal form in its midst.

    >>> list(heads("浙江省杭州市江河科技有限公司"))
    ['浙江省杭州市江河科技有限公司', '杭州市江河科技有限公司', '江河科技有限公司']
    """
    yield full
    inner = _INNER.sub("", full)
    if inner != full:
        yield inner
    country = _COUNTRY.match(full)
    if country and len(full) - country.end() >= 3:
        yield full[country.end() :]
    yield from _without_places(full)


def _without_places(full: str) -> Iterator[str]:
    """The name without the first place in front, without the first two, and so on."""
    while size := _lead(full):
        full = full[size:]
        yield full


def _lead(full: str) -> int:
    """How long the place in front of a name is; 0 where none is, or too little is left."""
    size = next((size for size in (4, 3, 2) if full[:size] in places()), 0)
    if size:
        kind = _KIND.match(full, size)
        size = kind.end() if kind and len(full) - kind.end() >= 3 else size
        return size if len(full) - size >= 3 else 0
    place = _PLACE.match(full)
    return place.end() if place and len(full) - place.end() >= 4 else 0


def shortened(full: str) -> Iterator[str]:
    """The short names of a company that its legal name spells: each leaves out trade and legal form at the end.

    >>> list(shortened("上海江河智能科技有限公司"))
    ['上海江河智能科技', '上海江河智能', '上海江河', '江河智能科技', '江河智能', '江河']
    """
    full = plain(full)
    if not full.endswith(_FORMS):
        return
    for head in heads(full):
        for size in range(len(head) - 1, 1, -1):
            whole = head[:size] not in places() and not head[:size].endswith("有限")
            if whole and _spelled(head[size:], trades()):
                yield head[:size]


@cache
def places() -> frozenset[str]:
    """Provinces and cities as names carry them."""
    return frozenset(words("places.txt"))


@cache
def countries() -> frozenset[str]:
    """Countries as names carry them."""
    return frozenset(words("countries.txt"))


@cache
def trades() -> frozenset[str]:
    """What companies do, as their names say it."""
    return frozenset(words("trades.txt"))


def _of_country(short: str, full: str) -> bool:
    """美政府, 俄国防部: a country by its first character."""
    rest = short[1:]
    return (
        len(rest) >= 2 and short[0] == full[0] and full.endswith(rest) and full[: -len(rest)] in countries()
    )


def _opens(short: str, head: str, full: str) -> bool:
    """江河科技 opens 江河科技集团有限公司; what follows is trade and legal form, and says so plainly."""
    core = short.removesuffix("公司") if len(short) >= 4 else short
    if not head.startswith(core) or core in places() or len(core) < 2:
        return False
    rest = head[len(core) :]
    if core.isascii() and rest.isascii():
        return rest == "" or _LATIN_LEGAL.sub("", rest) == ""
    if rest in _INSTITUTIONS or rest == "":
        return rest == "" or not core.endswith(tuple(_LIGHT))
    return _spelled(rest, trades() if full.endswith(_LEGAL) else _LIGHT)


def _spelled(rest: str, trades: frozenset[str]) -> bool:
    """Whether `rest` is nothing but trades, legal forms and places in brackets."""
    rest = _BRACKET.sub("", rest)
    reached = [True] + [False] * len(rest)
    for end in range(1, len(rest) + 1):
        reached[end] = any(
            reached[start] and (rest[start:end] in trades or rest[start:end] in _LEGAL)
            for start in range(max(0, end - _MOST_TRADE), end)
        )
    return reached[-1]


def _contracts(short: str, head: str) -> bool:
    """北大, 国家发改委: characters of the words of an institution's name, in order, the last of its noun."""
    noun = next((noun for noun in _ENDS if head.endswith(noun)), "")
    if not noun or short[0] != head[0] or short.endswith(_WHOLE_NOUNS):
        return False
    begin = len(head) - len(noun)
    if len(short) == 2:
        if noun == "大学" and head[:2] in places():  # 北京航空航天大学, 上海财经大学
            return short[1] == head[2] or (short[1] == "大" and begin in (2, 3))
        return noun in _NOUNS and short[1] == _NOUNS[noun] and begin in (2, 3)
    at, place = 0, len(head) - min(map(len, _without_places(head)), default=len(head))
    for rank, character in enumerate(short[1:], 2):
        found = head.find(character, at + 1)
        if found < 0 or min(found, max(begin, at + 1)) - at - 1 > _MOST_GAP:
            return False
        if rank == len(short) and found >= begin > place > at:  # 江苏省委 is not short for 江苏省发展改革委
            return False
        at = found
    return at >= begin
