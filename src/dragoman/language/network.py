"""The trained network as an ONNX graph: words in, scores out. One sentence a run, so that nothing else can touch its result."""

import json
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.language import decode
from dragoman.language.graphs import opened
from dragoman.language.senses import Roles, senses
from dragoman.language.wordpiece import Encoded, WordPiece
from dragoman.model import Sense

OUTPUTS = ["upos", "xpos", "ner", "arc", "dlab", "glab", "act", "modality", "cue", "status", "fillers", "triggers"]
ROWS = 16  # of a product of matrices at once


class Tagged(NamedTuple):
    """A sentence as the network reads it, a value a word. Heads count from 1; 0 is the root."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    rels: list[str]
    names: list[str]
    senses: list[Sense]


class Network:
    """The shipped weights, or those of another folder. They are read on first use."""

    def __init__(self, weights: Traversable | None = None) -> None:
        self._weights = weights or files(__package__).joinpath("weights")

    @cached_property
    def _session(self) -> Any:
        return opened(self._read("model.onnx"))

    @cached_property
    def _labels(self) -> dict[str, list[str]]:
        labels: dict[str, list[str]] = json.loads(self._read("labels.json"))
        return labels

    @cached_property
    def _last(self) -> dict[str, NDArray[np.float32]]:
        """The last layers of arc labels and of roles, applied once the tree and the triggers are known."""
        stored = np.load(BytesIO(self._read("last.npz")))
        return {name: stored[name].T.copy() for name in stored.files}

    @cached_property
    def _roles(self) -> Roles:
        return Roles(self._labels["role"], self._last["role_w"], self._last["role_b"])

    @cached_property
    def pieces(self) -> WordPiece:
        """The vocabulary that the encoder was made for."""
        return WordPiece(self._read("vocab.txt").decode())

    def __call__(self, words: Sequence[str]) -> Tagged:
        """Reads one sentence of at least one word. Longer ones than the encoder takes must be cut before."""
        return self.read(self.pieces.encode(words))

    def read(self, encoded: Encoded) -> Tagged:
        """Reads one sentence that is encoded already."""
        feed = {"ids": encoded.ids, "sh": encoded.shapes, "first": encoded.first}
        arrays = {name: np.array([value], np.int64) for name, value in feed.items()}
        out = dict(zip(OUTPUTS, (scores[0] for scores in self._session.run(OUTPUTS, arrays)), strict=True))
        labels, tree = self._labels, decode.heads(out["arc"])
        names = decode.name_tags(out["ner"], labels["ner"])
        heads, rels = decode.join_persons(tree, self._rels(out["dlab"], out["glab"][tree], tree), names)
        upos, xpos = ([labels[kind][i] for i in out[kind].tolist()] for kind in ("upos", "xpos"))
        heads, rels = decode.join_prepositions(*decode.join_coordinated(heads, rels), xpos)
        heads = decode.hung_on_verbs(heads, rels, upos)
        rels = decode.objects_of_particles(heads, rels, xpos)
        return Tagged(decode.agreeing(upos, xpos), xpos, heads, rels, names, list(senses(out, labels, self._roles)))

    def _rels(self, dependent: NDArray[np.float32], head: NDArray[np.float32], heads: list[int]) -> list[str]:
        weight, bias = self._last["rel_w"], self._last["rel_b"]
        rel = self._labels["rel"]
        arcs = np.concatenate([dependent * head, dependent, head], -1)
        # A few rows at a time: for a larger product BLAS starts threads, which cost more than they save here.
        scores = np.concatenate([arcs[i : i + ROWS] @ weight for i in range(0, len(arcs), ROWS)])
        scores += bias
        # Only the root's own arc is called `root`, and it always is.
        scores[:, rel.index("root")] = -np.inf
        return [rel[i] if head else "root" for i, head in zip(scores.argmax(1).tolist(), heads, strict=True)]

    def _read(self, name: str) -> bytes:
        return self._weights.joinpath(name).read_bytes()
