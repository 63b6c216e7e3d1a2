"""Who undertakes what an act tells: whoever is the subject of its verb, in the report's own words where it does not name them."""

from collections.abc import Iterable

from dragoman.extract import learnt
from dragoman.extract.arguments import RELATIVE, arguments, prepositions
from dragoman.extract.commitments.terms import Term, heard_of
from dragoman.extract.events.draft import Draft
from dragoman.extract.events.whom import under
from dragoman.extract.lexemes import Frame
from dragoman.extract.matching import holders, is_of_class
from dragoman.extract.statements.unnamed import in_its_words
from dragoman.extract.statements.voices import Voices
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree, tree_of
from dragoman.model import Actor, Reading

FIRST = frozenset({"we", "i"})
BESIDE = frozenset({"with", "between", "among", "amongst", "alongside"})
OF_AGREEMENT = BESIDE | {"by", "of"}
REPORTED = frozenset({"it", "they"})
By = tuple[tuple[str, ...], tuple[Actor, ...]]


def undertakers(reading: Reading, tree: Tree, d: Draft) -> By:
    """Ids of those who undertake it, and those among them whom the report does not name.

    Who takes part in an act by the language model or by a phrase beside it may be the one that it is done to, or stand in a
    clause below it; what is undertaken is undertaken by the subject, and in a joint act by those with whom it is done.
    """
    given, args = d.parts.actors, d.predicate.args
    entry = d.predicate.entry
    if not isinstance(entry, Frame) or d.is_bare or entry.roles.get("subject", "actor") != "actor":
        return given, ()
    heads = tuple(_meant(reading, tree, d, h) for h in _heads(tree, d))
    if any(tree.words[h] in FIRST for h in heads):
        word = tree.span([d.predicate.token])
        # "we agreed" is told by one of them, or by the host
        return given if entry.symmetric and len(given) > 1 else Voices(reading).of(word), ()
    named = _under(reading, d, (n for h in heads for n in _names(reading, tree, d, h)))
    joined = _under(reading, d, _beside(d)) if entry.symmetric else ()
    words = tuple(a for h in heads if not _under(reading, d, _names(reading, tree, d, h)) and (a := in_its_words(reading, tree, h)))
    if named:
        told = tuple(a for a in given if a in (*named, *joined))
        known = told if {*told} & {*named} else (*named, *told)
        return tuple(dict.fromkeys((*known, *(a.id for a in words)))), words
    if words:
        return tuple(dict.fromkeys((*(a.id for a in words), *(a for a in given if a in joined)))), words
    if args.is_passive and not heads and d.type == "AGREE":
        return _parties_of(reading, tree, d), ()
    return given, ()


def owed_to(reading: Reading, tree: Tree, d: Draft, term: Term) -> tuple[str, ...]:
    """To whom it is owed: whom the verb of undertaking addresses, else whom the deed goes to, else whom the model takes for it."""
    if d.parts.recipients:
        return d.parts.recipients
    deed = arguments(tree, term.head)
    if found := _under(reading, d, (*deed.iobj, *deed.after("to", "toward", "towards"))):
        return found
    return _under(reading, d, (h for f in heard_of(tree, d, term, "toward") for h in learnt.heads(tree, f)))


def _heads(tree: Tree, d: Draft) -> tuple[int, ...]:
    """The subjects of the verb, or whom an accord binds ("commits the army to …")."""
    args = d.predicate.args
    if told_of := holders(tree, d.predicate.noun):
        return tuple(told_of)
    found = tuple(s for s in args.subjects if s != d.predicate.noun)
    if args.clause is not None and found and all(is_of_class(tree, s, "agreement") for s in found):
        return (*args.iobj, *args.objects)
    return found


def _names(reading: Reading, tree: Tree, d: Draft, head: int) -> list[int]:
    """The words that name whoever a subject is: of "the rivals Teke and Marn" the two names, else the subject itself."""
    beside = [n for c in tree.children(head, "appos") for n in tree.conjuncts(c) if tree[n].upos == "PROPN"]
    return beside if tree[head].upos == "NOUN" and _under(reading, d, beside) else [head]


def _meant(reading: Reading, tree: Tree, d: Draft, head: int) -> int:
    """Whom a pronoun means: "it" in what somebody says of himself the speaker without a name ("the clan said it would")."""
    if tree.words[head] in RELATIVE:  # a parse may leave it without the noun that it stands for, right before it
        before = head - 2 if tree.words[head - 1] == "," else head - 1
        return before if before >= 0 and tree[before].upos in ("NOUN", "PROPN") else head
    if tree.words[head] not in REPORTED:
        return head
    verb = next((a for a in tree.ancestors(d.predicate.token) if tree.children(a, "ccomp", "parataxis")), None)
    speakers = [] if verb is None else tree.children(verb, "nsubj")
    fits = [
        s
        for s in speakers
        if s < head and (tree[s].xpos == "NNS") == (tree.words[head] == "they") and not actors_under(reading, d.sentence, s)
    ]
    return fits[0] if fits and in_its_words(reading, tree, fits[0]) else head


def _beside(d: Draft) -> list[int]:
    """With whom a joint act is done: its object ("meet the rebels"), and those after "with" or "between".

    The object of a verb that only the language model takes for a meeting ("brief the council") need not be a side of it.
    """
    args = d.predicate.args
    objects = () if d.predicate.entry.learnt else args.objects
    return [*(o for o in objects if o != d.predicate.noun), *args.after(*BESIDE)]


def _parties_of(reading: Reading, tree: Tree, d: Draft) -> tuple[str, ...]:
    """The parties of an agreement of which only the noun tells: "a deal between the two was reached", "the Kestrian pact"."""
    nouns = [n for n in (d.predicate.noun, *d.predicate.args.objects) if n is not None]
    heads = [c for n in nouns for c in tree.children(n, "amod", "compound", "nmod:poss")]
    heads += [c for n in nouns for c in tree.children(n, "nmod") if {*prepositions(tree, c)} & OF_AGREEMENT]
    return _under(reading, d, [*heads, *d.predicate.args.after(*BESIDE)])


def _under(reading: Reading, d: Draft, heads: Iterable[int]) -> tuple[str, ...]:
    tree = tree_of(reading.sentences[d.sentence])
    return tuple(dict.fromkeys(a for h in heads for a in under(reading, d.sentence, tree, h)[0]))
