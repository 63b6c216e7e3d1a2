"""From trained weights to what ships: `python -m training.export MODEL WEIGHTS`. MODEL is the folder that training wrote.

The graph is the encoder and the heads (`training.graph`), its products in whole numbers (`training.quantise`); the scales of their
inputs come from sentences that this folder holds, so that the same weights always give the same graph.
"""

import hashlib
import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from dragoman.language.network import INPUTS, OUTPUTS
from dragoman.language.wordpiece import WordPiece
from dragoman.model import Span
from dragoman.text.tokens import tokenise
from training.graph import OURS, REAL, WHOLE, Graph, Told
from training.net import HEADS, WIDTH, Labels, Layer, Network
from training.quantise import Product, Real, product
from training.written import lines, plain

TAGS = ("upos", "xpos", "ner")
OPENED = ("act", "modality", "cue", "status")
JOINED = 6  # sentences that are read as one as well, so that long ones are seen


class Export:
    """One network on its way to a graph."""

    def __init__(self, net: Network, sample: dict[nn.Module, Real]) -> None:
        self._net, self._sample, self._graph = net, sample, Graph()
        self._every, self._keys, self._values = (self._shares("grid", part) for part in range(3))
        self._asked = self._shares(self._graph.add("Gather", "first", "words", axis=0), 0)

    def model(self) -> onnx.ModelProto:
        """The graph, from pieces to scores."""
        self._words(self._encoder())
        whole: dict[str, list[str | int]] = {
            "ids": ["N"],
            "shapes": ["N"],
            "places": ["N"],
            "first": ["W"],
            "grid": ["B", "T"],
            "words": ["B", "T"],
        }
        whole |= {"back": ["N", HEADS], "words_back": ["W", HEADS]}
        inputs: Told = {name: (WHOLE, whole[name]) if name in whole else (REAL, ["B", 1, 1, "T"]) for name in INPUTS}
        outputs: Told = {name: (REAL, ["W", f"of_{name}"]) for name in OUTPUTS} | {"arc": (REAL, ["B", "T", "T"])}
        return self._graph.model(inputs, outputs)

    def _shares(self, rows: str, part: int) -> str:
        """Where each head finds its share of queries, keys or values, in rows as wide as one head."""
        wide = self._graph.add("Mul", self._graph.add("Unsqueeze", rows, self._whole(1)), self._whole(3 * HEADS))
        return self._graph.add("Add", wide, self._graph.constant(np.arange(part * HEADS, (part + 1) * HEADS)[:, None]))

    def _encoder(self) -> str:
        net, add = self._net.encoder, self._graph.add
        words = self._graph.rows(_array(net.words.weight), "ids")
        places = self._graph.rows(_array(net.positions.weight + net.types.weight[0]), "places")
        x = add("Add", add("Add", words, places), self._graph.rows(_array(net.shapes.weight), "shapes"))
        x = self._norm(x, net.norm)
        for layer in net.layers[:-1]:
            x = self._layer(x, layer)
        return self._layer(x, net.layers[-1], last=True)

    def _layer(self, x: str, layer: Layer, *, last: bool = False) -> str:
        """One layer. Of the last, only the first pieces of words are asked for."""
        add = self._graph.add
        output = self._fitted(layer.o)
        mixed = self._product(x, layer.q, layer.k, layer.v, stretched=output.smooth)
        context = self._attention(mixed, self._asked if last else self._every, "words_back" if last else "back")
        x = add("Gather", x, "first", axis=0) if last else x
        x = self._norm(add("Add", x, self._graph.product(context, replace(output, smooth=None))), layer.n1)
        inner = add("Gelu", self._product(x, layer.i), domain=OURS)
        return self._norm(add("Add", x, self._product(inner, layer.f)), layer.n2)

    def _attention(self, mixed: str, asking: str, back: str) -> str:
        """What each piece takes from the others of its sentence: every head of every sentence in a square of its own."""
        add, width = self._graph.add, WIDTH // HEADS
        heads = add("Reshape", mixed, self._whole(-1, width))
        query, key, value = (add("Gather", heads, places, axis=0) for places in (asking, self._keys, self._values))
        scores = add("FusedMatMul", query, key, domain=OURS, transB=1, alpha=1 / math.sqrt(width))
        context = add("MatMul", add("Softmax", add("Add", scores, "mask"), axis=-1), value)
        flat = add("Gather", add("Reshape", context, self._whole(-1, width)), back, axis=0)
        return add("Reshape", flat, self._whole(-1, WIDTH))

    def _words(self, words: str) -> None:
        """The heads. Their first layers are one product."""
        net, add = self._net, self._graph.add
        tags = [getattr(net, name) for name in TAGS]
        kernel = self._graph.constant(np.concatenate([_array(tag.weight).T for tag in tags], 1))
        bias = self._graph.constant(np.concatenate([_array(tag.bias) for tag in tags]))
        scores = self._graph.split(add("Gemm", words, kernel, bias), [tag.out_features for tag in tags], 1)
        for name, of in zip(TAGS, scores, strict=True):
            add("Identity", of, out=name)
        opened = [getattr(net, name) for name in OPENED]
        firsts = [net.arc_head, net.arc_dependent, net.rel_dependent, net.rel_head, net.role_word]
        firsts += [*net.role_trigger, *(head[0] for head in opened)]
        inner = add("Gelu", self._product(words, *firsts), domain=OURS)
        roles = [net.role_word.out_features, net.role_word.out_features * len(net.role_trigger)]
        sizes = [first.out_features for first in firsts[:4]] + roles + [head[0].out_features for head in opened]
        head, dependent, *parts = self._graph.split(inner, sizes, 1)
        for name, part in zip(("dlab", "glab", "fillers", "triggers"), parts, strict=False):
            add("Identity", part, out=name)
        for name, of, part in zip(OPENED, opened, parts[4:], strict=True):
            kernel, bias = (self._graph.constant(_array(value)) for value in (of[2].weight.T, of[2].bias))
            add("Gemm", part, kernel, bias, out=name)
        self._arcs(dependent, head)

    def _arcs(self, dependent: str, head: str) -> None:
        net, add = self._net, self._graph.add
        # The bias of a head is a dependent's share that is the same for all.
        bias = self._graph.constant(_array(net.arc_bias.weight)[0])
        told = add("Add", add("MatMul", dependent, self._graph.constant(_array(net.arc))), bias)
        squares = [add("Gather", of, "words", axis=0) for of in (told, head)]
        add("FusedMatMul", *squares, domain=OURS, transB=1, out="arc")

    def _product(self, x: str, *layers: nn.Linear, stretched: Real | None = None) -> str:
        """Layers on the same input, side by side; the results of the last one times `stretched`."""
        return self._graph.product(x, self._fitted(*layers, stretched=stretched))

    def _fitted(self, *layers: nn.Linear, stretched: Real | None = None) -> Product:
        weights = [_array(layer.weight).T for layer in layers]
        biases = [_array(layer.bias) for layer in layers]
        if stretched is not None:
            weights[-1], biases[-1] = weights[-1] * stretched, biases[-1] * stretched
        return product(self._sample[layers[0]], np.concatenate(weights, 1), np.concatenate(biases))

    def _norm(self, x: str, norm: nn.LayerNorm) -> str:
        weight, bias = (self._graph.constant(_array(value)) for value in (norm.weight, norm.bias))
        return self._graph.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=norm.eps)

    def _whole(self, *sizes: int) -> str:
        return self._graph.constant(np.array(sizes))


