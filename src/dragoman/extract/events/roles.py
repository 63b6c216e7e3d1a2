"""Who takes which part in an act: actors, recipients, mediators and hosts, as actor ids."""

from collections.abc import Container, Iterator, Mapping
from itertools import takewhile

import msgspec

from dragoman.extract import learnt
from dragoman.extract.arguments import FINITE, is_as_told, is_passive, joined_by_hyphen, nominal_conjuncts, prepositions, subjects
from dragoman.extract.events.accords import accords_under, with_whom
from dragoman.extract.events.thirds import BETWEEN, beside, brings_together, is_mediator, is_of_party, leader, mediates
from dragoman.extract.events.whom import is_guess, under
from dragoman.extract.lexemes import EventNoun, Frame, Role, event_nouns, seen, third_parties, undergone
from dragoman.extract.matching import PLURAL, holders, is_of_class
from dragoman.extract.predicates import Predicate, find
from dragoman.extract.statements.unnamed import by_its_name, by_its_words, government, stands_for
from dragoman.ground.who import at
from dragoman.ground.who.phrases import first_of
from dragoman.language.tree import Tree
from dragoman.model import Actor, Filler, Reading

# Prepositions that lead to the other side of an act, where the lexicon does not say otherwise
TOWARD = frozenset({"to", "against", "on", "at", "from", "with", "toward", "towards", "upon"})
AT = frozenset({"against", "on", "at", "upon"})  # of these, those that tell at what a deed is aimed
BOTH = frozenset({"between", "among", "amongst"})
AMONG = frozenset({"with", "between", "among", "amongst"})
# Classes of those whom the grammar alone tells to be acted upon, where nobody is named and the model is silent
PEOPLE = ("person", "crowd", "government", "parties")
GRAMMAR = 0.7  # how sure such a part counts
# Acts in words about a deed, which are directed at who did it and not at who underwent it
ABOUT = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
AGAINST = frozenset({"THREATEN", "SANCTION", "COERCE"})  # acts that states undergo, though told as places ("sanctions on Kenya")
# How sure the model must be of a part: within the words of the act, and beyond them. Below, more are wrong than right (dev part)
NEAR, FAR = 0.5, 0.7
HEARD = 0.5  # from this probability the model hears an act so well that who is acted upon is among those of whom it says so


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

    def __init__(self, reading: Reading, sentence: int, tree: Tree, entry: Frame | EventNoun) -> None:
        self._reading, self._sentence, self._tree, self._entry = reading, sentence, tree, entry
        self._found: dict[str, str] = {}
        self._unnamed: list[Actor] = []
        self._are_many = False

    def give(self, role: str, head: int) -> bool:
        """The part to everyone under a noun; whether anybody is mentioned there."""
        if role in ("none", "content", "object"):
            return False
        role = self._meant(role, head)
        if role == "actor" and self._entry.type == "ASSAULT" and is_guess(self._reading, self._sentence, head):
            return True  # somebody did it, and who is not plain
        if role == "actor" and any(noun.type == "ASSAULT" for noun in event_nouns().get(self._tree.lemmas[head], ())):
            return self._give_attack(head)
        if role == "recipient" and self._entry.type in ABOUT and self._tree.lemmas[head] in undergone():
            by = [c for c in self._tree.children(head, "nmod") if "by" in prepositions(self._tree, c)]
            return bool([c for c in by if self.give(role, c)])
        found = self._under(head)
        self._are_many |= bool(found) and role == "actor" and self._tree[head].xpos in PLURAL
        for actor in found or (self._state(head) if role == "recipient" else ()):
            self._found.setdefault(actor, role)
        return bool(found)

    def _give_attack(self, head: int) -> bool:
        """Whose attack it is that does something ("the Front's raid on Kastel killed nine"): who is attacked does not act."""
        parts = {"by": "actor", "": "actor", "of": "recipient", **dict.fromkeys(AT, "recipient")}
        under = [(c, next(iter(prepositions(self._tree, c)), "")) for c in self._tree.children(head, "nmod", "nmod:poss", "amod")]
        given = [self.give(parts[word], c) for c, word in under if word in parts]
        return any(given)

    def _meant(self, role: str, head: int) -> str:
        """A mediator is no party of talks, and those whom he brings together are."""
        is_third = (is_between(self._entry) or self._entry.cameo == "057") and is_mediator(self._tree, head)
        if role == "actor" and (is_third or mediates(self._tree, head)):
            return "mediator"
        return "actor" if role == "recipient" and "third-party" in self._entry.mode else role

    def _under(self, head: int) -> tuple[str, ...]:
        """Everyone under a noun; those without a name are kept to be told of."""
        named, nameless = under(self._reading, self._sentence, self._tree, head)
        self._unnamed += nameless
        return (*named, *(one.id for one in nameless))

    def _state(self, head: int) -> tuple[str, ...]:
        """The state of this name, where a place told as a place is gone to ("flew to Varenia"), or threatened or punished."""
        name = self._reading.sentences[self._sentence].tokens[head].text
        known = tuple(a.id for a in self._reading.actors if a.kind == "state" and a.name.casefold() == name.casefold())
        state = government(name) if not known and self._entry.type in AGAINST and self._tree[head].upos == "PROPN" else None
        if state is None or state.kind != "state" or state.name != name:
            return known
        self._unnamed.append(state)
        return (state.id,)

    def give_filler(self, filler: Filler, head: int) -> None:
        """The part to whoever the words mention; else to the state of a place, or to a group by its words alone."""
        if self.give(filler.role, head):
            return
        if (noun := stands_for(self._tree, head)) != head:
            self.give_filler(Filler(role=filler.role, first=noun, last=noun, probability=filler.probability), noun)
            return
        named = at(self._reading, self._sentence, head)
        if named is not None and named.form == "name":  # "rebel envoy Mira Dovani", whose head is the envoy
            self._found |= {actor: filler.role for actor in named.actors if actor not in self._found}
            return
        by_words = self._by_words(filler, head)
        if by_words is not None:
            self._found.setdefault(by_words.id, filler.role)
            self._unnamed.append(by_words)

    def _by_words(self, filler: Filler, head: int) -> Actor | None:
        word = self._tree[head]
        if word.upos == "PROPN":
            return government(word.text) or by_its_name(self._reading, self._tree, filler, head)
        return by_its_words(self._reading, self._tree, filler, head)

    def roles(self, *, named: bool = False) -> frozenset[str]:
        """The parts that somebody has so far; `named` leaves out those whom their words alone tell."""
        nameless = {one.id for one in self._unnamed} if named else set()
        return frozenset(role for of, role in self._found.items() if of not in nameless)

    def is_one_sided(self) -> bool:
        """Whether fewer than two act so far, told in the singular."""
        return not self._are_many and sum(role == "actor" for role in self._found.values()) < 2

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


