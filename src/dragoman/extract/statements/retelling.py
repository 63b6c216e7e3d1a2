"""The same statement told twice in one report: a headline, a standfirst or a lede repeats what the body says in full."""

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from dragoman.model import Claim, Reading, Statement

# Dice coefficient of the words of two contents above which they are one statement
ALIKE = 0.6
# Share of the shorter content that the longer one must have, and the fewest words by which that can be told
HELD, FEWEST = 0.75, 6
# Letters of a word that tells what a headline is about, and how many such words a body's content must share with it; by the same
# kind of cue one is enough
LONG, SHARED = 4, 2


def fold_retellings(reading: Reading, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with repeated statements made one: the fullest telling in the body stays and takes on the others' evidence."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (_is_title(reading, c), c.trigger.start)):
        at = next((n for n, other in enumerate(kept) if is_retold(reading, claim, other)), None)
        if at is None:
            kept.append(claim)
        else:
            kept[at] = msgspec.structs.replace(kept[at], evidence=(*kept[at].evidence, *claim.evidence))
    return tuple(sorted(kept, key=lambda c: (c.trigger.start, c.id)))


def is_retold(reading: Reading, one: Claim, other: Claim) -> bool:
    """Whether two statements say the same: nearly the same words, by one speaker or under a headline that names him loosely."""
    if not (isinstance(one.body, Statement) and isinstance(other.body, Statement)):
        return False
    if one.body.content.span.overlaps(other.body.content.span) and not other.body.content.span.holds(one.body.content.span):
        return False  # a whole report is no retelling of what is told inside it
    is_title = _is_title(reading, one)
    same = is_title or not set(one.body.speakers).isdisjoint(other.body.speakers)
    contents = one.body.content.quote, other.body.content.quote
    fewest = 1 if one.rule == other.rule else SHARED
    if is_title and set(one.body.speakers) & _standing(reading, other.body) and is_summed_up(*contents, fewest):
        return True
    if one.body.speakers == other.body.speakers and _refers_back(one, other) and is_summed_up(*contents, 1, share=0):
        return True
    return same and (likeness(*contents) >= ALIKE or containment(*contents) >= HELD)


def _refers_back(one: Claim, other: Claim) -> bool:
    """Whether of two tellings one is by a verb and one by its noun ("claiming that …", then "their claim that …")."""
    names = {claim.rule.partition("/")[0] for claim in (one, other)}
    return len(names) == 2 and {name.removesuffix("-noun") for name in names} == {min(names)}


def _standing(reading: Reading, said: Statement) -> set[str]:
    """The speakers and the bodies that they belong to: a headline may name those ("Front says …")."""
    return {of for actor in reading.actors if actor.id in said.speakers for of in actor.member_of} | set(said.speakers)


def is_summed_up(title: str, body: str, fewest: int = SHARED, share: float = 0.5) -> bool:
    """Whether a headline sums up a content: at least so many, and at least half, of its longer words stand there."""
    long = set(re.findall(rf"\w{{{LONG},}}", title.casefold()))
    shared = long & set(re.findall(r"\w+", body.casefold()))
    return len(shared) >= fewest and len(shared) >= share * len(long)


def containment(one: str, other: str) -> float:
    """The share of the words of the shorter text that the longer one has; 0 where the shorter has too few words to tell."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    shorter = min(a.total(), b.total())
    return (a & b).total() / shorter if shorter >= FEWEST else 0.0


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the words of two texts, each word as often as it stands there."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def _is_title(reading: Reading, claim: Claim) -> bool:
    return reading.text.part_at(claim.trigger.start) == "title"
