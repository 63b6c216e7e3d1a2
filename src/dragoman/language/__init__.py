"""Sentences to grammar and names."""

from functools import cache
from typing import Protocol

from dragoman.model import Report, Sentence, Text


class Analyser(Protocol):
    """Reads the sentences of one report: words with Universal Dependencies tags and tree, lemmas, names."""

    def __call__(self, report: Report, text: Text) -> tuple[Sentence, ...]:
        """The analysed sentences of the title and the body, in text order."""


class NoModelError(Exception):
    """A language model that is asked for is not installed."""


@cache
def analyser(name: str = "") -> Analyser:
    """The analyser of this name: the shipped model where it is empty, `spacy:NAME` for an installed spaCy pipeline.

    Raises NoModelError where there is none, with what to install.
    """
    kind, _, pipeline = name.partition(":")
    if not name:
        return embedded()
    if kind != "spacy" or not pipeline:
        raise NoModelError(f"{name}: no language model is called so; write spacy:NAME, for instance spacy:en_core_web_trf")
    from dragoman.language import spacy  # noqa: PLC0415 (an optional extra)

    try:
        return spacy.analyser(pipeline)
    except ImportError as error:
        raise NoModelError("spaCy is not installed; install it with: pip install 'dragoman[spacy]'") from error
    except OSError as error:
        raise NoModelError(
            f"{pipeline}: spaCy has no such pipeline; install it with: python -m spacy download {pipeline}"
        ) from error


@cache
def embedded() -> Analyser:
    """The model that ships with dragoman, read lazily and once in a process."""
    from dragoman.language.shipped import Embedded  # noqa: PLC0415 (numpy and ONNX Runtime are loaded only where needed)

    return Embedded()
