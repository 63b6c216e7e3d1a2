"""Sources grounded: which actors the words that name a source stand for."""

from dragoman.extract.scenes import Scene
from dragoman.model import Mention, Span


def ground(scene: Scene, at: int, head: int | None, source: Span | None) -> tuple[str, ...]:
    """The actors that a source stands for, in text order: those coordinated in it all together; none where nobody is known."""
    if source is None:
        return ()
    if head is None:
        return _by_name(scene, source)
    tree = scene.trees[at]
    found = [actor for i in tree.conjuncts(head) for actor in _of_token(scene, at, i, source)]
    return tuple(dict.fromkeys(found))


def _of_token(scene: Scene, at: int, head: int, source: Span) -> tuple[str, ...]:
    """The actors of the mention that hangs on this token, else of its appositions and of the name that its phrase ends with."""
    tree = scene.trees[at]
    mentions = [m for m in scene.reading.mentions if m.sentence == at]
    for i in (head, *tree.children(head, "appos", "flat")):
        held = [m for m in mentions if m.head == i or m.start <= tree[i].start < m.end]
        if held:
            return _fullest(held).actors
    inside = [m for m in mentions if source.holds(m.span) and m.form == "name" and tree[m.head].head == head and m.head > head]
    return inside[-1].actors if inside else _by_name(scene, source) if tree[head].upos == "PROPN" else ()


def _by_name(scene: Scene, source: Span) -> tuple[str, ...]:
    """The one actor of the report whose name ends with these words, whatever their case ("TEKE:")."""
    words = source.of(scene.text).casefold().split()
    found = [a.id for a in scene.reading.actors if words and a.name.casefold().split()[-len(words) :] == words]
    return (found[0],) if len(found) == 1 else ()


def _fullest(mentions: list[Mention]) -> Mention:
    """The longest mention."""
    return max(mentions, key=lambda m: (m.end - m.start, -m.start))
