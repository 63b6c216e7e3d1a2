"""The patterns of the lexicon file `en/parts`, compiled on first use, and the shape of printed dates."""

import re
from functools import cache
from typing import Any, Literal, NamedTuple

from dragoman.lexicon.actors import named
from dragoman.lexicon.load import table
from dragoman.lexicon.places import sites
from dragoman.model import PartLabel

Where = Literal["line", "start", "end", "inside"]

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\b\.?)"
_SERVICE = r"(?-i:[A-Z]{2,6}|(?:[A-Z][\w'’.-]* ){1,4}(?:Agency|News|Press|Service|Wire))"
_PLACE = r"(?-i:[A-Z][\w'’.-]*(?:[ /](?:(?:of|al|el|de|la|the)[ -])?[A-Z][\w'’.-]*){0,3})"


class Pattern(NamedTuple):
    """How one kind of part is recognised. `limit` is the most characters that the line may have, `None` for any number."""

    name: str
    part: PartLabel
    where: Where
    regex: re.Pattern[str]
    heading: bool
    picture: bool
    early: bool
    limit: int | None
    checks_place: bool
    plain: bool
    town: bool

    def find(self, line: str) -> tuple[int, int] | None:
        """Where it stands in a line that carries no white space around, or `None`."""
        if self.limit is not None and len(line) > self.limit:
            return None
        found = self._search(line)
        if found is None or (self.checks_place and _is_no_place(found[0])) or (self.plain and _SENTENCE.search(found[0])):
            return None
        return None if self.town and not _names_town(found[0]) else found.span()

    def _search(self, line: str) -> re.Match[str] | None:
        if self.where == "line":
            return self.regex.fullmatch(line) if len(line) < _LABEL_LIMIT else None
        if self.where == "start":
            return self.regex.match(line, 0, _TAIL)
        return _at_end(self.regex, line) if self.where == "end" else self.regex.search(line)


# A line of this many characters or more is no label; an end is looked for in the last part of a line alone.
_LABEL_LIMIT = 700
_TAIL = 400
# Some ends are too short and common to be trusted after a long paragraph.
_SHORT = 450
_SENTENCE = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")


def _at_end(regex: re.Pattern[str], line: str) -> re.Match[str] | None:
    return next((found for found in regex.finditer(line, max(0, len(line) - _TAIL)) if found.end() == len(line)), None)


@cache
def patterns(where: Where) -> tuple[Pattern, ...]:
    """All patterns of one position, in the order of the lexicon."""
    return tuple(_pattern(entry) for entry in table("en/parts")["pattern"] if entry["where"] == where)


def _pattern(entry: dict[str, Any]) -> Pattern:
    return Pattern(
        name=entry["name"],
        part=entry["part"],
        where=entry["where"],
        regex=compiled(entry["find"]),
        heading=entry.get("heading", False),
        picture=entry.get("picture", False),
        early=entry.get("early", False),
        limit=_SHORT if entry.get("short") else None,
        checks_place=entry.get("not_words", False),
        plain=entry.get("plain", False),
        town=entry.get("town", False),
    )


@cache
def compiled(source: str) -> re.Pattern[str]:
    """A pattern of the lexicon with its lists filled in."""
    lists = {
        "{place}": _PLACE,
        "{month}": _MONTH,
        "{weekday}": _WEEKDAY,
        "{service}": _SERVICE,
        "{agency}": f"(?-i:{_any(tuple(agencies()))})",
        "{picture}": f"(?-i:{_any(tuple(table('en/parts')['picture_sources']))})",
    }
    for key, value in lists.items():
        source = source.replace(key, value)
    return re.compile(source, re.IGNORECASE)


@cache
def agencies() -> dict[str, str]:
    """The short name of each wire service by every name that it goes by, also in capitals."""
    listed: dict[str, list[str]] = table("en/parts")["agencies"]
    return {form: short for short, names in listed.items() for name in names for form in (name, name.upper())}


def _any(names: tuple[str, ...]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest_first))})(?!\\w)"


def _is_no_place(words: str) -> bool:
    first = re.split(r"\W+", words.casefold().lstrip())[0]
    return first in table("en/parts")["not_places"]


def _names_town(words: str) -> bool:
    """Whether one of the names between strokes is a town's of the gazetteer, and no listed actor's, or the seat of a body."""
    names = [name.partition(",")[0].strip() for name in words.split("/")]
    return any(
        name.casefold() in table("en/parts")["seats"] or (any(site.precision == "city" for site in sites(name)) and not named(name))
        for name in names
    )


_DAY = (
    rf"(?:{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?:,? ?\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}(?:,?[ -]?\d{{4}})?|{_MONTH},? \d{{4}})"
)
_NUMERIC = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))"
_AGO = r"(?:(?:\d{1,3}|an?|one) (?:min(?:ute)?|hour|hr|day|week|month|year)s? ago|just now)"
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})? ?(?:hrs?|hours)?|\d{4} ?(?:gmt|hrs|hours)|\d{1,2}(?= ?[ap]\.?m))(?: ?(?:[ap]\.m\.|[ap]m))?"
)
_ZONE = r"(?:gmt|utc|edt|est|cet|cest|bst|pst|pdt|cat|eat|wat|ist|idt|et|local time|z)(?: ?[+-] ?\d{1,2}(?::?\d{2})?)?"
_LABEL = (
    r"(?:(?:first |last |date |originally |article |story |web |page )?"
    r"(?:publish(?:ed)?|updated?|modified|posted|created|issued|released|publication)"
    r"(?: date| at| on)?|date(?: of publication)?(?= ?[:\d])|dated?(?= \d)|last update|updated|time)"
)
_FILL = r"[\s,.:;|•·/()\[\]–—-]"


_CORE = f"(?:{_NUMERIC}|{_DAY}|{_AGO})"
# No more characters than this stand before the day of a printed date: five labels, weekdays, hours or zones and what is between.
_REACH = 250


@cache
def _core() -> re.Pattern[str]:
    """The day of a printed date. Its first letter is asked for first: most places have another."""
    return re.compile(rf"(?=[\dadfjmnos]){_CORE}", re.IGNORECASE)


@cache
def _printed() -> re.Pattern[str]:
    around = f"(?:{_LABEL}|{_WEEKDAY}|{_CLOCK}|{_ZONE})"
    inside = f"(?:(?:\\b(?:at|on)\\b ?)?(?:{around}|{_CORE}))"
    return re.compile(f"(?:{around}{_FILL}{{0,4}}(?:on )?){{0,5}}{_CORE}(?:{_FILL}{{0,4}}{inside}){{0,6}}", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(_LABEL, re.IGNORECASE)


class PrintedDate(NamedTuple):
    """A date as sites print it, apart from any sentence: its offsets, and whether a word such as "Updated" labels it."""

    start: int
    end: int
    labelled: bool


def printed_date(line: str, start: int = 0, *, anywhere: bool = False) -> PrintedDate | None:
    """The printed date that begins at `start` of a line, or `anywhere` after it."""
    if anywhere and (day := _core().search(line, start)):
        found = _printed().search(line, max(start, day.start() - _REACH))
    else:
        found = None if anywhere else _printed().match(line, start)
    if not found:
        return None
    return PrintedDate(found.start(), found.end(), _labelled().match(found[0]) is not None)
