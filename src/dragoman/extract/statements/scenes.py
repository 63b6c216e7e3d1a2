"""What the reading of attributions looks at again and again: trees, quotations and paragraphs of one report, made once."""

import re
from bisect import bisect_right
from functools import cached_property, lru_cache

from dragoman.extract.statements.cues import verb_cues
from dragoman.extract.statements.quotes import Quote, find_quotes
from dragoman.language.tree import tree_of
from dragoman.model import Reading, Span

# An utterance of fewer words needs a mark of its own before it, as does one that does not end like a sentence
FEW, SOME = 3, 5


class Scene:
    """One report opened for reading: `trees` by sentence, `quotes` in text order (the outermost only)."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.sentences = reading.sentences
        self.trees = tuple(tree_of(s) for s in reading.sentences)
        self.quotes = tuple(q for q in find_quotes(reading) if q.depth == 0)
        self._starts = [s.start for s in reading.sentences]
        self._breaks = [m.end() for m in re.finditer(r"\n\s*(?=\S)", self.text)]

    @cached_property
    def utterances(self) -> frozenset[Quote]:
        """The quotations that are utterances, not a few words inside somebody else's sentence."""
        return frozenset(q for q in self.quotes if self._is_utterance(q))

    def sentence_at(self, offset: int) -> int:
        """The sentence that holds this character, or the last one before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation around this character."""
        before = bisect_right(self.quotes, offset, key=lambda q: q.start) - 1
        return self.quotes[before] if before >= 0 and offset < self.quotes[before].end else None

    def is_said(self, offset: int) -> bool:
        """Whether this character stands in an utterance."""
        return self.quote_at(offset) in self.utterances

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that this character stands in; line breaks part paragraphs."""
        return bisect_right(self._breaks, offset)

    def opens_sentence(self, quote: Quote) -> bool:
        """Whether a quotation stands at the beginning of its sentence."""
        at = self.sentence_at(quote.start)
        return at >= 0 and not re.search(r"\w", self.text[self.sentences[at].start : quote.start])

    def _is_utterance(self, quote: Quote) -> bool:
        words = len(re.findall(r"\w+", quote.inner.of(self.text)))
        before = self.text[max(0, quote.start - 9) : quote.start].rstrip()[-1:]
        after = self.text[quote.end : quote.end + 1]
        is_ended = self.text[quote.inner.end - 1] in ".,!?…—-" or after in {".", ",", ";", "!", "?"} or not quote.is_closed
        opens = self.opens_sentence(quote)
        is_begun = opens or before in {",", ":", ";", "—", "–", "-"} or self._follows_cue(quote)
        is_long = words > FEW or opens or before in {":", ","}
        return words > 1 and is_begun and is_long and (is_ended or (opens and words > SOME)) and not self._is_name(quote)

    def _is_name(self, quote: Quote) -> bool:
        """Whether all in the marks is the name of a body, of which the sentence tells (“Free Hesk,” however, left the talks)."""
        tree = self.trees[self.sentence_at(quote.start)]
        inside = [t for t, token in enumerate(tree.tokens) if quote.inner.holds(Span(token.start, token.end))]
        words = [t for t in inside if tree[t].upos != "PUNCT"]
        return any(n.label in ("ORG", "MISC") and [n.first, n.last] == [words[0], words[-1]] for n in tree.sentence.names if words)

    def _follows_cue(self, quote: Quote) -> bool:
        """Whether the word before is a verb that leads to quotations, or its "that"."""
        at = self.sentence_at(quote.start)
        before = [t for t in self.sentences[at].tokens if t.end <= quote.start and t.upos != "PUNCT"] if at >= 0 else []
        if not before:
            return False
        cues = verb_cues().get(before[-1].lemma.casefold(), ())
        return before[-1].text.casefold() == "that" or any("quote" in cue.frames for cue in cues)


@lru_cache(maxsize=2)  # attributions and statements look at one report in turn
def scene_of(reading: Reading) -> Scene:
    """The scene of a report, made once."""
    return Scene(reading)
