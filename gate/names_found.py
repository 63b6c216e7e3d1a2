"""Names found by the embedded model: `python -m gate.names_found DATA [--all]`.

CrossNER politics test and Worldwide newswire by region, with their types folded into PER, ORG, LOC, MISC; words as given. The
newswire's licence is not stated: it measures and never trains; every eighth of its sentences is read, with `--all` every one.
`span` scores count a name with the right words and any type. `fac` and `norp` (newswire of the Middle East) and `event` (CrossNER)
are the finer kinds that these sets tell apart too.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.language.decode import spans
from dragoman.language.kinds import kind
from dragoman.language.shipped import Embedded
from dragoman.model import Token
from training import data as sets
from training.examples import FINE, Example

REGIONS = ("Middle East", "Africa", "Asia", "LATAM")
Found = set[tuple[int, int, str]]


def score(path: Path, step: int = 8) -> dict[str, float]:
    """F1 in per cent, typed and by span; `path` is the folder that holds `crossner_politics` and `worldwide_newswire`.

    Every `step`-th sentence of the newswire is read: a sample keeps the run short.
    """
    found = {f"politics_{key}": value for key, value in measure(sets.politics(path)).items()}
    for region in REGIONS:
        name = region.lower().replace(" ", "_")
        found |= {f"{name}_{key}": value for key, value in measure(list(sets.newswire(path, region))[::step]).items()}
    finer = list(sets.newswire(path, "Middle East", FINE))[::step]
    return found | measure_kinds(finer, ("FAC", "NORP")) | measure_kinds(list(sets.politics(path, FINE)), ("EVENT",))


def measure_kinds(examples: Iterable[Example], kinds: Sequence[str]) -> dict[str, float]:
    """F1 of these kinds of names."""
    analyser = Embedded()
    counts = {k: [0, 0, 0] for k in kinds}
    for example in examples:
        read = analyser.tag(example.words)
        tokens = [
            Token(0, 0, word, word, upos, xpos, head - 1, rel)
            for word, upos, xpos, head, rel in zip(example.words, read.upos, read.xpos, read.heads, read.rels, strict=True)
        ]
        own = {(a, b, str(kind(label, tokens[a : b + 1], a))) for a, b, label in spans(read.names)}
        gold = set(spans(example.names))
        for k, counted in counts.items():
            _add(counted, {n for n in gold if n[2] == k}, {n for n in own if n[2] == k})
    return {k.lower(): _f1(counted) for k, counted in counts.items()}


def measure(examples: Iterable[Example], weights: Path | None = None) -> dict[str, float]:
    """Typed F1 in all and by type, F1 of spans alone; of the shipped weights or those of another folder."""
    analyser = Embedded(weights)
    gold, own, both = 0, 0, 0
    loose = [0, 0, 0]
    by_type = {label: [0, 0, 0] for label in ("PER", "ORG", "LOC", "MISC")}
    for example in examples:
        a, b = set(spans(example.names)), set(spans(analyser.tag(example.words).names))
        gold, own, both = gold + len(a), own + len(b), both + len(a & b)
        _add(loose, {(*n[:2], "") for n in a}, {(*n[:2], "") for n in b})
        for label, counts in by_type.items():
            _add(counts, {n for n in a if n[2] == label}, {n for n in b if n[2] == label})
    scores = {"f1": _f1([gold, own, both]), "span": _f1(loose)}
    return scores | {label.lower(): _f1(counts) for label, counts in by_type.items()}


def _add(counts: list[int], gold: Found, own: Found) -> None:
    counts[0] += len(gold)
    counts[1] += len(own)
    counts[2] += sum(name in gold for name in own)


def _f1(counts: Sequence[int]) -> float:
    gold, own, both = counts
    return round(200 * both / max(1, gold + own), 2)


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1]), 1 if "--all" in sys.argv else 8), indent=1))
