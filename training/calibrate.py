"""Fits the confidence of acts to the dev part of the corpus: `python -m training.calibrate`, which writes `confidence.toml`.

A logistic by Newton's method with a little ridge, so that the same corpus gives the same weights to the last printed digit.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dragoman.extract import evidence
from dragoman.extract.confidence import facts
from dragoman.extract.events import draft
from dragoman.language.tree import tree_of
from dragoman.run.pipeline import analyse
from gate.training import Item, as_report, paired, pieces, told
from training.annotated import FOLDER, Piece

OUT = Path(__file__).parents[1] / "src/dragoman/lexicon/en/confidence.toml"
HEAD = """\
# Weights of the confidence of an act (extract/confidence.py): log-odds that an annotator finds an act of this type there.
# Written by `python -m training.calibrate`, fitted on the dev part of training/corpus; never by hand.

[event]
"""
RIDGE, STEPS = 1.0, 25


def examples(split: str = "dev") -> Iterator[tuple[dict[str, float], bool]]:
    """The facts of each act read in a part of the corpus, and whether an act of its type is annotated there."""
    return (example for piece in pieces(FOLDER, split) for example in _of_piece(piece))


def _of_piece(piece: Piece) -> Iterator[tuple[dict[str, float], bool]]:
    report, places = as_report(piece)
    reading = analyse(report)
    drafts = draft(reading, is_cut=False)
    for sentence, place in zip(piece.sentences, places, strict=True):
        gold = [item for item in told(sentence) if item.kind == "E"]
        inside = []
        for d in drafts:
            span = evidence.trigger(reading, tree_of(reading.sentences[d.sentence]), d.predicate).span
            if place.holds(span):
                inside.append((d, Item("E", (type(span)(span.start - place.start, span.end - place.start),), d.type)))
        right = {id(found) for _, found in paired(gold, [item for _, item in inside], typed=True)}
        yield from ((dict(facts(d, is_told=True)), id(item) in right) for d, item in inside)


def main() -> None:
    """Fits, prints how many acts it was fitted on, and writes the weights."""
    rows = list(examples())
    names = list(rows[0][0])
    x = np.array([[row[name] for name in names] for row, _ in rows])
    y = np.array([right for _, right in rows], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - RIDGE * weights
        weights += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + RIDGE * np.eye(len(names)), gradient)
    OUT.write_text(HEAD + "".join(f"{name} = {weight:.2f}\n" for name, weight in zip(names, weights, strict=True)))
    print(f"{len(rows)} acts, {y.mean():.3f} right")


if __name__ == "__main__":
    main()
