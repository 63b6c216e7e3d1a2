"""Answers: whoever accepts or refuses what was asked of him or offered to him answers the one who asked or offered it."""

from collections.abc import Sequence

import msgspec

from dragoman.extract.events.draft import Draft

ANSWERS = frozenset({"AGREE", "REJECT"})
ASKING = frozenset({"AGREE", "REQUEST"})  # offers and invitations are AGREE too
NEAR = 1  # sentences back within which an answer finds what it answers


def answering(d: Draft, before: Sequence[Draft]) -> Draft:
    """An answer that names nobody whom it is given, with those who asked: "Kestria invited the envoy, and he accepted"."""
    if d.type not in ANSWERS or not d.predicate.is_verbal or d.predicate.entry.symmetric or d.parts.recipients:
        return d
    mine = set(d.parts.actors)
    asked = (
        a.parts.actors
        for a in reversed(before)
        if a.type in ASKING and d.sentence - a.sentence <= NEAR and mine & {*a.parts.recipients} and mine.isdisjoint(a.parts.actors)
    )
    return msgspec.structs.replace(d, parts=msgspec.structs.replace(d.parts, recipients=next(asked, ())))
