"""The nouns: what dragoman reads, decides and records. Imports nothing else of ours."""

from dragoman.model.actors import UNNAMED_GOVERNMENT, Actor, ActorKind, Alias, Office
from dragoman.model.analysis import Filler, Mention, Name, NameKind, PlaceMention, Reading, Sense, Sentence, TimeMention, Token
from dragoman.model.claims import (
    EVENT_TYPES,
    ActorClaim,
    Body,
    Claim,
    Commitment,
    Event,
    Kind,
    Modality,
    Number,
    Statement,
    Status,
    claim_id,
)
from dragoman.model.codec import decode, digest, encode, plain
from dragoman.model.entries import Coverage, Divergence, Entry, Told, Value
from dragoman.model.judgements import Judgement, Verdict
from dragoman.model.places import Place
from dragoman.model.record import Filed, Record, Witness
from dragoman.model.reports import Basis, Failure, Part, PartLabel, Published, Report, Text
from dragoman.model.spans import Evidence, Span
from dragoman.model.times import Precision, When, meets

__all__ = [
    "EVENT_TYPES",
    "UNNAMED_GOVERNMENT",
    "Actor",
    "ActorClaim",
    "ActorKind",
    "Alias",
    "Basis",
    "Body",
    "Claim",
    "Commitment",
    "Coverage",
    "Divergence",
    "Entry",
    "Event",
    "Evidence",
    "Failure",
    "Filed",
    "Filler",
    "Judgement",
    "Kind",
    "Mention",
    "Modality",
    "Name",
    "NameKind",
    "Number",
    "Office",
    "Part",
    "PartLabel",
    "Place",
    "PlaceMention",
    "Precision",
    "Published",
    "Reading",
    "Record",
    "Report",
    "Sense",
    "Sentence",
    "Span",
    "Statement",
    "Status",
    "Text",
    "TimeMention",
    "Token",
    "Told",
    "Value",
    "Verdict",
    "When",
    "Witness",
    "claim_id",
    "decode",
    "digest",
    "encode",
    "meets",
    "plain",
]
