"""Numerals: digits, 汉字 and both mixed, from characters to an exact number.

Read from atoms to whole:

    digits      1,100.9 · 1 000 000 (GB/T 15835) · 4２ (the view makes it 42)
    scale       十 百 千 万 亿 兆 and their compounds: 万亿, 百万
    characters  三百五十 · 二〇二五 (positional) · 三点五亿 · 廿 卅 · 壹贰叁拾
    mixed       5万4千6百 · 3亿2000万 · 1.05万亿 · 1亿两千万
    vague       300余 · 十几 · 30多万 · 数十万 · 上千 · 一百零几万
    span        七八 · 三五 · 十七八 · 二三十万 (a low and a high)

Everything works on the half-width simplified view (`extract.lexicon.characters.view`), every pattern is possessive:
the time is linear in the text. The value of a vague numeral is the number that it starts from; `values` works it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from extract.lexicon.characters import view
from extract.quantities.values import DIGITS, SCALES, Form, arabic, characters, scaled

__all__ = ["DIGITS", "SCALES", "Form", "Numeral", "numeral_at", "numerals", "parse", "read"]

Vagueness = Literal["", ">", "~"]

_DIGIT = "零〇○一壹弌二两贰弍三叁弎四肆五伍六陆七柒八捌九玖"
_SCALE = "十拾百佰千仟万亿兆"
_HANZI = f"{_DIGIT}{_SCALE}廿卅卌"

_ARABIC = (
    r"(?>[0-9]{1,3}(?:(?:,[0-9]{3})++|(?: [0-9]{3}){2,}+)(?![0-9])|[0-9]++|(?<![0-9A-Za-z.一-鿿])(?=\.[0-9]))"
    r"(?>\.[0-9]++|点[0-9]{1,2}(?=万|亿|%|度|倍|折|成))?"
)
# 兆瓦, 兆赫, 兆伏安: the metric prefix, no scale.
_ARABIC_SCALE = r"(?>[十百千拾佰仟]?(?:[万亿]|兆(?![瓦赫字欧帕比位伏电焦]))++|[十百千拾佰仟](?![克米瓦卡伏赫帕焦字比牛欧]|分[点比]))"
# 3亿2000万, 1亿两千万, 2十一, 1百01.
_MIXED_TAIL = (
    rf"(?>零?(?:{_ARABIC}|[一二两三四五六七八九]) ?{_ARABIC_SCALE})*+"
    r"(?>(?<=[十百千万亿])(?:[0-9],[0-9]{3}|[0-9]{1,4})(?![0-9.,%万亿])|(?<=十)[一二三四五六七八九](?![一-九]))?"
)
# 两 within a numeral is the digit only before a scale; 千克 and 百帕 are units.
_NO_UNIT = "(?!千[克米瓦卡伏赫帕焦]|百帕)"
_NO_LIANG = (
    "(?!两(?![十百千万亿兆点个家次名件种位项天年场部块条句本张支批辆台架艘座所届期轮周月小分秒人代度]))"
)
# 参 is three among the financial forms only: 参仟元, 参拾参.
_CHARACTER = rf"(?:[{_HANZI}]|参(?=[拾佰仟])|(?<=[拾佰仟])参|参(?=[万亿][元壹贰叁参肆伍陆柒捌玖拾佰仟零]))"
_RUN = rf"{_NO_UNIT}{_CHARACTER}(?>{_NO_LIANG}{_NO_UNIT}{_CHARACTER})*+"
_POWER = r"(?> ?[×xX*] ?10(?:\^|\*\*|的)(?P<power>-?[0-9]{1,3})(?:次方)?|e(?P<exponent>[+-]?[0-9]{1,3})(?![0-9A-Za-z]))?"

_NUMERAL = re.compile(
    rf"(?P<arabic>{_ARABIC}(?>[kK](?=[元美欧])|{_POWER}(?>(?! [十拾]) ?{_ARABIC_SCALE}{_MIXED_TAIL})?))"
    r"|(?P<lead>数|几|上|好几)(?P<scale>[十百千万亿]++)"
    r"|(?P<half>(?<![一两三四五六七八九多大过前后上下对各参夜])半)(?=公?[升斤里]|打(?![开折造破工球响断电])|公顷|加仑|英里|个(?![多月小]))"
    rf"|(?P<hanzi>{_RUN}(?>(?:点|(?<=[{_DIGIT}{_SCALE}])\.(?=[{_DIGIT}]))(?:[{_DIGIT}]++|(?<=[{_DIGIT}{_SCALE}]点)[0-9]++)[{_SCALE}]*+)?)"
)
# Where a numeral may begin: one set of characters, which `re` looks for far faster than for the pattern above.
_FIRST = re.compile(
    rf"[0-9{_HANZI}参数几上好半.](?:(?<=[0-9{_HANZI}参])|(?<=[数几上])(?=[十百千万亿])|(?<=好)(?=几)"
    r"|(?<=半)(?=[公升斤里加英个打])|(?<=\.)(?=[0-9]))"
)
_MORE = re.compile(
    r" ?(?P<more>余|多|零?几|好几|来|把)(?P<scale>[十百千万亿]*+)|(?P<plus>(?<=[0-9万亿])\+(?= ?[一-鿿，。、；]))"
)
_LONGEST = 40  # characters: what is longer is a code or a run of noise, no amount
_MOST_DIGITS = 28  # that `Decimal` counts with


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at `[start, end)` and its exact value.

    `high` is the upper end of a span (`七八`, then `value` is the lower); `cmp` what the numeral itself says of its
    value: `>` for 余, 多, 几, 数, `~` for 上百 and its like. `vague` is true for those and for spans.
    """

    start: int
    end: int
    value: Decimal
    form: Form
    high: Decimal | None = None
    cmp: Vagueness = ""

    @property
    def vague(self) -> bool:
        """Whether it says less than one exact number."""
        return self.cmp != "" or self.high is not None


