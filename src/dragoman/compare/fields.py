"""Field by field: where the sources of one event or undertaking conflict, where one is finer, what one leaves out."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from dragoman.compare.quantities import numbers
from dragoman.compare.sources import Source, divergence, value
from dragoman.extract.issues import issues_of
from dragoman.model import Claim, Commitment, Divergence, Entry, Event, Place, When, meets
from dragoman.resolve.moments import AHEAD, finest, length, making, weekday
from dragoman.resolve.parties import Ties, is_unnamed, meets_party, ties
from dragoman.resolve.places import is_apart, is_close, is_same_country

_THIRD = ("mediators", "hosts")  # roles in the whole of the talks, which any clause of a sentence may tell
_TWICE = 2  # claims that name an actor or recipient before others are said to leave it out
_PROMISED = frozenset({"proposed", "agreed", "unknown"})
_FARED = frozenset({"begun", "partly", "implemented", "reversed", "not_implemented", "abandoned", "rejected"})

Name = Callable[[str], str]


def events(entry: Entry, sources: Sequence[Source], name: Name) -> Iterator[Divergence]:
    """The divergences of an event told by several sources, wording apart. `name` gives the name of an actor."""
    yield from _dates(entry, "when", sources, _when)
    yield from _places(entry, sources)
    yield from _types(entry, sources)
    yield from _modalities(entry, sources)
    for field in ("actors", "recipients", "mediators", "hosts"):
        yield from _lists(entry, field, sources, name)
    yield from _issues(entry, sources)
    yield from numbers(entry, sources)


def commitments(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """The divergences of an undertaking told by several sources."""
    yield from _dates(entry, "due", sources, lambda c: c.body.due if isinstance(c.body, Commitment) else When())
    yield from _dates(entry, "made", sources, making)
    for statuses in (_PROMISED, _FARED):
        told = [msgspec.structs.replace(s, claims=_of_stage(s, statuses)) for s in sources]
        yield from numbers(entry, [s for s in told if s.claims])


def _of_stage(source: Source, statuses: frozenset[str]) -> tuple[Claim, ...]:
    """What a source claims of one stage: how many were promised and how many freed are two questions."""
    return tuple(c for c in source.claims if isinstance(c.body, Commitment) and c.body.status in statuses)


def _when(claim: Claim) -> When:
    return claim.body.when if isinstance(claim.body, Event) else When()


def _dates(entry: Entry, field: str, sources: Sequence[Source], get: Callable[[Claim], When]) -> Iterator[Divergence]:
    """Dates compared as intervals: apart is a conflict, one inside another is precision, none beside some is an omission."""
    told = [finest([get(c) for c in s.claims]) for s in sources]
    known = [w for w in told if w.is_known]
    is_ahead = isinstance(entry.body, Event) and entry.body.modality in AHEAD
    if not known or (is_ahead and len({w.end for w in known}) == 1 and known[0].end):
        return  # what is due by one day begins for each report on its own
    values = [value(w.edtf or "", s, _holding(s, w, get)) for w, s in zip(told, sources, strict=True)]
    exact = [w for w in known if _is_told(w)]
    if any(not meets(a, b) for a in exact for b in exact):
        yield divergence(entry, field, "conflict", values, "The dates that sources give have no day in common.")
    elif _is_finer_date(known) and finest(known).is_known and all(meets(a, b) for a in known for b in known):
        best = min(known, key=lambda w: length(w) or 1 << 20)
        yield divergence(entry, field, "precision", values, f"{best.edtf} is the finest date, and the others allow it.")
    elif len(known) < len(told) and field == "when" and any(length(w) for w in known):
        yield divergence(entry, field, "omission", values, "Not all sources that tell it date it.")


def _is_finer_date(known: Sequence[When]) -> bool:
    """Whether a date that is told is finer than another one: of at most half its days, and not taken from the day of the report.

    What happened "earlier this month" or "before" ends with the day of each report: that is no other date.
    """
    if any(weekday(w.text) and not length(w) for w in known):
        return True  # the day of the week is told, and another source has the year
    best = min(known, key=lambda w: length(w) or 1 << 20)
    is_told = _is_told(best) and "/.." not in (best.edtf or "")
    closed = sorted(n for w in known if (n := length(w)))
    return is_told and len(closed) > 1 and closed[-1] >= 2 * closed[0]


def _is_told(when: When) -> bool:
    """Whether words tell a date. That of a headline without any is the day of the report."""
    return not {"?", "~"} & set(when.edtf or "") and not (when.anchor == "published" and not when.text)


def _holding(source: Source, when: When, get: Callable[[Claim], When]) -> list[Claim]:
    """The claims of a source that give its date; all of them where none does alone."""
    return [c for c in source.claims if get(c).is_known and (get(c).start, get(c).end) == (when.start, when.end)] or list(
        source.claims
    )


def _places(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    told = [_place(s) for s in sources]
    known = [p for p in told if p]
    if not known:
        return
    values = [value(p.name if p else "", s) for p, s in zip(told, sources, strict=True)]
    if any(is_apart(a, b) for a in known for b in known):
        yield divergence(entry, "where", "conflict", values, "Sources tell it of different places.")
    elif any(_is_finer(a, b) for a in known for b in known):
        yield divergence(entry, "where", "precision", values, "One source names the place more closely.")
    elif any(not p and _is_silent_on(s, known) for p, s in zip(told, sources, strict=True)):
        yield divergence(entry, "where", "omission", values, "Not all sources that tell it name the place.")


def _is_silent_on(source: Source, places: Sequence[Place]) -> bool:
    """Whether a source names none of these places where it tells the act. The country of a conflict goes without saying."""
    return all(p.precision != "country" and not _names_beside(source, p.name) for p in places)


def _is_finer(one: Place, other: Place) -> bool:
    """Whether one place lies in the other's country and is named more closely."""
    return not is_close(one, other) and is_same_country(one, other) and one.precision != "country" == other.precision


