"""The record as a value: what the store keeps and the views read."""

import msgspec

from dragoman.model.actors import Actor
from dragoman.model.claims import Claim
from dragoman.model.entries import Coverage, Entry
from dragoman.model.judgements import Judgement
from dragoman.model.reports import Failure, Published, Report, Text


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """A report as filed: with its parts and sentences, the date decided for it, and the signature by which copies are found.

    `actors` are those of its reading, with the organisations that this report ties them to.
    """

    report: Report
    text: Text
    published: Published
    signature: tuple[int, ...] = ()
    actors: tuple[Actor, ...] = ()


class Witness(msgspec.Struct, frozen=True):
    """A claim with the report that makes it: what the rules across reports look at."""

    claim: Claim
    filed: Filed


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known, by id and in id order. `entries` are folded from `claims` and `judgements`."""

    filed: dict[str, Filed]
    claims: dict[str, Claim]
    judgements: tuple[Judgement, ...] = ()
    entries: tuple[Entry, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    failures: tuple[Failure, ...] = ()
    provenance: dict[str, str] = {}
