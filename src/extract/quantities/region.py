"""Which 元 an article means: Taiwan's, Hong Kong's or the mainland's.

A bare 元 is CNY unless the article says otherwise (新台币，下同) or is written in traditional characters: then the words
that only Taiwan's or Hong Kong's press uses decide.
"""

from __future__ import annotations

import re

_SAME_BELOW = re.compile(
    r"(人民币|新台币|台币|港元|港币|美元|澳门元|澳门币|欧元|日元)[，,、 ]{0,2}(?:单位)?(?:以?下同|下称)"
)
_CODES = {
    "人民币": "CNY", "新台币": "TWD", "台币": "TWD", "港元": "HKD", "港币": "HKD", "美元": "USD", "澳门元": "MOP",
    "澳门币": "MOP", "欧元": "EUR", "日元": "JPY",
}  # fmt: skip
_TAIWAN = re.compile(
    r"台股|台币|金管会|国银|立法院|行政院|立委|民国[0-9一二三四五六七八九]|全台|主计|(?<![平舞后前])台[中北南]|高雄|新北|"
    r"上柜|外资|法人|台积电|健保|民进党|国民党|台湾|检调|地检|县府|年增|月增|-TW"
)
_HONG_KONG = re.compile(
    r"本港|港府|特首|立法会|恒生指数|恒指|房委会|港铁|八达通|屯门|旺角|元朗|尖沙咀|保安局|卫生署|新界|九龙|强积金|区议|星岛|"
    r"裁判法院|区域法院|特区政府|香港|港股|财政司|廉署|消委会|消费者委员会|马会|财政预算案|金管局|经济发展局|公屋|居屋|按年|医管局|政务司|律政司|福利局|"
    r"油麻地|铜锣湾|深水埗|观塘|荃湾|沙田|将军澳|天水围|港岛|大屿山"
)
_MAINLAND = re.compile(r"人民币|新华社|中新社|中新网|央视|省委|市委|国家主席|总书记|党中央|沪深|A股")
_TRADITIONAL = 0.05  # of the characters, at least, are changed in the view
_READ = 3000  # characters are enough to tell


def local_currency(text: str, plain: str) -> str:
    """The ISO 4217 code of a bare 元 in this text, whose view is `plain`.

    >>> from extract.lexicon.characters import view
    >>> [local_currency(t, view(t)) for t in ("金管會公布國銀獲利3億元", "廉署指涉及3億元", "投资3亿元")]
    ['TWD', 'HKD', 'CNY']
    """
    if "元" not in plain and "$" not in plain and "圆" not in plain:
        return "CNY"
    said = _SAME_BELOW.search(plain) if "下" in plain else None
    if said:
        return _CODES[said[1]]
    text, plain = text[:_READ], plain[:_READ]
    if not _is_traditional(text, plain):
        return "CNY"
    taiwan, hong_kong, mainland = (len(cue.findall(plain)) for cue in (_TAIWAN, _HONG_KONG, _MAINLAND))
    if mainland > taiwan + hong_kong:
        return "CNY"
    return "HKD" if hong_kong > taiwan else "TWD"


def _is_traditional(text: str, plain: str) -> bool:
    changed = sum(map(str.__ne__, text, plain))
    return changed > len(text) * _TRADITIONAL
