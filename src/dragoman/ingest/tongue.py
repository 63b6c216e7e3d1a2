"""In which language a text is: what is not English is refused by its name, for the rules would read nonsense from it.

What a page or a record states of its language is not asked: it is wrong too often.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

from dragoman.lexicon import table

_SAMPLE = 20_000  # characters looked at
_LEAST = 40  # words, or letters of another script, below which nothing is said
_ENGLISH = 0.08  # share of small words of English from which a text may be English; news have a third
_OTHER = 0.15  # share of those of another language from which it is that language
_KINDS = 5  # of them that must differ: a word that a text repeats is no language
_NONE = 0.02  # share of those of English below which a text of so many different words is some other language
_DIFFERENT = 60
_EASTERN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"))
_WORD = re.compile(r"[^\W\d_]+")


def foreign(text: str) -> str:
    """The language or script of a text that is surely not in English; empty where it may be."""
    sample = text[:_SAMPLE]
    scripts = Counter(unicodedata.name(c, "LATIN").split(" ", 1)[0] for c in sample if c.isalpha())
    latin, whole = scripts.pop("LATIN", 0), scripts.total()
    if whole >= _LEAST and whole > latin:
        script = scripts.most_common(1)[0][0]
        return "Chinese or Japanese characters" if script in _EASTERN else f"{script.capitalize()} letters"
    words = Counter(_WORD.findall(sample.casefold()))
    english = _share(words, _small()[0]) if words else 1
    if words.total() < _LEAST or english >= _ENGLISH:
        return ""
    told = [(_share(words, theirs), language) for language, theirs in _small()[1].items() if len(words.keys() & theirs) >= _KINDS]
    share, language = max(told, default=(0.0, ""))
    unknown = "another language" if english < _NONE and len(words) >= _DIFFERENT else ""
    return language if share >= _OTHER else unknown


def _share(words: Counter[str], small: frozenset[str]) -> float:
    return sum(words[word] for word in small) / words.total()


@cache
def _small() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    told = table("world/tongues")
    return frozenset(told["english"]["words"].split()), {name: frozenset(row.split()) for name, row in told["others"].items()}
