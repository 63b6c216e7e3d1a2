"""Where annotated phrases stand in an article: by their words, their paragraph and their place in the sentence."""

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from dragoman.model import Reading, Span

_REACH = 2  # paragraphs by which the annotators' count may differ from ours
_MARKS = "\"'`\u201c\u201d\u2018\u2019"


class Phrase(msgspec.Struct, frozen=True):
    """An annotated phrase: its words, its paragraph in the article, and the number of its first token in its sentence."""

    id: str
    words: str
    paragraph: int
    token: int


def paragraphs(text: str) -> list[Span]:
    """The headline and every line after it that is not empty."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def places(reading: Reading, phrases: Iterable[Phrase]) -> dict[str, Span]:
    """Where each phrase stands, by its id; phrases whose words their paragraph lacks are left out.

    A paragraph is the line near its count that has most of its phrases. Of several places in it with the same words that one is
    meant whose token comes nearest to the annotated one.
    """
    text, lines = reading.report.text, paragraphs(reading.report.text)
    told: defaultdict[int, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        told[phrase.paragraph].append(phrase)
    found: dict[str, Span] = {}
    for count, here in sorted(told.items()):
        near = range(max(count - _REACH, 0), min(count + _REACH + 1, len(lines)))
        tried = [(-len(hits := _in_line(text, lines[i], here)), abs(i - count), i, hits) for i in near]
        for phrase, spans in min(tried, key=lambda one: one[:3])[-1] if tried else ():
            far = [(abs(_token(reading, span.start) - phrase.token), span) for span in spans]
            found[phrase.id] = min(far)[1]
    return found


def _in_line(text: str, line: Span, phrases: list[Phrase]) -> list[tuple[Phrase, list[Span]]]:
    """The phrases whose words a line has, with every place where it has them."""
    tried = [(one, [Span(*m.span()) for m in _pattern(one.words).finditer(text, line.start, line.end)]) for one in phrases]
    return [(phrase, spans) for phrase, spans in tried if spans]


def _pattern(words: str) -> re.Pattern[str]:
    """The words with any marks of quotation and any blanks between them; a full stop at their end can be the sentence's."""
    parts = re.findall(r"\w+|[^\w\s]", words.rstrip("."))
    tokens = [f"[{_MARKS}]*" if part in _MARKS else re.escape(part) for part in parts]
    return re.compile(r"(?<!\w)" + r"\s*".join(tokens) + r"(?!\w)", re.IGNORECASE)


def _token(reading: Reading, start: int) -> int:
    """The number of the token that begins at a character, in its sentence."""
    sentence = next((s for s in reading.sentences if s.tokens and s.tokens[0].start <= start < s.tokens[-1].end), None)
    return sum(token.start < start for token in sentence.tokens) if sentence else 0
