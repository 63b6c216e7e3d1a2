"""Whether those who take part make an act political: a takeover bid is no more diplomacy than a football match is an assault."""

from collections.abc import Callable
from functools import cache

from dragoman.extract import learnt
from dragoman.extract.events.roles import Parts
from dragoman.extract.lexemes import EventNoun
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import Predicate
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.model import Actor, Reading, Sentence

# Types whose acts are told without anybody named: what was done to whom is enough
BARE = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION", "PROTEST", "REJECT", "MOBILIZE"})
# Classes of things that stand for politics where a verb tells something of them
INSTITUTIONS = ("ceasefire", "election", "law", "sanctions")
POLITICAL = frozenset({"party", "armed_group", "state", "government", "igo"})
WEAK = frozenset({"group", "agency", "person"})
# A report is political, so that unknown groups and persons in it count too, by two signs: the share of its sentences with words of
# politics, and the share in which the language model is sure of an act, each in units of what news of politics hardly ever falls
# below. On 59 reports about a war's peace talks and 40 about sport, science and business the sum was above 1.9 and, but for
# one that was about both, below 1.4.
SPEAKING, TELLING, POLITICAL_NEWS = 1 / 5, 1 / 3, 1.5


class Politics:
    """The actors of one report by how plainly they are political; `is_political` tells whether the report as a whole is."""

    def __init__(self, reading: Reading) -> None:
        self._plain = frozenset(a.id for a in reading.actors if _is_plain(a))
        weak = frozenset(a.id for a in reading.actors if a.kind in WEAK and not _is_business(a.name))
        self._private = frozenset(a.id for a in reading.actors if a.kind == "person" and a.id not in self._plain and not a.offices)
        signs = _share(reading, _speaks_of_politics) / SPEAKING + _share(reading, _tells_acts) / TELLING
        self.is_political = signs >= POLITICAL_NEWS
        self._counted = self._plain | weak if self.is_political else self._plain

    def is_public(self, type_: str, parts: Parts, *, stands: bool = False) -> bool:
        """Whether an act may be one of politics at all: in a political report, and no journey or talk of private persons.

        `stands` says that the model is so sure of the act that two persons of whom nothing public is told may do it.
        """
        is_own_affair = type_ == "CONSULT" and self._is_private(parts) and not (stands and len(parts.all) > 1)
        return self.is_political and not is_own_affair

    def is_plain(self, parts: Parts) -> bool:
        """Whether a plainly political actor takes part."""
        return not self._plain.isdisjoint(parts.all)

    def is_about_institutions(self, tree: Tree, predicate: Predicate) -> bool:
        """Whether a verb of the lexicon tells of things that only politics has, in a political report ("the truce began")."""
        heads = (*predicate.args.subjects, *predicate.args.objects)
        return self.is_political and predicate.is_verbal and any(is_of_class(tree, h, c) for h in heads for c in INSTITUTIONS)

    def _is_private(self, parts: Parts) -> bool:
        return bool(parts.actors) and self._private.issuperset(parts.actors)

    def admit(self, tree: Tree, predicate: Predicate, parts: Parts) -> bool:
        """Whether an act with these parts is a political one.

        Where the report names nobody, an institutional act stands by itself ("elections will be held"), and so does an act
        done to people or things of politics ("the opposition leader was arrested"), both in a political report. A journey of
        persons of whom nothing public is told is their own affair.
        """
        if "visit" in predicate.entry.mode and self._is_private(parts):
            return False
        if self.is_about_institutions(tree, predicate):
            return True
        if parts.all:
            return any(a in self._counted for a in parts.all)
        if not self.is_political or not (
            predicate.is_verbal or (isinstance(predicate.entry, EventNoun) and predicate.entry.specific)
        ):
            return False
        heads = (*predicate.args.subjects, *predicate.args.objects)
        if predicate.entry.type in BARE:
            return any(is_of_class(tree, h, c) for h in heads for c in ("political", "crowd", "ceasefire"))
        return predicate.entry.type == "GOVERN" and (bool(heads) or not predicate.is_verbal)


def _share(reading: Reading, tells: Callable[[Sentence], bool]) -> float:
    return sum(map(tells, reading.sentences)) / max(1, len(reading.sentences))


def _speaks_of_politics(sentence: Sentence) -> bool:
    return not _office("politics").isdisjoint(tree_of(sentence).lemmas)


def _tells_acts(sentence: Sentence) -> bool:
    return any(True for _ in learnt.sure(tree_of(sentence), "act"))


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
