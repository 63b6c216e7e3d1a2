"""Words to pieces of the encoder's vocabulary, and the shape of a word, which brings back what lower-casing loses.

WordPiece as BERT's uncased models have it: control characters dropped, lower case, accents stripped, split at punctuation and at
Chinese characters, then the longest piece that the vocabulary holds, again and again.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
MAX_LETTERS = 100  # a longer run of letters is no word: BERT's own bound
SHAPES = 10


class Encoded(NamedTuple):
    """A sentence for the encoder: piece ids, the shape of the word that each piece is of, and where each word's first piece is.

    `first` opens with 0, the start mark, which stands for the root of the tree.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]


class WordPiece:
    """Splits words into pieces by a vocabulary, one piece a line; a piece's id is its line."""

    def __init__(self, vocabulary: str) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary.splitlines())}
        self._known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """Ids of the pieces of one word, at least one: a word of which nothing is left is unknown."""
        return self._word(word)[0]

    def encode(self, words: Sequence[str]) -> Encoded:
        """A whole sentence, between its start and end marks."""
        ids, shapes, first = [self._ids[START]], [0], [0]
        for word in words:
            first.append(len(ids))
            pieces, shaped = self._word(word)
            ids.extend(pieces)
            shapes.extend(shaped)
        ids.append(self._ids[END])
        shapes.append(0)
        return Encoded(ids, shapes, first)

    def _word(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Ids of the pieces of a word, and their shapes."""
        known = self._known.get(word)
        if known is None:
            pieces = tuple(i for run in _runs(_simplify(word)) for i in self._split(run)) or (self._ids[UNKNOWN],)
            known = pieces, (shape(word),) * len(pieces)
            if len(self._known) < 200_000:  # bounds memory; the words of a few thousand reports
                self._known[word] = known
        return known

    def _split(self, run: str) -> list[int]:
        if len(run) > MAX_LETTERS:
            return [self._ids[UNKNOWN]]
        found, at = [], 0
        while at < len(run):
            end = next((e for e in range(len(run), at, -1) if ("##" if at else "") + run[at:e] in self._ids), 0)
            if not end:
                return [self._ids[UNKNOWN]]
            found.append(self._ids[("##" if at else "") + run[at:end]])
            at = end
        return found


def shape(word: str) -> int:
    """How a word is written, as a small number: lower case, capitals, one capital, Capitalised, CamelCase, digits, mixed, other."""
    rules = (
        (word.islower(), 1),
        (word.isupper(), 2 if len(word) > 1 else 3),
        (word[:1].isupper(), 4 if word[1:].islower() else 5),
        (word.isdigit(), 6),
        (any(c.isdigit() for c in word), 7),
        (any(c.isalpha() for c in word), 8),
    )
    return next((number for holds, number in rules if holds), 9)


def _simplify(word: str) -> str:
    # NFD takes letters and accents apart, so that the accents ("Mn") can be dropped: BERT's own normalisation.
    spread = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in spread if c not in "\x00�" and unicodedata.category(c) not in {"Mn", "Cc", "Cf", "Co", "Cs"})


def _runs(word: str) -> list[str]:
    runs, fresh = [], True
    for c in word:
        if c.isspace():
            fresh = True
        elif _stands_alone(c):
            runs.append(c)
            fresh = True
        elif fresh:
            runs.append(c)
            fresh = False
        else:
            runs[-1] += c
    return runs


def _stands_alone(c: str) -> bool:
    code = ord(c)
    # BERT takes every ASCII sign that is no letter or digit for punctuation, "$" and "+" too.
    sign = code < 128 and not c.isalnum()
    chinese = 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2FA1F or 0xF900 <= code <= 0xFAFF
    return sign or chinese or unicodedata.category(c).startswith("P")
