"""Fits the confidence of acts and undertakings to the corpus; `python -m training.calibrate` writes it.

A logistic by Newton's method with a little ridge, so that the same corpus gives the same weights to the last printed digit. Acts
are fitted on the dev part. It holds too few undertakings: theirs learn from some of the train part too, where the language model
is surer than elsewhere because it has seen the sentences; facts of their own take that up (`seen`) and are not written.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dragoman.extract import evidence
from dragoman.extract.commitments import sureness
from dragoman.extract.commitments.claims import pledges
from dragoman.extract.events.claims import draft
from dragoman.extract.events.confidence import facts
from dragoman.language.tree import tree_of
from dragoman.model import Reading, Span
from dragoman.run.pipeline import analyse
from gate.training import Item, as_report, paired, pieces, told
from training.annotated import FOLDER, Piece, Written

OUT = Path(__file__).parents[1] / "src/dragoman/lexicon/en/confidence.toml"
HEAD = """\
# Weights of the confidence of an act (extract/events/confidence.py): log-odds that an annotator finds an act of this type
# there; and of an undertaking (extract/commitments/sureness.py): that he finds one in its words.
# Written by `python -m training.calibrate`, fitted on training/corpus (acts on its dev part); never by hand.
"""
RIDGE, STEPS = 1.0, 25
EVERY = 3  # of so many processes of the train part the first is read


Rows = Iterator[tuple[dict[str, float], bool]]


def read(split: str = "dev", every: int = 1) -> Iterator[tuple[Piece, Reading, list[Span]]]:
    """The pieces of a part of the corpus, or of every nth process, with their readings and where their sentences stand."""
    for piece in pieces(FOLDER, split, every):
        report, places = as_report(piece)
        yield piece, analyse(report), places


def acts(piece: Piece, reading: Reading, places: list[Span]) -> Rows:
    """The facts of each act read in a piece, and whether an act of its type is annotated there."""
    drafts = draft(reading, is_cut=False)
    for sentence, place in zip(piece.sentences, places, strict=True):
        inside = []
        for d in drafts:
            span = evidence.trigger(reading, tree_of(reading.sentences[d.sentence]), d.predicate).span
            if place.holds(span):
                inside.append((dict(facts(d, is_told=True)), Item("E", (_moved(span, place),), d.type)))
        yield from _right(sentence, "E", inside, typed=True)


def undertakings(piece: Piece, reading: Reading, places: list[Span]) -> Rows:
    """The same for each undertaking, and whether one is annotated in its words."""
    found = pledges(reading)
    for sentence, place in zip(piece.sentences, places, strict=True):
        inside = [
            (dict(sureness.facts(tree_of(reading.sentences[p.draft.sentence]), p)), Item("C", (_moved(p.term.what.span, place),)))
            for p in found
            if place.overlaps(p.term.what.span)
        ]
        yield from _right(sentence, "C", inside, typed=False)


def _by_part(rows: Rows, *, seen: bool) -> Rows:
    """Rows with facts of their own for how much surer the model is of sentences that it has learnt from."""
    for row, right in rows:
        told_by_model = {f"seen_{name}": row[name] * seen for name in ("sense", "learnt", "learnt_noun", "learnt_pressed")}
        yield {**row, "seen": float(seen), **told_by_model}, right


def _right(sentence: Written, kind: str, inside: list[tuple[dict[str, float], Item]], *, typed: bool) -> Rows:
    gold = [item for item in told(sentence) if item.kind == kind]
    right = {id(found) for _, found in paired(gold, [item for _, item in inside], typed=typed)}
    yield from ((row, id(item) in right) for row, item in inside)


def _moved(span: Span, place: Span) -> Span:
    return Span(span.start - place.start, span.end - place.start)


def fit(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """The weights of the facts under which what is right was likeliest."""
    names = list(rows[0][0])
    x = np.array([[row[name] for name in names] for row, _ in rows])
    y = np.array([right for _, right in rows], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - RIDGE * weights
        weights += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + RIDGE * np.eye(len(names)), gradient)
    return dict(zip(names, weights.tolist(), strict=True))


def main() -> None:
    """Fits, prints how many acts and undertakings it was fitted on, and writes the weights."""
    rows: dict[str, list[tuple[dict[str, float], bool]]] = {"event": [], "undertaking": []}
    for piece, reading, places in read():
        rows["event"] += acts(piece, reading, places)
        rows["undertaking"] += _by_part(undertakings(piece, reading, places), seen=False)
    for piece, reading, places in read("train", EVERY):
        rows["undertaking"] += _by_part(undertakings(piece, reading, places), seen=True)
    parts = [
        f"\n[{kind}]\n" + "".join(f"{name} = {w:.2f}\n" for name, w in fit(told_).items() if not name.startswith("seen"))
        for kind, told_ in rows.items()
    ]
    OUT.write_text(HEAD + "".join(parts))
    for kind, told_ in rows.items():
        print(f"{len(told_)} {kind}s, {sum(right for _, right in told_) / len(told_):.3f} right")


if __name__ == "__main__":
    main()
