"""The sentences with names that were written for this project, `names.txt`: one a line, names in brackets with their type."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dragoman.model import Span
from dragoman.text.tokens import tokenise
from training.examples import Example

PATH = Path(__file__).with_name("names.txt")
LABELS = ("PER", "ORG", "LOC", "MISC")
MARK = re.compile(r"\[(?P<label>[A-Z]+) (?P<words>[^\[\]]+)\]")


def written(path: Path = PATH) -> Iterator[Example]:
    """The sentences as words and BIO tags."""
    for line in lines(path):
        text, names = plain(line)
        yield _example(text, names)


def lines(path: Path = PATH) -> list[str]:
    """The annotated lines, comments left out."""
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def plain(line: str) -> tuple[str, dict[Span, str]]:
    """A line without its brackets, and the label of each name by its place in it."""
    text, names, at = "", {}, 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        names[Span(len(text), len(text) + len(mark["words"]))] = mark["label"]
        text += mark["words"]
        at = mark.end()
    return text + line[at:], names


def _example(text: str, names: Mapping[Span, str]) -> Example:
    words = tokenise(text, Span(0, len(text)))
    return Example(tuple(word.of(text) for word in words), "written", names=bio_tags(words, names))


def bio_tags(words: Sequence[Span], names: Mapping[Span, str]) -> tuple[str, ...]:
    """The BIO tag of each word of a sentence, by the places of its names."""
    tags = ["O"] * len(words)
    for name, label in names.items():
        inside = [i for i, word in enumerate(words) if name.holds(word)]
        for i in inside:
            tags[i] = f"{'B' if i == inside[0] else 'I'}-{label}"
    return tuple(tags)