def _place(source: Source) -> Place | None:
    return next((c.body.where for c in source.claims if isinstance(c.body, Event) and c.body.where), None)


def _types(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    told = [sorted({c.body.type for c in s.claims if isinstance(c.body, Event)}) for s in sources]
    if len({tuple(t) for t in told}) > 1 and not set(told[0]).intersection(*told[1:]):
        values = [value(", ".join(t), s) for t, s in zip(told, sources, strict=True)]
        yield divergence(entry, "type", "precision", values, "Sources tell different stages or sides of one act.")


def _modalities(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Some assert the act, others tell it only as what somebody alleges."""
    told = [sorted({c.body.modality for c in s.claims if isinstance(c.body, Event)}) for s in sources]
    unsure = [t == ["uncertain"] for t in told]
    if any(unsure) and not all(unsure):
        values = [value(", ".join(t), s) for t, s in zip(told, sources, strict=True)]
        yield divergence(entry, "modality", "precision", values, "Some sources assert it, others tell it as uncertain.")


def _lists(entry: Entry, field: str, sources: Sequence[Source], name: Name) -> Iterator[Divergence]:
    """Parties that some sources leave out. Members stand for their organisation: naming them is finer, not other."""
    told = [_members(s, field) for s in sources]
    tied = ties(*(f for s in sources for f in s.filed))
    everybody = dict.fromkeys(a for t in told for a in t)
    missing = [a for a in everybody if any(not any(meets_party(a, b, tied) for b in t) for t in told)]
    elsewhere = [{x for f in ("actors", "recipients", "mediators", "hosts") if f != field for x in _members(s, f)} for s in sources]
    left_out = [
        a
        for a in missing
        if (field in _THIRD or _times(a, sources, field, tied) >= _TWICE)
        and any(
            _lacks(a, (*t, *sorted(e)), tied) and not (field in _THIRD and _names_beside(s, name(a)))
            for s, t, e in zip(sources, told, elsewhere, strict=True)
        )
    ]
    if left_out := [a for a in left_out if not is_unnamed(a)] or left_out:
        values = [value(", ".join(dict.fromkeys(name(a) for a in t)), s) for t, s in zip(told, sources, strict=True)]
        names = ", ".join(dict.fromkeys(name(a) for a in left_out))
        yield divergence(entry, field, "omission", values, f"Not all sources name {names}.")


def _times(actor: str, sources: Sequence[Source], field: str, tied: Ties) -> int:
    """How many claims name a party in a role: what one claim alone has may be misread, and leaving it out says nothing."""
    told = (getattr(c.body, field) for s in sources for c in s.claims if isinstance(c.body, Event))
    return sum(not _lacks(actor, parties, tied) for parties in told)


def _names_beside(source: Source, name: str) -> bool:
    """Whether a source names somebody in a sentence that tells the act, though in no clause of it: "after talks mediated by …"."""
    return any(name.casefold() in sentence.casefold() for sentence in _sentences(source))


def _lacks(actor: str, told: tuple[str, ...], tied: Ties) -> bool:
    return not any(meets_party(actor, other, tied) for other in told)


def _members(source: Source, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for c in source.claims if isinstance(c.body, Event) for a in getattr(c.body, field)))


def _issues(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    told = [sorted({i for c in s.claims if isinstance(c.body, Event) for i in c.body.issues}) for s in sources]
    named = {i for t in told for i in t}
    if named and any(not t and not named & _issues_beside(s) for t, s in zip(told, sources, strict=True)):
        values = [value(", ".join(t), s) for t, s in zip(told, sources, strict=True)]
        yield divergence(entry, "issues", "omission", values, "What it was about is not told by all sources.")


def _issues_beside(source: Source) -> frozenset[str]:
    """The issues of the sentences in which a source tells an act."""
    return frozenset(i for words in _sentences(source) for i in issues_of(words))


def _sentences(source: Source) -> Iterator[str]:
    """The sentences in which a source tells an act."""
    for filed in source.filed:
        told = [e for e in source.evidence if e.report == filed.report.id]
        yield from (s.of(filed.report.text) for s in filed.text.sentences if any(s.overlaps(e.span) for e in told))
