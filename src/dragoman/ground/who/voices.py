"""Those who speak for a person or advise him: "a spokesman for Mira Dovani", "Dovani aide"."""

import re

from dragoman.ground.who.cast import Cast
from dragoman.ground.who.phrases import Phrase, prepositions
from dragoman.ground.who.words import words
from dragoman.language.tree import Tree
from dragoman.model import Actor, Mention


def voice(cast: Cast, tree: Tree, phrase: Phrase, here: list[Mention]) -> tuple[str, ...]:
    """Who is told to serve the one person named beside a noun, who is not that person.

    Where the report names just one who does, he is meant; else somebody in the report's words.
    """
    if phrase.noun not in words("voices", "nouns") or tree.children(phrase.head, "appos"):
        return ()
    heads = {c for c in tree.children(phrase.head, "nmod") if prepositions(tree, c) & words("voices", "prepositions")}
    heads |= set(tree.children(phrase.head, "nmod:poss", "compound"))
    told = [m for m in here if m.head in heads and m.form == "name" and cast.kind(m.actors[0]) == "person"]
    if len(told) != 1:
        return ()
    one = cast.actors[told[0].actors[0]]
    if not phrase.plural and (named := _serving(cast, one, phrase.noun)):
        return (named,)
    noun = tree[phrase.head].text
    return (cast.create(f"{noun[:1].upper()}{noun[1:]} for {one.name}", "group" if phrase.plural else "person", one.country),)


def _serving(cast: Cast, whom: Actor, noun: str) -> str:
    """The one person whose title tells that he is this to somebody; an aide is whoever speaks for or advises him."""
    nouns = words("voices", "nouns") if noun == "aide" else {noun}
    surname = re.compile(rf"\b{re.escape(whom.name.split()[-1].casefold())}\b")
    found = {
        of
        for of, one in cast.actors.items()
        for office in one.offices
        if one.kind == "person" and of != whom.id and office.evidence != "registry"
        if surname.search(office.title.casefold()) and not nouns.isdisjoint(office.title.casefold().split())
    }
    return found.pop() if len(found) == 1 else ""
