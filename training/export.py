"""From trained weights to what ships: `python -m training.export MODEL WEIGHTS`. MODEL is the folder that training wrote.

The graph is quantised to 7-bit weights with one scale a column: eight-bit products could overflow on processors without VNNI,
seven-bit ones cannot, so all of them multiply alike. Activations are quantised at run time, which is why one sentence runs alone.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from dragoman.language.network import OUTPUTS
from training.net import Labels, Network

INPUTS = ["ids", "sh", "first"]
TAGS = {"upos", "xpos", "ner", "act", "modality", "cue", "status"}


class Inference(nn.Module):
    """The network as it runs: tags chosen, scores of names and arcs, and the two halves that arc labels are made from."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """One or more sentences without padding."""
        hidden = self.net.hidden(ids, shapes, first, padded=False)
        words = hidden[:, 1:]
        tags = self.net.upos(words).argmax(-1), self.net.xpos(words).argmax(-1)
        opened = (head(words) for head in (self.net.act, self.net.modality, self.net.cue, self.net.status))
        return (
            *tags,
            self.net.ner(words),
            self.net.arcs(hidden),
            *self.net.rel_parts(hidden),
            *opened,
            *self.net.role_parts(words),
        )


def export(model: Path, out: Path) -> None:
    """Writes `model.onnx`, `last.npz` (the last layers of arc labels and of roles, applied to few pairs) and `labels.json`."""
    labels = Labels(**json.loads((model / "labels.json").read_text()))
    net = Network(labels)
    net.load_state_dict(torch.load(model / "model.pt"))
    net.eval()
    with tempfile.TemporaryDirectory() as folder:
        full, ready = Path(folder, "full.onnx"), Path(folder, "ready.onnx")
        _write_graph(net, full)
        quant_pre_process(str(full), str(ready))
        options = {"MatMulConstBOnly": True}
        # The last layers of the tags stay as they are: a megabyte more, and fewer words tagged otherwise than in training.
        heads = [n.name for n in onnx.load(ready).graph.node if n.op_type == "MatMul" and n.name.split("/")[1] in TAGS]
        quantize_dynamic(
            str(ready),
            str(out / "model.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=heads,
            extra_options=options,
        )
    last = {"rel_w": net.rel.weight, "rel_b": net.rel.bias, "role_w": net.role.weight, "role_b": net.role.bias}
    np.savez(out / "last.npz", **{name: tensor.detach().numpy() for name, tensor in last.items()})
    (out / "labels.json").write_text((model / "labels.json").read_text())
    write_checksums(out)


def _write_graph(net: Network, path: Path) -> None:
    ids = torch.ones(2, 9, dtype=torch.int64)
    first = torch.tensor([[0, 1, 2, 4, 6]] * 2)
    axes = {"ids": {0: "B", 1: "T"}, "sh": {0: "B", 1: "T"}, "first": {0: "B", 1: "W1"}}
    axes |= {name: {0: "B", 1: "W"} for name in OUTPUTS} | {"arc": {0: "B", 1: "W", 2: "W1"}, "glab": {0: "B", 1: "W1"}}
    with torch.no_grad():
        torch.onnx.export(
            Inference(net).eval(), (ids, ids % 10, first), str(path), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip


def write_checksums(out: Path) -> None:
    """Writes the SHA-256 of every other file of a folder into its SHA256SUMS."""
    files = sorted(path for path in out.iterdir() if path.name != "SHA256SUMS")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (out / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:]))
