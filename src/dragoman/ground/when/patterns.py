"""The patterns of `lexicon/en/when`, and where a text meets them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from dragoman.ground.when.words import piece
from dragoman.lexicon.load import table
from dragoman.model import Span

# Lists that are part of another.
_SAME = {"monthname": "month"}
# Lists that only words with a capital letter can need.
_CASED = ("month", "weekday")


class Pattern(msgspec.Struct, frozen=True):
    """One way of telling time: its name, the function that makes sense of it, the words it needs, and its regular expression."""

    name: str
    sense: str
    needs: str
    form: re.Pattern[str]


class Match(msgspec.Struct, frozen=True):
    """Words that one pattern met: offsets in the text searched, the words, and the parts of the pattern by list."""

    start: int
    end: int
    text: str
    pattern: str
    sense: str
    parts: dict[str, str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the file."""
    rows = table("en/when")["pattern"]
    return tuple(Pattern(row["name"], row["sense"], row["needs"], _compile(row["form"])) for row in rows)


@lru_cache(maxsize=4096)
def scan(text: str) -> tuple[Match, ...]:
    """What the patterns meet in a sentence, in text order and without overlaps: the longest first, then file order."""
    found = sorted(_meet(text), key=lambda item: (item[1].start - item[1].end, item[0]))
    kept: list[Match] = []
    for _, match in found:
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return tuple(sorted(kept, key=lambda match: match.start))


def scan_span(text: str, span: Span) -> list[Match]:
    """What the patterns meet in a stretch of a text, with offsets in the whole."""
    found = scan(span.of(text))
    return [msgspec.structs.replace(match, start=match.start + span.start, end=match.end + span.start) for match in found]


def _meet(text: str) -> Iterator[tuple[int, Match]]:
    there = {name: bool(form.search(text)) for name, form in _needs().items()}
    for order, pattern in enumerate(patterns()):
        for hit in pattern.form.finditer(text) if there[pattern.needs] else ():
            if hit.end() > hit.start():
                yield order, Match(hit.start(), hit.end(), hit[0], pattern.name, pattern.sense, _parts(hit))


@cache
def _needs() -> dict[str, re.Pattern[str]]:
    """For each list that a pattern needs, an expression that finds one of its words."""
    told = table("en/when")["needs"]
    names = sorted({pattern.needs for pattern in patterns()})
    return {name: re.compile(told.get(name) or rf"\b{piece(name)}", re.IGNORECASE if name not in _CASED else 0) for name in names}


def _parts(hit: re.Match[str]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, words in hit.groupdict().items():
        if words is not None:
            # {month2} is a second {month}: it stands for it where the first met nothing.
            base = _SAME.get(name, name.rstrip("0123456789"))
            parts[base if base not in parts else name] = " ".join(words.lower().split())
    return parts


def _compile(form: str) -> re.Pattern[str]:
    spaced = re.sub(r"\[[^\]]*\]| \?| ", _space, form)
    whole = re.sub(r"\{([a-z]+)(\d?)\}", lambda m: f"(?P<{m[1]}{m[2]}>{piece(m[1])})", spaced)
    # Pages lose the space between two lines: "PartnershipNovember 24" begins a word too.
    return re.compile(rf"(?:(?<!\w)|(?-i:(?<=[a-z])(?=[A-Z][a-z])))(?:{whole})(?!\w)", re.IGNORECASE)


def _space(found: re.Match[str]) -> str:
    if found[0] == " ":
        return r"\s+"
    if found[0] == " ?":
        return r"\s*"
    return r"(?:\s+|-)" if found[0] == "[ -]" else found[0]
