"""Whether two spellings can be one name: persons and organisations across romanisations.

Each decision gives a score and its reason. From `SAME` up two names may be taken for one; between `UNSURE` and `SAME`
they stay apart, and a person may decide; below, they are two. The rules are of our own making, measured by `gate.names`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from dragoman.ground.letters import alike, family, fold
from dragoman.lexicon import table

# Names and words kept with what was found of them: those of some hundred reports.
KEPT = 1 << 14
SAME = 0.85
UNSURE = 0.5
# A surname alone and the full name that it ends: unsure anywhere, the same within a report that has no other bearer.
SHORT = 0.6


class Likeness(NamedTuple):
    """How sure it is that two spellings are one name, from 0 to 1, and one phrase that says why."""

    score: float
    why: str


class Parts(NamedTuple):
    """A person's name taken apart: its words without titles and articles, and its generational mark ("jr")."""

    words: tuple[str, ...]
    generation: str


@lru_cache(KEPT)
def same_name(a: str, b: str, kind: Literal["person", "organisation"] = "person") -> Likeness:
    """Whether two spellings can be the name of one person, or of one organisation."""
    if plain(a) == plain(b):
        return Likeness(1.0, "the same letters")
    if kind == "organisation":
        return _same_organisation(a, b)
    if _is_organisation(a) != _is_organisation(b):
        return Likeness(0.0, "one is a person, the other called after a person")
    return _same_person(person(a), person(b))


@lru_cache(KEPT)
def plain(name: str) -> str:
    """A name in lower case, without accents, apostrophes and punctuation, its words parted by single blanks."""
    if not name.isascii():
        name = unicodedata.normalize(
            "NFKD",
            name.replace("ı", "i")
            .replace("ø", "o")
            .replace("ł", "l")
            .replace("ß", "ss")
            .replace("đ", "d")
            .replace("ə", "a")
            .replace("Ə", "A"),
        )
        name = "".join(c for c in name if not unicodedata.combining(c))
    name = name.casefold()
    name = re.sub(r"[’'‘`´ʼʻʾʿ]+s?(?=\s|$)", "", name)
    name = re.sub(r"(?<=\w)[’'‘`´ʼʻʾʿ](?=\w)|(?<!\w)[’'‘`´ʼʻʾʿ]|(?<=\b\w)\.(?=\w\b)", "", name)
    return " ".join(re.findall(r"\w+", name))


@lru_cache(KEPT)
def person(name: str) -> Parts:
    """The words of a person's name that tell him apart."""
    lists = table("en/spelling")
    words = _faith(plain(name)).split()
    generation = next((w for w in words[1:] if w in lists["generations"]), "")
    words = _glue([w for w in words if w != generation])
    kept = [w for w in words if w not in lists["titles"]] or words
    bare = [w for w in kept if w not in lists["particles"]] or kept
    return Parts(tuple(bare), generation)


def surname(name: str) -> str:
    """The skeleton of the last word of a person's name, by which candidates are looked up; spellings share it."""
    generations = table("en/spelling")["generations"]
    for part in reversed(name.split()):  # the last alone, for many persons share one, and the registry has thousands
        if words := [word for word in plain(part).split() if word not in generations]:
            return skeleton(words[-1])
    return ""


@lru_cache(KEPT)
def skeleton(word: str) -> str:
    """The consonants of a word, with those that romanisations confuse written as one. Names alike have like skeletons."""
    known = family(word)
    letters = fold(known or re.sub(r"^(al|el)(?=\w{4})", "", word))
    letters = re.sub(r"[aeiouyh]", "", letters.replace("kh", "k").replace("gh", "g"))
    letters = letters.translate(str.maketrans("qgczdvpjx", "kkkstbbkk"))
    return re.sub(r"(.)\1+", r"\1", letters)


