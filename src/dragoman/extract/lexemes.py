"""What the lexicon says of predicates: verb frames, event nouns and the classes of nouns that frames ask for."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from dragoman.lexicon import table

Role = Literal["actor", "recipient", "mediator", "host", "none"]


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One use of some verbs or adjectives that names an act. `lexicon/en/verbs.toml` says what each field means.

    Frames stand there and, of acts told in plain words, in `lexicon/en/idioms.toml`.
    """

    type: str
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    no_object: bool = False
    passive: bool = False
    prep: tuple[str, ...] = ()
    not_prep: tuple[str, ...] = ()
    prep_object: tuple[str, ...] = ()
    not_prep_object: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    not_clause: tuple[str, ...] = ()
    object_clause: bool = False
    content: tuple[str, ...] = ()
    not_content: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    not_modifiers: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    actors: int = 0
    mode: tuple[str, ...] = ()
    cameo: str = ""
    symmetric: bool = False
    absorbs: bool = False
    negates: bool = False
    stative: bool = False
    will: bool = False
    heard: bool = False
    also: str = ""
    roles: dict[str, Role] = {}
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
    learnt: bool = False  # made from what the language model says, not read from the lexicon

    @property
    def name(self) -> str:
        """The frame in short, as `rule` gives it: "call+for", "hold+@meeting", "initial+learnt"."""
        first = (self.verbs or self.adjectives)[0]
        if self.learnt:
            return f"{first}+learnt"
        return "+".join([first, *self.particle[:1], *self.prep[:1], *self.object[:1], *self.clause[:1]])

    @property
    def rank(self) -> int:
        """How many conditions it has: the more it asks, the surer it is."""
        tests = (self.particle, self.object, self.prep, self.prep_object, self.clause, self.content, self.subject, self.modifiers)
        literal = 0 < len(self.object) <= 3 and not any(o.startswith(("@", "*")) for o in self.object)
        return (
            sum(map(bool, tests))
            + bool(self.particle)
            + literal
            + self.no_object
            + self.passive
            + self.object_clause
            + 2 * bool(self.under)
            + 2 * self.will
        )


class EventNoun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A noun that names an act by itself. `lexicon/en/nouns.toml` says what each field means."""

    type: str
    nouns: tuple[str, ...] = ()
    of_class: str = msgspec.field(default="", name="class")
    modifiers: tuple[str, ...] = ()
    not_modifiers: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    bare: bool = True
    specific: bool = False
    mode: tuple[str, ...] = ()
    cameo: str = ""
    symmetric: bool = False
    absorbs: bool = False
    roles: dict[str, Role | Literal["object", "content"]] = {}
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
    learnt: bool = False

    @property
    def name(self) -> str:
        """The entry in short, as `rule` gives it."""
        if self.learnt:
            return f"{self.nouns[0]}+learnt"
        return "+".join([self.of_class or self.nouns[0], *self.of[:1]])


class Class(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class of nouns: `lemmas`, and those that count only in the `plural`; never beside one of `not_modifiers`."""

    lemmas: frozenset[str]
    plural: frozenset[str] = frozenset()
    not_modifiers: frozenset[str] = frozenset()


@cache
def verb_frames() -> dict[str, tuple[Frame, ...]]:
    """The frames by lemma of their verb, those that ask most first, and last those that ask the model to hear an act too."""
    return _by_word(frame for frame in _frames() if frame.verbs)


@cache
def adjective_frames() -> dict[str, tuple[Frame, ...]]:
    """The frames by their adjective."""
    return _by_word(frame for frame in _frames() if frame.adjectives)


@cache
def event_nouns() -> dict[str, tuple[EventNoun, ...]]:
    """The event nouns by lemma, those that ask most first."""
    entries = msgspec.convert(table("en/nouns")["noun"], list[EventNoun])
    entries.sort(key=lambda n: -sum(map(bool, (n.modifiers, n.content, n.of, n.with_))))
    words = sorted({w for n in entries for w in _words(n)})
    return {word: tuple(n for n in entries if word in _words(n)) for word in words}


@cache
def noun_class(name: str) -> Class:
    """A class of nouns by name."""
    return classes()[name]


@cache
def classes() -> dict[str, Class]:
    """All classes of nouns."""
    return msgspec.convert(table("en/nouns")["class"], dict[str, Class])


@cache
def transparent() -> frozenset[str]:
    """Nouns that one looks through ("several rounds of talks")."""
    return frozenset(table("en/nouns")["transparent"])


@cache
def undergone() -> frozenset[str]:
    """Nouns of what somebody undergoes ("the arrest of")."""
    return frozenset(table("en/nouns")["undergone"]["words"])


@cache
def object_control() -> frozenset[str]:
    """Verbs whose object does what their infinitive says ("urged them to leave")."""
    return frozenset(table("en/verbs")["control"]["object"])


@cache
def seen() -> frozenset[str]:
    """Verbs that tell what somebody has done to an accord that is not his ("seen by the press")."""
    return frozenset(table("en/verbs")["control"]["seen"])


@cache
def telling() -> frozenset[str]:
    """Verbs of talking to the press ("declined to comment")."""
    return frozenset(table("en/verbs")["control"]["telling"])


@cache
def declaring() -> frozenset[str]:
    """Verbs by which one may tell of an accord of others ("announced a truce between A and B")."""
    return frozenset(table("en/verbs")["control"]["declaring"])


@cache
def nobody() -> frozenset[str]:
    """Nouns that tell of a deed, and not who does it ("the importance of holding talks")."""
    return frozenset(table("en/verbs")["control"]["nobody"])


@cache
def documents() -> frozenset[str]:
    """Nouns for what one issues: a participle on them tells what their author does ("a report accusing …")."""
    return frozenset(table("en/verbs")["control"]["documents"])


@cache
def third_parties(part: str) -> frozenset[str]:
    """Words that make somebody a third party: `mediating` and `hosting` verbs, nouns of `auspices`."""
    return frozenset(table("en/nouns")["third_parties"][part])


@cache
def _frames() -> tuple[Frame, ...]:
    rows = [row for name in ("en/verbs", "en/idioms") for row in table(name)["frame"]]
    return tuple(msgspec.convert(rows, list[Frame]))


def _by_word(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    ordered = sorted(frames, key=lambda f: (f.heard, -f.rank))
    words = sorted({w for f in ordered for w in (*f.verbs, *f.adjectives)})
    return {w: tuple(f for f in ordered if w in f.verbs or w in f.adjectives) for w in words}


def _words(noun: EventNoun) -> frozenset[str]:
    if not noun.of_class:
        return frozenset(noun.nouns)
    found = noun_class(noun.of_class)
    return found.lemmas | found.plural
