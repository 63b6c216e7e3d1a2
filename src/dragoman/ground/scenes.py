"""A sentence with its grammar and the expressions of time in it, as the rules of `attach` ask about it."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

import msgspec

from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon.load import table
from dragoman.model import Reading, TimeMention, Token, When

Aspect = Literal["past", "perfect", "ongoing", "present", "future", "none"]
Side = Literal["any", "done", "ahead"]
"""Which dates are asked for: all, those that what is done can have, or only those after the publication."""

# A clause of its own: an expression inside it does not date what it hangs on.
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "dep")
# An expression that names a noun ("the 2011 deal", "Monday's meeting") does not date the verb over it.
_NAMING = ("nmod:poss", "compound", "nummod", "amod")


class Scene:
    """One sentence of a reading: `tree` its grammar, `times` the dates in it by the token from which each hangs.

    `lengths` are its lengths of time ("90 days"), by their head tokens too.
    """

    def __init__(self, reading: Reading, index: int) -> None:
        self.reading = reading
        self.index = index
        self.tree = tree_of(reading.sentences[index])
        self.times = _times(reading, self.tree)
        self.lengths = _lengths(reading, self.tree)
        self.now = frozenset(head for head, mention in _headed(reading, self.tree) if mention.value == "PRESENT_REF")
        self._aspects: dict[int, Aspect] = {}

    def time_under(self, i: int, side: Side = "any") -> tuple[int, When] | None:
        """The date that hangs on this token without a clause between, nearest in the grammar first; with its head token."""
        found = []
        for head, when in self.times.items():
            path = self._path(head, i)
            if side == "done" and head in self.now:
                continue  # "accused the bloc, now led by …"
            if path is not None and (side == "any" or (side == "ahead") == is_ahead(when, self.reading)):
                found.append((path, -_fineness(when), head))
        return (min(found)[2], self.times[min(found)[2]]) if found else None

    def _path(self, at: int, to: int) -> int | None:
        """Steps from a date up to the token that it dates; `None` where something between keeps it."""
        date, steps, named = at, 0, False
        if self.tree[at].head not in (-1, to) and self.tree[self.tree[at].head].upos == "NOUN" and self.preposition(at) == "since":
            return None  # "the sides, at war since 2020, agreed"
        while at != to:
            token = self.tree[at]
            if token.head < 0 or self.tree.is_rel(at, *_CLAUSES) or (named and self.tree[at].upos in ("NOUN", "PROPN")):
                return None
            if self.tree.is_rel(at, "conj") and token.upos in ("VERB", "AUX"):
                return None
            if steps > 0 and (self._is_apart(at) or (self.tree.is_rel(at, "obj") and self._is_of_past(token.head, date))):
                return None
            named = (steps == 0 and (token.rel in _NAMING or (token.rel == "nmod" and self.preposition(at) == "of"))) or (
                self.tree.is_rel(at, "conj") and steps == 0 and named
            )
            nearer = self._nearer(at) if steps == 0 else None
            at, steps = token.head if nearer is None else nearer, steps + 1
            if named and at != to:
                return None
        return steps

    def _is_apart(self, at: int) -> bool:
        """Whether a noun keeps its day for itself: "met ahead of a summit on Friday", "ended it following an attack on Friday"."""
        word = self.preposition(at)
        is_cause = word in ("following", "after", "amid", "over", "despite") and self.tree.lemmas[at] not in words("meetings")
        return word in ("ahead", "before", "prior") or is_cause

    def _nearer(self, at: int) -> int | None:
        """What a date stands beside where the parse has it at the verb: "a deal signed in May was …", "before talks on Friday".

        So does that with which something begins ("sign a truce starting Monday").
        """
        over = self.tree[at].head
        if over < 0 or not self.tree.is_rel(at, "obl"):
            return None
        beside = min(self.tree.subtree(at)) - 1
        if beside >= 0 and beside != over and self.tree[beside].xpos == "VBG" and self.is_listed(beside, "starting"):
            return beside
        if at < over:
            near = [p for s in self.tree.children(over, "nsubj") for p in self.tree.children(s, "acl") if p < at]
        else:
            apart = ("ahead", "before", "prior") if self.times[at].precision == "day" else ("ahead", "before", "prior", "after")
            near = [n for n in self.tree.children(over, "obl") if over < n < at and self.preposition(n) in apart]
            near = near or [n for n in self.tree.children(over, "obj") if n < at and self._is_of_past(over, at)]
        is_apart = any(self.tree[j].text == "," for n in near[-1:] for j in range(n, at))
        return near[-1] if near and not is_apart else None

    def _is_of_past(self, verb: int, at: int) -> bool:
        """Whether a verb tells in the present what somebody says of an act gone ("welcomes the signing on 8 March")."""
        start, told = self.times[at].start, self.reading.published.start
        is_gone = start is not None and told is not None and start < told
        return is_gone and self.is_listed(verb, "reacting") and self.tree[verb].xpos in ("VBZ", "VBP")

    def is_done(self, i: int) -> bool:
        """Whether the form of a verb tells the act as done, so that it cannot lie ahead of the report as a plan's day can."""
        is_bare = self.tree[i].xpos == "VB"
        return not is_bare and self.aspect(i) in ("past", "perfect") and not self.is_listed(i, "scheduling")

    def is_listed(self, i: int, name: str) -> bool:
        """Whether the lemma of a token is in a list; also of a participle that the language model left as it is ("resuming")."""
        lemma = self.tree.lemmas[i]
        stem = lemma.removesuffix("ing")
        return bool(words(name) & ({lemma} if stem == lemma else {lemma, stem, stem + "e"}))

    def preposition(self, i: int) -> str:
        """The word that marks a noun's place in the sentence ("since", "in"), else nothing."""
        marks = self.tree.children(i, "case", "mark")
        if len(marks) > 1 and any(token.upos in ("VERB", "AUX") for token in self.tree.tokens[marks[0] : marks[-1]]):
            # a parse that hangs the word of a clause on a noun inside it ("since they met in May")
            marks = marks[-1:]
        first = min(self.tree.subtree(i))
        if not marks and self.tree.words[max(first - 2, 0) : first] == ["ahead", "of"]:
            return "ahead"
        return self.tree.words[marks[0]] if marks else ""

    def verb_over(self, i: int) -> int | None:
        """The verb of the clause in which a noun stands."""
        while not self.tree.is_rel(i, "acl", "root", "ccomp", "advcl", "parataxis") and self.tree[i].head >= 0:
            i = self.tree[i].head
            if self.tree[i].upos in ("VERB", "AUX"):
                return i
        return None

    def branch(self, i: int, over: int) -> int:
        """The token under `over` through which `i` hangs on it."""
        while self.tree[i].head not in (over, -1):
            i = self.tree[i].head
        return i

    def modifiers(self, i: int) -> list[int]:
        """Adverbs and auxiliaries of a verb."""
        return self.tree.children(i, "advmod", "aux", "cc", "det")

    def is_negated(self, i: int) -> bool:
        """Whether "not", "never" or "no" denies the act."""
        near = [*self.modifiers(i), *(d for c in self.tree.children(i, "nsubj", "obj") for d in self.tree.children(c, "det"))]
        return any(self.tree.words[c] in ("not", "n't", "n\u2019t", "never", "no", "none") for c in near)

    def joins_same_time(self, i: int) -> bool:
        """Whether a clause happens together with the one that it hangs on: "when", "as", a relative one of time, a participle."""
        # "after which" is no "which"
        marks = [c for c in self.tree.children(i, "mark", "advmod", "obl") if c < i and self.preposition(c) not in words("after")]
        marked = {self.tree.words[c] for c in marks}
        if "where" in marked and self._is_place(self.tree[i].head):
            # "in Port Alda, where the sides met": a place, no time.
            return False
        if marked & words("same_time"):
            return True
        return self.tree[i].xpos == "VBG" and self.tree.is_rel(i, "advcl") and not self.tree.children(i, "mark")

    def reporting_over(self, i: int) -> int | None:
        """The verb of speech that reports this act: over it, or set beside it ("…, he said")."""
        at = i
        for _ in range(4):
            token = self.tree[at]
            beside = [c for c in self.tree.children(at, "parataxis") if is_reporting(self.tree[c])]
            if beside:
                return beside[0]
            if token.head < 0:
                return None
            if self.tree.is_rel(at, "ccomp", "parataxis") and is_reporting(self.tree[token.head]):
                return token.head
            if not self.tree.is_rel(at, "conj", "ccomp", "obj", "nsubj", "obl", "nmod"):
                return None
            at = token.head
        return None

    def aspect(self, i: int) -> Aspect:
        """What the form of a verb tells about its time; a noun tells nothing."""
        if i not in self._aspects:
            self._aspects[i] = self._aspect(i)
        return self._aspects[i]

    def _aspect(self, i: int) -> Aspect:
        token = self.tree[i]
        if token.upos in ("NOUN", "PROPN"):
            return "none"
        helpers = {self.tree.words[c] for c in self.tree.children(i, "aux", "cop", "mark")}
        is_to = token.xpos == "VB" and "to" in helpers and (self._is_planned(i) or bool(helpers & words("are")))  # "are to meet"
        is_future = bool(helpers & words("future")) or is_to
        is_perfect = bool(helpers & words("have")) and token.xpos in ("VBN", "VBD", "VBG")
        is_now = not is_perfect and (token.xpos in ("VBZ", "VBP") or bool(helpers & words("are")))
        # "until they meet" and "is scheduled" lie ahead
        is_future |= is_now and (bool(helpers & words("conditions")) or (token.xpos == "VBN" and self._is_set(i)))
        found: tuple[tuple[bool, Aspect], ...] = (
            (is_future, "future"),
            # the letters tell what a tag beside "has" can miss ("has threatened")
            (is_perfect and token.text.lower().endswith("ing"), "ongoing"),
            (is_perfect, "perfect"),
            (bool(helpers & words("were")) or token.xpos == "VBD", "past"),
            (token.xpos == "VBG" and bool(helpers & words("are")), "ongoing"),
            (bool(helpers & words("are")) or token.xpos in ("VBZ", "VBP"), "present"),
        )
        return next((aspect for holds, aspect in found if holds), None) or self._headless_aspect(i)

    def _is_set(self, i: int) -> bool:
        """As in "is scheduled": not in "is prepared to" and "is postponed", which are so already."""
        return self.is_listed(i, "scheduling") and not self.is_listed(i, "moving") and not self.tree.children(i, "xcomp")

    def _headless_aspect(self, i: int) -> Aspect:
        """A verb joined to another shares its helpers; a bare one tells nothing."""
        token = self.tree[i]
        if self.tree.is_rel(i, "conj") and token.head >= 0 and self.tree[token.head].xpos == token.xpos:
            return self.aspect(token.head)
        # in headlines, the ending tells what the tag can miss ("Teke meets envoys")
        is_third = token.xpos == "VB" and token.text.endswith("s") and not token.text.endswith("ss")
        return "present" if is_third and self.tree.children(i, "nsubj") and not self.tree.children(i, "aux", "mark") else "none"

    def is_addressing(self, i: int) -> bool:
        """Whether a verb addresses somebody or something in words ("urged", "called on", "called it a trap")."""
        to = {self.preposition(c) for c in self.tree.children(i, "obl")}
        is_of_words = bool(to & {"on", "upon"}) or bool(self.tree.children(i, "xcomp"))
        return self.is_listed(i, "addressing") or (self.is_listed(i, "calling") and is_of_words)

    def is_earlier(self, i: int) -> bool:
        """Whether "had" sets a verb before what is told."""
        is_participle = self.tree[i].xpos in ("VBN", "VBD")
        return is_participle and any(self.tree.words[c] in ("had", "'d", "\u2019d") for c in self.tree.children(i, "aux"))

    def is_urged(self, i: int) -> bool:
        """Whether "should", "must" or "ought" makes it a demand of the speaker, made when he spoke."""
        return any(self.tree.words[c] in ("should", "must", "ought") for c in self.tree.children(i, "aux"))

    def is_going_on(self, i: int) -> bool:
        """Whether a noun is told as something under way ("the current talks", "to continue the dialogue")."""
        token = self.tree[i]
        near = [*self.tree.children(i, "amod"), *([token.head] if token.head >= 0 and self.tree.is_rel(i, "obj") else [])]
        return any(self.tree.lemmas[c] in words("going_on") or self.tree.words[c] in words("going_on") for c in near)

    def _is_planned(self, i: int) -> bool:
        head = self.tree[i].head
        return head >= 0 and self.tree.lemmas[head] in words("planning")

    def definites(self, i: int) -> list[int]:
        """Nouns of the clause that point back ("the", "this", "that"): after "during", "in", "at", its subject, what it attends."""
        near = self.tree.children(i, "obl", "nsubj", "obj")
        return [
            c
            for c in near
            if self.is_definite(c)
            and (
                self.tree.is_rel(c, "nsubj")
                or self.preposition(c) in ("during", "at", "in")
                or (self.tree.is_rel(c, "obj") and self.is_listed(i, "attending"))
            )
        ]

    def _is_place(self, i: int) -> bool:
        """Whether the language model takes a token for the name of a place."""
        return any(name.first <= i <= name.last and name.label == "LOC" for name in self.tree.sentence.names)

    def is_direct(self, i: int) -> bool:
        """Whether a date hangs on this token itself."""
        found = self.time_under(i)
        return found is not None and self.tree[found[0]].head == i

    def is_known(self, i: int) -> bool:
        """Whether a noun is told as known: "the deal", "their deal"."""
        return self.is_definite(i) or bool(self.tree.children(i, "nmod:poss"))

    def is_definite(self, i: int) -> bool:
        """Whether "the", "this", "that" or "such" makes it one told before."""
        return any(self.tree.words[c] in ("the", "this", "that", "those", "these", "such") for c in self.tree.children(i, "det"))


