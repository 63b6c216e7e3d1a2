"""Where words stand: half-open character offsets in the full text of a report."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` up to, not including, `end`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


class Evidence(msgspec.Struct, frozen=True, order=True):
    """A span of one report with its exact quote; a quote that no longer matches is shown as an error, never repaired."""

    report: str
    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)

    def matches(self, text: str) -> bool:
        """Whether the full text of the report still holds the quote at these offsets."""
        return text[self.start : self.end] == self.quote
