"""E-mails and web pages saved in one file (MHTML): the page or the text in them, without what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from typing import cast

from extract.errors import ReadingError
from extract.reading.articles import article
from extract.reading.days import day_of_value
from extract.reading.encodings import decode
from extract.reading.formats.html import read_page
from extract.reading.parts import Part
from extract.record import Article

_REPLY = re.compile(r"(?:(?:re|fwd?|fw|转发|轉發|回复|回覆|答复)\s?[:：]\s*)+", re.IGNORECASE)


def mail(part: Part) -> Iterator[Article]:
    """A message: one article. A saved page is sent to nobody, and its date is the day when it was saved."""
    data = part.whole()
    if not data.strip():
        raise ReadingError("the file is empty")
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        subject, sent, is_saved = str(message["Subject"] or ""), str(message["Date"]), "To" not in message
        bodies = [
            (body.get_content_subtype(), cast(bytes, body.get_payload(decode=True) or b""))
            for body in map(message.get_body, (("html",), ("plain",)))
            if body is not None
        ]
    except Exception as error:  # the parser's errors for damaged messages are of many classes
        raise ReadingError(f"the message is damaged ({(str(error) or type(error).__name__)[:80]})") from error
    kind, body = next((one for one in bodies if one[1].strip()), ("", b""))
    if not body:
        raise ReadingError("the message has no text of its own, only what is attached")
    decoded = decode(body)
    part.damaged(decoded.damaged)
    title, day, text = read_page(decoded.text) if kind == "html" else (None, None, decoded.text)
    subject = " ".join(_REPLY.sub("", subject.strip(), count=1).split())
    yield article(
        text,
        part.source,
        encoding=decoded.encoding,
        media_type="multipart/related" if is_saved else "message/rfc822",
        title=(title or subject if is_saved else subject or title) or None,
        published=day if is_saved else day or day_of_value(sent),
        name=part.name,
        given=part.options.published,
    )
