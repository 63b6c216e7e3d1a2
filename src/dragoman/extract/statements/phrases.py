"""Attribution without a verb: "according to", nouns with a clause ("their claim that …"), headlines with a colon."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from dragoman.extract.arguments import FINITE
from dragoman.extract.statements.clauses import Found, source_span, trim
from dragoman.extract.statements.cues import Cue, noun_cues, phrase_cues, words
from dragoman.extract.statements.scenes import Scene
from dragoman.extract.statements.sources import find_by_name
from dragoman.extract.statements.unnamed import find_unnamed
from dragoman.language.tree import Tree
from dragoman.model import Span

HEADLINE = Cue(name="headline", kind="speech", implies="said", frames=())
# A source before a colon is a name with a title or two; more words than this are a clause of their own
LONGEST_NAME = 7
DASHES = frozenset({"–", "—", "-", "--"})
FEWEST = 3  # words of what is said


def find_phrases(scene: Scene, at: int) -> Iterator[Found]:
    """Attributions by "according to" and the like: the content is the clause around the phrase."""
    tree = scene.trees[at]
    for i, word in enumerate(tree.words):
        known = [(w, c) for w, c in _by_first().get(word, ()) if _stands(tree, i, w.split())]
        if not known:
            continue
        phrase, cue = known[0]
        last = i + len(phrase.split()) - 1
        head = _governed(tree, i, last)
        if head is None or tree.lemmas[head] in words("not_sources"):
            continue
        source = source_span(tree, head, i)
        content = _around(tree, tree.span([i, last]), source)
        yield Found(
            sentence=at,
            token=i,
            cue=cue,
            frame="phrase",
            cue_span=tree.span([i, last]),
            speaker=head,
            source=source,
            content=content,
        )


@cache
def _by_first() -> dict[str, tuple[tuple[str, Cue], ...]]:
    """The fixed phrases by their first word."""
    first = {phrase.split()[0] for phrase in phrase_cues()}
    return {
        word: tuple((phrase, cue) for phrase, cue in phrase_cues().items() if phrase.split()[0] == word) for word in sorted(first)
    }


def _stands(tree: Tree, i: int, phrase: list[str]) -> bool:
    return tree.words[i : i + len(phrase)] == phrase


def _governed(tree: Tree, first: int, last: int) -> int | None:
    """The head of the noun phrase after a fixed phrase: what its words hang on, else the head of the words that follow."""
    if tree[first].head > last:
        return tree[first].head
    after = last + 1
    if after >= len(tree.tokens):
        return None
    while tree[after].head > after:
        after = tree[after].head
    return after


def _around(tree: Tree, phrase: Span, source: Span) -> tuple[Span, ...]:
    """The rest of the sentence: before the phrase where anything is said there, else after the source."""
    before = trim(tree, (k for k, t in enumerate(tree.tokens) if t.end <= phrase.start))
    after = trim(tree, (k for k, t in enumerate(tree.tokens) if t.start >= max(source.end, phrase.end)))
    if before and tree[before[0]].rel == "cc" and len(before) == 1:
        before = []
    is_told = any(tree[k].xpos in FINITE for k in before) or not any(tree[k].xpos in FINITE for k in after)
    chosen = before if len(before) >= 2 and is_told else after
    return (tree.span(chosen),) if chosen else ()


def find_nouns(scene: Scene, at: int) -> Iterator[Found]:
    """Attributions by a noun of saying that has a clause: "Teke's claim that …", "the threat to …"."""
    tree = scene.trees[at]
    for i, token in enumerate(tree.tokens):
        cues = noun_cues().get(tree.lemmas[i], ()) if token.upos == "NOUN" else ()
        kids = [c for c in tree.children(i, "acl", "ccomp") if c > i and _is_content(tree, c)] if cues else []
        owner = _owner(tree, i) if kids else None
        if owner is None:
            continue
        below = [t for t in tree.subtree(kids[0]) if t > i]
        opening = {c for c in tree.children(kids[0], "mark") if tree.words[c] == "that"}
        content = trim(tree, (t for t in range(min(below), max(below) + 1) if t not in opening))
        if content:
            yield Found(
                sentence=at,
                token=i,
                cue=cues[0],
                frame="noun" if tree.children(kids[0], "nsubj", "csubj") else "noun-to",
                cue_span=tree.span([i]),
                speaker=owner,
                source=source_span(tree, owner, i),
                content=(tree.span(content),),
            )


def _is_content(tree: Tree, kid: int) -> bool:
    """Whether a clause on a noun is what is said ("that …", "to …"), not a description of the noun."""
    marks = [c for c in tree.children(kid, "mark") if tree.words[c] in ("that", "to")]
    if tree[kid].rel == "acl:relcl":
        return any(tree[c].xpos == "IN" for c in marks) and bool(tree.children(kid, "nsubj"))
    return bool(tree.children(kid, "nsubj")) or (bool(marks) and tree[kid].xpos not in ("VBG", "VBN"))


def _owner(tree: Tree, i: int) -> int | None:
    """Whose words a noun names: its possessor, or the noun after "by", "of" or "from"."""
    owners = tree.children(i, "nmod:poss")
    owners = owners or [
        c for c in tree.children(i, "nmod") if any(tree.words[k] in ("by", "of", "from") for k in tree.children(c, "case"))
    ]
    return owners[0] if owners else None


def find_headlines(scene: Scene) -> Iterator[Found]:
    """Titles with a source before or behind a colon or dash ("Teke: talks to resume", "Talks to resume – Teke")."""
    for at, tree in enumerate(scene.trees):
        if tree.sentence.part == "title":
            yield from islice(_sided(scene, at), 1)


def _sided(scene: Scene, at: int) -> Iterator[Found]:
    """Each way to part a title into a source and what it says; a dash only sets off a source behind it."""
    tree = scene.trees[at]
    count = len(tree.tokens)
    colons = [k for k, t in enumerate(tree.tokens) if t.text == ":"]
    dashes = [k for k, t in enumerate(tree.tokens) if t.text in DASHES and k > 0 and tree[k - 1].end < t.start]
    before = [(range(k), range(k + 1, count), k) for k in colons[:1]]
    behind = [(range(k + 1, count), range(k), k) for k in (*colons[-1:], *dashes[-1:])]
    for name, rest, mark in (*before, *behind):
        head = _named(scene, at, list(name)) if len(rest) >= FEWEST else None
        content = trim(tree, rest)
        if head is not None and content:
            yield Found(
                sentence=at,
                token=mark,
                cue=HEADLINE,
                frame="colon",
                cue_span=tree.span([mark]),
                speaker=head,
                source=tree.span(trim(tree, name)),
                content=(_unquoted(scene, tree.span(content)),),
            )


def _named(scene: Scene, at: int, name: list[int]) -> int | None:
    """The head of the words beside a colon, where they are a source: a mention or a noun of a source, and no verb.

    A place or a state alone tells where, not who ("Varenia: rebels agree"), unless the body knows it for somebody.
    """
    tree = scene.trees[at]
    kept = trim(tree, name)
    if not 1 <= len(kept) <= LONGEST_NAME or any(tree[t].upos in ("VERB", "AUX") for t in kept):
        return None
    span = tree.span(kept)
    states = {a.id for a in scene.reading.actors if a.kind == "state"}
    places = [n for n in tree.sentence.names if n.label == "LOC" and (n.first, n.last) == (kept[0], kept[-1])]
    met = [m for m in scene.reading.mentions if m.sentence == at and span.holds(m.span)]
    mentions = [m.head for m in met if m.actors and not states.issuperset(m.actors) and tree[m.head].head not in kept]
    nouns = [t for t in kept if find_unnamed(scene, at, t)]
    named = kept[-1:] if tree[kept[-1]].upos == "PROPN" and find_by_name(scene, span) else []
    return next(iter(mentions or ([] if places else nouns or named)), None)


def _unquoted(scene: Scene, span: Span) -> Span:
    """A stretch without quotation marks that hold all of it."""
    return next((q.inner for q in scene.quotes if q.start == span.start and q.end == span.end), span)
