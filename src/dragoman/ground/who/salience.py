"""Who was spoken of last: what a pronoun or a description looks back on."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from dragoman.ground.who.words import lemma, words
from dragoman.language.tree import Tree
from dragoman.model import Mention

HYPHENS = frozenset("-\u2010\u2011\u2013")
"""Signs that join two words."""

REACH = 3  # sentences back in which one looks
QUOTED = 3  # so many times as far back one looks where the sentences between tell of nobody
FAR = REACH * QUOTED


class Told(NamedTuple):
    """A mention told before, and whether it is a subject, the subject of a verb of saying, and a plural.

    `is_joint` marks several coordinated mentions taken as one.
    """

    mention: Mention
    is_subject: bool
    is_joint: bool = False
    is_plural: bool = False
    is_speaker: bool = False


def is_subject(tree: Tree, mention: Mention) -> bool:
    """Whether a mention is the subject of its clause, alone or coordinated."""
    at = mention.head
    while tree.is_rel(at, "conj", "appos", "flat", "compound") and tree[at].head >= 0:
        at = tree[at].head
    return tree.is_rel(at, "nsubj", "csubj") or tree[at].rel == "obl:agent"


def speaks(tree: Tree, at: int) -> bool:
    """Whether a token is the subject of a verb of saying."""
    return tree.is_rel(at, "nsubj") and lemma(tree[tree[at].head]) in words("speech", "verbs")


def since(told: Sequence[Told], sentence: int) -> Sequence[Told]:
    """What was told from a sentence on; mentions are told in the order of their sentences."""
    return told[bisect_left(told, sentence, key=lambda one: one.mention.sentence) :]


def latest(
    told: Sequence[Told], sentence: int, fits: Callable[[Mention], bool], *, reach: int = REACH, opens: bool = False
) -> tuple[str, ...]:
    """The actors of the nearest mention that fits: of this sentence, else of those before, up to `reach` sentences back.

    Sentences that tell of nobody, as long quotations do, are not counted.

    Within a sentence before, speakers come first, then subjects, then what was told first; within the same one, the nearest
    subject, else the nearest.
    """
    near = [one for one in since(told, sentence - QUOTED * reach) if one.mention.sentence <= sentence]
    places = sorted({sentence, *(one.mention.sentence for one in near)}, reverse=True)[: reach + 1]
    found = [one for one in near if fits(one.mention)]
    aside: tuple[str, ...] = ()
    for at in places:
        here = [one for one in found if one.mention.sentence == at]
        subjects = [one for one in here if one.is_subject]
        if here and at == sentence and opens and not subjects:
            aside = here[-1].mention.actors
        elif here:
            pool = subjects or here
            speakers = [one for one in here if one.is_speaker]
            if aside and not subjects:
                return aside
            return (pool[-1] if at == sentence else (speakers or pool)[0]).mention.actors
    return aside


def is_mere_adjective(tree: Tree, mention: Mention) -> bool:
    """Whether a people's adjective only qualifies ("Palestinian elections"), and tells of no deed ("the Russian invitation").

    Two peoples joined by a hyphen tell between whom a thing is ("the Russian-Turkish border"), and "Varenian-brokered" whose deed.
    """
    if (
        mention.form != "metonym"
        or is_joined(tree, mention.head)
        or is_hyphened(tree, mention)
        or tree[mention.head].xpos in {"NNS", "NNPS"}
        or not tree.is_rel(mention.head, "amod", "compound")
        or tree[mention.head].head < 0
    ):
        return False
    return lemma(tree[tree[mention.head].head]) not in words("deeds", "nouns")


def is_joined(tree: Tree, i: int) -> bool:
    """Whether a hyphen joins a token with another name or adjective of one."""
    beside = [(i - 1, i - 2), (i + 1, i + 2)]
    inside = [(tree.words[j], tree[k].text) for j, k in beside if min(j, k) >= 0 and max(j, k) < len(tree.tokens)]
    return tree[i].text[0].isupper() and any(sign in HYPHENS and other[0].isupper() for sign, other in inside)


def is_hyphened(tree: Tree, mention: Mention, key: str = "participles") -> bool:
    """As in "Egyptian-mediated talks"; with `backing` as in "the Egyptian-backed rebels"."""
    after = [token for token in tree.tokens if token.start >= mention.end][:2]
    return len(after) == 2 and after[0].text in HYPHENS and after[1].text.casefold() in words("outsiders", key)


def joined_with(told: list[Told], tree: Tree, later: Mention) -> list[Told]:
    """A mention and those that it is coordinated with ("A and B"), as one joint mention; none where it stands alone."""
    first = later.head
    while tree.is_rel(first, "conj") and tree[first].head >= 0:
        first = tree[first].head
    group = set(tree.conjuncts(first))
    here = [one.mention for one in since(told, later.sentence) if not one.is_joint]
    parts = [one for one in here if one.head in group or _is_beside(tree, one, later) or one == later]
    actors = tuple(dict.fromkeys(of for mention in parts for of in mention.actors))
    if len(parts) < 2 or len(actors) < 2:
        return []
    joint = msgspec.structs.replace(later, start=parts[0].start, actors=actors)
    return [Told(joint, is_subject(tree, parts[0]), is_joint=True)]


def _is_beside(tree: Tree, one: Mention, later: Mention) -> bool:
    """Whether nothing but "and" parts two mentions: they are coordinated, whatever the parse says."""
    first, stop = (bisect_left(tree.tokens, at, key=lambda token: token.start) for at in (one.end, later.start))
    return tree.words[first:stop] in (["and"], ["and", "the"])
