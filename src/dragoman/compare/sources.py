"""Who tells an entry: its claims by independent source, copies of one text together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

import msgspec

from dragoman.lexicon.load import table
from dragoman.model import ActorClaim, Claim, Divergence, Entry, Event, Evidence, Filed, Record, Value, digest
from dragoman.resolve import independent
from dragoman.resolve.parties import Ties, meets_party, spelled
from dragoman.resolve.settings import setting

ROLES = ("actors", "recipients", "mediators", "hosts")
_UNNAMED = ("actors:description", ".unnamed")  # rules that read who somebody is from words other than a name
_PEOPLE = "actors:metonym"  # and the people of a state, outside the registry: "the Varenians"
_SHORT = 3  # letters up to which a part of a name tells nobody by itself ("Abu", "III")
_HEAD = 80  # characters at the head of a text in which a service marks an update


class Source(msgspec.Struct, frozen=True):
    """One independent source of an entry: its reports, copies included, and what they claim, the latest version first."""

    name: str
    claims: tuple[Claim, ...]
    filed: tuple[Filed, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All words by which it tells the entry."""
        return tuple(dict.fromkeys(e for c in self.claims for e in c.evidence))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who has published it, copies of its text too."""
        return tuple(dict.fromkeys(_name(f) for f in self.filed))

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in which it tells the entry."""
        return tuple(
            sentence.of(filed.report.text)
            for filed in self.filed
            for sentence in filed.text.sentences
            if any(e.report == filed.report.id and sentence.overlaps(e.span) for e in self.evidence)
        )

    def has(self, words: str) -> bool:
        """Whether these words stand anywhere in its reports: who reads them does not miss what they say."""
        return bool(words) and any(words.casefold() in filed.report.text.casefold() for filed in self.filed)


class Told:
    """A record seen by who tells what."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def sources(self, entry: Entry) -> tuple[Source, ...]:
        """The independent sources of an entry, in the order of their first report's id."""
        claims = [self.record.claims[c] for c in entry.claims if c in self.record.claims]
        filed = {c.report: self.record.filed[c.report] for c in claims}
        told: dict[str, list[tuple[int, Claim]]] = {}
        for row in enumerate(claims):
            told.setdefault(row[1].report, []).append(row)
        return tuple(
            Source(
                name=_name(filed[reports[0]]),
                claims=_by_age([row for report in reports for row in told[report]], filed),
                filed=tuple(filed[r] for r in reports),
            )
            for reports in independent([filed[r] for r in sorted(filed)], claims)
        )

    @cached_property
    def acts(self) -> dict[str, list[Event]]:
        """The events that each report claims."""
        found: dict[str, list[Event]] = {}
        for claim in self.record.claims.values():
            if isinstance(claim.body, Event):
                found.setdefault(claim.report, []).append(claim.body)
        return found

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """What each report claims of acts, statements and undertakings."""
        found: dict[str, list[Claim]] = {}
        for claim in self.record.claims.values():
            if not isinstance(claim.body, ActorClaim):
                found.setdefault(claim.report, []).append(claim)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        """Actor id → the name that the record shows."""
        found: dict[str, str] = {}
        for entry in self.record.entries:
            for claim in (self.record.claims[c] for c in entry.claims if c in self.record.claims):
                if isinstance(entry.body, ActorClaim) and isinstance(claim.body, ActorClaim):
                    found[claim.body.actor.id] = entry.body.actor.name
        return found

    @cached_property
    def described(self) -> frozenset[str]:
        """Actors whom no report names: "diplomats" and "the trucks" are told by what they are, and each source has its own word."""
        told = [
            (c.body.actor.id, _is_unnamed(c.body, c.rule)) for c in self.record.claims.values() if isinstance(c.body, ActorClaim)
        ]
        return frozenset(a for a, is_unnamed in told if is_unnamed) - {a for a, is_unnamed in told if not is_unnamed}

    def is_described(self, sources: Iterable[Source]) -> bool:
        """Whether what these sources claim is of actors whom nobody names."""
        bodies = [c.body for s in sources for c in s.claims]
        return all(isinstance(b, ActorClaim) and b.actor.id in self.described for b in bodies)

    def name(self, actor: str) -> str:
        """The name of an actor as reports have it; of one that no actor claim names, the words of its id."""
        return self._names.get(actor) or spelled(actor).title()

    def brings(self, source: Source, actor: str, tied: Ties) -> bool:
        """Whether a source tells that somebody mediates or hosts anything, or has a part in this act."""
        acting = (a for c in source.claims if isinstance(c.body, Event) for role in ROLES for a in getattr(c.body, role))
        beside = (a for f in source.filed for act in self.acts.get(f.report.id, ()) for a in (*act.mediators, *act.hosts))
        return any(meets_party(actor, a, tied) for a in (*acting, *beside))

    def names(self, source: Source, actor: str, tied: Ties) -> bool:
        """Whether a source names an actor anywhere, or who stands for him; by the parts of the name, but for short ones ("Co.")."""
        acting = (a for c in source.claims if isinstance(c.body, Event) for role in ROLES for a in getattr(c.body, role))
        if any(meets_party(actor, a, tied) for a in (*acting, *(a.id for filed in source.filed for a in filed.actors))):
            return True
        name = self.name(actor)
        parts = [part for word in name.split() if len(part := word.rstrip(".")) > _SHORT]
        return source.has(name) or (bool(parts) and all(source.has(part) for part in parts))

    @cached_property
    def shared(self) -> tuple[tuple[Entry, tuple[Source, ...]], ...]:
        """Entries told by two or more independent sources, with these."""
        found = ((e, self.sources(e)) for e in self.record.entries if e.independent > 1)
        return tuple((e, s) for e, s in found if len(s) > 1)

    @cached_property
    def compared(self) -> tuple[tuple[Entry, tuple[Source, ...]], ...]:
        """Shared entries by the sources that are likely enough to tell them: others are not held against anybody."""
        floor = setting("divergences", "confidence")
        found = ((e, tuple(s for s in sources if any(c.confidence >= floor for c in s.claims))) for e, sources in self.shared)
        return tuple((e, s) for e, s in found if len(s) > 1)


