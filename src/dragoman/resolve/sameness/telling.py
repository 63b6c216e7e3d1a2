"""How a report tells an act: as known ("the talks"), as new ("another round"), or in a clause of its own."""

import re
from functools import cache
from typing import Literal

from dragoman.lexicon.load import table
from dragoman.model import Event, Witness
from dragoman.resolve.moments import weekday
from dragoman.resolve.terms import content, kinds, listed, stem, stems, synonyms

Manner = Literal["definite", "fresh", "indefinite", "plain"]
_BEHIND = 30  # characters behind a clause in which its sentence may name the day: ", which began on Monday"
_BEFORE = 60  # characters before a trigger that can hold its determiner
_OBJECT = 30  # characters behind a light verb within which its noun stands
_WORDS = 5  # words of a noun phrase before its head: "the two rival sides' meeting"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("en/sameness")["telling"][name].split())


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[\w'\u2019-]+|[.,;:!?—()\"“”]")


def event_of(w: Witness) -> Event:
    """The event that a claim tells. `TypeError` for other claims."""
    if not isinstance(w.claim.body, Event):
        raise TypeError(f"{w.claim.id} is no event")
    return w.claim.body


def naming(w: Witness) -> tuple[int, str]:
    """Where the words stand that name the act, and these words: the trigger, or the noun that a light verb leaves it to."""
    trigger = w.claim.trigger
    if not content(trigger.quote) <= _light():
        return trigger.start, trigger.quote
    evidence = next((e for e in w.claim.evidence if e.span.holds(trigger.span)), trigger)
    at = trigger.start - evidence.start
    nouns = [m for m in _noun().finditer(evidence.quote) if kinds(m[0]) and stems(m[0])[0] not in _light()]
    objects = [m for m in nouns if 0 < m.start() - at <= _OBJECT]
    subjects = [m for m in nouns if m.end() <= at and _passive().search(evidence.quote, m.end(), at)]
    found = objects[0] if objects else subjects[-1] if subjects else None
    return (evidence.start + found.start(), found[0]) if found else (trigger.start, trigger.quote)


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")


@cache
def _light() -> frozenset[str]:
    return listed("telling", "light")


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def is_told_there(w: Witness, place: str) -> bool:
    """Whether a place is named close to the words that name the act."""
    start, words = naming(w)
    return place in w.filed.report.text[max(0, start - _BEFORE) : start + len(words) + _BEFORE]


def told_weekday(w: Witness) -> int | None:
    """The day of the week on which a telling has an act: of its date, else of its clause with what the sentence adds behind it."""
    body = w.claim.body
    text = body.when.text if isinstance(body, Event) else ""
    if text or not w.claim.evidence:
        return weekday(text)
    clause, report = w.claim.evidence[0], w.filed.report.text
    end = (w.filed.text.sentence_at(clause.start) or clause).end
    return weekday(report[clause.start : max(clause.end, min(end, clause.end + _BEHIND))])


def _phrase(w: Witness) -> list[str]:
    """The last words before those that name the act, back to the nearest stop of the phrase, and their own but the last."""
    start, name = naming(w)
    before = _word().findall(w.filed.report.text[max(0, start - _BEFORE) : start])[-_WORDS:]
    stop = next((i for i in range(len(before) - 1, -1, -1) if not before[i][0].isalnum()), -1)
    return [*before[stop + 1 :], *name.split()[:-1]]


def manner(w: Witness) -> Manner:
    """How the name of the act is brought in. A verb is plain, and so is what follows a subject of its own ("the sides agreed").

    Who takes part takes part in what was told before.
    """
    name = naming(w)[1]
    if _words("taken_up") & set(name.casefold().split()):
        return "definite"
    return "plain" if is_verbal(name) or _is_of_object(name) else _determined(_phrase(w))


def _is_of_object(name: str) -> bool:
    """Whether a phrase ends in what an act is done to ("hit the port"), and in no word for an act ("launch the offensive")."""
    words = name.casefold().split()
    if len(words) < 2 or words[0] in _words("known") | _words("indefinite") | _words("new"):
        return False
    return not (kinds(words[-1]) or synonyms(words[-1]) or stem(words[-1]) in listed("telling", "acts"))


def _determined(words: list[str]) -> Manner:
    """What the words before a noun say: the nearest that says it."""
    for i in range(len(words) - 1, -1, -1):
        word = words[i].casefold()
        if word in _words("new"):
            return "fresh"
        if word in _words("known") or word.endswith(("'s", "\u2019s", "s'", "s\u2019")):
            return "fresh" if {x.casefold() for x in words[i:]} & _words("new") else "definite"
        if word in _words("indefinite"):
            return "indefinite"
        if word == "of" and i and words[i - 1].casefold() in _words("partitive"):
            continue
        if word in _words("breaks") or (words[i].islower() and word.endswith("s")):
            return "plain"
    return "plain"


def is_verbal(trigger: str) -> bool:
    """Whether the name of an act is a verb by its form: a past, or a phrase that begins with one."""
    words = trigger.casefold().split() or [""]
    if not _words("known").isdisjoint(words) or not _words("indefinite").isdisjoint(words):
        return False
    return words[0].endswith("ed") or words[0] in table("en/sameness")["forms"]
