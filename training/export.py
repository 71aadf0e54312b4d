"""Step 3. A checkpoint to what the package ships: an int8 ONNX graph, built by hand for `extract.organizations.tagger`.

Weights are int8 with a scale for each output; the input of each matrix product is uint8 with one fixed scale, measured on
marked texts, so that a sentence's result never depends on what runs beside it. The characters' part of the network
that reads nothing but the character is worked out beforehand, as a table.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from extract.organizations.pieces import PAD, Pieces
from training.corpora import batches, collate, read, windows
from training.model import Network, load
from training.student import Student
from training.student import load as load_student

Array = npt.NDArray[np.float32]
CONTRIB = "com.microsoft"


def ranges(network: nn.Module, vocabulary: Pieces, texts: Path, count: int) -> dict[str, tuple[float, float]]:
    """The least and the greatest input of each matrix product, over `count` marked texts, but a few outliers."""
    seen: dict[str, list[tuple[float, float]]] = {}

    def watch(name: str, value: torch.Tensor) -> None:
        flat = value.detach().flatten().float()
        edge = max(1, flat.numel() // 100_000)
        low, high = flat.kthvalue(edge).values, flat.kthvalue(flat.numel() - edge + 1).values
        seen.setdefault(name, []).append((float(low), float(high)))

    hooks = [
        module.register_forward_pre_hook(lambda _, inputs, name=name: watch(name, inputs[0]))
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear | nn.Conv1d)
    ]
    random_ = random.Random(0)
    examples = [window for one in random_.sample(read(texts), count) for window in windows(one, random_)]
    with torch.inference_mode():
        for chosen in batches(examples, 2048, None):
            network(*collate(chosen, vocabulary, 0.0, 0).inputs)
    for hook in hooks:
        hook.remove()
    return {name: (min(low for low, _ in all_), max(high for _, high in all_)) for name, all_ in seen.items()}


class Graph:
    """An ONNX graph in the making: nodes and constants, each value known by its name."""

    def __init__(self, limits: dict[str, tuple[float, float]]) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._limits = limits

    def constant(self, name: str, value: npt.NDArray[np.generic]) -> str:
        """A constant of this graph."""
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def add(self, operator: str, inputs: Sequence[str], domain: str = "", **attributes: object) -> str:
        """A node with one output; its name is the operator's and its place."""
        name = f"{operator}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name, domain=domain, **attributes))
        return name

    def rows(self, name: str, table: Array, which: str) -> str:
        """Rows of a table that is kept in int8, with a scale for each row."""
        scales = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        small = np.clip(np.rint(table / scales), -127, 127).astype(np.int8)
        taken = self.add("Gather", [self.constant(name, small), which])
        scale = self.add("Gather", [self.constant(f"{name}.scale", scales.astype(np.float32)), which])
        return self.add("Mul", [self.add("Cast", [taken], to=TensorProto.FLOAT), scale])

    def moved(self, x: str, by: int, fill: str = "") -> str:
        """`x` [texts, length, width] with each row that of `by` places further on, `fill` where there is none."""
        before, after = max(0, -by), max(0, by)
        pads = self.constant(f"pads.{len(self.nodes)}", np.array([0, before, 0, 0, after, 0], np.int64))
        padded = self.add("Pad", [x, pads, *([fill] if fill else [])])
        edges = (after, np.iinfo(np.int64).max) if after else (0, -before)
        ends = [self.constant(f"edge.{edge}.{len(self.nodes)}", np.array([edge], np.int64)) for edge in edges]
        axis = self.constant(f"axis.{len(self.nodes)}", np.array([1], np.int64))
        return self.add("Slice", [padded, *ends, axis])

    def linear(self, name: str, x: str, weight: Array, bias: Array) -> str:
        """`x` times `weight` [outputs, inputs], plus `bias`, in int8."""
        return self.product(name, self.quantized(name, x), weight, bias)

    def quantized(self, name: str, x: str) -> str:
        """`x` in uint8, by the scale of the product that is called so."""
        low, high = self._limits[name]
        low, high = min(low, 0.0), max(high, 0.0)
        step = (high - low) / 255
        scale = self.constant(f"{name}.step", np.array(step, np.float32))
        zero = self.constant(f"{name}.zero", np.array(round(-low / step), np.uint8))
        return self.add("QuantizeLinear", [x, scale, zero])

    def product(self, name: str, x: str, weight: Array, bias: Array) -> str:
        """What `quantized` gave for this name times `weight` [outputs, inputs], plus `bias`."""
        scales = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127
        small = np.clip(np.rint(weight / scales[:, None]), -127, 127).astype(np.int8).T.copy()
        inputs = [
            x,
            self.constant(name, small),
            f"{name}.step",
            self.constant(f"{name}.scale", scales.astype(np.float32)),
            f"{name}.zero",
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.add("MatMulIntegerToFloat", inputs, CONTRIB)

    def norm(self, name: str, x: str, layer: nn.LayerNorm, beside: str = "") -> str:
        """Layer norm of `x`, or of `x` and what stands `beside` it together."""
        # The fused SkipLayerNormalization takes five times as long on a CPU as the two apart.
        x = self.add("Add", [x, beside]) if beside else x
        weights = [
            self.constant(f"{name}.weight", _array(layer.weight)),
            self.constant(f"{name}.bias", _array(layer.bias)),
        ]
        return self.add("LayerNormalization", [x, *weights], epsilon=layer.eps)


def _array(tensor: torch.Tensor) -> Array:
    return np.asarray(tensor.detach().numpy(), np.float32)


def encoder(graph: Graph, network: Network) -> str:
    """From `pieces` and `scheme` to the encoder's last states."""
    integers = [graph.constant(f"int.{value}", np.array([value], np.int64)) for value in (0, 1)]
    length = graph.add("Gather", [graph.add("Shape", ["pieces"]), integers[1]], axis=0)
    positions = graph.constant("positions", _array(network.position.weight))
    place = graph.add("Slice", [positions, integers[0], length, integers[0]])
    opening = graph.add("Gather", [graph.constant("scheme.rows", _array(network.scheme.weight)), "scheme"])
    pads = graph.constant("pads", np.array([0, 0], np.int64))
    behind = graph.add("Sub", [length, integers[1]])
    padding = graph.add("Concat", [pads, behind, integers[0]], axis=0)
    place = graph.add("Add", [place, graph.add("Pad", [opening, padding])])
    x = graph.add("Add", [graph.rows("word", _array(network.word.weight), "pieces"), place])
    x = graph.norm("norm", x, network.norm)
    pad = graph.constant("pad", np.array(1, np.int32))
    real = graph.add("Cast", [graph.add("Not", [graph.add("Equal", ["pieces", pad])])], to=TensorProto.INT32)
    for number, layer in enumerate(network.layers):
        name = f"layers.{number}"
        qkv = graph.linear(f"{name}.qkv", x, _array(layer.qkv.weight), _array(layer.qkv.bias))
        outputs = [f"{name}.{one}" for one in "qkv"]
        graph.nodes.append(helper.make_node("Split", [qkv], outputs, axis=2, num_outputs=3))
        attended = graph.add(
            "MultiHeadAttention", [*outputs, "", real], CONTRIB, num_heads=layer.heads, mask_filter_value=-1e4
        )
        x = graph.norm(
            f"{name}.aln",
            x,
            layer.aln,
            graph.linear(f"{name}.ao", attended, _array(layer.ao.weight), _array(layer.ao.bias)),
        )
        inner = graph.linear(f"{name}.fi", x, _array(layer.fi.weight), _array(layer.fi.bias))
        inner = graph.add("Gelu", [inner], CONTRIB)
        x = graph.norm(
            f"{name}.oln",
            x,
            layer.oln,
            graph.linear(f"{name}.fo", inner, _array(layer.fo.weight), _array(layer.fo.bias)),
        )
    return x


def head(graph: Graph, network: Network, states: str, singles: int) -> None:
    """From the encoder's states to `scores`; characters of all texts in one row, their neighbours by index."""
    width = network.sizes.width
    of_piece = graph.linear(
        "from_piece", states, _array(network.from_piece.weight), _array(network.from_piece.bias)
    )
    flat = graph.add("Reshape", [of_piece, graph.constant("flat", np.array([-1, width], np.int64))])
    known = _array(network.word.weight)[:singles] @ _array(network.from_character.weight).T
    x = graph.add("Add", [graph.add("Gather", [flat, "cover"]), graph.rows("character", known, "characters")])
    places = graph.constant("place", _array(network.place.weight))
    x = graph.norm("character_norm", x, network.character_norm, graph.add("Gather", [places, "places"]))
    own = graph.quantized("around", x)
    row = graph.constant("row", np.array([1, width], np.int64))
    longer = graph.add("Concat", [own, graph.add("Expand", ["around.zero", row])], axis=0)
    around = [graph.add("Gather", [longer, "before"]), own, graph.add("Gather", [longer, "after"])]
    weight = _array(network.around.weight).transpose(0, 2, 1).reshape(width, 3 * width)
    y = graph.product("around", graph.add("Concat", around, axis=1), weight, _array(network.around.bias))
    x = graph.add("Add", [x, graph.add("Gelu", [y], CONTRIB)])
    out = graph.constant("out", _array(network.out.weight).T.copy())
    bias = graph.constant("out.bias", _array(network.out.bias))
    graph.nodes.append(helper.make_node("Add", [graph.add("MatMul", [x, out]), bias], ["scores"]))


def student(graph: Graph, network: Student, singles: int) -> None:
    """From `pieces` to `scores` for the fast model; `scheme` is not read."""
    states = _convolutions(graph, network)
    of_piece = graph.linear("from_piece", states, *_weights(network.from_piece))
    flat = graph.constant("flat", np.array([-1, network.sizes.head], np.int64))
    x = graph.add("Gather", [graph.add("Reshape", [of_piece, flat]), "cover"])
    known = _array(network.norm(network.word.weight[:singles]))
    known[PAD] = 0
    nothing = graph.constant("nothing", np.array([PAD], np.int32))
    longer = graph.add("Concat", ["characters", nothing], axis=0)
    sides = {"before": graph.add("Gather", [longer, "before"]), "own": "characters"}
    sides["after"] = graph.add("Gather", [longer, "after"])
    for (name, which), weight in zip(
        sides.items(), _array(network.around.weight).transpose(2, 0, 1), strict=True
    ):
        x = graph.add("Add", [x, graph.rows(f"character.{name}", known @ weight.T, which)])
    places = graph.constant("place", _array(network.place.weight))
    x = graph.add("Relu", [graph.add("Add", [x, graph.add("Gather", [places, "places"])])])
    out = graph.constant("out", _array(network.out.weight).T.copy())
    bias = graph.constant("out.bias", _array(network.out.bias))
    graph.nodes.append(helper.make_node("Add", [graph.add("MatMul", [x, out]), bias], ["scores"]))


def _convolutions(graph: Graph, network: Student) -> str:
    """The pieces' states; every convolution is one product of three places beside each other."""
    pad = graph.constant("pad", np.array(PAD, np.int32))
    real = graph.add("Not", [graph.add("Equal", ["pieces", pad])])
    axis = graph.constant("int.2", np.array([2], np.int64))
    real = graph.add("Unsqueeze", [graph.add("Cast", [real], to=TensorProto.FLOAT), axis])
    states = _array(network.norm(network.word.weight))
    states[PAD] = 0
    weight = _array(network.first.weight)  # [width, hidden, 3]
    table = np.concatenate([states @ weight[:, :, place].T for place in range(3)], axis=1)
    taken = graph.rows("first", table, "pieces")
    parts = [f"first.{number}" for number in range(3)]
    graph.nodes.append(helper.make_node("Split", [taken], parts, axis=2, num_outputs=3))
    x = graph.add("Add", [parts[1], graph.constant("first.bias", _array(network.first.bias))])
    x = graph.add("Add", [x, graph.moved(parts[0], -1)])
    x = graph.add("Add", [x, graph.moved(parts[2], 1)])
    x = graph.add("Mul", [graph.add("Relu", [x]), real])
    for number, layer in enumerate(network.further):
        (apart,) = layer.dilation
        weight = _array(layer.weight).transpose(0, 2, 1).reshape(layer.out_channels, -1)
        name = f"further.{number}"
        own = graph.quantized(name, x)
        sides = [graph.moved(own, by, f"{name}.zero") for by in (-apart, apart)]
        joined = graph.add("Concat", [sides[0], own, sides[1]], axis=2)
        y = graph.product(name, joined, weight, _array(layer.bias))
        x = graph.add("Add", [x, graph.add("Mul", [graph.add("Relu", [y]), real])])
    return x


def _weights(layer: nn.Linear) -> tuple[Array, Array]:
    return _array(layer.weight), _array(layer.bias)


def model(graph: Graph, metadata: dict[str, str]) -> onnx.ModelProto:
    """The whole graph, checked."""
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT32, ["texts", "length"]),
        helper.make_tensor_value_info("scheme", TensorProto.INT32, [1]),
        *(
            helper.make_tensor_value_info(name, TensorProto.INT32, ["all"])
            for name in ("cover", "characters", "places", "before", "after")
        ),
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["all", "tags"])]
    whole = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.constants)
    imports = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)]
    made = helper.make_model(whole, opset_imports=imports, ir_version=9, producer_name="extract")
    helper.set_model_props(made, metadata)
    return made