def is_between(entry: Frame | EventNoun) -> bool:
    """Whether mediators stand between those who do it: what a mediator offers or is ready for is his own act.

    They break off the talks of others.
    """
    is_of_talks = isinstance(entry, Frame) and entry.type == "SANCTION" and not {"@meeting", "talk"}.isdisjoint(entry.object)
    return (entry.symmetric and entry.type in BETWEEN) or entry.type == "CONSULT" or is_of_talks


def cast(reading: Reading, sentence: int, tree: Tree, predicate: Predicate) -> Parts:
    """The parts of an act."""
    filled = Cast(reading, sentence, tree, predicate.entry)
    words = [word for word in (predicate.noun, predicate.token) if word is not None]
    for role, head in (part for w in (*words, *accords_under(predicate, tree)) for part in beside(tree, w, predicate.entry.type)):
        if is_between(predicate.entry) or head not in predicate.args.subjects:
            filled.give(role, head)
    slots = _of_frame(tree, predicate) if isinstance(predicate.entry, Frame) else _of_noun(tree, predicate.token, predicate.entry)
    if predicate.entry.learnt:
        slots = (slot for slot in slots if _is_heard(tree, words, *slot))
    unmet = [(role, head) for role, head in slots if not filled.give(role, head)]
    others = holders(tree, predicate.noun)  # "confirmed a truce between the warring sides"
    if not predicate.entry.learnt and predicate.entry.symmetric:
        others += [head for _, head in unmet if head not in predicate.args.subjects]
    _unnamed_others(filled, tree, [slot for slot in unmet if slot[1] in others], "actor")
    _by_model(filled, tree, predicate, words)
    if not predicate.entry.learnt and "recipient" not in filled.roles():
        _unnamed_others(filled, tree, [slot for slot in unmet if _is_heard(tree, words, *slot)], "recipient")
    return filled.parts()


