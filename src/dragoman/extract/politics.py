"""Whether those who take part make an act political: a takeover bid is no more diplomacy than a football match is an assault."""

from functools import cache

from dragoman.extract.lexemes import EventNoun
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import Predicate
from dragoman.extract.roles import Parts
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Actor, Reading

# Types whose acts are told without anybody named: what was done to whom is enough
BARE = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION", "PROTEST", "REJECT", "MOBILIZE"})
POLITICAL = frozenset({"party", "armed_group", "state", "government", "igo"})
WEAK = frozenset({"group", "agency", "person"})
ENOUGH = 2  # plainly political actors that make a report political, so that unknown groups and persons in it count too


class Politics:
    """The actors of one report by how plainly they are political."""

    def __init__(self, reading: Reading) -> None:
        self._plain = frozenset(a.id for a in reading.actors if _is_plain(a))
        weak = frozenset(a.id for a in reading.actors if a.kind in WEAK and not _is_business(a.name))
        self._private = frozenset(a.id for a in reading.actors if a.kind == "person" and a.id not in self._plain and not a.offices)
        self._is_political = len(self._plain) >= ENOUGH or _speaks_of_politics(reading)
        self._counted = self._plain | weak if self._is_political else self._plain

    def admit(self, tree: Tree, predicate: Predicate, parts: Parts) -> bool:
        """Whether an act with these parts is a political one.

        Where the report names nobody, an institutional act stands by itself ("elections will be held"), and so does an act
        done to people or things of politics ("the opposition leader was arrested"), both in a political report. A journey of
        persons of whom nothing public is told is their own affair.
        """
        if "visit" in predicate.entry.mode and parts.actors and self._private.issuperset(parts.actors):
            return False
        if parts.all:
            return any(a in self._counted for a in parts.all)
        if not self._is_political or not (
            predicate.is_verbal or (isinstance(predicate.entry, EventNoun) and predicate.entry.specific)
        ):
            return False
        heads = (*predicate.args.subjects, *predicate.args.objects)
        if predicate.entry.type in BARE:
            return any(is_of_class(tree, h, c) for h in heads for c in ("political", "crowd"))
        return predicate.entry.type == "GOVERN" and (bool(heads) or not predicate.is_verbal)


def _speaks_of_politics(reading: Reading) -> bool:
    """Whether words of politics stand in one sentence of five: so much of a report that its unknown names are politics too."""
    words = _office("politics")
    told = sum(any((t.lemma or t.text).casefold() in words for t in s.tokens) for s in reading.sentences)
    return told * 5 >= len(reading.sentences) > 0


def _is_plain(actor: Actor) -> bool:
    if _is_business(actor.name):
        return False
    if actor.kind in POLITICAL:
        return True
    if not actor.id.startswith("~"):
        return actor.kind != "media"
    return actor.kind == "person" and any(_is_public_office(o.title, o.organisation) for o in actor.offices)


def _is_public_office(title: str, organisation: str) -> bool:
    words = {*title.casefold().replace("-", " ").split()}
    return bool(words & _office("public")) and not words & _office("business") and not _is_business(organisation)


def _is_business(name: str) -> bool:
    return bool({*name.casefold().replace(".", "").replace("-", " ").split()} & _office("company"))


@cache
def _office(key: str) -> frozenset[str]:
    return frozenset(table("en/nouns")["offices"][key])
