"""What stands before the text of a report: headline, standfirst, date, byline, pictures."""

import re
from collections.abc import Sequence
from itertools import groupby

from dragoman.model import PartLabel
from dragoman.text.pieces import Piece

# What stands between headline and text only, beside the credits of pictures; links and advertisements stand everywhere.
_DEBRIS = frozenset({"title", "dateline", "byline", "caption"})
_INNER_STOP = re.compile(r"[.!?][\"'”’)]* +\S")
_FAR = 30  # pieces in which a header ends
_STANDFIRST = 45  # words of a standfirst at most, by the longest that news sites print
_HEADLINE = 25  # likewise of a headline
_CAPTION = 70  # likewise of a caption; one that ends in its credit may be longer
_CREDITED = 110
_MENU = 5  # lines of few words in a row that make a menu
_FEW = 3  # words of a line of a menu, and of a section above the headline


def label_header(found: Sequence[Piece], title: str = "") -> tuple[list[Piece], list[Piece]]:
    """The labelled pieces of the header, and those after it as they are. `title` is the headline, where metadata give it."""
    found = _without_menu(found)
    end = _end(found) or _above(found)
    named = any(piece.label in {None, "title"} and not _is_section(found, index) for index, piece in enumerate(found[:end]))
    end = end if named else _headed(found, end)
    head: list[Piece] = []
    known = Piece(0, 0, title, -1).plain
    for index in range(end):
        piece = found[index]
        above = not known and _is_section(found[:end], index)
        part = piece.label or ("navigation" if above else _part(found[:end], index, known, {done.label for done in head}))
        if part == "title" and not known:
            known = piece.plain
        head.append(piece._replace(label=part))
    return head, list(found[end:])


def _without_menu(found: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the lines of menus above the text labelled: many lines of few words in a row, a longer one among them."""
    done = list(found)
    for is_menu, group in groupby(range(min(len(found), 2 * _FAR)), key=lambda at: _is_menu(found[at])):
        short = [at for at in (group if is_menu else ()) if found[at].size <= _FEW]
        run = range(short[0], short[-1] + 1) if short else range(0)
        if sum(found[at].label is None for at in run) >= _MENU:
            for at in run:
                done[at] = found[at]._replace(label=found[at].label or "navigation")
    return done


def _is_menu(piece: Piece) -> bool:
    return piece.label in {None, "navigation", "other"} and piece.size <= 2 * _FEW and not (piece.stops or piece.is_prose)


def _headed(found: Sequence[Piece], end: int) -> int:
    """The end of a header without a headline so far: after the one that follows and the sections above it, if prose comes then."""
    at = end
    while at < min(len(found), _FAR) and (found[at].label in {"navigation", "other"} or _is_section(found, at)):
        at += 1
    if at < len(found) and _is_headline(found[at]) and any(piece.is_prose for piece in found[at + 1 :]):
        return at + 1
    return end


def _is_section(found: Sequence[Piece], index: int) -> bool:
    """Whether a piece is a word or two above the headline that comes before any prose: a section, a tool of the page."""
    if found[index].label is not None or found[index].size > _FEW:
        return False
    for after in found[index + 1 : _FAR]:
        if after.label in {"dateline", "byline", "body"} or (after.is_prose and not _is_headline(after)):
            return False
        if _is_headline(after) and after.size > _FEW:
            return True
    return False


def _end(found: Sequence[Piece]) -> int:
    """The number of pieces up to the last one that only a header has, before the text runs on."""
    last = max((index for index, piece in enumerate(found) if piece.label in {None, "body"} and piece.is_prose), default=0)
    end = prose = 0
    for index, piece in enumerate(found[: min(_FAR, last)]):
        if _is_debris(piece) or (piece.label == "other" and not prose) or (index and _repeats(piece, found[0])):
            end = index + 1
        elif piece.label == "body" or (piece.label is None and piece.is_prose and not _is_captioning(found, index)):
            prose += 1
            # A standfirst is one paragraph; with the second the text has begun.
            if piece.label == "body" or prose > 1 or piece.size > _CAPTION:
                break
    return end


def _repeats(piece: Piece, first: Piece) -> bool:
    return piece.label is None and piece.plain == first.plain


def _above(found: Sequence[Piece]) -> int:
    """The number of pieces above the headline that a pattern names, such as a masthead."""
    return next((index for index, piece in enumerate(found[:_FAR]) if piece.label in {None, "body"}), 0)


def _is_debris(piece: Piece) -> bool:
    return piece.label in _DEBRIS or piece.picture


def _is_captioning(found: Sequence[Piece], index: int) -> bool:
    return index + 1 < len(found) and is_credited(found[index], found[index + 1])


def _is_headline(piece: Piece) -> bool:
    if piece.label is not None or piece.size > _HEADLINE:
        return False
    if piece.words.endswith("?") and not _INNER_STOP.search(piece.words):
        return True
    return piece.is_titled or not (piece.is_prose or piece.words.endswith((".", ":", ",")))


def _part(head: Sequence[Piece], index: int, known: str, seen: set[PartLabel | None]) -> PartLabel:
    """What a piece of the header is that no pattern names. `known` is the headline so far, `seen` the labels before."""
    piece = head[index]
    after = head[index + 1] if index + 1 < len(head) else None
    opens = not seen & {"title", "body"}
    if (known and piece.plain == known) or (opens and _is_headline(piece) and (after is None or after.line != piece.line)):
        return "title"
    if (not opens and _is_twice(head, index)) or (after is not None and is_credited(piece, after)):
        return "caption"
    if piece.is_prose and not piece.is_titled:
        return "title" if "title" in seen and piece.size <= _STANDFIRST else "body"
    if "body" in seen:
        return "other"
    if after is not None and after.label in {"dateline", "other"} and "title" in seen and _is_name(piece):
        return "byline"
    return "title" if opens or piece.size > 3 else "other"


def _is_twice(head: Sequence[Piece], index: int) -> bool:
    """Whether the piece is repeated, as captions are: with the picture and below it."""
    return any(other.plain == head[index].plain for place, other in enumerate(head) if place != index)


def is_credited(piece: Piece, after: Piece) -> bool:
    """Whether the credit of a picture follows, so that the piece is its caption."""
    if not after.picture or piece.size > (_CREDITED if piece.line == after.line else _CAPTION):
        return False
    return piece.line == after.line or not (piece.is_prose or piece.stops)


def _is_name(piece: Piece) -> bool:
    words = piece.words.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words) and not piece.stops
