"""Who is who in one article: which names are one organization's, and which of them is the fullest.

A name can be short for a fuller one in three ways. It leaves out the place in front, the trade or the legal form
(`江河科技` for `上海江河科技集团有限公司`); it takes one character of each word (`国家发改委`, `北大`); or it is the unit without
its parent (`市场监管局` for `徐汇区市场监管局`). What could be short for two organizations is neither's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from extract.lexicon import words
from extract.lexicon.characters import view

_LEGAL = (
    *("股份有限公司", "有限责任公司", "集团有限公司", "集团公司", "有限公司", "股份公司", "总公司", "公司", "集团", "股份", "控股"),
    *("（有限合伙）", "(有限合伙)", "人民政府", "委员会"),
)  # fmt: skip
_LATIN_LEGAL = re.compile(
    r"[ ,，.]*(?:Group|Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|LP|GmbH|AG|SA|NV|PLC|plc"
    r"|Holdings?|Technolog(?:y|ies)|Labs?|International)\b\.?"
)
# Trades so common in names that what goes with and without them is one company even where no legal form follows.
_LIGHT = {"科技", "技术", "智能", "数字", "信息", "集团", "股份", "控股", "网络", "国际", "实业"}
# An institution's noun and what becomes of it in a contraction of two characters.
_NOUNS = {
    "大学": "大",
    "银行": "行",
    "法院": "院",
    "医院": "院",
    "证券": "证",
    "科学院": "院",
    "委员会": "委",
    "交易所": "所",
}
_ENDS = (*_NOUNS, *"部局会院所署社行团委")
_INSTITUTIONS = {"大学", "学院", "医院", "研究院", "研究所", "银行", "证券", "保险", "基金", "俱乐部"}
_COUNTRY = re.compile("中华人民共和国|中国|国家")
_PLACE = re.compile("[一-鿿]{1,6}?(?:特别行政区|自治区|自治州|省|市|区|县|州)")
_BRACKET = re.compile("[(（][一-鿿]{2,8}[)）]")
_MARKED = re.compile(r"\A(?:S?\*?ST ?|XD|XR|DR|N)(?=[一-鿿])|-(?:W|SW|B|U|S|WD|SB)\Z")
_PARENT = re.compile("(?:公司|集团|政府|大学|学院|医院|银行|法院|委员会|[部局委院署厅会省市区县州国])\\Z")
_MOST_TRADE, _MOST_COMPARED, _MOST_GAP = 8, 64, 3

Known = Callable[[str], object]


def fullest(names: Iterable[str]) -> list[str]:
    """Names from the fullest to the shortest; a Chinese name is fuller than one in letters alone.

    >>> fullest(["江河", "Jianghe Group", "江河集团"])
    ['江河集团', '江河', 'Jianghe Group']
    """
    return sorted(set(names), key=lambda name: (not _chinese(name), -len(_plain(name)), name))


def grouped(
    names: Iterable[str], said: Iterable[tuple[str, str]] = (), known: Known = lambda name: None
) -> dict[str, str]:
    """For each name the fullest name of its organization.

    `said` are pairs of names that the text calls the same; `known` tells of a name which organization of a list it
    means, or None: two names of two known organizations are never one.

    >>> grouped(["江河科技", "上海江河科技有限公司", "长山银行"])["江河科技"]
    '上海江河科技有限公司'
    >>> grouped(["江河", "江河科技有限公司", "江河物流有限公司"])["江河"]
    '江河'
    """
    ordered = fullest(names)
    groups = _Groups(ordered)
    first: dict[object, str] = {}
    for name in ordered:
        for key in (_plain(name), known(name)):
            if key is not None:
                groups.join(first.setdefault(key, name), name)
    for one, other in said:
        groups.join(one, other)
    index = _Index(ordered)
    for name in ordered:
        fuller = {groups.of(full) for full in index.fuller(name) if _may_join(name, full, known)}
        if len(fuller) == 1:
            groups.join(fuller.pop(), name)
    return {name: groups.of(name) for name in ordered}


def short_for(short: str, full: str) -> bool:
    """Whether `short` leaves out what a short form of `full` may leave out.

    >>> [short_for("中电金信", "中电金信数字科技集团股份有限公司"), short_for("国家发改委", "国家发展和改革委员会")]
    [True, True]
    >>> [short_for("中国银行", "中国建设银行"), short_for("京东", "京东物流"), short_for("北大", "北京大学")]
    [False, False, True]
    """
    short, full = _plain(short), _plain(full)
    return 2 <= len(short) < len(full) and any(
        _opens(short, head, full) or _contracts(short, head) for head in _heads(full)
    )


def one_name(name: str, other: str) -> bool:
    """Whether the two may name one organization: the same in both scripts, or one short for the other.

    >>> [one_name("江河公司", "江河科技股份有限公司"), one_name("江河物流有限公司", "江河科技股份有限公司")]
    [True, False]
    """
    return _plain(name) == _plain(other) or short_for(name, other) or short_for(other, name)


def _may_join(short: str, full: str, known: Known) -> bool:
    one, other = known(short), known(full)
    if one is not None and other is not None:
        return one == other
    if one is not None and not _only_legal(_plain(short), _plain(full)):
        return False  # 外交部 is not short for 东国外交部, nor 京东 for 京东物流有限公司
    return short_for(short, full) or _unit(_plain(short), _plain(full))


def _only_legal(short: str, full: str) -> bool:
    return any(head.startswith(short) and _spelled(head[len(short) :], set()) for head in _heads(full))


def _opens(short: str, head: str, full: str) -> bool:
    """江河科技 opens 江河科技集团有限公司; what follows is trade and legal form, and says so plainly."""
    core = short.removesuffix("公司") if len(short) >= 4 else short
    if not head.startswith(core) or core in _places() or len(core) < 2:
        return False
    rest = head[len(core) :]
    if core.isascii():
        return rest == "" or _LATIN_LEGAL.sub("", rest) == ""
    if rest in _INSTITUTIONS or rest == "":
        return True
    return _spelled(rest, _trades() if full.endswith(_LEGAL) else _LIGHT)


def _spelled(rest: str, trades: set[str] | frozenset[str]) -> bool:
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
    """北大, 国家发改委: the first characters of the words of an institution's name."""
    noun = next((noun for noun in _ENDS if head.endswith(noun)), "")
    if not noun or short[0] != head[0] or short.endswith(tuple(one for one in _NOUNS if len(one) > 1)):
        return False
    if len(short) == 2:
        return noun in _NOUNS and short[1] == _NOUNS[noun] and len(head) - len(noun) in (2, 3)
    at = 0
    for character in short[1:]:
        found = head.find(character, at + 1)
        if not 0 <= found - at - 1 <= _MOST_GAP:
            return False
        at = found
    return at >= len(head) - len(noun)


