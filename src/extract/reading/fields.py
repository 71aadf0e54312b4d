"""Rows of named fields to articles: which of the names that tables and feeds use means what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from extract.errors import ReadingError
from extract.reading.articles import article
from extract.reading.days import day_of_value
from extract.reading.markup import is_markup, text_of_markup
from extract.reading.parts import Part
from extract.record import Article

TEXT: Final = (
    "text", "content", "body", "正文", "内容", "內容", "全文", "内文", "內文", "文章内容", "新闻内容", "新聞內容", "正文内容", "原文", "文本",
    "fulltext", "articlebody", "articlecontent", "articletext", "newscontent", "contenttext", "textcontent", "contenthtml",
    "article", "news", "passage", "document", "story", "paragraphs", "description", "summary", "摘要",
)  # fmt: skip
"""Names of the field that holds the text, the surest first."""
TITLE: Final = (
    "title", "标题", "標題", "headline", "题目", "題目", "新闻标题", "新聞標題", "文章标题", "newstitle", "articletitle", "subject", "name",
)  # fmt: skip
DAY: Final = (
    "published", "pubdate", "publisheddate", "publishdate", "publishedat", "publishtime", "publishedtime", "pubtime",
    "datepublished", "发布时间", "发布日期", "發布時間", "發佈時間", "發布日期", "發佈日期", "发表时间", "发稿时间", "刊发日期", "报道时间",
    "出版日期", "newstime", "newsdate", "posttime", "postdate", "releasedate", "date", "datetime", "日期", "时间", "時間", "time",
    "day", "timestamp", "ctime", "createdat", "createtime", "创建时间",
)  # fmt: skip
ID: Final = (
    "id",
    "_id",
    "guid",
    "uuid",
    "newsid",
    "articleid",
    "docid",
    "编号",
    "編號",
    "序号",
    "url",
    "link",
    "链接",
    "网址",
)


@lru_cache(1000)
def key(name: str) -> str:
    """A field's name as the lists above write it.

    >>> key(" Pub_Date "), key("发布时间")
    ('pubdate', '发布时间')
    """
    name = name.strip().strip("\ufeff").lower()
    return name if name == "_id" else name.replace("_", "").replace("-", "").replace(" ", "")


def chosen(names: Iterable[str], meant: Iterable[str]) -> str | None:
    """The name that a row uses for what is `meant`, the first of the list that it has."""
    by_key = {key(name): name for name in reversed(list(names))}
    return next((by_key[one] for one in meant if one in by_key), None)


def article_of(row: Mapping[str, object], part: Part, number: int, media_type: str, encoding: str) -> Article:
    """The article of a row; raises `ReadingError` where it has no text. Its source adds `#` and id or number."""
    id_name, day_name = (chosen(row, names) for names in (ID, DAY))
    source = f"{part.source}#{_id(row.get(id_name or ''), number)}"
    title_name = chosen(row, TITLE)
    given = row.get(day_name or "")
    day = day_of_value(given)
    if day is None and given not in (None, ""):
        part.notify("day", f"{day_name} is no day: {given!r:.40}", source)
    return article(
        text_of(row, part.options.text_column),
        source,
        encoding=encoding,
        media_type=media_type,
        title=_title(row.get(title_name or "")),
        published=day,
        given=part.options.published,
    )


def source_of(row: object, part: Part, number: int) -> str:
    """The source of a row, which may be none."""
    id_name = chosen(row, ID) if isinstance(row, Mapping) else None
    return f"{part.source}#{_id(row.get(id_name or ''), number) if isinstance(row, Mapping) else number}"


def text_of(row: Mapping[str, object], column: str | None) -> str:
    """The text of a row: the field `column`, else the first with one of the usual names that isn't blank.

    A text that is HTML, as publishing systems export it, becomes the lines that it shows.
    """
    if column is not None:
        if column not in row:
            raise ReadingError(f'there is no field "{column}", only {", ".join(map(str, row))[:100]}')
        names = [column]
    else:
        found = {key(name): name for name in reversed(list(row))}
        names = [found[name] for name in TEXT if name in found]
    if not names:
        raise ReadingError(
            f'no object with a "text"; its fields are {", ".join(map(str, row))[:100] or "none"}'
        )
    for name in names:
        value = row[name]
        if isinstance(value, list) and all(isinstance(line, str) for line in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return text_of_markup(value) if is_markup(value) else _with_newlines(value)
    if isinstance(row[names[0]], str | None):
        raise ReadingError("the article has no text")
    raise ReadingError(f'no object with a "text": "{names[0]}" is no string')


def _with_newlines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _id(value: object, number: int) -> str:
    text = str(value).strip() if isinstance(value, str | int) else ""
    return text.splitlines()[0][:200] if text else str(number)


def _title(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None
