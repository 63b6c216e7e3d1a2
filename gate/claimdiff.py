"""Whether a sentence of one outlet strengthens or weakens that of another, on data in the layout of ClaimDiff.

    python -m gate.claimdiff FOLDER

Both rules are plain ones. Sentences strengthen one another where they speak of one matter: they share a word that carries
content, or mean the like of it in other words. They weaken one another where they speak of one matter and one of them alone
denies or turns against something. Numbers and loaded terms that differ say nothing here: they are as frequent where sentences
support one another. F1 stands beside that of the answer "always yes".
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.language.meaning import Vector, likeness, shipped
from dragoman.resolve.terms import content
from gate import command

Scores = dict[str, float]
_ALIKE = 0.2  # cosine of two meanings from which sentences speak of one matter; it holds on either half of the topics alone
_DENIALS = {
    *("no", "not", "never", "none", "nor", "nothing", "nobody", "without", "false"),
    *("deny", "denied", "denies", "refute", "reject", "rejected", "dispute", "disputed"),
}
_TURNS = {"but", "however", "although", "though", "despite", "while", "yet", "instead", "nevertheless", "still", "even"}


def strengthens(one: str, other: str) -> bool:
    """Whether two sentences speak of one matter."""
    return bool(content(one) & content(other)) or float(likeness(_meaning(one), np.array([_meaning(other)]))[0]) >= _ALIKE


def weakens(one: str, other: str) -> bool:
    """Whether two sentences speak of one matter, and one of them alone denies or turns against something."""
    return strengthens(one, other) and any(mark(one) != mark(other) for mark in (_is_denied, _turns))


@cache
def _meaning(text: str) -> Vector:
    """What a sentence means, once for both questions."""
    return shipped()(text)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())


def _is_denied(text: str) -> bool:
    return bool(_DENIALS.intersection(_words(text))) or "n't" in text or "n\u2019t" in text


def _turns(text: str) -> bool:
    return bool(_TURNS.intersection(_words(text)))


def f1(told: list[bool], gold: list[bool]) -> float:
    """F1 of the answer "yes"."""
    hits = sum(t and g for t, g in zip(told, gold, strict=True))
    return 2 * hits / max(sum(told) + sum(gold), 1)


def score(path: Path) -> Scores:
    """F1 for both questions, each beside the answer "always yes", in percent."""
    scores: Scores = {}
    for name, rule in (("strength", strengthens), ("weak", weakens)):
        for file in sorted(path.glob(f"ClaimDiff-{name}-*.json")):
            rows: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["data"]
            gold = [bool(row["relation"]) for row in rows]
            told = [rule(row["claim_a"], row["claim_b"]) for row in rows]
            key = file.stem.removeprefix("ClaimDiff-").replace("-", "_")
            scores |= {f"{key}_pairs": len(rows), f"{key}_f1": round(100 * f1(told, gold), 2)}
            scores[f"{key}_always_yes_f1"] = round(100 * f1([True] * len(gold), gold), 2)
    return scores


if __name__ == "__main__":
    command.run(score, __doc__)
