"""Whom "the two sides", "both parties" and "the rivals" mean, and "the three countries" or "the leaders" of those told together."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from dragoman.ground.who.known import known
from dragoman.ground.who.opposed import Two, twos
from dragoman.ground.who.phrases import Phrase, prepositions
from dragoman.ground.who.salience import Told, since
from dragoman.ground.who.scope import Scope
from dragoman.ground.who.words import is_role_of, lemma, singular, words
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.lexicon.states import states
from dragoman.model import Mention

# So many sentences before a plural that counts nobody those stand whom it takes up together; a pair told before its names
# stands in one of the first, and its names so many behind it
_NEAR, _OPENING, _AHEAD = 2, 2, 3
_OFTEN = 2  # so many times a union of states is told of that is more than background
_COMPANY = frozenset({"with", "without"})
_STATES = frozenset({"state", "government"})
_THIRDS = _STATES | {"igo"}


class Pairs:
    """Finds the two or more that a plural means; reads what was told before from its scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.cast, self.told, self.trees, self.about = scope.cast, scope.told, scope.trees, scope.about
        self.open: dict[tuple[int, int], Phrase] = {}  # plurals at the start of a report whose two are not told yet

    def meant_by(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "The two sides", "both parties", "rivals": the two told of last; "the three countries": those told together."""
        pair = table("en/who")["pair"]
        is_each = phrase.determiner in {"each", "neither"} and phrase.noun in pair["definite"] and not phrase.before
        if not phrase.plural or phrase.noun not in pair["nouns"] or phrase.determiner in {"no", "all", "some", "any"}:
            return self._two(phrase) if is_each else self._mediators(phrase)
        tree = self.trees[phrase.sentence]
        numbers = [tree.words[i] for i in phrase.before if tree[i].upos == "NUM" and tree.words[i] not in {"two", "2"}]
        if self._is_specified(phrase) or _is_no_side(tree, phrase):
            return ()
        if numbers:
            counted = pair["numbers"].get(numbers[0], 0) if len(numbers) == 1 else 0
            return self._together(phrase, counted) if counted else ()
        marked = any(tree.words[i] in pair["markers"] for i in range(phrase.first, phrase.head))
        is_plain = phrase.determiner == "the" and not (set(phrase.before) - self._of_office(phrase))
        if not (marked or (is_plain and phrase.noun in pair["definite"]) or phrase.noun in pair["bare"]):
            is_alone = is_plain and not tree.children(phrase.head, "nmod", "nmod:poss", "acl", "appos")
            return self._together(phrase) if is_alone and phrase.noun in pair["together"] else ()
        if not marked and phrase.noun == "side" and phrase.determiner not in {"the", "both", ""}:
            return ()
        # "the parties" are all of three or more told together just before
        several = self._together(phrase) if is_plain and not marked else ()
        found = several if len(several) > 2 else self._two(phrase)
        if not found and phrase.sentence <= _OPENING:
            self.open[phrase.sentence, phrase.head] = phrase
        return found

    def _of_office(self, phrase: Phrase) -> set[int]:
        """Words before a noun that only tell which office it means: "the foreign ministers"."""
        tree, qualifiers = self.trees[phrase.sentence], words("roles", "qualifiers")
        is_office = phrase.noun in words("roles", "nouns")
        return {i for i in phrase.before if is_office and (tree.words[i] in qualifiers or tree.words[i] == "prime")}

    def _mediators(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the mediators": all those told so far to bring others together or to be their hosts."""
        is_plain = phrase.plural and phrase.determiner in {"the", "these"} and not phrase.before and not phrase.names
        if (
            phrase.noun not in words("outsiders", "mediators")
            or not is_plain
            or self.trees[phrase.sentence].children(phrase.head, "nmod")
        ):
            return ()
        thirds = self.scope.outsiders()
        told = dict.fromkeys(of for one in self.told for of in one.mention.actors if of in thirds and self.cast.kind(of) in _THIRDS)
        return tuple(told)

    def _two(self, phrase: Phrase) -> tuple[str, ...]:
        """The two told before that a plural means: persons where it is for persons, else bodies."""
        kinds, doers = self._kinds_of_pair(phrase.noun), self._doers(phrase.sentence, phrase.head)
        can_be_persons = phrase.noun in words("pair", "rivals") | words("pair", "sides")
        is_of_persons = can_be_persons and self._are_persons(kinds)
        if "person" in kinds or is_of_persons:
            without = doers | self._of_other_rank(phrase.noun)
            found = self._near_two(phrase.sentence, without | self._speakers(phrase))
            found = found or (is_of_persons and self._joint_persons(without)) or self._main_two(phrase.sentence, without)
            if found or phrase.noun not in words("roles", "nouns"):
                return found
            kinds = _STATES  # of whom no two are told, "the two leaders" are those of two states
        without = doers | self.scope.outsiders() | self._of_elsewhere(phrase)
        if self._are_at_war(phrase):
            kinds -= {"igo"}
        return self._parties(phrase.noun, without) or self._both(phrase.sentence, kinds, without)

    def _are_at_war(self, phrase: Phrase) -> bool:
        """Whether the two are told to fight one another, as no union of states does: "the parties to the conflict"."""
        tree = self.trees[phrase.sentence]
        told = {tree.words[i] for i in phrase.before} & words("pair", "hostile")
        of_war = any(lemma(tree[c]) in words("outsiders", "wars") for c in tree.children(phrase.head, "nmod", "acl"))
        return bool(told) or of_war or phrase.noun in words("pair", "rivals")

    def told_next(self, phrase: Phrase) -> tuple[str, ...]:
        """The two whom a plural told before their names means: the first after it who are told as such ("Warring sides sign …")."""
        kinds, last, tree = self._kinds_of_pair(phrase.noun), phrase.sentence + _AHEAD, self.trees[phrase.sentence]
        after = (one for one in since(self.told, phrase.sentence) if one.mention.sentence <= last)
        without = self._doers(phrase.sentence, phrase.head) | self.scope.outsiders() | self._of_elsewhere(phrase)
        # "the warring parties in Varenia's conflict" are not two states that back them
        lands = {one.country for c in tree.subtree(phrase.head) for one in known(tree[c].text) if one.kind == "state"}
        found = next((two.actors for two in twos(after, self.trees) if self._are_parties(two.actors, kinds, without)), ())
        return found if not lands or lands & {self.cast.actors[of].country for of in found} else ()

    def _together(self, phrase: Phrase, number: int = 0) -> tuple[str, ...]:
        """Those last told together, so many as are counted; where nobody counts, those of this sentence or the two before."""
        kinds = self._kinds_of_pair(phrase.noun)
        if phrase.noun in words("roles", "nouns"):  # "the leaders" are persons, or stand for their bodies
            kinds = self._kinds_of_pair("side") | {"person"}
        without = self._doers(phrase.sentence, phrase.head) | self.scope.outsiders()
        near = since(self.told, 0 if number else phrase.sentence - _NEAR)
        for actors in (one.mention.actors for one in reversed(near)):
            is_many = len(actors) == number if number else len(actors) > 1
            if is_many and not without & {*actors} and {self.cast.kind(of) for of in actors} <= kinds and self._are_alike(actors):
                return actors
        return ()

    def _of_other_rank(self, noun: str) -> frozenset[str]:
        """Persons told to hold offices that "the two leaders" or "the presidents" do not hold."""
        if noun not in words("roles", "nouns"):
            return frozenset()
        rank = words("pair", "leaders") if noun == "leader" else frozenset({noun})
        persons = [of for of, one in self.cast.actors.items() if one.kind == "person" and one.offices]
        return frozenset(
            of for of in persons if not any(is_role_of(word, o.title) for o in self.cast.actors[of].offices for word in rank)
        )

    def _of_elsewhere(self, phrase: Phrase) -> frozenset[str]:
        """Those who are no side where the phrase says of which country the sides are ("Varenia's warring parties")."""
        tree = self.trees[phrase.sentence]
        heads = {phrase.owner, *tree.children(phrase.head, "nmod", "nmod:poss", "amod")}
        of_states = [
            m.actors[0]
            for m in self.scope.here
            if (m in phrase.names or m.head in heads) and self.cast.kind(m.actors[0]) == "state"
        ]
        countries = {self.cast.actors[of].country for of in of_states}
        # "in Varenia" names a place, and no actor
        countries |= {one.country for c in tree.children(phrase.head, "nmod") for one in known(tree[c].text) if one.kind == "state"}
        if len(countries) != 1:
            return frozenset()
        return frozenset(of for of, one in self.cast.actors.items() if one.country not in {*countries, ""} or one.kind == "igo")

    def _parties(self, noun: str, without: frozenset[str]) -> tuple[str, ...]:
        """Of "both parties" the two political ones that are told of most, where there are two."""
        told = (of for one in self.told for of in one.mention.actors if self.cast.kind(of) == "party" and of not in without)
        return _most(Counter(told), 2) if noun == "party" else ()

    def _main_two(self, sentence: int, without: frozenset[str]) -> tuple[str, ...]:
        """The two persons of this sentence or the one before, where there are two; else the two told of most."""
        persons = self._persons(self.told, without)
        if near := self._near_two(sentence, without):
            return near
        most = Counter(persons).most_common(2)
        return tuple(of for of, _ in most) if len(most) == 2 else ()

    def _near_two(self, sentence: int, without: frozenset[str]) -> tuple[str, ...]:
        """The two persons of this sentence or the one before, where there are two."""
        near = tuple(dict.fromkeys(self._persons(since(self.told, sentence - 1), without)))
        return near if len(near) == 2 else ()

    def _persons(self, told: Sequence[Told], without: frozenset[str]) -> list[str]:
        lone = (one for one in told if not one.is_joint)
        return [of for one in lone for of in one.mention.actors if self.cast.kind(of) == "person" and of not in without]

    def _speakers(self, phrase: Phrase) -> frozenset[str]:
        """Who says in this sentence what is told of the phrase: mostly two others."""
        above = self.trees[phrase.sentence].ancestors(phrase.head)
        here = [one for one in since(self.told, phrase.sentence) if one.is_speaker]
        return frozenset(
            of for one in here if self.trees[phrase.sentence][one.mention.head].head in above for of in one.mention.actors
        )

    def _are_persons(self, kinds: frozenset[str]) -> bool:
        """Whether "the rivals" of a report are two persons: two were coordinated, and no two bodies are told of often."""
        told = [one.mention.actors for one in self.told if one.is_joint and len(one.mention.actors) == 2]
        opposed = [two.actors for two in twos(self.told, self.trees)]
        told += opposed  # "Teke met Dovani"
        joint = [both for both in told if {self.cast.kind(of) for of in both} == {"person"}]
        # the one state of both persons, unions of its neighbours and hosts are no two bodies
        own = {self.cast.actors[of].country for both in joint for of in both} - {""}
        own = own if len(own) == 1 else set()
        apart = self.scope.outsiders() | {of for of, one in self.cast.actors.items() if one.kind == "state" and one.country in own}
        bodies = Counter(of for one in self.told for of in one.mention.actors if self._can_be_party(of, kinds - {"igo"}, apart))
        # a state and its rebels told of as two are the two, whoever leads the delegation of one
        are_bodies = any(self._are_parties(both, kinds - {"igo"}, self.scope.outsiders()) for both in opposed)
        return bool(joint) and not are_bodies and sum(count >= 2 for count in bodies.values()) < 2

    def _joint_persons(self, without: frozenset[str]) -> tuple[str, ...]:
        """The two persons whom the report tells together most often; of equals those told of first."""
        told = [one.mention.actors for one in self.told if one.is_joint and len(one.mention.actors) == 2]
        persons = [both for both in told if {self.cast.kind(of) for of in both} == {"person"} and not without & {*both}]
        return Counter(persons).most_common(1)[0][0] if persons else ()

    def _doers(self, sentence: int, head: int) -> frozenset[str]:
        """Those who act upon the phrase, and so are not meant by it ("Varenia urged both parties")."""
        tree = self.trees[sentence]
        verb = tree[head].head
        if verb >= 0 and tree[verb].upos == "NOUN" and prepositions(tree, head) & _COMPANY:
            verb = next((a for a in tree.ancestors(verb) if tree[a].upos == "VERB"), verb)  # "Dovani left after talks with both"
        here = [one for one in self.told if one.mention.sentence == sentence and (one.is_subject or _is_with(tree, one))]
        behind = [m for m in self.scope.here if m.sentence == sentence and m.head > head]
        partners = frozenset(of for m in behind if prepositions(tree, m.head) & _COMPANY for of in m.actors)
        if "by" in prepositions(tree, head):
            return frozenset()  # "a truce signed by both parties": they are who acts
        doers = frozenset(of for one in here if verb >= 0 and _does(tree, one.mention.head, verb) for of in one.mention.actors)
        return doers | partners  # "the two leaders met with Teke"

    def joined(self, word: str) -> tuple[str, ...]:
        """As in "the Varenian-Kestrian agreement", "the Teke-Dovani meeting": the states of the two peoples, or the two persons."""
        found = [self.cast.state_of_people(part) for part in word.split("-")] if word.count("-") == 1 else []
        return tuple(of for of in found if of) if len({*found} - {None}) == 2 else self.cast.two_surnamed(word)

    def the_two(self, sentence: int, head: int) -> tuple[str, ...]:
        """Whom "both" or "the two" mean where they stand alone: the last two told of as such, else the last two bodies."""
        without = self._doers(sentence, head) | self.scope.outsiders()
        found = [two for two in self._just_before(sentence) if not without & set(two.actors) and self._are_alike(two.actors)]
        return tuple(sorted(found[-1].actors)) if found else self._both(sentence, self._kinds_of_pair("side"), without)

    def _are_alike(self, both: tuple[str, ...]) -> bool:
        """Whether all are persons, or none is."""
        return len({self.cast.kind(of) == "person" for of in both}) == 1

    def _just_before(self, sentence: int) -> list[Two]:
        """Those told as two in this sentence or the two before it."""
        near = list(takewhile(lambda one: one.mention.sentence >= sentence - 2, reversed(self.told)))
        return list(twos(reversed(near), self.trees))

    def _is_specified(self, phrase: Phrase) -> bool:
        """Whether names stand with the phrase itself and say who is meant ("two delegations headed by …")."""
        tree = self.trees[phrase.sentence]
        return bool(tree.children(phrase.head, "acl")) and phrase.determiner not in {"the", "both"}

    def _kinds_of_pair(self, noun: str) -> frozenset[str]:
        pair = table("en/who")["pair"]
        if noun in pair["persons"]:
            return frozenset({"person"})
        if noun in pair["states"]:
            return _STATES
        if noun in pair["bodies"]:
            return frozenset({"party", "armed_group", "group"})
        return frozenset({"party", "armed_group", "state", "government", "group", "igo"})

    def _both(self, sentence: int, kinds: frozenset[str], without: frozenset[str]) -> tuple[str, ...]:
        """The two bodies meant; the United Nations and their like, who are seldom a side, only where no other two are told of."""
        return self._last_two(sentence, kinds - {"igo"}, without) or self._last_two(sentence, kinds, without)

    def _last_two(self, sentence: int, kinds: frozenset[str], without: frozenset[str]) -> tuple[str, ...]:
        """The two bodies of these kinds meant by "both": told of together just before, else told of most, else the nearest."""
        if opposed := [two for two in self._just_before(sentence) if self._are_parties(two.actors, kinds, without)]:
            # "A and B signed a truce, X and Y said"
            return tuple(sorted(([two for two in opposed if not two.are_tellers] or opposed)[-1].actors))
        told = [
            (one.mention.sentence, of) for one in self.told for of in one.mention.actors if self._can_be_party(of, kinds, without)
        ]
        counts = Counter(of for _, of in told)
        # three mentions of each make two bodies the ones that a report is about
        if found := _most(counts, 3) or self._opening_two(kinds, without):
            return found
        found = self._nearest_two(sentence, told, dict(counts.most_common(3)))
        # a union of states told of once is no side
        is_by_the_way = any(counts[of] < _OFTEN and self.cast.kind(of) == "igo" for of in found)
        return found if self._are_of_here(found) and not is_by_the_way else ()

    def _opening_two(self, kinds: frozenset[str], without: frozenset[str]) -> tuple[str, ...]:
        """The two that a report opens with, told together: whom it is about."""
        opening = takewhile(lambda one: one.mention.sentence <= _OPENING, self.told)
        return next((two.actors for two in twos(opening, self.trees) if self._are_parties(two.actors, kinds, without)), ())

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
        if len({self.cast.actors[of].country for of in both}) == 1 and {self.cast.kind(of) for of in both} == _STATES:
            return False  # a state and its own government
        parties = [of for of in both if self._can_be_party(of, kinds, without)]
        others = [of for of in both if of not in parties and self.cast.kind(of) in {"group", "agency"} and of not in without]
        are_sides = all(self._fights(of) or (self.cast.kind(of) == "group" and self._is_named(of)) for of in others)
        return len(parties) + len(others) == 2 and len(parties) > 0 and are_sides

    def _is_named(self, of: str) -> bool:
        """Whether an actor has a name of its own in the report so far."""
        return any(one.mention.form == "name" for one in self.told if one.mention.actors == (of,))

    def _are_of_here(self, both: tuple[str, ...]) -> bool:
        """Whether one of two at least is of the state that the report is about, where it is about one."""
        about = states().get(self.about)
        return about is None or any(self.cast.actors[of].country in {about.country, ""} for of in both)

    def _fights(self, of: str) -> bool:
        told = {singular(word.casefold()) for word in self.cast.actors[of].name.split()}
        return not told.isdisjoint(words("outsiders", "fighting"))

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


def _most(counts: Counter[str], least: int) -> tuple[str, ...]:
    """The two told of most, each so many times at least, where no third is told of as often."""
    most = counts.most_common(3)
    is_plain = len(most) > 1 and most[1][1] >= least and (len(most) == 2 or most[2][1] < most[1][1])
    return tuple(sorted(of for of, _ in most[:2])) if is_plain else ()


def _is_no_side(tree: Tree, phrase: Phrase) -> bool:
    """As in "take sides", "both sides of the border"."""
    of = [c for c in tree.children(phrase.head, "nmod") if "of" in prepositions(tree, c)]
    is_taken = phrase.noun == "side" and phrase.head == phrase.first and tree.is_rel(phrase.head, "obj")
    return is_taken or (phrase.noun == "side" and any(lemma(tree[c]) not in words("opposed", "nouns") for c in of))


def _does(tree: Tree, subject: int, verb: int) -> bool:
    """Whether a subject is that of a verb, of one over it, or has it in a clause of its own ("Varenia, which received both")."""
    return verb in tree.ancestors(subject) or subject in tree.ancestors(verb)


def _is_with(tree: Tree, one: Told) -> bool:
    """Whether somebody does a thing together with its subject ("Varenia, together with Lorvania, received the two sides")."""
    return bool(prepositions(tree, tree.conjuncts(one.mention.head)[0]) & {"with"}) and not one.is_joint
