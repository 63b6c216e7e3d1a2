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
HIGHEST = 80.0  # no score of attention counts for more: its exponential is still a float
PARTS = ("dlab", "glab", "fillers", "triggers")  # what the last layers of arc labels and of roles are applied to
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
            "grid": ["T", "B"],
            "words": ["R", "B"],
        }
        whole |= {"back": ["N", HEADS], "words_back": ["W", HEADS]}
        inputs: Told = {name: (WHOLE, whole[name]) if name in whole else (REAL, ["B", 1, "T", 1]) for name in INPUTS}
        outputs: Told = {name: (REAL, ["W", f"of_{name}"]) for name in OUTPUTS} | {"arc": (REAL, ["B", "R", "R"])}
        return self._graph.model(inputs, outputs)

    def _shares(self, rows: str, part: int) -> str:
        """Where queries, keys or values of these rows stand, each as wide as the network."""
        tripled = self._graph.add("Mul", rows, self._whole(3))
        return self._graph.add("Add", tripled, self._whole(part)) if part else tripled

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
        mixed, always = self._mixed(layer, output.smooth)
        context = self._attention(self._graph.product(x, mixed, empty=True), self._asked if last else self._every, last=last)
        context = add("Add", context, self._graph.constant(always))
        x = add("Gather", x, "first", axis=0) if last else x
        x = self._norm(add("Add", x, self._graph.product(context, replace(output, smooth=None))), layer.n1)
        inner = add("Gelu", self._product(x, layer.i), domain=OURS)
        return self._norm(add("Add", x, self._product(inner, layer.f)), layer.n2)

    def _mixed(self, layer: Layer, stretched: Real | None) -> tuple[Product, Real]:
        """Queries, keys and values, and the bias of the values, which is added to what is taken of them: weights add up to one.

        So a row of zeros stays one. The bias of keys adds the same to all that a query asks, which a softmax forgets.
        """
        found = self._fitted(layer.q, layer.k, layer.v, stretched=stretched)
        bias = np.where(np.arange(3 * WIDTH) < WIDTH, found.bias, np.float32(0))
        return replace(found, bias=bias), found.bias[2 * WIDTH :]

    def _attention(self, mixed: str, asking: str, *, last: bool) -> str:
        """What each piece takes from the others of its sentence: every head of every sentence in a square of its own.

        Sums go along a sentence, and what stands in the room behind it is zero: so they do not depend on how much room there is.
        """
        add, width = self._graph.add, WIDTH // HEADS
        rows = add("Reshape", mixed, self._whole(-1, HEADS, width))
        query, key, value = (add("Gather", rows, places, axis=0) for places in (asking, self._keys, self._values))
        told: dict[str, float] = {"transBatchA": 1, "transBatchB": 1, "transB": 1, "alpha": 1 / math.sqrt(width)}
        scores = add("FusedMatMul", query, key, domain=OURS, **told)
        weights = add("Exp", add("Clip", scores, "", self._graph.constant(np.array(HIGHEST, np.float32))))
        sums = add("MatMul", weights, "holds")
        context = add("Div", add("FusedMatMul", weights, value, domain=OURS, transBatchB=1), sums)
        flat = add("Gather", add("Reshape", context, self._whole(-1, width)), "words_back" if last else "back", axis=0)
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
        roles = [net.role_word.out_features, net.role_word.out_features * len(net.role_trigger)]
        sizes = [first.out_features for first in firsts[:4]] + roles + [head[0].out_features for head in opened]
        names = ["", "", *PARTS, *[""] * len(opened)]
        made = zip(self._graph.products(words, self._fitted(*firsts), sizes), names, strict=True)
        head, dependent, *parts = [add("Gelu", part, domain=OURS, out=name) for part, name in made]
        for name, of, part in zip(OPENED, opened, parts[len(PARTS) :], strict=True):
            kernel, bias = (self._graph.constant(_array(value)) for value in (of[2].weight.T, of[2].bias))
            add("Gemm", part, kernel, bias, out=name)
        self._arcs(dependent, head)

    def _arcs(self, dependent: str, head: str) -> None:
        net, add = self._net, self._graph.add
        # The bias of a head is a dependent's share that is the same for all.
        bias = self._graph.constant(_array(net.arc_bias.weight)[0])
        told = add("Add", add("MatMul", dependent, self._graph.constant(_array(net.arc))), bias)
        squares = [add("Gather", of, "words", axis=0) for of in (told, head)]
        add("FusedMatMul", *squares, domain=OURS, transBatchA=1, transBatchB=1, transB=1, out="arc")

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
