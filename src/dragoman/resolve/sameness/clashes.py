"""What forbids that two event claims tell one act."""

import re
from functools import cache, lru_cache

from dragoman.lexicon.load import table
from dragoman.model import Event, Modality, Witness
from dragoman.resolve.moments import AHEAD, apart, bounded
from dragoman.resolve.parties import Ties, is_described, shared, ties
from dragoman.resolve.places import is_apart
from dragoman.resolve.quantities import far_off, unit
from dragoman.resolve.sameness.doers import doers_clash
from dragoman.resolve.sameness.rows import row_clash
from dragoman.resolve.sameness.telling import event_of, is_told_there, is_verbal, manner, naming
from dragoman.resolve.settings import setting
from dragoman.resolve.terms import content, kinds, listed, stem, stems, synonyms

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_STAGES = (frozenset({"AGREE", "SUPPORT"}), frozenset({"AGREE", "CONSULT"}), frozenset({"COERCE", "ASSAULT"}))
_WITH = 10  # characters in which "with" or "between" stands behind the name of an act
_OBJECT = 30  # characters behind the name of an agreement in which what is agreed stands
_BREAK = re.compile(r"[,.;:!?\n\u2014]")
_ACCORDS = frozenset({"AGREE", "SUPPORT"})
_SUBJECT = 40  # characters before a word for killing within which its subject stands
_REAL: frozenset[Modality] = frozenset({"occurred", "ongoing", "uncertain"})


def principals(event: Event) -> tuple[str, ...]:
    """Actors and recipients of an event, without people who are told by what they are alone ("detainees")."""
    return tuple(dict.fromkeys(a for a in (*event.actors, *event.recipients) if not is_anonymous(a)))


def parties_of(w: Witness) -> tuple[str, ...]:
    """Who takes part in an act by name: how people are called who are told by what they are is each report's own."""
    return tuple(a for a in principals(event_of(w)) if not is_described(a, w.filed))


def common_parties(a: Witness, b: Witness) -> tuple[str, ...]:
    """Those of the first who take part in the second too; whom both tell by one word for what he is counts."""
    mine, theirs = principals(event_of(a)), principals(event_of(b))
    told = {head(x) for x in theirs if is_described(x, b.filed)}
    met = {x for x in mine if head(x) in told and is_described(x, a.filed)}
    return tuple(dict.fromkeys((*shared(mine, theirs, ties(a.filed, b.filed)), *(x for x in mine if x in met))))


def head(actor: str) -> str:
    """The last word of an actor's id: what people are who are told by what they are ("detainees")."""
    return stem(actor.rpartition("-")[2].removeprefix("~"))


def is_anonymous(actor: str) -> bool:
    """Whether an actor outside the registry is people told by what they are alone: no two sources need use one word for them."""
    return actor.startswith("~") and head(actor) in listed("counted", "anonymous")


def shares_name(a: Witness, b: Witness) -> bool:
    """Whether the same word names both acts."""
    mine, theirs = naming(a)[1], naming(b)[1]
    return bool(set(stems(mine)) & set(stems(theirs)) & content(mine))


def is_kindred(a: Witness, b: Witness) -> bool:
    """Whether kindred words name both acts."""
    return bool(kinds(naming(a)[1]) & kinds(naming(b)[1])) or is_synonym(a, b)


def is_synonym(a: Witness, b: Witness) -> bool:
    """Whether words that mean the same name both acts, or what is agreed in them ("agreed to a truce", "the ceasefire")."""
    return bool(_meant(a) & _meant(b))


def _meant(w: Witness) -> frozenset[str]:
    """The groups of words of one meaning of the name of an act; of an agreement also of what stands right behind it."""
    start, name = naming(w)
    if event_of(w).type not in _ACCORDS:
        return synonyms(name)
    behind = _BREAK.split(w.filed.report.text[start + len(name) :][:_OBJECT])[0].rpartition(" ")[0]
    return synonyms(f"{name} {behind}")


def is_taken_up(a: Witness, b: Witness) -> bool:
    """Whether one report takes up an act again as known, by the same or a kindred word: it may then tell less or more of it."""
    if a.claim.report != b.claim.report:
        return False
    later = max(a, b, key=lambda w: (w.claim.trigger.start, w.claim.id))
    return manner(later) == "definite" and (shares_name(a, b) or is_kindred(a, b))


