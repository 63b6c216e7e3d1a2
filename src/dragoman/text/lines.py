"""The lines of a text; where it is wrapped by hand, its paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Line = tuple[int, int]
"""Offsets of the first character of a line and of its end, without the break."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_WIDTH = 100  # characters: text wrapped by hand has no longer lines
_FEW = 6  # lines below which nothing tells whether they are wrapped
_FULL = 0.7  # share of the width that a line has when only its end made it break
_SAMPLE = 2_000  # lines that are looked at to find out


def lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of this stretch that hold more than white space; those of a paragraph wrapped by hand as one."""
    found = [match.span() for match in _LINE.finditer(text, start, end) if match[0].strip()]
    width = _wrapped(text, found[:_SAMPLE])
    if not width:
        yield from found
        return
    first = 0
    for index in range(1, len(found) + 1):
        if index == len(found) or not _goes_on(text, found[index - 1], found[index], width):
            yield found[first][0], found[index - 1][1]
            first = index


def _wrapped(text: str, found: Sequence[Line]) -> int:
    """The width at which a text is wrapped by hand, 0 where it is not: most lines that others follow go on in them."""
    width = max((end - start for start, end in found), default=0)
    pairs = [(one, other) for one, other in pairwise(found) if _adjacent(text, one, other)]
    going_on = sum(text[other[0]].islower() for one, other in pairs)
    return width if width <= _WIDTH and len(found) >= _FEW and going_on > len(pairs) // 2 else 0


def _adjacent(text: str, one: Line, other: Line) -> bool:
    """Whether no blank line parts the two."""
    return text.count("\n", one[1], other[0]) <= 1 and text.count("\r", one[1], other[0]) <= 1


def _goes_on(text: str, one: Line, other: Line, width: int) -> bool:
    """Whether the second line carries on the paragraph of the first: neither is apart, indented or marked, nor the first short."""
    after = text[other[0] : other[1]]
    if not _adjacent(text, one, other) or after[:1] in " \t•*-–—":
        return False
    return after[0].islower() or one[1] - one[0] >= _FULL * width
