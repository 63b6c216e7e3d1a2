"""Undertakings before they become claims, and those that the language model finds beside the frames of the lexicon."""

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.extract import evidence, learnt
from dragoman.extract.arguments import arguments
from dragoman.extract.commitments.asking import is_left_open, is_threatened, is_unpromised
from dragoman.extract.commitments.status import AGAINST, STATUSES, Fate
from dragoman.extract.commitments.terms import Term
from dragoman.extract.commitments.undertakers import undertakers
from dragoman.extract.events.draft import Draft
from dragoman.extract.events.governing import is_talked_about
from dragoman.extract.events.roles import cast
from dragoman.extract.predicates import Predicate, find
from dragoman.extract.statements.unnamed import by_its_words, government
from dragoman.ground.who import actors_under
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon import table
from dragoman.model import Actor, Evidence, Filler, Reading, Sense

STANDS = 0.6  # from this probability of the model alone an act is what it says


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
            if is_unpromised(tree, sense.token) or _is_barred(tree, sense.token):
                continue
            if not any(w.start <= at.start < w.end for p in known for w in p.places):
                d = next((d for d in drafts if d.sentence == n and d.predicate.token == sense.token), None)
                d = d or undertaken(reading, n, sense.token)
                if d.type not in AGAINST or is_doubtful(tree, d.predicate):
                    yield _pledge(reading, tree, sense, d)


def _is_barred(tree: Tree, token: int) -> bool:
    """Whether no probability makes a word an undertaking: a question, a threat, a breach, what is only talked about, or "do so"."""
    verb = tree[token].head
    if tree.lemmas[token] == "do" and "so" in {tree.words[c] for c in tree.children(token)}:
        return True
    is_thing = tree[token].upos in ("NOUN", "PROPN")
    breach = table("en/undertakings")["breach"]["nouns"]
    if is_thing and not {tree.lemmas[token], tree.lemmas[verb] if verb >= 0 else ""}.isdisjoint(breach):
        return True  # told in words of its own, where it is laid at somebody's door
    is_asked = is_thing and tree.is_rel(token, "obj") and tree.lemmas[verb] in table("en/status")["unpromised"]["above"]
    return is_asked or is_left_open(tree, token) or is_threatened(tree, token) or is_talked_about(tree, token, "COOPERATE")


def is_doubtful(tree: Tree, p: Predicate) -> bool:
    """Whether only the model takes a word for an act, and not surely."""
    sense = learnt.sense_of(tree, "act", p.token, p.noun)
    return p.entry.learnt and (sense is None or sense.probability < STANDS)


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
    found = [of for of in dict.fromkeys(found) if of not in d.parts.mediators]
    return (tuple(found), tuple(unnamed)) if found else undertakers(reading, tree, d)


def _unnamed(reading: Reading, tree: Tree, filler: Filler, head: int) -> Actor | None:
    """Whoever a word stands for that grounding does not know: the state of a capital, or people by their words."""
    if tree[head].upos == "PROPN":
        return government(tree[head].text)
    return by_its_words(reading, tree, msgspec.structs.replace(filler, role="actor"), head)


def undertaken(reading: Reading, n: int, i: int) -> Draft:
    """The act that is undertaken, where the report does not tell it as an event: "the troops that it was to withdraw"."""
    tree = tree_of(reading.sentences[n])
    is_noun = tree[i].upos in ("NOUN", "PROPN")
    sense = learnt.sense_of(tree, "act", i)
    told = next((p.entry.type for p in find(tree) if p.token == i), "AGREE" if is_noun else "COOPERATE")
    type_ = sense.label if sense else told
    entry = (learnt.noun if is_noun else learnt.frame)(type_, tree.lemmas[i])
    predicate = Predicate(token=i, entry=entry, args=arguments(tree, i))
    parts = cast(reading, n, tree, predicate)
    return Draft(sentence=n, predicate=predicate, parts=parts, modality="planned", why="undertaken", type=type_, sense=sense)
