"""The words that hold an act: the clause of its trigger with its arguments, and no more."""

from functools import cache

from dragoman.extract.arguments import terms_behind
from dragoman.extract.predicates import Predicate, proposing
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import Evidence, Reading, Span

LONGEST = 30  # words; the guidelines of the readings ask for one clause
MARKS = frozenset({"“", "”", '"', "``", "''"})
# Relations of what stands below an act, the most telling first
TELLING = (
    "aux", "advmod", "compound", "obj", "xcomp", "nsubj", "iobj", "ccomp", "obl", "nmod", "amod", "det", "nummod", "acl",
)  # fmt: skip
ASIDE = ("acl:relcl", "advcl", "parataxis", "appos", "punct", "dep")


def trigger(reading: Reading, tree: Tree, predicate: Predicate) -> Evidence:
    """The word that names the act; for a frame with an event noun the stretch from verb to noun where it is short."""
    tokens = [predicate.token]
    if predicate.noun is not None and abs(predicate.noun - predicate.token) <= 4:
        tokens.append(predicate.noun)
    return evidence(reading, tree.span(tokens))


def clause(reading: Reading, tree: Tree, predicate: Predicate, day: int | None = None) -> Evidence:
    """The clause of the act: trigger first, then object, complement, subject and phrases while the stretch stays short.

    A verb above it that tells how it runs, or that it is proposed, belongs to it with its own phrases, and so does the `day` to
    which a verb puts it off.
    """
    held = {predicate.token, *([predicate.noun, *tree.children(predicate.noun, "nummod")] if predicate.noun is not None else [])}
    held |= set() if day is None else {tree[day].head, *tree.subtree(day)}
    first, last = _quoted(tree, predicate.token)
    teller = _teller(tree, predicate)
    above = [{teller}, *_below(tree, teller)] if teller is not None else []
    for group in (*_groups(tree, predicate), *above):
        wider = held | {t for t in group if first <= t <= last}
        if max(wider) - min(wider) < LONGEST:
            held = wider
    return evidence(reading, tree.span(sorted(held)))


def _quoted(tree: Tree, i: int) -> tuple[int, int]:
    """The first and last token that an act inside a quotation may take its words from; the whole sentence for others."""
    marks = [t for t, token in enumerate(tree.tokens) if token.text in MARKS]
    opened, closed = [m for m in marks if m < i], [m for m in marks if m > i]
    is_inside = bool(opened) and (tree[opened[-1]].text == "“" or (tree[opened[-1]].text in ('"', "``") and len(opened) % 2 == 1))
    runs_on = bool(closed) and not opened and tree[closed[0]].text == "”"  # a quotation carried on from the sentence before
    if not (is_inside or runs_on):
        return 0, len(tree.tokens)
    return (opened[-1] + 1 if opened else 0), (closed[0] - 1 if closed else len(tree.tokens))


def evidence(reading: Reading, span: Span) -> Evidence:
    """A span of the report with its words."""
    return Evidence(reading.report.id, span.start, span.end, span.of(reading.report.text))


def _groups(tree: Tree, predicate: Predicate) -> list[set[int]]:
    """Branches below the trigger, the most telling first: of a long complement its own words, and its phrases after all others."""
    children = _telling(tree, predicate.token)
    if predicate.is_verbal:
        clauses = tree.children(predicate.token, "advcl")
        # A clause that is the complement, and a phrase that the parser took for a clause ("after talks mediated by …").
        children += [c for c in clauses if c == predicate.args.clause or tree.children(c, "case")]
        children += terms_behind(tree, predicate.token)
    phrases = {c: _phrases(tree, c) for c in children if tree.is_rel(c, "xcomp", "ccomp")}
    cores = [_branch(tree, c).difference(*phrases.get(c, ())) for c in children]
    return [*cores, *(phrase for found in phrases.values() for phrase in found)]


def _phrases(tree: Tree, i: int) -> list[set[int]]:
    """What stands around the words of a clause and its objects: where, when, with whom."""
    return [_branch(tree, c) for c in tree.children(i, "obl", "advmod", "nmod") if c > i]


def _telling(tree: Tree, i: int) -> list[int]:
    children = [c for rel in TELLING for c in tree.children(i, rel) if tree[c].rel != "acl:relcl"]
    return list(dict.fromkeys(children))


def _below(tree: Tree, i: int) -> list[set[int]]:
    return [_branch(tree, c) for c in _telling(tree, i)]


def _teller(tree: Tree, predicate: Predicate) -> int | None:
    """The verb above an act that says how far it is ("began withdrawing"), how long it takes, what it costs or who proposes it."""
    token = predicate.token
    if predicate.is_verbal:
        return tree[token].head if tree.is_rel(token, "xcomp") and tree.lemmas[tree[token].head] in _begun() else None
    head = tree[token].head
    is_measured = head >= 0 and tree.is_rel(token, "nsubj") and tree.lemmas[head] in _measuring()
    if head >= 0 and tree.is_rel(token, "nsubj") and any(tree.lemmas[c] == "place" for c in tree.children(head, "obj")):
        return head
    return head if is_measured and _has_measure(tree, head) else proposing(tree, token)


def _has_measure(tree: Tree, i: int) -> bool:
    """Whether a verb has a number for its length or its cost ("lasted nine hours", "injured at least ten")."""
    return any(tree[c].upos == "NUM" or tree.children(c, "nummod") for c in tree.children(i, "obj", "obl"))


@cache
def _measuring() -> frozenset[str]:
    return frozenset((*table("en/modality")["phase"]["ongoing"], *table("en/issues")["numbers"]["costs"]))


@cache
def _begun() -> frozenset[str]:
    return frozenset(word for row in table("en/status")["governor"] for word in row["words"])


def _branch(tree: Tree, i: int) -> set[int]:
    """A branch without asides; clauses coordinated below it stay out, nouns stay in."""
    found, queue = set[int](), [i]
    while queue:
        at = queue.pop()
        found.add(at)
        queue += [
            c for c in tree.children(at) if not tree.is_rel(c, *ASIDE) and not (tree.is_rel(c, "conj") and tree[c].upos == "VERB")
        ]
    return found
