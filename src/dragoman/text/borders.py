"""Where sentences end in text that keeps few rules: e-mails, posts, lists run into one line, stops or capitals left out.

A logistic model over the gaps between words, from left to right; its weights are in the lexicon file `en/borders`, learned by
`training/splits.py`. Well-kept paragraphs never come here: `is_untidy` says which do.
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.lexicon.load import table
from dragoman.model import Span

_CLOSED = re.compile(r"[.?!…]\s?[\"'”’)\]»]*$")
_LOWER_START = re.compile(r"(?<![.?!])[.?!]++\)?\s++[a-z]+(?![\w-])")
_SIGNS = (
    "@",
    "://",
    "www.",
    "<",
    ">",
    " i ",
    "!!",
    "??",
    "?!",
    "____",
    "====",
    "----",
    "~~~~",
    "****",
    ":)",
    ":-)",
    ":(",
    ":D",
    ";)",
    ";-)",
    ":P",
)
_TWO_DOTS = re.compile(r"(?<!\.)\.\.(?!\.)")
_NUMERIC_DATE = re.compile(r"\d/\d+/\d\d")
_GLUED = re.compile(r"(?<=\w)(?:[?!]+|\.{2,}|…)(?=[^\W\d_]{2})")  # "person??cos": a border may lie within what no space parts
_STOPS = ".?!…"
_QUOTES = "\"'”’»"
_OPENERS = "“‘«([{"
_CLOSERS = "\"'”’)]»"
_PLAIN = str.maketrans("“”„‘’«»–", '"""\'\'""-')  # the sets have few curly marks; news has many
_STRIP = ".,;:!?…\"'“”‘’()[]<>*-–—"


class Word(NamedTuple):
    """What stands between two white spaces: offsets, letters without the marks around them, shape, and the mark at its end."""

    start: int
    end: int
    low: str
    shape: str
    mark: str


class Gap(NamedTuple):
    """A place between two words where a sentence may end. `at` counts the words before it; `depth` the brackets that open there."""

    at: int
    end: int
    depth: int
    features: tuple[str, ...]
    sure: bool = False


def is_untidy(text: str, block: Span) -> bool:
    """Whether a block's marks do not tell its sentences: no stop at its end, small letters after stops, signs of mail and chat."""
    words = block.of(text).strip()
    return words != "" and (
        words[0].islower() or not _CLOSED.search(words[-12:]) or any(sign in words for sign in _SIGNS) or _is_loose(words)
    )


def _is_loose(words: str) -> bool:
    """Whether a small letter opens a sentence, or dots and numbers stand as in mail. Stops of short words tell nothing."""
    if (".." in words and _TWO_DOTS.search(words)) or ("/" in words and _NUMERIC_DATE.search(words)):
        return True
    opened = _LOWER_START.finditer(words)
    return any(mark[0][0] != "." or words[max(0, mark.start() - 3) : mark.start()].isalpha() for mark in opened)


def borders(text: str, block: Span, ruled: Sequence[int]) -> Iterator[int]:
    """The ends of sentences in an untidy block. `ruled` are those that the rules find, which count as evidence."""
    weights = _weights()
    bias = weights["bias"]
    last, floor = 0, 0
    for gap in gaps(text, block, ruled):
        features = (*gap.features, *running(gap.at - last, gap.depth - floor))
        if gap.sure or bias + sum(weights.get(feature, 0.0) for feature in features) > 0:
            yield gap.end
            last, floor = gap.at, gap.depth


def running(size: int, depth: int) -> tuple[str, ...]:
    """The features of a border after `size` words of a sentence, within `depth` open brackets."""
    many = f"size {size if size < 5 else 5 + min(size // 5, 6)}"
    return (many, f"depth {depth > 0}")


def gaps(text: str, block: Span, ruled: Sequence[int]) -> Iterator[Gap]:
    """All places of a block where a sentence may end, with the features of each."""
    words = _words(text, block, ruled)
    ends = frozenset(ruled)
    manner = _manner(words)
    depth = 0
    ahead = _ahead(words)
    for at in range(1, len(words)):
        one, other = words[at - 1], words[at]
        depth += one.shape.count("(") - one.shape.count(")")
        sure = one.end == other.start and one.end in ends
        if sure or _may_end(one, other, text[one.end - 1], manner):
            features = () if sure else _features(words, at, ahead[at], one.end in ends, manner)
            yield Gap(at, one.end, depth, features, sure)


