"""Words of a sentence, cut as Universal Dependencies' English treebanks cut them, save that hyphenated names stay whole.

"al-Ahmed" and "Jong-un" are one word, "four-hour" and "Israeli-Palestinian" three. Offsets are those of the full text.
"""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.lexicon.actors import named
from dragoman.lexicon.load import table
from dragoman.lexicon.states import metonym
from dragoman.model import Span

LETTER = r"[^\W\d_]"
APOSTROPHE = "['’ʼ`]"
AFTER_PRONOUN = (
    "(?:" + "|".join(f"(?<=^{word})" for word in ("i", "we", "it", "he", "she", "you", "they", "who", "that", "there")) + ")"
)
# What is written as one word with the word before it. "'d" and "'m" only after a pronoun: "Sa'd" is a name.
CLITIC = rf"(?i:(?<=[a-z])n{APOSTROPHE}t|{APOSTROPHE}(?:s|re|ve|ll)|{AFTER_PRONOUN}{APOSTROPHE}[dm])$"

# Pages, mail, accounts, sites and files, groups. Lengths are bounded, so that no run of letters and dots is gone over many times.
# Endings of sites and files that are no words a sentence opens with, should the space after a full stop be forgotten.
_ENDINGS = (
    r"(?:com|Com|COM|org|net|gov|edu|int|info|ca|uk|au|tv|ru|fr|il|ps|eg|qa|ke|za|cn|jp|kr|eu|html?|pdf|docx?|xlsx?|jpg|png|url)\b"
)
ADDRESSES = (
    r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]",
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}",
    r"@\w+|#[^\W\d]\w*",
    rf"\w[\w-]{{0,63}}(?:\.\w{{1,63}}){{0,5}}\.(?:{_ENDINGS})",
    r"[a-z]{2,20}(?:\.[a-z][a-z-]{1,30}){2,5}(?![\w.])",
)

# What is written against a number without being one with it: "5pm", "430km", "3.5bn".
UNITS = "k|m|b|p|bn|mn|tn|pm|am|hrs?|mins?|ft|km|kms|kg|kgs|mm|cm|mg|mph|kph|kmh|gb|mb|lbs?|oz|sq|ha|kw|mw"
PHONE = r"(?<![\w-])(?:\d{1,2}-)?\d{3}-(?:\d{3}-)?\d{4}(?![\w-])"
# No `*+` behind a group here or elsewhere: Python before 3.11.5 then takes the mark after a number into it.
NUMBER = (
    rf"\d{{4}}-\d\d-\d\d(?!\w)|{PHONE}|(?<![\w.,])(?:1\d)?\d0['’]s(?!\w)|(?<!\w)['’]\d0s(?!\w)"
    rf"|\d++(?:[.,:/]\d++)*(?:(?:st|nd|rd|th|s)(?!\w)|(?!(?i:{UNITS})(?!\w))[^\W\d_]\w*)?"
)
SMILEY = r"(?<![^\s.!?])[:;=]['’]?-?[)(DPp]++(?![\w/])"


def tokenise(text: str, span: Span) -> list[Span]:
    """The words and marks of a sentence, in order. Nothing but white space lies between them."""
    found: list[Span] = []
    at = span.start
    search, together = _pattern().search, _together()
    while match := search(text, at, span.end):
        at = match.end()
        kind = match.lastgroup
        if kind == "plain" and match[0].lower() not in together:
            found.append(Span(match.start(), at))
        elif kind in {"plain", "word"}:
            at = _end(text, match, span)
            found.extend(_cut(text, Span(match.start(), at), found))
        else:
            found.append(Span(match.start(), at))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """What a word or mark is made of; of the alternatives, the first that fits counts. Most words are plain."""
    kinds = {
        "plain": r"[A-Za-z]++(?=[ ,;\n])",
        "address": "|".join(ADDRESSES),
        "initials": rf"[A-Z]&[A-Z]\b|(?<![^\W_])(?:(?:{LETTER}\.){{2,}}|Ph\.D\.|{LETTER}/{LETTER}\b|w/o?(?!\w))",
        "number": NUMBER,
        "word": rf"{LETTER}[\w]*(?:{APOSTROPHE}(?={LETTER})\w+)*(?:[-‐‑]\w+(?:{APOSTROPHE}(?={LETTER})\w+)*)*",
        "dots": rf"{SMILEY}|[.!?]{{2,}}|…|''|``|’’|‘‘|(?P<sign>[*=_~+<>#$])(?P=sign)+",
        "clitic": rf"{APOSTROPHE}(?:s|re|ve|ll|d|m|em)\b",
        "dash": r"-{2,}|[–—]+",
        "dollar": r"(?:US|A|C|HK|NZ)?[$€£¥]",
        "mark": r"\S",
    }
    return re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in kinds.items()))


