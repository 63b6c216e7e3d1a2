"""For extractors: who stands at a token, and who is meant by a noun phrase."""

from bisect import bisect_left, bisect_right

from dragoman.ground.who.phrases import first_of
from dragoman.ground.who.salience import is_joined
from dragoman.ground.who.words import lemma, words
from dragoman.language.tree import Tree, tree_of
from dragoman.model import Mention, Reading

INCLUDING = {"including", "among", "like", "such"}


def at(reading: Reading, sentence: int, token: int) -> Mention | None:
    """The mention that hangs on this token; else the shortest that covers it; `None` where no mention does."""
    here = _mentions(reading, sentence)
    start = reading.sentences[sentence].tokens[token].start
    covering = sorted((m for m in here if m.start <= start < m.end), key=lambda m: (m.head != token, m.end - m.start))
    return covering[0] if covering else None


def actors_under(reading: Reading, sentence: int, token: int) -> tuple[str, ...]:
    """The actors of a noun phrase, in text order: its own, those coordinated with it, and those reached through it.

    "A and B", "talks between A and B", "delegations headed by A and B", "A's offer", "the Egyptian plan".
    """
    tree = tree_of(reading.sentences[sentence])
    found: list[str] = []
    for head in _series(tree, token):
        found += _of_one(reading, tree, sentence, head, 0)
    return tuple(dict.fromkeys(found))


def actors_alone(reading: Reading, sentence: int, token: int) -> tuple[str, ...]:
    """The same for one conjunct, without those coordinated with it."""
    return tuple(dict.fromkeys(_of_one(reading, tree_of(reading.sentences[sentence]), sentence, token, 0)))


def _of_one(reading: Reading, tree: Tree, sentence: int, token: int, depth: int) -> list[str]:
    """The actors of one conjunct: its mention, else what hangs on it by the words that lead to parties."""
    mention = at(reading, sentence, token)
    if mention and (mention.head == token or _is_inner(tree, mention, token)):
        beside = [of for head in _astray(tree, token) for of in _of_one(reading, tree, sentence, head, depth + 1)]
        named = [of for head in _included(tree, token) for of in _of_one(reading, tree, sentence, head, depth + 1)]
        return [*mention.actors, *(beside if mention.form == "description" and depth == 0 else []), *named]
    if depth > 3 or tree[token].upos not in {"NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ", "VERB"}:
        return []
    found: list[str] = []
    for child in _leading(tree, token):
        for head in _series(tree, child):
            found += _of_one(reading, tree, sentence, head, depth + 1)
    return found


def _series(tree: Tree, token: int) -> list[int]:
    """The conjuncts of a token, those included that a parse hangs into a name ("Osmar Teke and Mira Dovani").

    Two peoples joined by a hyphen are both meant ("the Varenian-Kestrian agreement").
    """
    first = tree.conjuncts(token)
    flat = [f for i in first for f in tree.children(i, "flat")]
    # a second name after "and" is no part of the first
    joined = [f for f in flat if any(tree.is_rel(j, "cc") for j in tree.subtree(f))]
    low = [j for f in flat for c in tree.children(f, "conj") for j in tree.conjuncts(c)]
    hyphened = [c for i in first for c in tree.children(i, "amod", "compound") if is_joined(tree, c) and tree[i].text[0].isupper()]
    return [*hyphened, *first, *joined, *low]


def _astray(tree: Tree, token: int) -> list[int]:
    """What parses hang one step too low: in "the government of A and the B", B has an article of its own and stands beside it.

    So does the last of a row that has no "and" of its own ("between A, the government of B and C").
    """
    if tree[token].xpos in {"NNS", "NNPS"}:
        return []
    low = [j for c in tree.children(token, "nmod") for j in tree.children(c, "conj")]
    row = tree.conjuncts(first_of(tree, token))
    is_open = len(row) > 1 and not any(tree.children(i, "cc") for i in row)
    return [j for j in low if is_open or any(tree.words[d] == "the" for d in tree.children(j, "det"))]


def _included(tree: Tree, token: int) -> list[int]:
    """Those of whom a plural is said to consist among others ("five states, including A and B")."""
    if tree[token].xpos != "NNS":
        return []
    told = [c for c in tree.children(token, "nmod", "acl") if tree.words[c] in INCLUDING or _cases(tree, c) & INCLUDING]
    below = [d for c in told for d in (tree.children(c, "obj") if tree.words[c] in INCLUDING else [c])]
    return [j for d in below for j in tree.conjuncts(d)]


def _cases(tree: Tree, i: int) -> set[str]:
    return {tree.words[c] for c in tree.children(i, "case", "fixed", "mark")}


def _is_inner(tree: Tree, mention: Mention, token: int) -> bool:
    """Whether a token lies inside a mention as a part of its name or title, on the way up to its head."""
    return mention.form == "name" and (
        token == mention.head or mention.head in tree.ancestors(token) or token in tree.ancestors(mention.head)
    )


def _leading(tree: Tree, token: int) -> list[int]:
    """The children of a noun that lead to the parties."""
    found = [*tree.children(token, "nmod:poss", "compound", "amod", "appos"), *_included(tree, token)]
    carriers = words("carriers", "prepositions")
    found += [c for c in tree.children(token, "nmod", "obl") if _cases(tree, c) & carriers]
    for clause in tree.children(token, "acl"):
        if tree.words[clause] in words("carriers", "headed") or lemma(tree[clause]) in {"head", "lead", "chair"}:
            found += tree.children(clause, "obl", "obj")
    return sorted(set(found))


def _mentions(reading: Reading, sentence: int) -> tuple[Mention, ...]:
    """The mentions of a sentence; those of a report stand in text order."""
    first, last = (cut(reading.mentions, sentence, key=lambda m: m.sentence) for cut in (bisect_left, bisect_right))
    return reading.mentions[first:last]
