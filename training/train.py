"""Trains the embedded model: `python -m training.train DATA BASE OUT`. Steps, not minutes, decide its length."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
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
from training.legs import LEGS, SHIPPED, SHIPS, Leg, Mean
from training.net import FAR, KINDS, Labels, Network
from training.reopen import reopened
from training.silver import taught
from training.written import written

WEIGHTS = {"heads": 1.0, "rel": 1.0, "upos": 0.5, "xpos": 0.5, "ner": 1.0}  # of the heads' losses
WEIGHTS |= {"act": 4.0, "modality": 0.5, "cue": 0.5, "status": 1.0, "roles": 2.0}
EVERY = 25  # steps between two lines of progress
VOCABULARY = Path(__file__).parents[1] / "src/dragoman/language/weights/vocab.txt"

OF_CORPUS = ("act", "modality", "cue", "status", "role", "role_word", "role_trigger")
WARMUP, AVERAGE, SEED = 30, 0.99, 3  # steps of rising rate, of the running mean of weights, of chance


class Corpus:
    """Everything that trains, read once."""

    def __init__(self, data: Path) -> None:
        self.ewt = list(sets.ewt(data, "train"))
        self.gum = [*sets.gum(data, "train", sets.TAUGHT), *sets.gum(data, "dev", sets.TAUGHT)]
        self.parallel = list(sets.parallel(data))
        self.tweets = list(sets.tweets(data))
        self.names = list(sets.names(data))
        self.written = list(written())
        self.corpus = list(annotated("train"))
        self.everyday = list(annotated("everyday-train"))

    def passes(self, leg: Leg, chance: random.Random) -> Iterator[list[Example]]:
        """Pass after pass over the sets, without end."""
        while True:
            drawn = chance.sample(self.ewt, int(leg.ewt * len(self.ewt)))
            drawn += chance.sample(self.tweets, int(leg.tweets * len(self.tweets)))
            drawn += chance.sample(self.gum, int(leg.gum * len(self.gum)))
            drawn += leg.parallel * self.parallel
            ours = leg.written * self.written + leg.corpus * self.corpus + leg.everyday * self.everyday
            yield [*drawn, *(leg.names * self.names), *ours]

    def read_by(self, nets: Sequence[Network], pieces: WordPiece, labels: Labels) -> None:
        """Gives the sentences of the corpus the trees that networks read in them."""
        self.corpus, self.everyday = (taught(sentences, nets, pieces, labels) for sentences in (self.corpus, self.everyday))


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
    parser.add_argument("--go-on", type=Path, metavar="WEIGHTS", help=f"shipped weights that stand for what leg {SHIPPED} left")
    asked = parser.parse_args()
    torch.set_num_threads(2)
    asked.out.mkdir(parents=True, exist_ok=True)
    corpus = Corpus(asked.data)
    labels = label_sets([*corpus.ewt, *corpus.gum, *corpus.corpus, *corpus.everyday])
    (asked.out / "labels.json").write_text(json.dumps(asdict(labels)))
    run(begun(asked, labels), labels, corpus, asked)
    torch.save(mean(asked.out, SHIPS), asked.out / "model.pt")


def begun(asked: argparse.Namespace, labels: Labels) -> Network:
    """The network before its first leg: from the base encoder, from what is in OUT, or from weights that shipped."""
    torch.manual_seed(SEED)
    net = Network(labels)
    net.encoder.load_base(asked.base)
    if asked.go_on:
        net = reopened(asked.go_on)
        torch.save(net.state_dict(), asked.out / f"leg{SHIPPED}.pt")
    elif 0 not in asked.legs:
        # A head that the legs before did not have starts from nothing.
        net.load_state_dict(torch.load(asked.out / "model.pt"), strict=False)
    return net


def run(net: Network, labels: Labels, corpus: Corpus, asked: argparse.Namespace) -> None:
    """Runs the legs that are asked for, each from where its recipe says, and keeps what each leaves."""
    pieces, pool = WordPiece(VOCABULARY.read_text("utf-8")), name_pool([*corpus.written, *corpus.corpus, *corpus.everyday])
    teachers: tuple[Mean, ...] = ()
    for number in asked.legs:
        leg = LEGS[number]
        if leg.taught_by and leg.taught_by != teachers:
            teachers = leg.taught_by
            corpus.read_by([network(labels, mean(asked.out, of)) for of in teachers], pieces, labels)
        if leg.start:
            net.load_state_dict(mean(asked.out, leg.start))
        torch.manual_seed(SEED + number)
        chance = random.Random(SEED + number)  # noqa: S311 (draws and shuffles)
        batcher = Batcher(pieces, labels, leg.size, chance, pool)
        if leg.steps:
            train(net, chain.from_iterable(map(batcher, corpus.passes(leg, chance))), leg, asked.out)
        torch.save(net.state_dict(), asked.out / f"leg{number}.pt")


def network(labels: Labels, weights: dict[str, Tensor]) -> Network:
    """A network to read with. Heads that its weights lack start from nothing."""
    net = Network(labels)
    net.load_state_dict(weights, strict=False)
    return net.eval()


def mean(out: Path, of: Mean) -> dict[str, Tensor]:
    """The mean of the weights that legs left under a folder."""
    legs = {number: torch.load(out / f"leg{number}.pt") for number in {*of.shares, *of.heads}}
    corpus_heads = tuple(f"{head}." for head in OF_CORPUS)
    names = legs[max(legs)]
    shares = {name: of.heads if name.startswith(corpus_heads) else of.shares for name in names}
    return {name: sum((share * legs[leg][name] for leg, share in shares[name].items()), torch.zeros(())) for name in names}


if __name__ == "__main__":
    main()
