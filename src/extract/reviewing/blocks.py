"""One record as a data block of the page, safe whatever its text holds."""

from __future__ import annotations

from html import escape

from extract.record import Record

_UNSAFE = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})
_HEADLINE = 60


def block(record: Record) -> str:
    """The record's JSON in a `<script>` that holds data; what the article list shows stands in attributes.

    The page's `data-counts` are organizations, quantities, dates and facts, in this order.

    >>> from extract.record import Article, Provenance
    >>> article = Article(id="a", source="a.txt", title="甲 & 乙", text="</script>")
    >>> print(block(Record(article=article, extractor=Provenance(version="0", model="none"))))
    ... # doctest: +ELLIPSIS
    <script type="application/json" class="record" data-title="甲 &amp; 乙" data-source="a.txt" data-day=""
    data-counts="0 0 0 0">{...\\u003c/script\\u003e...}</script>
    """
    article = record.article
    counts = (record.organizations, record.quantities, record.dates, record.facts)
    attributes = {
        "title": article.title or headline(article.text) or article.source,
        "source": article.source,
        "day": article.published.isoformat() if article.published else "",
        "counts": " ".join(str(len(rows)) for rows in counts),
    }
    written = " ".join(f'data-{name}="{escape(value)}"' for name, value in attributes.items())
    return f'<script type="application/json" class="record" {written}>{data(record.to_json())}</script>\n'


def data(json: str) -> str:
    r"""JSON that may stand inside an HTML script: no character of it can end or open anything.

    In JSON these characters stand only within strings, where an escape means the same.

    >>> data('"<!-- </script> & -->"')
    '"\\u003c!-- \\u003c/script\\u003e \\u0026 --\\u003e"'
    """
    return json.translate(_UNSAFE)


def headline(text: str) -> str:
    """What stands for a title in the list where an article has none: its first line, cut short.

    >>> headline("\\n第一行\\n第二行"), headline("长" * 80) == "长" * 60 + "…", headline(" ")
    ('第一行', True, '')
    """
    line = text.lstrip().split("\n", 1)[0].strip()
    return line if len(line) <= _HEADLINE else line[:_HEADLINE] + "…"
