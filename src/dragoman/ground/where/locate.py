"""For extractors: the place that locates a predicate."""

from dragoman.language.tree import Tree, tree_of
from dragoman.model import Place, PlaceMention, Reading

_LOCATING = frozenset({"in", "at", "inside", "near", "outside", "on", "across", "throughout", "around", "within", "into"})
_GOING = frozenset({"to"})
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
        if not (is_argument or rel == "xcomp" or (rel == "conj" and tree[at].upos == tree[head].upos)):
            break
        found.append(head)
        at = head
    return found


def _under(tree: Tree, token: int, places: list[PlaceMention]) -> Place | None:
    """The first place that hangs on a token by a preposition of place, not by way of another clause; else what it is done to."""
    # who acts may have a place of his own ("the head of the council in Varenia welcomed …")
    apart = (*_OTHER_CLAUSES, "nsubj") if tree[token].upos == "VERB" else _OTHER_CLAUSES
    inside = tree.subtree(token, without=apart)
    for prepositions in (_LOCATING, _GOING):
        for mention in places:
            heads = [i for i in inside if mention.start <= tree[i].start < mention.end]
            if any(_is_led(tree, i, prepositions) for i in heads):
                return mention.place
    objects = set(tree.children(token, "obj")) if tree[token].upos == "VERB" else set()
    for mention in places:
        if any(mention.start <= tree[i].start < mention.end for i in objects):
            return mention.place
    there = [m.place for m in places for i in inside if m.start == tree[i].start and tree[i].upos == "ADV"]
    return there[0] if there else None


def _is_led(tree: Tree, i: int, prepositions: frozenset[str]) -> bool:
    """Whether a token, or the noun that it stands beside ("the Russian capital Moscow"), has one of these prepositions."""
    while True:
        cases = tree.children(i, "case")
        if any(tree[c].text.casefold() in prepositions for c in cases):
            return True
        if cases or not tree.is_rel(i, "flat", "appos", "conj", "compound", "nmod") or tree[i].head < 0:
            return False
        i = tree[i].head
