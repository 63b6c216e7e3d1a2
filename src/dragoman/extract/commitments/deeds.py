"""Deeds as undertakings: announced for later, begun, done as promised or not done although promised."""

from collections.abc import Sequence

from dragoman.extract import learnt
from dragoman.extract.arguments import prepositions
from dragoman.extract.commitments.asking import is_purpose, is_under
from dragoman.extract.commitments.status import DEEDS, Fate, first_of, is_ahead, is_drafted, was_supposed, words_of
from dragoman.extract.events.draft import Draft
from dragoman.extract.lexemes import Frame, verb_frames
from dragoman.extract.matching import is_of_class
from dragoman.language.tree import Tree
from dragoman.lexicon import table


def of_deed(tree: Tree, d: Draft) -> Fate | None:
    """An act announced for later, one that has begun, or an institutional act that did not come about."""
    if d.type not in DEEDS:
        return None
    if _was_to_be(tree, d.predicate.token):
        return Fate(status="not_implemented", rule="fate", why="it was to have been done")
    if fate := _of_beginning(tree, d):
        return fate
    if d.predicate.is_verbal and (fate := _of_promised(tree, d)):
        return fate
    if d.modality in ("occurred", "ongoing") or _is_only_meant(tree, d):
        return None
    return _of_unfinished(tree, d)


def _of_beginning(tree: Tree, d: Draft) -> Fate | None:
    """How far an act has come by the verb above it: "began withdrawing"; what "will begin" is announced."""
    above = next(iter(tree.ancestors(d.predicate.token)), None)
    if above is None or d.type not in ("RETREAT", "COOPERATE") or d.modality not in ("occurred", "ongoing", "planned"):
        return None
    begun = next((g["status"] for g in table("en/status")["governor"] if tree.lemmas[above] in g["words"]), None)
    if begun is None:
        return None
    if d.modality == "planned" or is_ahead(tree, above) or "to" in tree.marks(above):
        return Fate(status="agreed", rule="announced", why="announced for later")
    return Fate(status=begun, rule="fate", why=f"“{tree.lemmas[above]}” tells how far it has come")


def _was_to_be(tree: Tree, verb: int) -> bool:
    """Whether an act was to be done and was not: "was to have met", "had they paid", "was supposed to leave"."""
    if was_supposed(tree, first_of(tree, verb)):
        return True
    helpers = tree.children(verb, "aux")
    words = {tree.words[a] for a in helpers}
    if "to" in tree.marks(verb) and words >= {"have"} and words & {"was", "were"}:
        return True
    subjects = tree.children(verb, "nsubj")
    return any(tree.words[a] == "had" and subjects and a < subjects[0] for a in helpers) and tree.is_rel(verb, "advcl")


def _of_promised(tree: Tree, d: Draft) -> Fate | None:
    """A deed that is told beside its promise: done as promised, done in part, or not done although promised."""
    kept, token = table("en/status")["kept"], d.predicate.token
    if d.modality == "denied" and (_is_beside_promise(tree, token, kept["denied"]) or _is_past_deadline(tree, token, kept["past"])):
        return Fate(status="not_implemented", rule="fate", why="not done although promised")
    if d.modality not in ("occurred", "ongoing"):
        return None
    if _falls_short(tree, kept["short"]):
        return Fate(status="partly", rule="fate", why="less done than promised")
    if _is_beside_promise(tree, token, kept["done"]) or _is_under_agreement(tree, token, kept["under"]):
        return Fate(status="implemented", rule="fate", why="done as promised")
    return None


def _of_unfinished(tree: Tree, d: Draft) -> Fate | None:
    """An act that is still ahead, that did not come about, or that is only possible."""
    if d.predicate.entry.learnt and tree.lemmas[d.predicate.token] in table("en/undertakings")["said"]["never"]:
        return None  # what befalls one
    if any(not tree.marks(t).isdisjoint(("until", "unless")) for t in (d.predicate.token, *tree.ancestors(d.predicate.token))):
        return None  # what others wait for
    if d.modality == "planned" and (d.predicate.is_verbal or d.type == "GOVERN"):
        is_draft = is_drafted(tree, d.predicate.token)
        return Fate(status="proposed" if is_draft else "agreed", rule="announced", why="announced for later")
    is_undone = _is_called_off(tree, d)
    if d.modality == "denied" and d.type == "GOVERN" and "dismiss" not in d.mode and not is_undone and _is_due(tree, d):
        return Fate(status="not_implemented", rule="fate", why="it has not come about")
    if d.modality == "conditional" and d.type in ("COOPERATE", "GOVERN") and d.parts.actors:
        return Fate(status="proposed", rule="possible", why="put forward as possible")
    return None


