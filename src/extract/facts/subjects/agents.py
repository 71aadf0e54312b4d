"""Who acts, by the noun phrase in front of a verb: 检察机关 of 检察机关依法起诉, 本届赛事 of 本届赛事共设."""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts.lexicon import vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.metrics import NOUN_LIKE, nominal

# Which one of several acts: 本届赛事, 这次灾害.
_THIS_ONE = frozenset(("本届", "本次", "这次", "此次"))
# They act, and nobody known is meant.
_WHOEVER = frozenset(("双方", "各方", "对方", "大家", "有关方面", "人们"))
# What an officer of a body does that speaks of others: 国务院总理提出.
SPEAKS = frozenset(("提出", "要求", "呼吁", "建议"))
_COPULAS = frozenset(("包括", "包含", "涵盖", "为", "是", "有", "即", "分为"))
_JOINTS = frozenset(("、", "和", "与", "及", "或"))
_LONGEST = 6  # atoms of a noun phrase that does something


def doer(body: Sequence[Atom]) -> Sequence[Atom]:
    """The noun phrase in front of what says that something is done; empty where none plainly does it.

    >>> from extract.facts.syntax.atoms import Atom
    >>> [atom.text for atom in doer([Atom(0, 2, "警方", "word", "n"), Atom(2, 4, "查获", "word", "v")])]
    ['警方']
    """
    if not body or body[0].text in vocabulary().manners:
        return ()
    first = int(body[0].text in _THIS_ONE)
    size = first
    while size < len(body) and (nominal(body[size]) or body[size].text in _JOINTS):
        size += 1
    if size == len(body) or not _acts(body[size]):
        return ()
    if body[size + 1 : size + 2] and body[size + 1].text == "、":
        return ()  # 围炉煮茶、冰雪旅游: the first of a list
    while size > first and body[size - 1].tag == "t":
        size -= 1  # 警方|事后
    who = body[:size] if first < size <= _LONGEST else ()
    return who if who and _names(who[-1]) and who[-1].end - body[first].start > 1 else ()


def _names(last: Atom) -> bool:
    return last.tag[:1] == "n" and last.text not in vocabulary().actions | SPEAKS | _WHOEVER


def _acts(atom: Atom) -> bool:
    """Whether the word goes on behind who acts: a verb, or an adverb or preposition in front of one.

    What says is doesn't, nor does a verb that names are made with (科技创新合作区) or a piece of one (考文垂).
    """
    words = vocabulary()
    if atom.text in _COPULAS or atom.text in NOUN_LIKE or atom.tag[:1] not in ("v", "d", "p"):
        return False
    known = words.actions | words.up | words.down | words.links | words.adverbs
    return atom.tag[:1] != "v" or len(atom.text) > 1 or atom.text in known
