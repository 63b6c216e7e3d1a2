"""The one-line notation of registry files: names first, then what holds of the actor, each with the dates between which it holds.

    "Northern Front, NF, Front of the North; REB /2011-03; PTY GOV 2011-03/; in northern-coalition 2012/"
    "Mira Dovani; in northern-front; Foreign Minister 2011-03/2015; Chairwoman @northern-front 2016-02/"

Between semicolons stand, in any order: sector codes; `in` and the ids of what the actor belongs to; an office, with `@` and
the id of its organisation (without it, the state of the country); bare dates, between which the actor exists; a Wikidata id.
Dates are `from/to` in EDTF, either side may be missing, and a year or a month covers all its days. A name that others bear
too ends in a question mark. A bracket in the first name tells namesakes apart: it is part of the id, never of the name.
"""

import calendar
import datetime as dt
import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from dragoman.model import ActorKind, Office


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """The days from `start` to `end`, both included; `None` is an open side."""

    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, day: dt.date | None) -> bool:
        """Whether the day lies in it. A day that is not known lies in every stretch."""
        return day is None or ((self.start is None or self.start <= day) and (self.end is None or day <= self.end))

    def overlaps(self, other: "Stretch") -> bool:
        """Whether the two share a day."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )


ALWAYS = Stretch()


class Role(msgspec.Struct, frozen=True, gc=False):
    """PLOVER sector codes, the primary first, and when they hold."""

    sectors: tuple[str, ...]
    held: Stretch = ALWAYS


class Membership(msgspec.Struct, frozen=True, gc=False):
    """The id of what an actor belongs to, and when."""

    of: str
    held: Stretch = ALWAYS


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as the registry lists it. `names` has the preferred name first, `shared` those that others bear too."""

    id: str
    kind: ActorKind
    country: str
    names: tuple[str, ...]
    shared: frozenset[str] = frozenset()
    roles: tuple[Role, ...] = ()
    memberships: tuple[Membership, ...] = ()
    offices: tuple[Office, ...] = ()
    existed: Stretch = ALWAYS
    wikidata: str | None = None

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0]


_SECTORS = re.compile(r"[A-Z]{3}(?: [A-Z]{3})*")
_QID = re.compile(r"Q[1-9]\d*")
_NOT_IN_SLUGS = re.compile(r"[^a-z0-9 ]")
_BRACKET = re.compile(r"\s*\([^)]*\)")
# Straight, curly, Arabic (hamza, ayn) and typewriter apostrophes.
_APOSTROPHES = str.maketrans(dict.fromkeys("'`\u2019\u2018\u02bc\u02bf\u02be\u00b4", ""))
# Dots of abbreviations go, hyphens and dashes part words.
_JOINTS = str.maketrans({".": "", "`": "", "-": " ", "\u2013": " "})
# Letters that have no accent to lose.
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "\u0131": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=1 << 14)  # the same few names are looked up in every list, report after report
def simplify(form: str) -> str:
    """A name without case, accents, apostrophes, dots, hyphens and a leading article: the key under which it is looked up."""
    letters = form.lower().replace("'", "") if form.isascii() else _without_accents(form)
    words = letters.translate(_JOINTS).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _without_accents(form: str) -> str:
    plain = unicodedata.normalize("NFKD", form.casefold().translate(_APOSTROPHES).translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def slug(name: str) -> str:
    """The id that a preferred name gives: `Qassam Brigades` → `qassam-brigades`."""
    return "-".join(_NOT_IN_SLUGS.sub(" ", simplify(name)).split())


def stretch(dates: str) -> Stretch:
    """`2007-06/2009` as first and last day. `ValueError` for what is no date, or ends before it begins."""
    start, _, end = dates.partition("/")
    found = Stretch(_day(start, last=False) if start else None, _day(end, last=True) if end else None)
    if found.start and found.end and found.start > found.end:
        raise ValueError(f"{dates} ends before it begins")
    return found


@cache
def _day(text: str, *, last: bool) -> dt.date:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or (12 if last else 1)
    return dt.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def read_row(row: str, kind: ActorKind, country: str, home: str) -> Listed:
    """One row as an actor. `home` is the id of the state whose offices stand without an organisation.

    `ValueError` names what cannot be read.
    """
    names, *segments = row.split(";")
    spellings = [name.strip() for name in names.split(",")]
    shared = frozenset(name[:-1] for name in spellings if name.endswith("?"))
    first = spellings[0].removesuffix("?")
    plain = (_BRACKET.sub("", first) if "(" in first else first, *(name.removesuffix("?") for name in spellings[1:]))
    bracketed = frozenset({plain[0]}) if plain[0] != first else frozenset()
    read = _Segments(home)
    for segment in segments:
        read.take(segment.strip())
    return Listed(
        id=slug(first),
        kind=kind,
        country=country,
        names=plain,
        shared=shared | bracketed,
        roles=tuple(read.roles),
        memberships=tuple(read.memberships),
        offices=tuple(read.offices),
        existed=read.existed,
        wikidata=read.wikidata,
    )


class _Segments:
    """What the segments of one row have told so far."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.roles: list[Role] = []
        self.memberships: list[Membership] = []
        self.offices: list[Office] = []
        self.existed = ALWAYS
        self.wikidata: str | None = None

    def take(self, segment: str) -> None:
        """Reads one segment, told apart by its form."""
        before, _, last = segment.rpartition(" ")
        words, held = (before, stretch(last)) if "/" in last else (segment, ALWAYS)
        if not words:
            self._take_dates(held)
        elif words.isupper() and _SECTORS.fullmatch(words):
            self.roles.append(Role(tuple(words.split()), held))
        elif words.startswith("in "):
            self.memberships += [Membership(of, held) for of in words.split()[1:]]
        elif _QID.fullmatch(words):
            self.wikidata = words
        else:
            self._take_office(words, held)

    def _take_dates(self, held: Stretch) -> None:
        if held == ALWAYS:
            raise ValueError("an empty part between semicolons")
        self.existed = held

    def _take_office(self, words: str, held: Stretch) -> None:
        title, _, organisation = words.partition(" @")
        if not organisation and not self.home:
            raise ValueError(f"no organisation for the office {words!r}")
        self.offices.append(Office(title=title, organisation=organisation or self.home, start=held.start, end=held.end))
