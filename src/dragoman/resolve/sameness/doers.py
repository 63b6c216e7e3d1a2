"""Who does what to whom, in what rank and how often, where that makes two acts: a blow and the answer to it."""

from functools import lru_cache

from dragoman.lexicon.load import table
from dragoman.model import Event, Witness
from dragoman.resolve.moments import AHEAD, apart
from dragoman.resolve.parties import Ties, shared, ties
from dragoman.resolve.sameness.telling import event_of
from dragoman.resolve.settings import count
from dragoman.resolve.terms import listed, stems
from dragoman.resolve.wording import says

# Acts that one does to another: who did it and to whom tells them apart
_ONE_SIDED = frozenset({"ASSAULT", "COERCE", "ACCUSE", "SANCTION", "REQUEST", "REJECT", "THREATEN", "MOBILIZE", "AID"})
_SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_PRAISE, _SIGNING = "051", "057"  # CAMEO


def doers_clash(a: Witness, b: Witness) -> str:
    """What forbids that two claims tell one act for those who do it, their rank, or how often they do."""
    one, other = event_of(a), event_of(b)
    if _is_praise_of(one, other) or _is_praise_of(other, one):
        return "one is praise for what the other is"
    return _answer_clash(a, b) or _rank_clash(a, b) or _is_over_before(a, b) or _is_over_before(b, a)


def said_by_others(one: Event, other: Event, told: Ties) -> bool:
    """Whether two demands, charges or refusals have authors who are surely two: what the registry does not know may be anybody."""
    if one.type != other.type or one.type not in _SAID:
        return False
    return _are_listed(one.actors, other.actors) and not shared(one.actors, other.actors, told)


def _are_listed(*lists: tuple[str, ...]) -> bool:
    """Whether all lists name somebody, and nobody outside the registry."""
    return all(actors and not any(a.startswith("~") for a in actors) for actors in lists)


def _is_praise_of(one: Event, other: Event) -> bool:
    """Whether one welcomes what may be agreed in the other: "welcomed the accord" and "signed the accord"."""
    if one.type != "SUPPORT" or not (one.cameo or "").startswith(_PRAISE):
        return False
    return other.type == "AGREE" or (other.type == "SUPPORT" and (other.cameo or "").startswith(_SIGNING))


def _answer_clash(a: Witness, b: Witness) -> str:
    """What one does to another is not what that other does to the first; and one report tells what two do as two acts.

    Where they "clash" or "trade fire" each does it to the other.
    """
    one, other = event_of(a), event_of(b)
    if one.type != other.type or one.type not in _ONE_SIDED or _is_mutual(a) or _is_mutual(b):
        return ""
    told = ties(a.filed, b.filed)
    if shared(one.actors, other.actors, told):
        return ""
    if shared(one.actors, other.recipients, told) and shared(other.actors, one.recipients, told):
        return "what one does in the one is done to it in the other"
    is_two = a.claim.report == b.claim.report and _are_listed(one.actors, other.actors)
    return "one report tells them of two who act" if is_two else ""


def _is_mutual(w: Witness) -> bool:
    """Whether the word for an act tells it of both sides alike."""
    return not listed("mutual", "words").isdisjoint(stems(w.claim.trigger.quote))


def _said(w: Witness) -> str:
    return " ".join(e.quote for e in w.claim.evidence)


def _rank_clash(a: Witness, b: Witness) -> str:
    """A meeting of commanders is none of presidents, where both say who met; who are ministers to one may be leaders to another."""
    one, other = event_of(a), event_of(b)
    if {one.type, other.type} != {"CONSULT"}:
        return ""
    mine, theirs = _ranks(_said(a)), _ranks(_said(b))
    if (len(mine), len(theirs)) != (1, 1) or mine == theirs:
        return ""
    if mine | theirs == {"leaders", "ministers"} and not apart(one.when, other.when):
        return ""
    return f"one is of {min(mine)}, the other of {min(theirs)}"


@lru_cache(maxsize=1 << 14)
def _ranks(text: str) -> frozenset[str]:
    """Of what rank those are whom words tell of, as "leaders", "ministers", "commanders" and "experts"."""
    return frozenset(rank for rank in table("en/sameness")["ranks"] if says("ranks", rank, text))


def _is_over_before(a: Witness, b: Witness) -> str:
    """Whether the days of one plan are over before the report of the other, which is still ahead there: "will meet this month"."""
    one, other = event_of(a), event_of(b)
    now, end = b.filed.published.start, one.when.end
    if now is None or end is None or not (one.modality in AHEAD and other.modality in AHEAD):
        return ""
    is_open = bool(other.when.text) and (other.when.end is None or other.when.end >= now)
    days = (now - end).days
    if not is_open or days <= count("blocking", "slack_days") or _is_of_past(b):
        return ""
    return f"the days of one are over {days} days before the report that looks forward to the other"


def _is_of_past(w: Witness) -> bool:
    """Whether a sentence tells a plan as one of the past: "had been due to meet"."""
    span = w.claim.trigger.span
    return says("fate", "set", (w.filed.text.sentence_of(span) or span).of(w.filed.report.text))
