"""The view that every grammar reads: the text with each character in its plain simplified form.

One character becomes one character, so an offset in the view is an offset in the text. Full-width digits, Latin
letters and signs become half-width (Unicode's FF01–FF5E block, punctuation of Chinese prose left alone, but for the
comma between the thousands of full-width digits), and
traditional characters become simplified by OpenCC's character table.
"""

from __future__ import annotations

import re
from functools import cache

# Full-width forms that carry a number or a name; the comma, the full stop and their like stay what they are.
_SIGNS = "０１２３４５６７８９．％＋－／＄￥～＝＜＞＠＆＃＊＿"
_LETTERS = "".join(chr(code) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
_WIDE_COMMA = re.compile("([０-９])，(?=[０-９]{3}(?![０-９]))")
_IDEOGRAPHS = range(0x3400, 0xA000)
# Simplified to a unit's or a numeral's character, but in names as good as always: 昇 (to 升).
_NAMES = "昇"


def view(text: str) -> str:
    """`text` in half-width and simplified characters, of the same length.

    >>> view("新臺幣１,２３４億元，約５％"), view("４，８００人"), view("其中4，800人")
    ('新台币1,234亿元，约5%', '4,800人', '其中4，800人')
    """
    if not _changed().search(text):  # most texts, and this is far faster to see than to translate
        return text
    return _WIDE_COMMA.sub(r"\1,", text).translate(_plain())


@cache
def _changed() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, _plain())))}]")


@cache
def _plain() -> dict[int, str]:
    from opencc import OpenCC

    characters = [chr(code) for code in _IDEOGRAPHS]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {
        ord(character): plain
        for character, plain in zip(characters, simplified, strict=True)
        if plain != character and len(plain) == 1 and character not in _NAMES
    }
    table |= {
        ord(character): chr(ord(character) - 0xFEE0) for character in _SIGNS + _LETTERS if character != "￥"
    }
    return table | {0xFFE5: "¥", 0xB5: "μ", 0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0x2212: "-"}
