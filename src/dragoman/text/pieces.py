"""Cuts a text into pieces: lines, and within lines what the patterns tell apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.lexicon.load import table
from dragoman.model import PartLabel
from dragoman.text.lines import lines
from dragoman.text.patterns import Pattern, Where, patterns, printed_date

_STOP = re.compile(r"[.!?…](?:[\"'”’»)\]]|\[\d+\])*$")
_INNER_STOP = re.compile(r"[a-z0-9)\"”’][.!?][\"'”’)]* +[\"'“‘(]?[A-Z]")
_EARLY = 3  # lines of prose after which a line no longer opens the report
_WITHIN: tuple[Where, ...] = ("inside", "start", "end")
_MOST_LINES = 5_000  # lines beyond which patterns are no longer tried: no report has as many
_SENTENCE = 10  # words that must follow the name of a city in small letters, so that it is no headline
_MOST_CUTS = 12  # times that one line is cut at most, so that its time is bounded


class Piece(NamedTuple):
    """A stretch of a line without white space around. `label` is what a pattern says, `None` where none does.

    `heading` opens a list of such things; `picture` tells the credit of a picture from that of a text.
    """

    start: int
    end: int
    words: str
    line: int
    label: PartLabel | None = None
    heading: bool = False
    picture: bool = False

    @property
    def size(self) -> int:
        """The number of words."""
        return len(self.words.split())

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return _STOP.search(self.words[-12:]) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it reads as running text: it ends as a sentence and is long enough for one, or it is long, or holds several."""
        size = self.size
        return (self.stops and size >= 8) or size >= 25 or (size >= 8 and _INNER_STOP.search(self.words) is not None)

    @property
    def is_titled(self) -> bool:
        """Whether its words carry the capitals of a headline: all long words, at least five, begin with one."""
        long = [word for word in re.findall(r"[^\W\d_]{5,}", self.words[:400]) if not self.words.isupper()]
        return len(long) >= 5 and all(word[0].isupper() for word in long)

    @property
    def plain(self) -> str:
        """Its letters and digits alone, to find repetitions."""
        return re.sub(r"\W+", "", self.words[:400]).casefold()


class _Find(NamedTuple):
    label: PartLabel
    start: int
    end: int
    heading: bool = False
    picture: bool = False


def pieces(text: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """All pieces of this stretch of a text in order; what lies between them is white space."""
    prose = 0
    for number, span in enumerate(lines(text, start, len(text) if end is None else end)):
        most = _MOST_CUTS if number < _MOST_LINES else 0
        cut = _cut(text, span, number, most, early=prose < _EARLY)
        prose += any(piece.label is None and piece.is_prose for piece in cut)
        yield from cut


def _cut(text: str, span: tuple[int, int], line: int, most: int, *, early: bool) -> list[Piece]:
    """The pieces of one line, cut `most` times at most. What a pattern leaves is looked at again, from left to right."""
    waiting: list[tuple[int, int, _Find | None]] = [(*span, None)]
    done: list[Piece] = []
    cuts = 0
    while waiting:
        start, end, known = waiting.pop()
        first, last = _trimmed(text, start, end)
        words = text[first:last]
        if known:
            done.append(Piece(first, last, words, line, known.label, known.heading, known.picture))
            continue
        found = _found(words, early=early and not done) if words and cuts < most else None
        if found:
            cuts += 1
            middle, after = first + found.start, first + found.end
            waiting += [(after, last, None), (middle, after, found), (first, middle, None)]
        elif words:
            done.append(Piece(first, last, words, line))
    return done


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _found(words: str, *, early: bool) -> _Find | None:
    """The first stretch of these words that a pattern tells apart."""
    whole = _whole(words)
    if whole:
        return whole
    for where in _WITHIN:
        for pattern in patterns(where):
            found = pattern.find(words) if early or not pattern.early else None
            if found and not (pattern.early and len(words[found[1] :].split()) < _SENTENCE):
                return _Find(pattern.part, found[0], _closed(words, pattern, found), picture=pattern.picture)
    return None


def _whole(words: str) -> _Find | None:
    """What the words are from their beginning on: a section, a labelled line, a printed date, a byline."""
    if _is_section(words):
        return _Find("navigation", 0, len(words))
    for pattern in patterns("line"):
        if pattern.find(words):
            return _Find(pattern.part, 0, len(words), pattern.heading, pattern.picture)
    dated = _date_before(words)
    if dated:
        return _Find("dateline", 0, dated)
    return _Find("byline", 0, len(words)) if _is_byline(words) else None


def _closed(words: str, pattern: Pattern, found: tuple[int, int]) -> int:
    """Where a stretch ends. A link inside a long line has no end of its own: it goes to the next stop or a headline's length."""
    if pattern.name != "link inside a line" or len(words) - found[0] < 250:
        return found[1] if pattern.name != "link inside a line" else len(words)
    stop = re.search(r"(?<=[a-z])[.!?)](?=\s|$)", words[found[0] : found[0] + 200])
    return found[0] + (stop.end() if stop else len(" ".join(words[found[0] : found[1]].split(" ")[:12])))


def _is_section(words: str) -> bool:
    if len(words) > 80:
        return False
    names = [name.strip() for name in re.split(r"[|/•·»>,]", words.casefold())]
    return all(name in table("en/parts")["sections"] for name in names)


def _date_before(words: str) -> int:
    """The end of a printed date that opens a line: alone, labelled, closed by a dash or bar, or before a few words."""
    date = printed_date(words)
    if date is None:
        return 0
    rest = words[date.end :]
    mark = re.match(r"[\s.,:;)\]]*(?:[|•·–—-]+\s*)?", rest)
    finish = date.end + (mark.end() if mark else 0)
    after = words[finish:]
    closed = bool(re.match(r"\s*[|•·:–—-]", rest))
    few = len(after.split()) <= 3 and not re.match(r"\s*[a-z]", rest)
    if not after or few or (closed and after[:1].isupper()) or (date.labelled and not re.match(r"[a-z]", after)):
        return len(words[:finish].rstrip())
    return 0


def _is_byline(words: str) -> bool:
    """Whether a line says who wrote: "By" and names, offices and services, no verb."""
    found = re.match(
        r"[—–-]{0,2} ?(?:(?-i:By|BY|by)|(?:written|posted|submitted|reported|text|story) by|from our)(?: ?: ?| )(.{3,160})",
        words,
        re.IGNORECASE,
    )
    if not found or found.end() != len(words) or _STOP.search(words.removesuffix(".")):
        return False
    known = set(table("en/parts")["byline_words"])
    parts = re.findall(r"[^\s,;|/&()–—-]+", found[1].rstrip("."))
    names = [part for part in parts if part.casefold() not in known]
    return 0 < len(names) <= 14 and all(_is_name(part) for part in names) and not printed_date(found[1])


def _is_name(word: str) -> bool:
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return (word[:1].isupper() or "@" in word) and word not in weekdays and not word[:1].isdigit()
