"""Proper names from GUM's entity layer.

GUM marks whole noun phrases with an entity type. A proper name is the stretch of proper nouns about the phrase's head; proper nouns
that no phrase accounts for are left unmarked, so that they teach the name head nothing wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from training.examples import UNMARKED, Example

# Objects and abstractions with capitals ("the Bill", "Article 3") are too mixed a bag to teach from: they stay unmarked.
LABELS = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC"}
INSIDE = {"of", "the", "and", "for", "de", "la", "del", "von", "van", "bin", "al", "el", "-", "'s", "’s", "&", "/"}
# Words before a person's name that are no part of it (CoNLL-2003's convention).
TITLES = frozenset(
    """
    president prime minister mr mrs ms dr professor prof senator sen governor gov king queen prince princess general gen
    colonel col captain judge justice chief secretary chancellor representative rep sir lady pope archbishop bishop father
    mayor ambassador congressman congresswoman chairman director vice deputy foreign st mr. mrs. ms. dr. prof. sen. gov. gen.
    col. rep.
    """.split()  # noqa: SIM905 (fifty quoted words are harder to read)
)
DEMONYM = re.compile(
    r"[A-Z]\w+(?:ian|ean|can|ese|ish|eli|aqi|ani|ench|utch|reek|ssian|rab|uslim|hristian|ewish|ists?|slamic|oviet|hai|wiss)s?"
)


@dataclass(frozen=True)
class Phrase:
    """An entity phrase: first and last word, both included, and GUM's type."""

    first: int
    last: int
    kind: str


def with_names(example: Example) -> Example:
    """The sentence with BIO tags, made from the `Entity=` marks of its last column."""
    tags = [UNMARKED if _is_proper(example, i) else "O" for i in range(len(example.words))]
    for i, word in enumerate(example.words):
        if example.xpos[i].startswith("JJ") and word[0].isupper():
            tags[i] = "B-MISC" if DEMONYM.fullmatch(word) else UNMARKED
    for phrase in sorted(phrases(example), key=lambda p: p.first - p.last):  # inner phrases overwrite outer ones
        label = LABELS.get(phrase.kind)
        name = _name_in(example, phrase, label) if label else []
        # Peoples ("Thais") are persons to GUM, nationalities to us.
        kind = "MISC" if name and all(example.xpos[at] == "NNPS" for at in name) and label == "PER" else label
        for at in name:
            tags[at] = f"{'B' if at == name[0] else 'I'}-{kind}"
    return replace(example, names=tuple(_mended(tags)))


def phrases(example: Example) -> Iterator[Phrase]:
    """The entity phrases of a sentence; those that are open at its end are dropped."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, misc in enumerate(example.misc):
        marks = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        for opening, bare, closing in re.findall(r"\(([^()]+)|(?<=\))(\d[^()]*)\)|(\d+)\)", marks):
            if opening:
                number, kind = opening.split("-")[:2]
                opened.setdefault(number, []).append((i, kind))
            elif opened.get(bare or closing):
                first, kind = opened[bare or closing].pop()
                yield Phrase(first, i, kind)
        for number, kind in re.findall(r"\((\d+)-(\w+)[^()]*\)", marks):
            if opened.get(number) and opened[number][-1] == (i, kind):
                opened[number].pop()
                yield Phrase(i, i, kind)


def _name_in(example: Example, phrase: Phrase, label: str | None) -> list[int]:
    inside = range(phrase.first, phrase.last + 1)
    head = next((i for i in inside if not phrase.first <= example.heads[i] - 1 <= phrase.last), None)
    if head is None or not _is_proper(example, head):
        return []
    first = last = head
    while first > phrase.first and _goes_on(example, first - 1, first - 2):
        first -= 1
    while last < phrase.last and _goes_on(example, last + 1, last + 2):
        last += 1
    while label == "PER" and first <= last and example.words[first].lower() in TITLES:
        first += 1
    return list(range(first, last + 1))


def _goes_on(example: Example, at: int, beyond: int) -> bool:
    if _is_proper(example, at):
        return True
    joins = example.words[at].lower() in INSIDE
    return joins and 0 <= beyond < len(example.words) and _is_proper(example, beyond)


def _is_proper(example: Example, i: int) -> bool:
    return example.xpos[i].startswith("NNP")


def _mended(tags: list[str]) -> list[str]:
    mended: list[str] = []
    for i, tag in enumerate(tags):
        before = mended[-1] if i else "O"
        broken = tag.startswith("I-") and before[2:] != tag[2:]
        mended.append("B-" + tag[2:] if broken else tag)
    return mended
