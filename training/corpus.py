"""Checks the corpus: `python -m training.corpus [FILE …]`. Prints what is wrong and the distribution; fails where anything is."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from dragoman.model import EVENT_TYPES, Modality, Span, Status
from dragoman.text.tokens import tokenise
from training.annotated import FOLDER, Label, Process, Written, read
from training.written import LABELS

VALUES = {"E": frozenset(get_args(Modality)), "C": frozenset(get_args(Status)), "S": frozenset({""})}
SHINGLE, ALIKE = 4, 0.6  # words of a shingle; share of shingles (Jaccard) from which two sentences are near-duplicates


def main() -> None:
    """Reads, checks, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(FOLDER.glob("*.txt")))
    processes, faults = [], []
    for path in parser.parse_args().files:
        process, wrong = read(path)
        processes.append(process)
        faults += [*wrong, *(f"{path.name}: {fault}" for s in process.sentences for fault in _faults(s))]
    faults += _near(processes)
    print("\n".join([*faults, json.dumps(distribution(processes), indent=1)]))
    sys.exit(bool(faults))


def distribution(processes: Sequence[Process]) -> dict[str, object]:
    """How many of what: sentences and reports by split, labels by kind, types, modalities, statuses, roles, names."""
    sentences = [s for process in processes for s in process.sentences]
    labels = [label for s in sentences for label in s.labels]
    return {
        "processes": len(processes),
        "sentences": dict(Counter(p.split for p in processes for _ in p.sentences)) | {"all": len(sentences)},
        "reports": sum(piece.report for process in processes for piece in process.pieces),
        "manners": _sorted(piece.manner for process in processes for piece in process.pieces),
        "without any": sum(not s.labels for s in sentences),
        "labels": _sorted(label.kind for label in labels),
        "types": _sorted(label.type for label in labels if label.kind == "E"),
        "modalities": _sorted(label.value for label in labels if label.kind == "E"),
        "statuses": _sorted(label.value for label in labels if label.kind == "C"),
        "roles": _sorted(f"{label.kind} {role}" for label in labels for role, fillers in label.roles.items() for _ in fillers),
        "names": _sorted(name for s in sentences for name in s.names.values()),
    }


def _sorted(values: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def _faults(sentence: Written) -> Iterator[str]:
    words = tokenise(sentence.text, Span(0, len(sentence.text)))
    edges = {word.start for word in words} | {word.end for word in words}
    for name, kind in sentence.names.items():
        if kind not in LABELS:
            yield f"no such name label: {kind}"
        if name.start not in edges or name.end not in edges:
            yield f"a name ends inside a word: {name.of(sentence.text)}"
    yield from (f"{fault}: {sentence.text[:60]}" for label in sentence.labels for fault in _label_faults(label))


def _label_faults(label: Label) -> Iterator[str]:
    if label.kind != "S" and label.type not in EVENT_TYPES:
        yield f"no such type: {label.type}"
    if label.value not in VALUES[label.kind]:
        yield f"no such {'modality' if label.kind == 'E' else 'status'}: {label.value}"


def _near(processes: Sequence[Process]) -> Iterator[str]:
    seen: dict[frozenset[tuple[str, ...]], str] = {}
    by_shingle: dict[tuple[str, ...], list[frozenset[tuple[str, ...]]]] = {}
    for sentence in (s for process in processes for s in process.sentences):
        words = re.findall(r"\w+", sentence.text.lower())
        shingles = frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
        near = {other for shingle in shingles for other in by_shingle.get(shingle, ())}
        yield from (
            f"nearly the same: {sentence.text[:80]} / {seen[other][:80]}"
            for other in near
            if len(shingles & other) >= ALIKE * len(shingles | other)
        )
        seen[shingles] = sentence.text
        for shingle in shingles:
            by_shingle.setdefault(shingle, []).append(shingles)


if __name__ == "__main__":
    main()
