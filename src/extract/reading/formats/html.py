"""Web pages: title, day and body, found by trafilatura; fragments and short pages are taken whole.

What a page declares as its charset is not asked. Tables are made lines before the body is looked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from extract.errors import ReadingError
from extract.reading.articles import article
from extract.reading.days import day_of_value
from extract.reading.encodings import decode
from extract.reading.markup import lines_of, parsed, tables_to_lines
from extract.reading.parts import Part
from extract.record import Article
from extract.segmenting.mastheads import masthead

_LARGEST = 20_000_000
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_RELATED = re.compile(
    r"[\s【\[>·]*(?:(?:热门|精彩|猜你喜欢|为您|為您|更多|编辑|小编)?(?:推荐|推薦)(?:阅读|閱讀|新闻|新聞)?|相[关關](?:阅读|閱讀|新闻|新聞|报道|報導|文章|链接|专题)|"
    r"延伸(?:阅读|閱讀)|猜你喜欢|小编最近文章|热门(?:文章|新闻|排行)|更多(?:新闻|文章|内容)|最新(?:新闻|文章)|"
    r"(?:新闻|网友|網友|热门|最新|全部|发表)?(?:评论|評論|留言|跟[贴帖])(?:热词)?)[\s】\]:：>]*\Z|"
    r"(?:网友评论仅供|目前没有(?:热门)?跟[贴帖])"
)
_LISTED = re.compile(
    r".{4,60}[\s\u3000]+(?:19|20)[0-9]{2}([-/])[0-9]{1,2}\1[0-9]{1,2}(?:\s[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\Z"
)
_ENOUGH = 80
_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"<(/?)([A-Za-z0-9!]*)[^<>]*>\Z")
_SEPARATED = re.compile(r"\s*(?:[_|｜]|\s[-–—]+\s|[-–—]+(?=[\u4e00-\u9fffA-Za-z.]{2,12}\Z)|－)\s*")
_DAY_NAMES = (
    "article:published_time", "og:published_time", "og:release_date", "publishdate", "pubdate", "publish_date", "pubtime",
    "publishtime", "article_date_original", "datepublished", "date", "dc.date", "_pubtime", "firstpublishedtime",
    "originalpublicationdate", "weibo: article:create_at",
)  # fmt: skip
_LATEST = "2100-01-01"  # htmldate's own bound is today, and no reader may ask the clock


def html(part: Part) -> Iterator[Article]:
    """A page, whole or a fragment: one article."""
    decoded = decode(part.whole(_LARGEST))
    part.damaged(decoded.damaged)
    title, day, body = read_page(decoded.text)
    yield article(
        body,
        part.source,
        encoding=decoded.encoding,
        media_type="text/html",
        title=title,
        published=day,
        name=part.name,
        given=part.options.published,
    )


def read_page(source: str) -> tuple[str | None, date | None, str]:
    """Title, day of publication and body of a page's source; raises `ReadingError` where it has no body.

    >>> read_page("<p>某市统计局公布数据。</p><p>增长5%。</p>")
    (None, None, '某市统计局公布数据。\\n增长5%。')
    """
    tree = parsed(source)
    if not _PAGE.search(source[:5000]):
        tables_to_lines(tree)
        body = "\n".join(lines_of(tree))
        title = next((line for line in _texts(tree, "h1")), None)
        day = None
    else:
        title, day = _title(tree), _day(tree)
        tables_to_lines(tree)
        whole = "\n".join(lines_of(tree))
        body = (_body(tree) or whole) if whole.strip() else ""
        day = day or masthead(_around(whole, title)).published or _day_by_rules(source)
    body = body if body.strip() else _without_tags(source)
    if not body.strip():
        scripted = ": scripts bring it; save the page once it is shown" if "<script" in source.lower() else ""
        raise ReadingError(f"the page has no text{scripted}")
    return title, day, body


def _without_tags(source: str) -> str:
    """What stands between the tags, for markup too deep for the parser."""
    kept, silent = [], ""
    for piece in _TAG.split(source):
        tag = _NAME.match(piece)
        if not tag and not silent:
            kept.append(unescape(piece))
        elif tag and tag[2].lower() in ("script", "style", "head", "noscript"):
            silent = "" if tag[1] else silent or tag[2].lower()
    return "\n".join(line.strip() for line in "\n".join(kept).split("\n") if line.strip())


def _body(tree: Any) -> str | None:
    """The body that trafilatura finds; None where it finds none and would give the page's words without lines."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    except Exception as error:  # a page that one extractor stumbles over is still a page
        raise ReadingError(f"the page's body can't be found ({str(error)[:80]})") from error
    if found is None or found.body is None:
        return None
    if len(found.body) == 1 and "\n" in (found.body[0].text or "").strip():
        return None
    return "\n".join(_without_related(lines_of(found.body)))


