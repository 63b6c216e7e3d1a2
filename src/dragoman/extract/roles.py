"""Who takes which part in an act: actors, recipients, mediators and hosts, as actor ids."""

from collections.abc import Iterator, Mapping

import msgspec

from dragoman.extract import learnt
from dragoman.extract.arguments import nominal_conjuncts, prepositions
from dragoman.extract.lexemes import EventNoun, Frame, Role, third_parties
from dragoman.extract.predicates import Predicate
from dragoman.extract.unnamed import by_its_words, government
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree
from dragoman.model import Actor, Filler, Reading

# Prepositions that lead to the other side of an act, where the lexicon does not say otherwise
TOWARD = frozenset({"to", "against", "on", "at", "from", "with", "toward", "towards", "upon"})
AMONG = frozenset({"with", "between", "among", "amongst"})


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """Actor ids by role, each in text order."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    unnamed: tuple[Actor, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Everyone, once."""
        return tuple(dict.fromkeys((*self.actors, *self.recipients, *self.mediators, *self.hosts)))


class Cast:
    """Fills the parts of one predicate; whoever has a part keeps the first that was found."""

    def __init__(self, reading: Reading, sentence: int, tree: Tree) -> None:
        self._reading, self._sentence, self._tree = reading, sentence, tree
        self._found: dict[str, str] = {}
        self._unnamed: list[Actor] = []

    def give(self, role: str, head: int) -> bool:
        """The part to everyone under a noun; whether anybody is mentioned there."""
        if role in ("none", "content", "object"):
            return False
        found = self._named_beside(head) or actors_under(self._reading, self._sentence, head)
        for actor in found or (self._state(head) if role == "recipient" else ()):
            self._found.setdefault(actor, role)
        return bool(found)

    def _named_beside(self, head: int) -> tuple[str, ...]:
        """The person named in apposition: "the union's envoy, Mira Dovani, visited" is Dovani's visit."""
        if self._tree[head].upos == "PROPN":
            return ()
        beside = [a for c in self._tree.children(head, "appos") for a in actors_under(self._reading, self._sentence, c)]
        persons = {a.id for a in self._reading.actors if a.kind == "person"}
        return tuple(a for a in beside if a in persons)

    def _state(self, head: int) -> tuple[str, ...]:
        """The state of this name, where a place told as a place is gone to ("flew to Varenia")."""
        name = self._reading.sentences[self._sentence].tokens[head].text.casefold()
        return tuple(a.id for a in self._reading.actors if a.kind == "state" and a.name.casefold() == name)

    def give_filler(self, filler: Filler, head: int) -> None:
        """The part to whoever the words mention; else to the state of a place, or to a group by its words alone."""
        if self.give(filler.role, head):
            return
        word = self._tree[head]
        by_words = government(word.text) if word.upos == "PROPN" else by_its_words(self._reading, self._tree, filler, head)
        if by_words is not None:
            self._found.setdefault(by_words.id, filler.role)
            self._unnamed.append(by_words)

    def roles(self) -> frozenset[str]:
        """The parts that somebody has so far."""
        return frozenset(self._found.values())

    def parts(self) -> Parts:
        """What was given so far."""
        names = {r: tuple(a for a, role in self._found.items() if role == r) for r in ("actor", "recipient", "mediator", "host")}
        return Parts(
            actors=names["actor"],
            recipients=names["recipient"],
            mediators=names["mediator"],
            hosts=names["host"],
            unnamed=tuple(self._unnamed),
        )


def cast(reading: Reading, sentence: int, tree: Tree, predicate: Predicate) -> Parts:
    """The parts of an act."""
    filled = Cast(reading, sentence, tree)
    sense = learnt.sense_of(tree, "act", predicate.token, predicate.noun)
    noun = predicate.token if not predicate.is_verbal else predicate.noun
    if noun is not None:
        for role, head in _third_parties(tree, noun):
            filled.give(role, head)
    for role, head in _third_parties(tree, predicate.token):
        filled.give(role, head)
    slots = _of_frame(tree, predicate) if isinstance(predicate.entry, Frame) else _of_noun(tree, predicate.token, predicate.entry)
    for role, head in slots:
        filled.give(role, head)
    taken = filled.roles()
    for filler in learnt.fillers(sense, "mediator", "host", "actor", "recipient"):
        # What the grammar has filled by a frame of the lexicon, the model does not fill further.
        if predicate.entry.learnt or filler.role not in taken:
            for head in learnt.heads(tree, filler):
                filled.give_filler(filler, head)
    return filled.parts()


