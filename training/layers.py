"""Sentences of the corpus as training examples: names and the layers of acts, statements and undertakings, word by word."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.language.senses import ROLES
from dragoman.model import Span
from dragoman.text.tokens import tokenise
from training.annotated import FOLDER, Label, Written, corpus
from training.examples import Example, RoleRow
from training.written import bio_tags

# Roles whose words the network learns to find; the rest (numbers, issues, stance) are read by rules.
LEARNT = {"E": ROLES["act"], "S": ROLES["cue"], "C": ROLES["undertaking"]}


def annotated(split: str, folder: Path = FOLDER) -> Iterator[Example]:
    """Every sentence of a part of the split, with its names and layers."""
    for process in corpus(folder, split):
        for sentence in process.sentences:
            yield example(sentence, process.slug)


def example(sentence: Written, document: str) -> Example:
    """One sentence as words with a label each: what act, cue or undertaking each opens, and the roles about it."""
    words = tokenise(sentence.text, Span(0, len(sentence.text)))
    columns = {name: ["O"] * len(words) for name in ("act", "modality", "cue", "status")}
    rows = []
    for label in sentence.labels:
        at = first_word(words, label.trigger) if label.trigger else None
        if at is None:
            continue
        if label.kind == "E":
            columns["act"][at], columns["modality"][at] = label.type, label.value
        elif label.kind == "S":
            columns["cue"][at] = "CUE"
        else:
            columns["status"][at] = label.value
        rows.append(RoleRow(label.kind, at, tuple(_roles(label, words))))
    return Example(
        tuple(word.of(sentence.text) for word in words),
        document,
        names=bio_tags(words, sentence.names),
        layers={name: tuple(column) for name, column in columns.items()},
        roles=tuple(rows),
    )


def first_word(words: Sequence[Span], span: Span) -> int | None:
    """The first word that reaches into a span; `None` where none does."""
    return next((i for i, word in enumerate(words) if word.end > span.start and word.start < span.end), None)


def _roles(label: Label, words: Sequence[Span]) -> Iterator[str]:
    filled = [(span, role) for role in LEARNT[label.kind] for filler in label.roles.get(role, ()) for span in filler.spans]
    for word in words:
        # Where a word stands in two roles ("Sana'a" visited), the one named first in LEARNT has it.
        yield next((role for span, role in filled if span.start <= word.start and word.end <= span.end), "O")
