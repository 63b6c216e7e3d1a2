"""How far confidence can be trusted: claims in ten bins by their confidence, beside the share of right ones in each.

The picture draws one against the other (DeGroot and Fienberg 1983): on the diagonal, a claim of confidence 0.7 is right seven times
in ten.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

BINS = 10
SIDE, EDGE = 360, 44  # of the picture: the square and the room for its labels, in pixels


class Bin(NamedTuple):
    """Acts of like confidence: how many, their mean confidence, and the share of right ones."""

    acts: int
    confidence: float
    right: float


def binned(judged: Iterable[tuple[float, float]]) -> list[Bin]:
    """The bins that hold any act, in order of confidence; an act is its confidence, and 1.0 where it is right, else 0.0."""
    bins: list[list[tuple[float, float]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return [Bin(len(b), sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b)) for b in bins if b]


def error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean distance between confidence and share of right ones, weighed by acts."""
    total = sum(b.acts for b in bins)
    return sum(b.acts * abs(b.right - b.confidence) for b in bins) / total if total else 0.0


def picture(bins: Sequence[Bin]) -> str:
    """The bins as an SVG: a dot each, its area after the number of acts, and the diagonal."""
    most = max((b.acts for b in bins), default=1)
    dots = "".join(
        f'<circle cx="{_x(b.confidence)}" cy="{_y(b.right)}" r="{3 + 9 * (b.acts / most) ** 0.5:.1f}" fill="#2b6cb0" '
        f'fill-opacity="0.75"><title>{b.acts} acts, confidence {b.confidence:.2f}, right {b.right:.2f}</title></circle>'
        for b in bins
    )
    ticks = "".join(
        f'<text x="{_x(t)}" y="{SIDE + EDGE + 18}" text-anchor="middle">{t}</text>'
        f'<text x="{EDGE - 8}" y="{_y(t) + 4}" text-anchor="end">{t}</text>'
        for t in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    whole, middle = SIDE + 2 * EDGE, EDGE + SIDE / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        'font-family="sans-serif" font-size="12" fill="#444">'
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#bbb"/>'
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>{dots}{ticks}'
        f'<text x="{middle}" y="{whole - 8}" text-anchor="middle">confidence</text>'
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share of right acts</text></svg>\n'
    )


def _x(share: float) -> float:
    return round(EDGE + SIDE * share, 1)


def _y(share: float) -> float:
    return round(EDGE + SIDE * (1 - share), 1)
