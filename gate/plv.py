"""PLOVER root of a sentence with source and target given: share right, and F1 by type.

`python -m gate.plv PATH` reads the tab-separated files of Zero-Shot-PLOVER (columns sentence, source, target, gold_root).
The set's licence is not stated: it measures, and is neither copied nor learned from. Its YIELD is our CONCEDE and RETREAT.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from dragoman.extract.events.plover import Link, link
from dragoman.language.shipped import Embedded
from dragoman.model import Published, Reading, Report, Span, Text

YIELD = frozenset({"CONCEDE", "RETREAT"})


def score(path: Path) -> dict[str, float]:
    """Accuracy, macro-F1 over the types that occur, and F1 by type."""
    return measure([(gold, said) for _, gold, said in read(path)])


def read(path: Path) -> list[tuple[str, str, str]]:
    """Sentence, gold type and our type of every row."""
    model = Embedded()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = []
    for row in rows:
        reading = analyse(model, row["sentence"])
        linked = link(reading, _span(row["sentence"], row["source"]), _span(row["sentence"], row["target"]))
        found.append((row["marked_sentence"], row["gold_root"], in_the_set(linked) if linked else ""))
    return found


def in_the_set(linked: Link) -> str:
    """Our reading in the older scheme that the set follows, where types go by CAMEO root.

    There fighting over ground and blockades (19) are ASSAULT, sanctions (163) COERCE, signed and reached agreements (057)
    SUPPORT, convictions ACCUSE, and an announced release or withdrawal (035) AGREE.
    """
    if linked.modality in ("planned", "proposed", "conditional") and linked.type in YIELD:
        return "AGREE"
    if linked.modality not in ("occurred", "ongoing", "uncertain"):
        return "YIELD" if linked.label in YIELD else linked.label
    if "convict" in linked.mode:
        return "ACCUSE"
    older = {"163": "COERCE", "057": "SUPPORT", "192": "ASSAULT", "191": "ASSAULT", "196": "ASSAULT"}
    said = older.get(linked.cameo, linked.label)
    return "YIELD" if said in YIELD else said


def analyse(model: Embedded, text: str) -> Reading:
    """One sentence as a report with nothing but grammar."""
    span = Span(0, len(text))
    sentence = model.read(text, span)
    return Reading(
        report=Report(id="sha256:0", text=text),
        text=Text(parts=(), sentences=(span,)),
        published=Published(),
        sentences=(sentence,) if sentence else (),
    )


def _span(text: str, words: str) -> Span:
    start = max(text.find(words), 0)
    return Span(start, start + len(words))


def measure(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Accuracy and F1 of pairs of gold and told types."""
    hits, golds, told = Counter(g for g, s in pairs if g == s), Counter(g for g, _ in pairs), Counter(s for _, s in pairs)
    f1 = {kind: 2 * hits[kind] / (golds[kind] + told[kind]) for kind in sorted(golds)}
    return {
        "accuracy": hits.total() / len(pairs),
        "macro-F1": sum(f1.values()) / len(f1),
        "abstained": told[""] / len(pairs),
        **{f"F1 {kind}": value for kind, value in f1.items()},
    }


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1])), indent=2))
