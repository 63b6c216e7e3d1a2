"""Which acts told as ahead are plans, whose outcome is looked for."""

import msgspec

from dragoman.model import Claim, Commitment, Entry, Event, When, meets
from dragoman.resolve.moments import AHEAD, length
from dragoman.resolve.process.corpus import Corpus
from dragoman.resolve.sameness.recurring import RECURRING, is_told_day
from dragoman.resolve.wording import says

# Acts against somebody: told as possible they are warnings, as wished they are demands; only these are announced with a day
_HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "REQUEST"})
_ANNOUNCED = frozenset({"PROTEST", "MOBILIZE"})
_VERB = (
    "events:verb/"  # rules that read an act by a verb: what is meant to be done is told so too, and no plan unless it is undertaken
)
_BEFORE = 60  # characters before an act in which its conjunction stands


Plan = tuple[Entry, Event]


def planned(corpus: Corpus) -> list[Plan]:
    """The plans of a record, in id order, with the parties and the day of the undertakings in whose words they are told.

    An undertaking knows by its verb who is to do it and when it is due; an act may have for a party whoever is named beside it.
    """
    return [(e, _as_undertaken(corpus, e, b)) for e, b in corpus.events if is_plan(corpus, e, b)]


def _as_undertaken(corpus: Corpus, entry: Entry, body: Event) -> Event:
    held = [(claim, told) for claim in corpus.claims(entry) for told in _told_in(corpus, claim)]
    if not held:
        return body
    undertaken = [told.body for _, told in held if isinstance(told.body, Commitment)]
    # tellings that undertake nothing ("under pressure to attend") have their parties from others
    tellers = list(dict.fromkeys(claim.id for claim, _ in held))
    actors = [a for i in tellers for a in _who(corpus.record.claims[i], [told for c, told in held if c.id == i])]
    due = next((u.due for u in undertaken if length(u.due)), None)
    # the day on which it was agreed is not that of the act
    is_of_making = any(u.made.text and u.made.text == body.when.text and u.made.end == body.when.end for u in undertaken)
    # "by June 1" is any day up to it; and a day that lies behind all reports is that of the act
    is_told = bool(length(body.when)) and due is not None and meets(body.when, due)
    when = body.when if is_told or corpus.is_ahead(entry, body) else due or (When() if is_of_making else body.when)
    if not actors:
        return msgspec.structs.replace(body, when=when)
    return msgspec.structs.replace(body, actors=tuple(dict.fromkeys(actors)), recipients=(), when=when)


def _told_in(corpus: Corpus, claim: Claim) -> list[Claim]:
    """The undertakings whose words hold those of an act."""
    return [told for span, told in corpus.undertakings.get(claim.report, ()) if span.overlaps(claim.trigger.span)]


def _who(claim: Claim, told: list[Claim]) -> tuple[str, ...]:
    """Whose an act is: theirs who undertake it by its very word; where it is a part of that, those of the act come first."""
    assert isinstance(claim.body, Event)  # noqa: S101 (narrows the type)
    own = (*claim.body.actors, *claim.body.recipients)
    bodies = [(t, t.body) for t in told if isinstance(t.body, Commitment)]
    by_word = tuple(a for t, b in bodies if t.trigger.span.overlaps(claim.trigger.span) for a in (*b.by, *b.toward))
    return by_word or own or tuple(a for _, b in bodies for a in (*b.by, *b.toward))


