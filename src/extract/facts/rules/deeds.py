"""Nothing is counted behind a number: the verb itself says what is measured (投入2亿元, 接待30万人次)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.measures import Found, Measure
from extract.facts.rules.counters import names_somebody
from extract.facts.rules.number import Number
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.metrics import nominal

if TYPE_CHECKING:
    from extract.quantities import Quantity

_KINDS = ("money", "count")
_COPULAS = frozenset(("有", "分为", "包括", "包含", "涵盖"))  # they say nothing of what is measured
_AGES = frozenset(("岁", "歲"))


def deed(of: Number) -> list[Found]:
    """The fact of a verb with the number as its object; nothing where words behind may be what is counted."""
    parts, quantity = of.parts, of.quantity
    verb = parts.body[-1:]
    if (
        not verb
        or verb[0].text in _COPULAS
        or quantity.kind not in _KINDS
        or quantity.unit in _AGES
        or not _free(of.group.right, quantity)
    ):
        return []
    named = of.subjects.named(parts.lead) or of.opened
    if named is None and of.leads:
        named = of.subjects.agent(parts)
    if any(atom.text[0] == "每" for atom in parts.body):
        return []  # 平均每家投入3000万元
    if named is None and names_somebody(parts.body[:-1]):
        return []
    subject = named or of.topic.carried()
    if subject is None:
        return []
    done = parts.body if parts.lead and len(parts.body) > 1 and all(map(nominal, parts.body[:-1])) else verb
    return [Found(Measure(subject, of.subjects.written(done)), "verb", carried=named is None)]


def _free(right: Sequence[Atom], quantity: Quantity) -> bool:
    """Whether nothing behind the number can be what it counts: its clause ends, or goes on with a list or a change.

    What money is for (投入2亿元建设新厂) isn't counted either.
    """
    words = vocabulary()
    if (
        not right
        or right[0].kind == "punct"
        or right[0].text in words.yoy | words.mom | words.up | words.down
    ):
        return True
    if quantity.kind == "money" and (right[0].tag == "v" or right[0].text in words.actions):
        return True
    return len(right) == 1 and len(right[0].text) == 1  # 交付3万辆车
