"""Sentences to grammar and names."""

from functools import cache
from typing import Protocol

from dragoman.model import Report, Sentence, Text


class Analyser(Protocol):
    """Reads the sentences of one report: words with Universal Dependencies tags and tree, lemmas, names."""

    def __call__(self, report: Report, text: Text) -> tuple[Sentence, ...]:
        """The analysed sentences of the title and the body, in text order."""


@cache
def embedded() -> Analyser:
    """The model that ships with dragoman, read lazily and once in a process."""
    from dragoman.language.shipped import Embedded  # noqa: PLC0415 (numpy and ONNX Runtime are loaded only where needed)

    return Embedded()
