"""The analyser that ships: sentences of a report to grammar and names."""

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable

from dragoman.language import decode
from dragoman.language.kinds import kind
from dragoman.language.lemmas import lemma, possible
from dragoman.language.network import Network, Tagged
from dragoman.language.senses import moved
from dragoman.model import Name, Report, Sentence, Span, Text, Token
from dragoman.text.tokens import tokenise

LONGEST = 200  # pieces a run: what training saw; few sentences of real prose pass a hundred


class Embedded:
    """Reads with the shipped network. The analysis of a sentence depends on its own words alone."""

    def __init__(self, weights: Traversable | None = None) -> None:
        self._network = Network(weights)

    def __call__(self, report: Report, text: Text) -> tuple[Sentence, ...]:
        """Every sentence of the title and the body, in order; those without a single word are left out."""
        parts = ["title" if text.part_at(span.start) == "title" else "body" for span in text.sentences]
        return tuple(sentence for sentence in self.together(report.text, text.sentences, parts) if sentence is not None)

    def read(self, text: str, span: Span, part: str = "body") -> Sentence | None:
        """One sentence of a text; `None` where it holds no word."""
        return self.together(text, [span], [part])[0]

    def together(self, text: str, spans: Sequence[Span], parts: Sequence[str]) -> list[Sentence | None]:
        """Some sentences of a text, read together, which is faster and nothing else; `None` for one that holds no word."""
        places = [tokenise(text, span) for span in spans]
        words = [[place.of(text) for place in held] for held in places]
        tagged = iter(self.tags([held for held in words if held]))
        return [
            _sentence(span, part, held, next(tagged)) if held else None
            for span, part, held in zip(
                spans, parts, [list(zip(*pair, strict=True)) for pair in zip(places, words, strict=True)], strict=True
            )
        ]

    def tag(self, words: Sequence[str]) -> Tagged:
        """A sentence of at least one word."""
        return self.tags([words])[0]

    def tags(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Sentences read whole or, where one is too long, in stretches whose roots hang on the first one's."""
        cuts = [list(self._stretches(words)) for words in sentences]
        read = iter(self._network([words[a:b] for words, cut in zip(sentences, cuts, strict=True) for a, b in cut]))
        return [_whole([next(read) for _ in cut]) for cut in cuts]

    def _stretches(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        sizes = [len(self._network.pieces.pieces(word)) for word in words]
        start = pieces = 0
        for i, size in enumerate(sizes):
            if i > start and pieces + size > LONGEST:
                cut = _pause(words, start, i)
                yield start, cut
                start, pieces = cut, sum(sizes[cut:i])
            pieces += size
        yield start, len(words)


def _whole(stretches: Sequence[Tagged]) -> Tagged:
    """Stretches of a sentence as one."""
    if len(stretches) == 1:
        return stretches[0]
    whole = Tagged([], [], [], [], [], [])
    for tagged in stretches:
        shift, top = len(whole.heads), whole.heads.index(0) + 1 if whole.heads else 0
        whole.heads.extend(head + shift if head else top for head in tagged.heads)
        whole.rels.extend("parataxis" if top and rel == "root" else rel for rel in tagged.rels)
        whole.upos.extend(tagged.upos)
        whole.xpos.extend(tagged.xpos)
        whole.names.extend(tagged.names)
        whole.senses.extend(moved(sense, shift) for sense in tagged.senses)
    return whole


def _sentence(span: Span, part: str, held: Sequence[tuple[Span, str]], tagged: Tagged) -> Sentence:
    xpos = [possible(word, *tags) for (_, word), *tags in zip(held, tagged.upos, tagged.xpos, strict=True)]
    tokens = tuple(
        Token(place.start, place.end, word, lemma(word, upos, fine), upos, fine, head - 1, rel)
        for (place, word), upos, fine, head, rel in zip(held, tagged.upos, xpos, tagged.heads, tagged.rels, strict=True)
    )
    found = decode.spans(tagged.names)
    names = tuple(Name(first, last, kind(label, tokens[first : last + 1], first)) for first, last, label in found)
    return Sentence(span.start, span.end, "title" if part == "title" else "body", tokens, names, tuple(tagged.senses))


def _pause(words: Sequence[str], start: int, end: int) -> int:
    """Where to cut between two places: after the last mark of a pause in the second half, else at the end."""
    middle = (start + end) // 2
    return next((i + 1 for i in range(end - 1, middle, -1) if words[i] in {";", ",", ":", ".", "–", "—"}), end)
