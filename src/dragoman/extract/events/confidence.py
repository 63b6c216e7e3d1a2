"""How sure an act is read: the share of acts read like it that an annotator calls right.

A logistic of a few plain facts about the reading, its weights fitted on the `dev` part of the corpus by `training/calibrate.py`
and kept in `lexicon/en/confidence.toml`; how well it holds on the `test` part is `ece` of `gate.training`.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dragoman.extract.lexemes import EventNoun, Frame, event_nouns, verb_frames
from dragoman.lexicon import table

if TYPE_CHECKING:
    from dragoman.extract.events.draft import Draft

UNTOLD = 0.5  # what a language model that knows no senses would have said, for all we know
SUREST = 0.99  # a probability counts as log-odds, and none as more than this or less than its contrary


def confidence(d: "Draft", *, is_told: bool) -> float:
    """Between 0 and 1, in two decimals. `is_told` is false where the language model tells no senses at all."""
    return weighed("event", facts(d, is_told=is_told))


def weighed(kind: str, told: Mapping[str, float]) -> float:
    """The share of right ones among claims of a kind of which the same facts are told, in two decimals."""
    weights = table("en/confidence")[kind]
    score = sum(weights[name] * value for name, value in told.items())
    return round(1 / (1 + math.exp(-score)), 2)


def facts(d: "Draft", *, is_told: bool) -> Mapping[str, float]:
    """What the confidence of an act rests on: how sure the language model is of it and of its type, and how it was read."""
    entry = d.predicate.entry
    sense = d.sense.probability if d.sense else 0.0
    same = d.sense.certainty if d.sense and d.sense.label == d.type else 0.0
    heard, same = (log_odds(sense), same) if is_told else (log_odds(UNTOLD), UNTOLD)
    return {
        "base": 1.0,
        "sense": heard,
        "unheard": float(is_told and d.sense is None),
        "same_type": same,
        "sense_of_type": heard * same,
        "lexicon": float(not entry.learnt),
        "lexicon_noun": float(not entry.learnt and not d.predicate.is_verbal),
        "akin": float(entry.learnt and _is_akin(entry)),
        "conditions": min(entry.rank, 3) / 3 if isinstance(entry, Frame) and not entry.learnt else 0.0,
        "asking": float(isinstance(entry, Frame) and entry.heard),
        "sides": float(len(d.parts.all) > 1),
        "noun": float(not d.predicate.is_verbal),
        "bare": float(d.is_bare),
        "nobody": float(not d.parts.actors),
    }


def _is_akin(entry: Frame | EventNoun) -> bool:
    """Whether the lexicon knows a word that the model hears for an act of the same type, in another construction."""
    if isinstance(entry, Frame):
        return any(frame.type == entry.type for verb in entry.verbs for frame in verb_frames().get(verb, ()))
    return any(known.type == entry.type for noun in entry.nouns for known in event_nouns().get(noun, ()))


def log_odds(probability: float) -> float:
    """A probability as log-odds, none surer than the surest."""
    held = min(max(probability, 1 - SUREST), SUREST)
    return math.log(held / (1 - held))
