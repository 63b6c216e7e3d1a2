"""The state that a report is plainly about, or the region that rules itself: whose government "the government" is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.ground.who.cast import Cast
from dragoman.ground.who.known import is_government, known, registered, ruling
from dragoman.ground.who.naming import Named
from dragoman.ground.who.phrases import first_of, prepositions
from dragoman.ground.who.salience import is_hyphened
from dragoman.ground.who.words import head_of, is_adjective_of, lemma, words
from dragoman.language.tree import Tree
from dragoman.lexicon.places import sites
from dragoman.lexicon.states import by_country, demonym, metonym, states
from dragoman.model import Mention, Reading

# What one telling is worth: in the title, by name or people in the body, by what only states have ("the president of Varenia"),
# by a town of it, by a body of it, by a person of it.
_TITLE, _NAMED, _OWNED, _PLACE, _BODY, _PERSON = 6, 2, 4, 1, 2, 1
# The first state must be told of so many times as much as the second, or it is not plain which is meant.
_PLAIN = 1.5
# "DENVIK, Oskara (OPA) -": a town in capitals at the start of a line, and its country.
_DATELINE = re.compile(r"^[A-Z][A-Z .'\u2019-]+, ([A-Z][\w-]+(?: [A-Z][\w-]+){0,2})(?=,| \(|\s+[\u2013\u2014-])", re.MULTILINE)

# "In northern Oskara", "the north of Oskara": what has parts by the compass is a land, hardly a town.
_PART_OF = re.compile(r"\b(?:(?:north|south|east|west)ern|(?:north|south|east|west) of) ([A-Z][\w-]+)")


def state_told_of(reading: Reading, cast: Cast, names: list[Named], named: list[Mention], trees: list[Tree]) -> str:
    """The id of the state or government that a report is about, or its name where no list has it.

    Hosts, mediators and neighbours aside. Nothing where it is not plain.
    """
    outside_told = [m for m in named if _is_outside(trees[m.sentence], m)]
    apart = [cast.actors[of] for m in outside_told for of in m.actors if of in cast.actors]
    outside = {one.country or one.name for one in apart} | set(_beside(names, outside_told, trees))
    score: Counter[str] = Counter()
    for of, worth in (*_by_name(reading, cast, names, trees), *_by_place(reading), *_by_actor(cast, named)):
        if of not in outside and (of not in states() or states()[of].country not in outside):
            score[of] += worth
    ranked = sorted(score.items(), key=lambda item: (-item[1], item[0]))
    # a region that rules itself is told of beside the state that it belongs to
    home = registered(ranked[0][0]) if ranked and ranked[0][0] not in states() else None
    ranked = [(of, worth) for of, worth in ranked if not home or of not in states() or states()[of].country != home.country]
    if not ranked or ranked[0][1] < _NAMED or (len(ranked) > 1 and ranked[0][1] < _PLAIN * ranked[1][1]):
        return ""
    return ranked[0][0]


def outsiders(told: Iterable[Mention], trees: list[Tree]) -> frozenset[str]:
    """Those told as observers, mediators or hosts, who are no side of anything."""
    return frozenset(of for mention in told if _is_outside(trees[mention.sentence], mention) for of in mention.actors)


def _beside(names: list[Named], outside: Iterable[Mention], trees: list[Tree]) -> Iterator[str]:
    """Another's neighbours ("in neighbouring Varenia"), and the states whose an outsider is ("Osmar Teke of Varenia")."""
    near, heads = words("outsiders", "neighbours"), {(m.sentence, m.head) for m in outside}
    for name in names:
        tree = trees[name.sentence]
        head = head_of(tree.sentence, name.first, name.last)
        if tree.words[max(name.first - 1, 0)] in near or (tree.is_rel(head, "nmod") and (name.sentence, tree[head].head) in heads):
            yield from (name.text, *(one.id for one in known(name.text) if one.kind == "state"))


def _is_outside(tree: Tree, mention: Mention) -> bool:
    """As in "Varenian mediators", "mediator Varenia", "Varenia, which hosts", "brokered by Varenia", "Varenia-mediated talks".

    So are those thanked for their mediation.
    """
    nouns, verbs = words("outsiders", "nouns"), words("outsiders", "verbs")
    head = first_of(tree, mention.head)
    above = lemma(tree[tree[head].head]) if tree[head].head >= 0 else ""
    before = [token for token in tree.tokens if token.end <= tree[head].start][-1:]
    beside = (
        {lemma(token) for token in before}
        | {lemma(tree[c]) for c in tree.children(head, "compound", "appos", "nmod:desc")}
        | {lemma(tree[mention.head])}
    )
    told_of = {lemma(tree[c]) for c in tree.children(head, "acl") if tree[c].xpos != "VBN"}
    serving = [
        c for c in (tree[head].head, *tree.children(head, "acl")) if c >= 0 and lemma(tree[c]) in words("outsiders", "serving")
    ]
    serves = any("as" in prepositions(tree, o) and lemma(tree[o]) in nouns for c in serving for o in tree.children(c, "obl"))
    qualifies = tree.is_rel(head, "compound", "amod", "nmod", "flat", "appos") and above in nouns
    beside_verb = tree.children(tree[head].head, "obl") if "with" in prepositions(tree, head) else []
    serves |= any("as" in prepositions(tree, o) and lemma(tree[o]) in nouns for o in beside_verb if o > head)
    # "brokered by the UN mission, Lake Watch"
    doer = first_of(tree, tree[head].head) if tree.is_rel(head, "appos", "flat") else head
    done = lemma(tree[tree[doer].head]) if tree[doer].head >= 0 else ""
    does = (tree.is_rel(doer, "nsubj") or bool(prepositions(tree, doer) & {"by"})) and done in verbs
    thanked = tree.is_rel(head, "obj") and above in {"thank", "praise"} and _thanked_for(tree, tree[head].head) & nouns
    does = does or _backs(tree, doer)
    return bool(serves or qualifies or does or thanked or beside & nouns or told_of & verbs or is_hyphened(tree, mention))