def _is_heard(tree: Tree, words: list[int], role: str, head: int) -> bool:
    """Whether the grammar may tell that somebody is acted upon: the model, where it hears the act well, hears him so too."""
    senses = [s for w in words if (s := learnt.sense_of(tree, "act", w)) is not None and s.probability >= HEARD]
    if role != "recipient" or not senses:
        return True
    told = {t for s in senses for f in learnt.fillers(s, "recipient") for t in range(f.first, f.last + 1)}
    return not told.isdisjoint(tree.subtree(head))


def _by_model(filled: Cast, tree: Tree, predicate: Predicate, words: list[int]) -> None:
    """The parts that the model gives; what the grammar has filled by an entry of the lexicon, it does not fill further."""
    entry = predicate.entry
    taken = frozenset() if entry.learnt else filled.roles(named=True)
    if entry.symmetric and filled.is_one_sided():
        taken -= {"actor"}  # one party alone does not meet or agree
    for word in sorted(words, key=lambda w: w != predicate.token):
        clause, others = _shut_in(tree, word), (*_acting_on(tree, word), *_telling_of(tree, predicate))
        fillers = [*learnt.fillers(learnt.sense_of(tree, "act", word), "mediator", "host", "actor", "recipient")]
        told = [(f, h) for f in fillers if f.role not in taken for h in learnt.heads(tree, f)]
        told = [
            (f, h)
            for f, h in told
            if h in clause
            and leader(tree, h) not in others
            and not _is_aimed_at(tree, h, entry.type)
            and not _is_beside(tree, word, f.role, h)
        ]
        sure = {(f.role, first_of(tree, h)) for f, h in told if f.probability >= _least(tree, word, h)}
        for filler, head in told:
            # of several who do a thing with one another all take part where one surely does
            is_sure = filler.probability >= _least(tree, word, head)
            if is_sure or (entry.symmetric and (filler.role, first_of(tree, head)) in sure):
                filled.give_filler(filler, head)


def _least(tree: Tree, word: int, head: int) -> float:
    """How sure the model must be of somebody's part: surer where he stands in another clause than the act."""
    above = [*takewhile(lambda t: t != word, tree.ancestors(head))]
    is_within = word in tree.ancestors(head) and not any(tree.is_rel(t, "advcl", "ccomp", "parataxis") for t in above)
    return NEAR if is_within or head in subjects(tree, word) else FAR


def _is_beside(tree: Tree, word: int, role: str, head: int) -> bool:
    """Whether somebody looks on, is cited, leads or backs a party, or does something beside ("with Teke announcing it")."""
    first = leader(tree, head)
    verb = tree[first].head
    is_apart = tree.is_rel(first, "nsubj") and tree.is_rel(verb, "advcl") and "with" in tree.marks(verb)
    is_guest = role == "mediator" and (
        tree.lemmas[verb] in {"attend", *third_parties("hosting")} or not BOTH.isdisjoint(prepositions(tree, first))
    )
    own = third_parties("mediating") | third_parties("leading") | third_parties("hosting")
    # "Urged by Teke, the two met": who brings somebody to an act takes no part in it
    is_apart |= tree[verb].xpos == "VBN" and tree.is_rel(verb, "advcl") and verb != word and tree.lemmas[verb] not in own
    return is_apart or is_guest or _attends(tree, head) or _is_cited(tree, head) or is_of_party(tree, head, role)


def _attends(tree: Tree, head: int) -> bool:
    """Whether somebody only looks on: "signed in the presence of the governor"."""
    return any(tree.lemmas[above] == "presence" for above in tree.ancestors(first_of(tree, head)))


