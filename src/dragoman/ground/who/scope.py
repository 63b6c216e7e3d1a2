"""What the descriptions of one report are read against: whom it told of before, and the names of the sentence at hand."""

from itertools import takewhile

from dragoman.ground.who.cast import Cast
from dragoman.ground.who.phrases import Phrase, is_of, is_of_next, of_first
from dragoman.ground.who.salience import Told
from dragoman.ground.who.salience import latest as nearest
from dragoman.ground.who.subject import outsiders
from dragoman.ground.who.words import words
from dragoman.language.tree import Tree
from dragoman.lexicon.actors import registry
from dragoman.model import Mention


class Scope:
    """The actors, sentences and mentions of one report.

    Its owner keeps `told`, whom the report told of before, and `here`, the names of the sentence at hand. `about` is the state that
    the report is about, where that is plain; `called` are nouns that a body's name was told with ("the Tirkwen union").
    """

    def __init__(self, cast: Cast, told: list[Told], trees: list[Tree], about: str = "") -> None:
        self.cast, self.told, self.trees, self.about = cast, told, trees, about
        self.here: list[Mention] = []
        self.called: dict[str, set[str]] = {}
        self._outside: frozenset[str] = frozenset()
        self._outside_here: frozenset[str] = frozenset()
        self._looked_at: list[Mention] = self.here
        self._asked = 0  # so many of `told`, which only grows, have been looked at for outsiders

    def outsiders(self) -> frozenset[str]:
        """Those told so far, or in the sentence at hand, as observers, mediators or hosts."""
        self._outside |= outsiders((one.mention for one in self.told[self._asked :] if not one.is_joint), self.trees)
        self._asked = len(self.told)
        if self._looked_at is not self.here:  # names of the sentence at hand that are not told yet
            self._looked_at, self._outside_here = self.here, outsiders(self.here, self.trees)
        return self._outside | self._outside_here

    def bodies_of(self, phrase: Phrase) -> tuple[str, ...]:
        """The bodies whose names qualify a noun ("Hamas officials"), or hang on it ("members of Fatah")."""
        named = [m for m in (*phrase.names, *self.below(phrase)) if self.is_organised(m)]
        return tuple(dict.fromkeys(of for m in named for of in m.actors))

    def is_organised(self, mention: Mention) -> bool:
        """Whether a mention is of bodies, and of no state, people or person."""
        return all(
            self.cast.kind(of) not in {"person", "state"} and not self.cast.is_people(of) for of in mention.actors
        ) and mention.form in {"name", "description"}

    def below(self, phrase: Phrase) -> list[Mention]:
        """Names that hang on the phrase by "of" or "from", or own it."""
        tree = self.trees[phrase.sentence]
        below = [c for c in tree.children(phrase.head, "nmod") if is_of(tree, c) and not is_of_next(tree, phrase, c)]
        # "the government of A and the B" is the government of A alone; "leaders of A and the B" are of both
        heads = {j for c in below for j in (tree.conjuncts(c) if phrase.plural else [c])}
        heads |= set(tree.children(phrase.head, "nmod:poss"))
        heads |= of_first(tree, phrase.head)
        # names that stand after the phrase are not told yet
        near = takewhile(lambda one: one.mention.sentence == phrase.sentence, reversed(self.told))
        told = [one.mention for one in near if not one.is_joint][::-1]
        return [mention for mention in dict.fromkeys((*told, *self.here)) if mention.head in heads]

    def latest(self, phrase: Phrase, kinds: frozenset[str]) -> tuple[str, ...]:
        """The nearest actor of some kinds told before that a description can mean."""
        return nearest(self.told, phrase.sentence, lambda m: self._can_be(phrase, m, kinds), reach=8)

    def _can_be(self, phrase: Phrase, mention: Mention, kinds: frozenset[str]) -> bool:
        """Whether a description can mean what was told: kind, country, and the noun where that is part of names ("the council")."""
        one = self.cast.actors[mention.actors[0]]
        countries = {self.cast.actors[of].country for m in phrase.names for of in m.actors}
        if (
            len(mention.actors) != 1
            or one.kind not in kinds
            or self.cast.is_people(one.id)
            or ("state" in kinds and one.id in self.outsiders())
            or (countries and one.country not in countries)
        ):
            return False
        is_any = phrase.noun in words("organisation", "plain") | words("organisation", "business")
        listed = registry()[one.id].names if one.id in registry() else (one.name,)
        # "the military" is an army of that name
        nouns = words("organisation", "forces") if phrase.noun in words("organisation", "forces") else {phrase.noun}
        is_called = phrase.noun in self.called.get(one.id, ()) or any(noun in name.casefold() for name in listed for noun in nouns)
        return is_any or is_called or bool(kinds & {"state"})

    def mention_at(self, sentence: int, token: int) -> Mention | None:
        """What was told of at a token."""
        start = self.trees[sentence][token].start
        return next((one.mention for one in reversed(self.told) if one.mention.start <= start < one.mention.end), None)
