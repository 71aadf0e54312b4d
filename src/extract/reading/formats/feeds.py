"""XML: an article an entry of a feed, RSS or Atom, or an article each element that holds a text as rows of tables do.

The text is the fullest that the entry has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from extract.errors import Failure, ReadingError
from extract.reading.articles import article
from extract.reading.days import day_of_value
from extract.reading.encodings import decode
from extract.reading.fields import DAY, TEXT, TITLE, key
from extract.reading.markup import text_of_markup
from extract.reading.parts import Part
from extract.record import Article

_TAG = re.compile(r"<[A-Za-z/!]")
_REFERENCE = re.compile(r"&#(x[0-9A-Fa-f]{1,8}|[0-9]{1,8});")
_ENTRIES = frozenset({"item", "entry"})
_BODY = TEXT[: TEXT.index("article")]  # the names that mean the text itself wherever they stand
_FULLEST = ("encoded", "content", *TEXT)
_DAYS = ("pubdate", "published", "date", "issued", "updated", "created", *DAY)
_ID = ("guid", "id", "link", "newsid", "articleid", "url")


def feed(part: Part) -> Iterator[Article | Failure]:
    """A feed, or other XML of articles: an article for each entry; one without text fails alone."""
    decoded = decode(part.whole())
    part.damaged(decoded.damaged)
    entries = _entries(_parsed(decoded.text))
    for number, entry in enumerate(entries, 1):
        fields = _fields(entry)
        name = (_first(fields, _ID) or str(number)).split("\n")[0][:200]
        source = f"{part.source}#{name}"
        try:
            yield _article(fields, source, part, decoded.encoding)
        except ReadingError as error:
            yield Failure.of(source, "reading", error)


def _entries(root: Any) -> list[Any]:
    if _name(root) == "html":
        raise ReadingError("the XML is a web page: name it .html")
    entries = [node for node in root.iter() if _name(node) in _ENTRIES]
    entries = entries or [node for node in root.iter() if any(_name(child) in _BODY for child in node)]
    if not entries:
        raise ReadingError("the XML holds no entries of RSS or Atom, and no element with a text in it")
    return entries


def _article(fields: dict[str, str], source: str, part: Part, encoding: str) -> Article:
    text, title = _first(fields, _FULLEST), _first(fields, TITLE)
    return article(
        _shown(text),
        source,
        encoding=encoding,
        media_type="application/xml",
        title=_shown(title).replace("\n", " ") or None,
        published=next(filter(None, (day_of_value(fields.get(name)) for name in _DAYS)), None),
        given=part.options.published,
    )


def _shown(text: str) -> str:
    """The lines of a field that may hold HTML, or plain text with HTML's references."""
    return text_of_markup(text) if _TAG.search(text) else unescape(text).replace("\xa0", " ").strip()


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name].strip() for name in names if fields.get(name, "").strip()), "")


def _parsed(text: str) -> Any:
    """The tree, without entities of the document's own and without the network."""
    from lxml import etree

    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("<?xml"):
        text = text.partition("?>")[2]
    text = _REFERENCE.sub(_whole, text)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        remove_comments=True,
    )
    try:
        tree = etree.fromstring(text.lstrip().encode("utf-8", "replace"), parser)
    except Exception as error:  # lxml's errors for hostile markup are of many classes
        raise ReadingError(f"the XML is damaged ({str(error)[:80]})") from error
    if tree is None:
        raise ReadingError("the XML is damaged: it has no element")
    return tree


def _whole(reference: re.Match[str]) -> str:
    """The reference, or U+FFFD for half of a surrogate pair, which the parser would let through."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return "\ufffd" if 0xD800 <= number < 0xE000 else reference[0]


def _name(node: Any) -> str:
    return key(node.tag.rpartition("}")[2]) if isinstance(node.tag, str) else ""


def _fields(entry: Any) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in entry:
        value = _inner(node) if len(node) and _name(node) in _FULLEST else "".join(node.itertext())
        fields.setdefault(_name(node), value.strip() or node.get("href") or "")
    return fields


def _inner(node: Any) -> str:
    from lxml import etree

    return escape(node.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode") for child in node
    )
