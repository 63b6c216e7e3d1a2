"""Words in the form in which tellings are compared: stems without case, accents, endings and words of no content.

The stemmer strips English endings until none is left. It is cruder than Porter's, for it never has to give back a word:
"agreed", "agreement" and "agrees" need only end alike.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from dragoman.lexicon.load import table

_LEAST = 3  # letters that a stem keeps


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\d[\d.,:]*\d|\w+")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The form of a word that its inflections share."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    folded = str(table("en/sameness")["forms"].get(folded, folded))
    endings = table("en/sameness")["endings"].split()
    while ending := next((e for e in endings if folded.endswith(e) and len(folded) - len(e) >= _LEAST), ""):
        folded = folded[: -len(ending)]
    if len(folded) > _LEAST and folded[-1] == folded[-2]:
        return folded[:-1]
    return folded


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(r"\b([^\W\d_]{3,})-([^\W\d_]{2,})\b")


def _joined_up(text: str) -> str:
    """A text with the compounds that the lists know in one word written so ("cease-fire", "pull-out")."""
    known = _groups().keys() | _close().keys()
    return _compound().sub(lambda m: m[1] + m[2] if stem(m[1] + m[2]) in known else m[0], text) if "-" in text else text


@cache
def _stops() -> frozenset[str]:
    return frozenset(stem(w) for w in table("en/sameness")["stop"].split())


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Stem → names of the kindred groups that hold it."""
    found: dict[str, set[str]] = {}
    for group in table("en/sameness")["kindred"]:
        for word in group["words"].split():
            found.setdefault(stem(word), set()).add(group["name"])
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1 << 14)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order."""
    return tuple(stem(w) for w in _word().findall(_joined_up(text)))


@lru_cache(maxsize=1 << 14)
def content(text: str) -> frozenset[str]:
    """The stems of the words that carry content."""
    return frozenset(s for s in stems(text) if s not in _stops())


@cache
def _close() -> dict[str, frozenset[str]]:
    """Stem → the groups of words that name the same act, each by its words in a row."""
    found: dict[str, set[str]] = {}
    for line in table("en/sameness")["close"]["groups"].split("\n"):
        for word in line.split():
            found.setdefault(stem(word), set()).add("-".join(line.split()))
    return {word: frozenset(groups) for word, groups in found.items()}


def is_close(one: str, other: str) -> bool:
    """Whether words of two triggers name the same act ("accord", "deal")."""
    return bool(synonyms(one) & synonyms(other))


def synonyms(text: str) -> frozenset[str]:
    """The groups of words that name the same act to which the words of a trigger belong."""
    return frozenset(group for s in stems(text) for group in _close().get(s, ()))


def kinds(text: str) -> frozenset[str]:
    """The kindred groups that the words of a trigger belong to."""
    return frozenset(name for s in stems(text) for name in _groups().get(s, ()))


@cache
def _same_deeds() -> dict[str, str]:
    """Stem → the word that stands for all that name one deed or thing undertaken."""
    found: dict[str, str] = {}
    for line in table("en/sameness")["undertaken"]["groups"].split("\n"):
        for word in line.split():
            found.setdefault(stem(word), line.split()[0])
    return found


@lru_cache(maxsize=1 << 14)
def deeds(text: str, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """What is undertaken, planned or done, by the content of its words without these names; words for one deed or thing are one."""
    return frozenset(_same_deeds().get(s, s) for s in content(text) - names - listed("undertaking", "words"))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words in common: twice the common ones over all. 0 where one has none."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def held(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter that stands in the longer. 0 where one has none."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


@cache
def listed(topic: str, name: str) -> frozenset[str]:
    """A list of the lexicon, as stems."""
    return frozenset(stem(w) for w in table("en/sameness")[topic][name].split())


def joined(texts: Iterable[str]) -> frozenset[str]:
    """The content of several texts together."""
    return frozenset().union(*(content(t) for t in texts))
