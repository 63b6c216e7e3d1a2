"""Undertakings before they become claims, and those that the language model finds beside the frames of the lexicon."""

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.extract import evidence, learnt
from dragoman.extract.arguments import Arguments, arguments
from dragoman.extract.events import Draft
from dragoman.extract.fates import is_left_open
from dragoman.extract.predicates import Predicate, find
from dragoman.extract.roles import cast
from dragoman.extract.status import AGAINST, STATUSES, Fate, negations, words_of
from dragoman.extract.terms import Term
from dragoman.extract.undertakers import undertakers
from dragoman.extract.unnamed import by_its_words, government
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.model import Actor, Evidence, Filler, Reading, Sense

# What hangs below a threat or a demand is asked of others or held against them, not undertaken
STANDS = 0.6  # from this probability of the model alone an act is what it says
PRESSING = frozenset({"THREATEN", "REQUEST", "ACCUSE"})


class Pledge(msgspec.Struct, frozen=True, kw_only=True):
    """An undertaking before it becomes a claim: the act that tells it, one of its terms, and its fate so far."""

    draft: Draft
    term: Term
    by: tuple[str, ...]
    fate: Fate
    places: tuple[Evidence, ...]
    ordinal: int = 0
    unnamed: tuple[Actor, ...] = ()  # those of `by` that the report does not name
    again: tuple[tuple[Draft, Term], ...] = ()  # further tellings of the same undertaking


def learnt_pledges(reading: Reading, drafts: Sequence[Draft], known: Sequence[Pledge]) -> Iterator[Pledge]:
    """The undertakings that the model is sure of where no pledge tells of these words already."""
    for n, sentence in enumerate(reading.sentences):
        tree = tree_of(sentence)
        for sense in learnt.sure(tree, "undertaking"):
            at = tree[sense.token]
            if tree[sense.token].upos in ("NOUN", "PROPN") or is_pressed(tree, sense.token) or _is_unpromised(tree, sense.token):
                continue  # a noun alone ("the truce", "the passage") tells of no new undertaking
            if not any(w.start <= at.start < w.end for p in known for w in p.places):
                d = next((d for d in drafts if d.sentence == n and d.predicate.token == sense.token), None)
                d = d or _drafted(reading, n, tree, sense)
                if d.type not in AGAINST or is_doubtful(tree, d.predicate):
                    yield _pledge(reading, tree, sense, d)


def is_doubtful(tree: Tree, p: Predicate) -> bool:
    """Whether only the model takes a word for an act, and not surely."""
    sense = learnt.sense_of(tree, "act", p.token, p.noun)
    return p.entry.learnt and (sense is None or sense.probability < STANDS)


def is_pressed(tree: Tree, token: int, below: int | None = None) -> bool:
    """Whether a word is, or hangs below, a threat, a demand or what is only asked or left open.

    What a noun tells ("an offer to …") is asked only where the word `below`, or one on the way to it, asks.
    """
    if is_left_open(tree, token):
        return True
    path = _above(tree, token)
    path = path[: path.index(below) + 1] if below in path else path
    return any(_only_asked(tree, t) for t in path) or any(p.token in path for p in find(tree) if p.entry.type in PRESSING)


def _is_unpromised(tree: Tree, token: int) -> bool:
    """Whether a word stands for what somebody is said not to have undertaken: "did not promise to leave"."""
    return any(tree.lemmas[a] in words_of("verbs") and negations(tree, a) for a in _above(tree, token))


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


def _pledge(reading: Reading, tree: Tree, sense: Sense, d: Draft) -> Pledge:
    by, unnamed = _undertakers(reading, tree, sense, d)
    what = evidence.clause(reading, tree, d.predicate)
    word, status = tree[sense.token].text, STATUSES[sense.label]
    return Pledge(
        draft=d,
        term=Term(what=what, act=d.type, head=sense.token),
        by=by,
        fate=Fate(status=status, rule="learnt", why=f"“{word}” is read as an undertaking, {status.replace('_', ' ')}"),
        places=(what,),
        unnamed=unnamed,
    )


def _undertakers(reading: Reading, tree: Tree, sense: Sense, d: Draft) -> tuple[tuple[str, ...], tuple[Actor, ...]]:
    """Who undertakes it by the model, else who acts; and which of them stand there without a name."""
    found: list[str] = []
    unnamed: list[Actor] = []
    for filler in learnt.fillers(sense, "by"):
        for head in learnt.heads(tree, filler):
            known = actors_under(reading, d.sentence, head)
            actor = None if known else _unnamed(reading, tree, filler, head)
            unnamed += [actor] if actor else []
            found += known or ([actor.id] if actor else [])
    return (tuple(dict.fromkeys(found)), tuple(unnamed)) if found else undertakers(reading, tree, d)


def _unnamed(reading: Reading, tree: Tree, filler: Filler, head: int) -> Actor | None:
    """Whoever a word stands for that grounding does not know: the state of a capital, or people by their words."""
    if tree[head].upos == "PROPN":
        return government(tree[head].text)
    return by_its_words(reading, tree, msgspec.structs.replace(filler, role="actor"), head)


def _drafted(reading: Reading, n: int, tree: Tree, sense: Sense) -> Draft:
    """The act that is undertaken, where the report does not tell it as an event: "the troops that it was to withdraw"."""
    i = sense.token
    act = learnt.sense_of(tree, "act", i)
    type_ = act.label if act else next((p.entry.type for p in find(tree) if p.token == i), "COOPERATE")
    if tree[i].upos in ("NOUN", "PROPN"):
        predicate = Predicate(token=i, entry=learnt.noun(type_, tree.lemmas[i]), args=Arguments(token=i))
    else:
        predicate = Predicate(token=i, entry=learnt.frame(type_, tree.lemmas[i]), args=arguments(tree, i))
    parts = cast(reading, n, tree, predicate)
    return Draft(sentence=n, predicate=predicate, parts=parts, modality="planned", why="undertaken", type=type_, sense=act)
