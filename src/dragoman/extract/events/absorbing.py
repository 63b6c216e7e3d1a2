"""Which acts are only the content of another: in "demanded the release of prisoners" the release is no event of its own."""

from collections.abc import Sequence

from dragoman.extract.arguments import prepositions, see_through
from dragoman.extract.matching import is_of_class
from dragoman.extract.predicates import Predicate, proposing
from dragoman.ground.who import actors_under
from dragoman.ground.who.salience import HYPHENS
from dragoman.language.tree import Tree
from dragoman.model import Reading, Span, When

# Phrases beside an act, not inside its content: "agreed during the talks"
BESIDE = frozenset(
    {
        "after",
        "during",
        "following",
        "ahead",
        "before",
        "since",
        "amid",
        "at",
        "in",
        "despite",
        "until",
        "upon",
        "within",
        "under",
        "as",
        "because",
        "while",
        "whereas",
        "although",
        "though",
    }
)
# Acts that an analyst wants in the chronology although another act holds them
KEPT = frozenset({"GOVERN"})
# … and those that it wants where an agreement holds them: what is to be done finds its outcome by itself
TERMS = frozenset({"RETREAT", "COOPERATE", "AID"})


def is_absorbed(reading: Reading, n: int, tree: Tree, inner: Predicate, everything: Sequence[Predicate]) -> bool:
    """Whether an act is the content of another one, and not specific enough to stand for itself."""
    above = {inner.token, *tree.ancestors(inner.token)}
    holders = (p for p in everything if p.token in above and p is not inner)
    holder = next((p for p in holders if (p.entry.absorbs or _is_purpose(tree, p, inner)) and _holds(tree, p, inner.token)), None)
    if holder is None or holder.token == inner.token:
        return False
    if inner.entry.type in KEPT and holder.entry.type in ("AGREE", "REQUEST", "REJECT", "SUPPORT"):
        return False
    if inner.entry.type == "CONSULT" and holder.entry.type in ("AGREE", "REQUEST", "ACCUSE", "SUPPORT"):
        return not _is_specific(reading, n, tree, inner)
    return not (inner.entry.type in TERMS and holder.entry.type == "AGREE")


def is_qualifier(tree: Tree, inner: Predicate, everything: Sequence[Predicate]) -> bool:
    """As in "Kestrian-brokered talks": a participle that only says through whom another act comes about."""
    token = inner.token
    is_hyphened = tree.is_rel(token, "amod") and token > 0 and tree.words[token - 1] in HYPHENS
    return is_hyphened and any(p.token == tree[token].head for p in everything)


def is_of_accord(reading: Reading, n: int, tree: Tree, p: Predicate) -> bool:
    """As in "the accord calls for a vote": a term of it, and nobody's demand; so is what "it" says that stands for nobody."""
    told = [s for s in p.args.subjects if s != p.noun]
    are_texts = [is_of_class(tree, s, "agreement") or (tree.words[s] == "it" and not actors_under(reading, n, s)) for s in told]
    return p.entry.type == "REQUEST" and bool(told) and all(are_texts)


def _is_purpose(tree: Tree, meeting: Predicate, inner: Predicate) -> bool:
    """Whether an act is only what a meeting is for: "met to discuss …", "talks to settle …"."""
    if meeting.entry.type != "CONSULT" or "visit" in meeting.entry.mode or inner.entry.type in KEPT:
        return False
    token, head = inner.token, tree[inner.token].head
    if not inner.is_verbal and tree.is_rel(token, "obj") and head >= 0 and tree[head].upos == "VERB":
        token = head  # "met to discuss the withdrawal"
    marks = tree.marks(token)
    return "to" in marks and tree.is_rel(token, "advcl", "acl", "xcomp") and inner.entry.type != "REQUEST"


def _holds(tree: Tree, holder: Predicate, token: int) -> bool:
    """Whether a token hangs below the complements of a predicate."""
    at = token
    while at >= 0 and at != holder.token:
        head = tree[at].head
        if _is_beside(tree, at) or (head == holder.token and not _is_complement(tree, holder, at)):
            return False
        at = head
    return at == holder.token


def _is_beside(tree: Tree, at: int) -> bool:
    if tree[at].rel == "acl:relcl" or tree.is_rel(at, "parataxis"):
        return True
    if tree.is_rel(at, "acl") and tree[at].xpos in ("VBN", "VBD"):
        return True  # "the track demanded by the mediators"
    if tree.is_rel(at, "advcl") and tree[at].xpos == "VBG" and not tree.children(at, "mark") and _follows_comma(tree, at):
        return True  # "signed a truce, ending five days of talks"
    if tree.is_rel(at, "conj") and tree[at].upos == "VERB" and tree[at].xpos in ("VBD", "VBZ", "VBP"):
        return True
    return tree.is_rel(at, "obl", "advcl", "nmod") and bool(({*prepositions(tree, at)} | tree.marks(at)) & BESIDE)


def _follows_comma(tree: Tree, at: int) -> bool:
    first = next((t for t in tree.subtree(at) if tree[t].upos != "PUNCT"), at)
    return first > 0 and tree[first - 1].text == ","


def _is_complement(tree: Tree, holder: Predicate, at: int) -> bool:
    if tree.is_rel(at, "nsubj", "conj", "advmod", "discourse"):
        return holder.args.is_passive and at in holder.args.objects
    return not (tree.is_rel(at, "advcl") and at != holder.args.clause and tree[at].xpos not in ("VBG", "VB"))


def _days(reading: Reading, span: Span) -> list[When]:
    """The days and hours told in a stretch of text."""
    return [t.when for t in reading.times if span.holds(t.span) and t.kind in ("DATE", "TIME")]


def _is_specific(reading: Reading, n: int, tree: Tree, inner: Predicate) -> bool:
    """Whether time, place or parties of a meeting are told with it, or with the word that holds it ("a round of talks in May").

    A day that is still ahead is that of the meeting, though the tree hang it on the verb.
    """
    head = tree[inner.token].head
    is_held = head >= 0 and tree[head].upos == "NOUN" and see_through(tree, head) == inner.token
    below = tree.subtree(head if is_held else inner.token)
    span = tree.span(below)
    placed = any(span.holds(p.span) and p.sentence == n for p in reading.places)
    is_told = placed or bool(_days(reading, span)) or any("between" in prepositions(tree, t) for t in below)
    return is_told or any(
        _is_ahead(reading, day) for t in _behind(tree, inner.token) for day in _days(reading, tree.span(tree.subtree(t)))
    )


def _behind(tree: Tree, noun: int) -> list[int]:
    """The phrases behind an act that is proposed, though the tree hang them on the verb: "proposed talks | in May"."""
    verb = proposing(tree, noun)
    return [c for c in tree.children(verb, "obl") if c > noun] if verb is not None else []


def _is_ahead(reading: Reading, day: When) -> bool:
    """Whether a day lies behind that of the report: it is not that of the proposal."""
    told = reading.published.end
    return told is not None and day.start is not None and day.start > told
