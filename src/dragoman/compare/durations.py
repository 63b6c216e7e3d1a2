"""How long talks lasted, as the sentences that tell them say: "for around six hours", "the two-hour talks", "lasted an hour"."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.extract.numbers import worth
from dragoman.lexicon.load import table
from dragoman.model import Number
from dragoman.resolve.quantities import bounding

UNIT = "hour"
_MINUTES = 60  # of an hour


def durations(sentence: str) -> Iterator[Number]:
    """The spans for which a sentence says that something lasted, in hours; "several" has no value.

    "Two hours later" and "within two hours" tell when. Days and years are as often those of a term or of a war.
    """
    for found in (*_joined().finditer(sentence), *_lasted().finditer(sentence)):
        amount = found["amount"].casefold()
        value = 1.0 if amount in ("a", "an") else worth(amount)
        if value is not None or amount in table("en/issues")["numbers"]["vague"]:
            hours = value / _MINUTES if value is not None and found["of"].casefold() == "minute" else value
            yield Number(hours, UNIT, " ".join(found["told"].split()))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,-])(?P<told>(?P<amount>\d+(?:\.\d+)?|[a-z]+)[-\u2010\u2011](?P<of>hour|minute))\b", re.IGNORECASE)


@cache
def _lasted() -> re.Pattern[str]:
    lasting, elsewhere = ("|".join(table("en/sameness")["counted"][name].split()) for name in ("lasting", "elsewhere"))
    bounds = "|".join(re.escape(words) for words, _ in bounding())
    span = rf"(?:(?:just|only|a little)\s+)?(?:(?:{bounds})\s+)?(?P<amount>\d+(?:\.\d+)?|[a-z]+)\s+(?P<of>hour|minute)s?"
    return re.compile(rf"\b(?:{lasting})\s+(?P<told>{span})\b(?!\s+(?:{elsewhere})\b)", re.IGNORECASE)