def export(model: Path, out: Path) -> None:
    """Writes `model.onnx`, `last.npz` (the last layers of arc labels and of roles, applied to few pairs) and `labels.json`.

    OUT holds `vocab.txt` already.
    """
    net = Network(Labels(**json.loads((model / "labels.json").read_text())))
    net.load_state_dict(torch.load(model / "model.pt"))
    net.eval()
    graph = Export(net, sample(net, WordPiece((out / "vocab.txt").read_text("utf-8")))).model()
    (out / "model.onnx").write_bytes(graph.SerializeToString(deterministic=True))
    last = {"rel_w": net.rel.weight, "rel_b": net.rel.bias, "role_w": net.role.weight, "role_b": net.role.bias}
    np.savez(out / "last.npz", **{name: _array(tensor) for name, tensor in last.items()})
    (out / "labels.json").write_text((model / "labels.json").read_text())
    write_checksums(out)


def sample(net: Network, pieces: WordPiece) -> dict[nn.Module, Real]:
    """What comes into each layer from the sentences with names, read one by one and some at a time."""
    seen: dict[nn.Module, list[Tensor]] = {}
    kept = [
        m.register_forward_pre_hook(lambda m, x: seen.setdefault(m, []).append(x[0][0]))
        for m in net.modules()
        if type(m) is nn.Linear
    ]
    sentences = [plain(line)[0] for line in lines()]
    joined = [" ".join(sentences[start : start + JOINED]) for start in range(0, len(sentences), JOINED)]
    with torch.no_grad():
        for text in [*sentences[::2], *joined]:
            encoded = pieces.encode([word.of(text) for word in tokenise(text, Span(0, len(text)))])
            hidden = net.hidden(*(torch.tensor([value]) for value in encoded), padded=False)
            net.arcs(hidden), net.rel_parts(hidden)
    for hook in kept:
        hook.remove()
    return {layer: torch.cat(values).numpy() for layer, values in seen.items()}


def _array(tensor: Tensor) -> NDArray[np.float32]:
    found: NDArray[np.float32] = np.ascontiguousarray(tensor.detach().numpy(), np.float32)
    return found


def write_checksums(out: Path) -> None:
    """Writes the SHA-256 of every other file of a folder into its SHA256SUMS."""
    files = sorted(path for path in out.iterdir() if path.name != "SHA256SUMS")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (out / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:]))
