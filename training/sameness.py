"""The weights of sameness, fitted on stories told by many outlets: `python -m training.sameness [FOLDER]`.

Two tellings of an act in two reports get points for what they have in common (`lexicon/rules.toml`, `[events]`). What each weight
should be is a logistic regression on pairs of tellings that were marked by hand, held near the weights as they stand: a story at a
time is left out and judged by a fit on the others. What is printed is rounded by hand into the table, with a threshold a little
above the fitted one, for there are more pairs of other acts in a record than are marked. These stories
last weeks at most and say nothing of pairs that lie months apart: what they do not use stays.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.lexicon.load import table
from dragoman.model import Witness
from dragoman.resolve.sameness import across
from dragoman.resolve.sameness.clashes import clash, parties_of
from dragoman.resolve.sameness.points import total
from gate import stories

FOLDER = stories.FOLDER / "fitted"
POINT = 1.3  # what one point of today's weights is worth in a logarithm of odds
PULL = 5.0  # how firmly today's weights hold
STEPS = 60
Real = NDArray[np.float64]


class Pair(NamedTuple):
    """Two tellings: the story, whether they tell one act, and how often each weight counts for them."""

    story: str
    is_one: bool
    counts: tuple[float, ...]


def weights() -> dict[str, float]:
    """Today's weights by name: what of the table is added as points."""
    told = table("rules")["events"]
    return {name: float(value) for name, value in told.items() if name not in _LIMITS}


_LIMITS = {"same", "unsure", "side_share", "telling_number", "number_factor", "toll_factor"} | {
    "like_share",
    "story_sure",
    "news_days",
    "tight_days",
    "loose_days",
}


def pairs(story: stories.Story) -> Iterator[Pair]:
    """The pairs of tellings in two reports of a story that nothing forbids to be one act, and of which one names a party."""
    built, numbers = stories.record(story)
    found: dict[str, tuple[str, Witness]] = {}
    for act, claim in stories.acts_read(story, stories.by_report(built, numbers)):
        found.setdefault(claim.id, (act, Witness(claim, built.filed[claim.report])))
    for (one, a), (other, b) in combinations((found[i] for i in sorted(found)), 2):
        if a.claim.report != b.claim.report and (parties_of(a) or parties_of(b)) and not clash(a, b):
            yield Pair(story.slug, one == other, tuple(_counts(a, b)))


def _counts(a: Witness, b: Witness) -> Iterator[float]:
    """How often each weight counts: by how much the points grow where it is one more, for the table is read once."""
    rules = table("rules")["events"]
    before = total(across.across(a, b))
    for name, value in weights().items():
        rules[name] = value + 1
        yield round(total(across.across(a, b)) - before, 2)
        rules[name] = value


def fit(found: Sequence[Pair], start: Mapping[str, float], same: float) -> Real:
    """Weights and the threshold, as logarithms of odds, by Newton's method; each story counts as much as the root of its pairs."""
    x = np.array([[*pair.counts, 1.0] for pair in found])
    y = np.array([pair.is_one for pair in found], float)
    size = {name: sum(pair.story == name for pair in found) for name in {pair.story for pair in found}}
    share = np.array([size[pair.story] ** -0.5 for pair in found])
    share /= share.mean()
    near = POINT * np.array([*start.values(), -same])
    pull = np.array([PULL] * len(start) + [0.01])

    def loss(v: Real) -> float:
        z = x @ v
        return float((share * (np.logaddexp(0, z) - y * z)).sum() + (pull * (v - near) ** 2).sum() / 2)

    v = near.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ v, -40, 40)))
        slope = x.T @ (share * (p - y)) + pull * (v - near)
        step = np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + np.diag(pull), slope)
        size_of_step = 1.0
        while loss(v - size_of_step * step) > loss(v) and size_of_step > 1e-4:
            size_of_step /= 2
        v = v - size_of_step * step
    return v


def scores(found: Sequence[Pair], points: Sequence[float]) -> str:
    """Precision, recall and F1 of pairs whose points are not below zero."""
    told = [point >= 0 for point in points]
    right = sum(t and pair.is_one for t, pair in zip(told, found, strict=True))
    p, r = right / max(sum(told), 1), right / max(sum(pair.is_one for pair in found), 1)
    return f"precision {p:.3f}, recall {r:.3f}, F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def main() -> None:
    """Fit, and print what each weight is and would be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder = parser.parse_args().folder
    found = [pair for story in stories.stories(folder) for pair in pairs(story)]
    start, same = weights(), float(table("rules")["events"]["same"])
    today = [float(np.dot(pair.counts, [*start.values()])) - same for pair in found]
    print(f"{len(found)} pairs, {sum(pair.is_one for pair in found)} of one act")
    print("today's weights:", scores(found, today))
    left = np.zeros(len(found))
    for name in sorted({pair.story for pair in found}):
        v = fit([pair for pair in found if pair.story != name], start, same)
        for i, pair in enumerate(found):
            if pair.story == name:
                left[i] = float(np.dot([*pair.counts, 1.0], v))
    print("fitted, each story by the others:", scores(found, left))
    fitted = fit(found, start, same) / POINT
    for i, (name, value) in enumerate(start.items()):
        print(f"{name:14} today {value:6.2f} fitted {fitted[i]:6.2f} used {sum(pair.counts[i] != 0 for pair in found)}")
    print(f"{'same':14} today {same:6.2f} fitted {-fitted[-1]:6.2f}")


if __name__ == "__main__":
    main()
