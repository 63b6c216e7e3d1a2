"""What a number counts, so that numbers of several tellings can be held beside each other."""

import re
from collections.abc import Iterable
from functools import cache

from dragoman.lexicon.load import table
from dragoman.model import Number
from dragoman.resolve.terms import listed, stems

_FEW = 2  # "two factions" names the parties; only what goes beyond it is a quantity that can be left out
ABOUT = 0.1  # share by which a number said to be rough may be off


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(r"\d\s?[+/&]\s?\d")


def unit(number: Number) -> str:
    """What is counted, by the last word; persons of all kinds are one unit, and spans of time none."""
    head = (stems(number.unit) or ("",))[-1]
    if head in listed("counted", "spans"):
        return ""
    return "persons" if head in listed("counted", "persons") else head


def is_rough(number: Number) -> bool:
    """Whether words make a number a rough one."""
    words = f" {number.text.casefold()} "
    return any(f" {rough.strip()} " in words for rough in table("en/sameness")["counted"]["rough"].split(","))


def differ(numbers: Iterable[Number]) -> bool:
    """Whether numbers of one unit are different ones, rough ones a tenth off apart."""
    known = [n for n in numbers if n.value is not None]
    values = sorted(n.value for n in known if n.value is not None)
    if not values or values[0] == values[-1]:
        return False
    return not any(is_rough(n) for n in known) or values[-1] - values[0] > ABOUT * abs(values[-1])


def agree(ours: Iterable[Number], theirs: Iterable[Number], beyond: float = _FEW) -> bool:
    """Whether two tellings count as many of the same, and more than this many."""
    mine = {(unit(n), n.value) for n in ours if n.value is not None and n.value > beyond}
    return any((unit(n), n.value) in mine for n in theirs if unit(n))


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
    if number.value <= parties and (unit(number) == "persons" or head in listed("counted", "parties")):
        return False
    return not any(_is_in_name(number, quote) for quote in quotes if number.text in quote)


def _is_in_name(number: Number, quote: str) -> bool:
    """Whether the figure is joined to another ("5+5"), or written large with what it counts inside a sentence ("Seven Hills")."""
    at = quote.find(number.text)
    if _joined().search(quote[max(0, at - 3) : at + len(number.text) + 3]):
        return True
    words = number.text.split()
    return at > 0 and len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()
