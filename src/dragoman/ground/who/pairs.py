"""Whom "the two sides", "both parties" and "the rivals" mean."""

from collections import Counter

from dragoman.ground.who.cast import Cast
from dragoman.ground.who.phrases import Phrase, prepositions
from dragoman.ground.who.salience import Told
from dragoman.ground.who.subject import outsiders
from dragoman.ground.who.words import singular, words
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Mention


class Pairs:
    """Finds the two that a plural means; reads what was told before from `told`, which its owner keeps."""

    def __init__(self, cast: Cast, told: list[Told], trees: list[Tree]) -> None:
        self.cast, self.told, self.trees = cast, told, trees

    def meant_by(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "The two sides", "both parties", "rivals": the two told of last."""
        pair = table("en/who")["pair"]
        if not phrase.plural or phrase.noun not in pair["nouns"] or phrase.determiner in {"no", "all", "some", "any"}:
            return ()
        tree = self.trees[phrase.sentence]
        marked = any(tree.words[i] in pair["markers"] for i in range(phrase.first, phrase.head))
        numbered = any(tree[i].upos == "NUM" and tree.words[i] not in {"two", "2"} for i in phrase.before)
        plain = phrase.noun in pair["definite"] and phrase.determiner == "the" and not phrase.before
        if numbered or not (marked or plain or phrase.noun in pair["bare"]) or self._is_specified(phrase):
            return ()
        if not marked and phrase.noun == "side" and phrase.determiner not in {"the", "both", ""}:
            return ()
        kinds = self._kinds_of_pair(phrase.noun)
        if "person" in kinds or (phrase.noun in pair["rivals"] and self._are_persons(kinds)):
            return self._main_two(phrase.sentence, self._doers(phrase))
        return self._both(phrase.sentence, kinds, self._doers(phrase) | self.outsiders())

    def _main_two(self, sentence: int, without: frozenset[str]) -> tuple[str, ...]:
        """The two persons of this sentence or the one before, where there are two; else the two told of most."""
        persons = [
            (one.mention.sentence, of)
            for one in self.told
            for of in one.mention.actors
            if self.cast.kind(of) == "person" and of not in without and not one.is_joint
        ]
        near = list(dict.fromkeys(of for at, of in persons if at >= sentence - 1))
        if len(near) == 2:
            return tuple(near)
        most = Counter(of for _, of in persons).most_common(2)
        return tuple(of for of, _ in most) if len(most) == 2 else ()

    def _are_persons(self, kinds: frozenset[str]) -> bool:
        """Whether "the rivals" of a report are two persons: two were coordinated, and no two bodies are told of often."""
        bodies = Counter(of for one in self.told for of in one.mention.actors if self._can_be_party(of, kinds, frozenset()))
        joint = any(
            one.is_joint and len(one.mention.actors) == 2 and {self.cast.kind(of) for of in one.mention.actors} == {"person"}
            for one in self.told
        )
        return joint and sum(count >= 2 for count in bodies.values()) < 2

    def _doers(self, phrase: Phrase) -> frozenset[str]:
        """Those who act upon the phrase, and so are not meant by it ("Varenia urged both parties")."""
        tree = self.trees[phrase.sentence]
        verb = tree[phrase.head].head
        here = [one for one in self.told if one.mention.sentence == phrase.sentence and (one.is_subject or _is_with(tree, one))]
        return frozenset(of for one in here if verb >= 0 and _does(tree, one.mention.head, verb) for of in one.mention.actors)

    def outsiders(self) -> frozenset[str]:
        """Those told so far as observers, mediators or hosts."""
        return outsiders((one.mention for one in self.told if not one.is_joint), self.trees)

    def the_two(self, sentence: int) -> tuple[str, ...]:
        """Whom "both" or "the two" mean where they stand alone: the last two told of together, else the last two bodies."""
        together = [
            one.mention.actors for one in self.told if len(one.mention.actors) == 2 and one.mention.sentence >= sentence - 2
        ]
        return together[-1] if together else self._both(sentence, self._kinds_of_pair("side"), self.outsiders())

    def _is_specified(self, phrase: Phrase) -> bool:
        """Whether names stand with the phrase itself and say who is meant ("two delegations headed by …")."""
        tree = self.trees[phrase.sentence]
        return bool(tree.children(phrase.head, "acl")) and phrase.determiner not in {"the", "both"}

    def _kinds_of_pair(self, noun: str) -> frozenset[str]:
        pair = table("en/who")["pair"]
        if noun in pair["persons"]:
            return frozenset({"person"})
        if noun in pair["states"]:
            return frozenset({"state", "government"})
        return frozenset({"party", "armed_group", "state", "government", "group", "igo"})

    def _both(self, sentence: int, kinds: frozenset[str], without: frozenset[str]) -> tuple[str, ...]:
        """The two bodies meant; the United Nations and their like, who are seldom a side, only where no other two are told of."""
        return self._last_two(sentence, kinds - {"igo"}, without) or self._last_two(sentence, kinds, without)

    def _last_two(self, sentence: int, kinds: frozenset[str], without: frozenset[str]) -> tuple[str, ...]:
        """The two bodies of these kinds meant by "both": told of together just before, else told of most, else the nearest."""
        near = [one for one in self.told if one.is_joint and one.mention.sentence >= sentence - 2]
        for one in reversed(near):
            if len(one.mention.actors) == 2 and self._are_parties(one.mention.actors, kinds, without):
                return tuple(sorted(one.mention.actors))
        told = [
            (one.mention.sentence, of) for one in self.told for of in one.mention.actors if self._can_be_party(of, kinds, without)
        ]
        most = Counter(of for _, of in told).most_common(3)
        # three mentions of each make two bodies the ones that a report is about
        if len(most) > 1 and most[1][1] >= 3 and (len(most) == 2 or most[2][1] < most[1][1]):
            return tuple(sorted(of for of, _ in most[:2]))
        return self._nearest_two(sentence, told, dict(most))

    def _nearest_two(self, sentence: int, told: list[tuple[int, str]], most: dict[str, int]) -> tuple[str, ...]:
        """The two bodies of the nearest stretch of text that has two; of more, those coordinated, else those told of most."""
        for at in range(sentence, -1, -1):
            found = list(dict.fromkeys(of for place, of in told if place >= at))
            if len(found) == 2:
                return tuple(sorted(found))
            if len(found) > 2:
                here = [one.mention for one in self.told if one.mention.sentence >= at]
                ranked = sorted(found, key=lambda of: (-most.get(of, 0), found.index(of)))
                return self._coordinated(here, found) or tuple(sorted(ranked[:2]))
        return ()

    def _are_parties(self, both: tuple[str, ...], kinds: frozenset[str], without: frozenset[str]) -> bool:
        """Whether two told together can be the two sides: bodies, of which one may be fighters without a name of their own."""
        parties = [of for of in both if self._can_be_party(of, kinds, without)]
        others = [of for of in both if of not in parties and self.cast.kind(of) == "group" and of not in without]
        return len(parties) + len(others) == 2 and len(parties) > 0 and all(self._fights(of) for of in others)

    def _fights(self, of: str) -> bool:
        return singular(self.cast.actors[of].name.split()[-1].casefold()) in words("outsiders", "fighting")

    def _can_be_party(self, of: str, kinds: frozenset[str], without: frozenset[str]) -> bool:
        return self.cast.kind(of) in kinds and of not in without and not self.cast.is_people(of)

    def _coordinated(self, here: list[Mention], found: list[str]) -> tuple[str, ...]:
        """The last two of the nearest sentence that are coordinated ("A and B")."""
        for later in reversed(here):
            tree = self.trees[later.sentence]
            if tree.is_rel(later.head, "conj"):
                for earlier in here:
                    both = {*earlier.actors, *later.actors}
                    if (
                        earlier.sentence == later.sentence
                        and earlier.head == tree[later.head].head
                        and len(both) == 2
                        and both <= set(found)
                    ):
                        return tuple(sorted(both))
        return ()


def _does(tree: Tree, subject: int, verb: int) -> bool:
    """Whether a subject is that of a verb, of one over it, or has it in a clause of its own ("Varenia, which received both")."""
    return verb in tree.ancestors(subject) or subject in tree.ancestors(verb)


def _is_with(tree: Tree, one: Told) -> bool:
    """Whether somebody does a thing together with its subject ("Varenia, together with Lorvania, received the two sides")."""
    return bool(prepositions(tree, tree.conjuncts(one.mention.head)[0]) & {"with"}) and not one.is_joint
