"""Factuality on a corpus laid out like UDS-IH2: `python -m gate.factuality FOLDER [--half dev]`.

FOLDER holds `<half>.jsonl`: sentences of blank-separated words with `targets`, each a word (`span1`) and a label from -3 (surely
did not happen) to 3 (surely did). The modality that dragoman reads for the word is turned into a number (`VALUES`); scores are
Pearson's r with the labels, the share of labels other than 0 whose sign is right, and the mean absolute error.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.extract.modality import judge
from dragoman.language import embedded
from dragoman.language.tree import Tree
from dragoman.model import Modality, Part, Report, Span, Text

# The number for each modality: what annotators of the training half gave on average to words read so, in quarters
VALUES: dict[Modality, float] = {
    "occurred": 1.5,
    "ongoing": 1.5,
    "planned": -1.0,
    "proposed": -1.25,
    "conditional": -0.75,
    "uncertain": 0.25,
    "denied": 0.0,  # the labels of negated words average 0: annotators differ on whether the denial or the deed is meant
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
    parser.add_argument("--half", default="dev")
    args = parser.parse_args()
    print(json.dumps(score(args.path, args.half), indent=2))


if __name__ == "__main__":
    main()
