"""Sources grounded: which actors the words that name a source stand for."""

from dragoman.extract.arguments import prepositions
from dragoman.extract.statements.scenes import Scene
from dragoman.language.tree import Tree
from dragoman.lexicon.load import table
from dragoman.model import Mention, Span


def ground(scene: Scene, at: int, head: int | None, source: Span | None) -> tuple[str, ...]:
    """The actors that a source stands for, in text order: those coordinated in it all together; none where nobody is known."""
    if source is None:
        return ()
    if head is None:
        return find_by_name(scene, source)
    found = [actor for i in parts(scene, at, head) for actor in ground_one(scene, at, i, source)]
    return tuple(dict.fromkeys(found))


def parts(scene: Scene, at: int, head: int) -> list[int]:
    """The nouns and names coordinated in a source, the first one first; the parser may hang the second on the first one's name."""
    tree = scene.trees[at]
    head = _counted(tree, head)
    beside = tree.children(tree[head].head, "nsubj") if tree.is_rel(head, "nsubj") else []
    loose = [t for t in (*tree.children(head, "flat"), *beside) if t != head and _is_joined(tree, max(t, head))]
    named = [k for a in tree.children(head, "appos", "flat") for k in tree.conjuncts(a) if k != a and tree[k].upos == "PROPN"]
    told = [i for i in tree.conjuncts(head) if i == head or tree[i].upos in ("NOUN", "PROPN", "PRON")]
    return list(dict.fromkeys((*(t for t in loose if t < head), *told, *named, *loose)))


def _is_joined(tree: Tree, i: int) -> bool:
    """Whether "and" leads to a name or to the office before it, whatever the parser hung the name on."""
    led = [c for t in (i, *tree.children(i, "nmod", "compound")) for c in tree.children(t, "cc")]
    return tree[i].upos == "PROPN" and any(c < i for c in led)


def _counted(tree: Tree, head: int) -> int:
    """The noun of which a number or a pronoun takes a part ("two of the sources"), else the word itself."""
    is_part = tree[head].upos in ("NUM", "PRON", "DET", "ADJ")
    is_led = head + 1 < len(tree.tokens) and tree.words[head + 1] == "of"
    whole = [c for c in tree.children(head, "nmod") if tree[c].upos == "NOUN" and (is_led or "of" in prepositions(tree, c))]
    return whole[0] if is_part and whole else head


def ground_one(scene: Scene, at: int, head: int, source: Span) -> tuple[str, ...]:
    """The actors of the mention that hangs on this token, else of its appositions, its phrase's last name, an earlier mention."""
    tree = scene.trees[at]
    if named := _named_last(scene, at, head, source):
        return named
    mentions = [m for m in scene.reading.mentions if m.sentence == at]
    people = {a.id for a in scene.reading.actors if a.kind == "person"}
    names = {m.head for m in mentions if m.form == "name" and people.issuperset(m.actors)}
    is_somebody = head in names or tree.lemmas[head].casefold() in table("en/cues")["unnamed"]["person"]
    behind = [i for i in tree.children(head, "appos") if i in names and is_somebody]
    for i in (*behind, head, *tree.children(head, "appos", "flat")):  # "Varenia's minister, Osmar Teke": he, not his state
        held = [m for m in mentions if m.head == i or m.start <= tree[i].start < m.end]
        if held and not _is_somebody_else(scene, at, head, _fullest(held)):
            meant = _fullest(held)
            return (_holder(scene, at, head, meant.actors) if meant.form == "description" else ()) or meant.actors
    inside = [m for m in mentions if source.holds(m.span) and m.form == "name" and tree[m.head].head == head and m.head > head]
    if inside and not _is_somebody_else(scene, at, head, inside[-1]):
        return inside[-1].actors
    if tree[head].upos == "PROPN":
        return find_by_name(scene, source)
    before = _told_before(scene, at, head)
    return _holder(scene, at, head, before) or before


def _holder(scene: Scene, at: int, head: int, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Who "the minister" is, where that means only his state: the last one named with the word ("the minister, Osmar Teke")."""
    kinds, noun = {a.id: a.kind for a in scene.reading.actors}, scene.trees[at].lemmas[head]
    if {kinds.get(actor) for actor in actors} != {"state"} or noun not in table("en/cues")["unnamed"]["person"]:
        return ()
    named = [
        m for m in scene.reading.mentions if m.sentence < at and m.form == "name" and {kinds.get(a) for a in m.actors} == {"person"}
    ]
    beside = [
        m for m in named if (tree := scene.trees[m.sentence]).is_rel(m.head, "appos") and tree.lemmas[tree[m.head].head] == noun
    ]
    return beside[-1].actors if beside else ()


def _named_last(scene: Scene, at: int, head: int, source: Span) -> tuple[str, ...]:
    """The person whose name ends the phrase of an office ("Front leader in Hesk Osmar Teke"), whatever the name was hung on.

    After a preposition or another office the name is somebody else's ("an aide to President Teke").
    """
    tree, words = scene.trees[at], source.of(scene.text)
    names = [a for a in scene.reading.actors if a.kind == "person" and " " in a.name and words.endswith(f" {a.name}")]
    first = next((t for t in range(len(tree.tokens)) if names and tree[t].start == source.end - len(names[0].name)), 0)
    if tree[head].upos != "NOUN" or len(names) != 1 or first <= head + 1:
        return ()
    is_office = tree.lemmas[first - 1].casefold() in table("en/cues")["unnamed"]["person"]
    return () if is_office or tree[first - 1].upos not in ("NOUN", "PROPN") else (names[0].id,)


def _is_somebody_else(scene: Scene, at: int, head: int, mention: Mention) -> bool:
    """Whether a phrase only names the person that it belongs to ("a spokesman for Teke" is not Teke)."""
    tree = scene.trees[at]
    persons = {a.id for a in scene.reading.actors if a.kind == "person"}
    if tree[head].upos != "NOUN" or not persons.issuperset(mention.actors):
        return False
    below = [t for c in tree.children(head, "nmod") for t in tree.subtree(c)]
    named = [m for m in scene.reading.mentions if m.sentence == at and m.form == "name" and m.actors == mention.actors]
    return any(m.head in below for m in named) and not tree.children(head, "appos", "flat")


def _told_before(scene: Scene, at: int, head: int) -> tuple[str, ...]:
    """The actors of the last earlier mention with the same noun, where "the" and the noun are all there is ("the mission said")."""
    tree = scene.trees[at]
    dependents = [tree.words[c] for c in tree.children(head, "det", "amod", "compound", "nmod")]
    if tree[head].upos != "NOUN" or dependents != ["the"]:
        return ()
    noun = tree.lemmas[head]
    found = [m for m in scene.reading.mentions if m.sentence < at and scene.trees[m.sentence].lemmas[m.head] == noun]
    return found[-1].actors if found else ()


def find_by_name(scene: Scene, source: Span) -> tuple[str, ...]:
    """The one actor of the report whose name ends with these words, whatever their case ("TEKE:")."""
    words = source.of(scene.text).casefold().split()
    found = [a.id for a in scene.reading.actors if words and a.name.casefold().split()[-len(words) :] == words]
    return (found[0],) if len(found) == 1 else ()


def _fullest(mentions: list[Mention]) -> Mention:
    """The longest mention."""
    return max(mentions, key=lambda m: (m.end - m.start, -m.start))
