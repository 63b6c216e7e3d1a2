"""The network as a graph of ONNX, written operation by operation, so that nothing runs that need not.

Sentences lie end to end, without padding: one row a piece, later one row a word. Only where words look at one another, in the
attention and in the arcs, does a sentence get a square of its own, as wide as the longest sentence of the run asks for. Every
product has fixed scales (see `training.quantise`), and what stands in a square behind its sentence is zero, so that no row's result
depends on another sentence's.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.quantise import Product

Array = NDArray[Any]
Told = dict[str, tuple[int, list[str | int]]]  # type and shape of inputs or outputs by name
OPSET, OURS, IR = 17, "com.microsoft", 8
WHOLE, REAL = TensorProto.INT64, TensorProto.FLOAT


class Graph:
    """Nodes and constants in the order in which they are added. Every method returns the name of its result."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, Array] = {}

    def add(self, kind: str, *inputs: str, out: str = "", domain: str = "", **attributes: Any) -> str:
        """One operation with one result."""
        out = out or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, [*inputs], [out], name=out, domain=domain, **attributes))
        return out

    def split(self, value: str, sizes: list[int], axis: int) -> list[str]:
        """The parts of a value along an axis."""
        names = [f"part_{len(self._nodes)}_{i}" for i in range(len(sizes))]
        self._nodes.append(helper.make_node("Split", [value, self.constant(np.array(sizes))], names, axis=axis))
        return names

    def constant(self, value: Array) -> str:
        """A constant; equal ones are kept once."""
        for name, held in self._constants.items():
            if held.shape == value.shape and held.dtype == value.dtype and np.array_equal(held, value):
                return name
        name = f"c{len(self._constants)}"
        self._constants[name] = value
        return name

    def rows(self, table: Array, indices: str) -> str:
        """Rows of a table that is kept in eight bits, each row with its own scale."""
        scale = (np.abs(table).max(1, keepdims=True) / 127).astype(np.float32)
        scale[scale == 0] = 1
        whole = self.constant(np.rint(table / scale).astype(np.int8))
        found = self.add("Cast", self.add("Gather", whole, indices, axis=0), to=REAL)
        return self.add("Mul", found, self.add("Gather", self.constant(scale), indices, axis=0))

    def product(self, value: str, product: Product, *, empty: bool = False) -> str:
        """A product of whole numbers, with its bias; `empty` adds a row that is that of zeros."""
        whole = self._quantised(value, product)
        if empty:
            whole = self.add("Concat", whole, self.constant(np.full((1, len(product.weight)), product.zero)), axis=0)
        return self._multiplied(whole, product)

    def products(self, value: str, product: Product, sizes: list[int]) -> list[str]:
        """A product whose columns are wanted in parts of these sizes."""
        whole = self._quantised(value, product)
        ends = np.cumsum(sizes)
        cuts = [slice(end - size, end) for end, size in zip(ends.tolist(), sizes, strict=True)]
        parts = [(np.ascontiguousarray(product.weight[:, cut]), product.scales[cut], product.bias[cut]) for cut in cuts]
        return [self._multiplied(whole, replace(product, weight=w, scales=s, bias=b)) for w, s, b in parts]

    def _quantised(self, value: str, product: Product) -> str:
        smooth = value if product.smooth is None else self.add("Mul", value, self.constant(product.smooth))
        return self.add("QuantizeLinear", smooth, self.constant(product.scale), self.constant(product.zero))

    def _multiplied(self, whole: str, product: Product) -> str:
        scale, scales, zero = (self.constant(value) for value in (product.scale, product.scales, product.zero))
        weight, bias = self.constant(product.weight), self.constant(product.bias)
        return self.add("MatMulIntegerToFloat", whole, weight, scale, scales, zero, "", bias, domain=OURS)

    def model(self, inputs: Told, outputs: Told) -> onnx.ModelProto:
        """The whole as a model, with types and shapes of what goes in and what comes out."""
        told = [[helper.make_tensor_value_info(name, *kind) for name, kind in side.items()] for side in (inputs, outputs)]
        constants = [numpy_helper.from_array(value, name) for name, value in self._constants.items()]
        graph = helper.make_graph(self._nodes, "dragoman", *told, initializer=constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(OURS, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR)
        onnx.checker.check_model(model)
        return model
