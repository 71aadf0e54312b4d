"""What is known of a fact when it is read, by name: what its confidence rests on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.facts.measures import Found
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.behind import behind
from extract.facts.syntax.clauses import Clause
from extract.facts.syntax.predicates import Predicate
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.dates import Date
    from extract.organizations import Organization
    from extract.quantities import Quantity

_LONG = 12  # characters of a metric: past that it often holds a verb
_WORDS = 6  # and from here on their number says nothing more
_FEW = 10  # a count up to this often only describes: 两大, 三个
_MANY = 3  # sentences, clauses or organizations: more of them say no more
_BACK = 2000  # characters behind a number in which its subject is looked for
_JOINTS = "、和与及"
_SPELLED = frozenset("一二两兩三四五六七八九十数數几幾")
_CURRENCIES = frozenset(("CNY", "USD", "HKD", "TWD"))
_KINDS = frozenset("nvdpuca")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact as it is read: `left` and `right` are what stands around its number in the clause, `others` how many organizations
    were named between its subject and its number, `traditional` whether the text is written so.
    """

    found: Found
    said: Predicate
    quantity: Quantity
    left: Sequence[Atom]
    right: Sequence[Atom]
    clause: Clause
    period: Date | None
    topic: Topic
    others: int
    traditional: bool


def signals(of: Evidence) -> Iterator[str]:
    """The names of what holds of a fact; `extract.facts.confidence` weighs them."""
    yield from _reading(of)
    yield from _metric(of)
    yield from _number(of)
    yield from _subject(of)
    yield f"period {_where(of)}"
    yield f"sentence {min(of.topic.sentences, _MANY)}"
    yield f"clause {min(of.topic.clauses, _MANY)}"
    if of.traditional:
        yield "traditional"


def _reading(of: Evidence) -> Iterator[str]:
    yield f"rule {of.found.rule}"
    if of.found.measure.subject.kind == "thing":
        yield f"thing {of.found.rule}"
    if of.said.linked:
        yield "linked"


def _metric(of: Evidence) -> Iterator[str]:
    metric = of.found.measure.metric
    if of.found.measure.head:
        yield "known metric"
    yield f"metric of {min(len(metric), _WORDS)}"
    if len(metric) > _LONG:
        yield "long metric"
    if any(joint in metric for joint in _JOINTS):
        yield "metric list"


def _number(of: Evidence) -> Iterator[str]:
    quantity = of.quantity
    yield f"number {quantity.kind}"
    if quantity.unit in _CURRENCIES:
        yield f"unit {quantity.unit}"
    if quantity.kind == "count" and quantity.value is not None and quantity.value <= _FEW:
        yield "few"
    if quantity.text[:1] in _SPELLED:
        yield f"spelled {quantity.kind}"
    yield f"before {_kind(of.right[:1])}"
    yield f"after {_kind(of.left[-1:])}"
    yield f"{of.found.rule} after {_kind(of.left[-1:])}"
    if of.found.rule == "counted":
        noun = behind(of.right)
        end = noun[-1].end if noun else of.quantity.end
        yield f"noun before {_kind([atom for atom in of.right if atom.start >= end][:1])}"
        yield f"noun of {min(len(noun), _MANY)}"


def _kind(next_to: Sequence[Atom]) -> str:
    """What kind of atom the first one is, of none the clause's end."""
    if not next_to:
        return "end"
    atom = next_to[0]
    if atom.kind != "word":
        return atom.kind
    return "的" if atom.text == "的" else atom.tag[:1] if atom.tag[:1] in _KINDS else "word"


def _subject(of: Evidence) -> Iterator[str]:
    yield f"subject {of.found.measure.subject.kind}"
    yield f"others {min(of.others, _MANY)}"
    if of.topic.firm:
        yield "firm"
    if of.found.carried:
        yield f"carried {min(of.topic.age, _MANY)}"
        yield f"carried {of.found.rule}"
        yield f"carried past {min(of.others, _MANY)}"


def _where(of: Evidence) -> str:
    """Where the period was said: in the clause, earlier in the text, or not at all."""
    if of.period is None:
        return "none"
    if of.clause.start <= of.period.start < of.clause.end:
        return "clause"
    return "sentence" if of.topic.opened <= of.period.start else "paragraph"


class Others:
    """The organizations of a text by where they are named."""

    def __init__(self, text: str, organizations: Sequence[Organization]) -> None:
        self._text = text
        self._named = sorted(
            (mention.start, index) for index, one in enumerate(organizations) for mention in one.mentions
        )

    def between(self, subject: str, organization: int | None, number: int) -> int:
        """How many other organizations are named between where the subject stands last and the number behind it."""
        start = max(self._text.rfind(subject, max(0, number - _BACK), number), 0)
        first, last = bisect_left(self._named, (start, 0)), bisect_left(self._named, (number, 0))
        return len({index for _, index in self._named[first:last]} - {organization})
