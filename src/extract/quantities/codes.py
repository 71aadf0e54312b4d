"""Numerals that go on a code begun before them, or number a share in a list: 2020-05-26, (02)2553-3988, 1533 車王電."""

from __future__ import annotations

import re

from extract.quantities.numerals import Numeral

_AREA_CODE = re.compile(r"[（(]0[0-9]{1,3}[)）] ?\Z")
_SHARE_LENGTH = 4
_SHARE_BEFORE = re.compile(r"[0-9]{4} [一-鿿A-Za-z-]{2,6}、\Z")
_SHARE_BEHIND = re.compile(r" [一-鿿A-Za-z-]{2,6}、[0-9]{4} [一-鿿]")


def continues(plain: str, start: int) -> bool:
    """Whether the numeral at `start` goes on what digits and a hyphen or an area code began.

    >>> continues("2020-05-26起", 5), continues("(02)2553", 4), continues("3-5家", 0)
    (True, True, False)
    """
    before = plain[start - 1 : start]
    if before == "-" and plain[start - 2 : start - 1].isdecimal():
        return True
    return before in (")", "）", " ") and _AREA_CODE.search(plain, max(0, start - 8), start) is not None


def numbers_share(plain: str, numeral: Numeral) -> bool:
    """Whether the numeral is a share's number before its name, in a list of such, as Taiwan's press has them.

    >>> from extract.quantities.numerals import numeral_at
    >>> text = "1533 车王电、6278 台表科"
    >>> numbers_share(text, numeral_at(text, 0)), numbers_share(text, numeral_at(text, 9))
    (True, True)
    """
    if numeral.end - numeral.start != _SHARE_LENGTH or not plain.startswith(" ", numeral.end):
        return False
    before = _SHARE_BEFORE.search(plain, max(0, numeral.start - 12), numeral.start)
    return before is not None or _SHARE_BEHIND.match(plain, numeral.end) is not None