def _unit(short: str, full: str) -> bool:
    """徐汇区市场监管局 and 市场监管局: the same unit without its parent, long enough to be a name."""
    return len(short) >= 4 and full.endswith(short) and bool(_PARENT.search(full[: -len(short)]))


def _heads(full: str) -> Iterator[str]:
    """The name, and the name without the place in front."""
    yield full
    country = _COUNTRY.match(full)
    if country and len(full) - country.end() >= 3:
        yield full[country.end() :]
    bare = next((full[size:] for size in (4, 3, 2) if full[:size] in _places()), None)
    if bare and len(bare) >= 3:
        yield bare.removeprefix("市") if len(bare) > 4 else bare
        return
    place = _PLACE.match(full)
    if place and len(full) - place.end() >= 4:
        yield full[place.end() :]


def _plain(name: str) -> str:
    """The name as it is compared: simplified, half width, without the marks of a share's listing."""
    return _MARKED.sub("", view(name).strip())


def _chinese(name: str) -> bool:
    return any("一" <= character <= "鿿" for character in name)


@cache
def _places() -> frozenset[str]:
    return frozenset(words("places.txt"))


@cache
def _trades() -> frozenset[str]:
    return frozenset(words("trades.txt"))


class _Index:
    """The names by how they begin and end, so that each is compared with few."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            plain = _plain(name)
            for key in {*(f"{head[:1]}…" for head in _heads(plain)), f"…{plain[-2:]}"}:
                if len(self._names[key]) < _MOST_COMPARED:
                    self._names[key].append(name)

    def fuller(self, name: str) -> Iterator[str]:
        """The longer names that `name` might be short for."""
        plain = _plain(name)
        for key in (f"{plain[:1]}…", f"…{plain[-2:]}"):
            yield from (full for full in self._names[key] if len(_plain(full)) > len(plain))


class _Groups:
    """Names joined into groups, each called by its first name in the order given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._rank = {name: rank for rank, name in enumerate(names)}
        self._head = {name: name for name in names}

    def of(self, name: str) -> str:
        """The first name of the group that `name` is in."""
        while self._head[name] != name:
            name = self._head[name]
        return name

    def join(self, one: str, other: str) -> None:
        """Make the groups of two names one; names that were not given are left alone."""
        if one in self._head and other in self._head:
            first, second = sorted((self.of(one), self.of(other)), key=self._rank.__getitem__)
            self._head[second] = first
