"""Numbers with what they count: "3,000 officers", "several rounds"."""

import re
from functools import cache

from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Number, Reading, Span


def numbers_in(reading: Reading, tree: Tree, span: Span) -> tuple[Number, ...]:
    """The quantities inside a span; years, days of the month and hours are times, not numbers."""
    found = []
    for i, token in enumerate(tree.tokens):
        head = token.head
        if head <= i or not (span.start <= token.start and token.end <= span.end) or not tree.is_rel(i, "nummod", "amod", "det"):
            continue
        value = _value(tree.words[i])
        is_number = value is not None or tree.words[i] in _vague()
        if is_number and tree[head].upos in ("NOUN", "PROPN") and not _is_time(reading, token.start):
            words = reading.report.text[token.start : tree[head].end]
            found.append(Number(value, tree.lemmas[head], words))
    return tuple(found)


def _is_time(reading: Reading, start: int) -> bool:
    return any(t.start <= start < t.end for t in reading.times if t.kind in ("DATE", "TIME"))


def _value(word: str) -> float | None:
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", word):
        return float(word.replace(",", ""))
    value = _words().get(word)
    return float(value) if value is not None else None


@cache
def _words() -> dict[str, int]:
    return dict(table("en/issues")["numbers"]["words"])


@cache
def _vague() -> frozenset[str]:
    return frozenset(table("en/issues")["numbers"]["vague"])
