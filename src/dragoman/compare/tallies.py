"""How a vote went, as the sentences that tell it say: "348-77", "by 54 to 46", "52 votes to 46"."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.extract.numbers import worth
from dragoman.lexicon.load import table
from dragoman.model import Number
from dragoman.resolve.terms import listed, stems

UNIT = "vote"


def tallies(sentence: str) -> Iterator[Number]:
    """The votes of the larger side, in the words for both. Of a sentence that tells of no vote, "2016-17" is a season."""
    is_of_vote = not listed("counted", "voting").isdisjoint(stems(sentence))
    for found in (*(_joined().finditer(sentence) if is_of_vote else ()), *_parted().finditer(sentence)):
        sides = [worth(found[side].casefold()) for side in ("one", "other")]
        if None not in sides:
            yield Number(max(side or 0.0 for side in sides), UNIT, " ".join(found["told"].split()))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,$-])(?P<told>(?P<one>\d{1,3})[-\u2010-\u2013](?P<other>\d{1,3}))(?![\w%-]|[.,]\d)")


@cache
def _parted() -> re.Pattern[str]:
    amount = rf"\d{{1,3}}|{'|'.join(table('en/issues')['numbers']['words'])}"
    return re.compile(rf"\bby\s(?P<told>(?P<one>{amount})(?:\svotes)?\s(?:to|against)\s(?P<other>{amount}))\b", re.IGNORECASE)
