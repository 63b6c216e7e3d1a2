"""Factuality on corpora laid out like UDS-IH2 and like MEANTIME: `python -m gate.factuality FOLDER [MEANTIME] [--half dev]`.

FOLDER holds `<half>.jsonl`: sentences of blank-separated words with `targets`, each a word (`span1`) and a label from -3 (surely
did not happen) to 3 (surely did). The modality that dragoman reads for the word is turned into a number (`VALUES`); scores are
Pearson's r with the labels, the share of labels other than 0 whose sign is right, and the mean absolute error.

MEANTIME gives each mention of an event a certainty, a polarity and a time. Of each stands the share of mentions where the modality
says the same (`SAYS`), and `certainty_f1`, `polarity_f1` and `future_f1` of the rare value: what is not certain, negative, to come.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dragoman.extract.events.modality import judge
from dragoman.language import embedded
from dragoman.language.tree import Tree
from dragoman.model import Modality, Part, Report, Span, Text
from gate.meantime import Document, documents

# The number for each modality: what annotators of the training half gave on average to words read so, in quarters
VALUES: dict[Modality, float] = {
    "occurred": 1.75,
    "ongoing": 2.0,
    "planned": -1.0,
    "proposed": -1.5,
    "conditional": -0.75,
    "uncertain": 0.25,
    "denied": -0.25,  # the labels of negated words average nearly 0: annotators differ on whether the denial or the deed is meant
}


class Says(NamedTuple):
    """What a modality says in MEANTIME's terms. Of what is to come it leaves certainty open, as the annotators did."""

    uncertain: bool
    negative: bool
    future: bool


SAYS: dict[Modality, Says] = {
    "occurred": Says(uncertain=False, negative=False, future=False),
    "ongoing": Says(uncertain=False, negative=False, future=False),
    "planned": Says(uncertain=False, negative=False, future=True),
    "proposed": Says(uncertain=True, negative=False, future=True),
    "conditional": Says(uncertain=True, negative=False, future=True),
    "uncertain": Says(uncertain=True, negative=False, future=False),
    "denied": Says(uncertain=False, negative=True, future=False),
}


def score(path: Path | str, half: str = "dev") -> dict[str, float]:
    """Pearson's r, accuracy of the sign, mean absolute error, and the number of words compared."""
    rows = [json.loads(line) for line in (Path(path) / f"{half}.jsonl").read_text("utf-8").splitlines() if line]
    found = [(label, VALUES[modality]) for row in rows for label, modality in judged(row)]
    gold, told = (np.array(side, dtype=np.float64) for side in zip(*found, strict=True))
    signed = gold != 0
    right = np.where(told[signed] > 0, 1, -1) == np.sign(gold[signed])
    return {
        "words": float(len(found)),
        "pearson": round(float(np.corrcoef(gold, told)[0, 1]), 4),
        "sign_accuracy": round(float(right.mean()), 4),
        "mean_absolute_error": round(float(np.abs(gold - told).mean()), 4),
    }


def meantime(folder: Path) -> dict[str, float]:
    """Agreement with MEANTIME's certainty, polarity and time, over the mentions of events that have all three."""
    pairs = [pair for document in documents(folder) for pair in _told(document)]
    names = ("certainty", "polarity", "future")
    scores: dict[str, float] = {"mentions": len(pairs)}
    for at, name in enumerate(names):
        hits = sum(gold[at] == said[at] for gold, said in pairs)
        both = sum(gold[at] and said[at] for gold, said in pairs)
        either = sum(gold[at] + said[at] for gold, said in pairs)
        scores |= {f"{name}_right": round(hits / len(pairs), 4), f"{name}_f1": round(2 * both / either, 4) if either else 0.0}
    return scores


def _told(document: Document) -> Iterator[tuple[Says, Says]]:
    """What the annotators say of each mention, and what its modality says."""
    whole = Text(parts=(Part(0, len(document.text), "body"),), sentences=document.sentences)
    trees = [Tree(sentence) for sentence in embedded()(Report(id="sha256:gate", text=document.text), whole)]
    for mark, tag in sorted(document.tags.items()):
        told, span = document.attributes[mark], document.spans.get(mark)
        if tag != "EVENT_MENTION" or span is None or not (told.get("certainty") and told.get("polarity") and told.get("time")):
            continue
        gold = Says(told["certainty"] != "CERTAIN", told["polarity"] == "NEG", told["time"] == "FUTURE")
        for tree in trees:
            i = next((k for k, t in enumerate(tree.tokens) if t.start <= span.start < t.end), None)
            if i is not None:
                yield gold, SAYS[judge(tree, i, "", is_noun=tree[i].upos in ("NOUN", "PROPN"))[0]]


def judged(row: dict[str, Any]) -> Iterator[tuple[float, Modality]]:
    """Label and modality of each target word of one sentence."""
    text: str = row["text"]
    starts = [0]
    for word in text.split(" "):
        starts.append(starts[-1] + len(word) + 1)
    report = Report(id="sha256:gate", text=text)
    whole = Text(parts=(Part(0, len(text), "body"),), sentences=(Span(0, len(text)),))
    for sentence in embedded()(report, whole):
        tree = Tree(sentence)
        for target in row["targets"]:
            at = starts[target["span1"][0]]
            i = next((k for k, t in enumerate(tree.tokens) if t.start <= at < t.end), None)
            if i is not None:
                yield target["label"], judge(tree, i, "", is_noun=tree[i].upos in ("NOUN", "PROPN"))[0]


def main() -> None:
    """Prints the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=Path("../shared/data/uds_ih2"))
    parser.add_argument("meantime", nargs="?", type=Path)
    parser.add_argument("--half", default="dev")
    args = parser.parse_args()
    scores: dict[str, Any] = score(args.path, args.half)
    print(json.dumps(scores | ({"meantime": meantime(args.meantime)} if args.meantime else {}), indent=2))


if __name__ == "__main__":
    main()
