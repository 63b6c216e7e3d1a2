"""Products of whole numbers: weights in seven bits with one scale a column, inputs in eight bits with scales fixed beforehand.

Eight-bit weights could overflow on processors without VNNI, seven-bit ones cannot, so all of them multiply alike. The scale of the
inputs comes from sentences that the network has read (`sample`). A few directions of the network's vectors are ten times as long as
the rest; each direction is divided by a number of its own before the input is rounded, and the weights multiplied by it, which
changes nothing but what rounding costs (Xiao et al. 2023, "SmoothQuant").
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float32]
INPUT, WEIGHT = 255, 63  # the largest whole numbers of an input (from 0) and of a weight (either way)
STRENGTHS = (0.0, 0.35, 0.5, 0.65, 0.8)  # how far long directions are shortened: not at all to all the way
ROWS = 1500  # of the inputs, about as many as are enough to choose by
MARGIN = 1.1  # inputs may be so much longer than those that were seen


@dataclass(frozen=True)
class Product:
    """What a graph needs: inputs times `smooth`, rounded by `scale` and `zero`, times `weight`, times `scales`, plus `bias`."""

    smooth: Real | None
    scale: NDArray[np.float32]
    zero: NDArray[np.uint8]
    weight: NDArray[np.int8]
    scales: Real
    bias: Real

    def __call__(self, inputs: Real) -> Real:
        """The product as the graph makes it."""
        smooth = inputs if self.smooth is None else inputs * self.smooth
        whole = np.clip(np.rint(smooth / self.scale) + self.zero, 0, INPUT) - self.zero
        result: Real = (whole.astype(np.float32) @ self.weight.astype(np.float32)) * (self.scales * self.scale) + self.bias
        return result


def product(inputs: Real, weight: Real, bias: Real) -> Product:
    """The product that costs least on these inputs; `weight` has a row an input."""
    made = [_product(inputs, weight, bias, strength) for strength in STRENGTHS]
    tried = inputs[:: max(1, len(inputs) // ROWS)]
    exact = tried @ weight + bias
    return min(made, key=lambda one: float(np.square(one(tried) - exact).mean()))


def _product(inputs: Real, weight: Real, bias: Real, strength: float) -> Product:
    reach, use = np.abs(inputs).max(0) + 1e-6, np.abs(weight).max(1) + 1e-6
    smooth = (use ** (1 - strength) / reach**strength).astype(np.float32) if strength else None
    shortened, lengthened = (inputs, weight) if smooth is None else (inputs * smooth, weight / smooth[:, None])
    low, high = min(0.0, float(shortened.min())) * MARGIN, max(0.0, float(shortened.max())) * MARGIN
    scale = np.float32((high - low) / INPUT)
    zero = np.uint8(np.clip(np.rint(-low / scale), 0, INPUT))
    scales = np.maximum(np.abs(lengthened).max(0), 1e-12) / WEIGHT
    whole = np.rint(lengthened / scales).astype(np.int8)
    return Product(smooth, np.array(scale), np.array(zero), whole, scales.astype(np.float32), bias)
