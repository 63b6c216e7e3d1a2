"""Finds the actors of a report and the words that stand for them."""

from collections import defaultdict
from typing import Literal

import msgspec

from dragoman.ground.who.assign import Assigned, assign
from dragoman.ground.who.cast import Cast
from dragoman.ground.who.descriptions import Describer
from dragoman.ground.who.gender import Genders
from dragoman.ground.who.known import known
from dragoman.ground.who.naming import Named, find_names
from dragoman.ground.who.offices import hold_by_description, hold_offices
from dragoman.ground.who.organs import at_home
from dragoman.ground.who.phrases import phrase_at
from dragoman.ground.who.pronouns import Scene, resolve_pronoun
from dragoman.ground.who.salience import Told, is_hyphened, is_mere_adjective, is_subject, joined_with, speaks
from dragoman.ground.who.scope import Scope
from dragoman.ground.who.subject import state_told_of
from dragoman.ground.who.titles import read_title
from dragoman.ground.who.words import head_of, is_body_word, lemma, singular
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon.states import demonym, metonym, states
from dragoman.model import Mention, Reading

Form = Literal["name", "description", "pronoun", "metonym"]


def find_actors(reading: Reading) -> Reading:
    """Fills `mentions`, in text order, and `actors`, in order of id."""
    trees = [tree_of(sentence) for sentence in reading.sentences]
    names = find_names(reading)
    titled = [read_title(reading, name, names) for name in names]
    cast = Cast(reading.report.id, reading.published.start, _countries(names), reading.published.end)
    assigned = assign(reading, cast, titled, trees)
    hold_offices(cast, assigned, reading)
    cast.genders = Genders((one.titled, one.actor) for one in assigned if cast.kind(one.actor) == "person")
    named = [mention for one in assigned for mention in _mentions(reading, one)]
    about = state_told_of(reading, cast, names, named, trees)
    home = at_home(cast, about, {one.actor for one in assigned if _is_owned(reading, one.titled.name)})
    assigned = [one._replace(actor=home.get(one.actor, one.actor)) for one in assigned]
    named = [mention for one in assigned for mention in _mentions(reading, one)]
    named = [mention for mention in named if not is_hyphened(trees[mention.sentence], mention, "backing")]
    mentions = _look_back(cast, trees, named, about)
    hold_by_description(cast, assigned, reading, mentions)
    used = {of for mention in mentions for of in mention.actors}
    used |= {office.organisation for of in used for office in cast.actors[of].offices if office.evidence == reading.report.id}
    return msgspec.structs.replace(reading, mentions=tuple(mentions), actors=cast.finished(used - {""}))


def _countries(names: list[Named]) -> frozenset[str]:
    """The countries that a report names, by themselves, by their peoples or by the capital that stands for them."""
    peoples = {state.country for name in names if (state := demonym(name.text))}
    peoples |= {states()[of].country for name in names if (of := metonym(name.text)) in states()}
    return frozenset(peoples | {actor.country for name in names for actor in known(name.text) if actor.kind == "state"})


def _is_owned(reading: Reading, name: Named) -> bool:
    """Whether somebody's is told before a name: "its", "whose", "Varenia's"."""
    return bool(name.first) and reading.sentences[name.sentence].tokens[name.first - 1].xpos in {"PRP$", "WP$", "POS"}


def _mentions(reading: Reading, one: Assigned) -> list[Mention]:
    """The mention of a name with its title, and that of a title in apposition."""
    name, sentence = one.titled.name, reading.sentences[one.titled.name.sentence]
    first = name.first if one.is_metonym else one.titled.first
    form: Form = "metonym" if one.is_metonym else "name"
    if (
        name.first == name.last
        and is_body_word(name.text)
        and name.first
        and sentence.tokens[name.first - 1].text.casefold() == "the"
    ):
        # "the Council": a name shortened to its noun describes
        first, form = name.first - 1, "description"
    found = [
        Mention(
            start=sentence.tokens[first].start,
            end=sentence.tokens[name.last].end,
            sentence=name.sentence,
            head=head_of(sentence, first, name.last),
            form=form,
            actors=(one.actor,),
        )
    ]
    if one.titled.apposition:
        begin, end = one.titled.apposition
        found.append(
            Mention(
                start=sentence.tokens[begin].start,
                end=sentence.tokens[end].end,
                sentence=name.sentence,
                head=head_of(sentence, begin, end),
                form="description",
                actors=(one.actor,),
            )
        )
    return found