def _backs(tree: Tree, doer: int) -> bool:
    """As in "Teke, who is backed by Varenia": who stands behind somebody is told beside what that one does."""
    verb = tree[doer].head
    if verb < 0 or "by" not in prepositions(tree, doer) or tree.words[verb] not in words("outsiders", "backing"):
        return False
    backed = tree.children(verb, "nsubj:pass")
    if tree.is_rel(verb, "acl"):
        backed = [*backed, tree[verb].head]
    return any(tree[i].upos == "PROPN" or lemma(tree[i]) in words("organisation", "fighters") for i in backed)


def _thanked_for(tree: Tree, verb: int) -> set[str]:
    """For what somebody is thanked: "for its mediation", wherever the parse hangs it."""
    last = max(tree.subtree(verb))
    return {lemma(tree[i]) for i in range(verb, last + 1) if "for" in prepositions(tree, i)}


def _by_name(reading: Reading, cast: Cast, names: list[Named], trees: list[Tree]) -> Iterator[tuple[str, int]]:
    own = _own_states(reading, names, trees) | {one.name for of, one in cast.actors.items() if of[0] == "~" and one.kind == "state"}
    for name in names:
        of = ruling(name.text, cast.at) or _state_of(name, own)
        if not of:
            continue
        sentence = reading.sentences[name.sentence]
        yield of, _TITLE if sentence.part == "title" else _NAMED
        if _is_owner(trees[name.sentence], head_of(sentence, name.first, name.last)):
            yield of, _OWNED
    # an adjective of a state that no list has is often no name by itself
    for state in own:
        for sentence in reading.sentences:
            for token in sentence.tokens:
                if token.text != state and is_adjective_of(token.text, state):
                    yield state, _TITLE if sentence.part == "title" else _NAMED


def _state_of(name: Named, own: frozenset[str]) -> str:
    if name.text in own:
        return name.text
    if state := demonym(name.text):
        return state.id
    found = known(name.text)
    return found[0].id if found and found[0].kind == "state" else ""


def _own_states(reading: Reading, names: list[Named], trees: list[Tree]) -> frozenset[str]:
    """Names of states that no list has: places with a people's adjective, with what only states have, in a dateline, a north."""
    places = {name.text for name in names if name.label == "LOC" and not known(name.text) and not sites(name.text)}
    words_of = {token.text for sentence in reading.sentences for token in sentence.tokens if token.text[:1].isupper()}
    peopled = {place for place in places if any(is_adjective_of(word, place) for word in words_of if word != place)}
    owning = {
        name.text
        for name in names
        if name.text in places and _is_owner(trees[name.sentence], head_of(reading.sentences[name.sentence], name.first, name.last))
    }
    headed = {place for place in places if any(place == found[1] for found in _DATELINE.finditer(reading.report.text))}
    parted = {place for place in places if any(place == found[1] for found in _PART_OF.finditer(reading.report.text))}
    return frozenset(peopled | owning | headed | parted)


def _is_owner(tree: Tree, head: int) -> bool:
    """Whether what only states have is said to be of a name, or its own: "the government of Varenia", "Varenia's parliament"."""
    token = tree[head]
    if token.head < 0 or lemma(tree[token.head]) not in words("sovereign", "nouns"):
        return False
    return token.rel == "nmod:poss" or bool(prepositions(tree, head) & {"of"}) or tree.is_rel(head, "amod", "compound")


def _by_place(reading: Reading) -> Iterator[tuple[str, int]]:
    """Towns and regions; a capital is where others meet."""
    for mention in reading.places:
        state = by_country().get(mention.place.country)
        if state and mention.place.precision != "country" and not metonym(mention.place.name):
            yield state.id, _PLACE


def _by_actor(cast: Cast, named: list[Mention]) -> Iterator[tuple[str, int]]:
    """Bodies and persons, each once; who governs a region that rules itself is of that region."""
    for of in sorted({of for mention in named for of in mention.actors}):
        one = cast.actors[of]
        ruled = [body for body in cast.bodies_of(of) if is_government(body)]
        if ruled:
            yield ruled[0], _PERSON
        elif one.country in by_country() and one.kind not in {"state", "igo", "media"}:
            yield by_country()[one.country].id, _PERSON if one.kind == "person" else _BODY
