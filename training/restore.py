"""From an exported model back to a checkpoint, so that training can go on from the weights that the package ships.

    python -m training.restore src/extract/organizations/model/default.onnx default.pt

The weights come back as int8 left them: each output's scale times its integers. `from_character`, which the export
works out into a table of characters, is the least-squares solution over all of them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from training.model import Network, Sizes, save

Array = npt.NDArray[np.float32]


class Constants:
    """The constants of an exported graph by name; int8 ones with their scales worked in."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __getitem__(self, name: str) -> Array:
        value = self._values[name]
        if value.dtype == np.int8:
            return value.astype(np.float32) * self._values[f"{name}.scale"]
        return value.astype(np.float32)

    def shape(self, name: str) -> tuple[int, ...]:
        """A constant's dimensions."""
        return self._values[name].shape


def sizes_of(constants: Constants, heads: int) -> Sizes:
    """The dimensions of the network that was exported, which has `heads` heads a layer."""
    vocabulary, hidden = constants.shape("word")
    layers = next(number for number in range(100) if f"layers.{number}.qkv" not in constants)
    return Sizes(
        vocabulary=vocabulary,
        layers=layers,
        hidden=hidden,
        heads=heads,
        head=constants.shape("layers.0.ao")[0] // heads,
        feed_forward=constants.shape("layers.0.fi")[1],
        positions=len(constants["positions"]),
        width=constants.shape("out")[0],
    )


def restored(constants: Constants, sizes: Sizes) -> Network:
    """The network with the graph's weights."""
    network = Network(sizes)
    state = {
        "word.weight": constants["word"],
        "position.weight": constants["positions"],
        "scheme.weight": constants["scheme.rows"],
        "place.weight": constants["place"],
        "out.weight": constants["out"].T,
        "out.bias": constants["out.bias"],
        "around.weight": constants["around"].T.reshape(sizes.width, 3, sizes.width).transpose(0, 2, 1),
        "around.bias": constants["around.bias"],
        "from_piece.weight": constants["from_piece"].T,
        "from_piece.bias": constants["from_piece.bias"],
    }
    known = constants["character"]
    state["from_character.weight"] = np.linalg.lstsq(constants["word"][: len(known)], known, rcond=None)[0].T
    norms = ["norm", "character_norm"]
    for number in range(sizes.layers):
        norms += [f"layers.{number}.aln", f"layers.{number}.oln"]
        for name in (f"layers.{number}.{one}" for one in ("qkv", "ao", "fi", "fo")):
            state |= {f"{name}.weight": constants[name].T, f"{name}.bias": constants[f"{name}.bias"]}
    state |= {f"{name}.{part}": constants[f"{name}.{part}"] for name in norms for part in ("weight", "bias")}
    network.load_state_dict({name: torch.tensor(value.copy()) for name, value in state.items()})
    return network


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("exported", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument(
        "--heads", type=int, default=12, help="attention heads a layer, which no weight tells"
    )
    arguments = parser.parse_args()
    constants = Constants(onnx.load(arguments.exported).graph)
    sizes = sizes_of(constants, arguments.heads)
    save(restored(constants, sizes), arguments.checkpoint)
    print(sizes)


if __name__ == "__main__":
    main()
