"""Many reports from few: claims that were read once, issued again under other dates, places and names.

A record of 50,000 reports takes hours to read, and what folding costs does not hang on who read it. So that a large record has
the neighbourhoods of a real one, each round of issues is moved by a month: every month holds as many reports as the stories had.
What is in the news every month stays in every round: the words that many stories share, those for acts, and whom many stories
name. All others, which make a story this one, are spelled anew, so that no round tells the acts of another.
"""

import datetime as dt
import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from dragoman.lexicon.actors import registry
from dragoman.lexicon.states import by_country
from dragoman.model import ActorClaim, Claim, Coverage, Filed, Record

DAYS = 31  # by which a round is later than the one before
USUAL = 0.02  # the share of stories from which on a word or an actor is in the news every month
CONSONANTS, VOWELS = "bcdfghjklmnpqrstvwxz", "aeiou"
DOERS = ("actors", "recipients", "mediators", "hosts", "said_by", "speakers", "addressee", "by", "toward", "accuser")
IDS = frozenset({*DOERS, "member_of", "organisation", "made_in"})
TOLD = frozenset({"text", "title", "quote", "name", "words", "what"})
WORD = re.compile(r"[A-Za-z]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Issue(NamedTuple):
    """A report with what was read of it, as a store takes it."""

    filed: Filed
    claims: tuple[Claim, ...]
    coverage: tuple[Coverage, ...]


class Usual(NamedTuple):
    """What stays in every round: words in small letters, and actors of the registry."""

    words: frozenset[str]
    actors: frozenset[str]


def issues(record: Record) -> list[Issue]:
    """The reports of a record, each with its own claims, in order of id."""
    by_report: dict[str, list[Claim]] = {}
    for claim in record.claims.values():
        by_report.setdefault(claim.report, []).append(claim)
    covered: dict[str, list[Coverage]] = {}
    for row in record.coverage:
        covered.setdefault(row.report, []).append(row)
    return [Issue(record.filed[i], tuple(by_report.get(i, ())), tuple(covered.get(i, ()))) for i in sorted(record.filed)]


def reissued(told: Sequence[Issue], count: int) -> Iterator[Issue]:
    """As many issues as asked for, round after round; the first round is the stories as they are."""
    usual = _usual(told)
    for number in range(count):
        yield _again(told[number % len(told)], number // len(told), usual)


def _usual(told: Sequence[Issue]) -> Usual:
    """The words and actors that enough stories share, and the words that name acts, whoever has them."""
    words = Counter(word for issue in told for word in {w for w in WORD.findall(issue.filed.report.text) if w.islower()})
    actors = Counter(a for issue in told for a in {c.body.actor.id for c in issue.claims if isinstance(c.body, ActorClaim)})
    acts = (c.trigger.quote for issue in told for c in issue.claims if not isinstance(c.body, ActorClaim))
    named = {word for quote in acts for word in WORD.findall(quote) if word.islower()}
    return Usual(frozenset(named | _often(words, len(told))), frozenset(_often(actors, len(told))))


def _often(counts: Counter[str], stories: int) -> set[str]:
    return {told for told, count in counts.items() if count >= USUAL * stories}


def _again(issue: Issue, turn: int, usual: Usual) -> Issue:
    """One issue of a later round."""
    if not turn:
        return issue
    made = _Rewriting(turn, usual)(msgspec.to_builtins([issue.filed, issue.claims, issue.coverage]), "")
    filed, claims, coverage = msgspec.convert(made, type=tuple[Filed, tuple[Claim, ...], tuple[Coverage, ...]])
    # mixed anew, so that no round is a copy of another
    signature = tuple((minimum * (2 * turn + 1) + turn) & 0xFFFFFFFF for minimum in filed.signature)
    return Issue(msgspec.structs.replace(filed, signature=signature), claims, coverage)


class _Rewriting:
    """How reports are written in a round."""

    def __init__(self, turn: int, usual: Usual) -> None:
        self.turn = turn
        self.usual = usual
        self.letters = _letters(turn)
        self.by_key: dict[str, Callable[[str], str | None]] = {
            "id": self._id,
            "report": self._id,
            "country": self._country,
            "start": self._date,
            "end": self._date,
            "edtf": self._edtf,
            **dict.fromkeys(TOLD, self._words),
            **dict.fromkeys(IDS, self._actor),
        }

    def __call__(self, value: Any, key: str) -> Any:
        """The value as this round has it; `key` is the field that it stands in."""
        if isinstance(value, dict):
            made = {name: self(inner, name) for name, inner in value.items()}
            return made if made.get("id") not in registry() else made | {"name": registry()[made["id"]].name}
        if isinstance(value, list | tuple):
            return [self(inner, key) for inner in value]
        change = self.by_key.get(key) if isinstance(value, str) and value else None
        return change(value) if change else value

    def _words(self, text: str) -> str:
        """A text of the same length, with other names and rare words."""
        return WORD.sub(self._word, text)

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        return word if word.lower() in self.usual.words else word.translate(self.letters)

    def _id(self, value: str) -> str:
        kind, colon, _ = value.partition(":")
        if not colon:
            return self._actor(value)
        fresh = hashlib.sha256(f"{value}|{self.turn}".encode()).hexdigest()
        return f"{kind}:{fresh if kind == 'sha256' else fresh[:16]}"

    def _actor(self, of: str) -> str:
        if ":" in of:
            return self._id(of)
        listed = registry().get(of)
        if listed is None:
            return self._words(of)
        if of in self.usual.actors:
            return of
        alike = _of_kind(listed.kind, self.usual.actors)
        return alike[(alike.index(of) + self.turn) % len(alike)]

    def _country(self, code: str) -> str:
        """The country of the actor that takes the place of a state."""
        state = by_country().get(code)
        return registry()[self._actor(state.id)].country if state else code

    def _date(self, day: str) -> str:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=DAYS * self.turn)).isoformat()

    def _edtf(self, told: str) -> str | None:
        rest = DAY.sub("", told)
        return None if re.search(r"\d", rest) else DAY.sub(lambda found: self._date(found[0]), told)


@cache
def _letters(turn: int) -> dict[int, str]:
    """Consonants and vowels in an order of this round, each among its own, so that names can still be spoken."""
    draw = random.Random(turn)  # noqa: S311 - the same draw each time
    moved = {letter: other for row in (CONSONANTS, VOWELS) for letter, other in zip(row, draw.sample(row, len(row)), strict=True)}
    return {ord(a): b for a, b in moved.items()} | {ord(a.upper()): b.upper() for a, b in moved.items()}


@cache
def _of_kind(kind: str, without: frozenset[str]) -> list[str]:
    """The actors of the registry of a kind, those of every month put aside."""
    return sorted(listed.id for listed in registry().values() if listed.kind == kind and listed.id not in without)
