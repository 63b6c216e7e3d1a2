"""What words mean, as a vector: texts that say the same in other words have vectors that point the same way.

The encoder is all-MiniLM-L6-v2 as its authors left it (Reimers and Gurevych 2019; Wang et al. 2020): the mean of the vectors of a
text's pieces. It ships beside the language model and is read only when somebody asks for a meaning.
"""

from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.language.graphs import opened
from dragoman.language.wordpiece import WordPiece

Vector = NDArray[np.int8]
WIDTH = 384
LONGEST = 256  # pieces with both marks, as the base encoder was trained; what follows is left out
LARGEST = 127  # of an int8
ROWS = 4096  # vectors compared at once: bounds memory


class Meaning:
    """The shipped encoder, or that of another folder. It is read on first use."""

    def __init__(self, weights: Traversable | None = None) -> None:
        self._weights = weights or files(__package__).joinpath("meaning")

    @cached_property
    def _session(self) -> Any:
        return opened(self._weights.joinpath("model.onnx").read_bytes())

    @cached_property
    def _pieces(self) -> WordPiece:
        # Both encoders have the vocabulary of BERT's uncased models, and one copy of it ships.
        return WordPiece(files(__package__).joinpath("weights", "vocab.txt").read_text("utf-8"))

    def __call__(self, text: str) -> Vector:
        """The meaning of a sentence or a few: 384 whole numbers of which the largest is 127 or -127; only their direction counts.

        It depends on this text alone. Rounding to whole numbers keeps differences in a last bit from mattering.
        """
        ids = self._pieces.encode(text.split()).ids
        cut = ids if len(ids) <= LONGEST else [*ids[: LONGEST - 1], ids[-1]]
        (found,) = self._session.run(["vector"], {"ids": np.array([cut], np.int64)})
        vector: Vector = np.rint(found[0] * (LARGEST / np.abs(found[0]).max())).astype(np.int8)
        return vector


@cache
def shipped() -> Meaning:
    """The encoder that ships with dragoman, read lazily and once in a process."""
    return Meaning()


def likeness(one: Vector, others: NDArray[np.int8]) -> NDArray[np.float64]:
    """The cosine between a vector and each row of others, -1 to 1, in three decimals: the same on every processor.

    Products of whole numbers this small are exact as float32 in whatever order they are added: 384 * 127 * 127 < 2**24.
    """
    asked = one.astype(np.float32)
    found = [np.zeros(0)]
    for start in range(0, len(others), ROWS):
        rows = others[start : start + ROWS].astype(np.float32)
        lengths = np.sqrt((rows * rows).sum(1, dtype=np.float64) * float(asked @ asked))
        found.append((rows @ asked).astype(np.float64) / lengths)
    return np.concatenate(found).round(3)
