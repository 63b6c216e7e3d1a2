"""Reports and their text. Cleaning labels, it never deletes."""

from bisect import bisect_right
from typing import Literal

import msgspec

from dragoman.model.spans import Span
from dragoman.model.times import When

Basis = Literal["metadata", "stated", "url", "inferred", "cross", "unknown"]
PartLabel = Literal["title", "dateline", "body", "caption", "related", "byline", "navigation", "credit", "other"]


class Published(When, frozen=True, kw_only=True):
    """When a report was published, what that rests on, and one sentence naming the words that decided it."""

    basis: Basis = "unknown"
    why: str = ""


class Part(msgspec.Struct, frozen=True, order=True):
    """A stretch of the full text and what it is."""

    start: int
    end: int
    part: PartLabel

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report as received.

    `id` is `sha256:` and the hash of its bytes; `text` its full text, kept whole; `marks` what mark-up says of parts of
    it (empty for plain text); the other fields are what its metadata state, `None` where they do not.
    """

    id: str
    text: str
    origins: tuple[str, ...] = ()
    source: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    agency: str | None = None
    published: Published = Published()
    marks: tuple[Part, ...] = ()


class Text(msgspec.Struct, frozen=True):
    """A report's text divided: `parts` cover every character once, in order; `sentences` lie in title and body parts."""

    parts: tuple[Part, ...]
    sentences: tuple[Span, ...]

    def part_at(self, offset: int) -> PartLabel:
        """What the character at this offset is part of."""
        at = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[at].part if at >= 0 and offset < self.parts[at].end else "other"

    def sentence_of(self, span: Span) -> Span | None:
        """The sentence that holds a span; none where it stands outside of all or in two."""
        found = self.sentence_at(span.start)
        return found if found is not None and found.holds(span) else None

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence in which the character at this offset stands; none between and outside of them."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A report that could not be read, where it came from, why, and what to do."""

    origin: str
    stage: str
    why: str
    advice: str = ""
    report: str | None = None
