"""Checks the written sentences: `python -m training.check`. Prints what is wrong and counts; fails where anything is."""

import sys
from collections import Counter
from collections.abc import Iterator

from dragoman.model import Span
from dragoman.text.tokens import tokenise
from training.written import LABELS, lines, plain


def wrong(line: str) -> Iterator[str]:
    """What is wrong with one line."""
    text, names = plain(line)
    if "[" in text or "]" in text:
        yield "a bracket is left over"
    words = tokenise(text, Span(0, len(text)))
    edges = {word.start for word in words} | {word.end for word in words}
    for name, label in names.items():
        if label not in LABELS:
            yield f"no such label: {label}"
        if name.start not in edges or name.end not in edges:
            yield f"a name ends inside a word: {name.of(text)}"


def main() -> None:
    """Checks every line, and that none comes twice."""
    every = lines()
    faults = [f"{reason}: {line}" for line in every for reason in wrong(line)]
    faults += [f"written twice: {line}" for line, times in sorted(Counter(every).items()) if times > 1]
    labels = Counter(label for line in every for label in plain(line)[1].values())
    print("\n".join(faults) or f"{len(every)} sentences, {labels.total()} names: {dict(sorted(labels.items()))}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
