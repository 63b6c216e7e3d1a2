"""Pronouns: whom "he", "it" and "they" look back on."""

from dragoman.ground.who.cast import Cast
from dragoman.ground.who.gender import form_of
from dragoman.ground.who.phrases import antecedent
from dragoman.ground.who.salience import Told, latest, speaks
from dragoman.ground.who.words import lemma, words
from dragoman.language.tree import Tree
from dragoman.model import Mention

_BODIES = frozenset({"party", "armed_group", "state", "government", "igo", "ngo", "agency"})
# These only by a name of their own: a company, a newspaper.
_NAMED = frozenset({"group", "media"})
# Of the bodies those spoken of as "they"; the others are "it".
_CREWS = frozenset({"party", "armed_group", "ngo"})


def resolve_pronoun(cast: Cast, told: list[Told], tree: Tree, sentence: int, at: int) -> tuple[str, ...]:
    """The actors that a pronoun stands for; none where it stands for none, or is unclear."""
    form = tree.words[at]
    one_person = form_of(form)
    before = [one for one in told if not _is_ruled_out(one, tree, sentence, at)]

    def is_person(mention: Mention) -> bool:
        of = mention.actors[0]
        return len(mention.actors) == 1 and cast.actors[of].kind == "person" and cast.genders.fits(of, one_person)

    def is_body(mention: Mention) -> bool:
        kind = cast.actors[mention.actors[0]].kind
        return len(mention.actors) == 1 and (kind in _BODIES or (kind in _NAMED and mention.form == "name"))

    if tree[at].xpos in {"WP", "WDT", "WP$"}:
        return _relative(told, tree, sentence, at)
    if one_person:
        # Most persons of whom nothing is known are men, as news go: a woman who is known as one comes first.
        women = (
            latest(before, sentence, lambda m: is_person(m) and cast.genders.is_known(m.actors[0])) if one_person == "she" else ()
        )
        found = women or latest(before, sentence, is_person, opens=_is_main_subject(tree, at))
        if found:
            cast.genders.note(found[0], one_person)
        return found
    if form in words("pronouns", "it"):
        return () if _is_empty(tree, at) else _thing([one for one in told if is_body(one.mention)], told, sentence)
    if form in words("pronouns", "they"):
        return _many(cast, before, tree, sentence, at)
    return ()


def _is_main_subject(tree: Tree, at: int) -> bool:
    """Whether a pronoun is the subject of the main clause ("After talks with Dovani, he left")."""
    return tree.is_rel(at, "nsubj") and tree.is_rel(tree[at].head, "root")


def _relative(told: list[Told], tree: Tree, sentence: int, at: int) -> tuple[str, ...]:
    """Whom "who" or "which" stands for: what its clause hangs on, with all that is coordinated before it."""
    clause = next((i for i in (at, *tree.ancestors(at)) if tree[i].rel.startswith("acl")), None)
    if clause is None or tree[clause].head > at:
        return ()
    heads = set(tree.conjuncts(antecedent(tree, tree[clause].head, at)))
    found = [one.mention for one in told if one.mention.sentence == sentence and not one.is_joint and one.mention.head in heads]
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
        head = tree[one.mention.head].head
        return head in {tree[at].head, tree[tree[at].head].head}
    return speaks(tree, at)


def _many(cast: Cast, before: list[Told], tree: Tree, sentence: int, at: int) -> tuple[str, ...]:
    """Whom "they" stands for: several or a plural told before, else a crew that is the subject of this sentence or the last."""
    many = [one for one in before if _is_many(one, sentence)]
    if (plural := _plural_unknown(before, tree, sentence, at)) >= 0:
        after = [one for one in many if one.mention.sentence == sentence and one.mention.head > plural]
        return latest(after, sentence, lambda _: True)
    subjects = [one for one in before if one.is_subject and not tree.is_rel(at, "obj", "iobj", "obl")]
    return latest(many, sentence, lambda _: True) or latest(subjects, sentence, lambda m: _is_crew(cast, m), reach=1)


def _is_crew(cast: Cast, mention: Mention) -> bool:
    """Whether one body is spoken of as many: fighters and partisans are, a state is one."""
    kind = cast.actors[mention.actors[0]].kind
    return len(mention.actors) == 1 and (kind in _CREWS or (kind in _NAMED and mention.form == "name"))


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
    """As in "It is clear that", "it remains to be seen": a pronoun that stands for nothing."""
    return tree.is_rel(at, "expl") or (tree.is_rel(at, "nsubj") and bool(tree.children(tree[at].head, "cop", "csubj")))


def _thing(bodies: list[Told], told: list[Told], sentence: int) -> tuple[str, ...]:
    """What "it" stands for: a lone subject before it in its sentence; else the subject with which the sentence before begins."""
    here = [one for one in bodies if one.mention.sentence == sentence]
    joined = {part for one in told if one.is_joint and one.mention.sentence == sentence for part in one.mention.actors}
    subjects = [one for one in here if one.is_subject and not joined & set(one.mention.actors)]
    if subjects:
        return subjects[-1].mention.actors
    # who speaks is none of those told of in his own words
    before = [one for one in told if one.mention.sentence == sentence - 1]
    begins = bool(before) and before[0] in bodies and before[0].is_subject
    return before[0].mention.actors if begins and not here else ()