def _without_related(lines: list[str]) -> list[str]:
    """The lines before the heading of a list of other articles or of comments, where enough of an article stands
    before it; and without such a list at the end, two or more headlines with their days.

    >>> _without_related(["正文。" * 30, "责任编辑：张三", "热门推荐", "别的新闻"])[1:]
    ['责任编辑：张三']
    >>> _without_related(["正文。" * 30, "某市增长5% 2015/06/15", "某市下降5% 2015/05/25"])[1:]
    []
    """
    before, end = 0, len(lines)
    for number, line in enumerate(lines):
        if before >= _ENOUGH and _RELATED.match(line):
            end = number
            break
        before += len(line)
    first = end
    while first and _LISTED.match(lines[first - 1]):
        first -= 1
    return lines[: first if end - first >= 2 else end]


def _texts(tree: Any, tag: str) -> list[str]:
    texts = (" ".join(node.text_content().split()) for node in tree.iter(tag))
    return [text for text in texts if 2 <= len(text) <= 100]


def _title(tree: Any) -> str | None:
    """The heading that the page's title begins with, else that title without the names of site and section."""
    named = _texts(tree, "title")
    metas = [" ".join(value.split()) for value in _metas(tree, ("og:title", "twitter:title", "articletitle"))]
    full = named[0] if named else next(iter(metas), None)
    headings = [text for tag in ("h1", "h2") for text in _texts(tree, tag)]
    if full is None:
        return headings[0] if headings else None
    bare = "".join(full.split())
    for text in [*headings, *metas]:
        if len(text) >= 5 and bare.startswith("".join(text.split())):
            return text
    return _without_site(full)


def _without_site(title: str) -> str:
    """The longest of the title's leading parts that isn't followed by more than names of site and section.

    >>> _without_site("短缺药品保供稳价 全力保障用药-某网"), _without_site("某市经济平稳_财经频道_某某网")
    ('短缺药品保供稳价 全力保障用药', '某市经济平稳')
    """
    pieces = [piece for piece in _SEPARATED.split(title) if piece]
    while len(pieces) > 1 and len(pieces[-1]) <= 16 and len(pieces[-1]) < len("".join(pieces[:-1])):
        pieces.pop()
    end = title.find(pieces[-1]) + len(pieces[-1]) if pieces else len(title)
    return title[:end].strip() or title


def _metas(tree: Any, names: tuple[str, ...]) -> list[str]:
    """The contents of the page's meta elements with one of these names, in the order of the names."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower().strip()
        if name and node.get("content"):
            found.setdefault(name, node.get("content"))
    return [found[name] for name in names if name in found]


def _day(tree: Any) -> date | None:
    """The day that the page's metadata gives."""
    days = (day_of_value(value) for value in _metas(tree, _DAY_NAMES))
    if day := next(filter(None, days), None):
        return day
    for node in tree.iter("script"):
        if node.get("type") == "application/ld+json" and "datePublished" in (node.text or ""):
            try:
                value = json.loads(node.text)
            except (ValueError, RecursionError):
                continue
            if day := day_of_value(_value_of(value, "datePublished", 0)):
                return day
    return None


def _value_of(value: Any, name: str, depth: int) -> Any:
    if isinstance(value, dict) and name in value:
        return value[name]
    inner: list[Any] = []
    if depth < 6 and isinstance(value, dict | list):
        inner = list(value.values()) if isinstance(value, dict) else value
    found = (_value_of(part, name, depth + 1) for part in inner)
    return next((day for day in found if day is not None), None)


def _around(whole: str, title: str | None) -> str:
    """The page's lines about its heading, where the dateline stands."""
    at = max(whole.find(title or "\n"), 0)
    return "\n".join(whole[at : at + 600].split("\n")[:8])


def _day_by_rules(source: str) -> date | None:
    from htmldate import find_date

    try:
        found = find_date(source, extensive_search=False, original_date=True, max_date=_LATEST)
    except Exception:  # no day found is no reason to lose the article
        return None
    return day_of_value(found)
