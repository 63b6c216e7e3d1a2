"""Acts that are put off or called off: talks that somebody postpones are not held, and are planned for the day they move to."""

from collections.abc import Iterator

import msgspec

from dragoman.extract.events.draft import Draft
from dragoman.extract.events.roles import Parts
from dragoman.extract.lexemes import Frame, event_nouns
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import Predicate
from dragoman.ground.attach import time_of
from dragoman.ground.scenes import words
from dragoman.ground.who.phrases import prepositions
from dragoman.language.tree import Tree
from dragoman.model import Reading

LEFT = ("CONSULT", "AGREE", "GOVERN")  # acts that are set for a day
TO = frozenset({"to", "until", "till", "for"})


def beside(reading: Reading, tree: Tree, d: Draft) -> Iterator[Draft]:
    """One act, and the act that it leaves of another ("postponed the talks" leaves talks, denied); each on its new day.

    On the day that they were set for, where that is told, they are not held.
    """
    for one in (d, _object(tree, d)):
        new = None if one is None else _on_new_day(reading, tree, one)
        if one is not None and (new is None or time_of(reading, one.sentence, one.predicate.token, "denied")[0].is_known):
            yield one
        if new is not None:
            yield new


def _object(tree: Tree, d: Draft) -> Draft | None:
    """The act of the object noun that a frame leaves standing; talks that nobody called off are not denied."""
    frame, noun = d.predicate.entry, d.predicate.noun
    if not isinstance(frame, Frame) or not frame.also or noun is None:
        return None
    name = "election" if is_of_class(tree, noun, "election") else tree.lemmas[noun]
    entry = next((e for e in event_nouns().get(name, ()) if e.type in LEFT), None)
    if entry is None or (frame.also != "same" and d.modality not in ("occurred", "ongoing")):
        return None
    everyone = Parts(
        actors=tuple(dict.fromkeys((*d.parts.actors, *d.parts.recipients))), mediators=d.parts.mediators, hosts=d.parts.hosts
    )
    return Draft(
        sentence=d.sentence,
        predicate=Predicate(token=noun, entry=entry, args=d.predicate.args),
        parts=everyone,
        modality=d.modality if frame.also == "same" else "denied",
        why=f"“{tree[d.predicate.token].text}”",
        type=entry.type,
    )


def _on_new_day(reading: Reading, tree: Tree, d: Draft) -> Draft | None:
    """An act as planned for the day that it is put off to: "the signing was postponed until May 20"."""
    verb = _moving(tree, d.predicate) if d.modality == "denied" else -1
    if verb < 0:
        return None
    days = {s for t in reading.times if t.kind in ("DATE", "TIME") for s in range(t.start, t.end)}
    new = next((c for c in tree.children(verb, "obl") if tree[c].start in days and TO & prepositions(tree, c)), None)
    if new is None:
        return None
    return msgspec.structs.replace(d, modality="planned", why=f"“{tree[verb].text}” to a new day", timed_by=new)


def _moving(tree: Tree, predicate: Predicate) -> int:
    """The verb that puts an act off, which may name it too ("the vote was postponed"); else -1."""
    at = predicate.token
    while tree[at].upos != "VERB" and tree[at].head >= 0 and tree.is_rel(at, "nsubj", "obj", "nmod", "compound"):
        at = tree[at].head
    return at if tree.lemmas[at] in words("moving") else -1