def restored(checkpoint: Path) -> Network | Student:
    """The network of a checkpoint, of either kind."""
    sizes = torch.load(checkpoint, weights_only=True)["sizes"]
    return load_student(checkpoint) if "dilations" in sizes else load(checkpoint)


def main() -> None:
    """Write the graph and, beside it, the vocabulary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unpacked", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path, help="the .onnx file to write")
    parser.add_argument(
        "--texts", type=Path, required=True, help="marked texts that the activations are measured on"
    )
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--calibration", default="1 0", help="slope and intercept, from training.evaluate")
    arguments = parser.parse_args()
    saved = json.loads((arguments.unpacked / "vocabulary.json").read_text("utf-8"))
    network = restored(arguments.checkpoint).eval()
    vocabulary = Pieces(saved["pieces"], saved["folds"])
    graph = Graph(ranges(network, vocabulary, arguments.texts, arguments.count))
    singles = next(row for row, piece in enumerate(saved["pieces"]) if len(piece) > 1 and row > 3)
    if isinstance(network, Student):
        student(graph, network, singles)
    else:
        head(graph, network, encoder(graph, network), singles)
    onnx.save(model(graph, {"calibration": arguments.calibration}), arguments.out)
    small = {"pieces": saved["pieces"], "folds": saved["folds"]}
    (arguments.out.parent / "vocabulary.json").write_text(json.dumps(small, ensure_ascii=False), "utf-8")
    print(arguments.out, arguments.out.stat().st_size)


if __name__ == "__main__":
    main()
