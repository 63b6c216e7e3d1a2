"""Sources without a name ("a senior official", "the army"): actors in their own words where nothing better is known of them."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dragoman.extract.matching import is_of_class, name_label
from dragoman.extract.statements.scenes import Scene
from dragoman.ground.who.salience import HYPHENS
from dragoman.ground.who.words import words
from dragoman.language.tree import Tree
from dragoman.lexicon.actors import actor, named
from dragoman.lexicon.load import table
from dragoman.lexicon.states import demonym, metonym
from dragoman.model import Actor, ActorClaim, ActorKind, Alias, Claim, Evidence, Filler, Reading, Span, claim_id

KINDS: tuple[ActorKind, ...] = ("person", "group", "agency", "media")
# What stands before a noun and tells of what sort it is; determiners, numbers and possessors do not name
LONGEST = 5  # tokens of an "of" phrase that belongs to the name ("ministry of defence")
# Classes of nouns for people and bodies, and endings of those who do something ("saboteurs", "pensioners")
PEOPLE = ("political", "crowd", "person", "prisoners")
# Classes of those who stand for a party that grounding knows or should know ("the army", "the rivals", "the premier")
STANDING = ("forces", "government", "parties", "office", "envoy")
STANDS = 0.6  # from this probability such words, and names that grounding does not know, tell who acts
PLAIN = 0.7  # from this probability a noun that is none for people tells who acts or is acted upon (dev part)
THINGS = ("weapons", "attack")  # "a shell killed" nobody's hand
DOERS = ("ist", "ian", "ant", "eer", "eur", "man", "woman", "er", "or")
QUALIFIERS = frozenset({"ADJ", "NOUN", "PROPN"})


def find_unnamed(scene: Scene, at: int, head: int | None, *, is_source: bool = False) -> Actor | None:
    """The actor that a noun phrase names by its words alone; `None` where its noun is none of a source.

    `is_source` says that the language model takes the noun for one, whatever noun it is ("the county administrator").
    """
    if head is None or scene.trees[at][head].upos not in ("NOUN", "PROPN"):
        return None
    tree = scene.trees[at]
    kind = _kind(tree.lemmas[head])
    if kind is None and is_source and tree[head].upos == "NOUN":
        kind = "person"
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
        while tree[last].xpos == "POS" or tree[last].upos in ("ADP", "CCONJ", "DET", "PUNCT"):
            last -= 1  # cut within "the head of the Union's council"
    is_many = tree[head].xpos == "NNS" and kind == "person"
    return _known_by(scene.text, tree.span([first, last]), "group" if is_many else kind)


def by_its_words(reading: Reading, tree: Tree, filler: Filler, head: int) -> Actor | None:
    """Whoever acts without a name ("villagers", "armed men"), by the words around the head of a filler; `None` for things.

    Of those acted upon people and bodies count, and other nouns where the model is plainly sure of them ("stormed schools").
    Words for a party that grounding may know ("both sides", "the police") count where the model is sure of them and grounding
    knew nobody.
    """
    if tree[head].upos != "NOUN" or _is_of_next(tree, head):
        return None
    noun = tree.lemmas[head]
    kind = _kind(noun)
    is_people = _are_people(tree, head)
    is_standing = any(is_of_class(tree, head, c) for c in STANDING)
    is_thing = not is_people and (filler.probability < PLAIN or any(is_of_class(tree, head, c) for c in THINGS))
    if is_thing or (is_standing and filler.probability < STANDS):
        return None
    return _known_by(reading.report.text, tree.span(phrase(tree, head)), kind if kind and kind != "person" else "group")


def _is_of_next(tree: Tree, head: int) -> bool:
    """Whether a noun only says of what kind the noun behind it is ("the monitoring committee", "the caretaker system")."""
    return tree.is_rel(head, "compound") and tree[head].head > head and tree[tree[head].head].upos == "NOUN"


def by_its_name(reading: Reading, tree: Tree, filler: Filler, head: int) -> Actor | None:
    """Whoever acts by a name that grounding does not know ("the Tirkwen"), where the model is plainly sure of it."""
    is_thing = tree.words[head] in words("things", "nouns")  # "the Exchange Agreement"
    if tree[head].upos != "PROPN" or filler.role != "actor" or filler.probability < STANDS or is_thing:
        return None
    first = next(i for i in range(filler.first, head + 1) if tree[i].upos not in ("DET", "ADP", "PUNCT"))
    is_person = name_label(tree, head) == "PER"
    return _known_by(reading.report.text, tree.span([first, filler.last]), "person" if is_person else "group")


def stands_for(tree: Tree, head: int) -> int:
    """The noun of its sentence that "who" or "they" stands for where nobody by name is meant ("Envoys said they had agreed")."""
    if tree[head].upos != "PRON":
        return head
    if tree.words[head] in ("who", "which", "that"):
        return next((tree[a].head for a in (head, *tree.ancestors(head)) if tree[a].rel == "acl:relcl"), head)
    above = [s for a in tree.ancestors(head) for s in tree.children(a, "nsubj") if s < head and tree[s].upos in ("NOUN", "PROPN")]
    is_object = tree.is_rel(head, "obj", "iobj") and tree.is_rel(tree[head].head, "conj")
    nearest = [] if is_object else above[:1]
    meant = [s for s in nearest if _agrees(tree, head, s)] or [o for o in _acted_upon(tree, head) if _agrees(tree, head, o)]
    return meant[0] if len(meant) == 1 else head


def _acted_upon(tree: Tree, head: int) -> list[int]:
    """The nouns acted upon in the clause with which that of a pronoun is coordinated ("took eleven people and let | them | go")."""
    verb = tree[head].head
    return [o for o in tree.children(tree[verb].head, "obj", "iobj") if o < head] if tree.is_rel(verb, "conj") else []


def _agrees(tree: Tree, pronoun: int, noun: int) -> bool:
    """Whether a noun is for people, and so many as a pronoun."""
    many = {"they": True, "them": True, "he": False, "him": False, "she": False, "her": False}.get(tree.words[pronoun])
    is_many = tree[noun].xpos in ("NNS", "NNPS") or bool(tree.children(noun, "conj"))
    return _are_people(tree, noun) and many == is_many


def _are_people(tree: Tree, head: int) -> bool:
    """Whether a noun is for people or a body."""
    noun = tree.lemmas[head]
    return _kind(noun) is not None or any(is_of_class(tree, head, c) for c in PEOPLE) or noun.endswith(DOERS)


def phrase(tree: Tree, head: int) -> list[int]:
    """The words that name whoever a noun is: itself, what stands right before it and describes it, an "of" behind it."""
    first, last = head, head
    while first > 0 and tree[first - 1].head in range(first, head + 1) and tree.is_rel(first - 1, "amod", "compound"):
        first -= 1
        while first > 1 and tree[first - 1].text in HYPHENS and tree[first - 1].start == tree[first - 2].end:
            first -= 2  # "the eastern-based parliament"
    belongs = [c for c in tree.children(head, "nmod") if c > head and tree.words[head + 1] == "of"]
    if belongs and max(tree.subtree(belongs[0])) <= head + LONGEST:
        last = max(tree.subtree(belongs[0]))
    return list(range(first, last + 1))


def in_its_words(reading: Reading, tree: Tree, head: int) -> Actor | None:
    """The people or body that a noun tells of, by the noun and what qualifies it ("the two armies"); `None` for things."""
    kind = _kind(tree.lemmas[head])
    if tree[head].upos != "NOUN" or not (kind or any(is_of_class(tree, head, c) for c in (*PEOPLE, *STANDING))):
        return None
    before = [t for c in tree.children(head, "amod", "compound") if c < head for t in tree.subtree(c)]
    before = [t for t in before if tree[t].upos not in ("CCONJ", "ADP", "PUNCT")]
    if tree.words[head] == "force" and not before and not tree.children(head, "det"):
        return None  # "removed by force"
    span = tree.span([min((*before, head)), head])
    return _known_by(reading.report.text, span, kind if kind and kind != "person" else "group")


def _known_by(text: str, span: Span, kind: ActorKind) -> Actor:
    name = " ".join(span.of(text).split())
    return Actor(id="~" + re.sub(r"\W+", "-", name.casefold()).strip("-"), name=name, kind=kind)


def government(name: str) -> Actor | None:
    """The state that a place acts for ("returned to Varenia", "at the request of Belisk"); `None` for other names."""
    state = demonym(name)
    id_ = metonym(name) or (state.id if state else next((a.id for a in named(name) if a.kind == "state"), None))
    found = actor(id_) if id_ else None
    return replace(found, aliases=(*found.aliases, Alias(name))) if found else None


def _kind(noun: str) -> ActorKind | None:
    """The kind of actor that a noun names, also by its last part ("secretary-general") or written like a name ("Envoys")."""
    forms = (noun, noun.removesuffix("s"), noun.rpartition("-")[2])
    return next((kind for form in forms for kind in KINDS if form in table("en/cues")["unnamed"][kind]), None)


def parties(reading: Reading, told: Iterable[tuple[Actor, Evidence]], room: str, ordinal: int) -> Iterator[Claim]:
    """An actor claim for each party without a name, resting on the first words that tell of it; `ordinal` is the first one's."""
    first: dict[str, tuple[Actor, Evidence]] = {}
    for party, clause in told:
        first.setdefault(party.id, (party, clause))
    for n, of in enumerate(sorted(first), start=ordinal):
        party, clause = first[of]
        yield Claim(
            id=claim_id(reading.report.id, "actor", clause.span, n),
            report=reading.report.id,
            body=ActorClaim(party),
            trigger=clause,
            evidence=(clause,),
            rule=f"{room}.unnamed",
            why="A party that the report does not name, known by these words alone.",
            confidence=0.7,
        )
