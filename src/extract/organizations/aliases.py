"""Aliases that the text itself gives a name: `上海证券交易所（以下简称“上交所”）`, `江河集团（JHG）`."""

from __future__ import annotations

import re

_ALIAS = re.compile(
    r"[（(](?:以下|下|后文)?(?P<says>简称|统称|下称|又称|又名|原名|曾用名|即|英文名|英文简称|英文名称|股票简称|证券简称)?(?:为|是|：|:)?"
    r"[“\"「『]?(?P<alias>[一-鿿A-Za-z0-9·&*-]{2,20})[”\"」』]?(?P<more>[）)]|[，,、；;])"
)


def alias_behind(plain: str, end: int) -> tuple[int, int] | None:
    """The alias that a bracket right behind a name says, as a span; a stock code is none.

    >>> alias_behind("江河集团（以下简称“江河”）宣布", 4)
    (10, 12)
    """
    match = _ALIAS.match(plain, end)
    if not match or match["alias"].isdigit():
        return None
    english = match["alias"].isascii() and match["alias"].isalpha() and match["more"] in "）)"
    return match.span("alias") if match["says"] or english else None
