"""What mark-up says of each line of a page: body where the extractor found it, else by the elements around it."""

import re
from collections.abc import Sequence

from dragoman.ingest.given import Given
from dragoman.ingest.lines import Line
from dragoman.model import Part, PartLabel, Span

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# What elements say, most telling first.
_ELEMENTS: tuple[tuple[frozenset[str], PartLabel], ...] = (
    (frozenset({"credit"}), "credit"),
    (frozenset({"figcaption"}), "caption"),
    (frozenset({"related", "aside"}), "related"),
    (frozenset({"nav", "footer", "form", "button", "select"}), "navigation"),
    (frozenset({"byline"}), "byline"),
    (frozenset({"time"}), "dateline"),
    (frozenset({"header"}), "navigation"),
)
_CROSSHEAD = 12  # words of a heading at most that is a crosshead and no question of an interview
_OPENING = 24  # letters from which two titles that open alike are one
_SHORT = 8  # letters of a title that says nothing by itself
_LINKED = 0.8  # share of a line inside links beyond which it leads elsewhere


def mark(text: str, lines: Sequence[Line], body: Sequence[Span], stated: Given) -> tuple[Part, ...]:
    """The marks of a page, one or more a line. None where no body was found: its lines are then judged as a text file's."""
    if not body:
        return ()
    titles = _titles(text, lines, body, stated)
    marks: list[Part] = []
    ahead = 0
    for line in lines:
        while ahead < len(body) and body[ahead].end <= line.start:
            ahead += 1
        inside = _clipped(line, body, ahead)
        if line in titles:
            marks.append(Part(line.start, line.end, "title"))
        elif inside:
            marks += _of_body(text, line, inside, opens=all(done.part != "body" for done in marks))
        else:
            marks.append(Part(line.start, line.end, _by_elements(line, after=ahead > 0)))
    return tuple(marks)


def _titles(text: str, lines: Sequence[Line], body: Sequence[Span], stated: Given) -> frozenset[Line]:
    """The lines that repeat the stated title before the body, else the first main heading; the title of the window at last."""
    wanted = plain(stated.title or "")
    before = [line for line in lines if line.start < body[0].end]
    same = [line for line in before if wanted and plain(text[line.start : line.end]) == wanted and "title" not in line.kinds]
    window = [line for line in before if "title" in line.kinds]
    # A main heading that opens as the stated title or the window's does is the headline wherever it stands; in the page's
    # head another one is the paper's name.
    known = wanted or "".join(plain(text[line.start : line.end]) for line in window[:1])
    mains = [line for line in before if "h1" in line.kinds]
    akin = [line for line in mains if _is_akin(plain(text[line.start : line.end]), known)]
    heads = [line for line in mains if "header" not in line.kinds]
    return frozenset((akin or same or heads or window)[:1])


def _is_akin(one: str, other: str) -> bool:
    size = min(len(one), len(other), _OPENING)
    return size > _SHORT and one[:size] == other[:size]


def plain(text: str) -> str:
    """The letters and figures of a text, by which two spellings of one line are told."""
    return re.sub(r"\W+", "", text).casefold()


def _clipped(line: Line, body: Sequence[Span], ahead: int) -> list[Span]:
    """The stretches of a line that lie in the body, of which `ahead` is the first span that ends after the line begins."""
    inside = []
    for span in (body[index] for index in range(ahead, len(body))):
        if span.start >= line.end:
            break
        inside.append(Span(max(span.start, line.start), min(span.end, line.end)))
    return inside


def _of_body(text: str, line: Line, inside: Sequence[Span], *, opens: bool) -> list[Part]:
    """The marks of a line that the extractor took. A long heading is a standfirst where it `opens` the body, else a question."""
    if "figcaption" in line.kinds or "credit" in line.kinds:
        return [Part(line.start, line.end, "credit" if "credit" in line.kinds else "caption")]
    label: PartLabel = "body"
    if line.kinds & _HEADINGS:
        short = len(text[line.start : line.end].split()) <= _CROSSHEAD
        label = "other" if short else "title" if opens else "body"
    return [Part(span.start, span.end, label) for span in inside]


def _by_elements(line: Line, *, after: bool) -> PartLabel:
    if "title" in line.kinds:
        return "navigation"
    for kinds, label in _ELEMENTS:
        if line.kinds & kinds:
            return label
    if line.linked > _LINKED:
        return "related" if after else "navigation"
    return "other"
