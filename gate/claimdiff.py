"""Whether a sentence of one outlet strengthens or weakens that of another, on data in the layout of ClaimDiff.

    python -m gate.claimdiff FOLDER

The rule is the plain one on which divergences rest, with nothing learnt: sentences strengthen one another where they share words
that carry content; they weaken one another where they share such words and differ in a denial, a number or a loaded term. F1
stands beside that of the answer "always yes".
"""

import json
import re
from pathlib import Path
from typing import Any

from dragoman import compare
from dragoman.resolve.terms import content, dice
from gate import command

Scores = dict[str, float]
_SHARED = 0.08  # share of content words from which two sentences speak of one matter; set by reasoning, not on the data
_DENIALS = {
    *("no", "not", "never", "none", "nor", "nothing", "nobody", "without", "false"),
    *("deny", "denied", "denies", "refute", "reject", "rejected", "dispute", "disputed"),
}


def strengthens(one: str, other: str) -> bool:
    """Whether two sentences speak of one matter."""
    return dice(content(one), content(other)) >= _SHARED


def weakens(one: str, other: str) -> bool:
    """Whether two sentences speak of one matter and differ in a denial, a number or a loaded term."""
    return strengthens(one, other) and any(mark(one) != mark(other) for mark in (_is_denied, _numbers, compare.loaded))


def _is_denied(text: str) -> bool:
    return bool(_DENIALS.intersection(re.findall(r"[a-z]+", text.casefold()))) or "n't" in text or "n\u2019t" in text


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\d[\d.,]*", text)))


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
