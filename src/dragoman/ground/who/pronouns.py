"""Pronouns: whom "he", "it" and "they" look back on."""

from itertools import pairwise
from typing import NamedTuple

from dragoman.ground.who.cast import Cast
from dragoman.ground.who.gender import form_of
from dragoman.ground.who.phrases import antecedent, first_of
from dragoman.ground.who.salience import FAR, Told, latest, since, speaks
from dragoman.ground.who.words import lemma, words
from dragoman.language.tree import Tree
from dragoman.model import Mention

_BODIES = frozenset({"party", "armed_group", "state", "government", "igo", "ngo", "agency"})
# These only by a name of their own, or a description: a company, a newspaper.
_NAMED, _TOLD = frozenset({"group", "media"}), frozenset({"name", "description"})
_AFTER_OWNER = 3  # signs between an owner and what it owns: "'s "
# Of the bodies those spoken of as "they"; the others are "it".
_CREWS = frozenset({"party", "armed_group"})


class Scene(NamedTuple):
    """Where a pronoun stands: the sentence, the names in it, and what was told before."""

    cast: Cast
    told: list[Told]
    here: list[Mention]
    tree: Tree
    sentence: int

    def is_body(self, mention: Mention) -> bool:
        """Whether "it" can look back on a mention."""
        kind = self.cast.actors[mention.actors[0]].kind
        return len(mention.actors) == 1 and (kind in _BODIES or (kind in _NAMED and mention.form in _TOLD))


def resolve_pronoun(scene: Scene, at: int) -> tuple[str, ...]:
    """The actors that a pronoun stands for; none where it stands for none, or is unclear."""
    tree, form = scene.tree, scene.tree.words[at]
    before = [one for one in since(scene.told, scene.sentence - FAR) if not _is_ruled_out(one, tree, scene.sentence, at)]
    if tree[at].xpos in {"WP", "WDT", "WP$"}:
        return _relative(scene.told, tree, scene.sentence, at)
    if form_of(form):
        return _person(scene, before, at)
    if form in words("pronouns", "it"):
        return _owner(scene, at) or (() if _is_empty(tree, at) else _each(scene) or _speaker(scene, at) or _thing(scene))
    if form in words("pronouns", "they"):
        return _owner(scene, at) or _many(scene.cast, before, tree, scene.sentence, at)
    return ()


def _of_subject(scene: Scene, at: int) -> tuple[str, ...]:
    """As in "Upon his arrival, Osmar Teke met": in a phrase that opens the sentence a pronoun is its subject's, told behind it."""
    tree = scene.tree
    path = [at, *tree.ancestors(at)]
    verb = next((n for n, j in enumerate(path) if tree.is_rel(j, "root")), 0)
    if not tree.is_rel(at, "nmod:poss") or not verb or not tree.is_rel(path[verb - 1], "obl"):
        return ()
    subjects = tree.children(path[verb], "nsubj")
    is_others = any(tree.lemmas[j] in words("pronouns", "others") for j in path[1:verb])
    if is_others or any(s < at for s in subjects):
        return ()
    return next((m.actors for m in scene.here if m.head in subjects and m.form == "name" and len(m.actors) == 1), ())


def _person(scene: Scene, before: list[Told], at: int) -> tuple[str, ...]:
    """Whom "he" or "she" stands for. Most persons of whom nothing is known are men, as news go: a known woman comes first."""
    cast, sentence, form = scene.cast, scene.sentence, form_of(scene.tree.words[at])

    def is_person(mention: Mention) -> bool:
        of = mention.actors[0]
        return len(mention.actors) == 1 and cast.actors[of].kind == "person" and cast.genders.fits(of, form)

    subject = _of_subject(scene, at)
    if subject and cast.kind(subject[0]) == "person" and cast.genders.fits(subject[0], form):
        cast.genders.note(subject[0], form)
        return subject
    women = latest(before, sentence, lambda m: is_person(m) and cast.genders.is_known(m.actors[0])) if form == "she" else ()
    found = women or latest(before, sentence, is_person, opens=_is_main_subject(scene.tree, at))
    if found:
        cast.genders.note(found[0], form)
    return found


