"""Who is told as one of two: together ("A and B signed", "between A and B"), or with or against one another ("A met B")."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from dragoman.ground.who.phrases import first_of, prepositions
from dragoman.ground.who.salience import Told
from dragoman.ground.who.words import lemma, words
from dragoman.language.tree import Tree


class Two(NamedTuple):
    """Two actors told as two of one thing, the sentence that does so, and whether they only tell what it says."""

    sentence: int
    actors: tuple[str, str]
    are_tellers: bool = False


def twos(told: Iterable[Told], trees: list[Tree]) -> Iterator[Two]:
    """All that were told so, in text order."""
    for sentence, group in groupby(told, key=lambda one: one.mention.sentence):
        here = list(group)
        tree, lone = trees[sentence], [one for one in here if not one.is_joint]
        for one in here:
            actors = one.mention.actors
            partners = [] if len(actors) > 1 else [p for p in _partners(tree, one.mention.head, lone) if p != actors[0]]
            if len(actors) == 2 and not any(one.is_joint and set(actors) < set(other.mention.actors) for other in here):
                yield Two(sentence, (actors[0], actors[1]), _tells(tree, one.mention.head))
            elif len(set(partners)) == 1:
                yield Two(sentence, (partners[0], actors[0]))


def _tells(tree: Tree, head: int) -> bool:
    """Whether somebody says what another clause tells."""
    first = first_of(tree, head)
    return tree.is_rel(first, "nsubj") and bool(tree.children(tree[first].head, "ccomp"))


def _partners(tree: Tree, head: int, told: list[Told]) -> list[str]:
    """With or against whom somebody is told to do a thing: the doers, where he is no doer himself."""
    above = tree[head].head
    if above < 0:
        return []
    is_with = bool(prepositions(tree, head) & words("opposed", "prepositions"))
    if not is_with and not (tree.is_rel(head, "obj", "iobj") and lemma(tree[above]) in words("opposed", "verbs")):
        return []
    deed = above
    while deed >= 0 and tree[deed].upos == "NOUN" and not tree.children(deed, "nsubj"):
        owners = {c for c in tree.children(deed, "nmod:poss", "nmod", "compound") if c != head and _is_owner(tree, c)}
        if found := [one.mention.actors[0] for one in told if one.mention.head in owners and len(one.mention.actors) == 1]:
            return found
        deed = tree[deed].head
    subjects = {s for d in (deed, *_led(tree, deed)) for s in tree.children(d, "nsubj") if s >= 0}
    return [one.mention.actors[0] for one in told if one.mention.head in subjects and len(one.mention.actors) == 1]


def _is_owner(tree: Tree, at: int) -> bool:
    return not tree.is_rel(at, "nmod") or tree.is_rel(at, "nmod:poss") or bool(prepositions(tree, at) & {"of", "by"})


def _led(tree: Tree, verb: int) -> list[int]:
    """The verbs over an infinitive or a second verb, whose subject is its own ("agreed to meet")."""
    led = []
    while verb >= 0 and tree.is_rel(verb, "xcomp", "conj") and not tree.children(verb, "nsubj"):
        verb = tree[verb].head
        led.append(verb)
    return led
