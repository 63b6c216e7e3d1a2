"""Who is quoted on an act and who is not, source by source: part of the comparison of an entry. No source gets a score for it.

A report that tells an act as its news (in the title or the first sentences) gives all its voices; one that tells it in passing
gives those of the sentence that tells it and of the next.
"""

from collections.abc import Iterable

import msgspec

from dragoman.compare.sources import Source, Told
from dragoman.model import ActorClaim, Claim, Entry, Event, Evidence, Filed, Record, Statement
from dragoman.resolve.parties import Ties, is_unnamed, meets_party, organisations, ties

_LEDE = 2  # sentences of the body that hold the news


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom a source quotes: in his own words (`direct`) or in the reporter's (`indirect`), counted by statements."""

    actor: str
    direct: int
    indirect: int
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What one independent source lets be said on an act.

    `unquoted` are parties to the act, and people whom other sources quote on it, of whose side this source quotes nobody.
    """

    source: str
    reports: tuple[str, ...]
    quoted: tuple[Voice, ...]
    unquoted: tuple[str, ...]


class Quotes(msgspec.Struct, frozen=True, kw_only=True):
    """Who is quoted on an event entry that two or more independent sources tell."""

    id: str
    entry: str
    sources: tuple[Heard, ...]
    why: str


def quotes(record: Record) -> tuple[Quotes, ...]:
    """Who is quoted and who is not, for each act told by several sources of which at least one quotes somebody; by entry."""
    return quoted(Told(record))


def quoted(told: Told) -> tuple[Quotes, ...]:
    """Who is quoted in a record and who is not."""
    cast = _Cast(told.record)
    found = (_quotes(told, entry, sources, cast) for entry, sources in told.shared if isinstance(entry.body, Event))
    return tuple(sorted((q for q in found if q), key=lambda q: q.entry))


class _Cast:
    """Who is who in a record: the id that an actor's entry goes by, whom he belongs to, and which statements are one."""

    def __init__(self, record: Record) -> None:
        self.known: dict[str, str] = {}
        self.tied: dict[str, tuple[str, ...]] = dict(ties())
        self.statement = {c: e.id for e in record.entries if isinstance(e.body, Statement) for c in e.claims}
        for entry, folded in ((e, e.body.actor.id) for e in record.entries if isinstance(e.body, ActorClaim)):
            claims = [record.claims[c].body for c in entry.claims if c in record.claims]
            actors = [body.actor for body in claims if isinstance(body, ActorClaim)]
            held = [o for a in actors for o in (*a.member_of, *(f.organisation for f in a.offices)) if o]
            for actor in actors:
                self.known[actor.id] = folded
                if held:
                    self.tied[actor.id] = tuple(dict.fromkeys((*self.tied.get(actor.id, ()), *held)))


def _quotes(told: Told, entry: Entry, sources: tuple[Source, ...], cast: _Cast) -> Quotes | None:
    voices = [_voices(told, source, cast) for source in sources]
    if not any(voices):
        return None
    body = entry.body
    parties = (*body.actors, *body.recipients) if isinstance(body, Event) else ()
    spoke = (v.actor for mine in voices for v in mine)
    wanted = tuple(dict.fromkeys(a for a in (*(cast.known.get(p, p) for p in parties), *spoke) if not is_unnamed(a)))
    heard = tuple(
        Heard(
            source=source.name,
            reports=tuple(f.report.id for f in source.filed),
            quoted=mine,
            unquoted=tuple(a for a in wanted if not any(_is_of_side(v.actor, a, cast.tied) for v in mine)),
        )
        for source, mine in zip(sources, voices, strict=True)
    )
    silent = sorted({told.name(a) for h in heard for a in h.unquoted})
    why = f"Not all sources quote {', '.join(silent)}, or anybody of that side." if silent else "All sources quote the same sides."
    return Quotes(id=f"quotes:{entry.id.partition(':')[2]}", entry=entry.id, sources=heard, why=why)


def _is_of_side(voice: str, actor: str, tied: Ties) -> bool:
    """Whether a voice is an actor's, or of one organisation with him."""
    return meets_party(voice, actor, tied) or bool(organisations((voice,), tied) & organisations((actor,), tied))


def _voices(told: Told, source: Source, cast: _Cast) -> tuple[Voice, ...]:
    """Whom the reports of a source quote on an act, in id order."""
    said: dict[str, list[Claim]] = {}
    for filed in source.filed:
        ours = [c for c in source.claims if c.report == filed.report.id]
        for claim in _statements(told.claims.get(filed.report.id, ()), filed, ours):
            for speaker in claim.body.speakers if isinstance(claim.body, Statement) else ():
                said.setdefault(cast.known.get(speaker, speaker), []).append(claim)
    return tuple(_voice(actor, claims, cast) for actor, claims in sorted(said.items()))


def _voice(actor: str, claims: list[Claim], cast: _Cast) -> Voice:
    """Somebody's statements in a source; one that its copies and versions repeat counts once."""
    told = {cast.statement.get(c.id, c.id) for c in claims}
    direct = {cast.statement.get(c.id, c.id) for c in claims if isinstance(c.body, Statement) and c.body.quoted}
    return Voice(
        actor=actor,
        direct=len(direct),
        indirect=len(told - direct),
        claims=tuple(sorted(c.id for c in claims)),
        evidence=tuple(dict.fromkeys(e for c in claims for e in c.evidence)),
    )


def _statements(claims: Iterable[Claim], filed: Filed, ours: list[Claim]) -> list[Claim]:
    """The statements of a report that bear on an act which it tells by these claims."""
    starts = [s.start for s in filed.text.sentences]
    at = {_sentence(starts, c) for c in ours}
    body = [n for n, s in enumerate(filed.text.sentences) if filed.text.part_at(s.start) == "body"]
    is_news = any(filed.text.part_at(c.trigger.start) == "title" for c in ours) or bool(at & set(body[:_LEDE]))
    said = [c for c in claims if isinstance(c.body, Statement)]
    return said if is_news else [c for c in said if {_sentence(starts, c), _sentence(starts, c) - 1} & at]


def _sentence(starts: list[int], claim: Claim) -> int:
    """The number of the sentence in which a claim is made."""
    return sum(start <= claim.trigger.start for start in starts) - 1
