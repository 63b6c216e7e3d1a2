"""Sentences of the title and the body. They never cross a part's border, and offsets are those of the full text."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.lexicon.load import table
from dragoman.model import Part, Span
from dragoman.text.borders import borders, is_untidy

CLOSING = "\"'”’»)\\]"
OPENING = "\"'“‘«(\\["
WRAPPED = 100  # characters: hand-wrapped text has no longer lines
LONGEST = 2000  # characters of a sentence: more than prose has, and few enough for what weighs its words in pairs
_SIGN = 5  # characters: a smiley or a stray quotation mark goes with the sentence before it, a drawn line with none


def split(text: str, parts: Sequence[Part]) -> tuple[Span, ...]:
    """The sentences of a text, in order, without the white space around them."""
    found = (
        sentence
        for part in parts
        if part.part in {"title", "body"}
        for block in blocks(text, part.span)
        for whole in _sentences(text, block, is_title=part.part == "title")
        for sentence in _cut(text, whole)
        if any(c.isalnum() for c in sentence.of(text))
    )
    return tuple(found)


def blocks(text: str, part: Span) -> Iterator[Span]:
    """Stretches that no sentence crosses: paragraphs, and lines unless they are wrapped by hand."""
    start = part.start
    for gap in re.compile(r"(?<![ \t\r\f\v])[ \t\r\f\v]*+\n\s*").finditer(text, part.start, part.end):
        if gap.group().count("\n") > 1 or not _goes_on(text, start, gap, part.end):
            yield Span(start, gap.start())
            start = gap.end()
    yield Span(start, part.end)


def _goes_on(text: str, start: int, gap: re.Match[str], end: int) -> bool:
    """Whether the sentence before a line break goes on after it."""
    line = text[max(start, text.rfind("\n", start, gap.start()) + 1) : gap.start()]
    after = text[gap.end() : min(gap.end() + 200, end)]
    if not line or not after or after[0] in "•*-–—·▪◦‣" or line[-1] in '.?!:;”"…':
        return False
    return after[0].islower() or (40 <= len(line) <= WRAPPED and len(after.partition("\n")[0]) <= WRAPPED)


def _sentences(text: str, block: Span, *, is_title: bool) -> Iterator[Span]:
    ends = list(rule_ends(text, block))
    if not is_title and is_untidy(text, block):
        ends = list(borders(text, block, ends))
    start = block.start
    waiting: Span | None = None
    for end in [*ends, block.end]:
        piece = _trimmed(text, start, end)
        start = end
        if any(c.isalnum() for c in piece.of(text)):
            if waiting:
                yield waiting
            waiting = piece
        elif waiting and piece.end - piece.start in range(1, _SIGN + 1):
            waiting = Span(waiting.start, piece.end)
    if waiting:
        yield waiting


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence, or pieces of what is none: a table, a list, a transcript without marks. Cut at a pause, else between words."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        room = text[start : start + LONGEST]
        cut = start + (max(map(room.rfind, ("; ", ", ", "\n"))) + 1 or room.rfind(" ") + 1 or LONGEST)
        yield _trimmed(text, start, cut)
        start = _trimmed(text, cut, sentence.end).start
    yield Span(start, sentence.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


@cache
def _stop() -> re.Pattern[str]:
    # A mark that may end a sentence, the quotes, brackets and numbers of notes ("[12]") that close it too, and a gap; or, with the
    # gap forgotten, a mark between a word or quote and a Capitalised word or opening quote. Each run of marks is tried once, from
    # its start, so that a page of dots costs no more than a page of words.
    close = rf"(?:[{CLOSING}]|\s?\[\d+\])*(?:\s[”’»](?=\s|$))?"
    spaced = rf"(?<![.?!…])(?<!\.\s)(?P<mark>(?:\.\s){{2,}}\.|[.?!…]++)(?P<close>{close})(?=\s+\S|$)"
    goes_on = r"(?=[“‘«\"]?[A-Z][a-z’']*(?:[\s,]|$|(?<=Mr|Dr)\.))"
    missing = rf"(?:(?<=[a-z0-9)”\"’])|(?<=[A-Z]{{2}}))(?P<stop>[.?!])(?P<shut>[”’»\"]?){goes_on}"
    return re.compile(f"{spaced}|{missing}")


def rule_ends(text: str, block: Span) -> Iterator[int]:
    """The ends of sentences within a block that marks and abbreviations tell; its own end is not among them."""
    for match in _stop().finditer(text, block.start, block.end):
        if match["stop"]:
            if (
                not _is_address(text, match.start())
                and _last_word(text, block, match.start()).lower() not in _words()["before_name"]
            ):
                yield match.end("stop") if match["shut"] == '"' and _opens_quotation(text, block, match) else match.end()
        elif _ends_here(text, block, match):
            yield match.end()


def _opens_quotation(text: str, block: Span, match: re.Match[str]) -> bool:
    """Whether the straight mark after a full stop opens a quotation: as many stand open as were closed before it."""
    return text.count('"', block.start, match.end("stop")) % 2 == 0


def _is_address(text: str, at: int) -> bool:
    word = re.search(r"\S*$", text[max(0, at - 80) : at])
    return bool(word and re.search(r"www\.|://|@|\.\w+$", word.group()))


def _ends_here(text: str, block: Span, match: re.Match[str]) -> bool:
    after = re.compile(rf"\s+([{OPENING}]*)(\S*)").match(text, match.end(), block.end)
    if after is None or not after[2]:
        return True
    word = after[2].rstrip(".,;:!?" + CLOSING)
    if after[2][0].islower() and not after[1]:
        return False
    if match["close"] and _says(text, after.start(2), block.end):
        return False
    return match["mark"] != "." or not _is_abbreviated(text, block, match.start(), word)


def _says(text: str, at: int, end: int) -> bool:
    """Whether what follows a closed quotation is its speaker and a verb of saying."""
    words = re.findall(r"[\w’'-]+", text[at : min(at + 80, end)])[:4]
    return any(word in _words()["saying"] for word in words[1:]) and bool(words) and words[0].lower() not in _words()["openers"]


def _is_abbreviated(text: str, block: Span, stop: int, after: str) -> bool:
    """Whether the full stop at this place belongs to an abbreviation or an initial, and the sentence goes on after it."""
    word = _last_word(text, block, stop)
    low = word.lower()
    if not text[block.start : stop - len(word)].strip("( \t\n") and re.fullmatch(r"\d{1,2}|[A-Za-z]|[IVX]{1,4}", word):
        return True  # the number of a point in a list
    words = _words()
    opens = after.lower() in words["openers"]
    if low.rpartition("-")[2] in words["before_name"]:
        return not (low in {"sr", "st"} and opens)
    if low in words["before_number"]:
        return after[:1].isdigit()
    if low in words["anywhere"] or "." in low.strip("."):
        return not opens
    # An initial: one capital letter. "Plan B." and "World War I." end where the next word opens a sentence.
    return len(word) == 1 and word.isupper() and not opens


def _last_word(text: str, block: Span, end: int) -> str:
    """The word that ends here, without the quotes and brackets it opens with."""
    before = text[max(block.start, end - 40) : end]
    found = re.search(r"[^\s\"'“”‘’()\[\]]*$", before)
    return found.group() if found else ""


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("en/abbreviations").items()}