def _is_cited(tree: Tree, head: int) -> bool:
    """Whether somebody is only a source: "citing three officials, the paper said", "according to a statement by the union"."""
    is_source = any("according" in prepositions(tree, t) for t in (head, *tree.ancestors(head)))
    return is_source or (tree.is_rel(head, "obj") and tree.lemmas[tree[head].head] in ("cite", "quote"))


def _acting_on(tree: Tree, word: int) -> tuple[int, ...]:
    """Who does something to an act, and so has no part in it: "the army crushed protests" tells of others' protests."""
    head = tree[word].head
    if head < 0 or tree[word].upos != "NOUN" or not tree.is_rel(word, "obj"):
        return ()
    told = {p.token: p.entry.type for p in find(tree)}
    is_other = word in told and head in told and told[word] != told[head]
    return tuple(subjects(tree, head)) if is_other else ()


def _telling_of(tree: Tree, predicate: Predicate) -> tuple[int, ...]:
    """Who only tells of an accord of others: "Kestria announced a truce between Varenia and the Front"."""
    return predicate.args.subjects if holders(tree, predicate.noun) else ()


def _shut_in(tree: Tree, word: int) -> Container[int]:
    """The words among which those who take part in an act are: of a clause like "since fighting broke out" its own."""
    for above in (word, *tree.ancestors(word)):
        is_whole = tree.is_rel(above, "advcl") and tree[above].xpos in FINITE and tree.children(above, "mark")
        if is_whole or is_as_told(tree, above):
            return frozenset(tree.subtree(above))
    return range(len(tree.tokens))


def _unnamed_others(filled: Cast, tree: Tree, unmet: list[tuple[str, int]], role: str) -> None:
    """People and bodies without a name in a part that the grammar tells ("killed four soldiers", "met with officials")."""
    for told, head in unmet:
        is_noun = tree[head].upos == "NOUN" and not tree.is_rel(head, "compound")
        if told == role and is_noun and any(is_of_class(tree, head, c) for c in PEOPLE):
            filled.give_filler(Filler(role=role, first=head, last=head, probability=GRAMMAR), head)


def _of_frame(tree: Tree, predicate: Predicate) -> Iterator[tuple[str, int]]:
    frame, args = predicate.entry, predicate.args
    assert isinstance(frame, Frame)  # noqa: S101 (narrows the type)
    roles, symmetric = frame.roles, frame.symmetric
    told_of = holders(tree, predicate.noun)
    doer = "mediator" if brings_together(tree, predicate) else roles.get("subject", "actor")
    yield from ((doer, s) for s in told_of or args.subjects if s != predicate.noun)
    for preposition, head in args.preps:
        if head not in args.subjects and not _is_aimed_at(tree, head, frame.type):
            role = _by_preposition(preposition, roles, frame.type, symmetric=symmetric)
            is_aided = preposition == "with" and tree.lemmas[head] in (third_parties("auspices") | third_parties("help"))
            yield "none" if is_aided or head in accords_under(predicate, tree) else role, head
    yield from (("actor", c) for a in accords_under(predicate, tree) for c in with_whom(tree, a))
    yield from ((roles.get("iobj", "recipient"), o) for o in args.iobj)
    # "the Kestria-Varenia truce is holding"
    names = tree.children(predicate.noun, "compound", "amod") if predicate.noun in args.subjects else []
    yield from (("actor", d) for c in names for d in joined_by_hyphen(tree, c) if tree[c].upos == "PROPN")
    has_own = frame.type == "RETREAT" and any(s < predicate.token for s in args.subjects)  # whoever withdraws troops has them
    things = [*args.objects, *([predicate.noun] if predicate.noun is not None else [])]
    if symmetric and len({c for s in args.subjects for c in nominal_conjuncts(tree, s)}) > 1:
        things = [o for o in things if o != predicate.noun]  # "Varenia and the Front signed the Kestria pact" is of two
    yield from ((roles.get("object", "actor" if symmetric else "recipient") if not has_own else "none", o) for o in things)
    if args.clause is not None and "clause_object" in roles:
        yield from ((roles["clause_object"], c) for c in _met_by(tree, args.clause))
    addressed = "recipient" if frame.type == "REQUEST" and not args.objects else "none"  # "demanded that the rebels disarm"
    if args.clause is not None and not is_passive(tree, args.clause):
        yield from ((roles.get("clause_subject", addressed), o) for o in tree.children(args.clause, "nsubj"))


