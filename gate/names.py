"""Scores `ground.spelling.same_name` on a file of name pairs: `python -m gate.names [PATH…]`, by default `gate/names_pairs.tsv`.

A pair counts as taken for one name from the score `SAME` on. Precision and recall are those of pairs taken for one; `unsure` is
the share of pairs left open between the two thresholds. `persons_…` and `organisations_…` give both for each kind.
"""

import json
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from dragoman.ground.spelling import SAME, UNSURE, same_name

PAIRS = Path(__file__).with_name("names_pairs.tsv")


class Pair(NamedTuple):
    """Two names, what they name, and whether they are spellings of one."""

    a: str
    b: str
    kind: Literal["person", "organisation"]
    same: bool


def pairs(path: Path = PAIRS) -> list[Pair]:
    """The pairs of a file: tab-separated, comments begin with `#`."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [Pair(a, b, "organisation" if kind == "organisation" else "person", told == "same") for a, b, kind, told in rows]


def score(path: Path = PAIRS) -> dict[str, float]:
    """Precision and recall over all pairs of a file, and of each kind."""
    told = pairs(path)
    found = {
        **_scores(told, ""),
        **_scores([pair for pair in told if pair.kind == "person"], "persons_"),
        **_scores([pair for pair in told if pair.kind == "organisation"], "organisations_"),
    }
    unsure = sum(UNSURE <= same_name(pair.a, pair.b, pair.kind).score < SAME for pair in told)
    return found | {"pairs": len(told), "unsure": round(unsure / max(len(told), 1), 4)}


def _scores(told: list[Pair], prefix: str) -> dict[str, float]:
    taken = [pair for pair in told if same_name(pair.a, pair.b, pair.kind).score >= SAME]
    right = sum(pair.same for pair in taken)
    return {
        f"{prefix}precision": round(right / max(len(taken), 1), 4),
        f"{prefix}recall": round(right / max(sum(pair.same for pair in told), 1), 4),
    }


if __name__ == "__main__":
    print(json.dumps({path.stem: score(path) for path in [Path(arg) for arg in sys.argv[1:]] or [PAIRS]}, indent=2, sort_keys=True))