@lru_cache(maxsize=256)  # the sentences of one long report, whose acts are dated one by one
def scene_of(reading: Reading, index: int) -> Scene:
    """The scene of one sentence, made once."""
    return Scene(reading, index)


def is_reporting(token: Token) -> bool:
    """Whether a token is a verb of speech."""
    return token.upos == "VERB" and token.lemma.lower() in words("reporting")


@cache
def words(name: str) -> frozenset[str]:
    """A list of `lexicon/en/when`, section `attach`."""
    return frozenset(table("en/when")["attach"][name])


def is_ahead(when: When, reading: Reading) -> bool:
    """Whether a date lies wholly after the publication."""
    end = reading.published.end
    return end is not None and when.start is not None and when.start > end


def _times(reading: Reading, tree: Tree) -> dict[int, When]:
    """The expressions that can date an act, by their head token. How often and how long give no date, but for known bounds."""
    found: dict[int, When] = {}
    for head, mention in _headed(reading, tree):
        is_bare_length = mention.kind == "DURATION" or mention.value.endswith("_REF")
        if mention.kind != "SET" and (mention.when.is_known or not is_bare_length):
            found.setdefault(head, mention.when)
    return found


class Length(msgspec.Struct, frozen=True):
    """A whole number of days (D), weeks (W), months (M) or years (Y), with the words that tell it."""

    count: int
    unit: str
    text: str


def _lengths(reading: Reading, tree: Tree) -> dict[int, Length]:
    """Lengths of time by the head token of their words."""
    found = {}
    for head, mention in _headed(reading, tree):
        told = re.fullmatch(r"P(\d+)([DWMY])", mention.value)
        if mention.kind == "DURATION" and told:
            found[head] = Length(int(told[1]), told[2], mention.span.of(reading.report.text))
    return found


def _headed(reading: Reading, tree: Tree) -> Iterator[tuple[int, TimeMention]]:
    """The expressions of time of a sentence, each with the token from which it hangs."""
    sentence = tree.sentence
    for mention in reading.times:
        if mention.start < sentence.start or mention.end > sentence.end:
            continue
        inside = [i for i, token in enumerate(tree.tokens) if mention.start < token.end and token.start < mention.end]
        head = next((i for i in inside if tree[i].head not in inside), None)
        if head is not None:
            yield head, mention


def _fineness(when: When) -> int:
    if when.start is None or when.end is None:
        return 0
    return 100_000 - (when.end - when.start).days
