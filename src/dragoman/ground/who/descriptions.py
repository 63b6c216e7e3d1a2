"""Descriptions and groups without a name: "the two sides", "the group", "Hamas officials", "Palestinian sources"."""

from itertools import pairwise

from dragoman.ground.who.apposed import apposed
from dragoman.ground.who.governments import DEFINITE, Governments
from dragoman.ground.who.known import called
from dragoman.ground.who.pairs import Pairs
from dragoman.ground.who.peoples import own_words, people_of
from dragoman.ground.who.phrases import Phrase, coordinated, is_of, phrase_at, prepositions
from dragoman.ground.who.salience import latest
from dragoman.ground.who.scope import Scope
from dragoman.ground.who.voices import voice
from dragoman.ground.who.words import is_role_of, words
from dragoman.lexicon import table
from dragoman.lexicon.actors import registry


class Describer:
    """Resolves the descriptions of one report."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.cast, self.told, self.trees = scope.cast, scope.told, scope.trees
        self.pairs, self.governments = Pairs(scope), Governments(scope)
        self.delegations: dict[str, tuple[str, ...]] = {}

    def resolve(self, phrase: Phrase) -> tuple[str, ...]:
        """The actors that a noun phrase without a name of its own stands for; none where it stands for none, or is unclear."""
        for rule in (
            self._apposed,
            self.pairs.meant_by,
            self._listed,
            self._voice,
            self._officer,
            self._of_several,
            self._people_of,
            self._delegation,
            self._statesman,
            self._former,
            self.governments.of_government,
            self.governments.officials,
            self.governments.state,
            self.governments.army,
            self._office,
            self._organisation,
            self._group,
        ):
            if found := rule(phrase):
                self._note_words(phrase, found)
                return found
        return ()

    # -- the rules, in order -------------------------------------------------------------------------------------------

    def _apposed(self, phrase: Phrase) -> tuple[str, ...]:
        named = [m for m in self.scope.here if m.form == "name" and (phrase.plural or self.scope.is_organised(m))]
        return apposed(self.trees[phrase.sentence], phrase, named)

    def _listed(self, phrase: Phrase) -> tuple[str, ...]:
        """Plural words that the registry lists as a group ("Palestinian factions")."""
        if not phrase.plural or not phrase.names:
            return ()
        tree = self.trees[phrase.sentence]
        words_of = " ".join(tree[i].text for i in (*phrase.before, phrase.head) if i >= phrase.names[0].head)
        found = self.cast.listed(words_of)
        return (found,) if found else ()

    def _voice(self, phrase: Phrase) -> tuple[str, ...]:
        return voice(self.cast, self.trees[phrase.sentence], phrase, self.scope.here)

    def _people_of(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "Hamas officials", "the Fatah movement", "members of Fatah": whom they act for."""
        lists = table("en/who")
        if phrase.noun not in lists["people"]["nouns"] and phrase.noun not in lists["organisation"]["nouns"]:
            return ()
        actors = self.scope.bodies_of(phrase)
        if not actors:
            return ()
        both = coordinated(self.trees[phrase.sentence], (*phrase.names, *self.scope.below(phrase))) if phrase.plural else []
        if any(self.cast.kind(of) == "state" for m in both for of in m.actors):  # "negotiators of Kestria and the Front"
            told = [(of,) if self.cast.kind(of) != "state" else self.governments.governing([of]) for m in both for of in m.actors]
            actors = tuple(dict.fromkeys(of for one in told for of in one))
        if phrase.noun in words("organisation", "delegation"):
            self.delegations[phrase.noun] = actors
        elif phrase.names and not phrase.plural and len(actors) == 1:
            self.scope.called.setdefault(actors[0], set()).add(phrase.noun)
        return actors if phrase.noun not in words("roles", "nouns") or not self._is_past(phrase) else ()

    def _of_several(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the two countries' experts", "negotiators from both sides": those whom the several sent."""
        if not phrase.plural or phrase.noun not in words("people", "sent"):
            return ()
        told = [m.actors for m in self.scope.below(phrase) if m.form == "description"]
        sides = [of for of in (*told, *self._ahead(phrase)) if len(of) > 1 and "person" not in map(self.cast.kind, of)]
        return self.governments.governing(sides[0]) if sides else ()

    def _ahead(self, phrase: Phrase) -> list[tuple[str, ...]]:
        """Those told as several behind a noun, who are not told yet."""
        tree, at = self.trees[phrase.sentence], phrase.sentence
        behind = [c for c in tree.children(phrase.head, "nmod") if c > phrase.head and is_of(tree, c)]
        return [self.pairs.meant_by(phrase_at(tree, at, c, self.scope.here)) for c in behind if tree[c].upos == "NOUN"]

    def _officer(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the Front leader", "the UN envoy": the one person of the report who holds this office of the body."""
        role, is_one = phrase.noun, not phrase.plural and phrase.determiner not in {"a", "an", "any", "no"}
        if not is_one or role not in words("roles", "nouns") or self._is_past(phrase):
            return ()
        organisations = self.scope.bodies_of(phrase)
        alike = words("roles", "envoys") if role in words("roles", "envoys") else {role}
        persons = [of for of, one in sorted(self.cast.actors.items()) if one.kind == "person"]
        found = [of for of in persons if organisations and any(self.cast.holds(of, one, organisations) for one in alike)]
        return (found[0],) if len(found) == 1 else ()

    def _delegation(self, phrase: Phrase) -> tuple[str, ...]:
        is_told = phrase.determiner in DEFINITE and not phrase.plural and not phrase.names
        if phrase.noun in words("organisation", "delegation") and is_told:
            # a team or the visitors are the delegation told of in other words
            return self.delegations.get(phrase.noun) or (self.delegations.get("delegation", ()) if phrase.noun != "mission" else ())
        return ()

    def _statesman(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the Varenian leader", "Varenia's premier": the one person of the report who holds an office of that state."""
        is_title = self.trees[phrase.sentence].sentence.part == "title"  # headlines have no articles
        is_definite = phrase.determiner in DEFINITE or (is_title and not phrase.determiner)
        if phrase.plural or not is_definite or phrase.noun not in words("roles", "nouns") or self._is_past(phrase):
            return ()
        owners = [m for m in self.scope.here if m.head == phrase.owner]
        told = {of for m in (*phrase.names, *owners) for of in m.actors if self.cast.kind(of) == "state"}
        codes = {self.cast.actors[of].country for of in told} - {""}
        # of a state that no list has, and that the report is about, whoever holds an office in it that is nobody else's
        own = {"", *told} if any(self.cast.actors[of].name == self.scope.about for of in told if of.startswith("~")) else set()
        persons = [
            of
            for of, one in sorted(self.cast.actors.items())
            if one.kind == "person" and (one.country in codes or (not one.country and self.cast.holds_only(of, own)))
        ]
        held = [of for of in persons if self.cast.holds(of, self._role(phrase))]
        return (held[0],) if len(held) == 1 else ()

    def _former(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the former Kestrian leader": the one person told of who is told to have held an office there once."""
        if phrase.plural or phrase.noun not in words("roles", "nouns") or not self._is_past(phrase):
            return ()
        states_named = {of for m in (*phrase.names, *self.scope.below(phrase)) for of in m.actors if self.cast.kind(of) == "state"}
        past = self.cast.once_of(states_named, (of for one in self.told for of in one.mention.actors))
        return (past,) if past else ()

    def _is_past(self, phrase: Phrase) -> bool:
        before = {self.trees[phrase.sentence].words[i] for i in phrase.before}
        return not before.isdisjoint({"former", "ex", "next", "new", "first", "future", "any"})

    def _role(self, phrase: Phrase) -> str:
        """The words of a phrase that tell an office: "foreign minister" of "his Varenian foreign minister"."""
        tree = self.trees[phrase.sentence]
        return " ".join(
            tree.words[i]
            for i in (*phrase.before, phrase.head)
            if i == phrase.head or tree.words[i] == "prime" or tree.words[i] in words("roles", "qualifiers")
        )

    def _office(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "The prime minister": the person of the report who was told to hold it, the latest first; else who is known to."""
        if phrase.plural or phrase.noun not in words("roles", "nouns") or phrase.determiner not in DEFINITE or phrase.names:
            return ()
        role = self._role(phrase)
        for one in reversed(self.told):
            for of in one.mention.actors:
                held = self.cast.actors[of].offices if of in self.cast.actors and self.cast.kind(of) == "person" else ()
                if any(is_role_of(role, office.title) for office in held if office.evidence != "registry"):
                    return (of,)
        told = dict.fromkeys(of for one in self.told for of in one.mention.actors)
        persons = [of for of in told if self.cast.kind(of) == "person" and self.cast.holds(of, role)]
        return (persons[0],) if len(persons) == 1 else ()

    def _organisation(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "The group", "his organization", "the Islamist movement"."""
        if phrase.plural or phrase.noun not in words("organisation", "nouns") or phrase.determiner not in DEFINITE:
            return ()
        if phrase.determiner in {"his", "her"}:
            person = latest(self.told, phrase.sentence, lambda m: len(m.actors) == 1 and self.cast.kind(m.actors[0]) == "person")
            if joined := [of for one in person for of in self.cast.actors[one].member_of if of in self.cast.actors]:
                return (joined[0],)
        if phrase.names and not all(
            self.cast.kind(of) == "state" or self.cast.is_people(of) for m in phrase.names for of in m.actors
        ):
            return ()
        if any(self.trees[phrase.sentence].words[i] in words("organisation", "world") for i in phrase.before):
            return (self.cast.enter("united-nations"),)
        if phrase.noun in words("organisation", "business"):
            # an outlet is mostly told of as the one that somebody spoke to
            return self.scope.latest(phrase, frozenset({"group"})) or self.scope.latest(phrase, frozenset({"media"}))
        found = self.scope.latest(phrase, frozenset({"party", "armed_group"}))
        if not found and phrase.noun in words("organisation", "bands"):  # a union of states only where there is no other group
            found = self._whole(phrase, self.scope.latest(phrase, frozenset({"group"})))
        return found or self._whole(phrase, self.scope.latest(phrase, frozenset({"group", "ngo", "igo", "agency"})))

    def _whole(self, phrase: Phrase, found: tuple[str, ...]) -> tuple[str, ...]:
        """Of an organ the party that it is a part of: "the movement" is none of its bureaus."""
        parties = [of for one in found for of in self.cast.actors[one].member_of if is_party(of)]
        return (self.cast.enter(parties[0]),) if parties and phrase.noun in words("organisation", "movements") else found

    def _group(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "Palestinian sources", "observers", "12 Palestinian groups": an actor in its own words."""
        tree = self.trees[phrase.sentence]
        lists = table("en/who")
        is_collective = phrase.noun in lists["groups"]["collective"] and phrase.determiner in DEFINITE
        if not (phrase.plural or is_collective) or phrase.noun not in lists["groups"]["nouns"]:
            return ()
        if is_collective and (opposed := self._opposed(phrase)) is not None:
            return opposed
        if phrase.noun in lists["organisation"]["fighters"] and phrase.determiner in DEFINITE and not phrase.names:
            armed = latest(
                self.told, phrase.sentence, lambda m: len(m.actors) == 1 and self.cast.kind(m.actors[0]) == "armed_group", reach=8
            )
            if armed:
                return armed
        kept = [i for i in phrase.before if tree.words[i] not in lists["synonyms"]["loose"] and tree[i].upos != "NUM"]
        told = any(tree.words[i] in lists["groups"]["adjectives"] for i in kept) or bool(
            people_of(self.cast, tree, phrase, self.scope.here)[0]
        )
        if phrase.noun not in lists["groups"]["always"] and not told:
            return ()
        return (own_words(self.cast, tree, phrase, kept, self.scope.here),)

    def _opposed(self, phrase: Phrase) -> tuple[str, ...] | None:
        """As in "the opposition": that of the state that the report is about, where the registry lists it; nobody "to" a thing."""
        tree = self.trees[phrase.sentence]
        if any("to" in prepositions(tree, c) for c in tree.children(phrase.head, "nmod")):
            return ()
        listed = called(phrase.noun, self.scope.about, self.cast.at) if not phrase.before else []
        return (self.cast.enter(listed[0]),) if len(listed) == 1 else None

    def _note_words(self, phrase: Phrase, actors: tuple[str, ...]) -> None:
        """Of a group without a name of its own, the words that told of it are its spellings, less determiners and quantities."""
        if len(actors) != 1 or self.cast.kind(actors[0]) != "group" or not phrase.plural:
            return
        tree, loose = self.trees[phrase.sentence], table("en/who")["synonyms"]["loose"]
        kept = [i for i in phrase.before if tree.words[i] not in loose and tree[i].upos != "NUM"]
        tokens = tree.tokens[min((*kept, phrase.head)) : phrase.head + 1]
        gaps = ["" if a.end == b.start else " " for a, b in pairwise(tokens)]
        self.cast.call(actors[0], "".join(token.text + gap for token, gap in zip(tokens, (*gaps, ""), strict=True)))

    # -- looking things up -----------------------------------------------------------------------------------------------


def is_party(of: str) -> bool:
    """Whether the registry lists a party or an armed group under this id."""
    listed = registry().get(of)
    return listed is not None and listed.kind in {"party", "armed_group"}
