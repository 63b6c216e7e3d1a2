"""Documents that speak ("a joint statement said"): whose words they are."""

from dragoman.extract.statements.clauses import speaker
from dragoman.extract.statements.cues import words
from dragoman.extract.statements.scenes import Scene
from dragoman.extract.statements.sources import ground
from dragoman.language.tree import Tree
from dragoman.model import Span

# How many sentences back a document may have been told of
REACH = 5
OF = frozenset({"by", "of", "from"})
KINDS = frozenset({"press", "news", "media", "video", "audio", "policy"})  # words before a document that tell its kind
ISSUED = frozenset({"issue", "release", "publish", "send", "post", "write", "sign", "circulate"})
# Words that tell that a document has several authors
SHARED = frozenset({"joint", "common", "shared", "concluding", "final"})


def is_document(tree: Tree, head: int) -> bool:
    """Whether a noun names words issued by somebody ("statement", "leaflet")."""
    return tree[head].upos == "NOUN" and tree.lemmas[head] in words("documents")


def find_authors(scene: Scene, at: int, head: int, content: Span) -> tuple[str, ...]:
    """The authors of a document: its possessor or the noun after "by", "of", "from"; of a joint one, those its words speak of.

    A document without a named author is left to whoever spoke last in the paragraph by the caller; here it has none.
    """
    tree = scene.trees[at]
    owners = find_owners(tree, head)
    found = [actor for c in owners for actor in ground(scene, at, c, tree.span(tree.subtree(c)))]
    if found or not any(tree.words[c] in SHARED for c in tree.children(head, "amod", "compound")):
        return tuple(dict.fromkeys(found))
    return _parties(scene, at, content)


def find_issuer(scene: Scene, at: int, head: int) -> tuple[int, int] | None:
    """Sentence and head of whoever issued "the statement" where it was last told of ("issued a statement", "in a statement")."""
    tree = scene.trees[at]
    if [tree.words[c] for c in tree.children(head) if c < head] != ["the"]:
        return None
    for before in range(at - 1, max(at - REACH, 0) - 1, -1):
        there = scene.trees[before]
        for t in (t for t in range(len(there.tokens)) if is_document(there, t) and there.lemmas[t] == tree.lemmas[head]):
            issuer = next(iter(find_owners(there, t)), None)
            if issuer is None and there.is_rel(t, "obj", "obl") and there[there[t].head].upos == "VERB":
                issuer = speaker(there, there[t].head)
            if issuer is not None:
                return before, issuer
    return None


def find_owners(tree: Tree, head: int) -> list[int]:
    """The nouns that name a document's authors: its possessor, and those after "by", "of" or "from"."""
    owners = tree.children(head, "nmod:poss") + [c for c in tree.children(head, "compound") if tree.words[c] not in KINDS]
    owners += [c for c in tree.children(head, "nmod") if _case(tree, c) in OF]
    for v in tree.children(head, "acl"):
        owners += [c for c in tree.children(v, "obl") if _case(tree, c) == "by"]
        owners += tree.children(v, "nsubj") if tree.lemmas[v] in ISSUED else []  # "a statement the ministry issued"
    return owners


def _parties(scene: Scene, at: int, content: Span) -> tuple[str, ...]:
    """The first mention of several actors in the content, else the last one before it."""
    several = [m for m in scene.reading.mentions if len(set(m.actors)) > 1]
    inside = [m for m in several if content.holds(m.span)]
    before = [m for m in several if m.sentence <= at and m.end <= content.start]
    chosen = inside[:1] or before[-1:]
    return chosen[0].actors if chosen else ()


def _case(tree: Tree, i: int) -> str:
    return next((tree.words[c] for c in tree.children(i, "case")), "")