def numeral_at(text: str, pos: int) -> Numeral | None:
    """The longest numeral of `text` that starts at `pos`, or None; `text` may be written in any width or script.

    >>> numeral_at("约1,100.9亿元", 1)
    Numeral(start=1, end=9, value=Decimal('110090000000'), form='mixed', high=None, cmp='')
    >>> numeral_at("十几家", 0).cmp, numeral_at("七八个", 0).high
    ('>', Decimal('8'))
    """
    return read(view(text), pos)


def parse(text: str) -> Decimal | Fraction | None:
    """The value of `text` where the whole of it is one exact numeral or fraction, else None.

    >>> parse("三亿二千万"), parse("四分之三"), parse("12,5")
    (Decimal('320000000'), Fraction(3, 4), None)
    """
    plain = view(text)
    whole, _, part = plain.partition("分之")
    if part:
        low, high = parse(part), parse(whole)
        return Fraction(low) / Fraction(high) if low is not None and high else None
    found = read(plain, 0)
    return found.value if found and found.end == len(plain) and not found.vague else None


def numerals(plain: str) -> Iterator[Numeral]:
    """Every numeral of a view, left to right, none overlapping another.

    >>> [(n.start, str(n.value)) for n in numerals("3家企业投资5.4亿")]
    [(0, '3'), (6, '540000000')]
    """
    at = 0
    while first := _FIRST.search(plain, at):
        at = first.end()
        if match := _NUMERAL.match(plain, first.start()):
            found = _numeral(plain, match)
            at = found.end if found else match.end()
            if found:
                yield found


def read(plain: str, pos: int) -> Numeral | None:
    """The numeral of a view at `pos`, or None; what `numeral_at` does, for callers that hold the view."""
    match = _NUMERAL.match(plain, pos)
    return _numeral(plain, match) if match else None


def _numeral(plain: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if end - start > (_MOST_DIGITS if match["arabic"] else _LONGEST):
        return None
    if match["scale"]:
        return _led(match)
    if match["half"]:
        return Numeral(start, end, Decimal("0.5"), "hanzi")
    value = characters(match[0]) if match["hanzi"] else arabic(match[0], match["power"] or match["exponent"])
    if value is None:
        return None
    return _with_more(plain, Numeral(start, start + value.length, value.low, value.form, value.high))


def _led(match: re.Match[str]) -> Numeral:
    """数十, 几百万: more than the least; 上百, 上千: about that many."""
    value = scaled(Decimal(1), match["scale"])
    return Numeral(match.start(), match.end(), value, "hanzi", cmp="~" if match["lead"] == "上" else ">")


def _with_more(plain: str, numeral: Numeral) -> Numeral:
    """The numeral with a 余, 多, 几 or 来 behind it, and the scale behind that: 300余, 30多万, 十几亿."""
    match = _MORE.match(plain, numeral.end)
    if not match or not _takes_more(plain, numeral, match):
        return numeral
    value = scaled(numeral.value, match["scale"] or "")
    cmp: Vagueness = "~" if match["more"] == "把" else ">"
    return Numeral(numeral.start, match.end(), value, numeral.form, cmp=cmp)


def _takes_more(plain: str, numeral: Numeral, match: re.Match[str]) -> bool:
    last, more, behind = plain[numeral.end - 1], match["more"], plain[match.end() : match.end() + 1]
    if match["plus"]:  # 40+ 个国家; not Pro 10+
        return numeral.form in ("digits", "mixed") and plain[numeral.start - 1 : numeral.start] not in (
            "+",
            "-",
        )
    if numeral.high is not None or (last not in SCALES and not last.isdecimal()):
        return False
    if more == "把":  # 百把人
        return last in "百千万" and behind in tuple("人个块家斤亩里")
    if more in ("几", "零几", "好几"):  # 十几, 一百零几万; not 百几
        return last in "十拾百千万亿" and (more != "零几" or bool(match["scale"]) or last != "十")
    if more == "来":  # 十来个, 200来人; not 2024来
        if last.isdecimal():
            return numeral.value % 10 == 0 and behind in tuple("人个名家位岁斤亩公块件")
        return last in "十百" and not match["scale"] and (not behind or behind not in "自到源临")
    if last.isdecimal() and numeral.value % 10 and not match["scale"]:
        return False  # 3多, 15余: no such numeral
    if more == "多" and not match["scale"] and behind:
        following = plain[match.end() + 1 : match.end() + 2]
        return behind not in "样化" and not (behind == "元" and following and following in "化文主体素")
    return True
