"""What parties agree to, where that is talks or an accord, and with whom: "agreed to a truce with the rebels"."""

from dragoman.extract.arguments import prepositions
from dragoman.extract.lexemes import third_parties
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import Predicate
from dragoman.language.tree import Tree

WITH = frozenset({"with", "between", "among", "amongst"})


def accords_under(predicate: Predicate, tree: Tree) -> list[int]:
    """The talks or the accord that parties agree to: "agreed to a truce with the rebels"."""
    is_joint = predicate.entry.type == "AGREE" and predicate.entry.symmetric
    nouns = [h for h in predicate.args.after("to") if is_joint and tree[h].upos == "NOUN"]
    return [h for h in nouns if any(is_of_class(tree, h, c) for c in ("agreement", "ceasefire", "meeting"))]


def with_whom(tree: Tree, accord: int) -> list[int]:
    """With whom an accord is reached, by the words beside its noun; who helps them to it is none of them."""
    others = third_parties("auspices") | third_parties("help")
    below = [c for c in tree.children(accord, "nmod") if not WITH.isdisjoint(prepositions(tree, c))]
    return [d for c in below for d in tree.conjuncts(c) if tree.lemmas[d] not in others]
