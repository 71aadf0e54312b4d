"""Names that begin with a maker's or a place's: a product by its model, a site by the place where it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.facts.lexicon import metric_heads, vocabulary
from extract.facts.syntax.atoms import Atom

_LONGEST = 4  # atoms between a maker and the end of a model's name
_IN_NAMES = frozenset(("n", "nz", "nr", "nrt", "ns", "eng", "m", "x", "b", "vn"))
_MODEL = re.compile(r"(?![QqHh]\d$)[A-Za-z][A-Za-z.+-]*\d[A-Za-z0-9.+-]*")
# What is built or run at a place, by the last words of its name.
_SITES = (
    "电站", "工程", "项目", "机场", "医院", "大桥", "铁路", "高铁", "隧道", "街区", "商场", "公园", "景区", "基地", "园区", "产业园", "博物馆", "口岸", "港", "港区", "保税区", "商品城", "小镇", "古镇", "水库", "油田", "气田", "煤矿", "电厂", "机组", "码头", "专列", "班列", "地铁", "体育馆", "体育场", "图书馆", "美术馆",
)  # fmt: skip


def model_length(atoms: Sequence[Atom], at: int) -> int:
    """How many atoms behind its maker name a product, up to its model: 笔记本 X14 of 甲公司笔记本 X14."""
    for end in range(at, min(len(atoms), at + _LONGEST)):
        atom = atoms[end]
        if atom.kind != "word" or atom.tag not in _IN_NAMES or atom.text in metric_heads():
            return 0
        numbered = end > at and atom.text.isdigit() and atoms[end - 1].text.isascii()
        if numbered or _MODEL.fullmatch(atom.text):
            return end + 1 - at
    return 0


def site(behind: Sequence[Atom]) -> int:
    """How many atoms behind a place make it the name of a site there, of which the clause goes on: 上海|大吉巷街区开业."""
    size = next((at for at, atom in enumerate(behind) if atom.tag not in _IN_NAMES), len(behind))
    while size and behind[size - 1].tag == "vn":
        size -= 1
    goes_on = (
        size < len(behind)
        and behind[size].tag[:1] in ("v", "d", "p")
        and behind[size].text not in metric_heads()
    )
    named = 0 < size <= _LONGEST and behind[size - 1].text.endswith(_SITES)
    named = named and not any(atom.text in vocabulary().manners or atom.tag == "vn" for atom in behind[:size])
    return size if named and (goes_on or size == len(behind)) else 0
