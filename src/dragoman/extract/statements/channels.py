"""Channels and addressees: before whom, through what something was said ("told Reuters", "on Twitter", "in a statement")."""

from dragoman.extract.statements.clauses import trim
from dragoman.extract.statements.cues import audience_words, channel_words, words
from dragoman.extract.statements.scenes import Scene
from dragoman.extract.statements.sources import ground
from dragoman.language.tree import Tree
from dragoman.model import Span

# Verbs whose object is the one spoken to, and prepositions that lead to it
TELLING = frozenset(
    {"tell", "inform", "assure", "reassure", "remind", "notify", "brief", "warn", "urge", "ask", "advise", "accuse", "blame"}
)
SPEAKING = frozenset({"say", "speak", "talk", "write", "explain", "announce", "complain", "reply", "address", "report"})


def find_addressees(scene: Scene, at: int, token: int) -> tuple[str, ...]:
    """The actors spoken to; readers, reporters and crowds that the report does not name are none."""
    tree = scene.trees[at]
    heads = _addressed(tree, token)
    found = [actor for head in heads for actor in ground(scene, at, head, tree.span(tree.subtree(head)))]
    return tuple(dict.fromkeys(found))


def _addressed(tree: Tree, token: int) -> list[int]:
    lemma = tree.lemmas[token]
    if lemma in TELLING:
        return tree.children(token, "obj", "iobj")[:1]
    return [c for c in tree.children(token, "obl") if lemma in SPEAKING and _case(tree, c) == "to"][:1]


def find_channel(scene: Scene, at: int, token: int, speaker: int | None) -> str:
    """The channel in the report's words; empty where it names none."""
    tree = scene.trees[at]
    if speaker is not None and _noun(tree, speaker) in words("documents"):
        return _document(tree, speaker)
    for head in _addressed(tree, token):
        if _noun(tree, head) in audience_words() or _is_press(tree, head) or _is_media(scene, at, head):
            return _words(tree, [token, *tree.subtree(head, without=("acl:relcl",))])
    for verb in (token, *_speaking_beside(tree, token)):
        for head in tree.children(verb, "obl", "advcl"):
            if _case(tree, head) in channel_words().get(_noun(tree, head), ()):
                return _words(tree, tree.subtree(head, without=("acl:relcl", "advcl")))
            if tree.lemmas[head] == "speak":
                return _words(tree, tree.subtree(head))
    return ""


def _speaking_beside(tree: Tree, token: int) -> list[int]:
    """The verb that a cue is coordinated with: its channel holds for both."""
    return [tree[token].head] if tree.is_rel(token, "conj") else []


def _document(tree: Tree, head: int) -> str:
    return _words(tree, [*tree.children(head, "amod", "compound"), head])


def _is_press(tree: Tree, head: int) -> bool:
    """Whether a name is that of an agency or a paper by its own words ("Varenia News Agency")."""
    return any(_noun(tree, t) in audience_words() for t in tree.subtree(head) if tree[t].upos == "PROPN")


def _is_media(scene: Scene, at: int, head: int) -> bool:
    """Whether the one spoken to is a paper, agency or station."""
    media = {actor.id for actor in scene.reading.actors if actor.kind == "media"}
    found = ground(scene, at, head, scene.trees[at].span(scene.trees[at].subtree(head)))
    return bool(found) and media.issuperset(found)


def _noun(tree: Tree, i: int) -> str:
    return tree.lemmas[i]


def _case(tree: Tree, i: int) -> str:
    return next((tree.words[c] for c in tree.children(i, "case")), "")


def _words(tree: Tree, indices: list[int]) -> str:
    """The words of these tokens with what stands between them, in one line."""
    kept = trim(tree, indices)
    first, last = tree[kept[0]].start, tree[kept[-1]].end
    return " ".join("".join(_spaced(tree, Span(first, last))).split())


def _spaced(tree: Tree, span: Span) -> list[str]:
    inside = [t for t in tree.tokens if span.start <= t.start and t.end <= span.end]
    return [t.text + " " * (after.start > t.end) for t, after in zip(inside, [*inside[1:], inside[-1]], strict=True)]
