"""Shipped weights as a network that can be trained further: what `training.export` wrote, read back.

Products in whole numbers become matrices again, exact but for the rounding to seven bits. What the export folded together stays
folded where that changes nothing: token types into places, the bias of keys away, the stretch of values into the products of
attention.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.export import OPENED, TAGS
from training.graph import Array
from training.net import LAYERS, Labels, Network


class Nodes:
    """The operations of a graph, each kind in the order in which the export added them, and its constants."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self._constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self._by_result = {node.output[0]: node for node in graph.node}
        self._nodes = graph.node

    def constants(self, kind: str) -> Iterator[list[Array]]:
        """The constants that each operation of a kind takes, of those that take any."""
        for node in self._nodes:
            found = [self._constants[name] for name in node.input if name in self._constants]
            if node.op_type == kind and found:
                yield found

    def products(self) -> Iterator[tuple[Array, Array]]:
        """Weight, a row an input, and bias of each product in whole numbers."""
        for node in self._nodes:
            if node.op_type == "MatMulIntegerToFloat":
                whole, scales, bias = (self._constants[node.input[i]] for i in (1, 3, 6))
                yield self._smooth(node.input[0]) * (whole.astype(np.float32) * scales), bias

    def _smooth(self, value: str) -> Array:
        """By what the directions of a rounded input were multiplied, as a column."""
        rounded = self._by_result[value]
        if rounded.op_type == "Concat":  # the row of zeros that attention needs
            rounded = self._by_result[rounded.input[0]]
        before = self._by_result[rounded.input[0]]
        held = self._constants.get(before.input[1]) if before.op_type == "Mul" else None
        return np.ones((1, 1), np.float32) if held is None else held[:, None]

    def tables(self) -> Iterator[Array]:
        """Tables of rows kept in eight bits, as real numbers."""
        held = (first for first, *_ in self.constants("Gather") if first.ndim == 2)
        for whole in held:
            yield whole.astype(np.float32) * next(held)


def reopened(weights: Path) -> Network:
    """The network in a folder of shipped weights."""
    net = Network(Labels(**json.loads((weights / "labels.json").read_text())))
    nodes = Nodes(weights / "model.onnx")
    with torch.no_grad():
        _embeddings(net, nodes)
        _layers(net, nodes)
        _heads(net, nodes)
        last = np.load(weights / "last.npz")
        for name, linear in (("rel", net.rel), ("role", net.role)):
            _fill(linear, last[f"{name}_w"].T, last[f"{name}_b"])
    return net


def _embeddings(net: Network, nodes: Nodes) -> None:
    encoder = net.encoder
    for table, held in zip((encoder.words, encoder.positions, encoder.shapes), nodes.tables(), strict=True):
        _put(table.weight, held)
    encoder.types.weight.zero_()


def _layers(net: Network, nodes: Nodes) -> None:
    products, values = nodes.products(), _after_attention(nodes)
    for layer in net.encoder.layers:
        weight, bias = next(products)
        three = (layer.q, layer.k, layer.v)
        for linear, w, b in zip(three, np.split(weight, 3, 1), np.split(bias, 3), strict=True):
            _fill(linear, w, b)
        _put(layer.v.bias, next(values))
        for linear in (layer.o, layer.i, layer.f):
            _fill(linear, *next(products))
    norms = [net.encoder.norm, *(norm for layer in net.encoder.layers for norm in (layer.n1, layer.n2))]
    for norm, (weight, bias) in zip(norms, nodes.constants("LayerNormalization"), strict=True):
        _put(norm.weight, weight)
        _put(norm.bias, bias)


def _after_attention(nodes: Nodes) -> Iterator[Array]:
    """The biases of values, which the graph adds to what attention has taken."""
    return (held for (held,) in nodes.constants("Add") if held.ndim == 1 and held.dtype == np.float32)


def _heads(net: Network, nodes: Nodes) -> None:
    opened: list[nn.Sequential] = [getattr(net, name) for name in OPENED]
    firsts = [[net.arc_head], [net.arc_dependent], [net.rel_dependent], [net.rel_head], [net.role_word], [*net.role_trigger]]
    firsts += [[head[0]] for head in opened]
    for linears, product in zip(firsts, islice(nodes.products(), 4 * LAYERS, None), strict=True):
        _side_by_side(linears, *product)
    tags, *seconds = nodes.constants("Gemm")
    _side_by_side([getattr(net, name) for name in TAGS], *tags)
    for head, (weight, bias) in zip(opened, seconds, strict=True):
        _fill(head[2], weight, bias)
    *_, arc = nodes.constants("MatMul")
    *_, bias = _after_attention(nodes)
    _put(net.arc, arc[0])
    _put(net.arc_bias.weight, bias[None])


def _side_by_side(linears: Sequence[nn.Linear], weight: Array, bias: Array) -> None:
    cuts = np.cumsum([linear.out_features for linear in linears])[:-1].tolist()
    for linear, w, b in zip(linears, np.split(weight, cuts, 1), np.split(bias, cuts), strict=True):
        _fill(linear, w, b)


def _fill(linear: nn.Linear, weight: Array, bias: Array) -> None:
    _put(linear.weight, weight.T)
    _put(linear.bias, bias)


def _put(tensor: Tensor, held: Array) -> None:
    if tensor.shape != held.shape:
        raise ValueError(f"no graph of training.export: {held.shape} where {tuple(tensor.shape)} belongs")
    tensor.copy_(torch.tensor(held))
