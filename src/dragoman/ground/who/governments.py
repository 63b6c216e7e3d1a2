"""States and their governments without a name: "the government", "Kestrian officials", "the army", "his country", "the junta"."""

from collections.abc import Iterable

from dragoman.ground.who.known import called, is_government, registered
from dragoman.ground.who.peoples import is_unofficial
from dragoman.ground.who.phrases import Phrase, coordinated, seat_of
from dragoman.ground.who.scope import Scope
from dragoman.ground.who.words import words
from dragoman.lexicon.actors import registry
from dragoman.lexicon.states import states
from dragoman.model import UNNAMED_GOVERNMENT

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "his", "her", "their"})
"""Determiners of what is known."""


class Governments:
    """Finds the state or government that a description means, and keeps the one that "the government" took up last."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.cast, self.told, self.trees, self.about = scope.cast, scope.told, scope.trees, scope.about
        self._last: tuple[str, ...] = ()

    def of_government(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "government troops", "a regime official": the government that is meant by itself, where that is known."""
        tree, governments = self.trees[phrase.sentence], words("organisation", "governments")
        nouns = words("people", "state") | words("people", "nouns") | words("organisation", "troops")
        if phrase.names or phrase.noun not in nouns:
            return ()
        is_its = phrase.noun not in governments and any(tree.words[i] in governments for i in phrase.before)
        if (seat := seat_of(tree, phrase)) and phrase.noun in words("people", "state"):
            return (self.cast.enter(seat),)
        is_authority = phrase.noun == "authority" and phrase.plural and not phrase.before and phrase.determiner in {"", "the"}
        return self._government() if is_its or is_authority else ()

    def army(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the army": one told of by that name, else the government's, told of or of the state that the report is about."""
        is_bare = phrase.determiner == "the" and not phrase.before and not phrase.names
        if phrase.noun not in words("organisation", "forces") or not is_bare:
            return ()
        return self.scope.latest(phrase, frozenset({"agency"})) or self._government()

    def _government(self) -> tuple[str, ...]:
        """The government told of by name, unless a host's or a mediator's; else that of the state that the report is about."""
        if self._last and not set(self._last) & self.scope.outsiders():
            return self.governing(self._last)
        if not self.about:
            return ()
        return self.governing((self.about if registered(self.about) else self.cast.create(self.about, "state"),))

    def governing(self, of: Iterable[str]) -> tuple[str, ...]:
        """The governments of states; who is no state stands for itself."""
        return tuple(self.cast.enter(states()[one].government if one in states() else one) for one in of)

    def officials(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "Kestrian officials", "Varenia's government": those of the state named with them."""
        is_theirs = phrase.noun == "counterpart"  # "their Kestrian counterparts"
        named = (*phrase.names, *([] if is_theirs else self.scope.below(phrase)))
        states_named = [m for m in named if all(self.cast.kind(of) == "state" for of in m.actors)]
        if states_named and phrase.noun in words("organisation", "governments"):
            self._last = states_named[-1].actors
        is_official = phrase.noun in words("people", "state") and not is_unofficial(self.trees[phrase.sentence], phrase)
        if not states_named or not is_official:
            return ()
        # "Kestrian and Varenian envoys" are of both
        both = [m for m in phrase.names if m in states_named and self._are_joined(phrase)]
        below = [m for m in self.scope.below(phrase) if m in states_named] or both if phrase.plural else []
        return self.governing(dict.fromkeys(of for m in below or states_named[-1:] for of in m.actors))

    def state(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "his country", "the junta", "the government of President Teke"."""
        if phrase.noun not in words("organisation", "state") or phrase.plural:
            return ()
        if phrase.owner is not None and (owner := self.scope.mention_at(phrase.sentence, phrase.owner)):
            found = self._countries_of(owner.actors)
            governs = phrase.noun in {"government", "administration", "regime"}
            return (self._headed(owner.actors) or self.governing(found)) if governs else self._called_so(phrase, found)
        if of_person := self._of_person(phrase):
            return self._headed(of_person) or self.governing(self._countries_of(of_person)) or self._own(phrase)
        if phrase.names:
            return self._called_so(phrase, self._countries_of(phrase.names[-1].actors))
        if phrase.determiner in DEFINITE and not self._is_other_government(phrase):
            told = self._own(phrase) or self.scope.latest(phrase, frozenset({"state", "government"}))
            return self._called_so(phrase, told) or self._unnamed(phrase)
        return ()

    def _of_person(self, phrase: Phrase) -> list[str]:
        """Whose government is told to be that of a person: "the government of President Teke"."""
        below = self.scope.below(phrase) if phrase.noun in words("organisation", "governments") else []
        return [of for m in below for of in m.actors if self.cast.kind(of) == "person"]

    def _called_so(self, phrase: Phrase, found: tuple[str, ...]) -> tuple[str, ...]:
        """As in "the junta": the body listed by that noun and the name of its state, or told of by it; else the state."""
        if (noun := phrase.noun) not in words("organisation", "governments"):
            return found
        told = [one.mention.actors[0] for one in reversed(self.told) if len(one.mention.actors) == 1]
        named = [of for of in told if of in registry() and any(name.endswith(f" {noun}") for name in registry()[of].names)]
        listed = [body for of in found for body in called(noun, of, self.cast.at)]
        return next(((self.cast.enter(of),) for of in (*listed, *named) if registry()[of].kind == "group"), found)

    def _headed(self, actors: Iterable[str]) -> tuple[str, ...]:
        """As in "her government", of who governs a region that rules itself: that of the region."""
        bodies = (sorted(self.cast.bodies_of(of)) for of in actors if self.cast.kind(of) == "person")
        return next(((self.cast.enter(one),) for held in bodies for one in held if is_government(one)), ())

    def _are_joined(self, phrase: Phrase) -> bool:
        """Whether names before a noun are coordinated."""
        return bool(coordinated(self.trees[phrase.sentence], phrase.names))

    def _is_other_government(self, phrase: Phrase) -> bool:
        """Whether a government is one to be formed, is past, or rules a part only."""
        tree = self.trees[phrase.sentence]
        return any(tree.words[i] in words("organisation", "other_governments") for i in phrase.before)

    def _own(self, phrase: Phrase) -> tuple[str, ...]:
        """Whose government "the government" is; one told before of no named state ("the Talmar regime … the regime") stays it."""
        if phrase.noun not in words("organisation", "governments"):
            return ()
        return self._government() or ((UNNAMED_GOVERNMENT,) if UNNAMED_GOVERNMENT in self.cast.actors else ())

    def _unnamed(self, phrase: Phrase) -> tuple[str, ...]:
        """The government of a report that never says whose: an actor in those words. A name of nobody before it is its seat."""
        tree = self.trees[phrase.sentence]
        is_seated = all(tree[i].upos == "PROPN" for i in phrase.before) and not phrase.names
        if phrase.noun not in words("organisation", "governments") or phrase.determiner != "the" or not is_seated:
            return ()
        return (self.cast.create("Government", "government"),)

    def _countries_of(self, actors: Iterable[str]) -> tuple[str, ...]:
        codes = [self.cast.actors[of].country for of in actors if of in self.cast.actors]
        found = [
            of
            for code in codes
            for of, state in sorted(states().items())
            if state.country == code and code and state.existed.end is None
        ]
        return tuple(self.cast.enter(of) for of in found[:1])
