"""What binds nobody: what is asked of others, left open, hoped, tried, threatened or made a condition."""

from functools import cache

from dragoman.extract.commitments.status import first_of, negations, words_of
from dragoman.extract.predicates import Predicate, find
from dragoman.language.tree import Tree
from dragoman.lexicon import table

# What hangs below a threat or a demand is asked of others or held against them, not undertaken
PRESSING = frozenset({"THREATEN", "REQUEST", "ACCUSE"})
DUTY = frozenset({"should", "must", "ought"})  # auxiliaries with which somebody asks for what their verb tells
BELOW = ("xcomp", "acl", "ccomp")  # relations by which a clause hangs on the word that asks for it


def is_left_open(tree: Tree, token: int) -> bool:
    """Whether words are asked, in doubt or denied with others: "can you accept …?", "whether they keep it", "not go or meet"."""
    clause, words = first_of(tree, token), table("en/status")["left_open"]
    marks = tree.marks(clause) | {tree.words[m] for m in tree.children(token, "advmod")}
    if marks & {*words["marks"]} or tree.tokens[-1].text.strip("\"”'’") == "?":
        return True
    first = tree.subtree(clause)[0]
    if tree.is_rel(clause, "ccomp", "acl:relcl") and "what" in tree.words[max(first - 1, 0) : first + 1]:
        return True  # "did not say what the deal provides for"
    head = tree[clause].head
    if head >= 0 and "to" in tree.marks(clause):  # "too late for the sides to agree"
        near = [t for h in (head, *tree.children(head, "advmod", "xcomp")) for t in tree.children(h, "advmod")]
        if any(tree.words[t] == "too" for t in near):
            return True
    is_denied = clause != token and bool(negations(tree, clause))
    joins = {tree.words[c] for t in tree.conjuncts(clause) for c in tree.children(t, "cc")}
    return is_denied and not joins.isdisjoint(words["joins"])


def is_pressed(tree: Tree, token: int, below: int | None = None) -> bool:
    """Whether a word is, or hangs below, a threat, a demand or what is only asked or left open.

    What a noun tells ("an offer to …") is asked only where the word `below`, or one on the way to it, asks.
    """
    if is_left_open(tree, token):
        return True
    path = _above(tree, token)
    path = path[: path.index(below) + 1] if below in path else path
    if is_under(tree, token) or any(_only_asked(tree, t) for t in path):
        return True
    return any(p.token in path for p in find(tree) if p.entry.type in PRESSING and not _only_says(tree, p))


def is_threatened(tree: Tree, token: int) -> bool:
    """Whether a word is, or hangs below, a threat."""
    path = _above(tree, token)
    return any(p.token in path for p in find(tree) if p.entry.type == "THREATEN" and not _only_says(tree, p))


def _only_says(tree: Tree, p: Predicate) -> bool:
    """Whether only the language model takes a plain verb of saying for a demand: "said they would build a road"."""
    return p.entry.learnt and tree.lemmas[p.token] in saying()


@cache
def saying() -> frozenset[str]:
    """The verbs by which somebody says or makes known something, and no more than that."""
    groups = [group for group in table("en/cues")["verb"] if group["name"] in ("say", "make known")]
    return frozenset(v.split()[0] for group in groups for v in group["verbs"])


def is_under(tree: Tree, token: int) -> bool:
    """Whether a clause is what somebody is pressed, tries or fails to do, or is done for that: "under pressure to attend"."""
    pressed = {*table("en/status")["unpromised"]["under"]}
    while tree[token].head >= 0 and (tree.is_rel(token, *BELOW) or is_purpose(tree, token)):
        head = tree[token].head
        if pressed & {tree.lemmas[t] for t in (head, *(o for o in tree.children(head, "obl") if o < token))}:
            return True
        if tree.is_rel(token, "ccomp"):
            return False
        token = first_of(tree, head)
    return False


def is_purpose(tree: Tree, token: int) -> bool:
    """Whether an act is what another one is done for: "sent troops to help the army", "will restore funds to allow it in"."""
    return tree.is_rel(token, "advcl") and "to" in tree.marks(token)


def is_unpromised(tree: Tree, token: int) -> bool:
    """Whether a word is what somebody is said not to have undertaken, or to have to: "did not promise to", "must commit to"."""
    words = (a for a in _above(tree, token) if tree.lemmas[a] in words_of("verbs"))
    return any(negations(tree, a) or {tree.lemmas[x] for x in tree.children(a, "aux")} & DUTY for a in words)


def _above(tree: Tree, token: int) -> list[int]:
    """A word and what it hangs below; a verb with a subject of its own does not hang below the one before "and"."""
    path, at = [token], token
    while tree[at].head >= 0:
        is_beside = tree.is_rel(at, "conj") and bool(tree.children(at, "nsubj"))
        at = tree[at].head
        path += [] if is_beside else [at]
    return path


def _only_asked(tree: Tree, i: int) -> bool:
    """Whether a word stands for what is asked, hoped, tried or made a condition, not for what somebody undertakes.

    What the demands of somebody include is asked too.
    """
    words = table("en/status")["unpromised"]
    marks = {tree.words[m] for m in tree.children(i, "mark", "aux")}
    subjects = {tree.lemmas[s] for s in tree.children(i, "nsubj")}
    return bool({tree.lemmas[i], *subjects} & {*words["above"]}) or bool(marks & {*words["marks"]})
