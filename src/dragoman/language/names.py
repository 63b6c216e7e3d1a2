"""Names from the scores of their tags: spans whose openings cost something, and types that heed what bears the name in the world.

Scores are those of the network, of which one point is much where it is unsure and little where it is sure.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.language.decode import FORBIDDEN, Scores, is_allowed, spans
from dragoman.lexicon.bearers import Bearer, bearers, is_town
from dragoman.lexicon.states import demonym

# What it costs to open a name, by what stands before it: a word of no name, of a name of another type, of one of the same type.
# The network sees words one by one and cuts long names; two names of a type side by side have a comma or a word between them.
# Chosen on the corpus' dev files, CrossNER politics dev and WNUT 2017 test; twice the first would be as good for names alone, but
# the layers above can drop a name that is none and cannot find one that is missing.
OPENING, BESIDE, BESIDE_SAME = 0.4, 1.5, 3.0
# What a known bearer adds to a type. A place that is listed is a country, a region or a venue; of families the world has more
# than the registry, yet a town is seldom called like a president.
KNOWN: dict[Bearer, tuple[str, float]] = {
    "place": ("LOC", 2.5),
    "person": ("PER", 2.0),
    "organisation": ("ORG", 2.0),
    "family": ("PER", 3.0),
    "people": ("MISC", 1.0),
}
NOT_FIRST = frozenset({"of", "and", ".", ",", "-", ")", '"'})
NOT_LAST = frozenset({"of", "and", "the", ".", ",", "-", "(", '"'})
UNKNOWN = 2.0  # what one word that is read as a place and is neither listed nor a town adds to its being a person


def tags(scores: Scores, kinds: Sequence[str], words: Sequence[str]) -> list[str]:
    """The best sequence of BIO tags for the words of a sentence; `scores` has a row a word, in the order of `kinds`."""
    told = ["O"] * len(words)
    opens = np.array([kind.startswith("B-") for kind in kinds])[scores.argmax(1)]
    for first, last, _ in spans(best(scores, kinds)):
        cut = next((i for i in range(first + 1, last + 1) if opens[i] and _are_two(words[first:i], words[i : last + 1])), last + 1)
        for start, end in ((first, cut - 1), (cut, last)):
            for one, other, kind in _names(scores, kinds, words, start, end) if start <= end else ():
                told[one : other + 1] = [f"B-{kind}", *[f"I-{kind}"] * (other - one)]
    return told


def _are_two(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both stretches are known names, as in "DAMASCUS Syria's army", and the two together are none."""
    one, other = " ".join(words), " ".join(others)
    return _is_known(one) and _is_known(other) and not _is_known(f"{one} {other}")


def _is_known(name: str) -> bool:
    return bool(bearers(name)) or is_town(name)


def best(scores: Scores, tags: Sequence[str]) -> list[str]:
    """The best sequence of BIO tags in which every `I-` follows its own kind."""
    found = ["O"] * len(scores)
    for first, end in _open_stretches(scores, tuple(tags)):
        found[first:end] = _viterbi(scores[first:end], tags)
    return found


def _open_stretches(scores: Scores, tags: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The stretches of words between those that are in no name, whatever the others are.

    Such a word's "O" leads by more than it could cost to put it there: the word behind it opens a name that else it would go on.
    """
    none, kinds = tags.index("O"), _kinds(tags)
    lead = scores[:, none] - np.delete(scores, none, 1).max(1)
    costs = (scores[:, kinds.inner] - scores[:, kinds.opening]).max(1).clip(0)
    costs = OPENING + np.append(costs[1:], np.float32(0))
    start = 0
    for closed in [*(lead > costs).nonzero()[0].tolist(), len(scores)]:
        if closed > start:
            yield start, closed
        start = closed + 1


def _viterbi(scores: Scores, tags: Sequence[str]) -> list[str]:
    follows, opening = _transitions(tuple(tags))
    total = scores[0] + opening
    back = []
    for row in scores[1:]:
        steps = total[:, None] + follows
        back.append(steps.argmax(0))
        total = steps.max(0) + row
    at = [int(total.argmax())]
    for choice in reversed(back):
        at.append(int(choice[at[-1]]))
    return [tags[i] for i in reversed(at)]


class _Kinds(NamedTuple):
    """The types of names, and the columns of the tags that open each and go on with it."""

    names: list[str]
    opening: list[int]
    inner: list[int]


@cache
def _kinds(tags: tuple[str, ...]) -> _Kinds:
    names = [tag[2:] for tag in tags if tag.startswith("B-")]
    return _Kinds(names, [tags.index(f"B-{name}") for name in names], [tags.index(f"I-{name}") for name in names])


@cache
def _transitions(tags: tuple[str, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What it gives to go from tag to tag, and to open a sentence with a tag."""
    return np.array([[_step(a, b) for b in tags] for a in tags]), np.array([_step("O", b) for b in tags])


def _step(before: str, after: str) -> float:
    if not is_allowed(before, after):
        return FORBIDDEN
    if not after.startswith("B"):
        return 0.0
    return -OPENING if before == "O" else -BESIDE_SAME if before[2:] == after[2:] else -BESIDE


def _names(scores: Scores, tags: Sequence[str], words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """A name with the type that fits best, no mark or bare "of" at its ends; a people before a person's name is one by itself."""
    while first < last and words[last] in NOT_LAST:
        last -= 1
    while first < last and words[first] in NOT_FIRST:
        first += 1
    kind = _kind(scores[first : last + 1], tags, words[first : last + 1])
    if kind == "PER" and first < last and demonym(words[first]):
        yield first, first, "MISC"
        first += 1
    yield first, last, kind


def _kind(scores: Scores, tags: Sequence[str], words: Sequence[str]) -> str:
    """The type of a name by the mean of its words' scores and by what is known to bear it."""
    kinds = _kinds(tuple(tags))
    mean = (scores[0, kinds.opening] + scores[1:, kinds.inner].sum(0)) / len(words)
    means = dict(zip(kinds.names, mean.tolist(), strict=True))
    likeliest = max(means, key=means.__getitem__)
    name = " ".join(words)
    known = bearers(name)
    for bearer in known:
        kind, more = KNOWN[bearer]
        # a family is no evidence against a place of the same name that is listed
        means[kind] += 0.0 if bearer == "family" and "place" in known else more
    if likeliest == "LOC" and len(words) == 1 and "place" not in known and not is_town(name):
        means["PER"] += UNKNOWN
    return max(means, key=means.__getitem__)
