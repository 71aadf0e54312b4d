"""A number with nothing in front of it goes back to what was measured last: 同比增长5%, 提高到3亿元."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.facts.measures import INDEX, Found, Measure
from extract.facts.rules.number import Number

if TYPE_CHECKING:
    from extract.quantities import Quantity


def again(of: Number) -> list[Found]:
    """A change of what was measured last, or another level of it; nothing where that isn't plain."""
    said, quantity, topic = of.said, of.quantity, of.topic
    last, share = topic.last, topic.share
    if share is not None and said.form == "change" and quantity.unit == "pp":
        return [Found(share, "again")]
    if last is None or topic.unread:
        return []
    if last.head == INDEX and said.verb:
        last = replace(last, metric=said.suffix or of.subjects.written(said.verb))
    said_again = said.versus or said.linked
    if said.form == "change" or (said_again and _same_unit(last, quantity)):
        return [Found(last, "again")]
    return []


def _same_unit(last: Measure, quantity: Quantity) -> bool:
    """Whether the number can be a level of what was measured; of a mere change (增长3倍，达到3万辆) any can."""
    return last.unit == quantity.unit or not (last.level or last.unit)
