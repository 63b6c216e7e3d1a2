"""What a number counts, so that numbers of several tellings can be held beside each other."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from math import inf

from dragoman.lexicon.load import table
from dragoman.lexicon.own import of_registry
from dragoman.lexicon.states import demonym
from dragoman.model import Number
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import listed, stems

_FEW = 2  # "two factions" names the parties; only what goes beyond it is a quantity that can be left out
ABOUT = 0.1  # share by which a number said to be rough may be off


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(r"\d\s?[+/&]\s?\d")


def unit(number: Number) -> str:
    """What is counted, by the last word; persons of all kinds and peoples ("five Varenians") are one unit, spans of time none.

    Delegations are none of them, though delegates, who share a stem with them, are.
    """
    return _of(number.unit)


@of_registry
@lru_cache(maxsize=1 << 12)
def _of(counted: str) -> str:
    head = (stems(counted) or ("",))[-1]
    if head in listed("counted", "spans"):
        return ""
    last = counted.rpartition(" ")[2]
    is_people = (head in listed("counted", "persons") and last.casefold() not in _sides()) or demonym(last) is not None
    return "persons" if is_people else head


@cache
def _sides() -> frozenset[str]:
    """The words for parties themselves."""
    return frozenset(table("en/sameness")["counted"]["parties"].split())


@cache
def bounding() -> tuple[tuple[str, str], ...]:
    """Words that make a number a rough one and how they bound it, the longest first: "at least" from below, "up to" from above."""
    rows = table("en/sameness")["counted"]
    found = [(words.strip(), bound) for bound in ("least", "most", "rough") for words in rows[bound].split(",")]
    return tuple(sorted(found, key=lambda row: (-len(row[0]), row)))


@cache
def _vague() -> dict[str, int]:
    """Words for a number that is not told, with the least that each can mean."""
    return {str(word): int(least) for word, least in table("en/issues")["numbers"]["vague"].items()}


def _allowed(number: Number) -> tuple[float, float]:
    """The least and the most that a number can mean: a tenth more or less where it is rough, half as many again from below.

    "Hundreds" are two of these or more.
    """
    if number.value is None:
        return float(least(number)), inf
    value = float(number.value)
    return {
        "least": (value, value * setting("events", "number_factor")),
        "most": (0.0, value),
        "rough": (value * (1 - ABOUT), value * (1 + ABOUT)),
    }.get(bound(number), (value, value))


def bound(number: Number) -> str:
    """How words bound a number: "least", "most" or "rough"; empty where it is told plainly."""
    words = f" {number.text.casefold()} "
    return next((kind for told, kind in bounding() if f" {told} " in words), "")


def least(number: Number) -> int:
    """The least that a word for a number can mean: 200 for "hundreds", 1 for "some"."""
    return max((_vague().get(word, 0) for word in number.text.casefold().split()), default=0)


def differ(numbers: Iterable[Number]) -> bool:
    """Whether numbers of one unit are different ones: no number is what all of them can mean."""
    ranges = [_allowed(n) for n in numbers]
    return bool(ranges) and max(least for least, _ in ranges) > min(most for _, most in ranges)


def agree(ours: Iterable[Number], theirs: Iterable[Number], beyond: float = _FEW) -> bool:
    """Whether two tellings count as many of the same, and more than this many."""
    mine = {(unit(n), n.value) for n in ours if n.value is not None and n.value > beyond}
    return any((unit(n), n.value) in mine for n in theirs if unit(n))


def is_near(ours: Iterable[Number], theirs: Iterable[Number], beyond: float, factor: float) -> bool:
    """Whether two tellings count the same, both more than this many, and within this factor: each source has its own count.

    Thirty more are others than those told before.
    """
    mine, others = (
        [(unit(n), n.value) for n in told if n.value and n.value > beyond and "more" not in f"{n.text} {n.unit}".split()]
        for told in (ours, theirs)
    )
    pairs = [sorted((x, y)) for of, x in mine for what, y in others if of and of == what]
    return any(most < factor * least for least, most in pairs)


def far_off(ours: Iterable[Number], theirs: Iterable[Number], factor: float) -> bool:
    """Whether two tellings count the same, and no two of their counts lie within this factor."""
    mine = [(unit(n), n.value) for n in ours if n.value and unit(n)]
    pairs = [sorted((x, n.value)) for n in theirs if n.value for of, x in mine if of == unit(n)]
    return bool(pairs) and all(most >= factor * least for least, most in pairs)


def is_quantity(number: Number, parties: int, quotes: Iterable[str]) -> bool:
    """Whether leaving a number out leaves something out: not where it counts the parties, or stands in a name ("the 5+5 talks").

    `parties` is how many the act has, `quotes` the words in which the number stands.
    """
    if number.value is None or number.value <= _FEW:
        return False
    head = (stems(number.unit) or ("",))[-1]
    if head in listed("counted", "parties") or (number.value <= parties and unit(number) == "persons"):
        return False
    return not any(_is_in_name(number, quote) for quote in quotes if number.text in quote)


def _is_in_name(number: Number, quote: str) -> bool:
    """Whether the figure is joined to another ("5+5"), or written large with what it counts inside a sentence ("Seven Hills")."""
    at = quote.find(number.text)
    if _joined().search(quote[max(0, at - 3) : at + len(number.text) + 3]):
        return True
    words = number.text.split()
    return at > 0 and len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
