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

from dragoman.language import decode, names
from dragoman.language.graphs import opened
from dragoman.language.senses import Opened, Roles
from dragoman.language.wordpiece import Encoded, WordPiece
from dragoman.model import Sense

INPUTS = ["ids", "shapes", "places", "first", "grid", "back", "words", "words_back", "holds"]
OUTPUTS = ["upos", "xpos", "ner", "arc", "dlab", "glab", "act", "modality", "cue", "status", "fillers", "triggers"]
ROWS = 16  # of a product of matrices at once
SQUARE = 16  # the room that sentences of a run get to look around in is the longest one's length, rounded up to a multiple of this
LARGEST = 240  # pieces a run, about: the weights go through the caches of a core once a run, and the rows of a run must fit beside
WASTE = 100  # places of squares in which nothing stands: about what one more run would cost
HEADS = 12  # of the attention

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
            scores = self._run([encoded[i] for i in batch])
            found.update(zip(batch, self._tagged(scores, [sentences[i] for i in batch]), strict=True))
        return [found[i] for i in range(len(encoded))]

    def scores(self, batch: Sequence[Encoded]) -> Iterator[Scores]:
        """What the graph gives for each of some sentences that are read in one run."""
        out, start = self._run(batch), 0
        for sentence, arcs in zip(batch, out.pop("arc"), strict=True):
            size = len(sentence.first)
            yield {name: rows[start : start + size] for name, rows in out.items()} | {"arc": arcs[None, :size, :size]}
            start += size

    def read(self, out: Scores, words: Sequence[str]) -> Tagged:
        """One sentence, from its scores and its words."""
        return next(self._tagged(out, [words]))

    def _run(self, batch: Sequence[Encoded]) -> Scores:
        return dict(zip(OUTPUTS, self._session.run(OUTPUTS, feed(batch)), strict=True))

    def _tagged(self, out: Scores, sentences: Sequence[Sequence[str]]) -> Iterator[Tagged]:
        """The sentences of a run, from its scores. What hangs on one word alone is chosen for all of them together."""
        labels = self._labels
        upos, xpos = ([labels[kind][i] for i in out[kind].argmax(1).tolist()] for kind in ("upos", "xpos"))
        opened = Opened(out, labels, self._roles)
        first = 1  # the row before it is the root's
        for words, arcs in zip(sentences, out["arc"], strict=True):
            end = first + len(words)
            tree = decode.heads(arcs[1 : len(words) + 1, : len(words) + 1])
            rels = self._rels(out["dlab"][first:end], out["glab"][first - 1 : end][tree], tree)
            told = names.tags(out["ner"][first:end], labels["ner"], words)
            yield _repaired(words, (upos[first:end], xpos[first:end]), (tree, rels), told, list(opened.senses(first, end)))
            first = end + 1

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


def _repaired(
    words: Sequence[str], tags: tuple[list[str], list[str]], tree: tuple[list[int], list[str]], told: list[str], found: list[Sense]
) -> Tagged:
    """A sentence with its tree repaired."""
    upos, xpos = tags
    heads, rels = decode.join_persons(*tree, told)
    heads, rels = decode.join_prepositions(*decode.join_coordinated(heads, rels), xpos)
    heads, rels = decode.titled_conjuncts(*decode.fronted_participles(heads, rels, xpos), xpos)
    heads = decode.past_insertions(decode.level_conjuncts(heads, rels, xpos), rels, words)
    heads, rels = decode.gerund_subjects(decode.hung_on_verbs(heads, rels, upos), rels, xpos)
    rels = decode.objects_of_particles(heads, rels, xpos)
    return Tagged(decode.agreeing(upos, xpos, heads, rels), xpos, heads, rels, told, found)


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Which sentences of these lengths are read in one run: from the longest down, until there are enough of them, or until those
    that would fit into less room have wasted as much as a run costs.
    """  # noqa: D205 (one sentence needs two lines)
    batch: list[int] = []
    pieces = wasted = room = 0
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        own = _room(lengths[i])
        if batch and (pieces >= LARGEST or wasted + room - own > WASTE):
            yield batch
            batch, pieces, wasted = [], 0, 0
        room = room if batch else own
        batch.append(i)
        pieces, wasted = pieces + lengths[i], wasted + room - own
    if batch:
        yield batch


def feed(batch: Sequence[Encoded]) -> dict[str, NDArray[Any]]:
    """Sentences as the graph takes them: end to end, and which row stands where in the square that each sentence gets.

    `grid` has the row of each place of the squares (one behind the last where nothing stands), `back` the places of each row, one
    a head; `first` has the rows of roots and words, and `words` and `words_back` are to these rows what `grid` and `back` are to
    all.
    """
    lengths = np.array([len(sentence.ids) for sentence in batch])
    starts = np.cumsum(lengths) - lengths
    column = np.arange(_room(int(lengths.max())))
    holds = column < lengths[:, None]
    grid = np.where(holds, starts[:, None] + column, lengths.sum())
    counts = np.array([len(sentence.first) for sentence in batch])
    begins = np.cumsum(counts) - counts
    column = np.arange(_room(int(counts.max())))
    asks = column < counts[:, None]
    first = np.fromiter(chain.from_iterable(sentence.first for sentence in batch), np.int64) + np.repeat(starts, counts)
    words = np.where(asks, begins[:, None] + column, 0)
    return {
        "ids": np.fromiter(chain.from_iterable(sentence.ids for sentence in batch), np.int64),
        "shapes": np.fromiter(chain.from_iterable(sentence.shapes for sentence in batch), np.int64),
        "places": holds.nonzero()[1],
        "first": first,
        "grid": grid.T,
        "back": _back(holds),
        "words": words.T,
        "words_back": _back(asks),
        "holds": holds.astype(np.float32)[:, None, :, None],
    }


def _room(length: int) -> int:
    return -(-length // SQUARE) * SQUARE


def _back(holds: NDArray[np.bool_]) -> NDArray[np.int64]:
    sentence, place = holds.nonzero()
    room = holds.shape[1]
    places: NDArray[np.int64] = (sentence * HEADS * room + place)[:, None] + np.arange(HEADS) * room
    return places
