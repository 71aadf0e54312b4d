"""Texts with their marks written in: `[甲银行|finance]` organizations, `{12亿元}` quantities, `<2024年>` dates."""

from __future__ import annotations

import re
from types import SimpleNamespace

from extract.facts import Fact, read

_MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]|\{([^}]+)\}|<([^>]+)>")
_KINDS = (
    (re.compile(r".*(元|美元|港元)$"), "money"),
    (re.compile(r".*(%|百分点)$"), "percent"),
    (re.compile(r".*倍$"), "multiple"),
    (re.compile(r"第.*"), "ordinal"),
)
_UNITS = (("月", "month"), ("季度", "quarter"), ("末", "month"), ("日", "day"), ("年", "year"))


def facts(marked: str) -> tuple[str, list[Fact], SimpleNamespace]:
    """The plain text, its facts and the marks that its notation says."""
    text, at = "", 0
    marks = SimpleNamespace(organizations={}, quantities=[], dates=[])
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        name, type_, quantity, date = match.groups()
        span = SimpleNamespace(start=len(text), end=len(text) + len(name or quantity or date))
        text += name or quantity or date
        span.text = text[span.start :]
        if name:
            one = marks.organizations.setdefault(name, SimpleNamespace(name=name, type=type_, mentions=[]))
            one.mentions.append(span)
        elif quantity:
            span.kind = next((kind for form, kind in _KINDS if form.fullmatch(quantity)), "count")
            span.value = None
            span.unit = re.sub(r"[0-9.,万亿余多]+", "", quantity).replace("个百分点", "pp")
            marks.quantities.append(span)
        else:
            span.kind = "duration" if re.fullmatch(r"[0-9]+年|[两三]年", date) and len(date) < 4 else "period"
            span.granularity = next((unit for end, unit in _UNITS if date.endswith(end)), "other")
            marks.dates.append(span)
    text += marked[at:]
    marks.organizations = list(marks.organizations.values())
    return text, read(SimpleNamespace(text=text), marks.organizations, marks.quantities, marks.dates), marks
