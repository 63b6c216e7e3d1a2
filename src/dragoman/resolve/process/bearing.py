"""Later acts that bear on an undertaking: that carry it out, begin or undo it, turn it down, or are told as not done."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.model import Commitment, Entry, Event, Status, When
from dragoman.resolve.moments import apart, common, length
from dragoman.resolve.parties import is_covered, is_nameless, is_one_polity, shared
from dragoman.resolve.process.corpus import Corpus
from dragoman.resolve.process.meetings import is_at_venue
from dragoman.resolve.quantities import agree
from dragoman.resolve.sameness.clashes import is_anonymous
from dragoman.resolve.sameness.recurring import RECURRING
from dragoman.resolve.settings import count
from dragoman.resolve.terms import deeds, dice, kinds, stems
from dragoman.resolve.wording import says

Relation = Literal["carries out", "begins", "undoes", "rejects", "not carried out"]

BECOMES: dict[Relation, Status] = {
    "carries out": "implemented",
    "begins": "begun",
    "undoes": "reversed",
    "rejects": "rejected",
    "not carried out": "not_implemented",
}
LIKE = 0.3  # share of content words from which an act or a promise is the one undertaken
_ALONE = 0.45  # the same where no issue is in common
_SIDES = 2  # parties between which an act is
_PARTICLE = 5  # characters behind a verb in which its particle stands: "called off"
_COMMON = 2  # words that must be the same beside it where no issue is
_WEEK = 7  # days after which an act of a kind that recurs, told without a day, is another one
_STATES = frozenset({"ceasefire"})  # kinds of what lasts until somebody ends it
_SAID = ("AGREE", "REQUEST")
_DONE = ("occurred", "ongoing")


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """An event entry that bears on an undertaking, how, and why it is taken to."""

    entry: str
    relation: Relation
    why: str


def later(corpus: Corpus, entry: Entry, body: Commitment) -> Iterator[Later]:
    """Later acts of the kind undertaken, by all who undertook it, on the same issue or in like words; by date."""
    made = body.made.start or min(corpus.told_on(entry), default=None)
    kinds_of = corpus.kinds(entry, body)
    for event, act in corpus.acts(body, (*kinds_of, "SANCTION", "REJECT"), made):
        if act.type != "REJECT" and not _has_common(corpus, (entry, body), (event, act)):
            continue
        is_rejected = is_turned_down(corpus, entry, event, act) and bool(shared(act.actors, body.by))
        if is_rejected and not _is_own(corpus, body, act):
            yield Later(entry=event.id, relation="rejects", why="one of those who were to carry it out rejects what was proposed")
            continue
        relation = "undoes" if _is_end(corpus, entry, event, act) else _relation(corpus, event, act, kinds_of)
        if relation is None or event.id == corpus.entry_of.get(body.made_in or ""):
            continue
        is_beside = relation == "not carried out" and not set(corpus.reports(event)).isdisjoint(corpus.reports(entry))
        if not is_beside and not corpus.is_after((event, act), entry, made):
            continue
        if why := _bears(corpus, (entry, body), (event, act), relation):
            yield Later(entry=event.id, relation=relation, why=why)
    if body.act == "CONSULT" and made:
        yield from _met(corpus, entry, body)


def _has_common(corpus: Corpus, promise: tuple[Entry, Commitment], act: tuple[Entry, Event]) -> bool:
    """Whether an act has an issue, a number or some words of what was undertaken: most acts of a party have none of them."""
    (entry, body), (event, done) = promise, act
    if len(corpus.once(all_deeds, entry) & corpus.once(all_deeds, event)) >= _COMMON:
        return True
    return not set(body.issues).isdisjoint(done.issues) or agree(body.numbers, done.numbers)


def _met(corpus: Corpus, entry: Entry, body: Commitment) -> Iterator[Later]:
    """Meetings that other reports tell at the place and on the days for which one was undertaken, by whatever names."""
    slack = count("blocking", "slack_days")
    for plan, ahead in corpus.plans_in(entry):
        for event, act in corpus.meetings(ahead.when, slack) if ahead.type == "CONSULT" and ahead.where else []:
            is_known = _is_by_same(body, act) or set(corpus.reports(event)) <= set(corpus.reports(entry))
            if act.modality not in _DONE or is_known or apart(ahead.when, act.when) > slack:
                continue
            is_told = act.when.start is not None and act.when.start <= max(corpus.told_on(event), default=act.when.start)
            if is_told and corpus.is_after((event, act), entry) and is_at_venue(corpus, (plan, ahead), (event, act)):
                yield Later(entry=event.id, relation="carries out", why="a meeting at the place and on the days planned")


def _is_own(corpus: Corpus, body: Commitment, act: Event) -> bool:
    """Whether those who turn something down are those who put it forward: they mean another thing."""
    made = corpus.entries.get(corpus.entry_of.get(body.made_in or "", ""))
    return made is not None and isinstance(made.body, Event) and bool(shared(act.actors, made.body.actors))


def is_turned_down(corpus: Corpus, entry: Entry, event: Entry, act: Event) -> bool:
    """Whether an act turns down a proposal that the same report tells before: "rejected the proposal"."""
    is_refusal = act.type == "REJECT" and act.modality in _DONE
    return is_refusal and not corpus.once(_proposing, event).isdisjoint(corpus.once(_proposing, entry))


def _proposing(corpus: Corpus, entry: Entry) -> frozenset[str]:
    """The reports that speak of a proposal where they tell an entry."""
    return frozenset(e.report for c in corpus.claims(entry) for e in c.evidence if "proposal" in kinds(e.quote))


def _relation(corpus: Corpus, event: Entry, act: Event, undertaken: frozenset[str]) -> Relation | None:
    if act.type in undertaken and corpus.is_overdue(event):
        return "not carried out"
    if act.type in undertaken and act.modality in (*_DONE, "denied"):
        if act.type in _SAID and (act.modality != "denied" or is_nameless(act.actors)):
            return None  # to agree or to propose once more is a renewal and carries nothing out; nor is anybody's lack of a deal it
        return "not carried out" if act.modality == "denied" else "begins" if is_begun(corpus, event, act) else "carries out"
    if act.type == "SANCTION" and "discontinue" in act.mode and act.modality == "occurred" and not is_nameless(act.actors):
        return "undoes"
    return None


def _is_end(corpus: Corpus, entry: Entry, event: Entry, act: Event) -> bool:
    """Whether an act puts an end to what was undertaken ("called off the truce"), which was no end of anything itself."""
    if act.modality not in _DONE or is_nameless(act.actors):
        return False
    return not corpus.once(_ended, event).isdisjoint(corpus.once(_lasting, entry))


def _ended(corpus: Corpus, event: Entry) -> frozenset[str]:
    """The kinds of what lasts to which an act puts an end."""
    texts = ((claim.trigger, corpus.record.filed[claim.report].report.text) for claim in corpus.claims(event))
    is_ended = any(says("fate", "ended", text[at.start : at.end + _PARTICLE]) for at, text in texts)
    return kinds(" ".join(corpus.words(event, 0))) & _STATES if is_ended else frozenset()


def _lasting(corpus: Corpus, entry: Entry) -> frozenset[str]:
    """The kinds of what lasts that are undertaken, where it is no end of anything that is."""
    promised = " ".join(c.body.what.quote for c in corpus.claims(entry) if isinstance(c.body, Commitment))
    return frozenset() if says("fate", "ended", promised) else kinds(promised)


def is_begun(corpus: Corpus, event: Entry, act: Event) -> bool:
    """Whether an act is told as begun or going on, and nowhere as over."""
    if act.modality == "ongoing":
        return True
    is_over = any(says("fate", "over", words) for words in corpus.words(event))
    return not is_over and any(says("fate", "begun", words) for words in corpus.words(event, 0))


def _bears(corpus: Corpus, promise: tuple[Entry, Commitment], act: tuple[Entry, Event], relation: Relation) -> str:
    """Why an act bears on an undertaking: its date lies in the due time, or its words and issue are those undertaken."""
    (entry, body), (event, done) = promise, act
    if not (shared(done.actors, body.by) if relation == "undoes" else _is_by_same(body, done)):
        return ""  # one of those who undertook something undoes it for all
    if done.type in RECURRING and not _is_about_due(corpus, body, (event, done)):
        return ""
    issues = set(body.issues) & set(done.issues)
    likeness = _likeness(corpus, promise, event, 0 if issues else _COMMON)
    is_alike = likeness >= LIKE or agree(body.numbers, done.numbers)
    if is_nameless(done.actors) and not (is_alike and body.by):
        return ""
    whose = "parties not named" if is_nameless(done.actors) else "the same parties"
    is_told = bool(set(corpus.reports(event)) - set(corpus.reports(entry)))
    if _is_when_due(body, done) and (issues or is_alike) and is_told:
        return f"the same act by {whose}, when it was due"
    is_elsewhere = bool(body.issues and done.issues) and not (_families(body) & _families(done))
    is_about = bool(issues) or not (is_elsewhere or done.type in RECURRING)
    if is_about and likeness >= (LIKE if issues else _ALONE) and (is_told or relation == "not carried out"):
        on = "on the same issue, " if issues else ""
        return f"the same act by {whose} {on}with {likeness:.0%} of the words in common"
    return ""


def _is_about_due(corpus: Corpus, body: Commitment, act: tuple[Entry, Event]) -> bool:
    """Whether an act of a kind that recurs lies, or is first told, near its day: a briefing two months later is another."""
    if not length(body.due) or body.due.end is None:
        return True
    event, done = act
    if length(done.when):
        return _is_when_due(body, done) or apart(body.due, done.when) <= count("blocking", "slack_days")
    told = min(corpus.told_on(event), default=None)
    return told is None or (told - body.due.end).days <= _WEEK


def _families(body: Event | Commitment) -> frozenset[str]:
    """The groups of codes that issues belong to: withdrawing forces ("SsrFf") and armies ("SsrArm") are of one sector."""
    return frozenset(re.sub(r"(?<=[a-z])[A-Z].*", "", issue) for issue in body.issues)


def _is_by_same(body: Commitment, done: Event) -> bool:
    """Whether all who undertook it act, or nobody named does; elections and governments are met by country too.

    What was undertaken toward a third party is not done by them among others.
    """
    parties = (*done.actors, *done.recipients)
    toward = tuple(a for a in body.toward if not is_anonymous(a) and not a.startswith("~"))
    if toward and len(done.actors) >= _SIDES and not shared(toward, parties):
        return False
    return is_nameless(done.actors) or is_covered(body.by, parties) or (done.type == "GOVERN" and is_one_polity(body.by, parties))


def _likeness(corpus: Corpus, promise: tuple[Entry, Commitment], event: Entry, common_words: int) -> float:
    """The best share of words that tellings of an act and of what was undertaken have in common; 0 where too few are."""
    entry, body = promise
    if len(corpus.once(all_deeds, entry) & corpus.once(all_deeds, event)) < max(1, common_words):
        return 0.0
    names = frozenset(s for actor in (*body.by, *body.toward) for s in stems(actor))
    promised = {deeds(c.body.what.quote, names) for c in corpus.claims(entry) if isinstance(c.body, Commitment)}
    told = {deeds(e.quote, names) for c in corpus.claims(event) for e in c.evidence}
    return max((dice(x, y) for x in promised for y in told if len(x & y) >= common_words), default=0.0)


def all_deeds(corpus: Corpus, entry: Entry) -> frozenset[str]:
    """What all tellings of an entry tell as undertaken or done: tellings have no more in common than these."""
    claims = corpus.claims(entry)
    told = (c.body.what.quote for c in claims if isinstance(c.body, Commitment))
    return frozenset().union(*map(deeds, (*told, *(e.quote for c in claims for e in c.evidence))))


def _is_when_due(body: Commitment, done: Event) -> bool:
    """Whether an act lies in the time in which it was to be done: from when it was made, for a deadline may be kept early."""
    if length(body.due) is None or length(done.when) is None:
        return False
    made = body.made.start
    due = When(start=made, end=body.due.end) if made and body.due.end and made <= body.due.end else body.due
    return common(due, done.when) is not None
