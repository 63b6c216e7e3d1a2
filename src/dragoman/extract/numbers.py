"""Numbers with what they count: "3,000 officers", "twenty-four of the detainees", "killed 27", "25%"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Number, Reading, Span

_TENS = 20  # from here on a word can go on with another: "twenty-four", "hundred and six"
_GREAT = 1000  # from here on a scale closes what stands before it: "two hundred thousand and six"
_NEAR = 5  # tokens behind a number within which the noun of "32 of the 55 prisoners" stands


def numbers_in(reading: Reading, tree: Tree, span: Span) -> tuple[Number, ...]:
    """The quantities inside a span; years, days of the month and hours are times, not numbers. Of "32 of the 55" it is 32."""
    found: dict[int, Number] = {}
    for first, last in _figures(tree):
        counted = _counted(tree, first, last)
        if counted is None or not span.holds(tree.span([counted])) or _is_time(reading, tree[first].start):
            continue
        if counted not in found or found[counted].value is None:
            at = tree.span([first, last] if tree[counted].upos == "VERB" else [first, last, counted])
            found[counted] = Number(_value(tree.words[first : last + 1]), _unit(tree, counted), at.of(reading.report.text))
    return tuple(found.values())


def _figures(tree: Tree) -> Iterator[tuple[int, int]]:
    """The first and last tokens of each number: "2.5 million", "twenty-four"; a vague word is one by itself."""
    i = 0
    while i < len(tree.words):
        last = i
        while worth(tree.words[i]) is not None and (more := _joined(tree.words, last)):
            last = more
        if worth(tree.words[i]) is not None or tree.words[i] in _listed("vague"):
            yield i, last
        i = last + 1


def _joined(words: list[str], i: int) -> int:
    """The token with which the number at one goes on; 0 where it ends there."""
    word = words[i]
    is_open = word.isalpha() and (worth(word) or 0) >= _TENS
    at = i + 2 if is_open and words[i + 1 : i + 2] in (["-"], ["and"]) else i + 1
    following = words[at] if at < len(words) else ""
    return at if following in _listed("scales") or (is_open and following.isalpha() and worth(following) is not None) else 0


def _value(words: list[str]) -> float | None:
    """What the words of a number come to; `None` for a vague one."""
    total, current = 0.0, 0.0
    for word in words:
        scale = _listed("scales").get(word)
        current = max(current, 1) * scale if scale else current + (worth(word) or 0)
        if scale and scale >= _GREAT:
            total, current = total + current, 0.0
    return total + current or None


def worth(word: str) -> float | None:
    """The value of one word or figure; `None` where it is none."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", word):
        return float(word.replace(",", ""))
    value = _listed("words").get(word, _listed("scales").get(word))
    return float(value) if value is not None else None


def _counted(tree: Tree, first: int, last: int) -> int | None:
    """The noun or sign that a number counts, behind an "of" too; the verb that is done to people who are told by their number."""
    top = next((i for i in range(first, last + 1) if not first <= tree[i].head <= last), last)
    head = tree[top].head
    if tree.is_rel(top, "nummod", "amod", "det") and (head > last or tree.words[head] in _listed("units")):
        return head if tree[head].upos in ("NOUN", "PROPN", "SYM") or tree.words[head] in _listed("people").values() else None
    is_vague = tree.words[first] in _listed("vague")
    if not is_vague and (worth(tree.words[last]) or 0) <= 1:
        return None
    if tree.words[last + 1 : last + 2] in (["of"], ["out"]):
        return _whole(tree, last)
    is_done = not is_vague and tree.is_rel(top, "obj", "nsubj") and tree.lemmas[head] in _listed("people")
    return head if is_done else None


def _whole(tree: Tree, last: int) -> int | None:
    """The noun of which a number counts a part ("32 of the 55 prisoners"); of "40 of the 90 men killed" 90 are the dead.

    Of "hundreds of thousands of people" only the thousands are people.
    """
    behind = range(last + 1, min(last + 1 + _NEAR, len(tree.words)))
    noun = next((i for i in behind if tree[i].upos in ("NOUN", "PROPN", "PRON", "VERB", "PUNCT")), last)
    while tree.is_rel(noun, "compound") and tree[noun].head > noun:
        noun = tree[noun].head
    is_counted = tree[noun].upos in ("NOUN", "PROPN") and tree.words[noun] not in _listed("vague")
    return noun if is_counted and not tree.children(noun, "acl") else None


def _unit(tree: Tree, counted: int) -> str:
    if tree[counted].upos == "VERB":
        return str(_listed("people")[tree.lemmas[counted]])
    return str(_listed("units").get(tree.words[counted], tree.lemmas[counted]))


def _is_time(reading: Reading, start: int) -> bool:
    return any(t.start <= start < t.end for t in reading.times if t.kind in ("DATE", "TIME"))


@cache
def _listed(name: str) -> dict[str, Any]:
    """A list of the lexicon by its words."""
    rows = table("en/issues")["numbers"][name]
    return dict(rows) if isinstance(rows, dict) else dict.fromkeys(rows)