def _faith(name: str) -> str:
    """Writes "X ad-Din", "Xuddin" and "Xeddine" one way."""
    name = re.sub(r"\b(\w+) (?:a[ld]|u[ld]|e[ld]) ?d(?:in|een|ine)\b", r"\1din", name)
    return re.sub(r"\b(\w{2,}?)[aeou]d{1,2}(?:in|een|ine)\b", r"\1din", name)


def _glue(words: list[str]) -> list[str]:
    """Joins what is one name: "abu marzuq", "abd al fattah"."""
    lists = table("en/spelling")
    glued: list[str] = []
    words = list(words)
    while words:
        word = words.pop(0)
        if word in lists["servants"] and words:
            while len(words) > 1 and words[0] in lists["particles"]:
                words.pop(0)
            word = f"abd-{words.pop(0)}"
        elif word in lists["joined"] and words:
            while len(words) > 1 and words[0] in lists["particles"]:
                words.pop(0)
            word = f"{word[0]}m-{words.pop(0)}" if word[1] == "m" else f"abu-{words.pop(0)}"
        elif match := re.fullmatch(r"abd(?:[aeiou]{1,2}[lrs](?=\w{4})|(?=[^aeiou\W]))(\w{4,})", word):
            word = f"abd-{match[1]}"
        glued.append(word)
    return glued


def _same_person(a: Parts, b: Parts) -> Likeness:
    short, long = sorted((a, b), key=lambda parts: (len(parts.words), parts.words))
    if a.generation != b.generation and (len(short.words) != 1 or len(long.words) == 1):
        return Likeness(0.3, "one carries a generational mark that the other lacks")
    if _is_parted(a.words, b.words):
        return Likeness(0.95, "the same but for the parting of words")
    if len(short.words) <= 1:
        return _single(short.words, long.words)
    paired = _in_order(short.words, long.words)
    if paired is None:
        return _reordered(short.words, long.words)
    return _judge(short.words, long.words, paired)


