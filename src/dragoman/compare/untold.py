"""What a source leaves out whole: an act told in one breath with a shared one, by one source alone."""

from collections import defaultdict
from collections.abc import Iterator

from dragoman.compare.sources import Source, Told, divergence, value
from dragoman.model import Claim, Divergence, Entry, Event, Filed, meets
from dragoman.resolve.parties import shared

_REAL = ("occurred", "ongoing")


def untold(told: Told) -> Iterator[Divergence]:
    """Acts that one source tells in the same sentence as an act that others tell too, where these leave it out."""
    alone = _alone(told)
    for entry, sources in told.shared:
        if not isinstance(entry.body, Event) or entry.body.modality not in _REAL:
            continue
        for source in sources:
            others = [s for s in sources if s is not source]
            for other in _beside(source, alone):
                if not any(_may_tell(told, other, s) for s in others):
                    yield _left_out(told, (other, source), others)


def _alone(told: Told) -> dict[str, list[tuple[Entry, Claim]]]:
    """Events that one independent source tells, by report."""
    found: defaultdict[str, list[tuple[Entry, Claim]]] = defaultdict(list)
    for entry in told.record.entries:
        if isinstance(entry.body, Event) and entry.independent == 1 and entry.body.modality in _REAL:
            for claim in (told.record.claims[c] for c in entry.claims if c in told.record.claims):
                found[claim.report].append((entry, claim))
    return found


def _beside(source: Source, alone: dict[str, list[tuple[Entry, Claim]]]) -> list[Entry]:
    """Entries told by this source alone, in a sentence in which it tells the shared act."""
    found: dict[str, Entry] = {}
    for filed in source.filed:
        ours = {_sentence(filed, c) for c in source.claims if c.report == filed.report.id}
        for entry, claim in alone.get(filed.report.id, ()):
            if _sentence(filed, claim) in ours:
                found[entry.id] = entry
    return [found[i] for i in sorted(found)]


def _may_tell(told: Told, entry: Entry, source: Source) -> bool:
    """Whether a source tells an act that could be this one, though nothing tied the two: then it is not said to leave it out."""
    body = entry.body
    if not isinstance(body, Event):
        return True
    parties = (*body.actors, *body.recipients)
    for act in (a for f in source.filed for a in told.acts.get(f.report.id, ()) if a.type == body.type):
        theirs = (*act.actors, *act.recipients)
        if (not parties or not theirs or shared(parties, theirs)) and meets(act.when, body.when):
            return True
    return False


def _sentence(filed: Filed, claim: Claim) -> int:
    """The start of the sentence in which a claim is made; its own where it stands in none."""
    spans = (s.start for s in filed.text.sentences if s.start <= claim.trigger.start < s.end)
    return next(spans, claim.trigger.start)


def _left_out(told: Told, teller: tuple[Entry, Source], others: list[Source]) -> Divergence:
    entry, source = teller
    mine = [told.record.claims[c] for c in entry.claims]
    words = entry.body.words if isinstance(entry.body, Event) and entry.body.words else mine[0].trigger.quote
    values = [value(words, source, mine), *(value("", other) for other in others)]
    return divergence(entry, "entry", "omission", values, "Other sources tell what it belongs to, and leave this out.")