def _end(text: str, match: re.Match[str], span: Span) -> int:
    """Where a match ends, with the full stop that belongs to an abbreviation or an initial."""
    end = match.end()
    if match.lastgroup != "word" or end >= span.end or text[end] != ".":
        return end
    word = match.group().rpartition("-")[2].lower()
    inside = bool(text[end + 1 : span.end].strip("\"'”’)] \n\t"))
    initial = len(match.group()) == 1 and match.group().isupper() and inside
    # At a sentence's end the full stop is the sentence's, save after words that are hardly written without one.
    shortened = word in _abbreviations() and (inside or word in {"inc", "co", "corp", "jr", "ltd"})
    return end + 1 if initial or shortened else end


@cache
def _abbreviations() -> frozenset[str]:
    words = table("en/abbreviations")
    return frozenset(words["before_name"] + words["before_number"] + words["anywhere"])


def _cut(text: str, word: Span, before: list[Span]) -> Iterator[Span]:
    """A word cut at its hyphens, unless they stay, and before its clitics."""
    body, clitic = _without_clitic(text, word)
    if stays_whole(body.of(text), before[-1].of(text) if before else ""):
        yield body
    else:
        yield from _pieces(text, body)
    if clitic.start < clitic.end:
        yield clitic


def _without_clitic(text: str, word: Span) -> tuple[Span, Span]:
    said = word.of(text)
    cut = _together().get(said.lower())
    if cut is None:
        match = None if said.isascii() and said.isalpha() else re.search(CLITIC, said)  # most words have no apostrophe
        cut = match.start() if match and match.start() else len(said)
    at = word.start + cut
    return Span(word.start, at), Span(at, word.end)


def _pieces(text: str, word: Span) -> Iterator[Span]:
    for piece in re.finditer(r"[-‐‑]|[^-‐‑]+", word.of(text)):
        yield Span(word.start + piece.start(), word.start + piece.end())


def stays_whole(word: str, before: str = "") -> bool:
    """Whether a word keeps its hyphens: names do, and words with a prefix; `before` is the word before it."""
    if "-" not in word and "‐" not in word and "‑" not in word:
        return True
    parts = re.split("[-‐‑]", word)
    kept = _hyphens()
    first, *rest = (part.lower() for part in parts)
    capitals = [part[:1].isupper() for part in parts]
    if first in kept["prefixes"]:
        # "co-founder", "non-Varenian", "Anti-Corruption", but "pro-Varenian" in three: its second half names somebody.
        return len(parts) == 2 and (not capitals[1] or capitals[0] or first in kept["prefixes_of_names"])
    if all(map(_is_people, (first, *rest))) or (len(parts) == 2 and all(capitals) and _are_two(*parts)):
        return False
    is_name = any(capitals) if first in kept["particles"] else capitals[0] and any(capitals[1:])
    is_given_name = capitals[0] and before[:1].isupper() and rest[0] in kept["korean"]
    return is_name or is_given_name or first in kept["peoples_before"] or any(part.isdigit() for part in rest)


@cache
def _hyphens() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("en/hyphens").items()}


@cache
def _together() -> dict[str, int]:
    """Two words written as one ("cannot"), each with the length of the first."""
    return {words.replace(" ", ""): words.index(" ") for words in table("en/abbreviations")["together"]}


def _are_two(one: str, other: str) -> bool:
    """Whether a hyphen joins two who do something together ("Kinshasa-M23 talks", "the US-Taliban deal").

    One is a people, a state or its capital, the other one as well, or known by this name, or written as the names of groups are.
    """
    states = [_is_people(part.lower()) or metonym(part) is not None for part in (one, other)]
    known = [is_state or bool(named(part)) or _is_acronym(part) for is_state, part in zip(states, (one, other), strict=True)]
    return any(states) and all(known)


def _is_acronym(part: str) -> bool:
    return len(part) > 1 and part.isupper()


def _is_people(part: str) -> bool:
    lists = _hyphens()
    return part in lists["countries"] or part.endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_hyphens()["peoples"]))