def _is_parted(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names differ in where words are parted ("Jong-un", "Jongun"), initials apart."""
    whole = [word for word in (*a, *b) if len(word) > 1]
    counts = len(a) != len(b) and min(len(a), len(b)) > 1 and len(whole) == len(a) + len(b)
    return counts and alike("".join(a).replace("-", ""), "".join(b).replace("-", ""))


def _single(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness:
    if not short or not any(_alike(short[0], word) for word in long):
        return Likeness(0.0, "no word in common")
    if len(long) == 1:
        return Likeness(0.9, "spellings of one name")
    if _alike(short[0], long[-1]):
        return Likeness(0.6, "one is a surname alone")
    return Likeness(0.5, "one is a single name that is part of the other")


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[int, ...] | None:
    """Where in the longer name each word of the shorter stands, in order, or `None`."""
    found: list[int] = []
    at = 0
    for word in short:
        place = next((i for i in range(at, len(long)) if _alike(word, long[i])), None)
        if place is None:
            return None
        found.append(place)
        at = place + 1
    return tuple(found)


def _reordered(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness:
    """Surname first ("Orban Viktor") is the same name; words that differ on both sides are two people."""
    left = list(long)
    for word in short:
        place = next((i for i, other in enumerate(left) if _alike(word, other) and min(len(word), len(other)) > 1), None)
        if place is None:
            return _differing(short, long, word)
        left.pop(place)
    if left:
        return Likeness(0.55, "the same words in another order, and more")
    if sum(bool(family(word)) for word in short) > 1:
        return Likeness(0.6, "the same words in another order, each of which can be a given name")
    return Likeness(0.9, "the same words in another order")


def _differing(short: tuple[str, ...], long: tuple[str, ...], word: str) -> Likeness:
    if _alike(short[-1], long[-1]):
        return Likeness(0.1, f"a surname in common, but “{word}” is not in both")
    return Likeness(0.0, f"“{word}” is not in both")


def _judge(short: tuple[str, ...], long: tuple[str, ...], paired: tuple[int, ...]) -> Likeness:
    """Names of which the one's words stand in the other in order: what is left out decides."""
    initial = any(min(len(word), len(long[i])) == 1 and word != long[i] for word, i in zip(short, paired, strict=True))
    left_out = [long[i] for i in range(len(long)) if i not in paired]
    if initial:
        return Likeness(0.7, "an initial stands for a name") if not left_out else Likeness(0.5, "an initial, and a name more")
    if not left_out:
        return Likeness(0.95, "spellings of one name")
    if any(len(word) == 1 for word in left_out) and any(len(word) == 1 for word in short):
        return Likeness(0.3, "initials that differ")
    if paired[0] > 0 and family(long[0]) != "muhammad":
        return Likeness(0.6, f"“{long[0]}” comes first in one of them: a fuller name, or a son's")
    is_house = len(left_out) == 1 < len(short) and left_out[0] in table("en/spelling")["houses"]
    if paired[-1] < len(long) - 1 and len(short) < 3 and not is_house:
        return Likeness(0.75, f"“{long[-1]}” comes last in one of them: a fuller name, or another family")
    return Likeness(0.88, f"“{left_out[0]}” is a middle name, or a ruling house, that one of them leaves out")


@lru_cache(KEPT)
def _alike(a: str, b: str) -> bool:
    """Whether two words can be spellings of one; an initial is like every name that it begins."""
    if a == b:
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    if "-" in a or "-" in b:
        return (
            "-" in a
            and "-" in b
            and a.partition("-")[0] == b.partition("-")[0]
            and _alike(a.rpartition("-")[2], b.rpartition("-")[2])
        )
    return alike(a, b) or _alike_without_article(a, b)


def _alike_without_article(a: str, b: str) -> bool:
    """A glued article ("Elbaradei", "Alsharaa") may be missing from the other."""
    for one, other in ((a, b), (b, a)):
        bare = re.sub(r"^(al|el|as|ash|ad|ar|an|at)(?=\w{4})", "", one)
        if bare != one and alike(bare, other):
            return True
    return False


@lru_cache(KEPT)
def _is_organisation(name: str) -> bool:
    return not frozenset(plain(name).split()).isdisjoint(table("en/spelling")["organisation"]["words"])


def _same_organisation(a: str, b: str) -> Likeness:
    left, right = _content(a), _content(b)
    if left and left == right:
        return Likeness(0.97, "the same but for generic words")
    if are_initials(a, b) or are_initials(b, a):
        return Likeness(0.6, "one is made of the other's initials")
    if left and right and _are_spellings(left, right):
        return Likeness(0.92, "spellings of the same words")
    return Likeness(0.1 if set(left) & set(right) else 0.0, "words that are not in both")


def _are_spellings(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether the words of two organisations are spelled alike, in any order or parted elsewhere. A vowel more is another word."""
    if len(left) != len(right):
        left, right = ("".join(left),), ("".join(right),)
    return all(alike(x, y) and len(fold(x)) == len(fold(y)) for x, y in zip(sorted(left), sorted(right), strict=True))


@lru_cache(KEPT)
def _content(name: str) -> tuple[str, ...]:
    lists = table("en/spelling")["organisation"]
    same = {form: forms[0] for forms in lists["same"] for form in forms}
    particles = set(table("en/spelling")["particles"])
    words = [same.get(w, w) for w in _faith(plain(name)).split()]
    bare = [w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in words]
    return tuple(w for w in bare if w not in lists["generic"] and w not in particles)


def are_initials(acronym: str, name: str) -> bool:
    """Whether letters in capitals are the first of a name's words, small words apart."""
    letters = "".join(c for c in acronym if c.isalnum())
    if not letters.isupper() or len(letters) < 2:
        return False
    words = [w for w in plain(name).split() if w not in {"the", "of", "for", "and", "in"}]
    return "".join(w[0] for w in words).upper() == letters
