"""An act before it becomes a claim."""

import msgspec

from dragoman.extract.events.roles import Parts
from dragoman.extract.predicates import Predicate
from dragoman.model import Modality, Sense

KIN = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "GOVERN"})
"""Types of acts of which one takes up another: talks, their accord, its signing, what it leads to."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An act before it becomes a claim: where it stands, who takes part, how sure it is told."""

    sentence: int
    predicate: Predicate
    parts: Parts
    modality: Modality
    why: str
    type: str
    mode: tuple[str, ...] = ()
    is_bare: bool = False
    timed_by: int | None = None  # the word for its day, where that hangs on another act: "put off until May"
    sense: Sense | None = None  # what the language model takes its word to open

    @property
    def has_parties(self) -> bool:
        """Whether a later mention may take up its parties: praise is of one side, though two voice it."""
        return self.type in KIN and (self.type != "SUPPORT" or self.predicate.entry.cameo == "057")
