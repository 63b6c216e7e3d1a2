"""The noun of this reading: a content and its source."""

import msgspec

from dragoman.model import Actor, Span


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A content and its source.

    `sources` are actor ids (empty where the report names nobody it can be grounded to), `source` the words that name it.
    `unnamed` are those of `sources` that have no name and that the reading does not list.
    `token` is the cue's head in sentence `sentence`. `content` holds one stretch or, where the cue stands inside it or a
    quotation is carried on, several; `quoted` tells for each of them whether all of it stands in quotation marks.
    `likelihood` is how sure the language model is that the cue opens an attribution; `None` where nothing is known of that.
    `is_told` is false where the report does not say that it was said ("did not say that", "if he says").
    """

    sentence: int
    token: int
    cue: Span
    kind: str
    implies: str
    frame: str
    rule: str
    content: tuple[Span, ...]
    quoted: tuple[bool, ...]
    sources: tuple[str, ...] = ()
    unnamed: tuple[Actor, ...] = ()
    source: Span | None = None
    speaker: int | None = None
    speaker_sentence: int = 0
    doubting: bool = False
    factive: bool = False
    stance: str | None = None
    is_told: bool = True
    likelihood: float | None = None

    def covers(self, span: Span) -> bool:
        """Whether these characters lie in the content."""
        return any(piece.holds(span) for piece in self.content)
