"""Articles that stand on one line: headlines, dates and bylines of the header run into the first sentence."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dragoman.lexicon.load import table
from dragoman.model import PartLabel
from dragoman.text.patterns import compiled, printed_date

_REACH = 900  # characters in which a header ends
_GAP = 60  # words between two marks of a header: a headline and a standfirst
_CRUMBS = re.compile(r"[A-Z][\w'’&.]*(?: [\w'’&.]+){0,5}(?: ?[>»›] ?(?:[\w'’&,.-]+ ){0,5}?[\w'’&,.-]+){0,4} ?[>»›] ?")
_BY = re.compile(r"(?<![\w-])By (?=[A-Z])")
_NAMES = re.compile(r"(?:[A-Z][\w.,'’-]*\s*){2,8}")
_CLOSED = re.compile(r"(?:^|[.!?\"'”’)\]|])\s*$")
_TITLE_BREAK = re.compile(r"(?<=[\"'”’?!])\s+(?=[A-Z])")
_CAPTION_WORDS = 14


class Stretch(NamedTuple):
    """A stretch of the line and what it is."""

    start: int
    end: int
    label: PartLabel


def opening(line: str) -> list[Stretch]:
    """The header that the line opens with, in order; empty where it opens with its text. The text follows the last stretch."""
    head = line[:_REACH]
    crumbs = _crumbs(head)
    start = crumbs.end if crumbs else 0
    marks = _within_reach(head, start, sorted({*_dates(head), *_datelines(head)}))
    marks = _within_reach(head, start, sorted({*marks, *_bylines(head, marks)}))
    found = [crumbs] if crumbs else []
    for mark in marks:
        found += _titles(head, start, mark.start)
        found.append(mark)
        start = mark.end
    if not marks:
        found += _doubled(head, start)
    start = found[-1].end if found else 0
    return found + (_picture(head, start) if found else [])


def _crumbs(head: str) -> Stretch | None:
    """A breadcrumb; its last crumb ends where the headline that it names is repeated."""
    found = _CRUMBS.match(head)
    if not found:
        return None
    again = _repetition(head, found.end())
    return Stretch(0, again or found.end(), "navigation")


def _repetition(head: str, start: int) -> int | None:
    """Where the words from `start` on stand a second time, at once after the first."""
    seed = head[start : start + 15]
    again = head.find(seed, start + 15)
    if len(seed) < 15 or again < 0:
        return None
    once = head[start:again].rstrip()
    return again if head.startswith(once, again) else None


def _doubled(head: str, start: int) -> list[Stretch]:
    again = _repetition(head, start)
    if again is None:
        return []
    length = len(head[start:again].rstrip())
    return [Stretch(start, start + length, "title"), Stretch(again, again + length, "title")]


def _dates(head: str) -> Iterator[Stretch]:
    """Printed dates: labelled, or with a year and outside of any sentence."""
    place = 0
    while date := printed_date(head, place, anywhere=True):
        place = date.end
        before, after = head[: date.start], head[date.end :]
        apart = bool(re.search(r"\d{4}", head[date.start : date.end])) and not re.search(r"\b[a-z]+,?\s+$|,\s*$", before)
        closed = re.match(r"\s*[|–—-]?\s*(?:[A-Z\"“‘'(]|$)", after) is not None
        if closed and (date.labelled or apart):
            yield Stretch(date.start, date.end, "dateline")


@cache
def _dateline() -> re.Pattern[str]:
    city = r"(?-i:\b[A-Z][A-Z'’.-]{2,}(?:[ /][A-Z'’.-]{2,}){0,3}(?:, [A-Z][\w'’.-]+){0,2})"
    date = r"(?:, {month} \d{1,2}(?:, \d{4})?)?"
    service = r"(?: ?[\(\[/]{agency}[\)\]/])"
    return compiled(rf"{city}{date}(?:{service}\.? ?(?:--|[—–_-])?| ?(?:--|[—–])(?= ))")


def _datelines(head: str) -> Iterator[Stretch]:
    return (Stretch(found.start(), found.end(), "dateline") for found in _dateline().finditer(head))


def _bylines(head: str, marks: list[Stretch]) -> Iterator[Stretch]:
    """Bylines: "By" and names that reach to the next mark, or two names after a sentence's end and before another capital."""
    for found in _BY.finditer(head):
        names = _NAMES.match(head, found.end())
        if not names:
            continue
        ahead = next((mark.start for mark in marks if mark.start >= found.end()), len(head))
        if ahead <= names.end() and len(head[found.end() : ahead].split()) <= 6:
            yield Stretch(found.start(), _stripped(head, found.start(), ahead), "byline")
        elif len(names[0].split()) >= 3 and (
            _CLOSED.search(head[: found.start()]) or any(m.end == found.start() - 1 for m in marks)
        ):
            first, second = re.findall(r"\S+", names[0])[:2]
            yield Stretch(found.start(), head.index(second, found.end() + len(first)) + len(second), "byline")


def _stripped(head: str, start: int, end: int) -> int:
    return start + len(head[start:end].rstrip())


def _within_reach(head: str, start: int, marks: list[Stretch]) -> list[Stretch]:
    """The marks up to the first that too many words part from the one before. Of two that overlap, the earlier stays."""
    kept: list[Stretch] = []
    for mark in marks:
        if mark.start < start:
            continue
        if len(head[start : mark.start].split()) > _GAP:
            break
        kept.append(mark)
        start = mark.end
    return kept


def _titles(head: str, start: int, end: int) -> list[Stretch]:
    """What stands before a mark: headlines and standfirsts, apart where a closing quotation mark parts them."""
    cuts = [start, *(found.end() for found in _TITLE_BREAK.finditer(head, start, end)), end]
    found = [
        Stretch(first + len(head[first:last]) - len(head[first:last].lstrip()), _stripped(head, first, last), "title")
        for first, last in pairwise(cuts)
        if head[first:last].strip()
    ]
    whole = len(head[start:end].split())
    return [stretch._replace(label="title" if whole > 2 else "other") for stretch in found]


@cache
def _picture_source() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(table("en/parts")["picture_sources"], key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


def _picture(head: str, start: int) -> list[Stretch]:
    """A caption and the source of its picture, between the last mark and the text."""
    found = _picture_source().search(head, start, start + 150)
    if not found or not re.match(r"\s+[A-Z\"“‘']", head[found.end() :]):
        return []
    caption = head[start : found.start()]
    if len(caption.split()) > _CAPTION_WORDS or re.search(r"[.!?]\s", caption):
        return []
    credit = Stretch(found.start(), found.end(), "credit")
    begin = start + len(caption) - len(caption.lstrip())
    return [Stretch(begin, _stripped(head, begin, found.start()), "caption"), credit] if caption.strip() else [credit]