def _of_frame(tree: Tree, predicate: Predicate) -> Iterator[tuple[str, int]]:
    frame, args = predicate.entry, predicate.args
    assert isinstance(frame, Frame)  # noqa: S101 (narrows the type)
    roles, symmetric = frame.roles, frame.symmetric
    yield from ((roles.get("subject", "actor"), s) for s in args.subjects if s != predicate.noun)
    for preposition, head in args.preps:
        if head not in args.subjects:
            yield _by_preposition(preposition, roles, symmetric=symmetric), head
    yield from ((roles.get("iobj", "recipient"), o) for o in args.iobj)
    yield from (
        (roles.get("object", "actor" if symmetric else "recipient"), o)
        for o in (*args.objects, *([predicate.noun] if predicate.noun is not None else []))
    )
    if args.clause is not None and "clause_object" in roles:
        yield from ((roles["clause_object"], o) for o in tree.children(args.clause, "obj"))
    addressed = "recipient" if frame.type == "REQUEST" and not args.objects else "none"  # "demanded that the rebels disarm"
    if args.clause is not None:
        yield from ((roles.get("clause_subject", addressed), o) for o in tree.children(args.clause, "nsubj"))


def _by_preposition(preposition: str, roles: Mapping[str, Role], *, symmetric: bool) -> str:
    if preposition in roles:
        return roles[preposition]
    if preposition in AMONG and (symmetric or preposition != "with"):
        return "actor"
    return "recipient" if preposition in TOWARD and not symmetric else "none"


def _of_noun(tree: Tree, i: int, noun: EventNoun) -> Iterator[tuple[str, int]]:
    roles: dict[str, str] = dict(noun.roles)
    symmetric = noun.symmetric
    yield from ((roles.get("poss", "actor"), c) for c in tree.children(i, "nmod:poss"))
    for c in tree.children(i, "nmod"):
        if tree[c].rel == "nmod:poss":
            continue
        for p in prepositions(tree, c):
            role = roles.get(p) or (
                "actor"
                if symmetric and p in (*AMONG, "of", "by", "for")
                else "recipient"
                if p in TOWARD and not symmetric
                else "none"
            )
            yield "actor" if role == "object" else role, c
    yield from (("actor", c) for c in tree.children(i, "compound", "amod"))
    for clause in tree.children(i, "acl"):
        yield from (
            ("actor", o)
            for o in tree.children(clause, "obl")
            if "by" in prepositions(tree, o) and tree.lemmas[clause] not in (third_parties("mediating") | third_parties("hosting"))
        )
        yield from (("actor", o) for o in tree.children(clause, "obj") if symmetric)
    yield from _of_holder(tree, i, symmetric=symmetric)


def _of_holder(tree: Tree, i: int, *, symmetric: bool) -> Iterator[tuple[str, int]]:
    """Whoever the verb above a bare event noun names: "attended the meeting", "said during the talks with", "a meeting held by"."""
    head = tree[i].head
    if head < 0 or not symmetric or tree[head].upos != "VERB":
        return
    one_sided = any("with" in prepositions(tree, c) for c in tree.children(i, "nmod"))
    if "at" in prepositions(tree, i) or (one_sided and tree.is_rel(i, "obl")):
        yield from (("actor", s) for s in tree.children(head, "nsubj"))
    yield from (("actor", o) for o in tree.children(head, "obl") if set(prepositions(tree, o)) & AMONG)


def _third_parties(tree: Tree, i: int) -> Iterator[tuple[str, int]]:
    """Mediators and hosts beside an act: "brokered by", "hosted by", "under the auspices of", "Kestrian-mediated"."""
    for clause in _participles(tree, i):
        role = _third_role(tree.lemmas[clause])
        if role:
            yield from (
                (role, d) for o in tree.children(clause, "obl") if "by" in prepositions(tree, o) for d in nominal_conjuncts(tree, o)
            )
    for modifier in tree.children(i, "amod"):
        role = _third_role(tree.lemmas[modifier].rpartition("-")[2])
        if role:
            yield from ((role, c) for c in tree.children(modifier))
    for phrase in tree.children(i, "obl", "nmod"):
        if tree.lemmas[phrase] in third_parties("auspices") and set(prepositions(tree, phrase)) & {
            "under",
            "with",
            "through",
            "by",
        }:
            yield from (("mediator", c) for c in tree.children(phrase, "nmod", "nmod:poss", "amod", "compound"))


def _participles(tree: Tree, i: int) -> list[int]:
    """Participles on a noun, those coordinated with them, and those that the parser hung on one of its parties."""
    inner = [i, *(d for c in tree.children(i, "nmod") for d in nominal_conjuncts(tree, c))]
    found = [c for n in inner for c in tree.children(n, "acl") if tree[c].rel != "acl:relcl"]
    return [d for c in found for d in tree.conjuncts(c)]


def _third_role(word: str) -> str:
    return "mediator" if word in third_parties("mediating") else "host" if word in third_parties("hosting") else ""
