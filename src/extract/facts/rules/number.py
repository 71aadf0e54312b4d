"""A number with the words around it, as every rule is handed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.facts.models import Subject
from extract.facts.subjects.named import Subjects
from extract.facts.syntax.groups import Group
from extract.facts.syntax.phrases import Phrase
from extract.facts.syntax.predicates import Predicate
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Number:
    """The group's last number: `said` and `parts` are what stands in front of it, `opened` is whom its clause opens with.

    `leads` says that no number stands before it in its clause.
    """

    group: Group
    said: Predicate
    parts: Phrase
    quantity: Quantity
    opened: Subject | None
    leads: bool
    subjects: Subjects
    topic: Topic

    @property
    def count(self) -> int:
        """How many numbers are said together."""
        return len(self.group.numbers)
