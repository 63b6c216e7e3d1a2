"""How long an act took, and how far from another it lies: "agreed on Friday after five days of talks", "a day after the call"."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from dragoman.ground.scenes import Length, Scene, words
from dragoman.ground.telling import Answer
from dragoman.ground.when import days
from dragoman.ground.when.days import Bounds
from dragoman.language.tree import Tree


class Course(msgspec.Struct, frozen=True):
    """An act of some days: `verb` is what has its last day, or its first."""

    length: Length
    verb: int
    is_last: bool

    def days(self, day: dt.date) -> Bounds:
        """All its days, of which this one is the last or the first."""
        way = -1 if self.is_last else 1
        other = days.step(day, way * self.length.count, self.length.unit)
        other = other and days.step(other, -way, "D")
        return Bounds(other, day) if self.is_last else Bounds(day, other)


def courses(scene: Scene, i: int) -> Iterator[Course]:
    """What tells the first or last day of an act that is said to have taken days: of a noun, or of a verb that holds a meeting."""
    tree = scene.tree
    if tree[i].upos in ("NOUN", "PROPN"):
        nouns = [i]
    else:  # who ends a siege of five days does so on the last of them
        phrases = [c for c in tree.children(i, "obj", "nsubj", "obl") if _is_bare(scene, c)]
        nouns = [n for p in phrases for n in (p, *tree.children(p, "nmod")) if tree.lemmas[n] in words("meetings")]
    for noun in nouns:
        found = _long(scene, noun)
        if found is None or (noun != i and not _is_bare(scene, found)):
            continue
        for phrase in dict.fromkeys((found, noun)):
            yield from _bounds(scene, phrase, scene.lengths[found])


def _long(scene: Scene, noun: int) -> int | None:
    """The length of an act ("five days of talks", "two-day talks", "talks that lasted three days"), as its head token."""
    tree, head = scene.tree, scene.tree[noun].head
    if head in scene.lengths and tree.is_rel(noun, "nmod"):
        return head
    of = next((c for c in tree.children(noun, "case") if tree.words[c] == "of"), 0)
    if of - 1 in scene.lengths:
        return of - 1  # also where a parse hangs the act beside it
    lasting = [c for c in tree.children(noun, "acl") if tree.lemmas[c] == "last"]
    own = [c for c in tree.children(noun, "amod", "compound", "nummod") if c < noun]
    own += [c for verb in lasting for c in tree.children(verb, "obj", "obl")]
    return next((c for c in own if c in scene.lengths), None)


def _bounds(scene: Scene, phrase: int, length: Length) -> Iterator[Course]:
    tree = scene.tree
    if scene.preposition(phrase) in ("after", "following") or _is_end(scene, phrase):
        yield from (Course(length, verb, is_last=True) for verb in tree.ancestors(phrase) if tree[verb].upos == "VERB")
    over = [tree[phrase].head] if tree.is_rel(phrase, "obj", "nsubj", "obl") and _is_bare(scene, phrase) else []
    for verb in [*over, *tree.children(phrase, "acl")]:
        for name in ("ending", "starting"):
            if scene.is_listed(verb, name):
                yield Course(length, verb, is_last=name == "ending")


def _is_bare(scene: Scene, phrase: int) -> bool:
    """Whether a phrase is subject or object, also where a parse takes "ended two days of talks" for a time when something ended."""
    return not scene.tree.is_rel(phrase, "obl") or scene.preposition(phrase) in ("", "of")


def _is_end(scene: Scene, phrase: int) -> bool:
    """As in "at the end of two days of talks"."""
    head = scene.tree[phrase].head
    return head >= 0 and scene.tree.is_rel(phrase, "nmod") and scene.tree.lemmas[head] in words("ends")


def distance(scene: Scene, i: int) -> tuple[Length, int] | None:
    """How far an act lies from what it is told beside, and whether after (1) or before it (-1): "a day after the call" is -1."""
    marks = [m for m in scene.tree.children(i, "case", "mark") if scene.tree.words[m] in ("after", "before") and m > 0]
    for mark in marks[:1]:
        way = -1 if scene.tree.words[mark] == "after" else 1
        if mark - 1 in scene.lengths:
            return scene.lengths[mark - 1], way
        if scene.tree.words[mark - 1] in words("moments"):
            return Length(0, "D", f"{scene.tree[mark - 1].text} {scene.tree[mark].text}"), way
    return None


def looks_back(scene: Scene, head: int) -> bool:
    """As in "the first talks in two years", "the worst since": what is told as the first or the most of a time has it behind."""
    tree, over = scene.tree, scene.tree[head].head
    # "the highest officer captured by rebels in 50 years": the length hangs on what was done to him
    told = [over, tree[over].head] if over >= 0 and tree.is_rel(over, "acl") else [over] if over >= 0 else []
    most = [c for noun in told for c in tree.children(noun, "amod")]
    if any(tree.words[c] in words("firsts") or (len(told) > 1 and _is_most(tree, c)) for c in most):
        return True
    at = min(scene.tree.subtree(head))
    while at > 0 and scene.tree[at - 1].upos in ("NOUN", "PROPN", "ADJ", "ADV", "NUM", "PART"):
        at -= 1
        if scene.tree[at].xpos in ("JJS", "RBS") or scene.tree.words[at] in words("firsts"):
            return True
    return False


def is_first_since(scene: Scene, head: int) -> bool:
    """As in "the first talks since 2015": the date is that of what came before."""
    return scene.preposition(head) == "since" and looks_back(scene, head)


def _is_most(tree: Tree, i: int) -> bool:
    return tree[i].xpos == "JJS" or any(tree[c].xpos == "RBS" for c in tree.children(i, "advmod"))


def toll(scene: Scene, i: int, _depth: int) -> Answer | None:
    """As in "the war has killed 9,000": the toll of a whole war is of no one day; it was counted by the publication."""
    end, tree = scene.reading.published.end, scene.tree
    if end is None or not scene.is_listed(i, "tolls") or scene.aspect(i) not in ("past", "perfect"):
        return None
    over = [tree[i].head] if tree.is_rel(i, "acl") and scene.aspect(i) == "perfect" else []
    subjects = [] if scene.aspect(i) == "past" else tree.children(i, "nsubj")
    within = [c for c in tree.children(i, "obl") if scene.preposition(c) in ("in", "during", "by")]
    if not any(tree.lemmas[c] in words("wars") for c in (*over, *subjects, *within)):
        return None
    return days.when(Bounds(None, end), anchor="published"), "the toll of a war up to the report"
