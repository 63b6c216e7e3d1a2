"""Trees for the sentences of the corpus, which has none, as several networks read them together.

The layers of the corpus pull the encoder away from the treebanks: what no treebank has ("Talks between the two sides resumed") is
read worse and worse, and no treebank shows it. Networks from before that still know it; a mean of later ones knows more of all else
(EWT dev LAS 90.2, the earlier ones 89.5 and 89.2, together 90.0). What they read together is taught beside the layers
(self-distillation: Furlanello et al. 2018).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from dragoman.language import decode
from dragoman.language.wordpiece import Encoded, WordPiece
from training.batches import LONGEST, padded
from training.examples import Example
from training.net import Labels, Network

TOGETHER = 32  # sentences of like length that are read at once


def taught(examples: Sequence[Example], nets: Sequence[Network], pieces: WordPiece, labels: Labels) -> list[Example]:
    """The sentences with tags and trees of the mean of what networks with the same labels hold likely.

    Sentences too long to be trained on are left out.
    """
    rows = [(example, pieces.encode(example.words)) for example in examples]
    rows = sorted((row for row in rows if len(row[1].ids) <= LONGEST), key=lambda row: len(row[1].ids))
    with torch.no_grad():
        return [
            example for start in range(0, len(rows), TOGETHER) for example in _read(nets, labels, rows[start : start + TOGETHER])
        ]


def _read(nets: Sequence[Network], labels: Labels, batch: Sequence[tuple[Example, Encoded]]) -> Iterator[Example]:
    ids, shapes, first = (padded([encoded[n] for _, encoded in batch], 0) for n in range(3))
    hidden = [net.hidden(ids, shapes, first) for net in nets]
    upos = _mean([net.upos(h[:, 1:]) for net, h in zip(nets, hidden, strict=True)]).argmax(-1)
    xpos = _mean([net.xpos(h[:, 1:]) for net, h in zip(nets, hidden, strict=True)]).argmax(-1)
    lengths = [len(example.words) for example, _ in batch]
    within = torch.arange(first.shape[1])[None, :] <= torch.tensor(lengths)[:, None]
    arcs = _mean([net.arcs(h).masked_fill(~within[:, None, :], -1e9) for net, h in zip(nets, hidden, strict=True)]).log()
    trees = [decode.heads(arcs[i, :n, : n + 1].numpy()) for i, n in enumerate(lengths)]
    heads = padded(trees, 0)
    rels = _mean([net.rels(*net.rel_parts(h), heads) for net, h in zip(nets, hidden, strict=True)])
    root = labels.rel.index("root")
    rels[..., root] = 0
    for i, ((example, _), tree) in enumerate(zip(batch, trees, strict=True)):
        chosen = rels[i].argmax(-1).tolist()
        yield replace(
            example,
            heads=tuple(tree),
            rels=tuple(labels.rel[chosen[j] if head else root] for j, head in enumerate(tree)),
            upos=tuple(labels.upos[k] for k in upos[i, : len(tree)].tolist()),
            xpos=tuple(labels.xpos[k] for k in xpos[i, : len(tree)].tolist()),
        )


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([score.float().softmax(-1) for score in scores]).mean(0)
