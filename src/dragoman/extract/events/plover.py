"""PLOVER's single label: derived for export, for in PLOVER a planned meeting is AGREE and a withdrawal announced is CONCEDE.

The rules are those of the PLOVER 2.0 manual; where it is silent on negation, those of the modality table of Zero-Shot-PLOVER,
told in our own words. dragoman itself keeps the type of the act and its modality apart.
"""

import msgspec

from dragoman.extract.events.modality import judge
from dragoman.extract.lexemes import Frame
from dragoman.extract.predicates import Predicate, find
from dragoman.language.tree import Tree, tree_of
from dragoman.model import Modality, Reading, Span

VERBAL_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT"})
MATERIAL_COOPERATION = frozenset({"COOPERATE", "AID"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
MATERIAL_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def plover_label(kind: str, modality: Modality) -> str:
    """The PLOVER type under which an act of this type and modality is exported; empty for GOVERN, which PLOVER lacks."""
    if kind == "GOVERN":
        return ""
    if modality in ("planned", "proposed", "conditional"):
        return _ahead(kind)
    if modality == "denied":
        return _denied(kind)
    return kind


def _ahead(kind: str) -> str:
    if kind in VERBAL_COOPERATION | MATERIAL_COOPERATION:
        return "AGREE"
    if kind in YIELDING:
        return "CONCEDE"
    return "THREATEN" if kind in MATERIAL_CONFLICT else kind


def _denied(kind: str) -> str:
    if kind in VERBAL_COOPERATION | MATERIAL_COOPERATION | YIELDING:
        return "REJECT"
    return "CONCEDE" if kind in MATERIAL_CONFLICT else "AGREE"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """The act that links a source to a target: its type and modality, CAMEO code and modes, and PLOVER's label for it."""

    type: str
    modality: Modality
    cameo: str
    mode: tuple[str, ...]
    label: str


def classify(reading: Reading, source: Span, target: Span) -> str:
    """The PLOVER type of the act by which the source is linked to the target, both given by their words; empty where none is."""
    found = link(reading, source, target)
    return found.label if found else ""


def link(reading: Reading, source: Span, target: Span) -> Link | None:
    """The act by which the source is linked to the target.

    Of the acts in their sentence the one wins that has the source among its doers and the target among its others, the
    outermost first; then one that links them less directly. Only the lexicon is asked: of pairs that it does not link, the
    model's type was wrong more often than right.
    """
    trees = [tree_of(s) for s in reading.sentences if s.span.overlaps(source) or s.span.overlaps(target)]
    ranked = [
        (_closeness(tree, p, source, target), -len(list(tree.ancestors(p.token))), -p.token, tree, p)
        for tree in trees
        for p in find(tree)
        if not p.entry.learnt
    ]
    known = [row for row in ranked if row[4].entry.type != "GOVERN"] or ranked
    if not known:
        return None
    *_, tree, best = max(known, key=lambda row: row[:3])
    entry = best.entry
    modality, _ = judge(tree, best.token, entry.type, is_noun=not best.is_verbal)
    if isinstance(entry, Frame) and entry.will:
        modality = "occurred"
    return Link(type=entry.type, modality=modality, cameo=entry.cameo, mode=entry.mode, label=plover_label(entry.type, modality))


def _closeness(tree: Tree, p: Predicate, source: Span, target: Span) -> int:
    """How well an act links the two: 4 for the source as doer, 3 for the target as object, 2 for it further down."""
    doers = {t for s in p.args.subjects for t in tree.subtree(s, without=("acl", "conj", "advcl"))}
    direct = {
        t for o in (*p.args.objects, *p.args.iobj, *(i for _, i in p.args.preps)) for t in tree.subtree(o, without=("acl", "advcl"))
    }
    below = set(tree.subtree(p.token)) - doers
    own, others = _tokens(tree, source), _tokens(tree, target)
    if doers & others and (below | direct) & own:
        return 5 if _is_symmetric(p) else 2
    return 4 * bool(doers & own) + (3 if direct & others else 2 * bool(below & others)) + bool(below & own and not doers & own)


def _tokens(tree: Tree, span: Span) -> set[int]:
    return {
        i
        for i, t in enumerate(tree.tokens)
        if span.start <= t.start and t.end <= span.end and tree.lemmas[i] not in ("the", "a", "an", "of")
    }


def _is_symmetric(p: Predicate) -> bool:
    return isinstance(p.entry, Frame) and p.entry.symmetric
