"""Whether two reports tell one story, by what they have in common as a whole.

Reports on one process share most of their words. What tells their stories apart is what they open with and whom, where and how
many they name: two earthquakes are told in the same words, but not of the same towns.
"""

import re
from functools import cache, lru_cache

from dragoman.model import Filed, Witness
from dragoman.resolve.terms import dice, joined

_LEAD = 5  # sentences at the head of a report, its headline among them, that tell what is new


def story(a: Witness, b: Witness) -> float:
    """How much two reports have in common: the mean of the shares of the words of their leads and of all they name."""
    one, other = a.filed, b.filed
    return (dice(_lead(one), _lead(other)) + dice(_names(one.report.text), _names(other.report.text))) / 2


def is_news(w: Witness) -> bool:
    """Whether an act is what its report was written for: the headline or the first sentence tells it."""
    text, start = w.filed.text, w.claim.trigger.start
    if text.part_at(start) == "title":
        return True
    lede = next((s for s in text.sentences if text.part_at(s.start) == "body"), None)
    return lede is not None and lede.holds(w.claim.trigger.span)


def sentence_words(w: Witness) -> frozenset[str]:
    """Content words of the sentences in which a claim is told."""
    sentences = (s for s in w.filed.text.sentences for e in w.claim.evidence if e.report == w.claim.report and s.overlaps(e.span))
    return joined(s.of(w.filed.report.text) for s in sentences)


def _lead(filed: Filed) -> frozenset[str]:
    return joined(s.of(filed.report.text) for s in filed.text.sentences[:_LEAD])


@cache
def _named() -> re.Pattern[str]:
    """Words that begin large inside a sentence, and figures."""
    return re.compile(r"(?<![.!?:\"“”‘’\n])(?<![.!?:\"“”‘’\n]\s)(?<!^)\b[^\W\d_a-z]\w*|\d[\d.,:]*\d|\b\d+")


@lru_cache(maxsize=1 << 10)
def _names(text: str) -> frozenset[str]:
    """What a report names: words written large inside a sentence, and numbers."""
    return joined(m[0] for m in _named().finditer(text) if not m[0][0].islower())