def _look_back(cast: Cast, trees: list[Tree], named: list[Mention], about: str) -> list[Mention]:
    """Adds descriptions and pronouns, each resolved by what stands before it."""
    told: list[Told] = []
    scope = Scope(cast, told, trees, about)
    describer = Describer(scope)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in sorted(named, key=lambda m: (m.start, m.end)):
        by_sentence[mention.sentence].append(mention)
    for at, tree in enumerate(trees):
        here = by_sentence[at]
        scope.here = here
        for i in range(len(tree.tokens)):
            new = [m for m in here if m.head == i and not is_mere_adjective(tree, m)]
            found = _described(describer, cast, tree, at, i, here)
            for mention in (*new, *([found] if found else [])):
                told.append(_told(tree, mention))
                told += joined_with(told, tree, mention)
    for phrase in describer.pairs.open.values():
        found = _mention(
            trees[phrase.sentence], phrase.sentence, phrase.first, phrase.head, "description", describer.pairs.told_next(phrase)
        )
        told += [Told(found, is_subject=False)] if found else []
    return sorted((one.mention for one in told if not one.is_joint), key=lambda m: (m.sentence, m.start, m.end))


def _told(tree: Tree, mention: Mention) -> Told:
    token = tree[mention.head]
    is_plural = token.xpos in {"NNS", "NNPS"} or lemma(token) == singular(token.text.casefold()) != token.text.casefold()
    return Told(mention, is_subject(tree, mention), is_plural=is_plural, is_speaker=speaks(tree, mention.head))


def _described(describer: Describer, cast: Cast, tree: Tree, at: int, i: int, here: list[Mention]) -> Mention | None:
    """The description or pronoun at a token, if there is one and it is clear."""
    token = tree[i]
    if token.text.casefold() in {"both", "two", "pair", "duo"} and _is_alone(tree, i):
        return _mention(tree, at, i, i, "description", describer.pairs.the_two(at, i))
    if both := describer.pairs.joined(token.text):
        return _mention(tree, at, i, i, "metonym", both)
    if token.upos == "PRON":
        return _mention(tree, at, i, i, "pronoun", resolve_pronoun(Scene(cast, describer.told, here, tree, at), i))
    if token.upos not in {"NOUN", "PROPN"} or _is_taken(tree, i, here):
        return None
    phrase = phrase_at(tree, at, i, here)
    owner = next(
        (m for m in here if phrase.owner == m.head and m.form == "name" and cast.actors[m.actors[0]].kind != "person"), None
    )
    first = next((k for k in range(i) if owner and tree[k].start == owner.start), phrase.first)
    found = _mention(tree, at, first, i, "description", describer.resolve(phrase))
    of_name = next((m for m in here if found and m.actors == found.actors and tree[m.head].head == i and m.head > i), None)
    return msgspec.structs.replace(found, end=of_name.end) if found and of_name else found


def _is_alone(tree: Tree, i: int) -> bool:
    """Whether "both" or "the two" stands for somebody without a noun of its own ("two of the envoys" has one)."""
    is_the = tree.words[i] == "both" or tree.words[max(i - 1, 0)] in {"the", "those", "these"}
    is_of_noun = any(tree[c].upos != "PRON" for c in tree.children(i, "nmod", "acl"))
    is_led = i + 1 < len(tree.tokens) and tree[i + 1].upos == "NOUN"
    return is_the and not is_of_noun and not is_led and tree.is_rel(i, "nsubj", "obj", "iobj", "obl", "nmod")


def _is_taken(tree: Tree, i: int, here: list[Mention]) -> bool:
    """Whether a noun is part of a name or its title. What owns a title ("the group's spokesperson") is not."""
    covering = [m for m in here if m.start <= tree[i].start < m.end and m.form != "metonym"]
    return bool(covering) and (tree[i].rel != "nmod:poss" or any(m.head == i for m in covering))


def _mention(tree: Tree, at: int, first: int, head: int, form: Form, actors: tuple[str, ...]) -> Mention | None:
    if not actors:
        return None
    start, end = tree[first].start, tree[head].end
    return Mention(start=start, end=end, sentence=at, head=head, form=form, actors=actors)
