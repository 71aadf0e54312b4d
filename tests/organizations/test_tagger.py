"""The trained tagger: spans are those of the text, the same whatever runs beside it, however long the text is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import ModelError
from extract.organizations.pieces import Pieces, edges_of
from extract.organizations.tagger import OnnxTagger
from extract.organizations.viterbi import best_paths, spans

TAGGER = OnnxTagger("fast")
TAGGERS = {"default": OnnxTagger("default"), "fast": TAGGER}

NAMES = [
    ("记者从江河市市场监督管理局获悉，全市新增企业三千家。", ["江河市市场监督管理局"]),
    ("记者從江河市市場監督管理局獲悉，全市新增企業三千家。", ["江河市市場監督管理局"]),
    ("新华社北京3月1日电", ["新华社"]),
    ("据路透社报道，OpenAI与微软签署协议。", ["路透社", "OpenAI", "微软"]),
    ("截至收盘，*ST生物跌5%，小米集团-W涨3%。", ["*ST生物", "小米集团-W"]),
    ("OpenAI与SK 集团、Meta签约。", ["OpenAI", "SK 集团", "Meta"]),
    ("臺積電與鴻海簽約。", ["臺積電", "鴻海"]),
    ("㐂屋集团公布业绩。", ["㐂屋集团"]),
    ("天气晴朗，市民纷纷出游。", []),
    ("", []),
]


@pytest.mark.parametrize("size", TAGGERS)
@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_names(size: str, sentence: str, names: list[str]) -> None:
    (found,) = TAGGERS[size]([sentence])
    assert [sentence[one.start : one.end] for one in found] == names
    assert all(0 < one.confidence < 1 for one in found)


@pytest.mark.parametrize("size", TAGGERS)
def test_name_of_the_model_holds_a_hash(size: str) -> None:
    name, _, digest = TAGGERS[size].name.partition("@")
    assert name == size
    assert len(digest) == 12
    assert TAGGERS["default"].name != TAGGERS["fast"].name


def test_both_models_weigh_less_than_forty_megabytes() -> None:
    folder = files("extract.organizations") / "model"
    assert sum(len((folder / f"{size}.onnx").read_bytes()) for size in TAGGERS) < 40_000_000


def test_damaged_weights(tmp_path: Path) -> None:
    (tmp_path / "fast.onnx").write_bytes(b"no graph")
    (tmp_path / "vocabulary.json").write_text('{"pieces": ["江"], "folds": {}}', "utf-8")
    with pytest.raises(ModelError):
        OnnxTagger("fast", folder=tmp_path)


def test_unknown_model() -> None:
    with pytest.raises(ModelError, match="enormous"):
        OnnxTagger("enormous")  # type: ignore[arg-type]


# Press-like text, and what no vocabulary holds: rare hanzi, emoji, lone surrogates, control characters.
WORDS = [
    "江河",
    "银行",
    "公司",
    "发布",
    "，",
    "。",
    "OpenAI",
    " ",
    "2024年",
    "𠮷",
    "😀",
    "\ud800",
    "\0",
    "*ST",
    "臺灣",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


@settings(max_examples=40)
@given(st.lists(TEXTS, max_size=6), TEXTS)
def test_a_sentence_is_read_the_same_whatever_stands_beside_it(beside: list[str], sentence: str) -> None:
    alone = TAGGER.scores([sentence])[0]
    among = TAGGER.scores([*beside, sentence, *beside])[len(beside)]
    assert np.array_equal(alone, among)


@settings(max_examples=40)
@given(TEXTS)
def test_spans_are_in_order_and_inside(sentence: str) -> None:
    (found,) = TAGGER([sentence])
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(sentence) for one in found)


def test_a_long_sentence_is_read_to_its_end() -> None:
    sentence = "江河市人民政府与江河市人民银行签约，" * 60
    (found,) = TAGGER([sentence])
    names = [sentence[one.start : one.end] for one in found]
    assert names.count("江河市人民政府") >= 55
    assert found[-1].end > len(sentence) - 10


def test_pieces_cover_every_character() -> None:
    pieces = Pieces(["<s>", "<pad>", "</s>", "<unk>", "江", "江河", "公司", "Open", "AI"], {"a": "江"})
    texts = ["江河公司", "OpenAI江x公a", "", "公"]
    together = pieces.encode(texts)
    assert together.edges.tolist() == [0, 4, 14, 14, 15]
    assert together.pieces.tolist() == [5, 6, 7, 8, 4, 3, 3, 4, 3]
    assert together.firsts.tolist() == [0, 2, 8, 8, 9]
    for number, text in enumerate(texts):
        alone = pieces.encode([text])
        mine = slice(together.edges[number], together.edges[number + 1])
        assert (together.cover[mine] - together.firsts[number]).tolist() == alone.cover.tolist()
        assert together.places[mine].tolist() == alone.places.tolist()
        assert len(alone.cover) == len(alone.characters) == len(text)


def test_the_vocabulary_does_not_run_over_the_edge_between_texts() -> None:
    pieces = Pieces(["<s>", "<pad>", "</s>", "<unk>", "江", "河", "江河"], {})
    assert pieces.encode(["江", "河"]).pieces.tolist() == [4, 5]


def _is_legal(path: list[int]) -> bool:
    inside = False
    for tag in path:
        if inside != (tag in (2, 3)):
            return False
        inside = tag in (1, 2)
    return not inside


@settings(max_examples=60)
@given(st.lists(st.integers(1, 7), min_size=1, max_size=5), st.integers(0, 2**32 - 1))
def test_the_best_path_is_legal_and_the_best(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = [chance.normal(size=(length, 5)).astype(np.float32) for length in lengths]
    edges = edges_of(np.array(lengths))
    paths = np.split(best_paths(np.concatenate(scores), edges), edges[1:-1])
    for one, path in zip(scores, paths, strict=True):
        every = np.stack(np.meshgrid(*[np.arange(5)] * len(one), indexing="ij"), -1).reshape(-1, len(one))[
            :4000
        ]
        total = float(one[np.arange(len(one)), path].sum())
        legal = [other for other in every if _is_legal(other.tolist())]
        assert _is_legal(path.tolist())
        assert all(float(one[np.arange(len(one)), other].sum()) <= total + 1e-4 for other in legal)
        assert all(start < end for start, end in zip(*spans(path), strict=True))
