"""Finds the names of places in a report, whether they stand for the place or for those who act there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.ground.who.known import known
from dragoman.ground.who.naming import Named, find_names
from dragoman.ground.who.words import stretch, words
from dragoman.lexicon.places import counties, is_listed, sites, us_state
from dragoman.lexicon.states import demonym
from dragoman.model import Reading, Sentence, Token

_COUNTY = frozenset({"County", "Parish", "Counties", "Borough"})


class Toponym(NamedTuple):
    """The name of a place: tokens `first` to `last`; `within` names what is told to contain it ("Texas" in "Paris, Texas").

    `core` is the name without a common noun that it ends in ("Rafah" in "Rafah crossing"), else the same as `text`. `is_inner`
    marks a name inside another ("Ohio Senate") and a people's adjective, whose `core` is the state: they tell what a report is
    about, and locate nothing.
    """

    sentence: int
    first: int
    last: int
    text: str
    core: str
    within: str = ""
    is_inner: bool = False


def find_toponyms(reading: Reading) -> list[Toponym]:
    """The names of places of a report, in text order."""
    names = find_names(reading)
    wide = frozenset(name.text for name in names if name.label == "LOC" and _is_place(name) and sites(name.text))
    by_sentence: dict[int, list[Named]] = defaultdict(list)
    for name in names:
        by_sentence[name.sentence].append(name)
    found: list[Toponym] = []
    for at, sentence in enumerate(reading.sentences):
        outer = [_contained(reading, top, at) for top in _in_sentence(reading, at, sentence, by_sentence[at])]
        found += sorted([*outer, *_inner(reading, at, outer, wide)], key=lambda top: (top.first, top.last))
    return found


def _inner(reading: Reading, at: int, outer: list[Toponym], told: frozenset[str]) -> Iterator[Toponym]:
    """Names of places that are part of longer names, and adjectives of peoples."""
    sentence, text = reading.sentences[at], reading.report.text
    taken = {i for top in outer for i in range(top.first, top.last + 1) if top.text in told or top.first == top.last}
    for i, token in enumerate(sentence.tokens):
        if i in taken or not token.text[:1].isupper():
            continue
        if state := demonym(token.text):
            yield Toponym(at, i, i, token.text, state.name, is_inner=True)
            continue
        last = next(
            (j for j in (i + 2, i + 1, i) if j < len(sentence.tokens) and _is_told(stretch(text, sentence, i, j), told)), None
        )
        if last is not None and taken.isdisjoint(range(i, last + 1)):
            form = stretch(text, sentence, i, last)
            found = _with_noun(text, sentence, Toponym(at, i, last, form, form, is_inner=True))
            taken |= set(range(i, found.last + 1))
            yield found


def _is_told(form: str, told: frozenset[str]) -> bool:
    """Whether words are a place of this report, or the name in full of a country, of a state of the USA or of a county."""
    if not form[-1].isalnum() or form.startswith("The "):
        return False
    is_county = form.rpartition(" ")[2] in _COUNTY and bool(counties(form))
    return is_county or form in told or (len(form) > 3 and bool(us_state(form))) or any(one.kind == "state" for one in known(form))


def _in_sentence(reading: Reading, at: int, sentence: Sentence, names: list[Named]) -> Iterator[Toponym]:
    text = reading.report.text
    names = [name for name in names if not _is_adjective(sentence, name)]
    by_start = {name.first: name for name in names}
    taken = {i for name in names if not _is_place(name) for i in range(name.first, name.last + 1)}
    i = 0
    while i < len(sentence.tokens):
        found = _listed(text, sentence, at, i) if i not in taken else None
        name = by_start.get(i)
        if found is None and name is not None and _is_place(name):
            found = Toponym(at, i, name.last, name.text, name.text)
        if found is None and i >= 2 and sentence.tokens[i - 1].text == ",":
            found = _short_state(text, sentence, at, i)
        if found:
            found = _with_noun(text, sentence, _with_dot(text, sentence, found))
            yield found
            i = found.last
        i += 1


def _is_adjective(sentence: Sentence, name: Named) -> bool:
    """As in "the Varenian border": a people's adjective that the language model takes for a place, which no list has."""
    token = sentence.tokens[name.last]
    return name.first == name.last and (token.upos == "ADJ" or token.rel == "amod") and not (name.listed or sites(name.text))