def clash(a: Witness, b: Witness) -> str:
    """What forbids that two claims tell one act; empty where nothing does."""
    one, other = event_of(a), event_of(b)
    if one.type != other.type and a.claim.report == b.claim.report and not is_of_one_course(a, b):
        return f"{one.type} and {other.type} are different kinds of act"
    by_what = _modality_clash(a, b) or _date_clash(a, b) or row_clash(a, b) or _chamber_clash(a, b) or _toll_clash(a, b)
    return by_what or doers_clash(a, b)


def is_of_one_course(a: Witness, b: Witness) -> bool:
    """Whether acts of two types can be one: stages by kindred words. Efforts to reconcile are no agreement, for all their words."""
    types = {event_of(a).type, event_of(b).type}
    is_one_word = shares_name(a, b)
    return types in _STAGES and (is_one_word or ("CONSULT" not in types and is_kindred(a, b)))


def _modality_clash(a: Witness, b: Witness) -> str:
    """What is ahead is never what was done: the two are tied by a chain, not folded.

    Where "the talks could bring …" takes up talks told before, it is what they bring that is open.
    """
    one, other = event_of(a).modality, event_of(b).modality
    if "conditional" in (one, other) and "denied" not in (one, other) and is_taken_up(a, b):
        return ""
    for group in (_REAL, AHEAD, frozenset({"denied"})):
        if (one in group) != (other in group):
            return f"one is {one}, the other {other}"
    return ""


def _date_clash(a: Witness, b: Witness) -> str:
    one, other = event_of(a), event_of(b)
    days = apart(bounded(one.when, one.modality, a), bounded(other.when, other.modality, b))
    is_sure = not any((when.edtf or "").endswith(("?", "~")) for when in (one.when, other.when))
    slack = 0 if a.claim.report == b.claim.report and is_sure else setting("blocking", "slack_days")
    return f"their dates lie {days} days apart" if days > slack else ""


def place_clash(a: Witness, b: Witness) -> str:
    """What parts two acts by place: two cities or countries. It forbids nothing, for a report may tell where it was heard of.

    Where a report takes an act up again, only places told beside it count.
    """
    here, there = event_of(a).where, event_of(b).where
    if not here or not there or not is_apart(here, there):
        return ""
    if is_taken_up(a, b) and not (is_told_there(a, here.name) and is_told_there(b, there.name)):
        return ""
    return f"one is in {here.name}, the other in {there.name}"


def _chamber_clash(a: Witness, b: Witness) -> str:
    """What one chamber of a legislature votes is not what the other does."""
    if {event_of(a).type, event_of(b).type} != {"GOVERN"}:
        return ""
    mine, theirs = (frozenset().union(*(_chambers(e.quote) for e in w.claim.evidence)) for w in (a, b))
    if (len(mine), len(theirs)) != (1, 1) or mine == theirs:
        return ""
    return f"one is of the {min(mine)} house, the other of the {min(theirs)} house"


@lru_cache(maxsize=1 << 14)
def _chambers(text: str) -> frozenset[str]:
    """Which chambers of a legislature words name: "upper", "lower"."""
    found = _chamber_names().finditer(text)
    return frozenset(kind for m in found if (kind := _chamber_kinds().get(m[0].casefold())))


@cache
def _chamber_kinds() -> dict[str, str]:
    return {name: kind for kind in ("upper", "lower") for name in table("en/sameness")["chambers"][kind]}


@cache
def _chamber_names() -> re.Pattern[str]:
    """The longest name first, and no office of one ("House Speaker")."""
    told = table("en/sameness")["chambers"]
    names = sorted((*_chamber_kinds(), *told["others"]), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(names)})\b(?! ({'|'.join(told['parts'])})\b)", re.IGNORECASE)