def is_plan(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether an act is told as ahead, or as open ("whether they would let them return"); what is overdue was planned before.

    That somebody may attack, accuse or punish, or should, is a warning or a demand and no plan.
    """
    is_open = (
        body.modality == "uncertain"
        and body.type not in ("AGREE", "SUPPORT")
        and any(says("fate", "open", words) for words in corpus.words(entry, 0))
    )
    if not (body.modality in AHEAD or is_open) or corpus.is_overdue(entry) or body.type in _HOSTILE:
        return False
    if body.type == "AGREE" and not any(says("fate", "invited", c.trigger.quote) for c in corpus.claims(entry)):
        return False  # to come to an agreement is an aim, and what is agreed is a plan of its own
    if body.type in _ANNOUNCED and (body.modality != "planned" or not length(body.when)):
        return False
    return is_open or _is_fixed(corpus, entry, body)


def _is_fixed(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether a plan is told, and not only a wish, a purpose or a condition: it is undertaken or put forward, or has a day.

    A bare mention tells of no plan of its own. What does not recur is known again without a day: a possibility counts where it is
    named as a thing ("the return of the exiles").
    """
    claims = corpus.claims(entry)
    if body.modality == "planned" and any(_is_announced(corpus, c) for c in claims):
        return True
    if all(c.rule.endswith("+again") for c in claims):
        return False
    if any(_is_undertaken(corpus, c) for c in claims):
        return True
    told = min(corpus.told_on(entry), default=None)
    is_past = bool(told and body.when.end and body.when.end < told)
    return not is_past and _is_looked_for(corpus, body, claims)


def _is_looked_for(corpus: Corpus, body: Event, claims: list[Claim]) -> bool:
    """Whether what nobody undertakes or announces can be known again: by its day, or for it is named and does not recur."""
    by_verb = all(c.rule.startswith(_VERB) for c in claims)
    if _is_of_day(corpus, body, claims):
        return True
    if body.modality == "conditional":  # that somebody could do it ("could open the gates") is a warning as often as a plan
        is_meeting = body.type == "CONSULT" and bool(body.actors)
        is_named = body.type not in RECURRING and not by_verb
        return (is_meeting or is_named) and not all(_is_condition(corpus, c) for c in claims)
    is_dated = bool(length(body.when)) and not all(_is_of_report(corpus, c) for c in claims)
    if body.modality == "proposed":
        return is_dated and body.type not in RECURRING
    is_told = (body.type == "GOVERN" and not body.recipients) or not by_verb
    return is_told and (is_dated or body.type not in RECURRING)


def _is_of_day(corpus: Corpus, body: Event, claims: list[Claim]) -> bool:
    """Whether words give a possible act a day that is still ahead of them or their own: "could be signed on Monday"."""
    told = min((day for c in claims if (day := corpus.record.filed[c.report].published.start)), default=None)
    is_ahead = bool(told and body.when.start and told <= body.when.start and is_told_day(body.when))
    return is_ahead and body.type != "GOVERN" and not all(_is_condition(corpus, c) for c in claims)


def _is_announced(corpus: Corpus, claim: Claim) -> bool:
    """Whether words put an act ahead of their report ("will be signed"), or ahead of a day that has passed ("was due on Monday").

    To whom a purpose or an aim is told ("went there to meet them") nothing is announced.
    """
    body, published = claim.body, corpus.record.filed[claim.report].published
    if not isinstance(body, Event) or body.modality != "planned" or not body.when.start or not published.start:
        return False
    is_ahead = body.when.start >= published.start and (body.when.end is None or bool(body.when.text))
    return is_ahead or (bool(body.when.text) and says("fate", "set", corpus.sentence(claim)))


def _is_condition(corpus: Corpus, claim: Claim) -> bool:
    """Whether an act is a condition on something else: "unless the siege is lifted"."""
    text = corpus.record.filed[claim.report].report.text
    return says("fate", "condition", text[max(0, claim.trigger.start - _BEFORE) : claim.trigger.start].rpartition(". ")[2])


def _is_undertaken(corpus: Corpus, claim: Claim) -> bool:
    """Whether the words of an act are those of an undertaking too."""
    return any(isinstance(told.body, Commitment) and bool(told.body.by) for told in _told_in(corpus, claim))


def _is_of_report(corpus: Corpus, claim: Claim) -> bool:
    """Whether a date is only that of the report."""
    body, published = claim.body, corpus.record.filed[claim.report].published
    return isinstance(body, Event) and (body.when.start, body.when.end) == (published.start, published.end)
