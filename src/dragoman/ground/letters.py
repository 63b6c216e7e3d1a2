"""How near two romanised words are: a weighted edit distance over folded spellings, and families of names that stay apart."""

import re
from functools import cache

from dragoman.lexicon import table

ALLOWED = 0.105
"""Distance per letter of the longer word up to which two words are spellings of one; set on the pairs of `gate.names`."""


@cache
def alike(a: str, b: str) -> bool:
    """Whether two words in plain lower case can be spellings of one name."""
    one, other = family(a), family(b)
    if one and other:
        return one == other
    return distance(fold(a), fold(b)) <= ALLOWED * max(len(fold(a)), len(fold(b)), 4)


@cache
def family(word: str) -> str:
    """The family of spellings that a word is known to belong to, or nothing."""
    return _families().get(word, "")


@cache
def fold(word: str) -> str:
    """A word with each sound written one way, doubled letters single, and silent endings gone."""
    for old, new in table("en/spelling")["rewrites"]:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    word = re.sub(r"sk(ii|iy|y|yi|ij|ai)$", "ski", word)
    return re.sub(r"(?<=[aeiou])h$", "", word)


def distance(a: str, b: str) -> float:
    """The cheapest way from one folded word to the other; letters that romanisations confuse or omit cost little."""
    without_a, without_b = ([_omission(word, at) for at in range(len(word))] for word in (a, b))
    row = [0.0]
    for cost in without_b:
        row.append(row[-1] + cost)
    for i, letter in enumerate(a):
        below = [row[0] + without_a[i]]
        for j, other in enumerate(b):
            below.append(min(row[j] + _cost(letter, other, i), row[j + 1] + without_a[i], below[j] + without_b[j]))
        row = below
    return row[-1]


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


def _cost(a: str, b: str, at: int) -> float:
    if a == b:
        return 0.0
    cost = _confused().get((a, b), 1.0)
    return cost if at or a in "aeiou" or cost < 0.3 else cost * 1.5


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
