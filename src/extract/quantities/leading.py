"""What stands in front of an amount and belongs to it: currencies, signs, the name of a scale of degrees."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.quantities.models import Amount
from extract.quantities.units import signs

_SIGN = re.compile(
    r"(?:(?<![减增担肩抱背亏欠胜自])负的?|零下|(?:(?<![0-9A-Za-z一-鿿％%)）])|(?<=EPS))-|(?<=[一-鿿])-) ?\Z"
)
_NO_MINUS = re.compile(r"第\Z|期\Z|(?<![扩降升跌缩增减涨落收])至\Z")
_DEGREES = re.compile(r"(?P<name>摄氏|华氏)(?:温度)?(?:零下)? ?\Z")
_ACCOUNTS = re.compile(r"([A-Z]{0,2}\$|[A-Z]{3}) ?\( ?\Z")
_LONGEST_SIGN = 4


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(sign[-1] for sign in signs())


def priced(plain: str, found: Amount) -> Amount:
    """With the currency's sign, code or name in front: US$2亿, 人民币100万元; it gives the unit where none follows."""
    if (
        found.bare
        and plain[found.start - 1 : found.start] in ("(", " ")
        and "," in plain[found.start : found.end]
    ):
        found = _in_brackets(plain, found)
    at = found.start - (plain[found.start - 1 : found.start] == " ")
    if found.kind not in ("money", "number") or plain[at - 1 : at] not in _last_characters():
        return found
    for length in range(min(_LONGEST_SIGN, at), 0, -1):
        sign = plain[at - length : at]
        code = signs().get(sign)
        if code and not (_latin(sign) and _latin(plain[at - length - 1 : at - length])):
            if found.unit not in ("", "CNY", code):
                return found
            return replace(found, start=at - length, kind="money", unit=code, rule="money", bare=False)
    return found


def _in_brackets(plain: str, found: Amount) -> Amount:
    """NT$ (300,000), as accounts write a negative amount."""
    signed = _ACCOUNTS.search(plain, max(0, found.start - _LONGEST_SIGN - 3), found.start)
    code = signs().get(signed[1]) if signed else None
    if not signed or not code or not plain.startswith(")", found.end):
        return found
    start, end = found.start - len(signed[0]), found.end + 1
    return replace(
        found, start=start, end=end, kind="money", value=-found.value, unit=code, rule="money", bare=False
    )


def signed(plain: str, found: Amount) -> Amount:
    """With a minus sign, 负 or 零下 in front, negative; a hyphen behind a letter or a digit is none."""
    if found.unit == "deg":
        found = _in_degrees(plain, found)
    if plain[found.start - 1 : found.start] not in ("-", "负", "的", "下", " "):
        return found
    match = _SIGN.search(plain, max(0, found.start - 5), found.start)
    if not match or found.value == 0 or found.high is not None:
        return found
    if match[0].startswith("-") and found.numeral.form == "hanzi":  # a list's dash: -两种习惯
        return found
    if match[0].startswith("-") and _NO_MINUS.search(plain, max(0, match.start() - 2), match.start()):
        return found
    return replace(found, start=match.start(), value=-found.value)


def _in_degrees(plain: str, found: Amount) -> Amount:
    """摄氏37度, 华氏零下13度: the scale's name in front of the degrees, which may hold the sign."""
    match = _DEGREES.search(plain, max(0, found.start - 7), found.start)
    if not match:
        return found
    value = -found.value if "零下" in match[0] else found.value
    return replace(found, start=match.start(), value=value, unit="℃" if match["name"] == "摄氏" else "℉")


def _latin(written: str) -> bool:
    return written.isascii() and written.isalpha()
