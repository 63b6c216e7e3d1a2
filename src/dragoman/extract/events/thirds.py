"""Third parties beside an act, who bring others together or give them the room: "brokered by", "under the auspices of"."""

from collections.abc import Iterator

from dragoman.extract.arguments import containers, hyphened_to, is_passive, nominal_conjuncts, prepositions, subjects
from dragoman.extract.lexemes import third_parties
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import Predicate
from dragoman.ground.who.phrases import first_of
from dragoman.ground.who.words import words
from dragoman.language.tree import Tree

# Acts that somebody may bring about between others; an attack "led by" somebody is his own
BETWEEN = frozenset({"CONSULT", "AGREE"})
_AS = 4  # words from a name to what it is told to serve as: "as the main guarantor"
UNDER = frozenset({"under", "with", "through", "by", "at", "on", "upon"})
WHO = ("actor", "forces", "government", "crowd", "person")  # classes of nouns for those who may be a party
THROUGH = frozenset({"through", "via"})


def beside(tree: Tree, i: int, type_: str) -> Iterator[tuple[str, int]]:
    """The third parties that stand beside the word of an act, each with its role."""
    participles = _participles(tree, i)
    # "are due to be led by"; "were useful and mediated by"
    led = [v for w in _above(tree, i) for v in (*tree.conjuncts(w), *tree.children(w, "xcomp")) if is_passive(tree, v)]
    for clause in (c for c in (*participles, *led) if not _is_of_delegates(tree, i, c)):
        yield from ((role, d) for role in _roles(tree.lemmas[clause], type_) for d in _agents(tree, clause))
    for modifier in tree.children(i, "amod"):
        # "Oman-mediated Iran-US talks", wherever the parse hangs the name
        before = {*(c for c in tree.children(modifier) if c < modifier), *hyphened_to(tree, modifier)}
        yield from ((role, c) for role in _roles(tree.lemmas[modifier].rpartition("-")[2], type_) for c in sorted(before))
    for word in (*participles, *_above(tree, i), i):
        yield from _by_phrases(tree, word, type_)
    for verb in _giving(tree, i):
        yield from ((role, s) for role in _roles(tree.lemmas[verb], type_) if type_ in BETWEEN for s in subjects(tree, verb))
    yield from (
        ("mediator", s)
        for teller in (_tellers(tree, i) if type_ in BETWEEN else ())
        for s in tree.children(teller, "nsubj")
        if is_mediator(tree, s)
    )


def _is_of_delegates(tree: Tree, i: int, clause: int) -> bool:
    """Whether a participle tells who leads or backs some of those who take part: "talks with a delegation led by Teke"."""
    held = tree[clause].head
    is_led = tree.lemmas[clause] in third_parties("leading") | third_parties("backing")
    return is_led and held != i and tree[held].upos == "NOUN" and any(is_of_class(tree, held, c) for c in WHO)


def is_mediator(tree: Tree, head: int) -> bool:
    """Whether a noun or what stands beside it tells of somebody who mediates ("the Kestrian mediators", "mediator Mira Dovani").

    Of "Kestrian, Varenian and other mediators" the parse may make three who are coordinated.
    """
    above = tree[head].head if tree.is_rel(head, "appos") else head
    last = tree.conjuncts(first_of(tree, head))[-1]
    others = [last] if tree[last].xpos == "NNS" and tree[head].upos in ("PROPN", "ADJ") else []
    told = (above, head, *tree.children(head, "appos", "compound", "flat"), *others, *_acting_as(tree, head))
    return any(is_of_class(tree, word, "mediators") for word in told)


def _acting_as(tree: Tree, head: int) -> list[int]:
    """As what somebody does a thing: "Kestria signed it as a mediator", "talks in Lorvale, with Kestria as a guarantor"."""
    first = first_of(tree, head)
    is_beside = "with" in prepositions(tree, first)
    verbs = [tree[first].head] if tree.is_rel(first, "nsubj") else [first, *tree.ancestors(first)] if is_beside else []
    verbs += [c for n in tree.conjuncts(first) for c in tree.children(n, "acl:relcl")]
    told = [c for v in verbs if v >= 0 for c in tree.children(v, "obl", "nmod") if "as" in prepositions(tree, c)]
    return [c for c in told if _beside(tree, c) == (first if is_beside else -1)]


def _beside(tree: Tree, as_what: int) -> int:
    """Whom "as a guarantor" tells of where a phrase right before it names him ("with Kestria as a guarantor"), else -1."""
    before = (first_of(tree, i) for i in range(max(as_what - _AS, 0), as_what) if tree[i].upos == "PROPN")
    return next((i for i in before if "with" in prepositions(tree, i)), -1)


