"""One report as it is read: sentences with their grammar, and the dates, actors and places that its words stand for."""

from typing import Literal

import msgspec

from dragoman.model.actors import Actor
from dragoman.model.places import Place
from dragoman.model.reports import Published, Report, Text
from dragoman.model.spans import Span
from dragoman.model.times import When


class Token(msgspec.Struct, frozen=True):
    """A word with offsets in the full text, Universal Dependencies tags, and the index of its head (-1 for the root)."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    rel: str


NameKind = Literal["PERSON", "ORG", "LOC", "FAC", "NORP", "EVENT", "MISC"]
NameLabel = Literal["PER", "ORG", "LOC", "MISC"]
_LABELS: dict[NameKind, NameLabel] = {
    "PERSON": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "MISC": "MISC",
}


class Name(msgspec.Struct, frozen=True):
    """A name found by the language model: tokens `first` to `last` of its sentence, both included.

    `kind` is what it stands for: a place is LOC or, where it is built, FAC; NORP are peoples and creeds; MISC is what is left.
    """

    first: int
    last: int
    kind: NameKind

    @property
    def label(self) -> NameLabel:
        """The type that all open sets of names share: FAC is a LOC, NORP and EVENT are MISC."""
        return _LABELS[self.kind]


class Filler(msgspec.Struct, frozen=True):
    """Words `first` to `last` of a sentence, both included, in a role about a trigger, and how sure the model is (0 to 1)."""

    role: str
    first: int
    last: int
    probability: float


class Sense(msgspec.Struct, frozen=True, kw_only=True):
    """What the language model takes word `token` to open.

    An act (`label` its event type, `modality` beside it), a cue of a statement (`label` CUE), or an undertaking (`label` its
    status); `probability` is the model's own that the word opens one at all, `certainty` that it is one of this label then,
    `fillers` the words in its roles.
    """

    kind: Literal["act", "cue", "undertaking"]
    token: int
    label: str
    probability: float
    certainty: float = 1.0
    modality: str = ""
    fillers: tuple[Filler, ...] = ()


class Sentence(msgspec.Struct, frozen=True, cache_hash=True):
    """A sentence of the title or the body with its grammar and its names, and what its words open.

    `senses` is `None` where the language model tells nothing of the kind, and extraction goes by its rules alone.
    """

    start: int
    end: int
    part: Literal["title", "body"]
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    senses: tuple[Sense, ...] | None = None

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that tell a time. `kind` and `value` are TimeML's TIMEX3 type and value, relative to the report's own date."""

    start: int
    end: int
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    when: When

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand for one actor or for several ("the two sides").

    `form` tells how: a name (with its title), a description ("the group"), a pronoun, or the name of a place or people
    used for its government ("Cairo brokered"). `head` is the token that the rest hangs on, an index in `sentence`.
    """

    start: int
    end: int
    sentence: int
    head: int
    form: Literal["name", "description", "pronoun", "metonym"]
    actors: tuple[str, ...]

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that stand for a place as a place."""

    start: int
    end: int
    sentence: int
    place: Place

    @property
    def span(self) -> Span:
        """The offsets alone."""
        return Span(self.start, self.end)


class Reading(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """All that the rooms below extraction know of one report. `actors` holds every actor that a mention names."""

    report: Report
    text: Text
    published: Published
    sentences: tuple[Sentence, ...]
    times: tuple[TimeMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[Actor, ...] = ()
