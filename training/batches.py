"""Sentences as tensors: each becomes pieces and targets, sentences of like length share a batch."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import torch
from torch import Tensor

from dragoman.language.wordpiece import WordPiece
from training.examples import UNMARKED, Example, RoleRow
from training.layers import LEARNT
from training.net import KINDS, Labels

BLOT = 103  # the base encoder's [MASK]
NONE = -1  # the target of a word that a head has nothing to learn from
TARGETS = ("heads", "rel", "upos", "xpos", "ner", "act", "modality", "cue", "status")
LAYERS = TARGETS[5:]
LONGEST = 200  # pieces; the few longer training sentences are left out


@dataclass(frozen=True)
class Roles:
    """The triggers of a batch: sentence, word and kind (index in `net.KINDS`) of each, and the role of every word to it."""

    sentence: Tensor
    word: Tensor
    kind: Tensor
    labels: Tensor


@dataclass(frozen=True)
class Batch:
    """Padded tensors: sentences by pieces, and sentences by words (with the root first in `first`)."""

    ids: Tensor
    shapes: Tensor
    first: Tensor
    targets: dict[str, Tensor]
    roles: Roles


def label_sets(examples: Sequence[Example]) -> Labels:
    """The labels that occur; relations met fewer than ten times are not learnt."""
    rels = [rel for e in examples for rel in e.rels]
    names = ["O", *(f"{p}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for p in "BI")]
    return Labels(
        upos=sorted({u for e in examples for u in e.upos}),
        xpos=sorted({x for e in examples for x in e.xpos}),
        rel=[rel for rel in sorted(set(rels)) if rels.count(rel) >= 10],
        ner=names,
        act=["O", *sorted({a for e in examples for a in e.layers.get("act", ())} - {"O"})],
        modality=sorted({m for e in examples for m in e.layers.get("modality", ())} - {"O"}),
        cue=["O", "CUE"],
        status=["O", *sorted({s for e in examples for s in e.layers.get("status", ())} - {"O"})],
        role=["O", *(role for roles in LEARNT.values() for role in roles)],
    )


def name_pool(examples: Sequence[Example]) -> dict[str, list[Sequence[str]]]:
    """The names of sentences, each once, by label."""
    pool: dict[str, list[tuple[str, ...]]] = {}
    for example in examples:
        for i, tag in enumerate(example.names):
            if tag.startswith("B-"):
                end = next(
                    (j for j in range(i + 1, len(example.names)) if not example.names[j].startswith("I-")), len(example.names)
                )
                pool.setdefault(tag[2:], []).append(tuple(example.words[i:end]))
    return {label: [*sorted(set(names))] for label, names in pool.items()}


def join_hyphens(example: Example) -> Example:
    """Hyphenated names as one word, as our tokeniser leaves them; the sentence itself where it has none or no grammar."""
    for i in range(1, len(example.words) - 1 if example.heads else 0):
        three = (i - 1, i, i + 1)
        outer = [j for j in three if example.heads[j] - 1 not in three]
        proper = all(example.xpos[j].startswith("NNP") for j in (i - 1, i + 1))
        if example.words[i] == "-" and proper and len(outer) == 1 and "SpaceAfter=No" in example.misc[i - 1]:
            return join_hyphens(_merged(example, i - 1, outer[0]))
    return example


def _merged(example: Example, start: int, outer: int) -> Example:
    new = [i if i <= start else start if i <= start + 2 else i - 2 for i in range(len(example.words))]
    kept = [outer if i == start else i for i in range(len(example.words)) if i not in (start + 1, start + 2)]
    words = [example.words[i] for i in kept]
    words[start] = "".join(example.words[start : start + 3])
    rels, upos, xpos, lemmas = (
        tuple(column[i] for i in kept) for column in (example.rels, example.upos, example.xpos, example.lemmas)
    )
    heads = tuple(new[example.heads[i] - 1] + 1 if example.heads[i] else 0 for i in kept)
    misc = tuple(example.misc[i if i != outer else start + 2] for i in kept)
    names = tuple(example.names[i if i != outer else start] for i in kept) if example.names else ()
    return replace(example, words=tuple(words), heads=heads, rels=rels, upos=upos, xpos=xpos, lemmas=lemmas, misc=misc, names=names)


class Row(NamedTuple):
    """One sentence ready for a batch: its columns of numbers, and trigger, kind and labels of each of its role rows."""

    columns: tuple[list[int], ...]
    roles: list[tuple[int, int, list[int]]]


class Batcher:
    """Makes batches of about `size` padded pieces, newly mixed on each pass.

    Names are varied: those of a third of the sentences outside the treebanks give way to names of `pool`, by label; one name in ten
    is blotted out, so that the words about a name and its shape are learnt as well as the name. Some sentences are written like
    Headlines in Title Case, or IN CAPITALS.
    """

    def __init__(
        self, pieces: WordPiece, labels: Labels, size: int, chance: random.Random, pool: dict[str, list[Sequence[str]]]
    ) -> None:
        self._pieces, self._size, self._pool = pieces, size, pool
        kinds = {"rel": labels.rel, "upos": labels.upos, "xpos": labels.xpos, "ner": labels.ner, "role": labels.role}
        kinds |= {"act": labels.act, "modality": labels.modality, "cue": labels.cue, "status": labels.status}
        self._index = {kind: {label: i for i, label in enumerate(those)} for kind, those in kinds.items()}
        self._random = chance

    def __call__(self, examples: Sequence[Example]) -> Iterator[Batch]:
        """All examples once, sentences of like length together, batches in random order."""
        rows = [self._row(self._varied(example)) for example in examples]
        rows = [row for row in rows if len(row.columns[0]) <= LONGEST]
        rows.sort(key=lambda row: len(row.columns[0]) + self._random.random() * 4)
        groups: list[list[Row]] = [[]]
        for row in rows:
            if groups[-1] and len(row.columns[0]) * (len(groups[-1]) + 1) > self._size:
                groups.append([])
            groups[-1].append(row)
        self._random.shuffle(groups)
        yield from map(_batch, groups)

    def _varied(self, example: Example) -> Example:
        chance = self._random.random()
        if example.misc:
            example = join_hyphens(example) if chance < 0.5 else example
        elif chance < 0.33:
            example = self._swapped(replace(example, heads=(), rels=(), upos=(), xpos=()))
        return self._restyled(example)

    def _restyled(self, example: Example) -> Example:
        chance = self._random.random()
        if chance < 0.06:
            return replace(example, words=tuple(word if len(word) < 4 else word[0].upper() + word[1:] for word in example.words))
        return replace(example, words=tuple(word.upper() for word in example.words)) if chance < 0.08 else example

    def _swapped(self, example: Example) -> Example:
        words: list[str] = []
        tags: list[str] = []
        origin: list[int] = []
        swaps = False
        for i, (word, tag) in enumerate(zip(example.words, example.names, strict=True)):
            if tag.startswith("B-"):
                swaps = self._random.random() < 0.7
                if swaps:
                    new = self._random.choice(self._pool[tag[2:]])
                    words += new
                    tags += [tag, *(["I" + tag[1:]] * (len(new) - 1))]
                    origin += [i] * len(new)
            if tag == "O" or not swaps:
                words.append(word)
                tags.append(tag)
                origin.append(i)
        return replace(_drawn(example, origin), words=tuple(words), names=tuple(tags))

    def _row(self, example: Example) -> Row:
        ids, shapes, first = self._pieces.encode(example.words)
        self._blot(ids, first, example.names)
        none = [NONE] * len(example.words)
        known = [
            list(example.heads) or none,
            [self._index["rel"].get(r, NONE) for r in example.rels] or none,
            [self._index["upos"][u] for u in example.upos] or none,
            [self._index["xpos"][x] for x in example.xpos] or none,
            [NONE if t == UNMARKED else self._index["ner"][t] for t in example.names] or none,
        ]
        known += [[self._index[name].get(label, NONE) for label in example.layers.get(name, ())] or none for name in LAYERS]
        roles = [
            (row.trigger, KINDS.index(row.kind), [self._index["role"][label] for label in row.labels]) for row in example.roles
        ]
        return Row((ids, shapes, first, *known), roles)

    def _blot(self, ids: list[int], first: Sequence[int], names: Sequence[str]) -> None:
        edges = [*first[1:], len(ids) - 1]
        blots = False
        for i, tag in enumerate(names):
            blots = tag[0] in "BI" and (self._random.random() < 0.1 if tag[0] == "B" else blots)
            if blots:
                ids[edges[i] : edges[i + 1]] = [BLOT] * (edges[i + 1] - edges[i])


def _drawn(example: Example, origin: Sequence[int]) -> Example:
    """The layers and roles of an example for words each of which stands in the place of word `origin[i]` of its own."""
    layers = {
        # A trigger inside a name that grew is still one trigger: only the first word keeps the label.
        name: tuple(column[i] if at == 0 or origin[at - 1] != i else "O" for at, i in enumerate(origin))
        for name, column in example.layers.items()
    }
    roles = [
        RoleRow(row.kind, origin.index(row.trigger), tuple(row.labels[i] for i in origin))
        for row in example.roles
        if row.trigger in origin
    ]
    return replace(example, layers=layers, roles=tuple(roles))


def _batch(rows: Sequence[Row]) -> Batch:
    columns = list(zip(*(row.columns for row in rows), strict=True))
    ids, shapes, first = (padded(column, 0) for column in columns[:3])
    targets = {name: padded(column, NONE) for name, column in zip(TARGETS, columns[3:], strict=True)}
    roles = [(i, *role) for i, row in enumerate(rows) for role in row.roles]
    widest = first.shape[1] - 1
    sentence, word, kind = (torch.tensor([role[n] for role in roles], dtype=torch.int64) for n in range(3))
    labels = [role[3] + [NONE] * (widest - len(role[3])) for role in roles]
    return Batch(ids, shapes, first, targets, Roles(sentence, word, kind, torch.tensor(labels, dtype=torch.int64)))


def padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Rows of numbers as one tensor, filled up with a value."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *([value] * (longest - len(row)))] for row in rows])
