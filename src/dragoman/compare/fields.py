"""Field by field: where the sources of one event or undertaking conflict, where one is finer, what one leaves out."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec

from dragoman.compare.hours import hours
from dragoman.compare.places import places
from dragoman.compare.quantities import numbers
from dragoman.compare.sources import ROLES, Source, Told, divergence, omission, value
from dragoman.compare.wording import unquoted
from dragoman.extract.issues import issues_of
from dragoman.lexicon.load import table
from dragoman.model import Claim, Commitment, Divergence, Entry, Event, When, meets
from dragoman.resolve.moments import AHEAD, apart, finest, length, making, weekday
from dragoman.resolve.parties import Ties, is_person, is_unnamed, shared, ties
from dragoman.resolve.sameness.clashes import MUTUAL
from dragoman.resolve.sameness.events import SAID
from dragoman.resolve.terms import listed, stems

_DAYS = {"week": 7, "month": 30, "year": 365}
_ABOUT = MUTUAL | SAID | {"SUPPORT"}  # acts in which something is talked about
_THIRD = ("mediators", "hosts")  # roles of those who are no party: what they do is left out by who names them for something else
_DONE = frozenset({"occurred", "ongoing"})
_PROMISED = frozenset({"proposed", "agreed", "unknown"})
_FARED = frozenset({"begun", "partly", "implemented", "reversed", "not_implemented", "abandoned", "rejected"})


def events(entry: Entry, sources: Sequence[Source], told: Told) -> Iterator[Divergence]:
    """The divergences of an event told by several sources, wording apart."""
    dated = list(_dates(entry, "when", sources, _when))
    yield from dated or hours(entry, sources, [_finest(s, _when) for s in sources], told)
    yield from () if dated else _undated(entry, sources, told)
    yield from places(entry, sources)
    yield from _types(entry, sources)
    yield from _modalities(entry, sources)
    for field in ROLES:
        yield from _lists(entry, field, sources, told)
    if isinstance(entry.body, Event) and entry.body.type in _ABOUT:
        yield from _issues(entry, sources)
    yield from numbers(entry, sources, told)


def commitments(entry: Entry, sources: Sequence[Source], told: Told) -> Iterator[Divergence]:
    """The divergences of an undertaking told by several sources."""
    yield from _dates(entry, "due", sources, lambda c: c.body.due if isinstance(c.body, Commitment) else When())
    yield from _dates(entry, "made", sources, making)
    for statuses in (_PROMISED, _FARED):
        of_stage = [msgspec.structs.replace(s, claims=_of_stage(s, statuses)) for s in sources]
        yield from numbers(entry, [s for s in of_stage if s.claims], told)


def _of_stage(source: Source, statuses: frozenset[str]) -> tuple[Claim, ...]:
    """What a source claims of one stage: how many were promised and how many freed are two questions."""
    return tuple(c for c in source.claims if isinstance(c.body, Commitment) and c.body.status in statuses)


def _when(claim: Claim) -> When:
    return claim.body.when if isinstance(claim.body, Event) else When()


def _dates(entry: Entry, field: str, sources: Sequence[Source], get: Callable[[Claim], When]) -> Iterator[Divergence]:
    """Dates compared as intervals: apart is a conflict, one inside another is precision, none beside some is an omission.

    What is due by one day begins for each report on its own, as what lasts ends with each.
    """
    is_ahead = isinstance(entry.body, Event) and entry.body.modality in AHEAD
    told = [_finest(s, get) for s in sources]
    known = [w for w in told if w.is_known and not _is_taken(w)]
    fixed = [w for w, s in zip(told, sources, strict=True) if w in known and not _runs(w, s)]
    is_one_end = is_ahead and len({w.end for w in known}) == 1
    if not known or (is_one_end and all(_is_by(w, s) for w, s in zip(told, sources, strict=True))):
        return
    values = [value(w.edtf or "", s, _holding(s, w, get)) for w, s in zip(told, sources, strict=True)]
    exact = [w for w in known if _is_told(w)]
    if any(apart(a, b) > max(_slack(a), _slack(b)) for a in exact for b in exact):
        yield divergence(entry, field, "conflict", values, "The dates that sources give have no day in common.")
    elif _is_finer_date(fixed) and all(meets(a, b) for a in known for b in known) and not _is_known_to_all(fixed, sources):
        best = min(fixed, key=lambda w: length(w) or 1 << 20)
        yield divergence(entry, field, "precision", values, f"{best.edtf} is the finest date, and the others allow it.")


def _slack(when: When) -> int:
    """Days by which a date may be off that words reckon from another: "eight weeks ago" may be a week less three days."""
    found = _reckoned().search(when.text)
    return _DAYS[found[1].casefold()] // 2 if found and when.is_known else 0


@cache
def _reckoned() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_number()}|an?|\d+)[ -]({'|'.join(_DAYS)})s?\b", re.IGNORECASE)


def _any_number() -> str:
    return "|".join((*table("en/issues")["numbers"]["words"], *table("en/issues")["numbers"]["vague"]))


def _finest(source: Source, get: Callable[[Claim], When]) -> When:
    """The date of a source: that of its words, where any tell one, before what is taken from the day of its report."""
    whens = [get(c) for c in source.claims]
    return finest([w for w in whens if w.is_known and _is_told(w)] or whens)


def _is_taken(when: When) -> bool:
    """Whether a date is reckoned from that of the report or from what stands beside, without a word for it."""
    return not when.text and any(mark in (when.edtf or "") for mark in ("~", "?", ".."))


def _is_by(when: When, source: Source) -> bool:
    """Whether a date runs from the day of the report on: "by the end of March"."""
    return not when.is_known or when.start in (None, *(filed.published.start for filed in source.filed))


def _undated(entry: Entry, sources: Sequence[Source], told: Told) -> Iterator[Divergence]:
    """A date that words of some sources tell and others leave out."""
    whens = [finest([_when(c) for c in s.claims]) for s in sources]
    exact = [w for w in whens if w.is_known and _is_told(w) and length(w)]
    silent = [
        _is_undated(w, s, exact) and not _dates_another(s, exact, told) and _is_known(s, sources)
        for w, s in zip(whens, sources, strict=True)
    ]
    values = [value(w.edtf or "", s, _holding(s, w, _when)) for w, s in zip(whens, sources, strict=True)]
    yield from omission(entry, "when", values, silent, "Not all sources that tell it date it.")


def _dates_another(source: Source, whens: Sequence[When], told: Told) -> bool:
    """Whether a source has something else on these very days: it tells undated what goes with that."""
    acts = (act.when for filed in source.filed for act in told.acts.get(filed.report.id, ()))
    return any((own.start, own.end) == (w.start, w.end) for own in acts for w in whens)


def _is_undated(when: When, source: Source, exact: Sequence[When]) -> bool:
    """Whether a source gives no date where words of others tell one, and none of these words stand anywhere in its reports.

    Headlines tell no dates, and words for one that nobody can reckon ("the day after") are no silence.
    """
    is_silent = bool(exact) and not when.is_known and not when.text and not any(source.has(w.text) for w in exact)
    return is_silent and any(_is_in_body(source, c) for c in source.claims)


def _is_in_body(source: Source, claim: Claim) -> bool:
    filed = next(f for f in source.filed if f.report.id == claim.report)
    return filed.text.part_at(claim.trigger.start) != "title"


def _is_known(undated: Source, sources: Sequence[Source]) -> bool:
    """Whether parties in common tell that an undated telling is of the act: one tied to it by a word alone may be of another."""
    mine, *theirs = (
        [a for c in s.claims if isinstance(c.body, Event) for a in (*c.body.actors, *c.body.recipients)]
        for s in (undated, *(s for s in sources if s is not undated))
    )
    return any(shared(mine, others, ties(*(f for s in sources for f in s.filed))) for others in theirs)


def _runs(when: When, source: Source) -> bool:
    """Whether a date reaches to the day of the report: what is told "since March" ends with each report anew."""
    days = {filed.published.end for filed in source.filed}
    return (length(when) or 0) > 1 and when.precision == "interval" and when.end in days


def _is_finer_date(known: Sequence[When]) -> bool:
    """Whether a date that is told is finer than another one: of at most half its days, and not taken from the day of the report."""
    starts = Counter(w.start for w in known)
    if len(known) > 1 and any(weekday(w.text) and not length(w) and starts[w.start] == 1 for w in known):
        return True  # the day of the week is told, and another source has the year
    best = min(known, key=lambda w: length(w) or 1 << 20, default=When())
    is_told = _is_told(best) and "/.." not in (best.edtf or "")
    closed = sorted(n for w in known if (n := length(w)))
    return is_told and len(closed) > 1 and closed[-1] >= 2 * closed[0]


def _is_known_to_all(known: Sequence[When], sources: Sequence[Source]) -> bool:
    """Whether all sources have the finest date somewhere: the day of a month, for "Friday" can be any."""
    best = min(known, key=lambda w: length(w) or 1 << 20)
    return any(c.isdigit() for c in best.text) and all(s.has(best.text) for s in sources)


def _is_told(when: When) -> bool:
    """Whether words tell a date. That of a headline without any is the day of the report."""
    return not {"?", "~"} & set(when.edtf or "") and not (when.anchor == "published" and not when.text)


def _holding(source: Source, when: When, get: Callable[[Claim], When]) -> list[Claim]:
    """The claims of a source that give its date; all of them where none does alone."""
    return [c for c in source.claims if get(c).is_known and (get(c).start, get(c).end) == (when.start, when.end)] or list(
        source.claims
    )


def _types(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Stages of one agreement: reached to one source, signed to another. Other types are the same act by another word."""
    told = [{c.body.type for c in s.claims if isinstance(c.body, Event)} for s in sources]
    stages = [{"SUPPORT"} if _is_signed(s) else {"AGREE"} for s in sources]
    if told == stages and {"AGREE"} in told and {"SUPPORT"} in told:
        values = [value(", ".join(t), s) for t, s in zip(told, sources, strict=True)]
        yield divergence(entry, "type", "precision", values, "Sources tell different stages of one agreement.")


