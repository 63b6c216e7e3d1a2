"""Descriptions and groups without a name: "the two sides", "the group", "Hamas officials", "Palestinian sources"."""

from collections.abc import Iterable
from itertools import pairwise, takewhile

from dragoman.ground.who.apposed import apposed
from dragoman.ground.who.cast import Cast
from dragoman.ground.who.known import called, is_government, registered
from dragoman.ground.who.pairs import Pairs
from dragoman.ground.who.peoples import is_unofficial, own_words, people_of
from dragoman.ground.who.phrases import Phrase, coordinated, is_of_next, of_first, phrase_at, prepositions, seat_of
from dragoman.ground.who.salience import Told, latest
from dragoman.ground.who.voices import voice
from dragoman.ground.who.words import is_role_of, words
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.lexicon.actors import registry
from dragoman.lexicon.states import states
from dragoman.model import UNNAMED_GOVERNMENT, Mention

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "his", "her", "their"})


class Describer:
    """Resolves the descriptions of one report.

    It reads what was told before from `told`, and the names of the sentence at hand from `here`; its owner keeps both. `about` is
    the state that the report is about, where that is plain.
    """

    def __init__(self, cast: Cast, told: list[Told], trees: list[Tree], about: str = "") -> None:
        self.cast, self.told, self.trees, self.about = cast, told, trees, about
        self.pairs = Pairs(cast, told, trees, about)
        self.delegations: dict[str, tuple[str, ...]] = {}
        self.governed: tuple[str, ...] = ()
        self.called: dict[str, set[str]] = {}  # nouns that a body's name was told with ("the Tirkwen union")
        self.here: list[Mention] = []

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
            self._of_government,
            self._state,
            self._army,
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
        named = [m for m in self.here if m.form == "name" and (phrase.plural or self._is_organised(m))]
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
        return voice(self.cast, self.trees[phrase.sentence], phrase, self.here)

    def _people_of(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "Hamas officials", "the Fatah movement", "members of Fatah": whom they act for."""
        lists = table("en/who")
        if phrase.noun not in lists["people"]["nouns"] and phrase.noun not in lists["organisation"]["nouns"]:
            return ()
        actors = self._bodies_of(phrase)
        if not actors:
            return ()
        both = coordinated(self.trees[phrase.sentence], (*phrase.names, *self._below(phrase))) if phrase.plural else []
        if any(self.cast.kind(of) == "state" for m in both for of in m.actors):  # "negotiators of Kestria and the Front"
            told = [(of,) if self.cast.kind(of) != "state" else self._governing([of]) for m in both for of in m.actors]
            actors = tuple(dict.fromkeys(of for one in told for of in one))
        if phrase.noun in words("organisation", "delegation"):
            self.delegations[phrase.noun] = actors
        elif phrase.names and not phrase.plural and len(actors) == 1:
            self.called.setdefault(actors[0], set()).add(phrase.noun)
        return actors if phrase.noun not in words("roles", "nouns") or not self._is_past(phrase) else ()

    def _of_several(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the two countries' experts", "negotiators from both sides": those whom the several sent."""
        if not phrase.plural or phrase.noun not in words("people", "sent"):
            return ()
        told = [m.actors for m in self._below(phrase) if m.form == "description"]
        sides = [of for of in (*told, *self._ahead(phrase)) if len(of) > 1 and "person" not in map(self.cast.kind, of)]
        return self._governing(sides[0]) if sides else ()

    def _ahead(self, phrase: Phrase) -> list[tuple[str, ...]]:
        """Those told as several behind a noun, who are not told yet."""
        tree, at = self.trees[phrase.sentence], phrase.sentence
        behind = [c for c in tree.children(phrase.head, "nmod") if c > phrase.head and self._is_of(tree, c)]
        return [self.pairs.meant_by(phrase_at(tree, at, c, self.here)) for c in behind if tree[c].upos == "NOUN"]

    def _bodies_of(self, phrase: Phrase) -> tuple[str, ...]:
        """The bodies whose names qualify a noun ("Hamas officials"), or hang on it ("members of Fatah")."""
        named = [m for m in (*phrase.names, *self._below(phrase)) if self._is_organised(m)]
        return tuple(dict.fromkeys(of for m in named for of in m.actors))

    def _is_organised(self, mention: Mention) -> bool:
        return all(
            self.cast.kind(of) not in {"person", "state"} and not self.cast.is_people(of) for of in mention.actors
        ) and mention.form in {"name", "description"}

    def _below(self, phrase: Phrase) -> list[Mention]:
        """Names that hang on the phrase by "of" or "from", or own it."""
        tree = self.trees[phrase.sentence]
        below = [c for c in tree.children(phrase.head, "nmod") if self._is_of(tree, c) and not is_of_next(tree, phrase, c)]
        # "the government of A and the B" is the government of A alone; "leaders of A and the B" are of both
        heads = {j for c in below for j in (tree.conjuncts(c) if phrase.plural else [c])}
        heads |= set(tree.children(phrase.head, "nmod:poss"))
        heads |= of_first(tree, phrase.head)
        # names that stand after the phrase are not told yet
        near = takewhile(lambda one: one.mention.sentence == phrase.sentence, reversed(self.told))
        told = [one.mention for one in near if not one.is_joint][::-1]
        return [mention for mention in dict.fromkeys((*told, *self.here)) if mention.head in heads]

    @staticmethod
    def _is_of(tree: Tree, i: int) -> bool:
        return bool(prepositions(tree, i) & {"of", "from", "for"})

    def _officer(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the Front leader", "the UN envoy": the one person of the report who holds this office of the body."""
        role, is_one = phrase.noun, not phrase.plural and phrase.determiner not in {"a", "an", "any", "no"}
        if not is_one or role not in words("roles", "nouns") or self._is_past(phrase):
            return ()
        organisations = self._bodies_of(phrase)
        alike = words("roles", "envoys") if role in words("roles", "envoys") else {role}
        persons = [of for of, one in sorted(self.cast.actors.items()) if one.kind == "person"]
        found = [of for of in persons if organisations and any(self.cast.holds(of, one, organisations) for one in alike)]
        return (found[0],) if len(found) == 1 else ()

    def _delegation(self, phrase: Phrase) -> tuple[str, ...]:
        is_told = phrase.determiner in _DEFINITE and not phrase.plural and not phrase.names
        if phrase.noun in words("organisation", "delegation") and is_told:
            # a team or the visitors are the delegation told of in other words
            return self.delegations.get(phrase.noun) or (self.delegations.get("delegation", ()) if phrase.noun != "mission" else ())
        return ()

    def _statesman(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the Varenian leader", "Varenia's premier": the one person of the report who holds an office of that state."""
        is_title = self.trees[phrase.sentence].sentence.part == "title"  # headlines have no articles
        is_definite = phrase.determiner in _DEFINITE or (is_title and not phrase.determiner)
        if phrase.plural or not is_definite or phrase.noun not in words("roles", "nouns") or self._is_past(phrase):
            return ()
        owners = [m for m in self.here if m.head == phrase.owner]
        told = {of for m in (*phrase.names, *owners) for of in m.actors if self.cast.kind(of) == "state"}
        codes = {self.cast.actors[of].country for of in told} - {""}
        # of a state that no list has, and that the report is about, whoever holds an office in it that is nobody else's
        own = {"", *told} if any(self.cast.actors[of].name == self.about for of in told if of.startswith("~")) else set()
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
        states_named = {of for m in (*phrase.names, *self._below(phrase)) for of in m.actors if self.cast.kind(of) == "state"}
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

    def _of_government(self, phrase: Phrase) -> tuple[str, ...]:
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

    def _army(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "the army": one told of by that name, else the government's, told of or of the state that the report is about."""
        is_bare = phrase.determiner == "the" and not phrase.before and not phrase.names
        if phrase.noun not in words("organisation", "forces") or not is_bare:
            return ()
        return self._latest(phrase, frozenset({"agency"})) or self._government()

    def _government(self) -> tuple[str, ...]:
        """The government told of by name, unless a host's or a mediator's; else that of the state that the report is about."""
        if self.governed and not set(self.governed) & self.pairs.outsiders():
            return self._governing(self.governed)
        if not self.about:
            return ()
        return self._governing((self.about if registered(self.about) else self.cast.create(self.about, "state"),))

    def _governing(self, of: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.cast.enter(states()[one].government if one in states() else one) for one in of)

    def _state(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "Israeli officials", "the Assad regime", "his country"."""
        lists = table("en/who")
        named = (*phrase.names, *([] if phrase.noun == "counterpart" else self._below(phrase)))  # "their Kestrian counterparts"
        states_named = [m for m in named if all(self.cast.kind(of) == "state" for of in m.actors)]
        if states_named and phrase.noun in lists["organisation"]["governments"]:
            self.governed = states_named[-1].actors
        if phrase.noun in lists["people"]["state"] and states_named and not is_unofficial(self.trees[phrase.sentence], phrase):
            # "Kestrian and Varenian envoys" are of both
            both = [m for m in phrase.names if m in states_named and self._are_joined(phrase)]
            below = [m for m in self._below(phrase) if m in states_named] or both if phrase.plural else []
            return self._governing(dict.fromkeys(of for m in below or states_named[-1:] for of in m.actors))
        if phrase.noun not in lists["organisation"]["state"] or phrase.plural:
            return ()
        if phrase.owner is not None and (owner := self._mention_at(phrase.sentence, phrase.owner)):
            found = self._countries_of(owner.actors)
            governs = phrase.noun in {"government", "administration", "regime"}
            return (self._headed(owner.actors) or self._governing(found)) if governs else self._called_so(phrase, found)
        if phrase.names:
            return self._called_so(phrase, self._countries_of(phrase.names[-1].actors))
        if phrase.determiner in _DEFINITE and not self._is_other_government(phrase):
            told = self._governed(phrase) or self._latest(phrase, frozenset({"state", "government"}))
            return self._called_so(phrase, told) or self._unnamed(phrase)
        return ()

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

    def _governed(self, phrase: Phrase) -> tuple[str, ...]:
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

    def _office(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "The prime minister": the person of the report who was told to hold it, the latest first; else who is known to."""
        if phrase.plural or phrase.noun not in words("roles", "nouns") or phrase.determiner not in _DEFINITE or phrase.names:
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
        if phrase.plural or phrase.noun not in words("organisation", "nouns") or phrase.determiner not in _DEFINITE:
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
            return self._latest(phrase, frozenset({"group"})) or self._latest(phrase, frozenset({"media"}))
        found = self._latest(phrase, frozenset({"party", "armed_group"}))
        return found or self._whole(phrase, self._latest(phrase, frozenset({"group", "ngo", "igo", "agency"})))

    def _whole(self, phrase: Phrase, found: tuple[str, ...]) -> tuple[str, ...]:
        """Of an organ the party that it is a part of: "the movement" is none of its bureaus."""
        parties = [of for one in found for of in self.cast.actors[one].member_of if is_party(of)]
        return (self.cast.enter(parties[0]),) if parties and phrase.noun in words("organisation", "movements") else found

    def _latest(self, phrase: Phrase, kinds: frozenset[str]) -> tuple[str, ...]:
        return latest(self.told, phrase.sentence, lambda m: self._can_be(phrase, m, kinds), reach=8)

    def _can_be(self, phrase: Phrase, mention: Mention, kinds: frozenset[str]) -> bool:
        """Whether a description can mean what was told: kind, country, and the noun where that is part of names ("the council")."""
        one = self.cast.actors[mention.actors[0]]
        countries = {self.cast.actors[of].country for m in phrase.names for of in m.actors}
        if (
            len(mention.actors) != 1
            or one.kind not in kinds
            or self.cast.is_people(one.id)
            or ("state" in kinds and one.id in self.pairs.outsiders())
            or (countries and one.country not in countries)
        ):
            return False
        is_any = phrase.noun in words("organisation", "plain") | words("organisation", "business")
        listed = registry()[one.id].names if one.id in registry() else (one.name,)
        is_called = phrase.noun in self.called.get(one.id, ()) or any(phrase.noun in name.casefold() for name in listed)
        return is_any or is_called or bool(kinds & {"state"})

    def _group(self, phrase: Phrase) -> tuple[str, ...]:
        """As in "Palestinian sources", "observers", "12 Palestinian groups": an actor in its own words."""
        tree = self.trees[phrase.sentence]
        lists = table("en/who")
        if not phrase.plural or phrase.noun not in lists["groups"]["nouns"]:
            return ()
        if phrase.noun in lists["organisation"]["fighters"] and phrase.determiner in _DEFINITE and not phrase.names:
            armed = latest(
                self.told, phrase.sentence, lambda m: len(m.actors) == 1 and self.cast.kind(m.actors[0]) == "armed_group", reach=8
            )
            if armed:
                return armed
        kept = [i for i in phrase.before if tree.words[i] not in lists["synonyms"]["loose"] and tree[i].upos != "NUM"]
        told = any(tree.words[i] in lists["groups"]["adjectives"] for i in kept) or bool(
            people_of(self.cast, tree, phrase, self.here)[0]
        )
        if phrase.noun not in lists["groups"]["always"] and not told:
            return ()
        return (own_words(self.cast, tree, phrase, kept, self.here),)

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

    def _mention_at(self, sentence: int, token: int) -> Mention | None:
        start = self.trees[sentence][token].start
        return next((one.mention for one in reversed(self.told) if one.mention.start <= start < one.mention.end), None)


def is_party(of: str) -> bool:
    """Whether the registry lists a party or an armed group under this id."""
    listed = registry().get(of)
    return listed is not None and listed.kind in {"party", "armed_group"}
