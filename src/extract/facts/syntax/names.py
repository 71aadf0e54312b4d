"""Subjects by name at the beginning of a phrase: organizations, references to one, places, two of them joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.facts.lexicon import metric_heads, not_places, vocabulary
from extract.facts.syntax.atoms import Atom
from extract.facts.syntax.namesakes import model_length

_ALL = frozenset(("全社会",))  # behind a place it belongs to the metric: 全国全社会用电量
_UNDER = frozenset(("旗下", "下属", "子公司", "控股子公司", "全资子公司"))  # 甲集团旗下乙公司
_NAMING = frozenset(("品牌", "籍", "版", "队", "产"))  # 中国品牌乘用车: the place names the thing
_ROUTES = frozenset(
    ("—", "–", "-", "－", "至", "到", "往", "飞", "飞往", "开往", "直达")
)  # 中卫至宁波的运输成本
_SEVERAL = re.compile("[两二三四五六七八九十][国省市州县区地]")  # 中亚五国, 苏浙皖三省
_AND = frozenset(("与", "和", "同", "及", "、"))
_AREAS = frozenset(
    ("新区", "开发区", "高新区", "自治区", "自治州", "自贸区", "自贸港", "经开区", "自由贸易港")
)


def lead_length(atoms: Sequence[Atom]) -> int:
    """How many atoms in front name a subject: an organization, a reference to one, a place, or two of them joined."""
    size = _one(atoms, 0)
    if not size:
        return 0
    while size + 1 < len(atoms) and atoms[size].text in _AND and (more := _one(atoms, size + 1)):
        size += 1 + more
    return size


def _one(atoms: Sequence[Atom], at: int) -> int:
    words = vocabulary()
    if at >= len(atoms):
        return 0
    atom = atoms[at]
    if atom.kind == "organization":
        if at + 1 < len(atoms) and atoms[at + 1].text == "间":
            return 0  # 中国银行|间债券市场
        under = at + 1 < len(atoms) and atoms[at + 1].text in _UNDER and _one(atoms, at + 2)
        return (
            2 + under if under and atoms[at + 2].kind == "organization" else 1 + model_length(atoms, at + 1)
        )
    if atom.kind != "word":
        return 0
    if atom.text in words.references:
        return 1
    size = _apposition(atoms, at)
    while at + size < len(atoms) and place(atoms, at + size) and not (size and atoms[at + size].text in _ALL):
        size += 1
    while (
        size
        and at + size < len(atoms)
        and (atoms[at + size].text in words.place_ends or _SEVERAL.fullmatch(atoms[at + size].text))
    ):
        size += 1
    if size and _person(atoms[at + size : at + size + 2]):
        return 0
    if (
        size
        and at + size < len(atoms)
        and (_rest_of_name(atoms[at + size]) or atoms[at + size].text in _ROUTES | _NAMING)
    ):
        return 0
    return size


def _person(behind: Sequence[Atom]) -> bool:
    """Whether a place only says where somebody is from: 河北的李女士."""
    return len(behind) == 2 and behind[0].text == "的" and behind[1].tag in ("nr", "nrt", "nrfg")


def _rest_of_name(atom: Atom) -> bool:
    """Whether one character behind a place makes it the beginning of another name: 福建舰."""
    return len(atom.text) == 1 and atom.tag in ("n", "ng", "g", "k", "nz") and atom.text not in metric_heads()


def _apposition(atoms: Sequence[Atom], at: int) -> int:
    """An organization with what it is in front: 电动汽车公司特斯拉."""
    for size in range(1, min(len(atoms) - at, 10)):
        atom = atoms[at + size]
        if atom.kind == "organization":
            return size + 1 if atoms[at + size - 1].text in vocabulary().entities else 0
        if atom.kind != "word" or (atom.tag[:1] not in (*"nvbjaces",) and atom.text not in _AND):
            return 0
    return 0


def place(atoms: Sequence[Atom], at: int) -> bool:
    """Whether the atom names a place."""
    words = vocabulary()
    atom = atoms[at]
    if atom.kind != "word":
        return False
    if atom.text in words.places or atom.text in words.pairs:
        return True
    if atom.text in words.actions or atom.text in not_places():
        return False
    if atom.tag == "ns" and len(atom.text) > 1:
        return True
    if atom.tag[:1] in "nxa" and len(atom.text) > 1 and at + 1 < len(atoms) and atoms[at + 1].text in _AREAS:
        return True
    return (
        atom.tag in ("nr", "nrt", "nz", "x")
        and len(atom.text) > 2
        and atom.text[-1] in "省市县区州镇"
        and atom.text[-2:] not in not_places()
    )
