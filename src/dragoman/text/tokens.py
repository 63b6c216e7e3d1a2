"""Words of a sentence, cut as Universal Dependencies' English treebanks cut them, save that hyphenated names stay whole.

"al-Ahmed" and "Jong-un" are one word, "four-hour" and "Israeli-Palestinian" three. Offsets are those of the full text.
"""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.lexicon.load import table
from dragoman.model import Span

LETTER = r"[^\W\d_]"
APOSTROPHE = "['’ʼ`]"
AFTER_PRONOUN = (
    "(?:" + "|".join(f"(?<=^{word})" for word in ("i", "we", "it", "he", "she", "you", "they", "who", "that", "there")) + ")"
)
# What is written as one word with the word before it. "'d" and "'m" only after a pronoun: "Sa'd" is a name.
CLITIC = rf"(?i:(?<=[a-z])n{APOSTROPHE}t|{APOSTROPHE}(?:s|re|ve|ll)|{AFTER_PRONOUN}{APOSTROPHE}[dm])$"

# Pages, mail, accounts, sites and files. Lengths are bounded, so that no run of letters and dots is gone over again and again.
ADDRESSES = (
    r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]",
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
    r"[@#]\w+",
    r"\w[\w-]{0,63}(?:\.\w{1,63}){0,5}\.(?:com|org|net|gov|edu|int|info|htm|html|pdf|doc|xls|jpg)\b",
)


def tokenise(text: str, span: Span) -> list[Span]:
    """The words and marks of a sentence, in order. Nothing but white space lies between them."""
    found: list[Span] = []
    at = span.start
    pattern = _pattern()
    while match := pattern.search(text, at, span.end):
        end = _end(text, match, span)
        kind = match.lastgroup
        if kind == "word":
            found.extend(_cut(text, Span(match.start(), end), found))
        else:
            found.append(Span(match.start(), end))
        at = end
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """What a word or mark is made of; of the alternatives, the first that fits counts."""
    kinds = {
        "address": "|".join(ADDRESSES),
        "initials": rf"[A-Z]&[A-Z]\b|(?:(?<![^\W_]){LETTER}\.){{2,}}|(?:(?<![^\W_])Ph\.D\.)",
        "number": r"\d{4}-\d\d-\d\d|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])|\d+(?:[.,:]\d+)*",
        "word": rf"{LETTER}[\w]*(?:{APOSTROPHE}(?={LETTER})\w+)*(?:[-‐‑]\w+(?:{APOSTROPHE}(?={LETTER})\w+)*)*",
        "dots": r"\.{2,}|…|[!?]{2,}|(?P<sign>[*=_~+<>#$])(?P=sign)+",
        "clitic": rf"{APOSTROPHE}(?:s|re|ve|ll|d|m)\b",
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
    shortened = word in _abbreviations() and (inside or word in {"inc", "etc", "co", "corp", "jr", "ltd"})
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
    if said.lower() == "cannot":
        at = word.start + 3
    else:
        match = None if said.isascii() and said.isalpha() else re.search(CLITIC, said)  # most words have no apostrophe
        at = word.start + match.start() if match and match.start() else word.end
    return Span(word.start, at), Span(at, word.end)


def _pieces(text: str, word: Span) -> Iterator[Span]:
    for piece in re.finditer(r"[-‐‑]|[^-‐‑]+", word.of(text)):
        yield Span(word.start + piece.start(), word.start + piece.end())


def stays_whole(word: str, before: str = "") -> bool:
    """Whether a word keeps its hyphens: names do, and words with a prefix; `before` is the word before it."""
    parts = re.split("[-‐‑]", word)
    if len(parts) == 1:
        return True
    kept = _hyphens()
    first, *rest = (part.lower() for part in parts)
    capitals = [part[:1].isupper() for part in parts]
    if first in kept["prefixes"]:
        # "co-founder", but "pro-Varenian" in three: its second half names somebody.
        return len(parts) == 2 and not capitals[1]
    if all(_is_people(part) for part in (first, *rest)):
        return False
    is_name = any(capitals) if first in kept["particles"] else capitals[0] and any(capitals[1:])
    is_given_name = capitals[0] and before[:1].isupper() and rest[0] in kept["korean"]
    return is_name or is_given_name or first in kept["peoples_before"] or any(part.isdigit() for part in rest)


@cache
def _hyphens() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("en/hyphens").items()}


def _is_people(part: str) -> bool:
    lists = _hyphens()
    return part in lists["countries"] or part.endswith(tuple(sorted(lists["peoples"])))