def _is_signed(source: Source) -> bool:
    """Whether a source tells that something was signed."""
    return any(not listed("counted", "signing").isdisjoint(stems(c.trigger.quote)) for c in source.claims)


def _modalities(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """Some assert the act, others deny it, still expect it, or tell it only as what somebody alleges.

    Nouns in what is alleged ("to sway votes") assert it, and what stands in quotation marks is open to him who is quoted.
    """
    told = [{c.body.modality for c in s.claims if isinstance(c.body, Event)} for s in sources]
    values = [value(", ".join(sorted(t)), s) for t, s in zip(told, sources, strict=True)]
    done = [s for t, s in zip(told, sources, strict=True) if t <= _DONE]
    ahead = [s for t, s in zip(told, sources, strict=True) if t <= AHEAD and _is_late(s, entry, done)]
    unsure = [s for t, s in zip(told, sources, strict=True) if t == {"uncertain"} and not _is_open(s)]
    if done and {"denied"} in told:
        yield divergence(entry, "modality", "conflict", values, "Some sources tell it as done, others as not done.")
    elif done and ahead:
        yield divergence(entry, "modality", "precision", values, "Some sources tell it as done, others as still to come.")
    elif unsure and any(t != {"uncertain"} for t in told):
        yield divergence(entry, "modality", "precision", values, "Some sources assert it, others tell it as uncertain.")
    elif any(t == {"planned"} for t in told) and any(
        t == {"conditional"} and not all(map(_is_noun, s.claims)) for t, s in zip(told, sources, strict=True)
    ):
        yield divergence(entry, "modality", "precision", values, "Some sources tell it as planned, others as what could be.")


def _is_late(source: Source, entry: Entry, done: Sequence[Source]) -> bool:
    """Whether a source writes after the day of the act, or as late as the reports that tell it as done where that is not known.

    A noun ("the talks") tells nothing as still to come.
    """
    if all(map(_is_noun, source.claims)):
        return False
    when = entry.body.when if isinstance(entry.body, Event) and _is_told(entry.body.when) else When()
    days = [when.end + dt.timedelta(1)] if when.end else [f.published.end for s in done for f in s.filed]
    day = min((d for d in days if d), default=dt.date.max)
    return any(f.published.start and f.published.start >= day for f in source.filed)


def _is_open(source: Source) -> bool:
    """Whether all that a source tells as uncertain is a noun or stands in quotation marks."""
    return all(_is_noun(c) or _is_quoted(c, source) for c in source.claims)


def _is_quoted(claim: Claim, source: Source) -> bool:
    filed = next(f for f in source.filed if f.report.id == claim.report)
    return not claim.trigger.span.of(unquoted(filed.report.text)).strip()


def _is_noun(claim: Claim) -> bool:
    return claim.rule.startswith("events:noun/")


def _lists(entry: Entry, field: str, sources: Sequence[Source], told: Told) -> Iterator[Divergence]:
    """Parties that some sources leave out. Members stand for their organisation: naming them is finer, not other.

    Only who is named can be left out: of "diplomats" another source speaks in other words, and where it does so it is only
    less precise. A report that names somebody anywhere does not leave him out. One person whom the
    registry does not know and one source alone names is nobody's omission: each cuts the list of who came as it likes.
    """
    members = [_members(s, field) for s in sources]
    tied = ties(*(f for s in sources for f in s.filed))
    votes = Counter(a for mine in members for a in mine)
    named = [a for a in votes if a not in told.described and not is_unnamed(a)]
    minor = [[a for a in mine if a in named and votes[a] == 1 and _is_minor(a, field, sources)] for mine in members]
    named = [a for a in named if [a] not in minor]
    parties = {a for s in sources for role in ("actors", "recipients") for a in _members(s, role)}
    is_third = field in _THIRD
    missed = [
        [a for a in named if not (told.brings if is_third and not shared([a], parties, tied) else told.names)(s, a, tied)]
        for s in sources
    ]
    values = [value(", ".join(dict.fromkeys(told.name(a) for a in mine)), s) for mine, s in zip(members, sources, strict=True)]
    names = ", ".join(dict.fromkeys(told.name(a) for a in named if any(a in gone for gone in missed)))
    own = [not is_third and _is_told_otherwise(mine, members, tied) for mine in members]
    silent = [bool(gone) and told.described.isdisjoint(mine) and not o for mine, gone, o in zip(members, missed, own, strict=True)]
    vague = [
        bool(gone) and not (told.described.isdisjoint(mine) and not (o and _are_persons(gone, sources)))
        for mine, gone, o in zip(members, missed, own, strict=True)
    ]
    if any(vague) and not any(silent):
        yield divergence(entry, field, "precision", values, f"Some sources name {names}, others say what they are.")
    else:
        yield from omission(entry, field, values, silent, f"Not all sources name {names}.")


def _is_told_otherwise(mine: Sequence[str], members: Sequence[Sequence[str]], tied: Ties) -> bool:
    """Whether a source names somebody here whom no other does: it then tells by other names, and leaves nobody out for sure."""
    return any(not shared([a], [b for theirs in members if theirs is not mine for b in theirs], tied) for a in mine)


def _are_persons(actors: Sequence[str], sources: Sequence[Source]) -> bool:
    """Whether all of these are persons: others may tell what they did of those for whom they act."""
    return all(any(is_person(a, f) for s in sources for f in s.filed) for a in actors)


def _is_minor(actor: str, field: str, sources: Sequence[Source]) -> bool:
    """Whether somebody is a person whom the registry does not know, and no mediator or host."""
    is_known = not actor.startswith("~") or field in _THIRD
    return not is_known and any(is_person(actor, f) for s in sources for f in s.filed)


def _members(source: Source, field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for c in source.claims if isinstance(c.body, Event) for a in getattr(c.body, field)))


def _issues(entry: Entry, sources: Sequence[Source]) -> Iterator[Divergence]:
    """What an act was about, where several and most tell it: one report alone has this side of a matter or that."""
    told = [sorted({i for c in s.claims if isinstance(c.body, Event) for i in c.body.issues}) for s in sources]
    named = {i for t in told for i in t}
    silent = [bool(named) and not t and not named & _issues_beside(s) for t, s in zip(told, sources, strict=True)]
    tellers = sum(map(bool, told))
    if tellers > 1 and tellers >= len(told) - tellers:
        values = [value(", ".join(t), s) for t, s in zip(told, sources, strict=True)]
        yield from omission(entry, "issues", values, silent, "What it was about is not told by all sources.")


def _issues_beside(source: Source) -> frozenset[str]:
    """The issues of which the reports of a source speak."""
    return frozenset(i for filed in source.filed for i in issues_of(filed.report.text))
