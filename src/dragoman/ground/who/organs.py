"""Bodies by what they are part of or called beside: organs, letters in brackets, institutions of the state told of."""

import re
from collections.abc import Container, Iterable, Mapping

from dragoman.ground.spelling import are_initials
from dragoman.ground.who.cast import Cast, is_organisation
from dragoman.ground.who.known import known
from dragoman.ground.who.naming import Named
from dragoman.ground.who.titles import Titled
from dragoman.ground.who.words import letters_of, stretch, words
from dragoman.lexicon.states import states
from dragoman.model import Actor, Reading

_LETTERS = re.compile(r"[A-Z][A-Za-z-]{0,8}[A-Z]")
_NAMED_ALONE = frozenset({"person", "state", "media"})


def letters_told(reading: Reading, titled: Iterable[Titled]) -> Mapping[str, str]:
    """Letters in brackets behind the name of a body → that name, whatever they stand for: "Front of Hope (PVH)".

    What the registry has under both is two ("the armed wing of the Northern Front (NFA)"), unless they are its initials.
    """
    found: dict[str, str] = {}
    for name in (one.name for one in titled):
        after = reading.sentences[name.sentence].tokens[name.last + 1 : name.last + 4]
        if len(after) < 3 or (after[0].text, after[2].text) != ("(", ")") or " " not in name.text:
            continue
        letters = after[1].text
        if not _is_body(name):
            continue
        if are_initials(letters_of(letters), name.text):
            found.setdefault(letters, name.text)
        elif _is_called(letters) and not (known(letters) and known(name.text)):
            # of another language: either may be the one that is listed
            found.setdefault(letters, name.text)
            found.setdefault(name.text, letters)
    return found


def _is_called(word: str) -> bool:
    """Whether a word in brackets names a body: letters, or a party or movement that the registry lists ("(Hamas)")."""
    return bool(_LETTERS.fullmatch(word)) or any(one.kind in {"party", "armed_group"} for one in known(word))


def _is_body(name: Named) -> bool:
    kinds = {one.kind for one in known(name.text)}
    return kinds.isdisjoint(_NAMED_ALONE) if kinds else name.label == "ORG" or is_organisation(name.text)


def body_called(cast: Cast, name: str) -> str | None:
    """The body that a name stands for: of the report so far, else of the registry."""
    own = {of for of, one in cast.actors.items() if one.name == name and one.kind not in _NAMED_ALONE}
    if own:
        return own.pop() if len(own) == 1 else None
    return cast.listed(name) if {one.kind for one in known(name)}.isdisjoint(_NAMED_ALONE) else None


def owner_of_organ(cast: Cast, reading: Reading, name: Named, titled: Iterable[Titled]) -> str | None:
    """As in "the Northern Front's Executive Committee": an organ without a name of its own stands for the body that owns it."""
    if inner := _body_within(cast, name.text):
        return inner
    sentence, text = reading.sentences[name.sentence], reading.report.text
    if not _is_organ(name.text) or name.first < 2 or sentence.tokens[name.first - 1].upos != "PART":
        return None
    beside = (one.name for one in titled if one.name.sentence == name.sentence and one.name.last == name.first - 2)
    return next((cast.listed(stretch(text, sentence, other.first, other.last)) for other in beside), None)


def is_of_outlet(reading: Reading, name: Named) -> bool:
    """As in "Radio Lorvale's Kestrian Service": a part of an outlet, which is one too."""
    sentence, text = reading.sentences[name.sentence], reading.report.text
    if name.first < 2 or sentence.tokens[name.first - 1].upos != "PART":
        return False
    starts = range(max(name.first - 4, 0), name.first - 1)
    return any(one.kind == "media" for first in starts for one in known(stretch(text, sentence, first, name.first - 2)))


def _is_organ(told: str) -> bool:
    """Whether words name an organ that many bodies have ("Executive Committee")."""
    return all(part in words("roles", "qualifiers") or is_organisation(part) for part in told.casefold().split())


def _body_within(cast: Cast, text: str) -> str | None:
    """As in "Lake Union Commission", "Central Committee of the Northern Front": the listed body whose organ the rest names."""
    told = text.split()
    parts = [(" ".join(told[:cut]), " ".join(told[cut:])) for cut in range(len(told) - 1, 0, -1)]
    organ, _, owner = text.partition(" of ")
    for whole, part in (*parts, (owner.removeprefix("the "), organ)):
        if part and _is_organ(part) and any(one.kind in words("organisation", "owners") for one in known(whole)):
            return cast.listed(whole)
    return None


def at_home(cast: Cast, about: str, owned: Container[str]) -> Mapping[str, str]:
    """Institutions that no state is told for ("the National Assembly") → those of the state that a report is about.

    Those `owned` are told to be somebody's ("its Foreign Ministry").
    """
    state = states().get(about)
    told = {of: one for of, one in cast.actors.items() if of.startswith("~") and one.kind not in _NAMED_ALONE and of not in owned}
    meant = {of: home for of, one in told.items() if state and (home := _institution(state.name, one))}
    for of, home in meant.items():
        cast.become(of, home)
    return meant


def _institution(state: str, one: Actor) -> str | None:
    """The institution of a state that a body's name alone tells ("National Assembly")."""
    found = [home.id for home in known(f"{state} {one.name}") if home.kind == "agency"]
    return found[0] if len(found) == 1 else None
