"""A claim is what one report says, pinned to its characters."""

from typing import Literal

import msgspec

from dragoman.model.actors import Actor
from dragoman.model.codec import digest
from dragoman.model.places import Place
from dragoman.model.spans import Evidence, Span
from dragoman.model.times import When

Kind = Literal["event", "statement", "commitment", "actor"]
Modality = Literal["occurred", "ongoing", "planned", "proposed", "conditional", "denied", "uncertain"]
# PLOVER 2.0's event types, and GOVERN, our one addition
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "GOVERN",
)  # fmt: skip
Status = Literal[
    "proposed",
    "agreed",
    "begun",
    "partly",
    "implemented",
    "reversed",
    "not_implemented",
    "abandoned",
    "rejected",
    "unknown",
]


class Number(msgspec.Struct, frozen=True):
    """A quantity: its value (`None` where only words like "several" tell it), what it counts, and its words."""

    value: float | None
    unit: str
    text: str


class Event(msgspec.Struct, frozen=True, kw_only=True, tag="event", tag_field="kind"):
    """An act. `type` is a PLOVER 2.0 type of the act itself or `GOVERN`; the lists hold actor ids."""

    type: str
    modality: Modality
    mode: tuple[str, ...] = ()
    cameo: str = ""
    context: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    when: When = When()
    where: Place | None = None
    issues: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    said_by: tuple[str, ...] = ()
    words: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True, tag="statement", tag_field="kind"):
    """What somebody said. `content` is its span; `quoted` is true only where all of it stands in quotation marks."""

    speakers: tuple[str, ...]
    cue: str
    content: Evidence
    quoted: bool = False
    addressee: tuple[str, ...] = ()
    via: str = ""
    when: When = When()
    where: Place | None = None
    issues: tuple[str, ...] = ()
    stance: Literal["support", "oppose", "neutral"] | None = None
    toward: str | None = None


class Commitment(msgspec.Struct, frozen=True, kw_only=True, tag="commitment", tag_field="kind"):
    """What a party undertook, offered or agreed to do, and what this report says became of it."""

    by: tuple[str, ...]
    what: Evidence
    act: str
    status: Status
    toward: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    made_in: str | None = None
    made: When = When()
    due: When = When()
    condition: Evidence | None = None
    numbers: tuple[Number, ...] = ()
    as_of: When = When()
    accuser: tuple[str, ...] = ()


class ActorClaim(msgspec.Struct, frozen=True, tag="actor", tag_field="kind"):
    """What a report says of an actor: the names, kind and offices that it gives."""

    actor: Actor


Body = Event | Statement | Commitment | ActorClaim


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that one report says.

    `trigger` is the word or words that name it. `rule` names the extractor and the pattern or model that read it, and
    `why` gives the reason in one sentence. `confidence` runs from 0 to 1, in two decimals.
    """

    id: str
    report: str
    body: Body
    trigger: Evidence
    evidence: tuple[Evidence, ...]
    rule: str
    why: str = ""
    confidence: float = 0.5


def claim_id(report: str, kind: Kind, trigger: Span, ordinal: int = 0) -> str:
    """The id of a claim: kind, and a hash of report, kind, trigger span and ordinal (claims that share a trigger are numbered).

    Code version and time are no part of it, so that judgements outlive a re-run.
    """
    return f"{kind}:{digest((report, kind, trigger.start, trigger.end, ordinal))[:16]}"
