"""Trains the embedded model: `python -m training.train DATA BASE OUT`. Steps, not minutes, decide its length."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from dragoman.language.wordpiece import WordPiece
from training import data as sets
from training.batches import NONE, Batch, Batcher, Roles, label_sets, name_pool
from training.examples import Example
from training.layers import annotated
from training.net import FAR, KINDS, Network
from training.written import written

WEIGHTS = {"heads": 1.0, "rel": 1.0, "upos": 0.5, "xpos": 0.5, "ner": 1.0}  # of the heads' losses
WEIGHTS |= {"act": 4.0, "modality": 0.5, "cue": 0.5, "status": 1.0, "roles": 2.0}
EVERY = 25  # steps between two lines of progress
VOCABULARY = Path(__file__).parents[1] / "src/dragoman/language/weights/vocab.txt"


@dataclass(frozen=True)
class Leg:
    """A stretch of training. Rates are AdamW's, of the encoder; what starts from nothing learns five times as fast."""

    steps: int
    rate: float
    end: float  # the rate falls in a straight line to this share of itself
    ewt: float  # share of the set that each pass draws anew
    tweets: float
    written: int  # times that each pass has the sentences with names written for this project
    corpus: int = 0  # and those of the corpus, with all their layers
    gum: float = 1.0
    size: int = 2400  # pieces a batch
    frozen: int = 0  # lowest layers of the encoder that stay as they are, which saves a fifth of the time for two
    weights: Mapping[str, float] = field(default_factory=dict)  # of losses, where other than `WEIGHTS`


# Grammar and names from the public sets first, then names above all; last everything at once, with the layers of the corpus.
LEGS = (
    Leg(steps=350, rate=3e-4, end=0.64, ewt=1.0, tweets=1.0, written=0),
    Leg(steps=120, rate=2e-4, end=0.7, ewt=0.2, tweets=0.3, written=6),
    Leg(steps=140, rate=1.4e-4, end=0.02, ewt=0.2, tweets=0.3, written=6),
    Leg(steps=150, rate=1.5e-4, end=0.02, ewt=0.5, tweets=0.3, written=5),
    Leg(steps=800, rate=2.5e-4, end=0.63, ewt=1.0, tweets=0.3, written=2),
    Leg(steps=175, rate=2.5e-4, end=0.9, ewt=1.0, tweets=0.3, written=2, corpus=2),
    Leg(steps=650, rate=2.5e-4, end=0.42, ewt=0.8, tweets=0.2, written=2, corpus=3),
    Leg(steps=600, rate=1.3e-4, end=0.02, ewt=0.8, tweets=0.2, written=2, corpus=3),
    Leg(steps=550, rate=2e-4, end=0.65, ewt=0.5, tweets=0.2, written=1, corpus=2),
    Leg(steps=400, rate=1.3e-4, end=0.6, ewt=0.5, tweets=0.2, written=1, corpus=2),
    Leg(steps=420, rate=9e-5, end=0.02, ewt=0.4, tweets=0.1, written=1, corpus=2),
    # The layers of the corpus had not been learnt to the end; undertakings least of all.
    Leg(
        steps=3000, rate=1.2e-4, end=0.02, ewt=0.15, gum=0.25, tweets=0.1, written=1, corpus=3, size=1200, frozen=2,
        weights={"status": 4.0, "roles": 3.0, "modality": 1.0},
    ),
)  # fmt: skip
# What ships is a mean of what these legs left (Wortsman et al. 2022), by number of leg; the heads that only the corpus trains are
# those of the last one, since they were still finding their way before.
MEAN = {5: 0.04, 6: 0.10, 7: 0.16, 10: 0.25, 11: 0.45}
OF_CORPUS = ("act", "modality", "cue", "status", "role", "role_word", "role_trigger")
WARMUP, AVERAGE, SEED = 30, 0.99, 3  # steps of rising rate, of the running mean of weights, of chance


class Corpus:
    """Everything that trains, read once."""

    def __init__(self, data: Path) -> None:
        self.ewt = list(sets.ewt(data, "train"))
        self.gum = [*sets.gum(data, "train"), *sets.gum(data, "dev")]
        self.tweets = list(sets.tweets(data))
        self.names = list(sets.names(data))
        self.written = list(written())
        self.corpus = list(annotated("train"))

    def passes(self, leg: Leg, chance: random.Random) -> Iterator[list[Example]]:
        """Pass after pass over the sets, without end."""
        while True:
            drawn = chance.sample(self.ewt, int(leg.ewt * len(self.ewt)))
            drawn += chance.sample(self.tweets, int(leg.tweets * len(self.tweets)))
            drawn += chance.sample(self.gum, int(leg.gum * len(self.gum)))
            yield [*drawn, *self.names, *(leg.written * self.written), *(leg.corpus * self.corpus)]


