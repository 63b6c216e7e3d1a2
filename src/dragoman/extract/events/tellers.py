"""Who tells of an act as of his own: "we have reached a deal", "Kestria said talks with Varenia would resume"."""

import msgspec

from dragoman.extract import evidence
from dragoman.extract.arguments import prepositions, subjects
from dragoman.extract.events.draft import Draft
from dragoman.extract.lexemes import declaring
from dragoman.extract.predicates import Predicate
from dragoman.extract.statements.voices import Voices
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree
from dragoman.model import Reading

TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
REAL = frozenset({"occurred", "ongoing", "planned"})  # what is proposed may be proposed to others
TELLING_BODIES = frozenset({"media", "agency", "group"})  # kinds of those who may tell of what they take no part in


def in_own_voice(reading: Reading, tree: Tree, d: Draft, voices: Voices) -> Draft:
    """An act that somebody tells of himself ("we have reached a deal") with him as its party: it is no bare mention then."""
    others = d.parts.actors
    is_one_of_two = d.predicate.entry.symmetric and len(others) == 1  # "I will meet Dovani" is of both
    if others and not d.is_bare and not is_one_of_two:
        return d
    speakers = own_voice(tree, d.predicate, voices.of(evidence.trigger(reading, tree, d.predicate).span))
    if not speakers or (d.is_bare and not {*speakers} <= {*d.parts.actors}):
        return d
    actors = tuple(dict.fromkeys((*speakers, *others))) if is_one_of_two else others or speakers
    return msgspec.structs.replace(d, parts=msgspec.structs.replace(d.parts, actors=actors), is_bare=False)


def with_teller(reading: Reading, tree: Tree, d: Draft, voices: Voices) -> Draft:
    """The act with whoever tells of it among its parties, where only those "with" whom it is done are named."""
    is_told_one_sided = d.type in TOGETHER and d.modality in REAL and bool(d.parts.actors) and not d.is_bare
    if not d.predicate.entry.symmetric or not is_told_one_sided or d.parts.mediators or not _is_with(tree, d):
        return d
    spoken = voices.of(evidence.trigger(reading, tree, d.predicate).span)
    told = _announcers(reading, tree, d) or tuple(a for a in spoken if _may_take_part(reading, a))
    if len(told) != 1 or told[0] in d.parts.all:
        return d
    return msgspec.structs.replace(d, parts=msgspec.structs.replace(d.parts, actors=(*told, *d.parts.actors)))


def own_voice(tree: Tree, predicate: Predicate, said_by: tuple[str, ...]) -> tuple[str, ...]:
    """The speaker, where somebody tells of himself ("We are proud of Kestria")."""
    return said_by if any(tree.words[s] in ("we", "i") for s in predicate.args.subjects) else ()


def _is_with(tree: Tree, d: Draft) -> bool:
    """Whether a noun tells the act, with nobody beside it but whoever it is held "with"."""
    noun = d.predicate.token if not d.predicate.is_verbal else d.predicate.noun
    if noun is None or any(s != noun for s in d.predicate.args.subjects):
        return False
    below = [c for c in tree.subtree(noun, without=("acl", "acl:relcl", "conj")) if tree.is_rel(c, "nmod") and c > noun]
    before = tree.children(noun, "nmod:poss", "amod", "compound")
    named = [c for c in before if tree[c].upos in ("PROPN", "PRON") or tree[c].text[:1].isupper()]
    told = {*(p for c in below for p in prepositions(tree, c)), *(p for p, _ in d.predicate.args.preps)}
    return not named and "with" in told and "between" not in told


def _announcers(reading: Reading, tree: Tree, d: Draft) -> tuple[str, ...]:
    """Who announces an act that a noun tells: "announced talks with Kestria"."""
    verb = tree[d.predicate.token].head
    is_announced = not d.predicate.is_verbal and tree.is_rel(d.predicate.token, "obj") and tree.lemmas[verb] in declaring()
    heads = subjects(tree, verb) if is_announced else []
    return tuple(dict.fromkeys(a for h in heads for a in actors_under(reading, d.sentence, h)))


def _may_take_part(reading: Reading, of: str) -> bool:
    """Whether somebody speaks for a party: a body, or a person who is told to hold an office or to belong to one."""
    one = next((a for a in reading.actors if a.id == of), None)
    if one is None or one.kind in TELLING_BODIES:
        return False
    return one.kind != "person" or bool(one.offices or one.member_of)
