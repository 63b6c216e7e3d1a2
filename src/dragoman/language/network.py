"""The trained network as an ONNX graph: words in, scores out, some sentences a run. None of them touches the result of another."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.language import decode
from dragoman.language.graphs import opened
from dragoman.language.senses import Roles, senses
from dragoman.language.wordpiece import Encoded, WordPiece
from dragoman.model import Sense

INPUTS = ["ids", "shapes", "places", "first", "grid", "back", "words", "words_back", "mask"]
OUTPUTS = ["upos", "xpos", "ner", "arc", "dlab", "glab", "act", "modality", "cue", "status", "fillers", "triggers"]
ROWS = 16  # of a product of matrices at once
SQUARE = 16  # the room that a sentence gets to look around in is its own length, rounded up to a multiple of this
LARGEST = 160  # pieces a run, about: what the caches of a core hold
HEADS = 12  # of the attention
FAR = -1e9  # a score that no softmax lets through

Scores = dict[str, NDArray[np.float32]]


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

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Reads sentences of at least one word each. Longer ones than the encoder takes must be cut before."""
        encoded = [self.pieces.encode(words) for words in sentences]
        found: dict[int, Tagged] = {}
        for batch in batches([len(sentence.ids) for sentence in encoded]):
            scores = self.scores([encoded[i] for i in batch])
            found.update(zip(batch, map(self.read, scores), strict=True))
        return [found[i] for i in range(len(encoded))]

    def scores(self, batch: Sequence[Encoded]) -> Iterator[Scores]:
        """What the graph gives for each of some sentences that get the same room."""
        out = dict(zip(OUTPUTS, self._session.run(OUTPUTS, feed(batch)), strict=True))
        arcs, start = out.pop("arc"), 0
        for sentence, arc in zip(batch, arcs, strict=True):
            rows = len(sentence.first)
            own = {name: values[start + 1 : start + rows] for name, values in out.items()}
            own["glab"] = out["glab"][start : start + rows]
            yield own | {"arc": arc[1:rows, :rows]}
            start += rows

    def read(self, out: Scores) -> Tagged:
        """One sentence, from its scores."""
        labels, tree = self._labels, decode.heads(out["arc"])
        names = decode.name_tags(out["ner"], labels["ner"])
        heads, rels = decode.join_persons(tree, self._rels(out["dlab"], out["glab"][tree], tree), names)
        upos, xpos = ([labels[kind][i] for i in out[kind].argmax(1).tolist()] for kind in ("upos", "xpos"))
        heads, rels = decode.join_prepositions(*decode.join_coordinated(heads, rels), xpos)
        heads, rels = decode.gerund_subjects(decode.hung_on_verbs(heads, rels, upos), rels, xpos)
        rels = decode.objects_of_particles(heads, rels, xpos)
        return Tagged(decode.agreeing(upos, xpos, heads, rels), xpos, heads, rels, names, list(senses(out, labels, self._roles)))

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


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Which sentences of these lengths are read in one run: such as get the same room, until there are enough of them."""
    waiting: dict[int, list[int]] = {}
    for i, length in enumerate(lengths):
        batch = waiting.setdefault(-(-length // SQUARE), [])
        batch.append(i)
        if sum(lengths[j] for j in batch) >= LARGEST:
            yield waiting.pop(-(-length // SQUARE))
    yield from waiting.values()


def feed(batch: Sequence[Encoded]) -> dict[str, NDArray[Any]]:
    """Sentences as the graph takes them: end to end, and which row stands where in the square that each sentence gets.

    `grid` has the row of each place of the squares (any row where nothing stands), `back` the places of each row, one a head;
    `first` has the rows of roots and words, and `words` and `words_back` are to these rows what `grid` and `back` are to all.
    """
    lengths = np.array([len(sentence.ids) for sentence in batch])
    room = -(-int(lengths.max()) // SQUARE) * SQUARE
    starts = np.cumsum(lengths) - lengths
    column = np.arange(room)
    holds = column < lengths[:, None]
    grid = np.where(holds, starts[:, None] + column, 0)
    counts = np.array([len(sentence.first) for sentence in batch])
    begins = np.cumsum(counts) - counts
    asks = column < counts[:, None]
    first = np.fromiter(chain.from_iterable(sentence.first for sentence in batch), np.int64) + np.repeat(starts, counts)
    words = np.where(asks, begins[:, None] + column, 0)
    return {
        "ids": np.fromiter(chain.from_iterable(sentence.ids for sentence in batch), np.int64),
        "shapes": np.fromiter(chain.from_iterable(sentence.shapes for sentence in batch), np.int64),
        "places": holds.nonzero()[1],
        "first": first,
        "grid": grid,
        "back": _back(holds),
        "words": words,
        "words_back": _back(asks),
        "mask": np.where(holds, np.float32(0), np.float32(FAR))[:, None, None],
    }


def _back(holds: NDArray[np.bool_]) -> NDArray[np.int64]:
    sentence, place = holds.nonzero()
    room = holds.shape[1]
    places: NDArray[np.int64] = (sentence * HEADS * room + place)[:, None] + np.arange(HEADS) * room
    return places
