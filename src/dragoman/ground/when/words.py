"""The word lists of `lexicon/en/when` and `lexicon/world/calendar`, as values and as pieces of regular expressions."""

import re
from functools import cache
from typing import Any

from dragoman.lexicon.load import table

# Pieces that no word list can hold: figures.
_FIGURES = {
    "year": r"(?:1[5-9]|20)\d\d(?!\d)",
    "day": r"(?:[12]\d|3[01]|0?[1-9])(?!\d)",
    "decade": (
        r"(?:(?:1[5-9]|20)\d0['\u2019]?s|['\u2019]\d0s"
        r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
    ),
    "clock": (
        r"(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?\s?(?:a\.m\.?|p\.m\.?|am|pm|o['\u2019]clock|in the (?:morning|afternoon|evening))"
        r"|(?:[01]?\d|2[0-4]):[0-5]\d(?:\s?hrs)?(?=\s(?:GMT|UTC|local|EST|EDT|PST|PDT|CET))"
        r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s(?:GMT|UTC|hrs|hours)))"
        r"(?:\s(?:GMT|UTC|EST|EDT|ET|PST|PDT|CST|CDT|CET|CEST|BST|local time))?"
    ),
}
_DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip


@cache
def values(name: str) -> dict[str, Any]:
    """A word list: spellings in lower case with what they mean."""
    if name in ("hijri", "jalali"):
        return {word.lower(): month for word, month in table("world/calendar")[name].items()}
    if name in ("feast", "war"):
        return {word.lower(): fact for fact in table("world/calendar")[name] for word in fact["names"]}
    listed: dict[str, Any] = table("en/when")["words"][name]
    return listed


@cache
def piece(name: str) -> str:
    """The regular expression of one list, without a group name."""
    if name in _FIGURES:
        return _FIGURES[name]
    if name == "number":
        return _number()
    if name == "spelled":
        return _spelled_year()
    if name == "weekdays":
        return "(?-i:" + "|".join(f"{word.title()}s" for word in values("weekday") if word.endswith("day")) + ")"
    spellings = sorted(_spellings(name), key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in spellings)
    return f"(?-i:{body})" if name in table("en/when")["cased"] else f"(?:{body})"


def number(text: str) -> float | None:
    """The value of a number in figures or words ("2 1/2", "twenty-four", "a hundred"); `None` where it is none."""
    text = text.strip().lower()
    figures = re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)(?:\s+(\d)/([1-9]))?", text)
    if figures:
        whole = float(figures[1].replace(",", ""))
        return whole + (int(figures[2]) / int(figures[3]) if figures[2] else 0)
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", text):
        worth = values("cardinal").get(word)
        if worth is None:
            continue
        if worth == 1000:
            total, current = total + max(current, 1) * 1000, 0
        else:
            current = max(current, 1) * 100 if worth == 100 else current + worth
    return total + current or None


def spelled_year(text: str) -> int | None:
    """The year of "nineteen ninety-seven" or "the year two thousand"."""
    words = [word for word in re.split(r"[\s-]+", text.lower()) if word in values("cardinal")]
    if words[:2] == ["two", "thousand"]:
        return 2000 + int(number(" ".join(words[2:])) or 0)
    if not words or words[0] not in ("nineteen", "eighteen", "twenty"):
        return None
    return int(values("cardinal")[words[0]]) * 100 + int(number(" ".join(words[1:])) or 0)


def decade_start(text: str) -> int:
    """The first year of "the 1970s", "the '80s", "the nineties" (of the twentieth century where none is told)."""
    figures = re.search(r"\d+", text)
    if figures:
        year = int(figures[0])
        return year if year >= 1000 else 1900 + year
    return 1900 + 10 * _DECADES[text.strip().lower()]


def _spellings(name: str) -> list[str]:
    if name in ("hijri", "jalali"):
        return list(table("world/calendar")[name])
    if name == "remembered":
        return [word for fact in table("world/calendar")[name] for word in fact["names"] if "/" in word]
    if name in ("feast", "war"):
        return [word for fact in table("world/calendar")[name] for word in fact["names"]]
    words = list(values(name))
    if name in ("month", "monthname", "weekday"):
        return [form for word in words for form in (word.title(), word.upper())]
    return [form for word in words for form in {word, word.replace("'", "\u2019")}]


def _number() -> str:
    # Words of up to four parts ("two hundred and fifty"); "a" and "an" only in front.
    word = "|".join(sorted((w for w in values("cardinal") if w not in ("a", "an")), key=lambda w: (-len(w), w)))
    figures = r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?(?:\s\d/[2-9])?"
    spelled = rf"(?:{word})(?:(?:[\s-]|\sand\s)(?:{word})){{0,3}}"
    return rf"(?:{figures}|(?:{spelled}|an?(?:\s(?:hundred|thousand))?)(?!\w))"


def _spelled_year() -> str:
    low = "|".join(
        sorted((w for w, worth in values("cardinal").items() if worth < 20 and w not in ("a", "an")), key=lambda w: -len(w))
    )
    tens = "|".join(w for w, worth in values("cardinal").items() if 20 <= worth < 100)
    from_2000 = rf"the\s+year\s+two\s+thousand(?:\s+(?:and\s+)?(?:{low}))?"
    before_2000 = rf"(?:nineteen|eighteen)\s+(?:(?:{tens})(?:[\s-](?:{low}))?|hundred)"
    return rf"(?:{from_2000}|{before_2000})"
