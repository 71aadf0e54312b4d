"""Who is who in one article: bracketed aliases, short forms, and the one name of each organization.

`上海证券交易所（以下简称“上交所”）` says its alias. A short form drops the legal form, the place or the trade of a full
name and keeps what tells it apart: its characters stand in the full name in the same order.
"""

from __future__ import annotations

import re

from extract.lexicon.characters import view

_ALIAS = re.compile(
    r"[（(](?:以下|下)?(?:简称|统称|下称|又称|又名|原名|即|英文名|英文简称|英文名称|股票简称)?(?:为|：|:)?"
    r"[“\"「『]?(?P<alias>[一-鿿A-Za-z0-9·&*-]{2,20})[”\"」』]?[)）]"
)
_SAYS = re.compile(r"[（(](?:以下|下)?(?:简称|统称|下称|又称|又名|原名|即)")
_LEGAL_FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|总公司|股份公司|公司|集团|控股|股份|委员会|人民政府)+\Z"
)
_PLACE = re.compile(
    r"\A(?:中华人民共和国|中国|国家|[一-鿿]{2,3}(?:省|市|区|县|自治区)|上海|北京|深圳|广州|江苏|浙江|苏州|杭州|南京|天津|重庆|成都|武汉)"
)


def alias_behind(plain: str, end: int) -> tuple[int, int] | None:
    """The alias that a bracket right behind a name says, as a span; a stock code is none.

    >>> alias_behind("江河集团（以下简称“江河”）宣布", 4)
    (10, 12)
    """
    match = _ALIAS.match(plain, end)
    if not match or match["alias"].isdigit():
        return None
    if _SAYS.match(plain, end) or (match["alias"].isascii() and match["alias"].isalpha()):
        return match.span("alias")
    return None


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` can be the short form of the longer name `full`.

    >>> is_short_for("中电金信", "中电金信数字科技集团股份有限公司")
    True
    >>> is_short_for("国家发改委", "国家发展和改革委员会"), is_short_for("中国银行", "中国建设银行")
    (True, False)
    """
    short, full = view(short), view(full)
    if not 2 <= len(short) < len(full):
        return False
    core = _LEGAL_FORM.sub("", short)
    names = {full, _PLACE.sub("", full, count=1)}
    if len(core) >= 2 and any(name.startswith(core) and _tells(core, name) for name in names):
        return True
    return (
        len(short) >= 3
        and short[0] == full[0]
        and full.endswith(("委员会", "部", "局", "会"))
        and _in_order(short, full)
    )


def _tells(core: str, name: str) -> bool:
    """Whether what is left out tells no two organizations apart: a sub-unit's name is no short form's remainder."""
    rest = name[len(core) :]
    return (
        rest == ""
        or _LEGAL_FORM.search(rest) is not None
        or (len(rest) >= 2 and len(core) >= 3 and rest.endswith(("科技", "技术", "智能")))
    )


def _in_order(short: str, full: str) -> bool:
    at = 0
    for character in short:
        at = full.find(character, at) + 1
        if not at:
            return False
    return short[-1] in full[-3:]