def _is_called_off(tree: Tree, d: Draft) -> bool:
    """Whether an act is denied because somebody called it off: who cancels a vote breaks no promise that was told."""
    entry, head = d.predicate.entry, tree[d.predicate.token].head
    if isinstance(entry, Frame):
        return entry.negates
    is_object = head >= 0 and tree.is_rel(d.predicate.token, "obj", "nsubj")
    return is_object and any(frame.also for frame in verb_frames().get(tree.lemmas[head], ()))


def _is_due(tree: Tree, d: Draft) -> bool:
    """Whether what an institution did not do may have been undertaken: not what it will not do, nor what the model alone tells."""
    token = d.predicate.token
    if any(tree[a].xpos == "MD" for a in tree.children(token, "aux")) or "without" in tree.marks(token):
        return False
    return not d.predicate.entry.learnt or learnt.sense_of(tree, "undertaking", token, d.predicate.noun) is not None


def _is_beside_promise(tree: Tree, token: int, marks: Sequence[str]) -> bool:
    """Whether a clause with one of these conjunctions tells the promise of an act: "released the men, as it had promised"."""
    marked = [c for c in tree.children(token, "advcl") if tree.marks(c) & {*marks}]
    return any(tree.lemmas[c] in table("en/status")["undertaking"]["verbs"] for c in marked)


def _is_under_agreement(tree: Tree, token: int, words: Sequence[str]) -> bool:
    """Whether an act is told as one under an agreement: "released 40 men under the accord"."""
    phrases = tree.children(token, "obl")
    parts = [c for p in phrases if tree.lemmas[p] == "part" and "as" in prepositions(tree, p) for c in tree.children(p, "nmod")]
    under = [p for p in phrases if {*words} & {*prepositions(tree, p)}]
    return any(is_of_class(tree, p, "agreement") for p in (*under, *parts))


def _is_past_deadline(tree: Tree, token: int, words: Sequence[str]) -> bool:
    """Whether an act is told as due by now: "have not left, a week after the deadline", "30 days after the accord"."""
    for p in tree.subtree(token):
        if tree.lemmas[p] in words or (is_of_class(tree, p, "agreement") and {"after", "despite"} & {*prepositions(tree, p)}):
            return True
    return False


def _falls_short(tree: Tree, words: Sequence[str]) -> bool:
    """Whether a sentence tells that less was done than undertaken: "twenty fewer than it had promised"."""
    promised = table("en/status")["undertaking"]["verbs"]
    than = [m for m in range(1, len(tree.tokens)) if tree.words[m] == "than" and tree[m].rel == "mark"]
    return any(tree.lemmas[tree[m].head] in promised and tree.words[m - 1] in words for m in than)


def _is_only_meant(tree: Tree, d: Draft) -> bool:
    """Whether an act ahead is an aim, or what others expect: "talks aimed at …", "were expected to go on".

    A meeting that is expected at the time of the report ("are expected to meet on Monday") is an appointment.
    """
    token, words = first_of(tree, d.predicate.token), table("en/status")["hearsay"]
    above = next(iter(tree.ancestors(token)), None)
    if above is None or not tree.is_rel(token, "xcomp", "ccomp", "csubj", "advcl", "acl"):
        return False
    is_use = tree[token].rel == "acl" and tree[above].upos == "NOUN" and "to" in tree.marks(token)
    if is_use and tree.lemmas[above] not in {*words_of("nouns"), *table("en/status")["undertaking"]["nouns"]}:
        return True  # "an operation to free the town"
    if tree.lemmas[above] in words["aim"] or is_under(tree, token) or is_purpose(tree, token):
        return True
    helpers = {tree.words[a] for a in tree.children(above, "aux", "aux:pass", "cop")}
    is_appointed = d.type == "CONSULT" and bool(helpers & {"is", "are"})
    return tree.lemmas[above] in words["expected"] and not is_appointed
