"""Results counted in contrast, without a measure word: 一死三伤, 两金两铜, 3胜1负.

Each is a count whose unit is what came out; alone (一死) it is no such count.
"""

from __future__ import annotations

import re

from extract.quantities.models import Amount
from extract.quantities.numerals import Numeral

_RESULTS = "金银铜死伤亡胜平负"
_NUMERAL = "[0-9一二两三四五六七八九十]"
_BEHIND = re.compile(rf"[{_RESULTS}][，、]?{_NUMERAL}{{1,3}}[{_RESULTS}](?![牌行属价额])")
_BEFORE = re.compile(rf"{_NUMERAL}[{_RESULTS}][，、]?\Z")


def contrasted(plain: str, numeral: Numeral) -> Amount | None:
    """The count that the numeral begins in such a row, or None.

    >>> from extract.quantities import find
    >>> [(q.text, str(q.value)) for q in find("造成一死三伤，收获两金两铜")]
    [('一死', '1'), ('三伤', '3'), ('两金', '2'), ('两铜', '2')]
    """
    result = plain[numeral.end : numeral.end + 1]
    if not result or result not in _RESULTS or numeral.vague:
        return None
    if not (_BEHIND.match(plain, numeral.end) or _is_next(plain, numeral)):
        return None
    return Amount(numeral.start, numeral.end + 1, "count", numeral.value, None, result, "=", "count", numeral)


def _is_next(plain: str, numeral: Numeral) -> bool:
    if plain[numeral.end + 1 : numeral.end + 2] in ("牌", "行", "属", "价", "额"):
        return False
    return _BEFORE.search(plain, max(0, numeral.start - 3), numeral.start) is not None
