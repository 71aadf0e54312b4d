"""Who published an article, where and when, and which of its lines say only that.

Datelines, bylines, credits and the like stand in the text and keep their offsets: a record's marks may lie in them.
They are no statements of the article though; `masthead` gives their spans, so that no fact is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

WRITTEN = (
    r"(?P<y>(?:19|20)[0-9]{2})\s?"
    r"(?:[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})|年\s?(?P<m2>[0-9]{1,2})\s?月\s?(?P<d2>[0-9]{1,2})\s?[日号號])"
)
"""A pattern of a full day: `2025-05-24`, `2025/5/24`, `2025.5.24`, `2025年5月24日`."""
_HEAD_LINES, _FOOT_LINES = 6, 4
_LONGEST = 200
"""Characters of a line that are looked at: nothing of a masthead is longer."""

_AGENCY = r"(?:[本][报報刊台]|[\u4e00-\u9fffA-Za-z]{1,10}?(?:[社网網报報台臺]|新[闻聞][网網社]?|[财財][经經]|[时時][报報]|在[线線]|之家|客户端))"
_PEOPLE = (
    r"[（(【〔\[][^（）()【】〔〕\[\]\n。]{0,30}?(?:[记記]者|[编編][辑輯]|通[讯訊][员員]|作者|特派[员員])"
    r"[^（）()【】〔〕\[\]\n。]{0,60}[）)】〕\]]"
)
_WIRE = re.compile(
    rf"[\s\u3000]*[（(【〔\[]?\s*(?P<agency>{_AGENCY})(?:[记記]者\s?(?:[\u4e00-\u9fff·]{{2,6}}?[、\s])*[\u4e00-\u9fff]{{2,3}}(?=[\u4e00-\u9fff]{{2}}|[／/0-9\s]))?"
    rf"(?P<place>[\u4e00-\u9fff·]{{0,8}}?)\s?[／/]?\s*"
    rf"(?:(?:{WRITTEN}|(?:[0-9]{{1,2}}\s?月\s?)?[0-9]{{1,2}}\s?日)\s?(?:[电電讯訊]|消息|[报報][导道導])|[讯訊])"
    rf"\s*(?:{_PEOPLE})?\s*[）)】〕\]]?(?:\s*{_PEOPLE})?(?:\s*[记記]者[\s\u3000][^，。：；\n]{{2,12}}(?=[\s\u3000]))?[:：]?"
)
"""`（新华社北京5月24日电）`, `中新社福州5月12日电(记者闫旭)`, `本报讯 记者 …`, `（中央社記者王承中台北24日電）`."""
_BROADCAST = re.compile(rf"[\s\u3000]*(?P<agency>{_AGENCY})消息\s*(?:[（(][^（）()\n]{{1,12}}[）)])?[:：]")
_LABELS = (
    r"(?:来源|來源|稿源|文章来源|本文来源|信息来源|新闻来源|资料来源|作者|责任编辑|責任編輯|责编|責編|编辑|編輯|主编|审核|审签|审校|校对|校對|"
    r"编审|监制|監製|一审|二审|三审|初审|复审|终审|统筹|策划|采写|采编|摄制|记者|記者|见习记者|实习生|通讯员|通訊員|撰文|撰稿|供稿|文|图|图片|图片来源|摄影|"
    r"摄|攝影|视频|剪辑|制图|美编|排版|版权|原标题|原標題|发布时间|发布日期|發布時間|發佈時間|发表时间|更新时间|更新時間|日期|时间|時間|来源时间|"
    r"发稿时间|浏览次数|浏览量|阅读量|阅读|点击数|点击|点击量|访问量|字号|字体|字體|分享到|分享|打印|关键词|关键字|标签|索引号|文号|发文字号|"
    r"发布机构|发文机关|信息分类|主题分类|成文日期|网址|链接|原文链接|公众号|微信号|微信公众号|投稿邮箱|电话|联系电话|责任编辑及审核)"
)
_FIELD = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<label>{_LABELS})\s?(?:[:：／/丨|]\s?|\s)(?P<value>\S[^\n]{{0,58}}?)?(?=[\s\u3000|｜]|\Z)"
)
_LABELLED = re.compile(rf"(?<![\u4e00-\u9fff]){_LABELS}\s?[:：／/丨|]")
_TIME = re.compile(
    r"(?:星期[一二三四五六日天]|[T\s]*[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?:[.][0-9]+)?Z?)"
)
_DAY = re.compile(WRITTEN)
_LABELLED_DAY = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:发布时间|发布日期|發布時間|發佈時間|发表时间|发稿时间|日期|时间|時間|来源时间|成文日期)[:：]?\s*{WRITTEN}"
)
_SOURCE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|文章|本文|信息|新闻)(?:来源|來源|稿源)\s?[:：]\s?(?P<publisher>[^\s|｜，。；（）()]{2,30})"
)
_DECLARED = re.compile(
    r"[\s（(【\[*]*(?:(?:声明|聲明|免责声明|免責聲明|版权声明|特别声明|特别提示|风险提示)[:：]|转载请|轉載請|未经授权|未經授權|"
    r"本文仅[^\n]{0,20}(?:投资|参考|交流)|本文不构成|以上内容[^\n]{0,12}(?:投资|参考)|扫码|扫描二维码|长按|更多精彩|点击(?:上方|下方|进入|查看|阅读)|"
    r"本文(?:来自|源自|首发于)[^\n]{0,20}(?:公众号|客户端)|举报|纠错|返回搜狐|特别声明|相关阅读|相關閱讀|相关新闻|相關新聞|延伸閱讀|延伸阅读|推荐阅读|大\s*中\s*小)"
)
_REPORTER = re.compile(  # the outlets in an atomic group: 社社社社 could be parted in too many ways
    r"[\s（(—\-·●◎□■▲]*"
    r"(?>(?:(?:(?!记者|記者|通讯|通訊|编辑|編輯|撰文|文[／/丨|])[\u4e00-\u9fff·/—\-]){1,16}?(?:[社网網报報台刊云都]|新闻|客户端)[\s·/—\-]*)*)"
    r"(?:首席|见习|实习|特派|特约|驻[\u4e00-\u9fff]{2,4})?"
    r"(?:全媒体|全媒體)?(?:[记記]者|通[讯訊][员員]|[编編][辑輯]|撰文|文[／/丨|])[\s:：／/]*[\u4e00-\u9fffA-Za-z·、\s\u3000]{2,30}(?:[报報][导道導]|[摄攝]|文|[）)])?\s*\Z"
)
_CREDIT = re.compile(
    r"[（(【〔\[](?:完|未完待续|(?:[^（）()【】〔〕\[\]\n，。；]{0,14}?"
    r"(?:[记記]者|[责責]任?[编編][辑輯]?|[编編][辑輯譯译]|通[讯訊][员員]|作者|来源|來源|原标题|原標題|摄影|攝影|[图圖]文|[总總]台)"
    r"[^（）()【】〔〕\[\]\n。；]{0,80})|[^（）()【】〔〕\[\]\n，。；：、\s]{2,8}[摄攝]|[\u4e00-\u9fffA-Za-z0-9“”\s]{1,16}(?:日报|晚报|时报|新闻|客户端|网|网站|公众号|[\u4e00-\u9fff]社|财经)(?:\s[\u4e00-\u9fff·]{2,4})?)[）)】〕\]]\s*\Z"
)
_OUTLET = re.compile(r"[\u4e00-\u9fff]{2,8}(?:通讯社|新闻社|日报|晚报|晨报|都市报|电视台|卫视)\Z")
_PRINTED = re.compile(
    rf"(?:《[^》《\n]{{2,12}}》)?\s?(?:[（(]\s?{WRITTEN}\s*(?:第\s?)?[0-9A-Z]{{1,3}}\s?版\s?[）)]|(?:19|20)[0-9]{{2}}年第[0-9]{{1,3}}期)\s*\Z"
)
"""The page of a printed paper, or the number of a magazine: `《江河日报》（2025年5月24日 第3版）`."""
_COUNTERS = re.compile(
    r"(?:(?:阅读|浏览|点赞|在看|评论|收藏|转发|播放|点击|分享)(?:量|数|次数)?\s?[:：]?\s?[0-9.,]+\s?[万亿wW]?\+?次?[\s|｜·]*)+\Z"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff·（）()]{2,24}")
_COLON = re.compile(r"[\u4e00-\u9fff]\s?[:：]")
_STOPS = re.compile(r"[。！？；，!?]")


class Aside(NamedTuple):
    """A span `[start, end)` of a text that says only who published, wrote or edited it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text says of its own publication, and the spans of it that say nothing else, in their order.

    `publisher` is the agency of a dateline or what stands behind `来源：`; `place` is a dateline's.
    """

    published: date | None
    place: str | None
    publisher: str | None
    asides: tuple[Aside, ...]


def day_of_match(match: re.Match[str]) -> date | None:
    """The day of a match of `WRITTEN`, None where the calendar has no such day."""
    try:
        return date(int(match["y"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
    except ValueError:
        return None


def masthead(text: str) -> Masthead:
    """The masthead of a text; the day only where it is written with its year.

    >>> found = masthead("某市经济\\n2025-05-24 10:30 来源：某报\\n新华社北京5月24日电 全市增长5%。\\n（责任编辑：张三）")
    >>> found.published, found.place, found.publisher
    (datetime.date(2025, 5, 24), '北京', '某报')
    >>> [tuple(aside) for aside in found.asides]
    [(5, 27), (28, 39), (48, 57)]
    """
    lines = [(start, line) for start, line in _lines(text) if line]
    places = _edges(len(lines))
    published = place = agency = source = None
    asides: list[Aside] = []
    for number, (start, line) in enumerate(lines):
        looked = line[:_LONGEST]
        near = number in places
        if near:
            published = published or _day(looked)
            named = _SOURCE.search(looked)
            source = source or (named and named["publisher"])
        if is_aside(line, near=near and number > 0):
            asides.append(Aside(start, start + len(line)))
            agency = agency or (_office(line) if near else None)
            continue
        if wire := _WIRE.match(looked) or _BROADCAST.match(looked):
            asides.append(Aside(start, start + len(wire[0].rstrip())))
            agency = agency or wire["agency"]
            place = place or (wire.groupdict().get("place") or None)
        if credit := _CREDIT.search(line, max(0, len(line) - 100)) or _PRINTED.search(
            line, max(0, len(line) - 60)
        ):
            asides.append(Aside(start + credit.start(), start + len(line)))
    if source:
        source = re.sub(r"(?<=.{2})[记記]者.*", "", source)
    return Masthead(published, place, source or agency, tuple(asides))


def is_aside(line: str, *, near: bool = False) -> bool:
    """Whether a whole line says only who published, wrote or edited; `near` where it stands near head or foot.

    >>> is_aside("2025-05-24 10:30　来源：某报"), is_aside("责任编辑：张三"), is_aside("全市增长5%。")
    (True, True, False)
    """
    line = line.strip()
    if not line or len(line) > 120:
        return False
    if _DECLARED.match(line) or _COUNTERS.match(line) or _PRINTED.match(line):
        return True
    if (near and _OUTLET.match(line)) or (len(line) <= 40 and _REPORTER.match(line)):
        return True
    if (credit := _CREDIT.match(line)) and credit.end() == len(line):
        return True
    if _STOPS.search(line) and not _LABELLED.match(line):
        return False
    rest, fields = _FIELD.subn(" ", line) if _LABELLED.search(line) else (line, 0)
    rest, days = _DAY.subn(" ", rest)
    rest = _TIME.sub(" ", rest).strip(" \u3000|｜（）()【】[]<>《》:：-—/丨·,")
    if fields or (days and not rest):
        return not rest or (len(rest) <= 24 and not _STOPS.search(rest))
    return bool(days and near and _OFFICE.fullmatch(rest) and not _COLON.search(line))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their offsets, without the blanks around them."""
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        yield start + line.find(stripped[:1] or "\n") * bool(stripped), stripped
        start += len(line) + 1