def _is_place(name: Named) -> bool:
    """Whether a name can be a place's: marked as one, or listed as a state; never where the registry lists another actor."""
    kinds = {actor.kind for actor in known(name.text)}
    is_wide = bool(sites(name.text)) and sites(name.text)[0].precision in {"country", "region"}
    if kinds:
        # a region with a government of its own is a place too
        return "state" in kinds or (kinds == {"government"} and is_wide)
    if demonym(name.text):
        return name.label == "LOC" and bool(sites(name.text))
    return name.label == "LOC" or is_wide or (name.label in {"ORG", "MISC", ""} and name.listed and bool(sites(name.text)))


def _short_state(text: str, sentence: Sentence, at: int, first: int) -> Toponym | None:
    """The short name of a state of the USA after a comma: "Springfield, Ill."."""
    for last in (first + 1, first):
        if last < len(sentence.tokens):
            form = stretch(text, sentence, first, last)
            if us_state(form) and (form.endswith(".") or form.isupper()):
                return Toponym(at, first, last, form, form)
    return None


def _with_dot(text: str, sentence: Sentence, found: Toponym) -> Toponym:
    """Takes in the full stop of a short form that the tokens part from it."""
    after = found.last + 1
    if after < len(sentence.tokens) and sentence.tokens[after].text == ".":
        form = stretch(text, sentence, found.first, after)
        if us_state(form) and not us_state(found.text):
            return found._replace(last=after, text=form, core=form)
    return found


def _listed(text: str, sentence: Sentence, at: int, first: int) -> Toponym | None:
    """The longest name of our own lists of at least two words that begins here ("Rafah crossing", "the West Bank")."""
    if not sentence.tokens[first].text[:1].isupper():
        return None
    for last in range(min(first + 5, len(sentence.tokens)) - 1, first, -1):
        form = stretch(text, sentence, first, last)
        if form[-1].isalnum() and is_listed(form):
            return Toponym(at, first, last, form, form)
    return None


def _with_noun(text: str, sentence: Sentence, found: Toponym) -> Toponym:
    """Takes in a common noun that makes another place of it: "Ostmar crossing", "Rapides Parish"."""
    name, _, noun = found.text.rpartition(" ")
    if name and noun in _COUNTY:
        return found._replace(core=name)
    if town := _town_of(found.text):
        return found._replace(core=town)
    after = found.last + 1
    for last in (after + 1, after):
        if last < len(sentence.tokens):
            noun = stretch(text, sentence, after, last)
            if noun.casefold() in words("venues", "nouns") or noun in _COUNTY:
                return found._replace(last=last, text=stretch(text, sentence, found.first, last))
    return found


def _town_of(name: str) -> str:
    """The town in the name of a spot that no list has ("Denvik International Airport"), or nothing."""
    told = name.split()
    spots = (i for i in range(1, len(told)) if " ".join(told[i:]).casefold() in words("venues", "nouns"))
    town = next((" ".join(told[:i]) for i in spots), "")
    return town if town and not sites(name) and sites(town) else ""


def _is_whole(name: str) -> bool:
    """Whether a name is that of a country or a part of the world, which what follows in a list does not contain."""
    return any(site.precision in {"country", "area"} for site in sites(name)[:1])


def _contained(reading: Reading, found: Toponym, at: int) -> Toponym:
    """Reads "Paris, Texas" and "Damascus, Syria": what stands after the comma contains it."""
    tokens, text = reading.sentences[at].tokens, reading.report.text
    comma = found.last + 1
    if comma + 1 >= len(tokens) or tokens[comma].text not in {",", "("} or _is_whole(found.core):
        return found
    for last in range(min(comma + 4, len(tokens) - 1), comma, -1):
        form = stretch(text, reading.sentences[at], comma + 1, last)
        if us_state(form) or any(site.precision in {"country", "region"} for site in sites(form)):
            listed = us_state(found.core) and us_state(form) and _is_listed_with(tokens, found.first, last)
            return found if listed else found._replace(within=form)
    return found


def _is_listed_with(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether two states of the USA are of a list of three or more ("Ohio, Oregon and Texas"): none contains the next."""
    after = next((token.text for token in tokens[last + 1 :] if token.text not in {",", "and"}), "")
    before = next((token.text for token in reversed(tokens[:first]) if token.text not in {",", "and"}), "")
    goes_on = last + 1 < len(tokens) and tokens[last + 1].text in {",", "and"} and bool(us_state(after))
    return goes_on or (first > 0 and tokens[first - 1].text == "," and bool(us_state(before)))
