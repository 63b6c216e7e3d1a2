"""What every stretch of a report's text is: title, dateline, body, caption, and what else stands around a report."""

from collections.abc import Iterable, Sequence

from dragoman.model import Part, PartLabel, Report
from dragoman.text.glued import opening
from dragoman.text.header import label_header
from dragoman.text.pieces import Piece, pieces
from dragoman.text.tail import label_rest

_LONG = 40  # words beyond which a piece can hold a header and a text


def label(report: Report) -> tuple[Part, ...]:
    """The parts of a report: every character of its text once, in order; white space goes to the part before it.

    Marks of a page are trusted, and what its body holds is told apart by patterns alone. A text without marks is read
    by the shape and the place of its lines.
    """
    if not report.text:
        return ()
    found = _marked(report) if report.marks else _unmarked(report)
    return _covering(report.text, found)


def _unmarked(report: Report) -> list[Piece]:
    masthead = Piece(0, 0, report.source or "", -1).plain
    found = [
        piece._replace(label="navigation") if masthead and piece.plain == masthead else piece
        for piece in _opened(list(pieces(report.text)))
    ]
    head, rest = label_header(found, report.title or "")
    return head + label_rest(rest)


def _opened(found: list[Piece]) -> list[Piece]:
    """The pieces, with the header cut off the first that is prose, where that is long enough to hold one."""
    index = next((i for i, piece in enumerate(found) if piece.label is None and piece.is_prose), None)
    if index is None or found[index].size < _LONG:
        return found
    long = found[index]
    cut = [
        Piece(long.start + start, long.start + end, long.words[start:end], long.line, part)
        for start, end, part in opening(long.words)
    ]
    if not cut:
        return found
    end = cut[-1].end - long.start
    words = long.words[end:].strip()
    start = long.start + long.words.index(words, end)
    body = [Piece(start, long.end, words, long.line, "body")] if words else []
    return found[:index] + cut + body + found[index + 1 :]


def _marked(report: Report) -> list[Piece]:
    """The pieces of a page."""
    found: list[Piece] = []
    for first, last, part in _runs(report.text, report.marks):
        if part == "body":
            found += (piece._replace(label=piece.label or "body") for piece in pieces(report.text, first, last))
        else:
            found.append(Piece(first, last, report.text[first:last], -1, part))
    return found


def _runs(text: str, marks: Sequence[Part]) -> Iterable[tuple[int, int, PartLabel]]:
    """The marks, with body marks that only white space parts taken together; what no mark covers is other."""
    runs: list[tuple[int, int, PartLabel]] = []
    cursor = 0
    for mark in sorted(marks):
        start, end = max(mark.start, cursor), min(mark.end, len(text))
        if start >= end:
            continue
        if text[cursor:start].strip():
            runs.append((cursor, start, "other"))
        if mark.part == "body" and runs and runs[-1][2] == "body":
            runs[-1] = (runs[-1][0], end, "body")
        else:
            runs.append((start, end, mark.part))
        cursor = end
    if text[cursor:].strip():
        runs.append((cursor, len(text), "other"))
    return runs


def _covering(text: str, found: Sequence[Piece]) -> tuple[Part, ...]:
    """Parts without gaps; stretches of body that follow each other are one part."""
    parts: list[Part] = []
    for piece in found:
        part = piece.label or "body"
        if parts and part == "body" and parts[-1].part == "body":
            continue
        start = piece.start if parts else 0
        if parts:
            parts[-1] = Part(parts[-1].start, start, parts[-1].part)
        parts.append(Part(start, len(text), part))
    return tuple(parts) or (Part(0, len(text), "other"),)
