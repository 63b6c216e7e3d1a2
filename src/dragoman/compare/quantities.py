"""Numbers that the sources of one entry give: different, rough, or left out by some."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations
from typing import Literal

import msgspec

from dragoman.compare.sources import Source, divergence, omission, value
from dragoman.lexicon.load import table
from dragoman.model import Claim, Commitment, Divergence, Entry, Event, Number
from dragoman.resolve.quantities import bounding, differ, is_quantity, unit
from dragoman.resolve.terms import listed, stem, stems

Kind = Literal["conflict", "precision"]
_BESIDE = 3  # words on either side of a number that may say how those whom it counts fared: "killed 27", "22 others were hurt"

_WHY: dict[Kind, str] = {
    "conflict": "Sources give different numbers of the same.",
    "precision": "One number is rough or a bound, and the other lies within it.",
}


class Count(msgspec.Struct, frozen=True):
    """A number that a source gives, with the words that bound it, and what is said of those whom it counts beyond their unit.

    `is_rest`: it counts what others leave over ("five others").
    """

    number: Number
    of: frozenset[str]
    is_rest: bool


def numbers(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Numbers of one unit compared as numbers: "about 3,000" and "3,000" agree, "3,000" and "4,000" do not.

    Where a report counts several of one kind, the one that most others give too is held against theirs, else the widest.
    """
    told = [_counted(s) for s in sources]
    for counted in sorted({u for t in told for u in t}):
        votes = Counter(amount for t in told for amount in {c.number.value for c in t.get(counted, ())})
        rows = [max(t[counted], key=lambda c: (votes[c.number.value], -len(c.of))) if counted in t else None for t in told]
        values = [value(c.number.text if c else "", s) for c, s in zip(rows, sources, strict=True)]
        if kind := _kind(rows):
            yield divergence(entry, "numbers", kind, values, _WHY[kind])
        else:
            yield from omission(entry, "numbers", values, _silent(entry, rows, sources), "Not all sources give the number.")


def _counted(source: Source) -> dict[str, list[Count]]:
    """What a source counts, by unit: in the latest of its versions that counts it."""
    found: dict[str, tuple[str, list[Count]]] = {}
    for claim in source.claims:
        for number in claim.body.numbers if isinstance(claim.body, Event | Commitment) else ():
            if number.value is not None and unit(number):
                report, told = found.setdefault(unit(number), (claim.report, []))
                if report == claim.report:
                    told.append(_count(number, claim))
    return {counted: told for counted, (_, told) in found.items()}


def _count(number: Number, claim: Claim) -> Count:
    """A number with the words before it that bound it ("more than 300 people"), and whom it counts."""
    quote = next((e.quote for e in claim.evidence if number.text in e.quote), "")
    before, _, behind = quote.partition(number.text)
    start = before.rstrip().casefold()
    words = next((told for told, _ in bounding() if start == told or start.endswith(f" {told}")), "")
    of = frozenset(map(stem, _named().findall(number.text.partition(" ")[2])))
    if unit(number) == "persons":
        near = (stems(number.unit), stems(before)[-_BESIDE:], stems(behind)[:_BESIDE], stems(claim.trigger.quote))
        of |= _people(stems(number.unit)[-1:]) | next((lot for row in near if (lot := _lots("fared", row))), frozenset())
    is_rest = not listed("counted", "rest").isdisjoint(stems(number.text))
    return Count(msgspec.structs.replace(number, text=f"{words} {number.text}") if words else number, of, is_rest)


def _people(words: Sequence[str]) -> frozenset[str]:
    """Whom a word for people tells, by the first of those that mean the like: "troops" are soldiers, "people" are anybody."""
    return _lots("alike", words) or frozenset(words) - listed("counted", "any").union(*_rows("fared"))


def _kind(rows: Sequence[Count | None]) -> Kind | None:
    known = [c for c in rows if c]
    pairs = [(a.number, b.number) for a, b in permutations(known, 2) if a.number.value != b.number.value and _is_of(a, b)]
    if not pairs:
        return None
    return "conflict" if any(differ(pair) for pair in pairs) else "precision"


def _silent(entry: Entry, rows: Sequence[Count | None], sources: Sequence[Source]) -> list[bool]:
    """Which sources leave out a number that is worth telling."""
    body = entry.body
    parties = len({*body.actors, *body.recipients}) if isinstance(body, Event) else 0
    quotes = [e.quote for s in sources for e in s.evidence]
    told = [c.number for c in rows if c and is_quantity(c.number, parties, quotes)]
    return [bool(told) and c is None and _counts_nothing(s, told) for c, s in zip(rows, sources, strict=True)]


def _is_of(whole: Count, part: Count) -> bool:
    """Whether two counts are of the same, or one is larger than what it is told to be a part of; "five others" are of none."""
    if whole.is_rest or part.is_rest:
        return False
    return whole.of == part.of or (whole.of < part.of and (part.number.value or 0) > (whole.number.value or 0))


def _lots(name: str, words: Sequence[str]) -> frozenset[str]:
    """The rows of a list to which words belong, each by the first of its words."""
    return frozenset(min(row) for row in _rows(name) if row.intersection(words))


@cache
def _rows(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, line.split())) for line in table("en/sameness")["counted"][name].splitlines())


def _counts_nothing(source: Source, numbers: Sequence[Number]) -> bool:
    """Whether a source has no figure where it tells the act, and none of these numbers anywhere."""
    return not any(_figure().search(words) for words in source.sentences) and not any(source.has(_amount(n)) for n in numbers)


def _amount(number: Number) -> str:
    """How a number is written, without what it counts: "300,000" of "300,000 people"; all of it where that is words."""
    return next((word for word in number.text.split() if _figure().search(word)), number.text)


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d")


@cache
def _named() -> re.Pattern[str]:
    """A word written large: a people, a side, a part of the world."""
    return re.compile(r"\b[A-Z]\w+")