def _edges(count: int) -> frozenset[int]:
    return frozenset([*range(min(count, _HEAD_LINES)), *range(max(0, count - _FOOT_LINES), count)])


_DATELINE = re.compile(
    rf"[\s\u3000（(【\[]*(?:(?:来源|來源)[:：]?\S{{0,20}}\s+)?{WRITTEN}[\sT,，]*"
    r"(?:[0-9]{1,2}[:：][0-9]{2}|[）)】\]]|来源|來源|[电電讯訊]|星期|\Z)"
)


def _day(line: str) -> date | None:
    """The day that a line of the masthead gives, if it has its year."""
    for match in (_LABELLED_DAY.search(line), _DATELINE.match(line)):
        if match and (day := day_of_match(match)):
            return day
    if (printed := _PRINTED.search(line, max(0, len(line) - 60))) and printed["y"]:
        return day_of_match(printed)
    wire = _WIRE.match(line)
    if wire and wire["y"] and (day := day_of_match(wire)):
        return day
    if is_aside(line, near=True) and (match := _DAY.search(line)):
        return day_of_match(match)
    return None


def _office(line: str) -> str | None:
    """The office of a line that is an office and a day: `云泽市统计局　2025年10月24日`."""
    if _PRINTED.search(line):
        return None
    rest, days = _DAY.subn("", line)
    rest = _TIME.sub("", rest).strip(" \u3000（）()")
    return rest if days and 2 <= len(rest) <= 24 and not _LABELLED.search(line) else None
