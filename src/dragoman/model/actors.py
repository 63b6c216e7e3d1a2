"""Actors: persons, parties, states and other bodies that act in a process."""

import datetime as dt
from typing import Literal

import msgspec

ActorKind = Literal["person", "party", "armed_group", "state", "government", "igo", "ngo", "agency", "media", "group"]

UNNAMED_GOVERNMENT = "~government"
"""The id of the government of a report that never says of which state."""


class Alias(msgspec.Struct, frozen=True, order=True):
    """A spelling and the reports that have it."""

    text: str
    reports: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office held. `evidence` is `registry`, or the id of the report that states it."""

    title: str
    organisation: str = ""
    start: dt.date | None = msgspec.field(default=None, name="from")
    end: dt.date | None = msgspec.field(default=None, name="to")
    evidence: str = "registry"


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor. The `id` is that of the registry, or `~` and the simplified name for actors met only in reports.

    `country` is ISO 3166-1 alpha-3, `sector` a PLOVER sector code, true at the date of the claim.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    country: str = ""
    sector: str = ""
    other_sectors: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    member_of: tuple[str, ...] = ()
    wikidata: str | None = None
