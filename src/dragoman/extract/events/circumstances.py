"""When and where an act took or takes place: by the rules of grounding, and where they find nothing by what the model learnt."""

from bisect import bisect_left

from dragoman.extract import learnt
from dragoman.ground.attach import time_of
from dragoman.ground.scenes import is_ahead
from dragoman.ground.where import place_of
from dragoman.language.tree import tree_of
from dragoman.model import Modality, Place, Reading, Sense, Span, When


def time_for(reading: Reading, at: tuple[int, int], modality: Modality, sense: Sense | None) -> When:
    """The time of the act named by token `at[1]` of sentence `at[0]`: what hangs on it in the grammar, else what fills its time."""
    when, _ = time_of(reading, *at, modality)
    if when.text:
        return when
    spans = _spans(reading, at[0], sense, "time")
    sentence = reading.sentences[at[0]].span
    first, last = (bisect_left(reading.times, edge, key=lambda t: t.span.start) for edge in (sentence.start, sentence.end))
    own = (t.when for t in reading.times[first:last] if any(span.overlaps(t.span) for span in spans))
    is_done = modality in ("occurred", "ongoing", "denied")
    return next((w for w in own if (w.is_known or w.text) and not (is_done and is_ahead(w, reading))), when)


def place_for(reading: Reading, at: tuple[int, int], sense: Sense | None) -> Place | None:
    """The place of that act; a place that no gazetteer knows keeps its name alone."""
    found = place_of(reading, *at)
    if found is not None:
        return found
    spans = _spans(reading, at[0], sense, "place")
    if not spans:
        return None
    known = next((p.place for p in reading.places if any(span.overlaps(p.span) for span in spans)), None)
    return known or _by_name(reading, at[0], spans)


def _by_name(reading: Reading, sentence: int, spans: list[Span]) -> Place | None:
    tree = tree_of(reading.sentences[sentence])
    names = (tree.span([n.first, n.last]) for n in tree.sentence.names if n.label == "LOC")
    inside = next((name for name in names if any(span.holds(name) for span in spans)), None)
    return Place(name=inside.of(reading.report.text)) if inside else None


def _spans(reading: Reading, sentence: int, sense: Sense | None, role: str) -> list[Span]:
    tree = tree_of(reading.sentences[sentence])
    return [tree.span([f.first, f.last]) for f in learnt.fillers(sense, role)]
