"""Feeds, RSS and Atom: an article an entry, its text the fullest that the entry has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.errors import Failure, ReadingError
from extract.reading.articles import article
from extract.reading.days import day_of_value
from extract.reading.encodings import decode
from extract.reading.markup import text_of_markup
from extract.reading.parts import Part
from extract.record import Article

_REFERENCE = re.compile(r"&#(x[0-9A-Fa-f]{1,8}|[0-9]{1,8});")
_ENTRIES = frozenset({"item", "entry"})
_TEXT = ("encoded", "content", "fulltext", "body", "description", "summary")
_DAY = ("pubdate", "published", "date", "issued", "updated", "created")
_ID = ("guid", "id", "link")


def feed(part: Part) -> Iterator[Article | Failure]:
    """A feed: an article for each entry; one without text fails alone."""
    decoded = decode(part.whole())
    part.damaged(decoded.damaged)
    entries = [node for node in _parsed(decoded.text).iter() if _name(node) in _ENTRIES]
    if not entries:
        raise ReadingError("the XML holds no entries of RSS or Atom")
    for number, entry in enumerate(entries, 1):
        fields = _fields(entry)
        name = next((fields[key] for key in _ID if fields.get(key)), str(number)).split("\n")[0][:200]
        source = f"{part.source}#{name}"
        try:
            yield _article(fields, source, part, decoded.encoding)
        except ReadingError as error:
            yield Failure.of(source, "reading", error)


def _article(fields: dict[str, str], source: str, part: Part, encoding: str) -> Article:
    texts = (fields[key] for key in _TEXT if fields.get(key, "").strip())
    text = next(texts, "")
    title = fields.get("title", "").strip()
    return article(
        text_of_markup(text) if "<" in text or "&" in text else text.strip(),
        source,
        encoding=encoding,
        media_type="application/xml",
        title=text_of_markup(title).replace("\n", " ") if title else None,
        published=next(filter(None, (day_of_value(fields.get(key)) for key in _DAY)), None),
        given=part.options.published,
    )


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
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _fields(entry: Any) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in entry:
        value = "".join(node.itertext()) if node.get("type") != "xhtml" else _inner(node)
        fields.setdefault(_name(node), value.strip() or node.get("href") or "")
    return fields


def _inner(node: Any) -> str:
    from lxml import etree

    return "".join(etree.tostring(child, encoding="unicode") for child in node)
