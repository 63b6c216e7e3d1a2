"""Learns where sentences end in untidy text: `python -m training.splits DATA` writes the lexicon file `en/borders`.

A logistic regression with an L1 penalty over the gaps that `dragoman.text.borders` offers, on the training parts of UD EWT and of
GUM's open genres as running text, and on headlines made of the corpus. About twenty seconds on one core; no randomness, so the same
file comes out each time.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.model import Span
from dragoman.text.borders import gaps, is_untidy, running
from dragoman.text.sentences import blocks, rule_ends
from training import data as sets
from training.annotated import corpus
from training.examples import Example

PENALTY = 1.0
RARE = 2  # times that a feature is seen at least
STEPS = 200
OUT = Path(__file__).parent.parent / "src/dragoman/lexicon/en/borders.toml"
HEADER = """\
# Weights of the model that finds sentence borders in untidy text (text/borders.py): positive weights speak for a border.
# Learned by training/splits.py from the training parts of UD English EWT (CC BY-SA 4.0) and of GUM's open genres (CC BY and
# CC BY-SA), and from sentences of training/corpus; this file is under CC BY-SA 4.0. Written by that program, never by hand.
# The first word of a feature names its kind: k the marks at the gap, l and r the words before and after it, ss and the like their
# shapes, n how far the next stop is, size the words since the last border.

[weights]
"""

Gap = tuple[bool, tuple[str, ...]]
"""Whether a sentence ends here, and the features of the place."""
Floats = NDArray[np.float64]


def running_text(examples: Sequence[Example]) -> tuple[str, set[int]]:
    """A document's text and the ends of its sentences. A blank line parts paragraphs."""
    text, ends = "", set()
    for example in examples:
        text = text.rstrip() + "\n\n" if example.opens_paragraph and text else text
        for word, misc in zip(example.words, example.misc, strict=True):
            text += word + ("" if "SpaceAfter=No" in misc else " ")
        ends.add(len(text.rstrip()))
    return text, ends


def observed(examples: Iterable[Example]) -> Iterator[Gap]:
    """The gaps of all untidy blocks, with the running features that the right borders before them give."""
    for _, group in groupby(examples, key=lambda example: example.document):
        text, ends = running_text(list(group))
        for block in blocks(text, Span(0, len(text))):
            if is_untidy(text, block):
                yield from _in_block(text, block, ends)


def headlines() -> Iterator[Gap]:
    """Single sentences of news from the corpus, without their stops, as they are and capitalised as headlines: no border within."""
    for process in corpus(split="train"):
        for sentence in process.sentences:
            plain = sentence.text.rstrip(".!?")
            titled = re.sub(r"(?<!\S)[a-z](?=\w{3})", lambda letter: letter[0].upper(), plain)
            for text in (plain, titled):
                yield from _in_block(text, Span(0, len(text)), {len(text)})


def _in_block(text: str, block: Span, ends: set[int]) -> Iterator[Gap]:
    last = floor = 0
    for gap in gaps(text, block, list(rule_ends(text, block))):
        if not gap.sure:
            yield gap.end in ends, (*gap.features, *running(gap.at - last, gap.depth - floor))
        if gap.sure or gap.end in ends:
            last, floor = gap.at, gap.depth


def fit(observations: Sequence[Gap]) -> dict[str, float]:
    """Weights by accelerated proximal gradient steps, each feature at a rate of its own by how often it is seen."""
    seen = Counter(chain.from_iterable(features for _, features in observations))
    index = {feature: at for at, feature in enumerate(sorted(f for f, count in seen.items() if count >= RARE))}
    size = len(observations[0][1])
    rows = np.array([[index.get(feature, len(index)) for feature in features] for _, features in observations])
    wanted = np.array([ends for ends, _ in observations], dtype=np.float64)
    rates = 8 / size / (np.bincount(rows.ravel(), minlength=len(index) + 1) + 1)
    weights = ahead = np.zeros(len(index) + 1)
    bias = bias_ahead = 0.0
    pace = 1.0
    for _ in range(STEPS):
        slope, slope_bias = _slope(rows, wanted, ahead, bias_ahead)
        stepped = ahead - rates * slope
        moved: Floats = np.sign(stepped) * np.maximum(np.abs(stepped) - PENALTY * rates, 0)
        moved[-1] = 0
        moved_bias = bias_ahead - 8 / size / len(wanted) * slope_bias
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        push = (pace - 1) / faster
        ahead, bias_ahead = moved + push * (moved - weights), moved_bias + push * (moved_bias - bias)
        weights, bias, pace = moved, moved_bias, faster
    return {"bias": bias, **{feature: float(weights[at]) for feature, at in index.items()}}


def _slope(rows: NDArray[np.int64], wanted: Floats, weights: Floats, bias: float) -> tuple[Floats, float]:
    """The slope of the loss in every weight and in the bias."""
    off = 1 / (1 + np.exp(-weights[rows].sum(axis=1) - bias)) - wanted
    slope: Floats = np.bincount(rows.ravel(), weights=np.repeat(off, rows.shape[1]), minlength=len(weights)).astype(np.float64)
    return slope, float(off.sum())


def written(weights: Mapping[str, float]) -> str:
    """The lexicon file: weights of two decimals, without those that are nought."""
    rounded = {feature: round(weight, 2) for feature, weight in sorted(weights.items())}
    return HEADER + "".join(f"{_quoted(feature)} = {weight}\n" for feature, weight in rounded.items() if weight)


def _quoted(feature: str) -> str:
    return '"' + feature.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(data: Path) -> None:
    """Learns from the sets under `data` and writes the file."""
    weights = fit([*observed(chain(sets.ewt(data, "train"), sets.gum(data, "train"))), *headlines()])
    OUT.write_text(written(weights), "utf-8")
    sys.stdout.write(f"{sum(map(bool, weights.values()))} weights -> {OUT}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
