"""Which 元 an article means: Taiwan's, Hong Kong's or the mainland's.

A bare 元 is CNY unless the article is plainly from elsewhere, told by words that only its press uses.
"""

from __future__ import annotations

import re

_TAIWAN = re.compile(
    r"新台币|台股|金管会|國銀|国银|立法院|行政院|民国[0-9一二三四五六七八九]|全台|我国央行|经济部|主计|台中|高雄|新北市|上柜|外资买超|台积电|证交所|财政部国税局|健保"
)
_HONG_KONG = re.compile(
    r"本港|港府|特首|立法会|恒生指数|恒指|港股|房委会|本地确诊|港铁|八达通|屯门|旺角|金管局|保安局|衞生署|卫生署|新界|九龙|强积金"
)
_MAINLAND = re.compile(r"人民币|我国|全国|国务院|央视|新华社|中新社|沪|深交所|省委|市委")


def local_currency(plain: str) -> str:
    """The ISO 4217 code of a bare 元 in this text.

    >>> local_currency("金管会公布国银前8月获利3亿元"), local_currency("上海今年投资3亿元")
    ('TWD', 'CNY')
    """
    if "元" not in plain:
        return "CNY"
    taiwan, hong_kong, mainland = (len(cue.findall(plain)) for cue in (_TAIWAN, _HONG_KONG, _MAINLAND))
    if max(taiwan, hong_kong) <= mainland:
        return "CNY"
    return "TWD" if taiwan >= hong_kong else "HKD"
