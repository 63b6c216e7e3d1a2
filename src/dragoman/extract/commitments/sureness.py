"""How sure an undertaking is read: the share of those read like it that an annotator finds there too.

Like the confidence of acts a logistic of a few plain facts, fitted on `dev` and some of `train` by `training/calibrate.py` and
kept in `lexicon/en/confidence.toml`. What falls below `TOLD` is left out.
"""

from collections.abc import Mapping

from dragoman.extract.commitments.asking import is_pressed
from dragoman.extract.commitments.pledges import Pledge
from dragoman.extract.commitments.promises import speaks_of_himself
from dragoman.extract.commitments.status import first_of, words_of
from dragoman.extract.commitments.terms import heard_as
from dragoman.extract.events.confidence import UNTOLD, log_odds, weighed
from dragoman.language.tree import Tree

# From here on what is kept is right often enough to be worth what is wrong in it; chosen on the dev part.
TOLD = 0.35
SURE = 0.5  # what the model hears less of, nobody being told to undertake it, is the less likely one
RULES = ("agreed", "announced", "words", "learnt")  # facts by themselves; the others are told by the lexicon's frames of a fate


def is_told(tree: Tree, p: Pledge) -> bool:
    """Whether the program is sure enough of an undertaking to tell it.

    Who says that he himself will do something undertakes it; a word for a day that went by stands by itself too.
    """
    is_own = p.fate.rule == "announced" and speaks_of_himself(tree, first_of(tree, p.draft.predicate.token))
    is_missed = p.fate.rule == "words" and p.fate.status == "not_implemented"
    return is_own or is_missed or sureness(tree, p) >= TOLD


def sureness(tree: Tree, p: Pledge) -> float:
    """Between 0 and 1, in two decimals."""
    return weighed("undertaking", facts(tree, p))


def facts(tree: Tree, p: Pledge) -> Mapping[str, float]:
    """What it rests on: how sure the language model is of it, which rule read it, and who undertakes it or is only asked to."""
    is_told = tree.sentence.senses is not None
    sense = heard_as(tree, p.draft, p.term)
    heard = sense.probability if sense else 0.0
    rule = p.fate.rule
    odds = log_odds(heard if is_told else UNTOLD)
    return {
        "base": 1.0,
        "sense": odds,
        **{name: float(rule == name) for name in RULES},
        "learnt_sense": odds * (rule == "learnt"),
        "learnt_noun": float(rule == "learnt" and tree[p.term.head].upos in ("NOUN", "PROPN")),
        "learnt_pressed": float(rule == "learnt" and is_pressed(tree, p.term.head)),
        "unknown": float(_is_unknown(tree, p) and rule in ("agreed", "announced")),
        "nobody_unheard": float(not p.by and heard < SURE and rule in ("agreed", "announced", "possible", "words")),
        "bare": float(p.term.is_plain),
        "nobody": float(not p.by),
        "open": float(p.draft.modality in ("conditional", "uncertain")),
    }


def _is_unknown(tree: Tree, p: Pledge) -> bool:
    """Whether the lexicon knows the word that tells it neither as an act nor as a word for an undertaking."""
    return p.draft.predicate.entry.learnt and tree.lemmas[p.draft.predicate.token] not in words_of("verbs")
