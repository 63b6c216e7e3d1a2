"""An act before it becomes a claim."""

import msgspec

from dragoman.extract.events.roles import Parts
from dragoman.extract.predicates import Predicate
from dragoman.model import Modality, Sense


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
    sense: Sense | None = None  # what the language model takes its word to open
