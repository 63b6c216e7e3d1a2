"""Whom a noun that takes part in an act means: everyone under it, by name or by the words for them alone."""

from dragoman.extract.arguments import nominal_conjuncts
from dragoman.extract.matching import is_of_class
from dragoman.extract.statements.unnamed import by_its_words
from dragoman.ground.who import actors_alone, actors_under, at
from dragoman.ground.who.words import words
from dragoman.language.tree import Tree
from dragoman.model import Actor, Filler, Reading

GRAMMAR = 0.5  # how sure a part counts that the grammar alone tells: of one side of a coordination only


def under(reading: Reading, sentence: int, tree: Tree, head: int) -> tuple[list[str], list[Actor]]:
    """Those with a name, as ids, and those without one.

    "Her rival", known by no name, is somebody else than she, and "her allies" stand beside her; a body of a country is not
    its state ("Kestria's port union"), nor a person the body that he is told by ("the union's envoy, Mira Dovani").
    """
    # "foreign ministers Teke and Dovani": the second name hangs on the first
    beside = [d for c in tree.children(head, "appos", "flat") if tree[c].upos == "PROPN" for d in tree.conjuncts(c)[1:]]
    reached = {c: actors_alone(reading, sentence, c) for c in (*nominal_conjuncts(tree, head), *beside)}
    bodies = [c for c in reached if _is_body(reading, sentence, tree, c)]
    apart = [*bodies, *(c for c in reached if _is_other(reading, sentence, tree, c))]
    meant = {c: () if c in apart else _named_beside(reading, sentence, tree, c) or reached[c] for c in reached}
    passed = {a for found in reached.values() for a in found} - {a for found in meant.values() for a in found}
    under_ = [a for c in (head, *beside) for a in actors_under(reading, sentence, c)]
    named = [a for a in dict.fromkeys(under_) if a not in passed]
    nameless = [c for c in meant if c in bodies or (named and not meant[c] and not _is_title(tree, c))]
    return named, [party for c in nameless if (party := _in_words(reading, tree, c)) is not None]


def _named_beside(reading: Reading, sentence: int, tree: Tree, head: int) -> tuple[str, ...]:
    """The person named in apposition: "the union's envoy, Mira Dovani, visited" is Dovani's visit.

    "Varenian president, Front leader sign" are two, whatever the parse says.
    """
    if tree[head].upos == "PROPN":
        return ()
    beside = [a for c in tree.children(head, "appos") for a in actors_under(reading, sentence, c)]
    persons = {a.id for a in reading.actors if a.kind == "person"}
    own = at(reading, sentence, head)
    two = own.actors if own is not None and persons.issuperset(own.actors) else ()
    return tuple(dict.fromkeys(a for a in (*two, *beside) if a in persons)) if persons.intersection(beside) else ()


def _is_other(reading: Reading, sentence: int, tree: Tree, head: int) -> bool:
    """Whether a noun is for somebody told by whose rival, ally or son he is, or by who has him for a minister."""
    if tree.children(head, "appos", "flat") or at(reading, sentence, head) is not None:
        return False
    persons = {a.id for a in reading.actors if a.kind == "person"}
    owners = [m for c in tree.children(head, "nmod:poss") if (m := at(reading, sentence, c)) is not None and m.form == "pronoun"]
    serves = tree.lemmas[head] in words("roles", "nouns") and any(persons.issuperset(m.actors) for m in owners)
    return serves or (bool(tree.children(head, "nmod:poss", "nmod")) and is_of_class(tree, head, "others"))


def _is_body(reading: Reading, sentence: int, tree: Tree, head: int) -> bool:
    """Whether a noun is for a body or people of a country that are not its state, and that nobody is known by.

    Of several it may be said who they are: "leftist groups, including the Front".
    """
    mention = at(reading, sentence, head)
    if tree[head].xpos == "NNS" and tree.lemmas[head] == "group":
        return False
    return is_of_class(tree, head, "bodies") and (mention is None or mention.head != head)


def _is_title(tree: Tree, head: int) -> bool:
    """Whether a noun stands before a name ("the pastor Sam Eaves")."""
    return head + 1 < len(tree.tokens) and tree[head + 1].upos == "PROPN"


def _in_words(reading: Reading, tree: Tree, head: int) -> Actor | None:
    """People or a body by the words for them alone, but for those that grounding should know ("and soldiers")."""
    return by_its_words(reading, tree, Filler(role="recipient", first=head, last=head, probability=GRAMMAR), head)


def is_guess(reading: Reading, sentence: int, head: int) -> bool:
    """Whether "they" may mean others than it is taken for: of several, or of people of whom a sentence before tells.

    Nobody is told to have done violence by such a word alone.
    """
    mention = at(reading, sentence, head)
    if (
        mention is None
        or mention.form != "pronoun"
        or reading.sentences[sentence].tokens[head].text.lower() not in words("pronouns", "they")
    ):
        return False
    here = {a for m in reading.mentions if m.sentence == sentence and m.form != "pronoun" for a in m.actors}
    groups = {a.id for a in reading.actors if a.kind == "group"}
    return len(mention.actors) > 1 or not groups.isdisjoint(set(mention.actors) - here)
