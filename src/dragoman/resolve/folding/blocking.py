"""Which claims are looked at together: keys that tellings of one thing share, few for each claim."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.ground.spelling import surname
from dragoman.model import UNNAMED_GOVERNMENT, ActorClaim, Body, Commitment, Event, Modality, Statement, When, Witness
from dragoman.resolve.moments import AHEAD, bounded, length, making
from dragoman.resolve.parties import is_state, is_unnamed, organisations, ties
from dragoman.resolve.sameness.clashes import principals
from dragoman.resolve.sameness.recurring import own_words
from dragoman.resolve.sameness.telling import event_of, naming
from dragoman.resolve.settings import count
from dragoman.resolve.terms import content, kinds, stems, synonyms

# Types that may name one act: stages of an agreement, force and its violence. All others stand alone.
_FAMILY = {"AGREE": "accord", "SUPPORT": "accord", "CONSULT": "consult", "COERCE": "force", "ASSAULT": "force"}
_SOUNDS = ("aeiouhjy'", "ckqgx", "szt", "bpfvw", "d")  # "Omar", "Umar", "Jusuf", "Yusuf"; "Kassem", "Qassem", "Gasem"
_SAID = 3  # words of a statement or telling that give keys

Key = tuple[str, bool]


def block(w: Witness) -> dict[str, bool]:
    """The keys of a claim, and whether it asks by each: two claims are compared where one asks by a key that both have.

    What is dated to a month or so asks by its months, and answers by its years and as what may be undated: two such claims that
    share no month lie too far apart to be one.
    """
    body = w.claim.body
    if isinstance(body, ActorClaim):
        return {key: not is_roll(key) for key in _actor_keys(body)}
    found = {_own(w): True}
    told = {Event: _event_keys, Statement: _statement_keys, Commitment: _commitment_keys}[type(body)](w)
    for key, asks in told:
        found[key] = found.get(key, False) or asks
    return found


def _own(w: Witness) -> str:
    """Claims of one kind in one report are always looked at together."""
    return f"{w.claim.id.partition(':')[0]}|{w.claim.report}"


def _event_keys(w: Witness) -> Iterator[Key]:
    """What it is, and with whom and when: two parties together, or one with the word for the act; in a month one of these alone.

    A day that a report tells is enough, whoever is named and in whatever words.
    """
    body = event_of(w)
    what = f"event|{_FAMILY.get(body.type, body.type)}|{_state(body.modality)}"
    parties = _parties((*principals(body), *body.mediators), w)
    named = _named_by(w)
    pairs_of = ["|".join(pair) for pair in combinations(parties, 2)]
    worded = [f"{pair}|{word}" for pair in pairs_of for word in _telling_words(w)]
    wide = [*pairs_of, *(f"{party}{word}" for party in parties or [""] for word in named)]
    for window, asks in _windows(bounded(body.when, body.modality, w)):
        for who in [*wide, *worded, *parties, *named] if "-" in window else wide:
            yield f"{what}|{who}|{window}", asks
    if length(body.when) is None:  # what is told without a day is mostly of the days of its report
        for window, asks in _windows(w.filed.published):
            yield from ((f"{what}|{who}|{window}", asks) for who in [*worded, *parties, *named] if "-" in window)
        if window == "undated":
            yield from ((f"{what}|{who}", asks) for who in worded)
    if body.when.text and body.when.start is not None and body.when.start == body.when.end:
        yield f"{what}|on {body.when.start}", True
    if body.modality in AHEAD and body.when.end:  # what is to be done by one day is one plan, whoever is named for it
        yield from ((f"{what}|{word}|due {body.when.end:%Y-%m}", True) for word in named)


def _telling_words(w: Witness) -> list[str]:
    """The longest words of a telling: in a large record they find tellings of one act when the keys without them are frequent."""
    return _longest(own_words(w))


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda s: (-len(s), s))[:_SAID]


def _state(modality: Modality) -> str:
    if modality == "denied":
        return "denied"
    return "ahead" if modality in AHEAD else "real"


def _commitment_keys(w: Witness) -> Iterator[Key]:
    """Who undertakes what and when; a making that is told says when for sure, other days may be those of what became of it."""
    body = w.claim.body
    if not isinstance(body, Commitment):
        return
    made = bounded(body.made, "occurred", w) if body.made.is_known else body.due
    is_sure = length(making(w.claim)) is not None
    longest = _longest(content(body.what.quote))
    is_open = all(actor.startswith("~") for actor in body.by)  # who names nobody asks for it by its words
    for window, asks in _windows(made):
        yield from ((f"commitment|?{word}|{window}", is_open and (asks or not is_sure)) for word in longest)
        for party in _parties(body.by, w) or ["?"]:
            yield from ((f"commitment|{party}|{issue}|{window}", asks or not is_sure) for issue in (*body.issues, "any"))


def _statement_keys(w: Witness) -> Iterator[Key]:
    """Who says it, its longest words, and when."""
    body = w.claim.body
    if not isinstance(body, Statement):
        return
    words = _longest(content(body.content.quote))
    said = [f"statement|{speaker}|{word}" for speaker in _parties(body.speakers, w) for word in words]
    for window, asks in _windows(bounded(body.when, "occurred", w)):
        yield from ((f"{key}|{window}", asks) for key in said)


def _actor_keys(body: ActorClaim) -> Iterator[str]:
    """Who it is; outside the registry also by what spellings of one name share, and who else tells of him alike."""
    yield f"actor|{body.actor.id}"
    if body.actor.id.startswith("~"):
        yield f"alike|{alike(body)}"
        parts = body.actor.id[1:].split("-")
        before = min(_sound(part) for part in parts[:-1] or parts)  # the same in whatever order they stand
        yield f"spelled|{len(parts)}|{_skeleton(parts[-1])}|~{before}"
        yield f"spelled|{len(parts)}|{_skeleton(parts[0])}|{parts[-1][:1]}"
        if body.actor.kind == "person" and len(parts) > 1:  # a middle name may be left out
            yield f"spelled|person|{parts[0][0]}|{surname(body.actor.name)}"


def alike(body: Body) -> str:
    """What actor claims outside the registry have in common of which one judgement holds for all; empty for others."""
    actor = body.actor if isinstance(body, ActorClaim) else None
    return f"{actor.id}|{actor.kind}|{actor.country}|{actor.name}" if actor and actor.id.startswith("~") else ""


def is_roll(key: str) -> bool:
    """Whether a key only tells who are alike, and ties nobody."""
    return key.startswith("alike|")


def is_for_all(key: str) -> bool:
    """Whether a key is held by the smallest of the claims alike for all of them."""
    return key.startswith("for all|")


def for_all(keys: Iterable[str]) -> dict[str, bool]:
    """What the smallest of the claims alike holds for all of them: so a spelling that very many use meets the others yet."""
    return {f"for all|{key}": True for key in keys if key.startswith("spelled|")}


def _skeleton(name: str) -> str:
    """First letter and consonants, doubled ones once: what spellings of a romanised name share."""
    kept = name[:1]
    for letter in name[1:]:
        if letter not in "aeiouyhw'" and letter != kept[-1]:
            kept += letter
    return kept


def _sound(name: str) -> str:
    """What a name begins with, letters that romanisations write for one another as one."""
    return next((row[0] for row in _SOUNDS if name[:1] in row), name[:1])


def _parties(actors: tuple[str, ...], w: Witness) -> list[str]:
    """Organisations behind the actors; names outside the registry by their skeleton.

    A person whose organisation the report alone tells gives keys of both, for other reports may not tell it. A state gives
    that of a government of no named state too, as which another report may tell of it.
    """
    told = ties(w.filed)
    found = organisations(actors, told) | {a for a in actors if a in told and not is_unnamed(a)}
    states = {UNNAMED_GOVERNMENT} if any(is_state(a, w.filed) for a in found) else set()
    named = sorted({_skeletal(a) for a in found if not is_unnamed(a)})[: count("blocking", "parties_at_most")]
    return [*named, *states]


def _named_by(w: Witness) -> list[str]:
    """The words that name the act, and the groups of kindred words and of those of one meaning that they belong to."""
    name = naming(w)[1]
    groups = sorted({*kinds(name), *synonyms(name)})
    return [*(f"?{word}" for word in sorted(content(name) or set(stems(name)))), *(f"~{group}" for group in groups)]


def _skeletal(actor: str) -> str:
    return f"~{_skeleton(actor[1:].rsplit('-', maxsplit=1)[-1])}" if actor.startswith("~") else actor


def _windows(when: When) -> list[Key]:
    """Months and years that a date covers, and `undated`, which all share; whether a claim of this date asks by each.

    Narrow dates meet in months, vague ones in years, undated ones in `undated` alone. In a large record the wide keys
    become frequent and are left out first, so that the months remain.
    """
    days = length(when)
    if when.start is None or when.end is None or days is None or days > 366 * count("blocking", "years_at_most"):
        return [("undated", True)]
    months = _months(when.start, when.end) if days <= count("blocking", "month_days") else []
    wide = ["undated", *(str(year) for year in range(when.start.year, when.end.year + 1))]
    return [*((window, not months) for window in wide), *((month, True) for month in months)]


def _months(start: dt.date, end: dt.date) -> list[str]:
    """Months from start to end, with the days by which sources may disagree."""
    slack = dt.timedelta(days=count("blocking", "slack_days"))
    first, last = (day.year * 12 + day.month - 1 for day in (start - slack, end + slack))
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def pairs(witnesses: Sequence[Witness]) -> Iterator[tuple[Witness, Witness]]:
    """Pairs of claims that meet by a key, once each, in id order. Keys that very many share are left out."""
    by_key: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    ordered = sorted(witnesses, key=lambda w: w.claim.id)
    for i, witness in enumerate(ordered):
        keys = block(witness)
        if any(is_roll(key) and key not in by_key for key in keys):
            keys |= for_all(keys)
        for key, asks in keys.items():
            by_key[key].append((i, asks))
    found = {pair for key, held in by_key.items() for pair in _tied(key, held)}
    for i, j in sorted(found):
        yield ordered[i], ordered[j]


def _tied(key: str, held: list[tuple[int, bool]]) -> Iterable[tuple[int, int]]:
    """The pairs that a key ties, of its holders in id order."""
    if is_star(key):
        return ((held[0][0], other) for other, _ in held[1:])
    if is_frequent(len(held), key):
        return ()
    return ((i, j) for (i, one), (j, other) in combinations(held, 2) if one or other)


def is_star(key: str) -> bool:
    """Whether a key names one actor: its holders are one, each paired with the smallest, never too many."""
    return key.startswith("actor|")


def is_frequent(claims: int, key: str = "") -> bool:
    """Whether a key is shared by so many claims that it tells nothing: such keys would make the work quadratic.

    A key of parties without a month is wide, and so is one party in a month or a day by itself: in a large record they soon tie
    everything that parties ever did. Those of acts without parties are not: nothing else finds them.
    """
    return claims > count("blocking", "frequent_wide" if _is_wide(key) else "frequent")


def _is_wide(key: str) -> bool:
    kind, _, rest = key.partition("|")
    who, _, window = "|".join(rest.split("|")[2:]).rpartition("|")
    if kind != "event" or _is_partyless(who):
        return False
    if window == "undated" or window.isdigit() or window.startswith("on "):
        return True
    return window[:4].isdigit() and not {"?", "|"} & set(who)


def _is_partyless(who: str) -> bool:
    """Whether a key has the word for the act alone, or its kindred group: nothing else finds an act without parties."""
    return who.startswith("?") or (who.startswith("~") and who.count("~") == 1 and not {"?", "|"} & set(who))