def _is_unnamed(body: ActorClaim, rule: str) -> bool:
    return rule.endswith(_UNNAMED) or (rule == _PEOPLE and body.actor.id.startswith("~"))


@cache
def _update() -> re.Pattern[str]:
    return re.compile(table("en/sameness")["versions"]["update"], re.IGNORECASE)


def _age(filed: Filed) -> tuple[int, int]:
    """What puts the latest version of a text first: its numbers and places supersede those of earlier ones, which are kept."""
    day = filed.published.end.toordinal() if filed.published.end else 0
    found = _update().search(filed.report.title or filed.report.text[:_HEAD])
    return -day, -int(found[1] or found[2]) if found else 0


def _by_age(claims: Iterable[tuple[int, Claim]], filed: dict[str, Filed]) -> tuple[Claim, ...]:
    """Numbered claims, those of the latest version of a text first, and of one version by number."""
    return tuple(claim for _, claim in sorted(claims, key=lambda row: (_age(filed[row[1].report]), row[0])))


def _name(filed: Filed) -> str:
    return filed.report.source or filed.report.id


def value(text: str, source: Source, claims: Iterable[Claim] | None = None) -> Value:
    """What one source says, with the claims and words behind it. An empty text is what it leaves out."""
    kept = tuple(claims) if claims is not None else source.claims
    evidence = tuple(dict.fromkeys(e for c in kept for e in c.evidence))
    return Value(value=text, claims=tuple(c.id for c in kept), sources=source.outlets, evidence=evidence)


def divergence(entry: Entry, field: str, kind: str, values: Iterable[Value], why: str) -> Divergence:
    """A divergence of one field, the values in the order of their sources."""
    told = tuple(values)
    return Divergence(
        id=f"divergence:{digest((entry.id, field, kind, why))[:16]}",
        entry=entry.id,
        field=field,
        kind=kind,  # type: ignore[arg-type]
        values=told,
        why=why,
    )


def omission(entry: Entry, field: str, values: Sequence[Value], silent: Sequence[bool], why: str) -> Iterator[Divergence]:
    """What some leave out: who tells it elsewhere in his reports is held against nobody, nor shown as silent.

    An outlet tells a story in several reports: what one of them has, it does not leave out.
    """
    told = {outlet for v, is_silent in zip(values, silent, strict=True) if v.value and not is_silent for outlet in v.sources}
    quiet = [is_silent and not told.issuperset(v.sources) for v, is_silent in zip(values, silent, strict=True)]
    if any(quiet):
        yield divergence(
            entry, field, "omission", [v for v, is_quiet in zip(values, quiet, strict=True) if v.value or is_quiet], why
        )
