"""Where the paragraphs that an extractor gives stand in the full text of a page."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from dragoman.model import Span

_BLANK = re.compile(r"\s+")
_ANCHOR = 40  # characters without white space: long enough to stand once in a page
_WINDOW = 4  # words in a row that a line must share with the extracted text


def locate(text: str, paragraphs: Sequence[str]) -> tuple[Span, ...]:
    """The spans of the full text that hold these paragraphs, in order and without overlap.

    White space does not count. Long paragraphs are found first and in order; short ones only between their neighbours,
    because a word alone may also stand in a menu. Paragraphs that an extractor put together anew are found line by line.
    """
    squeezed = _Squeezed(text)
    wanted = [_BLANK.sub("", paragraph) for paragraph in paragraphs]
    found = _anchors(squeezed.text, wanted)
    lost = [paragraphs[index] for index, words in enumerate(wanted) if len(words) >= _ANCHOR and index not in found]
    _between(squeezed.text, wanted, found)
    spans = [squeezed.span(start, end) for start, end in found.values()]
    if lost:
        spans += _shared_lines(text, lost)
    return _joined(spans)


class _Squeezed:
    """A text without its white space, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []
        self.places: list[int] = []
        parts: list[str] = []
        length = 0
        for word in re.finditer(r"\S+", text):
            parts.append(word[0])
            self.starts.append(length)
            self.places.append(word.start())
            length += len(word[0])
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> Span:
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, offset: int) -> int:
        index = bisect_right(self.starts, offset) - 1
        return self.places[index] + offset - self.starts[index]


def _anchors(text: str, wanted: Sequence[str]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    cursor = 0
    for index, words in enumerate(wanted):
        if len(words) < _ANCHOR:
            continue
        place = text.find(words, cursor)
        if place >= 0:
            cursor = place + len(words)
            found[index] = (place, cursor)
    return found


def _between(text: str, wanted: Sequence[str], found: dict[int, tuple[int, int]]) -> None:
    """Finds the short paragraphs, and adds them."""
    ends = sorted(found)
    cursor = 0
    for index, words in enumerate(wanted):
        if index in found:
            cursor = found[index][1]
        elif words and len(words) < _ANCHOR and ends:
            after = bisect_right(ends, index)
            limit = found[ends[after]][0] if after < len(ends) else min(len(text), cursor + 400)
            place = text.rfind(words, cursor, limit) if not after else text.find(words, cursor, limit)
            if place >= 0:
                cursor = place + len(words)
                found[index] = (place, cursor)


def _shared_lines(text: str, paragraphs: Sequence[str]) -> list[Span]:
    """Lines of which most runs of words also stand in the paragraphs."""
    known = {run for paragraph in paragraphs for run in _runs(paragraph)}
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        runs = _runs(line[0])
        if runs and sum(run in known for run in runs) > 0.6 * len(runs):
            spans.append(Span(line.start(), line.end()))
    return spans


def _runs(text: str) -> list[tuple[str, ...]]:
    words = text.split()
    return [tuple(words[index : index + _WINDOW]) for index in range(len(words) - _WINDOW + 1)]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
