"""A verb that says which way what stands behind it went: 下调存准率0.5个百分点, 分别增加营业收入2亿元和5亿元."""

from __future__ import annotations

from dataclasses import replace

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.metrics import head_length
from extract.facts.syntax.phrases import Phrase
from extract.facts.syntax.predicates import Predicate

_EACH = "分别"


def turned(said: Predicate, parts: Phrase) -> tuple[Predicate, Phrase]:
    """The number as a change of the known metric behind such a verb; both as they were without one."""
    words, body = vocabulary(), parts.body
    each = bool(body) and body[0].text == _EACH
    verb, metric = body[each : each + 1], body[each + 1 :]
    if said.change is not None or said.linked or said.form == "share" or not head_length(metric):
        return said, parts
    if verb[0].text in words.change_nouns or verb[0].text not in words.up | words.down:
        return said, parts
    change = replace(
        said,
        form="change",
        change="up" if verb[0].text in words.up else "down",
        verb=verb,
        distributed=said.distributed or each,
    )
    return change, replace(parts, body=metric, head=head_length(metric))
