"""Documents hold the text exactly; sentences cover it; tokens are cut where they are asked to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.segmenting import blank, cut, sentences

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture(scope="module")
def nlp():
    return blank()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一句。第二句！", ["第一句。", "第二句！"]),
        ("他说：“好了。”随后离开。", ["他说：“好了。”", "随后离开。"]),
        ("标题\n正文增长2.5%；下降1.5%。\n", ["标题\n", "正文增长2.5%；下降1.5%。\n"]),
        ("真的吗？！……（完）", ["真的吗？！……", "（完）"]),
        ("没有句号", ["没有句号"]),
        ("", []),
        ("\n\n", ["\n\n"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(ANY_TEXT)
def test_sentences_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@given(ANY_TEXT)
def test_a_document_is_its_text(nlp, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_sentences_of_a_document(nlp) -> None:
    assert [sent.text for sent in nlp("甲公司成立。乙公司\n丙").sents] == ["甲公司成立。", "乙公司\n", "丙"]


@given(st.text(st.sampled_from("上海浦东发展银行股份有限公司2025年，。"), min_size=1, max_size=40), st.data())
def test_cut_makes_every_edge_a_token_edge(nlp, text: str, data) -> None:
    edges = data.draw(st.lists(st.integers(0, len(text)), max_size=6))
    doc = cut(nlp(text), edges)
    starts = {token.idx for token in doc} | {len(text)}
    assert doc.text == text
    assert set(edges) <= starts
    assert [sent.text for sent in doc.sents] == [sent.text for sent in nlp(text).sents]


def test_a_pipeline_survives_the_disk(nlp, tmp_path) -> None:
    import spacy

    nlp.to_disk(tmp_path / "nlp")
    assert [t.text for t in spacy.load(tmp_path / "nlp")("徐汇区")] == [t.text for t in nlp("徐汇区")]
