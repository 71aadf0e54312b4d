"""Who reports: a body that reports of others isn't what a clause is about, a company that reports of itself is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.subjects.agents import SPEAKS
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.clauses import Clause
from extract.facts.syntax.metrics import nominal
from extract.facts.topics import Topic

if TYPE_CHECKING:
    from extract.organizations import Organization

# Bodies that report on others; the rest, where they report, report of themselves.
OBSERVERS = frozenset(("government", "media", "association", "research", "other", "military"))
# Their people speak for them; a doctor or a professor speaks of the matter.
SELVES = frozenset(("company", "finance", "sports"))
_ACCORDING = frozenset(("据", "根据", "按照", "按"))
_ANALYSTS = frozenset(("分析师", "经济学家", "策略师", "研究员", "研报", "研究", "研究报告", "报告"))
_TITLE = 4  # atoms in which somebody's office is said


def observes(rest: Sequence[Atom], size: int, stop: str, organizations: Sequence[Organization]) -> bool:
    """Whether the body that the first `size` words name reports of others: 统计局公布, 甲银行经济学家预计."""
    lead = rest[size - 1]
    if any(atom.text in _ANALYSTS for atom in rest[size : size + _TITLE]):
        return True
    if lead.kind != "organization" or organizations[lead.index].type in SELVES:
        return False
    if organizations[lead.index].type not in OBSERVERS and not nominal(rest[min(size, len(rest) - 1)]):
        return False
    officer = nominal(rest[min(size, len(rest) - 1)])
    return stop in ("：", ":") or any(
        atom.kind == "word" and (atom.text in vocabulary().reports or (officer and atom.text in SPEAKS))
        for atom in rest[size:]
    )


def announcer(clause: Clause, organizations: Sequence[Organization]) -> Atom | None:
    """The company that a clause ends in, behind what it is, announcing something: 居前的甲公司周四公告."""
    *_, last = clause.atoms
    before = [atom for atom in clause.atoms[:-1] if atom.kind != "date"]
    if last.text not in vocabulary().reports or len(before) < 2 or before[-1].kind != "organization":
        return None
    described = before[-2].text == "的" and organizations[before[-1].index].type in SELVES
    return before[-1] if described else None


def source(clause: Clause, topic: Topic) -> None:
    """Notes a source of its own (根据某机构研究): what it says isn't of the organization the text is about."""
    about = topic.subject
    if about is None or about.kind != "organization" or clause.atoms[0].text not in _ACCORDING:
        return
    if any(atom.kind == "organization" and atom.index != about.organization for atom in clause.atoms):
        topic.muted = True
