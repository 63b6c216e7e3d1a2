"""Grammar of the embedded model on UD English EWT and GUM test: `python -m gate.language DATA`.

On gold words: UPOS, XPOS, UAS, LAS (all relations with subtypes, punctuation included). From raw text: F1 of tokens, sentences
and LAS, by characters. Speed: words a second of processor time, everything from
text to trees and names.
"""

import json
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from dragoman.language.shipped import Embedded
from dragoman.model import Part, Span
from dragoman.text.sentences import split
from training import data as sets
from training.examples import Example

Arc = tuple[Span, Span | None, str]


def score(path: Path) -> dict[str, float]:
    """All scores, in per cent; `path` is the folder that holds `ud_ewt` and `gum`."""
    ewt, gum = list(sets.ewt(path, "test")), list(sets.gum(path, "test"))
    news = [example for example in gum if "_news_" in example.document]
    found = {
        f"{name}_{key}": value
        for name, examples in (("ewt", ewt), ("gum", gum), ("gum_news", news))
        for key, value in gold_words(examples).items()
    }
    return found | {f"ewt_raw_{key}": value for key, value in raw(ewt).items()} | {f"gum_raw_{k}": v for k, v in raw(gum).items()}


def gold_words(examples: Iterable[Example], weights: Path | None = None) -> dict[str, float]:
    """Scores where words and sentences are given; of the shipped weights or those of another folder."""
    analyser = Embedded(weights)
    words = upos = xpos = uas = las = 0
    told = list(examples)
    for example, read in zip(told, analyser.tags([example.words for example in told]), strict=True):
        words += len(example.words)
        upos += sum(map(str.__eq__, read.upos, example.upos))
        xpos += sum(map(str.__eq__, read.xpos, example.xpos))
        uas += sum(a == b for a, b in zip(read.heads, example.heads, strict=True))
        arcs = zip(read.heads, read.rels, example.heads, example.rels, strict=True)
        las += sum(head == gold_head and rel == gold_rel for head, rel, gold_head, gold_rel in arcs)
    return {name: round(100 * right / words, 2) for name, right in (("upos", upos), ("xpos", xpos), ("uas", uas), ("las", las))}


def raw(examples: Sequence[Example]) -> dict[str, float]:
    """Scores from running text, document by document, and the speed."""
    gold: list[set[object]] = [set(), set(), set()]
    own: list[set[object]] = [set(), set(), set()]
    words, seconds, analyser = 0, 0.0, Embedded()
    for name, group in groupby(examples, key=lambda e: e.document):
        text, sentences, arcs = _as_text(list(group))
        start = time.process_time()
        spans_read = split(text, (Part(0, len(text), "body"),))
        read = analyser.together(text, spans_read, ["body"] * len(spans_read))
        seconds += time.process_time() - start
        found = [sentence for sentence in read if sentence]
        words += sum(len(sentence.tokens) for sentence in found)
        spans = [[Span(t.start, t.end) for t in s.tokens] for s in found]
        ours = [
            (at[i], at[t.head] if t.head >= 0 else None, t.rel)
            for s, at in zip(found, spans, strict=True)
            for i, t in enumerate(s.tokens)
        ]
        for store, arcs_here, sentences_here in ((gold, arcs, sentences), (own, ours, [s.span for s in found])):
            store[0] |= {(name, arc[0]) for arc in arcs_here}
            store[1] |= {(name, sentence) for sentence in sentences_here}
            store[2] |= {(name, arc) for arc in arcs_here}
    scores = {key: f1(a, b) for key, a, b in zip(("tokens", "sentences", "las"), gold, own, strict=True)}
    return scores | {"words_per_second": round(words / seconds)}


def f1(gold: set[object], own: set[object]) -> float:
    """Harmonic mean of precision and recall, in per cent."""
    return round(200 * len(gold & own) / max(1, len(gold) + len(own)), 2)


def _as_text(examples: Sequence[Example]) -> tuple[str, list[Span], list[Arc]]:
    """A document's text with its sentences and arcs by characters."""
    text, sentences, arcs = "", [], []
    for example in examples:
        text = text.rstrip() + "\n\n" if example.opens_paragraph and text else text
        start, spans = len(text), []
        for word, misc in zip(example.words, example.misc, strict=True):
            spans.append(Span(len(text), len(text) + len(word)))
            text += word + ("" if "SpaceAfter=No" in misc else " ")
        heads = [spans[head - 1] if head else None for head in example.heads]
        arcs += list(zip(spans, heads, example.rels, strict=True))
        sentences.append(Span(start, spans[-1].end))
    return text, sentences, arcs


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1])), indent=1))
