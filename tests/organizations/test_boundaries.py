"""Mended boundaries: words parted by spaces, the marked span in <>, the names known, and the span that comes of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.organizations.boundaries import mended
from extract.organizations.evidence import Text

ROWS = [
    ("<江河 集团> 成立", [], "江河集团"),
    ("长山 （ <NASA ） 顾问 委员会>", [], "NASA"),
    ("<（ 江河 集团> ）", [], "江河集团"),
    ("<《 江河 日报 》> 报道", [], "江河日报"),
    ("<江河 制药 （ 长山 ） 有限公司>", [], "江河制药（长山）有限公司"),
    ("<江河 “ 长山 ” 队>", [], "江河“长山”队"),
    ("<江河 集团 （ 以下>", [], "江河集团"),
    ("<东国 “ 学界 基金> ”", [], "学界基金"),
    ("<、 江河 集团 ，>", [], "江河集团"),
    ("<江河 卫健 委 会>同 长山", [], "江河卫健委会"),
    ("<江河 卫健委 会>同长山", ["江河卫健委"], "江河卫健委"),
    ("<联合 江河 局> 发布", ["江河局"], "江河局"),
    ("<联合 江河 局> 发布", [], "联合江河局"),
    ("<由 江河 局> 发布", ["江河局"], "江河局"),
    ("<江河 党>委 书记", ["江河党委"], "江河党委"),
    ("<Alphabet 具>有 优势", ["Alphabet"], "Alphabet"),
    ("<联合 江河 局> 发布", ["江河局", "联合江河局"], "联合江河局"),
    ("<” （>", [], ""),
]  # fmt: skip
"""A word that a mark cuts is written with the mark inside it: 党>委."""


def parse(row: str) -> tuple[Text, int, int]:
    words, plain, at = [], "", {}
    for word in row.split(" "):
        start = len(plain)
        for character in word:
            if character in "<>":
                at[character] = len(plain)
            else:
                plain += character
        words.append((start, len(plain)))
    return Text(plain, words), at["<"], at[">"]


@pytest.mark.parametrize(("row", "known", "expected"), ROWS)
def test_boundaries(row: str, known: list[str], expected: str) -> None:
    text, start, end = parse(row)
    start, end = mended(text, start, end, set(known).__contains__)
    assert text.plain[start:end] == expected


@given(st.text(st.sampled_from("江河局联合（）“”《》[ 会同"), max_size=12), st.data())
def test_a_mended_span_is_in_the_text(plain: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(plain)))) | {0, len(plain)})
    start, end = sorted((data.draw(st.integers(0, len(plain))), data.draw(st.integers(0, len(plain)))))
    text = Text(plain, pairwise(cuts))
    first, last = mended(text, start, end, {"江河局", "江河"}.__contains__)
    assert 0 <= first <= last <= len(plain)