def _toll_clash(a: Witness, b: Witness) -> str:
    """What a war has cost is not what one of its attacks has: tolls so far apart are no two counts of one.

    Sources count differently, and later ones count more. One report does not contradict itself: there tolls part acts sooner.
    """
    one, other = event_of(a), event_of(b)
    if one.type != "ASSAULT" or other.type != "ASSAULT":
        return ""
    if is_of_war(a) != is_of_war(b):
        return "one tells what a whole war has cost"
    if a.claim.report == b.claim.report and not shares_name(a, b) and _is_many(a) != _is_many(b) and _are_nouns(a, b):
        return "one tells of many such acts"
    mine, theirs = ([n for n in e.numbers if unit(n) == "persons"] for e in (one, other))
    factor = setting("events", "number_factor" if a.claim.report == b.claim.report else "toll_factor")
    if far_off(mine, theirs, factor):
        return "one tells far more dead or hurt than the other"
    return ""


def _is_many(w: Witness) -> bool:
    """Whether the noun that names an act is a plural: "attacks" of the past year are not the blast of this morning."""
    return naming(w)[1].casefold().endswith("s")


def _are_nouns(a: Witness, b: Witness) -> bool:
    return not is_verbal(naming(a)[1]) and not is_verbal(naming(b)[1]) and all(len(naming(w)[1].split()) == 1 for w in (a, b))


def is_of_war(w: Witness) -> bool:
    """Whether it is a war that has killed: "the five-year war that has killed 9,000 people"."""
    span = w.claim.trigger.span
    start, sentence = span.start, w.filed.text.sentence_of(span) or span
    before = stems(w.filed.report.text[max(sentence.start, start - _SUBJECT) : start])
    wars = [i for i, word in enumerate(before) if word in listed("counted", "wars")]
    # "the war began when guards killed two" tells of the guards
    is_subject = bool(wars) and listed("counted", "clauses").isdisjoint(before[wars[-1] :])
    return is_subject and bool(listed("counted", "tolls") & set(stems(w.claim.trigger.quote)))


def party_clash(a: Witness, b: Witness) -> str:
    """What parts two acts by those who take part. It forbids nothing, for two reports may call them by names that nobody ties."""
    one, other = event_of(a), event_of(b)
    if a.claim.report == b.claim.report:
        mine, theirs = principals(one), principals(other)
    else:
        mine, theirs = parties_of(a), parties_of(b)
    told = ties(a.filed, b.filed)
    if one.type == other.type and one.type in MUTUAL:
        return _party_clash(a, b, (mine, theirs), told)
    if mine and theirs and not shared(mine, theirs, told):
        return "they have no party in common"
    for role, x, y in (("actor", one.actors, other.actors), ("recipient", one.recipients, other.recipients)):
        if any(map(is_anonymous, (*x, *y))):
            continue
        if a.claim.report != b.claim.report and any(is_described(p, w.filed) for w, ps in ((a, x), (b, y)) for p in ps):
            continue
        if x and y and not shared(x, y, told):
            return f"they have no {role} in common"
    return ""


def _party_clash(a: Witness, b: Witness, named: tuple[tuple[str, ...], tuple[str, ...]], told: Ties) -> str:
    """Mutual acts are between the same parties. A report that takes one up may name one side of it only."""
    mine, theirs = named
    is_partial = min(len(mine), len(theirs)) < 2
    if mine and theirs and not shared(mine, theirs, told):
        return "" if is_partial and is_taken_up(a, b) and not _says_with_whom(a, b) else "they have no party in common"
    is_same_word = is_taken_up(a, b) and shares_name(a, b)  # "the meeting" of more sides than were told; "the talks" may be others
    if is_partial or is_same_word or _is_enough(mine, theirs, told):
        return ""
    return "they are between other parties"


def _says_with_whom(a: Witness, b: Witness) -> bool:
    """Whether the later telling says right behind the name of the act between whom it is, and the earlier tells one of its own."""
    earlier, later = sorted((a, b), key=lambda w: (w.claim.trigger.start, w.claim.id))
    start, name = naming(later)
    behind = later.filed.report.text[start + len(name) :].lstrip()[:_WITH].split(" ", 1)[0]
    return manner(earlier) != "definite" and behind in ("with", "between")


def _is_enough(mine: tuple[str, ...], theirs: tuple[str, ...], told: Ties) -> bool:
    """Whether two lists of parties to a mutual act allow one act: two of them meet."""
    small, large = sorted((mine, theirs), key=len)
    return len(shared(small, large, told)) >= 2 and len(shared(large, small, told)) >= 2
