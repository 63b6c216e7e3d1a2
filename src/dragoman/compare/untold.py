"""What a source leaves out whole: an act told in one breath with a shared one, by one source alone.

Only who could have told it leaves it out: a source that writes within some days of the act, or from no further off than the one
that tells it, and of the same round: the shared act is dated, and the act lies within the gap of a round from it.
"""

from collections import defaultdict
from collections.abc import Iterator

from dragoman.compare.sources import Source, Told, divergence, value
from dragoman.model import Claim, Divergence, Entry, Event, Filed, When, meets
from dragoman.resolve.moments import apart, length
from dragoman.resolve.parties import shared, spelled
from dragoman.resolve.sameness.events import SAID
from dragoman.resolve.settings import count
from dragoman.resolve.terms import content, dice, stems

_REAL = ("occurred", "ongoing")
_WORDS = SAID | {"CONSULT", "COOPERATE", "SUPPORT"}  # acts of words
_LIKE = 0.3  # share of content words from which a source tells an act in another form: as a plan, a promise, a statement


def untold(told: Told) -> Iterator[Divergence]:
    """Acts that one source tells in the same sentence as an act that others tell too, where these leave it out."""
    alone = _alone(told)
    for entry, sources in told.compared:
        if not isinstance(entry.body, Event) or entry.body.modality not in _REAL or not length(entry.body.when):
            continue
        for source in sources:
            others = [s for s in sources if s is not source]
            for other, when in _beside(source, alone, entry.body.when):
                silent = [s for s in others if _could_tell(s, source, when)]
                if silent and not any(_may_tell(told, other, s) for s in others):
                    yield _left_out(told, (other, source), silent)


def _alone(told: Told) -> dict[str, list[tuple[Entry, Claim]]]:
    """Events that one independent source tells, by report."""
    found: defaultdict[str, list[tuple[Entry, Claim]]] = defaultdict(list)
    for entry in told.record.entries:
        if isinstance(entry.body, Event) and entry.independent == 1 and entry.body.modality in _REAL and _is_plain(told, entry):
            for claim in (told.record.claims[c] for c in entry.claims if c in told.record.claims):
                found[claim.report].append((entry, claim))
    return found


def _is_plain(told: Told, entry: Entry) -> bool:
    """Whether the lexicon names the act, or a noun does: a verb that the model alone takes for one is misread too often."""
    return any(not _is_learnt_verb(told.record.claims[c].rule) for c in entry.claims if c in told.record.claims)


def _is_learnt_verb(rule: str) -> bool:
    return rule.startswith("events:verb/") and rule.endswith("+learnt")


def _beside(source: Source, alone: dict[str, list[tuple[Entry, Claim]]], when: When) -> list[tuple[Entry, When]]:
    """Entries told by this source alone, in a sentence in which it tells the shared act, of the same round; and their days.

    An act of the same type is the shared one in other words, or what it cost; what was said and talked about is never told in full.
    """
    found: dict[str, tuple[Entry, When]] = {}
    types = {c.body.type for c in source.claims if isinstance(c.body, Event)}
    for filed in source.filed:
        ours = {_sentence(filed, c) for c in source.claims if c.report == filed.report.id}
        for entry, claim in alone.get(filed.report.id, ()):
            if not isinstance(entry.body, Event) or entry.body.type in types | _WORDS:
                continue
            own = entry.body.when
            if _sentence(filed, claim) in ours and _is_one_round(own, when):
                found[entry.id] = entry, own if length(own) else when
    return [found[i] for i in sorted(found)]


def _is_one_round(own: When, when: When) -> bool:
    """Whether an act lies near a dated one. "Had promised" lies anywhere before it; an act without a date goes with it."""
    return apart(own, when) <= count("rounds", "gap_days") and (not own.is_known or length(own) is not None)


def _could_tell(silent: Source, teller: Source, when: When) -> bool:
    """Whether a source writes so near the act, or from no further off than the teller, that its silence says something."""
    near, far = _delay(silent, when), _delay(teller, when)
    return near is not None and 0 <= near <= max(count("omission", "days"), far or 0)


def _delay(source: Source, when: When) -> int | None:
    """Days from an act to the first report of a source that can lie after it; `None` where that is not known."""
    days = [f.published.start or f.published.end for f in source.filed]
    return min(((day - when.start).days for day in days if day and when.start), default=None)


def _may_tell(told: Told, entry: Entry, source: Source) -> bool:
    """Whether a source tells an act that could be this one, though nothing tied the two: then it is not said to leave it out."""
    body = entry.body
    if not isinstance(body, Event):
        return True
    parties = (*body.actors, *body.recipients)
    if _is_worded_alike(told, entry, source) or any(_names_act(told, entry, f) for f in source.filed):
        return True
    for act in (a for f in source.filed for a in told.acts.get(f.report.id, ()) if a.type == body.type):
        theirs = (*act.actors, *act.recipients)
        if (not parties or not theirs or shared(parties, theirs)) and meets(act.when, body.when):
            return True
    return False


def _is_worded_alike(told: Told, entry: Entry, source: Source) -> bool:
    """Whether a source claims anything else in like words, names of the parties put aside."""
    body = entry.body
    names = {s for a in (*body.actors, *body.recipients) for s in stems(spelled(a))} if isinstance(body, Event) else set()
    mine = [content(e.quote) - names for c in entry.claims if c in told.record.claims for e in told.record.claims[c].evidence]
    shared_act = {c.id for c in source.claims}
    others = [c for f in source.filed for c in told.claims.get(f.report.id, ()) if c.id not in shared_act]
    return any(dice(words, content(e.quote) - names) >= _LIKE for words in mine for c in others for e in c.evidence)


def _names_act(told: Told, entry: Entry, filed: Filed) -> bool:
    """Whether a sentence of a report has all the words that name the act, though nothing was read there."""
    named = [content(told.record.claims[c].trigger.quote) for c in entry.claims if c in told.record.claims]
    sentences = [content(s.of(filed.report.text)) for s in filed.text.sentences]
    return any(words and words <= theirs for words in named for theirs in sentences)


def _sentence(filed: Filed, claim: Claim) -> int:
    """The start of the sentence in which a claim is made; its own where it stands in none."""
    found = filed.text.sentence_at(claim.trigger.start)
    return found.start if found else claim.trigger.start


def _left_out(told: Told, teller: tuple[Entry, Source], others: list[Source]) -> Divergence:
    entry, source = teller
    mine = [told.record.claims[c] for c in entry.claims]
    words = entry.body.words if isinstance(entry.body, Event) and entry.body.words else mine[0].trigger.quote
    values = [value(words, source, mine), *(value("", other) for other in others)]
    return divergence(entry, "entry", "omission", values, "Other sources tell what it belongs to, and leave this out.")