def _may_end(one: Word, other: Word, sign: str, manner: str) -> bool:
    """Whether a sentence may end between two words, the first with this sign at its end: not after an opening mark; before a small
    letter only after a mark that is no quotation's, or in a block without capitals.
    """  # noqa: D205 (one sentence needs two lines)
    if sign in _OPENERS:
        return False
    return other.shape[0] != "x" or manner[0] == "m" or not (one.mark == "x" or sign in _QUOTES)


def _words(text: str, block: Span, ruled: Sequence[int]) -> list[Word]:
    """The words of a block, cut as well where a sentence may end within one ("night.The")."""
    cuts = {*ruled, *(match.end() for match in _GLUED.finditer(text, block.start, block.end))}
    spans = (match.span() for match in re.compile(r"\S+").finditer(text, block.start, block.end))
    return [_word(text, *piece) for span in spans for piece in _cut(*span, cuts)]


def _cut(start: int, end: int, cuts: Container[int]) -> Iterator[tuple[int, int]]:
    for at in range(start + 1, end):
        if at in cuts:
            yield start, at
            start = at
    yield start, end


def _word(text: str, start: int, end: int) -> Word:
    return Word(start, end, *_seen(text[start:end]))


@lru_cache(maxsize=1 << 13)
def _seen(word: str) -> tuple[str, str, str]:
    """Letters, shape and last mark of a word. In a shape, each run is one sign: "X" capitals, "x" small letters, "d" digits."""
    low = word.strip(_STRIP).lower()[:24]
    if re.search(r"\w@\w", word):
        return "", "@", "@"
    if "://" in word or word.startswith("www."):
        return "", "/", "/"
    plain = word.translate(_PLAIN)
    kinds = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in plain[:24])
    shape = re.sub(r"(.)\1+", r"\1", kinds)
    bare = plain.rstrip(_CLOSERS) or plain
    last = bare[-1]
    mark = "x" if last.isalpha() else "d" if last.isdigit() else last
    return low, shape if len(shape) < 7 else shape[:3] + "_" + shape[-3:], mark


def _manner(words: Sequence[Word]) -> str:
    """How a block is written: "m" if a small letter opens it, else "n" if it ends without a stop, else "s"; then its capitals."""
    opens = "m" if words[0].shape[0] == "x" else "n" if words[-1].mark not in _STOPS else "s"
    letters = [word for word in words[:200] if word.shape[0] in "Xx"]
    capitals = sum(word.shape[0] == "X" for word in letters)
    return opens + str(4 * capitals // (len(letters) or 1))


def _ahead(words: Sequence[Word]) -> list[int]:
    """For every word, how many words from it on end the next stop or the block."""
    found = [0] * (len(words) + 1)
    for at in range(len(words) - 1, -1, -1):
        found[at] = 1 if words[at].mark in _STOPS else found[at + 1] + 1
    return found


_NONE = Word(0, 0, "", "0", "0")


def _features(words: Sequence[Word], at: int, ahead: int, ruled: bool, manner: str) -> tuple[str, ...]:  # noqa: FBT001 (a feature)
    before = words[at - 2] if at > 1 else _NONE
    one, other = words[at - 1], words[at]
    after = words[at + 1] if at + 1 < len(words) else _NONE
    later = words[at + 2] if at + 2 < len(words) else _NONE
    opens = other.shape[0]
    kind = f"{one.mark}{opens}{'r' if ruled else ''}"
    return (
        f"k {kind}",
        f"km {kind} {manner[0]}",
        f"kc {kind} {manner[1]}",
        f"m {manner}",
        f"l {one.low}",
        f"r {other.low}",
        f"lm {one.mark} {one.low}",
        f"rm {one.mark} {other.low}",
        f"rs {opens} {other.low}",
        f"b {before.low}",
        f"a {after.low}",
        f"ss {one.shape} {other.shape}",
        f"sl {one.shape}",
        f"sr {other.shape}",
        f"bs {before.shape} {one.shape}",
        f"as {other.shape} {after.shape}",
        f"t {one.mark} {other.shape} {after.shape} {later.shape}",
        f"u {before.shape} {one.shape} {opens}",
        f"n {kind} {min(ahead, 3) if ahead < 4 else 4 + min(ahead // 5, 4)}",
        f"w {one.shape[0]} {opens} {after.shape[0]} {manner[0]}",
        f"f {at == 1} {kind}",
        f"o {ahead == len(words) - at} {kind}",
    )


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = table("en/borders")["weights"]
    return weights
