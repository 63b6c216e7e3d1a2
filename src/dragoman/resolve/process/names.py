"""Parties of acts that reports call by parts of their names: "Prime Minister Marn" plans, and Ilda Marn does it."""

from collections import defaultdict

import msgspec

from dragoman.model import Entry, Event
from dragoman.resolve.parties import NONE, Ties, ties
from dragoman.resolve.process.corpus import Corpus


def told_of(corpus: Corpus, one: tuple[Entry, Event], other: tuple[Entry, Event]) -> Ties:
    """What the reports of two acts say of whom a surname means, where one tells a party by it whom the other has in full."""
    mine, theirs = ((*body.actors, *body.recipients) for _, body in (one, other))
    if not any(_is_short(a, b) for a in mine for b in theirs if a != b):
        return NONE
    reports = sorted({report for entry, _ in (one, other) for report in corpus.reports(entry)})
    return ties(*(corpus.record.filed[report] for report in reports))


def by_other_names(corpus: Corpus, body: Event) -> Event | None:
    """An act as reports tell it that call people outside the registry by more or less of their names; nothing where none does."""
    known = corpus.index(_by_surname)
    parties = (*body.actors, *body.recipients)
    others = (other for a in parties for other in known.get(_surname(a), ()) if other not in parties and _is_short(a, other))
    found = tuple(dict.fromkeys(others))
    return msgspec.structs.replace(body, actors=found, recipients=()) if found else None


def _is_short(one: str, other: str) -> bool:
    """Whether one of two names outside the registry is the surname of the other."""
    surname = _surname(one)
    return bool(surname) and surname == _surname(other) and f"~{surname}" in (one, other)


def _surname(actor: str) -> str:
    """The last word of a name outside the registry; empty for the others."""
    return actor.rpartition("-")[2].removeprefix("~") if actor.startswith("~") else ""


def _by_surname(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """The parties of acts outside the registry, by the last words of their names."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, body in corpus.events:
        for actor in (*body.actors, *body.recipients):
            if surname := _surname(actor):
                found[surname][actor] = None
    return {surname: tuple(actors) for surname, actors in found.items() if len(actors) > 1}
