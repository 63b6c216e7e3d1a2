"""Dictionary forms: a table of what rules cannot know, and the rules of English endings for the rest.

The table is made from the treebanks (`training/lemmas.py`) and holds only what the rules below get wrong. Whether a stem is a
word is asked of the lexicon, whose verbs and nouns must be found in all their forms, then of the encoder's vocabulary, whose thirty
thousand pieces hold the common words of English.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.lexicon import listed
from dragoman.lexicon import table as lexicon

OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX"})
DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")
# One vowel between consonants and nothing more ("hop" in "hoped"): the base ends in -e, else the consonant were doubled.
SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
# Stems that end so take an -e where neither form is a known word: "negotiat-ing", "finaliz-ed", "announc-ed", "involv-ed".
SILENT = re.compile(r"(?:[cguvz]|(?<!s)s|[^aeiou][rl]|[aou]t|[aiu]r|[^aeiou][ue]d)$")


@lru_cache(maxsize=1 << 16)  # the words of a few thousand reports
def lemma(word: str, upos: str, xpos: str) -> str:
    """The dictionary form of a word by its UD and Penn Treebank tags: "met" gives "meet"; names stay as they are."""
    if upos == "PROPN":
        return word
    low = word.lower().replace("’", "'")
    low = lexicon("en/abbreviations")["spelled"].get(low, low)
    known = table().get((low, upos))
    if known is not None or upos not in OPEN:
        return known or low
    return regular(low, xpos)


def possible(word: str, upos: str, xpos: str) -> str:
    """A tag that the word's ending and its universal tag allow.

    "-ed" makes no present participle, "-ing" no past form, nor does "-s" ("says"); "-ies" for "-y" is a plural ("parties"), and a
    verb that ends in "-s" is in the present ("meets").
    """
    low = word.lower()
    if upos == "VERB" and xpos in {"NN", "NNS"} and low.endswith("s"):
        return "VBZ"
    if xpos == "NN" and low.endswith("ies") and _is_word(low[:-3] + "y"):
        return "NNS"
    if xpos in {"VBD", "VBN"} and low.endswith("s") and not low.endswith(("ss", "us")) and len(low) > 3:
        return "VBZ"
    if xpos == "VBG" and low.endswith("ed"):
        return "VBN"
    return "VBG" if xpos in {"VBD", "VBN"} and low.endswith("ing") and len(low) > 5 else xpos


def regular(low: str, xpos: str) -> str:
    """What the endings alone tell."""
    if xpos in {"NNS", "VBZ"}:
        found = [*_without_s(low), low]
        words = listed("verbs") if xpos == "VBZ" else listed("nouns") | listed("lemmas")
        return next((form for form in found if form in words), found[0])
    if xpos in {"VBD", "VBN"}:
        return _past(low)
    if xpos == "VBG":
        return _without(low, "ing") if low.endswith("ing") and len(low) > 4 else low
    if xpos in {"JJR", "RBR"}:
        return _without(low, "er") if low.endswith("er") else low
    if xpos in {"JJS", "RBS"}:
        return _without(low, "est") if low.endswith("est") else low
    return low


def _without_s(low: str) -> Iterator[str]:
    if low.endswith("ies") and len(low) > 4:
        yield low[:-3] + "y"
    if low.endswith("men"):
        yield low[:-2] + "an"
    if re.search(r"(?:[sxz]|ch|sh)es$", low):
        forms = (low[:-2], low[:-1])
        yield from forms if not _is_word(low[:-1]) or low.endswith(("sses", "ches", "shes", "xes")) else forms[::-1]
    if low.endswith("oes"):
        yield low[:-2]
    is_plain = not low.endswith(("ss", "us", "is")) or (not low.endswith("ss") and _is_word(low[:-1]))
    if low.endswith("s") and is_plain and len(low) > 2:
        yield low[:-1]


def _past(low: str) -> str:
    return _without(low, "ed") if low.endswith("ed") and len(low) > 3 else low


def _without(low: str, ending: str) -> str:
    stem = low[: -len(ending)]
    if stem.endswith("i") and ending != "ing":
        return stem[:-1] + "y"
    forms = [stem, stem + "e"]
    if DOUBLED.search(stem):
        forms = [stem, stem[:-1]] if stem.endswith(("ll", "ff", "zz")) else [stem[:-1], stem]
    elif SHORT.fullmatch(stem) or stem.endswith(("e", "u", "v", "c", "z")):
        forms.reverse()
    told = [form for form in (*forms, stem, stem + "e") if form in listed("verbs")]
    if told:
        return told[0]
    likely = stem + "e" if SILENT.search(stem) and not DOUBLED.search(stem) else forms[0]
    return next((form for form in forms if _is_word(form)), likely)


@cache
def _is_word(form: str) -> bool:
    return len(form) > 2 and form in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(_read("vocab.txt").splitlines())


@cache
def table() -> dict[tuple[str, str], str]:
    """Lemma by lower-case word and part of speech."""
    rows = (line.split("\t") for line in _read("lemmas.tsv").splitlines() if not line.startswith("#"))
    return {(word, upos): found for word, upos, found in rows}


def _read(name: str) -> str:
    return files(__package__).joinpath("weights").joinpath(name).read_text("utf-8")
