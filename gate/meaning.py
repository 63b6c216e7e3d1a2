"""Sentences that tell one event in other words, found by meaning, on data in the layout of ECB+: python -m gate.meaning FOLDER.

Each validated sentence that shares a gold event with one of another document is a question; all validated sentences of other
documents are ranked, over all topics. `first` is the share of questions whose nearest sentence shares an event with them, `five`
that of those with one among the nearest five. Beside it the same by words in common (Dice over stems), which the meaning must beat.
`apart` asks for sentences that tell the event with fewer than one word in five in common, all nearer wordings of it left out.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.language.meaning import likeness, shipped
from dragoman.resolve.terms import content, dice
from gate import command
from gate.coreference import mentions, validated

Scores = dict[str, float]

APART = 0.2  # the share of words in common from which two wordings are no longer other words


def score(path: Path) -> Scores:
    """Shares in percent, and the number of questions."""
    texts, documents, events = _sentences(path)
    vectors = np.array([shipped()(text) for text in texts])
    words = [content(text) for text in texts]
    ranks: dict[str, list[int]] = {"meaning": [], "words": [], "apart_meaning": [], "apart_words": []}
    for i, mine in enumerate(events):
        others = np.array([document != documents[i] for document in documents])
        right = np.array([bool(mine & theirs) for theirs in events])
        common = np.array([dice(words[i], theirs) for theirs in words])
        near = likeness(vectors[i], vectors)
        for prefix, asked in (("", others), ("apart_", others & ~(right & (common >= APART)))):
            if (asked & right).any():
                ranks[f"{prefix}meaning"].append(_rank(near[asked], right[asked]))
                ranks[f"{prefix}words"].append(_rank(common[asked], right[asked]))
    found: Scores = {"questions": len(ranks["meaning"]), "apart_questions": len(ranks["apart_meaning"])}
    for name, told in ranks.items():
        found[f"{name}_first"] = round(100 * float(np.mean([r == 0 for r in told])), 2)
        found[f"{name}_five"] = round(100 * float(np.mean([r < 5 for r in told])), 2)
    return found


def _sentences(path: Path) -> tuple[list[str], list[str], list[frozenset[str]]]:
    """Validated sentences that tell an event: their text, their document, and the keys of their events."""
    listed = frozenset(validated(path / "ECBplus_coreference_sentences.csv"))
    found: dict[tuple[str, str], set[str]] = {}
    for document in sorted(p for p in path.rglob("*.xml")):
        for mention in mentions(document, listed):
            claim = mention.witness.claim
            found.setdefault((claim.report, claim.evidence[0].quote), set()).add(mention.key)
    return [text for _, text in found], [document for document, _ in found], [frozenset(keys) for keys in found.values()]


def _rank(likenesses: NDArray[np.float64], right: NDArray[np.bool_]) -> int:
    """How many are nearer than the nearest right one; of equals, all wrong ones count as nearer."""
    return int((likenesses[~right] >= likenesses[right].max()).sum())


if __name__ == "__main__":
    command.run(score, __doc__)
