"""A text as the atoms the clause grammar reads: marks whole, everything else as tagged words.

Words between marks are cut and tagged by jieba on the simplified view, so traditional text reads like simplified.
Each atom knows its offsets in the text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from extract.facts.lexicon import metric_heads, vocabulary

if TYPE_CHECKING:
    from extract.dates import Date
    from extract.organizations import Organization
    from extract.quantities import Quantity

Kind = Literal["word", "punct", "organization", "date", "quantity"]

# Words of the grammar that jieba glues to what stands in front (获利年|增, 县|较): some wherever they stand, those of
# one character where a mark follows them.
_GLUED = re.compile(
    r"((?<![0-9一二三四五六七八九十今去前])[年月季][增减](?![加长幅值少速持产])率?|按[年月季]|有机会|现金红利|中[美欧俄日韩非法德英拉澳阿哈越泰巴印](?=贸易|经贸)|至高(?=立?减|补贴|优惠|降)|[同环]比|占比|分别|来自"
    r"|(?<![下上回提调攀])[增升降减跌涨][至到]"
    r"|(?<![\u4e00-\u9fff])[该本]?公司"
    r"|(?<![侵抢霸应])占$|(?<![侵抢霸应])占(?=全|总|该|同期|同类|本|我国|公司|其|整|所有|外贸|出口|进口)|较$|逾$|(?<=[跌涨升降增减])超|(?<![中英意德西法反赶高])超$|(?<![同环占对相])比$|(?<![经理自缘事])由$|(?<![最附接将邻靠])近$|(?<![节大合公特条签])约(?=[有为达]|$)"
    r"|(?<![高到传表抵转直雷])达$)"
)
_PUNCTUATION = re.compile(r"[^\w%‰℃+#&·.\-]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """A mark, a word or a run of punctuation; `text` is the simplified view, `tag` jieba's part of speech.

    `index` is the mark's place in its sequence, -1 for words and punctuation.
    """

    start: int
    end: int
    text: str
    kind: Kind
    tag: str = ""
    index: int = -1


def atoms(
    plain: str, organizations: Sequence[Organization], quantities: Sequence[Quantity], dates: Sequence[Date]
) -> Iterator[Atom]:
    """The atoms of a text in order; `plain` is its simplified view of equal length."""
    at = 0
    for mark in _marks(plain, organizations, quantities, dates):
        if mark.start < at:
            continue
        yield from _words(plain, at, mark.start)
        yield mark
        at = mark.end
    yield from _words(plain, at, len(plain))


def _marks(
    plain: str, organizations: Sequence[Organization], quantities: Sequence[Quantity], dates: Sequence[Date]
) -> list[Atom]:
    named: Iterable[tuple[Any, Kind, int]] = [
        *((mention, "organization", i) for i, one in enumerate(organizations) for mention in one.mentions),
        *((mark, "quantity", i) for i, mark in enumerate(quantities)),
        *((mark, "date", i) for i, mark in enumerate(dates)),
    ]
    found = [Atom(m.start, m.end, plain[m.start : m.end], kind, "", index) for m, kind, index in named]
    return sorted(found, key=lambda atom: (atom.start, -atom.end))


def _words(plain: str, start: int, end: int) -> Iterator[Atom]:
    at = start
    for number, piece in enumerate(_GLUED.split(plain[start:end])):
        if number % 2:  # what the pattern's one group matched
            yield Atom(at, at + len(piece), piece, "word", "d")
            at += len(piece)
            continue
        for word, tag in _parted(_tagger().tag(piece)) if piece else ():
            kind: Kind = "punct" if _PUNCTUATION.fullmatch(word) else "word"
            yield Atom(at, at + len(word), word, kind, tag)
            at += len(word)


def _parted(tagged: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The words with their tags, those that hold a metric and its change in two: 价格|上涨."""
    words = vocabulary()
    for word, tag in tagged:
        if len(word) > 3 and word[-2:] in words.up | words.down and word[:-2] in metric_heads():
            yield word[:-2], "n"
            yield word[-2:], "v"
        else:
            yield word, tag


@cache
def _tagger() -> Any:
    import rjieba

    jieba = rjieba.Jieba()
    for word in sorted(metric_heads()):
        if len(word) > 1:
            jieba.add_word(word, None, "n")
    for place in sorted(vocabulary().places | vocabulary().pairs):
        jieba.add_word(place, None, "ns")
    for index in sorted(vocabulary().indexes):
        jieba.add_word(index, None, "nz")
    return jieba
