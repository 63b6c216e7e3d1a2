"""Stance: support of or opposition to an actor or an issue, where the reporting verb says so by itself.

Nothing is guessed from the content.
"""

from typing import Literal

from dragoman.extract.issues import issues_of
from dragoman.extract.statements.attributed import Attribution
from dragoman.extract.statements.scenes import Scene
from dragoman.extract.statements.sources import ground

Stance = Literal["support", "oppose"]
# Frames in which the verb is about its object; in the others it is about what is said
ABOUT_OBJECT = frozenset({"object", "of", "for", "as", "on"})


def find_stance(scene: Scene, one: Attribution) -> tuple[Stance | None, str | None]:
    """The stance of an attribution and the one actor that it is toward, or the one issue where nobody is named.

    `(None, None)` where the words do not make it plain.
    """
    if one.stance not in ("support", "oppose") or one.frame not in ABOUT_OBJECT:
        return None, None
    tree = scene.trees[one.sentence]
    found = [actor for c in tree.children(one.token, "obj") for actor in ground(scene, one.sentence, c, tree.span(tree.subtree(c)))]
    held = [
        m.actors
        for m in scene.reading.mentions
        if m.sentence == one.sentence and m.form != "pronoun" and one.content[0].holds(m.span)
    ]
    inside = [actor for actors in held for actor in actors] if one.frame == "object" else []
    toward = {actor for actor in found or inside if actor not in one.sources}
    stance: Stance = "support" if one.stance == "support" else "oppose"
    about = toward or (set(issues_of(one.content[0].of(scene.text))) if one.frame == "object" else set())
    return (stance, min(about)) if len(about) == 1 else (None, None)
