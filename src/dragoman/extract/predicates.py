"""Predicates: the verbs, adjectives and nouns of a sentence that name a political act, each with the entry that reads it."""

from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from dragoman.extract import learnt
from dragoman.extract.arguments import Arguments, arguments, containers, prepositions, see_through
from dragoman.extract.lexemes import EventNoun, Frame, adjective_frames, event_nouns, third_parties, transparent, verb_frames
from dragoman.extract.matching import MODIFIERS, fits_frame, fits_noun, is_of_class, is_one_of, is_standing
from dragoman.language.tree import Tree
from dragoman.lexicon import table

# How certain of its type the model must be to outrank a frame that only asks it to hear an act; chosen on the dev part
CERTAIN = 0.85


class Predicate(msgspec.Struct, frozen=True, kw_only=True):
    """A word that names an act. `noun` is the event noun that its frame takes as object ("held *talks*")."""

    token: int
    entry: Frame | EventNoun
    args: Arguments
    noun: int | None = None

    @property
    def is_verbal(self) -> bool:
        """Whether a verb or adjective names the act, not a noun by itself."""
        return isinstance(self.entry, Frame)


@lru_cache(maxsize=256)  # the sentences of one long report, which events and undertakings ask about in turn
def find(tree: Tree) -> tuple[Predicate, ...]:
    """All predicates of a sentence, in text order. A noun that a frame takes as its object names no act of its own."""
    verbal = [p for i in range(len(tree.tokens)) if (p := _verbal(tree, i)) is not None]
    verbal = [p for p in verbal if not _is_by_mediator(tree, p)]
    taken = {t for p in verbal for t in _taken(tree, p)}
    nominal = [p for i in range(len(tree.tokens)) if i not in taken and (p := _nominal(tree, i)) is not None]
    gerunds = {p.token for p in nominal}  # "months of fighting" is one act, told by a noun
    known = [*(p for p in verbal if p.token not in gerunds), *nominal]
    learnt_ = [p for p in _learnt(tree, known) if not _is_by_mediator(tree, p)]
    done = {p.noun for p in learnt_}  # "carried out a raid" is one act
    return tuple(sorted([*(p for p in known if p.token not in done), *learnt_], key=lambda p: p.token))


def _learnt(tree: Tree, known: list[Predicate]) -> Iterator[Predicate]:
    """Words that the language model takes for acts and the lexicon does not know as such."""
    held = {t for p in known for t in (p.token, *_taken(tree, p))}
    for sense in learnt.sure(tree, "act"):
        i = sense.token
        if i in held or any(p.noun is not None and p.token < i < p.noun for p in known) or _tells_how(tree, i):
            continue
        is_part = tree[i].upos == "NOUN" and tree.lemmas[i] in transparent()  # "a further round": by itself a part of some act
        type_ = sense.label if is_part else _type(tree, i, sense.label)
        if any(p.entry.type == type_ and p.token in _told_by(tree, i, p) for p in known):
            continue  # "trying to reconcile" is told by its own verb, "the visit will review …" by its noun
        if is_part and (type_ != "CONSULT" or see_through(tree, i) in held):
            continue
        if (
            _only_says(tree, i)
            or _leads_delegates(tree, i)
            or _is_ruled_out(tree, i, type_)
            or _is_manner(tree, i)
            or (tree.is_rel(i, "compound") and tree[i].head in held)
        ):
            continue
        if tree[i].upos in ("NOUN", "PROPN"):
            yield Predicate(token=i, entry=learnt.noun(type_, tree.lemmas[i]), args=Arguments(token=i))
        else:
            args = arguments(tree, i)
            named = {p.token: p.entry.type for p in known if not p.is_verbal}
            is_doing = tree.lemmas[i] in _running("carrying")
            noun = next((o for o in args.objects if o in named and (is_doing or named[o] == type_)), None)
            type_ = type_ if noun is None else named[noun]
            yield Predicate(token=i, entry=learnt.frame(type_, tree.lemmas[i]), args=args, noun=noun)


def _only_says(tree: Tree, i: int) -> bool:
    """Whether a verb tells no more than that something was said: what was said may be an act, saying it is none."""
    return tree[i].upos == "VERB" and tree.lemmas[i] in table("en/verbs")["control"]["plain"]


