"""What the language model takes words to open, beside what the lexicon says of them: acts, and the words in their roles."""

from collections.abc import Iterator
from functools import cache

from dragoman.extract.lexemes import EventNoun, Frame
from dragoman.language.tree import Tree
from dragoman.model import Filler, Sense

SKIPPED = 3  # how far apart, in words, two stretches in a role may stand to be one
SURE = 0.3  # from this probability a sense counts; on the dev part a lower one brings more wrong acts than right ones
# The CAMEO root that each type comes nearest to, for acts that no entry of the lexicon reads
CAMEO = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "CONCEDE": "08",
    "COOPERATE": "06",
    "AID": "07",
    "RETREAT": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "SANCTION": "16",
    "MOBILIZE": "15",
    "COERCE": "17",
    "ASSAULT": "18",
}


def sense_of(tree: Tree, kind: str, *tokens: int | None) -> Sense | None:
    """The sense of a kind that the model gives to one of these words, the surest where it gives several."""
    found = [s for s in tree.sentence.senses or () if s.kind == kind and s.token in tokens]
    return max(found, key=lambda s: (s.probability, -s.token), default=None)


def likelihood(tree: Tree, kind: str, token: int) -> float | None:
    """How sure the model is that a word opens something of a kind; `None` where the analysis has no senses at all."""
    sense = sense_of(tree, kind, token)
    return None if tree.sentence.senses is None else sense.probability if sense else 0.0


def sure(tree: Tree, kind: str) -> Iterator[Sense]:
    """The senses of a kind that the model is sure of, in text order."""
    return (s for s in tree.sentence.senses or () if s.kind == kind and s.probability >= SURE)


def fillers(sense: Sense | None, *roles: str) -> Iterator[Filler]:
    """The words in these roles that the model is sure of."""
    return (f for f in (sense.fillers if sense else ()) if f.role in roles and f.probability >= SURE)


def runs(sense: Sense, role: str) -> Iterator[list[int]]:
    """The words in a role, from first to last where the model leaves out no more than a word or two that have no other role."""
    taken = {sense.token, *(t for f in sense.fillers if f.role != role for t in range(f.first, f.last + 1))}
    run: list[int] = []
    for filler in fillers(sense, role):
        if run and (filler.first - run[-1] > SKIPPED or taken & set(range(run[-1], filler.first))):
            yield run
            run = []
        run += range(run[-1] + 1 if run else filler.first, filler.last + 1)
    if run:
        yield run


def heads(tree: Tree, filler: Filler) -> list[int]:
    """The words of a filler that hang on words outside it: its head, or several where the tree cuts it."""
    inside = range(filler.first, filler.last + 1)
    return [i for i in inside if tree[i].head not in inside and not tree.is_rel(i, "punct", "case", "det", "cc", "mark")]


@cache
def frame(type_: str, word: str) -> Frame:
    """A verb or adjective that the model takes for an act of this type, as an entry like those of the lexicon."""
    return Frame(type=type_, verbs=(word,), cameo=CAMEO.get(type_, ""), symmetric=type_ == "CONSULT", learnt=True)


@cache
def noun(type_: str, word: str) -> EventNoun:
    """The same for a noun."""
    return EventNoun(
        type=type_, nouns=(word,), cameo=CAMEO.get(type_, ""), symmetric=type_ in ("CONSULT", "AGREE"), specific=True, learnt=True
    )
