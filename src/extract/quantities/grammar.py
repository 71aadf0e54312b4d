"""From the numerals of a text to its quantities.

For each numeral, left to right: words that only hold a numeral are passed over (`idioms`); an ordinal, else an
amount is read (`ordinals`, `amounts`); an amount behind a joiner makes a range (`ranges`); a bare number must stand
where a number stands (`bare`), and none goes on a code (`codes`); and the words around give the comparator (`comparators`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, NamedTuple, Protocol, TypeVar

from extract.lexicon.characters import view
from extract.quantities import codes, comparators, idioms
from extract.quantities.amounts import Amount, amount
from extract.quantities.bare import stands_as_number
from extract.quantities.headers import Header, headers, under
from extract.quantities.models import Comparator, Quantity
from extract.quantities.numerals import Numeral, numerals
from extract.quantities.ordinals import ordinal
from extract.quantities.ranges import range_from, ratio_from
from extract.quantities.region import local_currency
from extract.quantities.units import temporal_at, unit_at


def find(text: str) -> list[Quantity]:
    """Every quantity of `text`, in order, none overlapping another.

    A quantity is a numeral expression that says how much, how many, what share, what multiple or what rank. Numerals
    of dates, names, idioms, codes and list numbering are none. Values are exact (`Decimal`, or `Fraction` for
    ratios), with 万, 亿 and the like worked in; units are ISO 4217 codes, `%`, `pp`, unit symbols or the measure word.
    The time is linear in the length of the text; nothing is shared between calls.

    >>> for q in find("拥有员工4万余人，营收12亿至15亿元，增长近三成。"):
    ...     print(q.text, q.kind, q.value, q.low, q.high, q.cmp, q.unit)
    4万余人 count 40000 None None > 人
    12亿至15亿元 money None 1200000000 1500000000 = CNY
    三成 percent 30 None None < %
    """
    plain = view(text)
    article = _Article(text, plain, local_currency(text, plain))
    words, labels = _Passing(idioms.spans(plain)), _Passing(headers(plain))
    found: list[Quantity] = []
    last = 0
    for numeral in numerals(plain):
        if numeral.start < last or plain.startswith(("年", "月"), numeral.end):
            continue
        word, label = words.at(numeral.start), labels.at(numeral.start)
        if word and word.start < numeral.end and _is_part(plain, numeral, word):
            continue
        if label and label.start <= numeral.start < label.behind:
            continue
        quantity = _quantity(article, numeral, label if label and label.start <= numeral.start else None)
        if quantity and quantity.start >= last:
            found.append(quantity)
            last = quantity.end
    return _distributed(plain, found)


_COUNTING = frozenset("一二三四五六七八九十")


class _Article(NamedTuple):
    text: str
    plain: str
    money: str  # what a bare 元 is


class _Spanned(Protocol):
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanned)


class _Passing(Generic[_S]):
    """Spans in text order, asked for at offsets that only rise."""

    def __init__(self, spans: Sequence[_S]) -> None:
        self._spans, self._at = spans, 0

    def at(self, offset: int) -> _S | None:
        """The first span that ends behind `offset`."""
        while self._at < len(self._spans) and self._spans[self._at].end <= offset:
            self._at += 1
        return self._spans[self._at] if self._at < len(self._spans) else None


def _is_part(plain: str, numeral: Numeral, word: idioms.Word) -> bool:
    """Whether the numeral belongs to the word, and not the word to a longer numeral (`三千万` holds `千万`)."""
    start, end = word
    if numeral.start < start and (numeral.end >= end or plain[numeral.start] != "上"):
        return False  # 3万家 is no 万家; 上十分 and 上千米 begin in another word
    if numeral.end - numeral.start > end - start:
        return False
    if numeral.end != end or plain[end - 1] not in _COUNTING:
        return True
    return not idioms.is_verb(plain, start) and not _is_measured(plain, end)


def _is_measured(plain: str, at: int) -> bool:
    """Whether a unit follows that counts no things: 提高三成 is no 高三."""
    found = unit_at(plain, at)
    return found is not None and found[1].kind not in ("count", "measure") and not temporal_at(plain, at)


def _quantity(article: _Article, numeral: Numeral, header: Header | None) -> Quantity | None:
    text, plain, money = article
    if money == "TWD" and codes.numbers_share(plain, numeral):
        return None
    ranked = ordinal(text, plain, numeral)
    if ranked is not None:
        return _made(article, ranked, ranked.cmp) if ranked.end > ranked.start else None
    first = None if codes.continues(plain, numeral.start) else amount(text, plain, numeral)
    if first is None:
        return None
    if header:
        first = under(plain, header, first)
    whole = range_from(text, plain, numeral, first) or ratio_from(plain, numeral, first) or first
    if whole.bare and not stands_as_number(plain, whole):
        return None
    return _made(article, whole, _compared(plain, whole))


def _compared(plain: str, whole: Amount) -> Comparator:
    """What the words around say; a comparator behind is the last word, one in front outranks the numeral's own."""
    behind = comparators.behind(plain, whole.start, whole.end)
    if behind and behind != "~":
        return behind
    return comparators.before(plain, whole.start) or (whole.cmp if whole.cmp != "=" else behind or "=")


def _made(article: _Article, whole: Amount, cmp: Comparator) -> Quantity:
    ranged = whole.high is not None
    return Quantity(
        start=whole.start,
        end=whole.end,
        text=article.text[whole.start : whole.end],
        kind=whole.kind,
        value=None if ranged else whole.value,
        low=whole.value if ranged else None,
        high=whole.high,
        cmp=cmp,
        unit=_local(article, whole),
        by=whole.rule,
    )


def _local(article: _Article, whole: Amount) -> str:
    """The unit, with a bare 元 or $ as the article's region means it."""
    _, plain, money = article
    if whole.kind != "money":
        return whole.unit
    if whole.unit.startswith("CNY"):
        written = plain[whole.start : whole.end]
        generic = written[-1] in "元圆角" or "元/" in written or whole.rule == "header"
        return money + whole.unit[3:] if generic and "人民币" not in written else whole.unit
    return money if money == "HKD" and plain[whole.start] == "$" else whole.unit


def _distributed(plain: str, found: list[Quantity]) -> list[Quantity]:
    """`分别增长近14.5%、14.3%`: a comparator in front of a list that 分别 joins holds for all of it."""
    for at in range(1, len(found)):
        before, this = found[at - 1], found[at]
        between = plain[before.end : this.start]
        if (
            between in ("、", "和", "及", "与", "以及", ",", "，")
            and this.cmp == "="
            and before.cmp in (">", "<", "~")
        ):
            head = plain[max(0, before.start - 10) : before.start]
            first = comparators.before(plain, before.start)
            if (first and "分别" in head) or (
                at >= 2 and found[at - 2].cmp == before.cmp and not first and before.by.endswith("+")
            ):
                found[at] = replace(this, cmp=before.cmp, by=this.by + "+")
    return found
