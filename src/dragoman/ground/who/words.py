"""Words and stretches of a sentence as the lists of `en/who` have them."""

import re
from functools import cache, lru_cache

from dragoman.ground.spelling import KEPT, plain
from dragoman.lexicon import table
from dragoman.model import Sentence, Token


@cache
def words(section: str, key: str) -> frozenset[str]:
    """A list of `en/who`, as a set."""
    return frozenset(table("en/who")[section][key])


def stretch(text: str, sentence: Sentence, first: int, last: int) -> str:
    """The words from token `first` to token `last`, as the report has them, blanks made single."""
    return " ".join(text[sentence.tokens[first].start : sentence.tokens[last].end].split())


def lemma(token: Token) -> str:
    """The lemma in lower case; a plural that its lemma kept is made singular, and so is one that the tags miss, if we list it."""
    found = (token.lemma or token.text).casefold()
    if found != token.text.casefold():
        return found
    return singular(found) if token.xpos in {"NNS", "NNPS"} or singular(found) in _people_nouns() else found


@lru_cache(KEPT)
def letters_of(form: str) -> str:
    """The letters that a name is made of, in capitals; nothing for other words.

    Four and more that are spoken as a word are often written as one ("Unita"), if they are no other word or name besides.
    """
    is_spoken = len(form) > 3 and form.isalpha() and form.istitle() and form.casefold() not in words("acronyms", "words")
    return form if form.isupper() else form.upper() if is_spoken else ""


@cache
def _people_nouns() -> frozenset[str]:
    """Every noun that tells of people or bodies."""
    return words("groups", "nouns") | words("people", "nouns") | words("pair", "nouns") | words("roles", "nouns")


@lru_cache(KEPT)
def singular(word: str) -> str:
    """The singular of a regular English plural."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def sector_of(title: str) -> str:
    """The PLOVER sector of who bears a title that is no office of his state ("Kestrian opposition leader"), or nothing."""
    told = [singular(word) for word in title.casefold().replace("-", " ").split()]
    if not words("roles", "over").isdisjoint(told):
        return ""
    return next((sector for sector, nouns in table("en/who")["unofficial"].items() if not set(nouns).isdisjoint(told)), "")


def role_ending_at(text: str, sentence: Sentence, last: int, stop: int = 0) -> int | None:
    """The token at which the longest role noun that ends at `last` begins ("prime minister"), or `None`."""
    nouns = words("roles", "nouns")
    for first in range(max(stop, last - 4), last + 1):
        phrase = stretch(text, sentence, first, last).casefold()
        if phrase in nouns or (first == last and singular(phrase) in nouns):
            return first
    return None


@lru_cache(KEPT)
def is_role_of(role: str, title: str) -> bool:
    """Whether a title names this role: "president" is that of a Varenian president, of no vice president or president's adviser."""
    told = role.split()
    for part in re.split(r",| and ", title.casefold()):
        words_of = part.split()
        noun = _role_noun(words_of)
        if noun and (role == noun or (_head_word(noun) == told[-1] and all(word in words_of for word in told))):
            return True
    return False


def _role_noun(words_of: list[str]) -> str:
    """The longest role noun at the end of a title, up to the preposition that begins whose or where it is."""
    nouns = words("roles", "nouns")
    stop = next((i for i, word in enumerate(words_of) if word in words("roles", "prepositions")), len(words_of))
    for last in range(stop, 0, -1):
        # "secretary of state" goes on beyond its preposition
        phrases = [" ".join(words_of[i:j]) for i in range(last) for j in range(len(words_of), last - 1, -1)]
        if found := next((phrase for phrase in phrases if phrase in nouns), None):
            return found
    return ""


def _head_word(noun: str) -> str:
    """The word of a role noun that can stand for it: "secretary" of state, "attorney" general, "vice president" itself."""
    first, *rest = noun.split()
    if rest and (rest[0] in words("roles", "prepositions") or (rest[-1] == "general" and first in words("roles", "civil"))):
        return first
    return noun if first in words("roles", "seconds") else noun.rsplit(maxsplit=1)[-1]


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of a stretch on which the rest of it hangs: the first one whose head lies outside, core relations before others."""
    out = [i for i in range(first, last + 1) if not first <= sentence.tokens[i].head <= last]
    return min(out, key=lambda i: (_looseness(sentence.tokens[i]), i), default=last)


def _looseness(token: Token) -> int:
    """How little a relation says of the place of a phrase in its clause: 0 for arguments, 2 for parts of phrases."""
    rel = token.rel.partition(":")[0]
    if rel in {"nsubj", "obj", "iobj", "obl", "root", "csubj"} or token.rel == "nmod:poss":
        return 0
    inner = {"punct", "compound", "flat", "amod", "det", "case", "nummod", "cc", "advmod", "mark"}
    return 2 if rel in inner or token.rel == "nmod:desc" else 1


@lru_cache(KEPT)
def is_body_word(word: str) -> bool:
    """Whether a word makes a name that of an organisation ("Party", "Council")."""
    return word.casefold() in _kinds() or singular(word.casefold()) in words("organisation", "nouns")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(told for entry in table("en/who")["kinds"] for told in entry["words"])


@lru_cache(KEPT)
def is_adjective_of(form: str, state: str) -> bool:
    """Whether a word is made from the name of a state by an ending of peoples: Varenia, Varenian, Varenians."""
    stem = re.sub(r"(ia|land|a|e|o|y)$", "", plain(state))
    word = plain(form)
    return (
        len(stem) > 2
        and word.startswith(stem)
        and re.fullmatch(r"(i|ia)?(an|ans|n|ns|ese|i|is|ish|er|ers|ite|ites|ic)", word[len(stem) :]) is not None
    )
