"""Words that only look like an expression of time: rates, verbs, names of broadcasts."""

import re

from dragoman.ground.when.patterns import Match

# "four flights a week", "$1.76 a year", "20% annually": a rate, no time.
_RATE = re.compile(
    r"(?:\d|%|\$[\d.,]+|\b(?:million|billion|percent|cents|dollars|hours|times|flights|barrels|days|tons|tonnes|meals|people)"
    r"|\b\d[\d,.]*(?:\s(?:thousand|million|billion))?\s[a-z]+s)\s+$"
)
_RATES = re.compile(r"an?\s+\w+|annually|yearly|monthly|weekly|daily|per\s+\w+", re.IGNORECASE)

# "May" and "March" open sentences and stand in titles as verbs; as months alone they follow one of these.
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|through|between|and|or|for|during|before|after|around|mid|each|every)|,)\s+$",
    re.IGNORECASE,
)
# "The March accession": a month before a noun in lower case.
_MONTH_NOUN = re.compile(r"\bthe\s+$", re.IGNORECASE), re.compile(r"\s+(?!of\b|on\b|for\b|to\b|against\b)[a-z]")

# A broadcast or a paper by its name in quotation marks: "This Week", "60 Minutes".
_QUOTED = re.compile(r"[\"'\u2018\u201c]\s?$")
_TITLED = re.compile(r"(?:\d+|[A-Z]\w+)(?:\s+[A-Z]\w+)+")

# A kind of year, no stretch of time: "changed from a fiscal year to a calendar year".
_KIND = re.compile(r"a\s+(?:fiscal|calendar)\s+year", re.IGNORECASE)
# "today's world", "the people of tomorrow": the present and the future at large.
_AT_LARGE = re.compile(r"['\u2019]s\s+(?:\w+\s+)?(?:world|youth|society|standards|generation|economy|reality)\b")
# "the fall of the government": no season, unless a year follows.
_COLLAPSE = re.compile(r"\s+of\s+(?!\d)")


def is_no_time(text: str, match: Match) -> bool:
    """Whether the words are no expression of time here."""
    return any(test(text, match) for test in (_is_rate, _is_verb, _is_broadcast, _is_general))


def _is_rate(text: str, match: Match) -> bool:
    return (
        match.pattern in ("length", "often", "every")
        and bool(_RATES.fullmatch(match.text))
        and bool(_RATE.search(text[max(0, match.start - 24) : match.start]))
    )


def _is_verb(text: str, match: Match) -> bool:
    if match.pattern != "month" or match.text.lower() not in ("may", "march"):
        return False
    before = text[max(0, match.start - 12) : match.start]
    opening, noun = _MONTH_NOUN
    return not _BEFORE_MONTH.search(before) and not (opening.search(before) and noun.match(text, match.end))


def _is_broadcast(text: str, match: Match) -> bool:
    return (
        match.pattern in ("last week", "length", "this morning")
        and bool(_TITLED.fullmatch(match.text))
        and bool(_QUOTED.search(text[max(0, match.start - 2) : match.start]))
    )


def _is_general(text: str, match: Match) -> bool:
    if match.pattern == "length":
        return bool(_KIND.fullmatch(match.text))
    if match.text.lower() == "the fall":
        return bool(_COLLAPSE.match(text, match.end))
    return match.text.lower() in ("today", "tomorrow") and bool(_AT_LARGE.match(text, match.end))
