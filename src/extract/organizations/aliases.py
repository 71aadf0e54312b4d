"""What the text says right behind a name: other names for it, and the code of its share.

`上海证券交易所（以下简称“上交所”）`, `美国国家航空航天局（NASA）`, `江河集团（600000.SH）`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BRACKET = re.compile(r"\s?[（(](?P<inside>[^（()）\n]{2,80})[）)]")
_PART = re.compile(r"[^，,、；;/或]+")
_SAYS = (
    r"(?:以下|下文|后文|下|并)?(?:统一)?(?:简称|统称|下称|合称|又称|又名|亦称|也称|俗称|原名|原称|曾用名|现名|即|简稱|下稱|又稱"
    r"|英文名称|英文简称|英文缩写|英文名|英文|缩写|股票简称|证券简称|股票名称)"
)
_QUOTED = r"[“\"「『‘'](?P<quoted>[^”\"」』’']{2,30})[”\"」』’']"
_NAME = r"(?P<bare>[一-鿿A-Za-z0-9·&*-]{2,20})"
_SAID = re.compile(rf"\s*{_SAYS}(?:为|是|：|:)?\s*(?:{_QUOTED}|{_NAME})\s*\Z")
_ALSO = re.compile(rf"\s*{_QUOTED}\s*\Z")
_ENGLISH = re.compile(r"\s*(?P<bare>[A-Za-z][A-Za-z&.'’ -]{1,60}?)\s*\Z")
_BEHIND = re.compile(rf"[，,]\s*(?:以下|下)?(?:简称|下称|简稱|下稱)(?:为|是)?\s*{_QUOTED}")
_OFFICES = frozenset(("CEO", "CFO", "CTO", "COO", "IPO", "APP", "AI", "PDF", "LOGO", "ETF", "LOF", "REITs"))
_LABEL = r"(?:(?:股票|证券|股份|公司|港股|美股|A股|H股)?代[码号碼號][:：]?|NYSE[:：]|NASDAQ[:：]|纳斯达克[:：]|纽交所[:：]|港交所[:：]|上交所[:：]|深交所[:：]|北交所[:：])"
_MARKET = r"SH|SS|SZ|BJ|HK|TW|TWO|US|NYSE|O|N"
_CODE = re.compile(
    rf"\s*(?P<label>{_LABEL})?\s*(?P<code>[0-9]{{4,6}}|[A-Z]{{1,5}})(?:[.\-](?P<market>{_MARKET}))?\s*\Z",
    re.IGNORECASE,
)
# Whose list a six-digit code stands in says its first digits: rules on codes of the three exchanges of the mainland.
_SHARES = re.compile(
    r"(?:(?P<SH>60[0135]|68[89]|900)|(?P<SZ>00[0-3]|30[0-2]|200)|(?P<BJ>43|83|87|88|92))[0-9]+\Z"
)


def aliases_behind(plain: str, end: int) -> list[tuple[int, int]]:
    """The other names that a bracket right behind a name says, as spans; a stock code is none.

    >>> aliases_behind("江河集团（以下简称“江河”）宣布", 4)
    [(10, 12)]
    """
    bracket = _BRACKET.match(plain, end)
    if not bracket:
        behind = _BEHIND.match(plain, end)
        return [behind.span("quoted")] if behind else []
    parts = list(_parts(bracket))
    if all(_ENGLISH.match(part) or _CODE.match(part) for _, part in parts):
        names = [(at, _ENGLISH.match(part)) for at, part in parts]
    else:
        names = list(_said(parts))
    spans = [(at, found.span(found.lastgroup or 0)) for at, found in names if found and _is_name(found)]
    return [(at + start, at + stop) for at, (start, stop) in spans]


def _said(parts: Sequence[tuple[int, str]]) -> Iterator[tuple[int, re.Match[str] | None]]:
    """The names that a bracket calls another name of what stands before it: 简称“X”或“Y”."""
    said = False
    for at, part in parts:
        found = _SAID.match(part) or (_ALSO.match(part) if said else None)
        said = said or found is not None
        yield at, found


def _is_name(found: re.Match[str]) -> bool:
    name = found[found.lastgroup or 0]
    return name not in _OFFICES and not name.isdigit()


def code_behind(plain: str, end: int) -> str | None:
    """The share's code that a bracket right behind a name says, with its exchange: `600000.SH`.

    >>> code_behind("江河集团（600000）", 4), code_behind("江河集团（股票代码：0700.HK）", 4), code_behind("江河集团（2024）", 4)
    ('600000.SH', '0700.HK', None)
    """
    bracket = _BRACKET.match(plain, end)
    if not bracket:
        return None
    for _, part in _parts(bracket):
        found = _CODE.match(part)
        if found and (code := _coded(found)):
            return code
    return None


def _coded(found: re.Match[str]) -> str | None:
    code, market = found["code"].upper(), (found["market"] or "").upper()
    if market:
        return (
            f"{code}.{'SH' if market == 'SS' else market}"
            if code.isdigit() or market in ("US", "O", "N")
            else None
        )
    shares = _SHARES.match(code) if len(code) == 6 else None
    if shares:
        return f"{code}.{shares.lastgroup}"
    return code if found["label"] and (code.isdigit() or found["label"][0] in "Nn纳纽") else None


def _parts(bracket: re.Match[str]) -> Iterator[tuple[int, str]]:
    first = bracket.start("inside")
    return ((first + part.start(), part[0]) for part in _PART.finditer(bracket["inside"]))
