"""Many reports from few: claims that were read once, issued again under other dates, places and names.

A record of 50,000 reports takes hours to read, and what folding costs does not hang on who read it. So that a large record has
the neighbourhoods of a real one, each round of issues is moved by a month: every month holds as many reports as the stories had,
and nobody of one round is anybody of another. The words for acts stay, as they do in news.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from dragoman.lexicon.actors import by_country, registry
from dragoman.model import Claim, Coverage, Filed, Record

DAYS = 31  # by which a round is later than the one before
CONSONANTS, VOWELS = "bcdfghjklmnpqrstvwxz", "aeiou"
DOERS = ("actors", "recipients", "mediators", "hosts", "said_by", "speakers", "addressee", "by", "toward", "accuser")
IDS = frozenset({*DOERS, "member_of", "organisation", "made_in"})
WORD = re.compile(r"[A-Za-z]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Issue(NamedTuple):
    """A report with what was read of it, as a store takes it."""

    filed: Filed
    claims: tuple[Claim, ...]
    coverage: tuple[Coverage, ...]


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
    """As many issues as asked for, round after round. At most a hundred rounds are told apart by their names."""
    for number in range(count):
        yield _again(told[number % len(told)], number // len(told))


def _again(issue: Issue, turn: int) -> Issue:
    """One issue of a later round."""
    text = issue.filed.report.text
    small = {word for word in WORD.findall(text) if word.islower()}
    names = {word for word in WORD.findall(text) if word[0].isupper() and word.lower() not in small}
    rewrite = _Rewriting(turn, names)
    made = rewrite(msgspec.to_builtins([issue.filed, issue.claims, issue.coverage]), "")
    filed, claims, coverage = msgspec.convert(made, type=tuple[Filed, tuple[Claim, ...], tuple[Coverage, ...]])
    # mixed anew, so that no round is a copy of another
    signature = tuple((minimum * (2 * turn + 1) + turn) & 0xFFFFFFFF for minimum in filed.signature)
    return Issue(msgspec.structs.replace(filed, signature=signature), claims, coverage)


class _Rewriting:
    """How one report is written in a round: `names` are its words that name something."""

    def __init__(self, turn: int, names: set[str]) -> None:
        self.turn = turn
        self.names = names
        self.letters = _letters(turn)
        self.by_key: dict[str, Callable[[str], str | None]] = {
            "id": self._id,
            "report": self._id,
            "country": self._country,
            "start": self._date,
            "end": self._date,
            "edtf": self._edtf,
        }

    def __call__(self, value: Any, key: str) -> Any:
        """The value as this round has it; `key` is the field that it stands in."""
        if isinstance(value, dict):
            return {name: self(inner, name) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self(inner, key) for inner in value]
        if not isinstance(value, str) or not value:
            return value
        if key in IDS:
            return self._actor(value)
        return self.by_key.get(key, self._words)(value)

    def _words(self, text: str) -> str:
        """A text of the same length, with other names."""
        return WORD.sub(lambda found: self._name(found[0]) if found[0] in self.names else found[0], text)

    def _name(self, word: str) -> str:
        return word.translate(self.letters)

    def _id(self, value: str) -> str:
        kind, colon, _ = value.partition(":")
        if not colon:
            return self._actor(value)
        fresh = hashlib.sha256(f"{value}|{self.turn}".encode()).hexdigest()
        return f"{kind}:{fresh if kind == 'sha256' else fresh[:16]}"

    def _actor(self, of: str) -> str:
        listed = registry().get(of)
        if listed is None:
            return of if ":" in of else f"~{self._name(of.removeprefix('~'))}"
        alike = _of_kind(listed.kind)
        return alike[(alike.index(of) + self.turn) % len(alike)]

    def _country(self, code: str) -> str:
        codes = _countries()
        return codes[(codes.index(code) + self.turn) % len(codes)] if code in codes else code

    def _date(self, day: str) -> str:
        return (dt.date.fromisoformat(day) + dt.timedelta(days=DAYS * self.turn)).isoformat()

    def _edtf(self, told: str) -> str | None:
        rest = DAY.sub("", told)
        return None if re.search(r"\d", rest) else DAY.sub(lambda found: self._date(found[0]), told)


@cache
def _letters(turn: int) -> dict[int, str]:
    """Consonants and vowels moved along, each among its own, so that names can still be spoken."""
    moved = {
        letter: row[(at + by) % len(row)]
        for row, by in ((CONSONANTS, turn), (VOWELS, turn // len(CONSONANTS)))
        for at, letter in enumerate(row)
    }
    return {ord(a): b for a, b in moved.items()} | {ord(a.upper()): b.upper() for a, b in moved.items()}


@cache
def _of_kind(kind: str) -> list[str]:
    return sorted(listed.id for listed in registry().values() if listed.kind == kind)


@cache
def _countries() -> list[str]:
    return sorted(by_country())
