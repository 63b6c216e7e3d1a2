"""Modality: whether an act took place, runs, is planned, proposed, conditional, denied or uncertain, by the words around it."""

from dragoman.extract.events.governing import above, is_talked_about
from dragoman.extract.events.signs import Sign, on_itself
from dragoman.extract.predicates import Predicate
from dragoman.language.tree import Tree
from dragoman.model import Modality, Sense

# What outweighs what where several words bear on one act
WEIGHT: dict[Modality, int] = {
    "occurred": 0,
    "ongoing": 1,
    "planned": 2,
    "proposed": 3,
    "conditional": 4,
    "uncertain": 5,
    "denied": 6,
}
HEARD = 0.6  # from this probability of an act the model's word on its modality counts
DOUBT = ("conditional", "uncertain", "denied")
FIRM = (("proposed", "planned"), ("planned", "uncertain"))  # what words tell and the model hears, where the words stand


def judge(tree: Tree, i: int, kind: str, *, is_noun: bool) -> tuple[Modality, str]:
    """The modality of the act named by token `i`, of PLOVER type `kind`, and the reason in a few words."""
    signs = [*on_itself(tree, i, kind, is_noun=is_noun), *above(tree, i, kind, is_noun=is_noun)]
    if not signs:
        return "occurred", "told as a fact"
    best = max(signs, key=lambda s: WEIGHT[s.effect])
    if best.effect == "denied" and len({s.token for s in signs if s.effect == "denied"}) % 2 == 0:
        best = max((s for s in signs if s.effect != "denied"), key=lambda s: WEIGHT[s.effect], default=Sign("occurred", best.word))
    return best.effect, f"“{best.word}” makes it {best.effect}"


def is_open(tree: Tree, p: Predicate, sense: Sense | None) -> bool:
    """Whether words alone tell the modality: what talks are about is still to be reached, and what "will" be done is not done."""
    is_done = sense is not None and sense.modality == "occurred"
    is_ahead = is_done and p.is_verbal and any(tree.words[a] in ("will", "shall") for a in tree.children(p.token, "aux"))
    return is_ahead or is_talked_about(tree, p.token, p.entry.type)


def heard(told: tuple[Modality, str], sense: Sense | None) -> tuple[Modality, str]:
    """What words tell, unless the language model hears another modality: where they differ it is right three times in four.

    Doubt and denial that words tell stand, no other denial counts ("the talks failed"), what is proposed is no plan, and what is
    expected no doubt.
    """
    other = next((m for m in WEIGHT if sense is not None and m == sense.modality), told[0])
    if sense is None or sense.probability < HEARD or other in (told[0], "denied") or told[0] in DOUBT:
        return told
    return told if (told[0], other) in FIRM else (other, f"the language model hears it so, not as {told[0]}")