def _owner(scene: Scene, at: int) -> tuple[str, ...]:
    """As in "the Front and its allies", "its leader Mira Dovani": what owns is joined with what it owns, or known to be led so."""
    tree, owned = scene.tree, scene.tree[at].head
    if not tree.is_rel(at, "nmod:poss"):
        return ()
    if tree.is_rel(owned, "conj"):
        beside = (one.mention for one in since(scene.told, scene.sentence) if one.mention.head == tree[owned].head)
        return next((mention.actors for mention in beside if scene.is_body(mention)), ())
    named = [m for m in scene.here if m.start <= tree[owned].start < m.end and scene.cast.kind(m.actors[0]) == "person"]
    told = {of for one in scene.told for of in one.mention.actors}
    led = {of for m in named for of in scene.cast.bodies_of(m.actors[0]) if of in told}
    return (led.pop(),) if len(led) == 1 else ()


def _each(scene: Scene) -> tuple[str, ...]:
    """As in "Each side said it would leave": all who are meant by "each" in the same sentence."""
    here = [one.mention for one in since(scene.told, scene.sentence) if one.mention.form == "description" and not one.is_joint]
    begun = {token.start for token in scene.tree.tokens if token.text.casefold() in {"each", "neither"}}
    return next((mention.actors for mention in reversed(here) if mention.start in begun), ())


def _speaker(scene: Scene, at: int) -> tuple[str, ...]:
    """As in "The Front said … It also said": who speaks again is the body that spoke last, no other one speaking between."""
    if not speaks(scene.tree, at):
        return ()
    spoke = [
        one.mention for one in since(scene.told, scene.sentence - 2) if one.is_speaker and one.mention.sentence < scene.sentence
    ]
    return spoke[-1].actors if spoke and scene.is_body(spoke[-1]) else ()


def _is_main_subject(tree: Tree, at: int) -> bool:
    """Whether a pronoun is the subject of the main clause ("After talks with Dovani, he left")."""
    return tree.is_rel(at, "nsubj") and tree.is_rel(tree[at].head, "root")


def _relative(told: list[Told], tree: Tree, sentence: int, at: int) -> tuple[str, ...]:
    """Whom "who" or "which" stands for: what its clause hangs on, with all that is coordinated before it."""
    clause = next((i for i in (at, *tree.ancestors(at)) if tree[i].rel.startswith("acl")), None)
    if clause is None or tree[clause].head > at:
        return ()
    meant = antecedent(tree, tree[clause].head, at)
    is_joint = any(tree.words[c] in ("jointly", "together", "both") for c in tree.children(clause, "advmod"))
    heads = set(tree.conjuncts(first_of(tree, meant) if is_joint else meant))  # "Teke and Dovani, who jointly called for …"
    found = [one.mention for one in since(told, sentence) if not one.is_joint and one.mention.head in heads]
    is_one = tree.words[at] == "which" and any(tree[i].xpos == "VBZ" for i in (clause, *tree.children(clause, "aux", "cop")))
    if is_one and tree.is_rel(at, "nsubj") and any(m.form == "name" for m in found):
        found = found[-1:]  # "a deal between Varenia and the Front, which denies it"
    return tuple(dict.fromkeys(of for mention in found for of in mention.actors))


def _is_ruled_out(one: Told, tree: Tree, sentence: int, at: int) -> bool:
    """Whether grammar forbids a mention.

    Who speaks is none of those told of in his own words, who speaks for somebody tells of him, and "them" are never the doers.
    """
    if one.mention.sentence != sentence:
        return False
    if tree.is_rel(at, "nmod:poss") and tree.is_rel(tree[at].head, "appos") and tree[tree[at].head].head == one.mention.head:
        # "Mira Teke, his sister" is not his
        return True
    if one.mention.form == "description" and lemma(tree[one.mention.head]) in words("voices", "nouns"):
        return True
    if tree.words[at] in {"him", "them"} and one.is_subject:
        # "obstacles stand between them": another does what is over them
        above = tree[at].head
        over = {above} if tree.children(above, "nsubj") else {above, tree[above].head}
        return tree[one.mention.head].head in over
    return speaks(tree, at)


