"""How near two romanised words are: a weighted edit distance over folded spellings, and families of names that stay apart."""

import math
import re
from functools import cache, lru_cache

from dragoman.lexicon import table

# Words kept with what was found of them: those of some hundred reports.
KEPT = 1 << 14
ALLOWED = 0.105
"""Distance per letter of the longer word up to which two words are spellings of one; set on the pairs of `gate.names`."""


@lru_cache(KEPT)
def alike(a: str, b: str) -> bool:
    """Whether two words in plain lower case can be spellings of one name."""
    one, other = family(a), family(b)
    if one and other:
        return one == other
    left, right = fold(a), fold(b)
    allowed = ALLOWED * max(len(left), len(right), 4)
    return distance(left, right, allowed) <= allowed


def family(word: str) -> str:
    """The family of spellings that a word is known to belong to, or nothing."""
    return _families().get(word, "")


@lru_cache(KEPT)
def fold(word: str) -> str:
    """A word with each sound written one way, doubled letters single, and silent endings gone."""
    for old, new in table("en/spelling")["rewrites"]:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    word = re.sub(r"sk(ii|iy|y|yi|ij|ai)$", "ski", word)
    return re.sub(r"(?<=[aeiou])h$", "", word)


def distance(a: str, b: str, limit: float = math.inf) -> float:
    """The cheapest way from one folded word to the other; letters that romanisations confuse or omit cost little.

    Infinite as soon as every way is dearer than `limit`.
    """
    without_a, without_b = _omissions(a), _omissions(b)
    row = [0.0]
    for cost in without_b:
        row.append(row[-1] + cost)
    for i, letter in enumerate(a):
        dropped, costs = without_a[i], _costs(letter, is_first=not i)
        below = [row[0] + dropped]
        for j, other in enumerate(b):
            below.append(min(row[j] + costs.get(other, costs[""]), row[j + 1] + dropped, below[j] + without_b[j]))
        row = below
        if min(row) > limit:
            return math.inf
    return row[-1]


@lru_cache(KEPT)
def _omissions(word: str) -> tuple[float, ...]:
    """What it costs to leave out each letter of a word."""
    return tuple(_omission(word, at) for at in range(len(word)))


def _omission(word: str, at: int) -> float:
    costs = table("en/spelling")["omitted"]
    letter = word[at]
    if letter in "aeiou":
        return float(costs["last" if at == len(word) - 1 else "vowel"])
    if letter == "y":
        # "Itzhak" for "Yitzhak" is rarer than "Yulia" for "Yuliya"
        return float(costs["y"]) * (1 if at else 2)
    if letter == "k" and word[at + 1 : at + 2] == "h":
        return float(costs["aspirate"])
    return float(costs.get(letter, costs["other"]))


@cache
def _costs(letter: str, *, is_first: bool) -> dict[str, float]:
    """What it costs to write each letter for this one; under the empty string, any letter that is not there."""
    found = {"": 1.0, letter: 0.0} | {b: cost for (a, b), cost in _confused().items() if a == letter and a != b}
    # a first letter is seldom mistaken
    is_dear = is_first and letter not in "aeiou"
    return {other: cost * 1.5 if is_dear and cost >= 0.3 else cost for other, cost in found.items()}


@cache
def _confused() -> dict[tuple[str, str], float]:
    found = {}
    for entry in table("en/spelling")["confused"]:
        a, b = entry["letters"]
        found[a, b] = found[b, a] = float(entry["cost"])
    return found


@cache
def _families() -> dict[str, str]:
    return {form: name for name, forms in table("en/spelling")["families"].items() for form in (name, *forms)}
