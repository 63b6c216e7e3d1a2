"""What kind of thing a name stands for: finer than the network's four types, by the words of the name and their tags.

The network learns PER, ORG, LOC and MISC, the types that all open sets share. A thing built is told from other places by its head
word, an event from other names by a word in it, a people or creed by being an adjective, a plural or listed (`en/kinds.toml`).
"""

from collections.abc import Iterable, Sequence
from functools import cache

from dragoman.lexicon.load import table
from dragoman.lexicon.states import demonym
from dragoman.model import NameKind, Token


def kind(label: str, words: Sequence[Token], first: int) -> NameKind:
    """The kind of a name of one of the network's types; `words` are its words, `first` the place of the first in its sentence."""
    match label:
        case "PER":
            return "PERSON"
        case "ORG":
            return "ORG"
        case "LOC":
            return "FAC" if _is(_head(words, first), "facilities") else "LOC"
        case _:
            return "EVENT" if any(_is(word, "events") for word in words) else "NORP" if _is_people(words) else "MISC"


def _head(words: Sequence[Token], first: int) -> Token:
    """The word of the name on which the others hang."""
    inside = range(first, first + len(words))
    return next((word for word in words if word.head not in inside), words[-1])


def _is_people(words: Sequence[Token]) -> bool:
    last = words[-1]
    return last.xpos in {"JJ", "NNPS", "NNS"} or bool(demonym(last.text)) or _is(last, "peoples")


def _is(word: Token, group: str) -> bool:
    said = word.text.lower()
    return not _group(group).isdisjoint({said, said.removesuffix("s")})


@cache
def _group(name: str) -> frozenset[str]:
    listed: Iterable[str] = table("en/kinds")[name]
    return frozenset(listed)
