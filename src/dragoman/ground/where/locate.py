"""For extractors: the place that locates a predicate."""

from dragoman.ground.scenes import words
from dragoman.ground.who.words import lemma
from dragoman.ground.who.words import words as who_words
from dragoman.language.tree import Tree, tree_of
from dragoman.model import Place, PlaceMention, Reading

_LOCATING = frozenset({"in", "at", "inside", "near", "outside", "on", "across", "throughout", "around", "within", "into"})
_GOING = frozenset({"to"})
_DURING = frozenset({"during", "at", "after", "in"})
_OTHER_CLAUSES = ("ccomp", "advcl", "parataxis", "acl", "conj", "csubj", "appos")


def place_of(reading: Reading, sentence: int, token: int) -> Place | None:
    """The place where the act of this token happens: named under it, or under the clause that it belongs to.

    What is said in another clause, and the place of a dateline, locate nothing here.
    """
    tree = tree_of(reading.sentences[sentence])
    places = [mention for mention in reading.places if mention.sentence == sentence]
    for at in _clause(tree, token):
        if found := _under(tree, at, places):
            return found
    return None


def _clause(tree: Tree, token: int) -> list[int]:
    """The token, then the words above it that tell the same act: a light verb, a verb that governs it, the first of a series."""
    found = [token]
    at = token
    while tree[at].head >= 0 and len(found) < 4:
        rel = tree[at].rel.partition(":")[0]
        head = tree[at].head
        is_argument = (
            rel in {"obj", "nsubj", "nmod", "compound"}
            and tree[at].upos in {"NOUN", "PROPN"}
            and tree[head].upos in {"VERB", "NOUN"}
        )
        is_joined = rel == "conj" and tree[at].upos == tree[head].upos
        # what is agreed or promised in one place is to be done in another
        is_told = rel == "xcomp" and tree.lemmas[head] not in words("planning")
        if not (is_argument or is_told or is_joined or _is_in_course(tree, at)):
            break
        found.append(head)
        at = head
    return found


def _is_in_course(tree: Tree, i: int) -> bool:
    """As in "held talks in Denvik, during which they agreed": a clause that happens where the act over it does."""
    marks = [c for o in tree.children(i, "obl", "advmod") for c in tree.children(o, "case") if tree.words[o] == "which"]
    return tree.is_rel(i, "acl") and any(tree.words[c] in _DURING for c in marks)


def _under(tree: Tree, token: int, places: list[PlaceMention]) -> Place | None:
    """The first place that hangs on a token by a preposition of place, not by way of another clause; else what it is done to."""
    # who acts may have a place of his own ("the head of the council in Varenia welcomed …")
    apart = (*_OTHER_CLAUSES, "nsubj") if tree[token].upos == "VERB" else _OTHER_CLAUSES
    inside = tree.subtree(token, without=apart)
    for prepositions in (_LOCATING, _GOING):
        led = [m for m in places if any(_is_led(tree, i, prepositions) for i in inside if m.start <= tree[i].start < m.end)]
        if led:
            return _finest(tree, led).place
    objects = set(tree.children(token, "obj")) if tree[token].upos == "VERB" else set()
    for mention in places:
        if any(mention.start <= tree[i].start < mention.end for i in objects):
            return mention.place
    there = [m.place for m in places for i in inside if m.start == tree[i].start and tree[i].upos == "ADV"]
    return next(iter(there), None) or _set_off(tree, token, places)


def _set_off(tree: Tree, token: int, places: list[PlaceMention]) -> Place | None:
    """As in "met the envoys and the party, in Denvik, to …": what a comma sets off is the clause's, wherever the parse hangs it."""
    inside = set(tree.subtree(token, without=tuple(rel for rel in _OTHER_CLAUSES if rel != "conj")))
    for mention in places:
        heads = [i for i in inside if mention.start <= tree[i].start < mention.end and _is_led(tree, i, _LOCATING)]
        cases = [c for i in heads for c in tree.children(i, "case") if c > 0 and tree.words[c - 1] == ","]
        verbs = [j for i in heads for j in tree.ancestors(i) if tree[j].upos == "VERB"]
        if cases and verbs[:1] == [token]:
            return mention.place
    return None


def _finest(tree: Tree, led: list[PlaceMention]) -> PlaceMention:
    """The first place, or the one that the same phrase names after it ("the Oskaran capital Denvik"); not after a comma."""
    first = led[0]
    for mention in led[1:]:
        between = [t for t in tree.tokens if first.end <= t.start < mention.start]
        if not any(t.upos in ("ADP", "PUNCT", "CCONJ", "VERB") for t in between):
            return mention
    return first


def _is_led(tree: Tree, i: int, prepositions: frozenset[str]) -> bool:
    """Whether a token, or the noun that it stands beside ("the Russian capital Moscow"), has one of these prepositions.

    So has the town of "in the town of Denvik": "of" leads on to the noun for a place.
    """
    while True:
        cases = {tree.words[c] for c in tree.children(i, "case")}
        if cases & prepositions:
            return True
        above = tree[i].head
        leads = not cases or (cases == {"of"} and above >= 0 and lemma(tree[above]) in who_words("acts", "place_heads"))
        if not leads or above < 0 or not tree.is_rel(i, "flat", "appos", "conj", "compound", "nmod"):
            return False
        i = above
