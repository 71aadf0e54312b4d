"""The atoms of a time expression: what a year, a month, a day, a relative word … looks like.

`atoms(plain)` reads the half-width simplified view once, left to right, and gives every atom that might belong to a
time expression. A numeral with a unit of time is one atom (`Amount` inside); whether it names a point of the
calendar (2024年, 5月) or a length (10年, 5个月) is for `classify` to say. Every numeral is bounded and begins where no
other numeral runs on, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extract.dates import festivals, words

HANZI = "零〇○一二三四五六七八九十百千万两廿卅几数半"
_NUMBER = rf"(?:(?<![0-9])(?<![0-9][.,])[0-9]{{1,6}}+(?:\.[0-9]{{1,2}}+)?|(?<![{HANZI}])[{HANZI}]{{1,8}}+(?:点[一二三四五六七八九]{{1,2}}+(?=个|小|分钟|年|天))?)"
_SMALL = r"(?:[0-9]{1,2}+|[零〇一二三四五六七八九十]{1,3}+)"
_JOINT = r"(?:至|到|~|～|—{1,2}|─{1,2}|――?|–|-{1,2}|/|、|或)"
_UNIT = (
    "年代|学年度|学年|财政年度|财年|年度|年|载|月份|月|季度|季|交易日|工作日|自然日|日|号|天|昼夜|星期|礼拜|周"
    "|小时|钟头|分钟|秒钟|秒|分|时|点钟|点|刻钟|世纪"
)
_AMOUNT = rf"""
    (?P<lead>第|(?<![之以目此提元榜])[前首头](?=\x20?[\d一二三四五六七八九十两几])\x20?|民国\x20?|公元前?\x20?|西元\x20?|['’‘])?
    (?:(?P<low>{_NUMBER})\x20?(?P<joint>{_JOINT})\x20?)?+
    (?P<number>{_NUMBER})(?P<more>\x20?[余多来])?+\x20?
    (?P<piece>个)?+(?P<middle>[半多余])?+\x20?
    (?P<unit>{_UNIT})(?P<half>半(?!年)|[多余](?=[来前后的以时，。、里间]))?+
"""
_DAYTIME = "上午|下午|中午|凌晨|清晨|早晨|早上|晚上|傍晚|晚间|早间|深夜|午间|午后|正午|夜间|晚|夜里|早|晨|夜"
_CENTURY = r"上个?世纪|本世纪|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})世纪"
_LUNAR_DAY = (
    "初[一二三四五六七八九十]|廿[一二三四五六七八九]?|三十|二十[一二三四五六七八九]?|十[一二三四五六七八九]?"
)
_LUNAR_MONTH = "正|腊|冬|十[一二]?|[一二三四五六七八九]|1[0-2]|[1-9]"

_PATTERNS = {
    "compact": r"(?<![0-9A-Za-z.])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z.])",
    "iso": r"(?:(?<![0-9A-Za-z.\-/:])|(?<=[0-9]-))(?:1[3-9]|2[01])[0-9]{2}(?P<mark>[-/.])(?:1[0-2]|0?[1-9])"
    r"(?:(?P=mark)(?:3[01]|[12][0-9]|0?[1-9]))?(?![0-9%万亿元倍]|[/.][0-9]|-[0-9]{1,3}(?![0-9]))",
    "dmy": r"(?:(?<![0-9A-Za-z.\-/:])|(?<=[0-9]{4}-))(?:3[01]|[12][0-9]|0?[1-9])/(?:1[0-2]|0?[1-9])/(?:19|20)[0-9]{2}(?![0-9])",
    "lunar": rf"(?=[农阴旧闰正腊大]|冬月初[一二三四五六七八九十]|(?:{_LUNAR_MONTH})月(?:初[一二三四五六七八九十](?!步)|廿))"
    rf"(?:(?P<cue>农历|阴历|旧历)的?)?\x20?(?P<leap>闰)?(?:(?P<lmonth>{_LUNAR_MONTH})月)(?P<lday>{_LUNAR_DAY})?日?"
    rf"|大年(?P<newyear>初[一二三四五六七八九十])",
    "decade": rf"(?:(?P<of_century>{_CENTURY})的?)?(?P<tens>(?<![0-9])[1-9]0|[二三四五六七八九]十)\x20?年代"
    r"(?P<dpart>初期?|中后期|中期|末期?|后期|早期)?",
    "century": rf"(?:{_CENTURY})(?:初期?|末期?|中叶)?",
    "plan": r"[“\"「『]?(?P<plan_number>十[一二三四五六七八九]?|(?<=[“\"「『])[一二三四五六七八九])五[”\"」』]?"
    r"(?:规划|计划)?(?P<stage>的?开局之年|的?开局年|的?收官之年|的?收官年|期间|时期|末期?|初期?)",
    "weekday": r"(?P<week>上上个?|上一?个?|下下个?|下一?个?|本|这个?)?"
    r"(?:周|星期|礼拜)(?P<day_of_week>[一二三四五六日天末])",
    "same": r"(?:(?P<whose>去年|上年|前年|上一年|上年度|去年度|上月|上季度?|今年)的?)?同(?:期|月|季度?)",
    "named": "NAMED",
    "clock": r"(?<![0-9:.])(?:2[0-4]|[01]?[0-9]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])(?:许)?",
    "paren": r"(?P<base>[今昨明])[（(](?P<pday>[0-9]{1,2})[）)](?:日|天|晚|晨|早)",
    "quarter": r"(?<![A-Za-z0-9])Q(?P<q>[1-4])(?:季度|季)?(?![A-Za-z0-9])|首季度?",
    "amount": _AMOUNT,
    "half_year": r"[上下]半年度?",
    "rel_school": r"(?P<which_school>[本上下])一?个?(?:学年|财年|财政年度)(?!度)",
    "ten_days": "[上中下]旬",
    "part": r"年初|年底|年末|年中(?![国央学心小])|年终|岁末|年内|月初|月底|月末|月中旬?|季末|季初|全年度?|开年|伊始"
    r"|(?<=[年月度])\x20?[初底末](?!端|日|代)|(?<=年)[内间中](?=[，。、,；;）)召])|最后一[天日周]",
    "season": r"[今去明][春夏秋冬](?![节晚运天冬夏秋收耕播种粮茶招游])|[春夏秋冬][季天]|(?<=年)[春夏秋冬](?![节晚运冬夏秋收耕播种粮茶招游])",
    "daytime": _DAYTIME,
    "years": r"(?<![0-9A-Za-z.\-/$¥])(?<![0-9],)(?:19|20)[0-9]{2}\x20?(?:[-~～–]|—{1,2}|至|到)"
    r"\x20?(?:19|20)[0-9]{2}(?![0-9A-Za-z.,%万亿元家个])",
    "event_year": r"(?<![0-9A-Za-z.\-/$¥第〔\[])(?<![0-9],)(?:19|20)[0-9]{2}(?=\x20?[一-鿿“])",
    "now": "今(?=[，。、,；;）)已共]|$)|目前|现在",
}
_FESTIVAL_TAIL = r"(?:小长假|长假|黄金周|假期|假日|期间|当天|当日)"


class Amount(NamedTuple):
    """A numeral with a unit of time, as written."""

    lead: str
    low: str
    joint: str
    number: str
    more: str
    piece: bool
    middle: str
    unit: str
    half: str


class Atom(NamedTuple):
    """A piece of a time expression at `[start, end)` of the view.

    `kind` says what it is, `low` and `high` its numbers, `word` what was written; an amount brings its parts.
    """

    kind: str
    start: int
    end: int
    low: int = 0
    high: int = 0
    word: str = ""
    amount: Amount | None = None


def _either(alternatives: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(alternatives, key=lambda word: (-len(word), word))))


@cache
def _lexer() -> re.Pattern[str]:
    periods = words.periods()
    behind = "".join(periods.not_vague_behind)
    named = {
        "vague": rf"(?<![{behind}])(?:{_either(periods.vague)})(?!后)",
        "festival": rf"(?:{_either(festivals.by_name())})(?!联欢|晚会|档|路|村|镇|街|黄酒|目)(?:{_FESTIVAL_TAIL})*",
        "relative": rf"(?:{_either(words.relative())})(?!性|气|然|龄|级|达|版)",
    }
    parts = []
    for kind, pattern in _PATTERNS.items():
        if kind == "named":
            parts += [f"(?P<{name}>{one.replace(' ', '')})" for name, one in named.items()]
        else:
            parts.append(
                f"(?P<{kind}>{pattern.replace(' ', '')})" if kind != "amount" else f"(?P<amount>{pattern})"
            )
    return re.compile("|".join(parts), re.VERBOSE)


def atoms(plain: str) -> Iterator[Atom]:
    """The atoms of a view, left to right, none overlapping another.

    >>> [(atom.kind, atom.word) for atom in atoms("去年底至2025年5月")]
    [('relative', '去年'), ('part', '底'), ('amount', '2025年'), ('amount', '5月')]
    """
    position, read = 0, _lexer().search
    while (match := read(plain, position)) is not None:
        atom = _atom(match)
        if atom is None:
            position = match.start() + 1
            continue
        yield atom
        position = match.end()


_KINDS = (
    *[kind for kind in _PATTERNS if kind not in ("named", "amount")],
    "vague",
    "festival",
    "relative",
    "amount",
)


def _atom(match: re.Match[str]) -> Atom | None:
    kind = next(kind for kind in _KINDS if match[kind] is not None)
    build = _BUILD.get(kind)
    if build is not None:
        return build(match)
    return Atom(kind, match.start(), match.end(), word=match[0])


def _amount(match: re.Match[str]) -> Atom:
    parts = match.group("lead", "low", "joint", "number", "more", "piece", "middle", "unit", "half")
    lead, low, joint, number, more, piece, middle, unit, half = (part or "" for part in parts)
    amount = Amount(lead.strip(), low, joint, number, more.strip(), bool(piece), middle, unit, half)
    return Atom("amount", match.start(), match.end(), word=match[0], amount=amount)


def _lunar(match: re.Match[str]) -> Atom:
    """A lunar day or month, where something says that it is lunar: the word, 正, 腊, 闰, 初, 廿."""
    newyear, month, number = match["newyear"], match["lmonth"], match["lday"]
    if newyear:
        return Atom("lunar", match.start(), match.end(), 1, lunar_number(newyear), match[0])
    value = {"正": 1, "腊": 12, "冬": 11}.get(month) or (
        int(month) if month.isdigit() else lunar_number(month)
    )
    return Atom(
        "lunar",
        match.start(),
        match.end(),
        -value if match["leap"] else value,
        lunar_number(number),
        match[0],
    )


def lunar_number(written: str | None) -> int:
    """The number of a lunar day or month as it is written: 初八, 廿二, 十一; 0 for none.

    >>> lunar_number("初八"), lunar_number("廿二"), lunar_number("三十")
    (8, 22, 30)
    """
    if not written:
        return 0
    digits = "零一二三四五六七八九"
    rest = written.removeprefix("初")
    if rest[0] == "廿":
        return 20 + (digits.index(rest[1]) if len(rest) > 1 else 0)
    tens, ten, ones = rest.partition("十")
    if not ten:
        return digits.index(rest)
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)


def _quarter(match: re.Match[str]) -> Atom:
    number = int(match["q"] or 1)
    return Atom("quarter", match.start(), match.end(), number, number, match[0])


def _weekday(match: re.Match[str]) -> Atom | None:
    before = match.string[max(match.start() - 1, 0) : match.start()]
    if before and before in "每逢隔一两二三四五六七八九十几数多0123456789大小":
        return None
    number = "一二三四五六日天末".index(match["day_of_week"])
    return Atom(
        "weekday", match.start(), match.end(), {7: 6, 8: 7}.get(number, number), word=match["week"] or ""
    )


def _decade(match: re.Match[str]) -> Atom:
    tens = match["tens"]
    value = int(tens) if tens.isdigit() else "零一二三四五六七八九".index(tens[0]) * 10
    return Atom(
        "decade", match.start(), match.end(), value, century_number(match["of_century"]), match["dpart"] or ""
    )


def century_number(written: str | None) -> int:
    """The number of a century: 上世纪 is the 20th, 本世纪 the 21st; 0 for none."""
    if not written:
        return 0
    if written[0] in "上本":
        return 20 if written[0] == "上" else 21
    number = written.removesuffix("世纪")
    return int(number) if number.isdigit() else lunar_number(number)


def _century(match: re.Match[str]) -> Atom:
    written, _, part = match[0].partition("世纪")
    return Atom("century", match.start(), match.end(), century_number(f"{written}世纪"), word=part)


def _plan(match: re.Match[str]) -> Atom:
    return Atom("plan", match.start(), match.end(), lunar_number(match["plan_number"]), word=match["stage"])


def _paren(match: re.Match[str]) -> Atom:
    return Atom(
        "paren", match.start(), match.end(), int(match["pday"]), "昨今明".index(match["base"]) - 1, match[0]
    )


def _ten_days(match: re.Match[str]) -> Atom:
    return Atom("ten_days", match.start(), match.end(), "上中下".index(match[0][0]), word=match[0])


def _half(match: re.Match[str]) -> Atom:
    return Atom("half", match.start(), match.end(), "上下".index(match[0][0]) + 1, word=match[0])


def _same(match: re.Match[str]) -> Atom:
    return Atom("same", match.start(), match.end(), word=match["whose"] or "")


def _rel_school(match: re.Match[str]) -> Atom:
    return Atom(
        "rel_school", match.start(), match.end(), "上本下".index(match["which_school"]) - 1, word=match[0]
    )


def _years(match: re.Match[str]) -> Atom:
    return Atom("year", match.start(), match.end(), int(match[0][:4]), int(match[0][-4:]), match[0])


_BUILD = {
    "amount": _amount,
    "lunar": _lunar,
    "quarter": _quarter,
    "weekday": _weekday,
    "decade": _decade,
    "century": _century,
    "plan": _plan,
    "paren": _paren,
    "ten_days": _ten_days,
    "half_year": _half,
    "same": _same,
    "rel_school": _rel_school,
    "years": _years,
}