def losses(net: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head on one batch, 0 where the batch has nothing for it."""
    hidden = net.hidden(batch.ids, batch.shapes, batch.first)
    words = hidden[:, 1:]
    padding = torch.cat([torch.zeros_like(batch.first[:, :1], dtype=torch.bool), batch.first[:, 1:] == 0], 1)
    arcs = net.arcs(hidden).float().masked_fill(padding[:, None, :], FAR)
    rels = net.rels(*net.rel_parts(hidden), batch.targets["heads"].clamp(min=0))
    scores = {"heads": arcs, "rel": rels, "upos": net.upos(words), "xpos": net.xpos(words), "ner": net.ner(words)}
    scores |= {"act": net.act(words), "modality": net.modality(words), "cue": net.cue(words), "status": net.status(words)}
    found = {name: _cross_entropy(scores[name], batch.targets[name]) for name in scores}
    return found | {"roles": _role_loss(net, words, batch.roles)}


def _role_loss(net: Network, words: Tensor, roles: Roles) -> Tensor:
    fillers, triggers = net.role_parts(words)
    of_kind = triggers.unflatten(-1, (len(KINDS), -1))[roles.sentence, roles.word, roles.kind]
    return _cross_entropy(net.roles(fillers[roles.sentence], of_kind), roles.labels)


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    # Divided by at least one, so that a batch without targets gives 0 and not 0/0.
    total = cross_entropy(scores.reshape(-1, scores.shape[-1]).float(), targets.reshape(-1), ignore_index=NONE, reduction="sum")
    return total / (targets != NONE).sum().clamp(min=1)


def optimizer(net: Network, rate: float, frozen: int = 0) -> torch.optim.AdamW:
    """AdamW with a gentle rate for the encoder and a higher one for what starts from nothing.

    The piece embeddings stay; where any of the lowest layers stay, all that lies below them does.
    """
    net.requires_grad_(requires_grad=True)
    embeddings = net.encoder if frozen else nn.ModuleList((net.encoder.words, net.encoder.positions))
    embeddings.requires_grad_(requires_grad=False)
    net.encoder.layers[frozen:].requires_grad_(requires_grad=True)
    gentle = [p for n, p in net.named_parameters() if p.requires_grad and n.startswith("encoder.") and "shapes" not in n]
    fresh = [p for n, p in net.named_parameters() if p.requires_grad and not (n.startswith("encoder.") and "shapes" not in n)]
    groups = [{"params": gentle, "lr": rate}, {"params": fresh, "lr": 5 * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True, betas=(0.9, 0.98))


def train(net: Network, batches: Iterator[Batch], leg: Leg, out: Path) -> None:
    """Runs one leg and leaves the running mean of the weights in the network; prints the losses and saves now and then."""
    adam = optimizer(net, leg.rate, leg.frozen)
    weights = WEIGHTS | leg.weights
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, (step + 1) / WARMUP) * (1 - (1 - leg.end) * min(1, step / leg.steps))
    )
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE))
    progress = Progress(leg.steps)
    net.train()
    for batch in islice(batches, leg.steps):
        found = losses(net, batch)
        loss = torch.stack([weights[name] * value for name, value in found.items()]).sum()
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        adam.step()
        schedule.step()
        mean.update_parameters(net)
        if progress.note(batch, found):
            torch.save(mean.module.state_dict(), out / "model.pt")
    net.load_state_dict(mean.module.state_dict())
    torch.save(net.state_dict(), out / "model.pt")


class Progress:
    """Prints the mean losses and the speed now and then."""

    def __init__(self, steps: int) -> None:
        self.steps, self.step, self.pieces, self.since = steps, 0, 0, time.monotonic()
        self.sums: dict[str, float] = {}

    def note(self, batch: Batch, found: dict[str, Tensor]) -> bool:
        """Counts one step; true where it printed."""
        self.step += 1
        self.pieces += batch.ids.numel()
        self.sums = {name: self.sums.get(name, 0.0) + value.item() for name, value in found.items()}
        if self.step % EVERY:
            return False
        speed = self.pieces / (time.monotonic() - self.since)
        print(f"{self.step}/{self.steps} {speed:.0f} pieces/s", {n: round(s / EVERY, 3) for n, s in self.sums.items()}, flush=True)
        self.pieces, self.since, self.sums = 0, time.monotonic(), {}
        return True


def main() -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("base", type=Path, help="the base encoder's model.safetensors")
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--legs", type=int, nargs="*", default=range(len(LEGS)), help="run these only, going on from what is in OUT"
    )
    asked = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    asked.out.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(asked.data)
    labels = label_sets([*corpus.ewt, *corpus.gum, *corpus.corpus])
    (asked.out / "labels.json").write_text(json.dumps(asdict(labels)))
    net = Network(labels)
    net.encoder.load_base(asked.base)
    if 0 not in asked.legs:
        # A head that the legs before did not have starts from nothing.
        net.load_state_dict(torch.load(asked.out / "model.pt"), strict=False)
    chance = random.Random(SEED)  # noqa: S311 (draws and shuffles)
    pieces, pool = WordPiece(VOCABULARY.read_text("utf-8")), name_pool([*corpus.written, *corpus.corpus])
    for number in asked.legs:
        leg = LEGS[number]
        batcher = Batcher(pieces, labels, leg.size, chance, pool)
        train(net, chain.from_iterable(map(batcher, corpus.passes(leg, chance))), leg, asked.out)
        torch.save(net.state_dict(), asked.out / f"leg{number}.pt")
    torch.save(mean(asked.out), asked.out / "model.pt")


def mean(out: Path) -> dict[str, Tensor]:
    """The mean of the weights that the legs of `MEAN` left."""
    legs = {number: torch.load(out / f"leg{number}.pt") for number in MEAN}
    last = legs[max(MEAN)]
    alone = {name: last[name] for name in last if name.startswith(tuple(f"{head}." for head in OF_CORPUS))}
    return {n: sum((share * legs[leg][n] for leg, share in MEAN.items()), torch.zeros(())) for n in last} | alone


if __name__ == "__main__":
    main()