def brings_together(tree: Tree, predicate: Predicate) -> bool:
    """Whether the subject holds the talks of others: "restarted negotiations between the sides", but not "between their envoys"."""
    if predicate.entry.type != "CONSULT" or not predicate.entry.symmetric or predicate.noun is None or predicate.args.is_passive:
        return False
    if tree.lemmas[predicate.token] in ("attend", "join"):
        return False
    between = [c for c in tree.children(predicate.noun, "nmod") if "between" in prepositions(tree, c)]
    those = [d for c in between for d in tree.conjuncts(c)]
    is_own = any(tree[o].upos == "PRON" for d in those for o in (d, *tree.children(d, "nmod:poss")))
    return bool(those) and not is_own and not any(is_of_class(tree, d, "calendar") for d in those)


def leader(tree: Tree, head: int) -> int:
    """The noun that shows the part of all that are coordinated with it, or stand beside it ("envoy | Mira Dovani")."""
    while tree.is_rel(head, "conj", "appos") and tree[head].head >= 0:
        head = tree[head].head
    return head


def is_of_party(tree: Tree, head: int, role: str) -> bool:
    """Whether somebody is told of only as leading or backing one of the parties.

    In "the army, led by Teke, agreed" Teke brings nobody together, and who backs rebels takes no part in what they do.
    """
    first = leader(tree, head)
    clause = tree[first].head
    if not (tree.is_rel(first, "obl") and "by" in prepositions(tree, first) and tree.is_rel(clause, "acl")):
        return False
    is_party = any(is_of_class(tree, tree[clause].head, c) for c in WHO)
    return is_party and (role == "mediator" or (role == "actor" and tree.words[clause] in words("outsiders", "backing")))


def mediates(tree: Tree, head: int) -> bool:
    """Whether somebody stands in what tells of his own mediation ("after mediation by Kestria")."""
    first = first_of(tree, head)
    above = tree[first].head
    return above >= 0 and tree.lemmas[above] in third_parties("auspices") and "by" in prepositions(tree, first)


def _roles(word: str, type_: str) -> tuple[str, ...]:
    """The role of whoever does this to an act, if it is one of a third party."""
    if word in third_parties("mediating") or (type_ in BETWEEN and word in third_parties("leading")):
        return ("mediator",)
    if type_ == "CONSULT" and word in third_parties("backing"):
        return ("mediator",)
    return ("host",) if word in third_parties("hosting") else ()


def _agents(tree: Tree, clause: int) -> Iterator[int]:
    return (d for o in tree.children(clause, "obl") if "by" in prepositions(tree, o) for d in nominal_conjuncts(tree, o))


def _participles(tree: Tree, i: int) -> list[int]:
    """Participles on a noun, those coordinated with them, and those that the parser hung on one of its parties."""
    inner = [i, *(d for c in tree.children(i, "nmod") for d in nominal_conjuncts(tree, c))]
    found = [c for n in inner for c in tree.children(n, "acl") if tree[c].rel != "acl:relcl"]
    # "Hosted by Kestria, the talks went on"
    before = [c for verb in (*_above(tree, i), i) for c in tree.children(verb, "advcl") if c < i and tree[c].xpos == "VBN"]
    return [d for c in (*found, *before) for d in tree.conjuncts(c)]


def _tellers(tree: Tree, i: int) -> list[int]:
    """The verbs under or over an act by which somebody may tell of it ("…, mediator Kestria says")."""
    return [*list(tree.ancestors(i))[:3], *tree.children(i, "parataxis")]


def _giving(tree: Tree, i: int) -> list[int]:
    """The verb whose object a noun is, in the active ("Kestria offered to host a further round")."""
    nouns = (i, *containers(tree, i))
    verbs = [tree[n].head for n in nouns if tree.is_rel(n, "obj") and tree[i].upos == "NOUN"]
    return [v for v in verbs if not is_passive(tree, v)]


def _above(tree: Tree, i: int) -> list[int]:
    """The verb whose subject or object an act is ("the talks resumed under the auspices of")."""
    head = tree[i].head
    return [head] if head >= 0 and tree[head].upos == "VERB" and tree.is_rel(i, "nsubj", "obj") else []


def _by_phrases(tree: Tree, word: int, type_: str) -> Iterator[tuple[str, int]]:
    """Those whom the phrases and clauses on a word name: "under the mediation of", "through", "with Kestria mediating"."""
    for phrase in tree.children(word, "obl", "nmod"):
        cases = set(prepositions(tree, phrase))
        role = _of_phrase(tree.lemmas[phrase], type_) if cases & UNDER else ""
        if role:
            yield from ((role, c) for c in tree.children(phrase, "nmod", "nmod:poss", "amod", "compound"))
        elif type_ in BETWEEN and cases & THROUGH and not is_of_class(tree, phrase, "meeting"):
            yield "mediator", phrase
    for clause in tree.children(word, "advcl", "acl"):
        if tree[clause].xpos == "VBG" and any(tree.words[m] == "with" for m in tree.children(clause, "mark", "case")):
            yield from ((role, s) for role in _roles(tree.lemmas[clause], type_) for s in tree.children(clause, "nsubj"))


def _of_phrase(noun: str, type_: str) -> str:
    if noun in third_parties("auspices") or (type_ in BETWEEN and noun in third_parties("help")):
        return "mediator"
    return "host" if type_ in BETWEEN and noun in third_parties("roof") else ""
