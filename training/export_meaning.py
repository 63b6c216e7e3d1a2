"""The encoder of sentence meaning, un-tuned: `python -m training.export_meaning BASE WEIGHTS`.

BASE is the folder of all-MiniLM-L6-v2 (`model.safetensors`); WEIGHTS gets `model.onnx` and checksums. Nothing is trained: the base
is taken as it is, a sentence's vector being the mean of its pieces' vectors, as its authors use it. Quantised as `training.export`
quantises: seven bits, one scale a column.
"""

import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.export import write_checksums
from training.net import Encoder


class Meaning(nn.Module):
    """The base encoder and the mean over a sentence's pieces."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """One sentence without padding to its vector, of length 1."""
        pieces = self.encoder(ids, torch.zeros_like(ids), padded=False)
        return nn.functional.normalize(pieces.mean(1), dim=-1)


def export(base: Path, out: Path) -> None:
    """Writes `model.onnx` and `SHA256SUMS`."""
    encoder = Encoder()
    encoder.load_base(base / "model.safetensors")
    with tempfile.TemporaryDirectory() as folder:
        full, ready = Path(folder, "full.onnx"), Path(folder, "ready.onnx")
        ids = torch.ones(1, 9, dtype=torch.int64)
        with torch.no_grad():
            torch.onnx.export(
                Meaning(encoder).eval(), (ids,), str(full), input_names=["ids"], output_names=["vector"],
                dynamic_axes={"ids": {1: "T"}}, opset_version=17, dynamo=False,
            )  # fmt: skip
        quant_pre_process(str(full), str(ready))
        quantize_dynamic(
            str(ready),
            str(out / "model.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )
    write_checksums(out)


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:]))
