"""Sources without a name ("a senior official", "the army"): actors in their own words where nothing better is known of them."""

import re

from dragoman.extract.scenes import Scene
from dragoman.lexicon.load import table
from dragoman.model import Actor, ActorKind

KINDS: tuple[ActorKind, ...] = ("person", "group", "agency", "media")
# What stands before a noun and tells of what sort it is; determiners, numbers and possessors do not name
LONGEST = 5  # tokens of an "of" phrase that belongs to the name ("ministry of defence")
QUALIFIERS = frozenset({"ADJ", "NOUN", "PROPN"})


def find_unnamed(scene: Scene, at: int, head: int | None) -> Actor | None:
    """The actor that a noun phrase names by its words alone; `None` where its noun is none of a source."""
    if head is None or scene.trees[at][head].upos not in ("NOUN", "PROPN"):
        return None
    tree = scene.trees[at]
    kind = _kind((tree[head].lemma or tree[head].text).casefold())
    if kind is None:
        return None
    first, last = head, head
    while (
        first > 0
        and (tree[first - 1].upos in QUALIFIERS or tree[first - 1].text == "-")
        and not tree.is_rel(first - 1, "obl", "root")
    ):
        first -= 1
    belongs = [c for c in tree.children(head, "nmod") if c > head and tree[head + 1].text == "of"]
    if first == head and belongs:
        last = min(max(tree.subtree(belongs[0])), head + LONGEST)
    name = " ".join(scene.text[tree[first].start : tree[last].end].split())
    is_many = tree[head].xpos == "NNS" and kind == "person"
    return Actor(id="~" + re.sub(r"\W+", "-", name.casefold()).strip("-"), name=name, kind="group" if is_many else kind)


def _kind(noun: str) -> ActorKind | None:
    return next((kind for kind in KINDS if noun in table("en/cues")["unnamed"][kind]), None)
