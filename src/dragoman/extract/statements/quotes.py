"""Words in quotation marks: where they stand, and whether they are somebody's whole utterance or only a few words of it."""

import re
from collections.abc import Iterator

import msgspec

from dragoman.model import Reading, Span

OPENING = {"“": '”"', "„": "“”", "«": "»", "‘": "’", '"': '"”', "'": "'"}
# Doubled apostrophes and backquotes are written for a double mark; the filler keeps all offsets
DOUBLED, FILLER = re.compile("''|``|’’|‘‘"), "\x00"
LONGEST = 4000  # characters of one quotation within a paragraph; a longer one is a lost closing mark


class Quote(msgspec.Struct, frozen=True, order=True):
    """A stretch from opening to closing mark, both included; `inner` leaves the marks out.

    `is_closed` is false where the paragraph ends before a closing mark, as it does when the quotation goes on in the next.
    `depth` counts the quotations around it.
    """

    start: int
    end: int
    inner: Span
    is_closed: bool = True
    depth: int = 0

    @property
    def span(self) -> Span:
        """The offsets with the marks."""
        return Span(self.start, self.end)


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """All quotations of title and body, in text order, those inside others included."""
    text = DOUBLED.sub(f'"{FILLER}', reading.report.text)
    found = [quote for start, end in _paragraphs(reading) for quote in _within(text, start, end)]
    return tuple(sorted(found))


def _paragraphs(reading: Reading) -> Iterator[tuple[int, int]]:
    for part in reading.text.parts:
        if part.part in ("title", "body"):
            for found in re.finditer(r"[^\n\r]+", reading.report.text[part.start : part.end]):
                yield part.start + found.start(), part.start + found.end()


def _within(text: str, start: int, end: int) -> Iterator[Quote]:
    """Quotations of one paragraph: a stack of open marks, single marks only where no apostrophe can be meant."""
    opened: list[int] = []
    for at in range(start, end):
        mark = text[at]
        if opened and mark in OPENING[text[opened[-1]]] and _can_close(text, at, end):
            begun = opened.pop()
            yield Quote(begun, at + _width(text, at), Span(begun + _width(text, begun), at), True, len(opened))
        elif mark in OPENING and _can_open(text, start, at, end) and not any(text[o] == mark for o in opened):
            opened.append(at)
    if opened and text[opened[0]] in '“"«„' and end - opened[0] < LONGEST:
        yield Quote(opened[0], end, Span(opened[0] + _width(text, opened[0]), end), False)


def _width(text: str, at: int) -> int:
    """How many characters a mark takes."""
    return 2 if text[at + 1 : at + 2] == FILLER else 1


def _can_open(text: str, start: int, at: int, end: int) -> bool:
    is_free = at == start or text[at - 1].isspace() or text[at - 1] in "([—–-“‘\"':"
    if at + 1 >= end or text[at + 1].isspace():
        return False
    if text[at] in "'‘":
        return (
            is_free
            and not re.match(r"\d\ds?\b|(?:em|til|tis|twas|cause)\b", text[at + 1 : at + 8], re.IGNORECASE)
            and _has_partner(text, at, end)
        )
    return is_free or text[at] in "“«„"


def _has_partner(text: str, at: int, end: int) -> bool:
    """Whether a single mark that could close it stands later in the paragraph."""
    return any(text[i] in "'’" and _can_close(text, i, end) for i in range(at + 2, end))


def _can_close(text: str, at: int, end: int) -> bool:
    """Whether a mark can close a quotation. "parties' talks": a plural possessive does so only where no other mark can."""
    if text[at] not in "'’":
        return True
    if at + 1 < end and text[at + 1].isalnum():
        return False
    is_possessive = text[at - 1] == "s" and text[at + 1 : at + 2] == " "
    return not is_possessive or not any(text[i] in "'’" and _can_close(text, i, end) for i in range(at + 1, end))
