"""Whether a clause takes up what the text is about, or begins with something else: 它, 该赛事; 该设备."""

from __future__ import annotations

from extract.facts.lexicon import vocabulary
from extract.facts.models import Subject
from extract.facts.subjects.named import IT, THIS, Subjects
from extract.facts.syntax.clauses import Clause
from extract.facts.topics import Topic

_THESE = frozenset(("这处", "这座", "这家", "这款", "这项", "这台", "这部", "这一"))
_PLACES = frozenset("区镇市县省州岛村城港乡国")  # 该景区 of a place is that place


def recall(clause: Clause, topic: Topic, subjects: Subjects) -> None:
    """Notes that a clause takes up what the text is about: by name, as 它, or by the end of its name (该赛事)."""
    about = topic.subject
    if topic.passing is not None and topic.passing.kind != "thing" and _other(clause, topic.passing):
        topic.passing, topic.muted = None, True
    if about is None:
        return
    first, *behind = (atom.text for atom in clause.atoms[:2])
    nouns = behind if first in THIS else [first]
    again = first[0] in IT or any(len(noun) > 1 and about.text.endswith(noun) for noun in nouns)
    topic.recalled = topic.recalled or again or about.text in subjects.written(clause.atoms)
    if not topic.recalled and _other(clause, about):
        topic.muted = True


def _other(clause: Clause, about: Subject) -> bool:
    """Whether a clause begins with something else than what it would be about: 该设备仅支持蓝牙 of a company."""
    first, *behind = clause.atoms[:2]
    if first.text not in THIS | _THESE or not behind:
        return False
    if "n" not in behind[0].tag:
        return first.text in _THESE and behind[0].tag in ("a", "v", "b", "d")  # 这处新打造的街区
    noun = behind[0].text
    same = about.kind == "place" and noun[-1] in _PLACES
    return not same and first.text + noun not in vocabulary().references
