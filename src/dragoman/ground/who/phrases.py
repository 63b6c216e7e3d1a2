"""Noun phrases taken apart: head noun, determiner, what qualifies it, and the names inside."""

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.ground.who.words import lemma, singular, words
from dragoman.language.tree import Tree
from dragoman.lexicon.states import metonym
from dragoman.model import Mention


class Phrase(NamedTuple):
    """A noun phrase. Indices are tokens; `before` are those that qualify the head from the left, without determiners."""

    sentence: int
    head: int
    first: int
    noun: str
    plural: bool
    determiner: str
    owner: int | None
    before: tuple[int, ...]
    names: tuple[Mention, ...]


def phrase_at(tree: Tree, sentence: int, head: int, mentions: list[Mention]) -> Phrase:
    """The noun phrase of a noun; `mentions` are the names of its sentence."""
    owner = next((c for c in tree.children(head, "nmod:poss") if c < head), None)
    below = [
        c
        for c in tree.children(head, "amod", "compound", "nummod", "det", "nmod:desc", "advmod", "obl", "punct", "case")
        if c < head
    ]
    below += [owner] if owner is not None and tree[owner].upos == "PRON" else []
    first = _leftmost(tree, head, below)
    beside = next(
        (m for m in mentions if first > 0 and m.form == "name" and m.end == tree[first - 1].end and m.head == first - 1), None
    )
    if beside and first == head:
        # a name right before its noun belongs to it, whatever the parse says ("Fatah movement")
        first -= 1
    determiner = next((tree.words[c] for c in sorted(below) if tree[c].upos in {"DET", "PRON"}), "the" if owner is not None else "")
    token = tree[head]
    return Phrase(
        sentence=sentence,
        head=head,
        first=first,
        noun=_noun(tree, head),
        plural=token.xpos in {"NNS", "NNPS"} or lemma(token) == singular(token.text.casefold()) != token.text.casefold(),
        determiner=determiner,
        owner=owner,
        before=tuple(i for i in range(first, head) if tree[i].upos not in {"DET", "PUNCT", "PART", "ADP"} and i != owner),
        names=tuple(m for m in mentions if tree[first].start <= m.start and m.end <= token.end),
    )


def _leftmost(tree: Tree, head: int, below: list[int]) -> int:
    """How far left the phrase reaches without a gap."""
    inside = {i for c in below if not tree.is_rel(c, "advmod", "punct", "case") for i in tree.subtree(c)}
    ends = [i for c in tree.led_by(head) for i in range(c, head) if tree[i].upos == "CCONJ"]
    inside = {i for i in inside if i > max(ends, default=-1)}
    first = head
    while first - 1 >= 0 and (first - 1 in inside or tree[first - 1].text == "-"):
        first -= 1
    while first < head and tree[first].upos in {"PUNCT", "ADP", "CCONJ"} and tree[first].text != "[":
        first += 1
    return first


def _noun(tree: Tree, head: int) -> str:
    """The lemma of the head, with a compound that makes one noun with it ("political bureau", "security force")."""
    return lemma(tree[head])


def prepositions(tree: Tree, head: int) -> set[str]:
    """The prepositions before a phrase, in lower case."""
    return {tree.words[c] for c in tree.children(head, "case")}


def is_of(tree: Tree, head: int) -> bool:
    """Whether a phrase hangs on another as its part, origin or sender: "of Varenia", "from both sides"."""
    return bool(prepositions(tree, head) & {"of", "from", "for"})


def first_of(tree: Tree, i: int) -> int:
    """Of coordinated names the first, for it alone shows what all of them do."""
    while tree.is_rel(i, "conj") and tree[i].head >= 0 and tree[tree[i].head].upos in {"PROPN", "NOUN"}:
        i = tree[i].head
    return i


def coordinated(tree: Tree, mentions: Iterable[Mention]) -> list[Mention]:
    """Those of some mentions that are coordinated with one another, in text order."""
    told = {m.head: m for m in mentions}
    joint = {h for head in told for h in (head, tree[head].head) if tree.is_rel(head, "conj") and tree[head].head in told}
    return [told[head] for head in sorted(joint)]


def antecedent(tree: Tree, head: int, pronoun: int) -> int:
    """The noun that a relative pronoun on `head` stands for: in "the trial of Teke, who …" the person named right before it."""
    is_thing = tree[head].upos == "NOUN" and lemma(tree[head]) not in words("roles", "nouns") | words("groups", "nouns")
    if tree.words[pronoun] not in {"who", "whom"} or not is_thing:
        return head
    last = next((i for i in range(pronoun - 1, head, -1) if tree[i].upos != "PUNCT"), head)
    name = next((n for n in tree.sentence.names if n.last == last and n.label == "PER" and n.first > head), None)
    inside = range(name.first, name.last + 1) if name else ()
    return next((i for i in inside if tree[i].head not in inside), head)


def is_of_next(tree: Tree, phrase: Phrase, name: int) -> bool:
    """Whether a name on this phrase belongs to the noun after it ("Government troops and fighters of the Hill Council")."""
    return bool(phrase.before) and any(phrase.head < other < name for other in tree.conjuncts(phrase.head))


def of_first(tree: Tree, head: int) -> set[int]:
    """Names that the parse hangs on the noun before this one, and that belong to this one: the other side of `is_of_next`."""
    first = tree[head].head
    if not tree.is_rel(head, "conj") or first < 0 or not any(c < first for c in tree.children(first, "compound", "amod")):
        return set()
    return {c for c in tree.children(first, "nmod") if c > head and prepositions(tree, c) & {"of", "from", "for"}}


def seat_of(tree: Tree, phrase: Phrase) -> str | None:
    """The government whose capital stands with a noun: "the government in Lorvale", "the Cairo authorities"."""
    told = [token.text for token in tree.tokens]
    if phrase.owner is not None or phrase.noun in words("people", "guests"):
        return None  # "Varenia's negotiators in Lorvale", "envoys in Lorvale"
    behind = told[phrase.head + 2 : phrase.head + 4] if told[phrase.head + 1 : phrase.head + 2] in (["in"], ["of"]) else []
    before = [told[i] for i in phrase.before]
    return next((of for form in (before, behind, behind[:1]) if form and (of := metonym(" ".join(form)))), None)
