"""The text of a report after its header: body, crossheads within it, and what sites put below it."""

from collections.abc import Sequence

from dragoman.model import PartLabel
from dragoman.text.header import is_credited
from dragoman.text.pieces import Piece

_CROSSHEAD = 8  # words of a crosshead at most
_CAPTION = 45  # words of a caption in the midst of a text
_LIST = 3  # lines in a row that make a list of headlines
_HEADLINE = 24  # words of a headline at most
_MARKED = 2  # words of a bullet with one word, which below the text is none of it
# In a text of which fewer of the longer lines end as sentences do, the missing stop tells nothing.
_PUNCTUATED = 0.5
_OF_LISTS = frozenset({"byline", "dateline", "other", "caption"})
_OPENERS = ('"', "“", "‘", "'", "-", "–", "—", "•", "*", "·", "(", "…", "Q:", "A:", "Q.", "A.")


def label_rest(found: Sequence[Piece]) -> list[Piece]:
    """The pieces after the header, each with its label."""
    if not _is_punctuated(found):
        return [piece._replace(label=piece.label or "body") for piece in found]
    last = max((index for index, piece in enumerate(found) if piece.label is None and piece.is_prose), default=-1)
    done: list[Piece] = []
    listing = False
    for index, piece in enumerate(found):
        if piece.heading:
            listing = True
        elif piece.label in {None, "body"} and piece.is_prose and piece.stops:
            listing = False
        part = piece.label or ("related" if listing else _part(found, index, last))
        if listing and part in _OF_LISTS:
            part = "related"
        done.append(piece._replace(label=part))
    return done


def _is_punctuated(found: Sequence[Piece]) -> bool:
    long = [piece for piece in found if piece.label is None and piece.size >= _CROSSHEAD]
    prose = [piece for piece in found if piece.label == "body" or (piece.label is None and piece.is_prose)]
    return bool(prose) and (
        not long or sum(piece.stops for piece in long) >= _PUNCTUATED * len(long) or any(p.heading for p in found)
    )


def _part(found: Sequence[Piece], index: int, last: int) -> PartLabel:
    """What a piece is that no pattern names and that is in no list. `last` is the index of the last prose."""
    piece = found[index]
    after = found[index + 1] if index + 1 < len(found) else None
    if after is not None and is_credited(piece, after) and (piece.size <= _CAPTION and not _has_prose_before(found, index)):
        return "caption"
    if _is_running(found, index, last):
        return "body"
    if index > last:
        return "related" if _in_list(found, index, last) else "other" if piece.size <= _CROSSHEAD else "body"
    return "other" if piece.size <= _CROSSHEAD else "body"


def _has_prose_before(found: Sequence[Piece], index: int) -> bool:
    """Whether the same line holds a text before this piece, so that a credit at its end is none of a picture."""
    return found[index].is_prose and found[index].stops and index > 0 and found[index - 1].label != "caption"


def _is_running(found: Sequence[Piece], index: int, last: int) -> bool:
    """Whether a piece belongs to running text: it ends as a sentence, opens or goes on a list or a quotation."""
    piece = found[index]
    if piece.size == _MARKED and piece.words[0] in "•*·" and index > last:
        return False
    if piece.is_prose or piece.words.startswith(_OPENERS) or piece.words.endswith((":", ",", ";")) or not piece.words[:1].isupper():
        return True
    if index and found[index - 1].label is None and found[index - 1].words.endswith((":", ",", ";")):
        return True
    return piece.stops and not (piece.words.endswith("?") and piece.size <= _CROSSHEAD)


def _in_list(found: Sequence[Piece], index: int, last: int) -> bool:
    """Whether the piece stands among several headlines below the text."""
    around = range(max(last + 1, index - _LIST + 1), min(len(found), index + _LIST))
    run = longest = 0
    for place in around:
        run = run + 1 if _is_headline(found[place]) else 0
        longest = max(longest, run)
    return longest >= _LIST


def _is_headline(piece: Piece) -> bool:
    return piece.label in {None, "byline", "dateline", "related"} and not piece.stops and piece.size <= _HEADLINE