def _told_by(tree: Tree, i: int, other: Predicate) -> list[int]:
    """The words by which an act may be told that a verb only leads to: of its clause, or of its subject."""
    return tree.children(i, "xcomp", "ccomp") if other.is_verbal else [see_through(tree, s) for s in tree.children(i, "nsubj")]


def _leads_delegates(tree: Tree, i: int) -> bool:
    """Whether a verb only tells who heads those who are sent: "the delegation was led by Mira Dovani"."""
    led = tree.children(i, "obj", "nsubj:pass") if tree.lemmas[i] in third_parties("leading") else []
    return any(is_of_class(tree, o, "delegates") for o in led)


def _is_ruled_out(tree: Tree, i: int, type_: str) -> bool:
    """Whether the lexicon knows the word and says that here it names no such act ("agree that it was late", "opposes the plan")."""
    frames = _known(tree, i)
    if frames and all(f.stative for f in frames) and is_standing(tree, i):
        return True
    if tree[i].upos == "NOUN":  # "a press conference"
        barred = {word for noun in event_nouns().get(tree.lemmas[i], ()) for word in noun.not_modifiers}
        return not barred.isdisjoint(tree.lemmas[c] for c in tree.children(i, *MODIFIERS))
    if tree[i].upos != "VERB":
        return False
    args, kinds = arguments(tree, i), {kind for frame in frames for kind in frame.not_clause}
    barred = {word for frame in frames if frame.type == type_ for word in frame.not_object}  # "offered an opportunity"
    beside = {word for frame in frames if frame.type == type_ for word in frame.not_prep_object}  # "met with the press"
    is_barred = any(is_one_of(tree, o, (*barred,)) for o in args.objects)
    is_barred |= any(is_one_of(tree, o, (*beside,)) for _, o in args.preps)
    return is_barred or not kinds.isdisjoint(args.clause_kinds)


def _tells_how(tree: Tree, i: int) -> bool:
    """Whether a verb only tells that the act its subject names begins or runs ("fighting broke out")."""
    is_running = tree.lemmas[i] in _running("outbreak") or any(
        f"{tree.lemmas[i]} {tree.words[p]}" in _running("outbreak") for p in tree.children(i, "compound:prt")
    )
    is_clause = tree[i].rel == "acl:relcl" and tree.lemmas[i] in _running("course")  # "the talks that concluded on Monday"
    if is_clause and all(tree[s].upos == "PRON" for s in tree.children(i, "nsubj")):
        return _names_act(tree, tree[i].head)
    return is_running and any(_names_act(tree, see_through(tree, s)) for s in tree.children(i, "nsubj"))


def _names_act(tree: Tree, i: int) -> bool:
    words = {tree.lemmas[i], *(tree.words[c] for c in tree.children(i, "acl"))}
    return learnt.sense_of(tree, "act", i) is not None or not words.isdisjoint(event_nouns())


@cache
def _running(how: str) -> frozenset[str]:
    return frozenset(table("en/modality")["phase"][how])


def _type(tree: Tree, i: int, learnt_: str) -> str:
    """The type that the model gives a word, unless the lexicon knows the word for one other type and nothing else."""
    known = {f.type for f in _known(tree, i)} | {n.type for n in event_nouns().get(tree.lemmas[i], ())}
    return next(iter(known)) if len(known) == 1 else learnt_


def _verbal(tree: Tree, i: int) -> Predicate | None:
    token = tree[i]
    if token.upos not in ("VERB", "ADJ", "AUX") or tree.is_rel(i, "aux", "cop", "amod", "compound", "case", "mark"):
        return None
    frames = _known(tree, i) if token.upos == "VERB" else ()
    if tree.children(i, "cop") or token.upos == "ADJ" or tree.children(i, "aux:pass"):
        frames = (*frames, *adjective_frames().get(tree.words[i], ()))
    if not frames:
        return None
    args = arguments(tree, i)
    frame = next((f for f in frames if fits_frame(tree, args, f) and not _is_heard_otherwise(tree, i, f)), None)
    if frame and args.is_passive and tree.words[i] in frame.adjectives:  # nobody prepares whoever "is prepared to talk"
        args = msgspec.structs.replace(args, subjects=args.objects, objects=(), is_passive=False)
    return Predicate(token=i, entry=frame, args=args, noun=_noun(tree, args, frame)) if frame else None