def _many(cast: Cast, before: list[Told], tree: Tree, sentence: int, at: int) -> tuple[str, ...]:
    """Whom "they" stands for: several, a plural or the crew that is the subject in this sentence; else in those before it."""
    many = [one for one in before if _is_many(one, sentence)]
    if (plural := _plural_unknown(before, tree, sentence, at)) >= 0:
        after = [one for one in many if one.mention.sentence == sentence and one.mention.head > plural]
        return latest(after, sentence, lambda _: True)
    subjects = [one for one in before if one.is_subject and not tree.is_rel(at, "obj", "iobj", "obl")]
    crews = [one for one in subjects if _is_crew(cast, one)]
    near = ((pool, reach) for reach in (0, 1) for pool in (many, crews))
    found = next((found for pool, reach in near if (found := latest(pool, sentence, lambda _: True, reach=reach))), ())
    return found or latest(many, sentence, lambda _: True)


def _is_crew(cast: Cast, one: Told) -> bool:
    """Whether one body is spoken of as many: fighters and partisans are, a state is one, and so is a group that only reports."""
    kind = cast.actors[one.mention.actors[0]].kind
    is_doing = kind in {"group", "ngo"} and one.mention.form == "name" and not one.is_speaker
    return len(one.mention.actors) == 1 and (kind in _CREWS or is_doing)


def _plural_unknown(told: list[Told], tree: Tree, sentence: int, at: int) -> int:
    """The nearest plural subject before a pronoun, where it stands for nobody known: "they" are these, and no one named before."""
    plural = next((i for i in range(at - 1, -1, -1) if _are_people(tree, i) and tree.is_rel(i, "nsubj")), -1)
    here = [one.mention for one in told if one.mention.sentence == sentence and plural >= 0]
    return -1 if any(mention.start <= tree[plural].start < mention.end for mention in here) else plural


def _are_people(tree: Tree, i: int) -> bool:
    """Whether a noun means several who act."""
    nouns = words("groups", "nouns") | words("roles", "nouns") | words("people", "nouns")
    return tree[i].xpos == "NNPS" or (tree[i].xpos == "NNS" and lemma(tree[i]) in nouns)


def _is_many(one: Told, sentence: int) -> bool:
    """Whether "they" can look back on a mention: several actors, or a plural; from a sentence before only as its subject."""
    if len(one.mention.actors) > 1:
        return True
    return one.is_plural and (one.mention.sentence == sentence or one.is_subject)


def _is_empty(tree: Tree, at: int) -> bool:
    """As in "It is clear that", "it remains to be seen": a pronoun that stands for nothing. What is "ready" is somebody."""
    above = tree[at].head
    is_said = tree.is_rel(at, "nsubj") and bool(tree.children(above, "cop", "csubj"))
    return tree.is_rel(at, "expl") or (is_said and tree.words[above] not in words("pronouns", "minds"))


def _thing(scene: Scene) -> tuple[str, ...]:
    """What "it" stands for: a lone subject before it in its sentence; else the subject with which the sentence before begins."""
    told, sentence = since(scene.told, scene.sentence - 1), scene.sentence
    bodies = [one for one in told if scene.is_body(one.mention)]
    here = [one for one in bodies if one.mention.sentence == sentence]
    joined = {part for one in told if one.is_joint and one.mention.sentence == sentence for part in one.mention.actors}
    subjects = [one for one in here if one.is_subject and not joined & set(one.mention.actors)]
    if subjects:
        return subjects[-1].mention.actors
    # who speaks is none of those told of in his own words
    before = [one for one in told if one.mention.sentence == sentence - 1]
    first = next((i for i, one in enumerate(before) if one.is_subject), 0)
    # "Varenia's news agency" begins with it, and not with Varenia
    begins = all(after.mention.start - one.mention.end <= _AFTER_OWNER for one, after in pairwise(before[: first + 1]))
    begins = begins and bool(before) and before[first] in bodies and before[first].is_subject
    return before[first].mention.actors if begins and not here else ()
