"""How an act was done, or what it asks, refuses or threatens: PLOVER's modes."""

from collections.abc import Iterator
from functools import cache

from dragoman.extract.predicates import Predicate
from dragoman.language.tree import Tree
from dragoman.lexicon import table

OF_CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN"})


def modes_of(tree: Tree, predicate: Predicate) -> tuple[str, ...]:
    """The modes of an act: those of its frame, else the first whose words it is told in (`lexicon/en/modes.toml`)."""
    if predicate.entry.mode:
        return predicate.entry.mode
    known = _words(predicate.entry.type)
    if not known:
        return ()
    # The words of each part by itself, so that no two parts make one expression.
    told = [f" {' '.join(tree.lemmas[t] for t in part)} " for part in _parts(tree, predicate)]
    return next(((mode,) for mode, words in known if any(f" {word} " in part for part in told for word in words)), ())


def _parts(tree: Tree, predicate: Predicate) -> Iterator[tuple[int, ...]]:
    """The words that the act governs; of an act that has no content, its own word too, and of violence who does it."""
    if predicate.entry.type not in OF_CONTENT:
        yield (predicate.token,)
    yield from (tuple(tree.subtree(h)) for h in _governed(predicate))


def _governed(predicate: Predicate) -> Iterator[int]:
    args = predicate.args
    if not predicate.is_verbal:
        yield predicate.token
        return
    yield from (*args.objects, *(i for _, i in args.preps))
    if args.clause is not None:
        yield args.clause
    if predicate.entry.type == "ASSAULT":
        yield from args.subjects


@cache
def _words(type_: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((entry["mode"], tuple(entry["words"])) for entry in table("en/modes")["mode"] if entry["type"] == type_)