def _is_heard_otherwise(tree: Tree, i: int, frame: Frame) -> bool:
    """Whether the model is certain of another act than the one that a frame asks it to hear; attitudes stand ("defended")."""
    sense = learnt.sense_of(tree, "act", i) if frame.heard and not frame.stative else None
    return sense is not None and sense.label != frame.type and sense.certainty >= CERTAIN


def _known(tree: Tree, i: int) -> tuple[Frame, ...]:
    """The frames of a verb. A lemma guessed from an ending that no verb has is tried with an "e", or a letter shorter."""
    word = tree.lemmas[i]
    stems = [word, *(word.removesuffix(ending) for ending in ("ed", "ing", "s") if word.endswith(ending))]
    tries = [t for s in stems for t in (s, f"{s}e", *([s[:-1]] if s.endswith("e") or s[-2:-1] == s[-1:] else []))]
    return next((verb_frames()[t] for t in tries if t in verb_frames()), ())


def _noun(tree: Tree, args: Arguments, frame: Frame) -> int | None:
    """The noun through which a frame names the act."""
    if frame.object:
        taken = (*args.objects, *args.iobj)  # "told a meeting of elders"
        return next((see_through(tree, o) for o in taken if is_one_of(tree, o, frame.object)), None)
    if frame.prep_object:
        return next((see_through(tree, o) for p, o in args.preps if is_one_of(tree, o, frame.prep_object)), None)
    if frame.subject and frame.no_object:
        return next((see_through(tree, o) for o in args.subjects if is_one_of(tree, o, frame.subject)), None)
    return None


def _offers(predicate: Predicate) -> bool:
    entry = predicate.entry
    return isinstance(entry, Frame) and entry.absorbs and bool({"offer", "propose", "invite"} & set(entry.verbs))


def _is_by_mediator(tree: Tree, predicate: Predicate) -> bool:
    """Whether a participle only tells who brought about the act that its noun names ("talks brokered by …")."""
    above = [*tree.ancestors(predicate.token)][:4]
    is_participle = (
        tree.is_rel(predicate.token, "acl")
        and tree[predicate.token].xpos in ("VBN", "VBD")
        and tree[predicate.token].rel != "acl:relcl"
    )
    return (
        is_participle
        and predicate.entry.type == "CONSULT"
        and any(tree[a].upos == "NOUN" and tree.lemmas[a] in event_nouns() for a in above)
    )


def _taken(tree: Tree, predicate: Predicate) -> Iterator[int]:
    if predicate.noun is None or (predicate.entry.absorbs and predicate.entry.type == "REQUEST") or _offers(predicate):
        return  # "proposed talks in May": the talks may be specific enough to stand for themselves
    own = [e.type for e in event_nouns().get(tree.lemmas[predicate.noun], ())]
    is_left = isinstance(predicate.entry, Frame) and predicate.entry.also  # "postponed the election", which the frame tells too
    if not is_left and any(t not in ("CONSULT", "AGREE", predicate.entry.type) for t in own):
        return  # "did not discuss the refusal": the noun is an act of its own kind
    yield predicate.noun
    yield from containers(tree, predicate.noun)


def _nominal(tree: Tree, i: int) -> Predicate | None:
    word = tree.words[i] if tree[i].upos == "VERB" else tree.lemmas[i]
    entries = event_nouns().get(word, ()) if tree[i].upos in ("NOUN", "VERB") and not _is_manner(tree, i) else ()
    entry = next((n for n in entries if fits_noun(tree, i, n)), None)
    return Predicate(token=i, entry=entry, args=Arguments(token=i)) if entry else None


def _is_manner(tree: Tree, i: int) -> bool:
    """Whether a noun only tells under whom another act was done ("met under Kestrian mediation")."""
    return tree.lemmas[i] in third_parties("auspices") and tree.is_rel(i, "obl", "nmod") and "under" in prepositions(tree, i)


def proposing(tree: Tree, noun: int) -> int | None:
    """The verb of proposing or asking whose object an act is ("proposed a round of talks")."""
    head = tree[noun].head
    if head >= 0 and tree[head].upos == "NOUN" and see_through(tree, head) == noun:
        noun, head = head, tree[head].head
    is_object = head >= 0 and tree[head].upos == "VERB" and tree.is_rel(noun, "obj")
    return head if is_object and tree.lemmas[head] in _proposed() else None


@cache
def _proposed() -> frozenset[str]:
    return frozenset(word for row in table("en/modality")["governor"] if row["effect"] == "proposed" for word in row["words"])
