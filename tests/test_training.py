"""Training's last steps, on tiny networks that learnt nothing: what is exported says what the network says, and comes back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from extract.organizations.pieces import Pieces
from extract.organizations.tagger import OnnxTagger

torch = pytest.importorskip("torch", reason="training needs torch")
onnx = pytest.importorskip("onnx", reason="training needs onnx")

from training import export, model, restore, student  # noqa: E402
from training.corpora import Example, collate  # noqa: E402

PIECES = ["<s>", "<pad>", "</s>", "<unk>", *"江河长山市公司银行发布，。", "公司", "银行", "江河"]
VOCABULARY = Pieces(PIECES, {})
TEXTS = ["江河公司发布。", "长山市江河银行，公司。", "X", "银"]
SIZES = {
    "default": model.Sizes(len(PIECES), 2, hidden=32, heads=2, head=16, feed_forward=48, width=24),
    "fast": student.StudentSizes(len(PIECES), (1, 2), hidden=32, width=24, head=16),
}


@pytest.fixture(params=SIZES)
def exported(request: pytest.FixtureRequest, tmp_path: Path):
    """A network, its size's name, and the folder it was exported to."""
    torch.manual_seed(1)
    sizes = SIZES[request.param]
    network = (model.Network if request.param == "default" else student.Student)(sizes).eval()
    marked = tmp_path / "press.jsonl"
    marked.write_text("".join(json.dumps({"text": one, "entities": []}) + "\n" for one in TEXTS), "utf-8")
    graph = export.Graph(export.ranges(network, VOCABULARY, marked, len(TEXTS)))
    singles = PIECES.index("公司")
    if request.param == "default":
        export.head(graph, network, export.encoder(graph, network), singles)
    else:
        export.student(graph, network, singles)
    onnx.save(export.model(graph, {"calibration": "1 0"}), tmp_path / f"{request.param}.onnx")
    (tmp_path / "vocabulary.json").write_text(json.dumps({"pieces": PIECES, "folds": {}}), "utf-8")
    return network, request.param, tmp_path


def scores(network) -> np.ndarray:
    """The network's own scores of all characters."""
    with torch.inference_mode():
        out = network(*collate([Example(one, (), 0) for one in TEXTS], VOCABULARY, 0.0, 0).inputs).numpy()
    return np.concatenate([row[: len(one)] for row, one in zip(out, TEXTS, strict=True)])


def test_the_export_says_what_the_network_says(exported) -> None:
    network, size, folder = exported
    found = np.concatenate(OnnxTagger(size, folder=folder).scores(TEXTS))
    assert np.corrcoef(found.ravel(), scores(network).ravel())[0, 1] > 0.98  # int8 costs a little


def test_a_checkpoint_comes_back(exported) -> None:
    network, size, folder = exported
    model.save(network, folder / "one.pt")
    assert np.array_equal(scores(export.restored(folder / "one.pt").eval()), scores(network))
    if size == "default":
        constants = restore.Constants(onnx.load(folder / "default.onnx").graph)
        sizes = restore.sizes_of(constants, heads=2)
        back = restore.restored(constants, sizes).eval()
        assert (sizes.layers, sizes.hidden, sizes.width) == (2, 32, 24)
        assert np.corrcoef(scores(back).ravel(), scores(network).ravel())[0, 1] > 0.99
