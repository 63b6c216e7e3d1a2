"""Which acts told as ahead are plans, whose outcome is looked for."""

from dragoman.model import Claim, Entry, Event
from dragoman.resolve.corpus import Corpus
from dragoman.resolve.events import RECURRING
from dragoman.resolve.moments import AHEAD, length
from dragoman.resolve.wording import says

# Acts against somebody: told as possible they are warnings, as wished they are demands; only these are announced with a day
_HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "REQUEST"})
_ANNOUNCED = frozenset({"PROTEST", "MOBILIZE"})
_VERB = (
    "events:verb/"  # rules that read an act by a verb: what is meant to be done is told so too, and no plan unless it is undertaken
)
_BEFORE = 60  # characters before an act in which its conjunction stands


def is_plan(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether an act is told as ahead, or as open ("whether they would let them return"); what is overdue was planned before.

    That somebody may attack, accuse or punish, or should, is a warning or a demand and no plan.
    """
    is_open = body.modality == "uncertain" and any(says("fate", "open", words) for words in corpus.words(entry, 0))
    if not (body.modality in AHEAD or is_open) or corpus.is_overdue(entry) or body.type in _HOSTILE:
        return False
    if body.type in _ANNOUNCED and (body.modality != "planned" or not length(body.when)):
        return False
    return is_open or _is_fixed(corpus, entry, body)


def _is_fixed(corpus: Corpus, entry: Entry, body: Event) -> bool:
    """Whether a plan is told, and not only a wish, a purpose or a condition: it is undertaken or put forward, or has a day.

    A bare mention tells of no plan of its own. What does not recur is known again without a day: an open possibility counts.
    """
    claims = corpus.claims(entry)
    if all(c.rule.endswith("+again") for c in claims):
        return False
    if any(_is_undertaken(corpus, c) for c in claims):
        return True
    if body.modality == "conditional":
        is_meeting = body.type == "CONSULT" and bool(body.actors)
        return (is_meeting or body.type not in RECURRING) and not all(_is_condition(corpus, c) for c in claims)
    is_dated = bool(length(body.when)) and not all(_is_of_report(corpus, c) for c in claims)
    if body.modality == "proposed":
        return is_dated and body.type not in RECURRING
    is_told = body.type == "GOVERN" or not all(c.rule.startswith(_VERB) for c in claims)
    return is_told and (is_dated or body.type not in RECURRING)


def _is_condition(corpus: Corpus, claim: Claim) -> bool:
    """Whether an act is a condition on something else: "unless the siege is lifted"."""
    text = corpus.record.filed[claim.report].report.text
    return says("fate", "condition", text[max(0, claim.trigger.start - _BEFORE) : claim.trigger.start].rpartition(". ")[2])


def _is_undertaken(corpus: Corpus, claim: Claim) -> bool:
    """Whether the words of an act are those of an undertaking too."""
    terms = corpus.undertaken_in.get(claim.report, ())
    return any(term.overlaps(claim.trigger.span) for term in terms)


def _is_of_report(corpus: Corpus, claim: Claim) -> bool:
    """Whether a date is only that of the report."""
    body, published = claim.body, corpus.record.filed[claim.report].published
    return isinstance(body, Event) and (body.when.start, body.when.end) == (published.start, published.end)
