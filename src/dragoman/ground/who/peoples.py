"""Groups that have no name of their own, by what they are called: "Kestrian sources", "the opposition of Varenia", "12 groups"."""

from collections.abc import Iterable

from dragoman.ground.who.cast import Cast
from dragoman.ground.who.phrases import Phrase
from dragoman.ground.who.words import sector_of, words
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.lexicon.states import demonym, states
from dragoman.model import Mention


def is_unofficial(tree: Tree, phrase: Phrase) -> bool:
    """Whether people are told to stand against their state, or for a part of its people ("Kestrian business leaders")."""
    told = [tree.words[i] for i in phrase.before]
    return bool(sector_of(" ".join(told))) or not words("people", "unofficial").isdisjoint(told)


def own_words(cast: Cast, tree: Tree, phrase: Phrase, kept: Iterable[int], here: Iterable[Mention]) -> str:
    """The group under its own words, less what is not `kept`; synonyms with the same people's adjective are one group."""
    adjective, country = people_of(cast, tree, phrase, here)
    if adjective:
        people = demonym(adjective)
        name = people.people[0] if phrase.noun == "people" and people and people.people else f"{adjective} {_noun(tree, phrase)}"
        return cast.listed(name) or cast.create(name, "group", country)
    told = [tree.words[i] for i in kept]
    if phrase.noun in words("organisation", "troops") and not words("organisation", "governments").isdisjoint(told):
        # "regime soldiers" are these too, in loaded words
        return cast.create("Government troops", "group")
    words_of = " ".join(tree[i].text for i in (*kept, phrase.head))
    return cast.create(words_of[:1].upper() + words_of[1:], "group", country)


def people_of(cast: Cast, tree: Tree, phrase: Phrase, here: Iterable[Mention]) -> tuple[str, str]:
    """The adjective of the people that a group is of, and its country: "Kestrian", also of "Kestria's rebels"."""
    if peoples := [m for m in phrase.names if m.form == "metonym"]:
        return tree[peoples[-1].head].text, cast.actors[peoples[-1].actors[0]].country
    owner = next((states()[of] for m in here if m.head == phrase.owner for of in m.actors if of in states()), None)
    if owner and owner.adjective and sector_of(tree[phrase.head].text):
        return owner.adjective[0], owner.country
    return "", ""


def _noun(tree: Tree, phrase: Phrase) -> str:
    """The noun of a group, one for synonyms, with what sets people apart from their state ("business leaders")."""
    lists, told = table("en/who"), [tree.words[i] for i in phrase.before]
    if "opposition" in told:
        return "opposition"
    if armed := next((side for side in lists["organisation"]["fighters"] if side in told), None):
        return f"{armed}s"
    synonym = (name for name, nouns in lists["synonyms"].items() if name != "loose" and phrase.noun in nouns)
    return " ".join([*(word for word in told if word in words("people", "unofficial")), next(synonym, tree[phrase.head].text)])
