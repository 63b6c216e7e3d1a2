"""What the day of an act says of its modality: what is to come is no deed yet, and what was done on a day gone is no plan."""

from dragoman.extract.predicates import Predicate
from dragoman.ground.scenes import is_ahead
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Modality, Reading, When

Told = tuple[Modality, str]
"""A modality, and a short reason for it."""


def by_day(reading: Reading, tree: Tree, predicate: Predicate, told: Told, heard: Told) -> Told:
    """What is heard of an act, unless its own day says otherwise; `told` is what its words alone tell."""
    days = _own(reading, tree, predicate)
    form = tree[predicate.token].xpos
    is_dated = bool(days) and all(day.is_known for day in days)
    is_open = not predicate.is_verbal or form in ("VBZ", "VBP", "VBG")
    if heard[0] in ("occurred", "ongoing") and is_open and is_dated and all(_is_plainly_ahead(reading, day) for day in days):
        return "planned", "its day lies ahead"  # "the talks on May 5", "meets on May 5"
    if heard[0] != "planned" or told[0] != "occurred":
        return heard
    if not predicate.is_verbal:
        return told if _has_happened(tree, predicate.token) else heard
    if _is_beside(tree, predicate.token):
        return told  # "wrote to him, scrapping the summit set for May"
    is_past = form == "VBD" and is_dated and not any(is_ahead(day, reading) for day in days)
    return told if is_past else heard  # "held a summit on Friday"


def _has_happened(tree: Tree, noun: int) -> bool:
    """Whether a clause on a noun tells in the past what it did: "ahead of the talks that took place on Monday"."""
    return any(tree[c].xpos == "VBD" and tree[c].rel == "acl:relcl" for c in tree.children(noun, "acl"))


def _is_beside(tree: Tree, verb: int) -> bool:
    """Whether a verb is a bare participle that tells what was done by, or together with, the act above it."""
    return tree[verb].xpos == "VBG" and tree.is_rel(verb, "advcl", "acl") and not tree.children(verb, "mark", "aux")


def _own(reading: Reading, tree: Tree, predicate: Predicate) -> list[When]:
    """The days told right beside the word for an act."""
    beside = [tree.span([c]) for c in tree.children(predicate.token, "nmod", "obl", "nummod", "compound", "advmod")]
    return [t.when for t in reading.times if t.kind in ("DATE", "TIME") and any(t.span.overlaps(span) for span in beside)]


def _is_plainly_ahead(reading: Reading, day: When) -> bool:
    """The name of a weekday alone is read ahead or back by the verb of its clause: by itself it tells neither."""
    return is_ahead(day, reading) and day.text.casefold() not in table("en/when")["words"]["weekday"]