def _met_by(tree: Tree, clause: int) -> Iterator[int]:
    """Whom the deed of a clause meets: its object, or at whom it is aimed ("threatened to launch strikes on the Front")."""
    things = tree.children(clause, "obj")
    aimed = (c for t in (clause, *things) for c in tree.children(t, "obl", "nmod"))
    yield from (*things, *(c for c in aimed if not AT.isdisjoint(prepositions(tree, c))))


def _is_aimed_at(tree: Tree, head: int, type_: str) -> bool:
    """Whether words about a deed only tell at whom that was aimed: "condemned the attack on the convoy" condemns no convoy."""
    deed = tree[head].head
    is_deed = deed >= 0 and (tree.lemmas[deed] in undergone() or is_of_class(tree, deed, "attack"))
    return is_deed and type_ in ABOUT and not AT.isdisjoint(prepositions(tree, head))


def _by_preposition(preposition: str, roles: Mapping[str, Role], type_: str, *, symmetric: bool) -> str:
    if preposition in roles:
        return roles[preposition]
    # "welcomed talks between A and B" and "broke the truce between A and B" are not of both
    if preposition in AMONG and (symmetric or (preposition != "with" and type_ not in (*ABOUT, "COERCE"))):
        return "actor"
    return "recipient" if preposition in TOWARD and not symmetric else "none"


def _of_noun(tree: Tree, i: int, noun: EventNoun) -> Iterator[tuple[str, int]]:
    roles: dict[str, str] = dict(noun.roles)
    symmetric = noun.symmetric
    is_undergone = tree.lemmas[i] in undergone() and not any("of" in prepositions(tree, c) for c in tree.children(i, "nmod"))
    yield from ((roles.get("poss", "recipient" if is_undergone else "actor"), c) for c in tree.children(i, "nmod:poss"))
    for c in tree.children(i, "nmod"):
        if tree[c].rel == "nmod:poss":
            continue
        for p in prepositions(tree, c):
            role = roles.get(p) or (
                "mediator"
                if p == "by" and tree.lemmas[i] in third_parties("auspices")
                else "actor"
                if symmetric and p in (*AMONG, "of", "by", "for")
                else "recipient"
                if p in TOWARD and not symmetric
                else "none"
            )
            yield "actor" if role == "object" else role, c
    places = {t for f in learnt.fillers(learnt.sense_of(tree, "act", i), "place") for t in range(f.first, f.last + 1)}
    yield from (
        ("actor", d) for c in tree.children(i, "compound", "amod") if c not in places for d in joined_by_hyphen(tree, c)
    )  # "the Kestria talks" may be held there
    for clause in tree.children(i, "acl"):
        yield from (
            ("actor", o)
            for o in tree.children(clause, "obl")
            if "by" in prepositions(tree, o)
            and tree.lemmas[clause] not in (third_parties("mediating") | third_parties("hosting") | seen())
        )
        yield from (("actor", o) for o in tree.children(clause, "obj") if symmetric)
    yield from _of_holder(tree, i, symmetric=symmetric)


def _of_holder(tree: Tree, i: int, *, symmetric: bool) -> Iterator[tuple[str, int]]:
    """Whoever the verb above a bare event noun names: "attended the meeting", "said during the talks with", "a meeting held by"."""
    i = tree[i].head if tree.is_rel(i, "compound") else i  # "in a phone call"
    head = tree[i].head
    if head < 0 or not symmetric or tree[head].upos != "VERB":
        return
    one_sided = any("with" in prepositions(tree, c) for c in tree.children(i, "nmod"))
    is_told = "in" in prepositions(tree, i) and tree.lemmas[head] == "tell"  # "told Dovani in a phone call that …"
    if "at" in prepositions(tree, i) or (one_sided and tree.is_rel(i, "obl")) or is_told:
        yield from (("actor", s) for s in tree.children(head, "nsubj"))
    if is_told:
        yield from (("actor", o) for o in tree.children(head, "obj", "iobj"))
    yield from (("actor", o) for o in tree.children(head, "obl") if set(prepositions(tree, o)) & AMONG)
