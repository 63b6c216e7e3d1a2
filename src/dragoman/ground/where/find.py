"""Finds the places of a report as places: where something is or happens, not who acts from there."""

import msgspec

from dragoman.ground.where.headings import Heading, headings
from dragoman.ground.where.settle import place, settle
from dragoman.ground.where.toponyms import Toponym, find_toponyms
from dragoman.ground.who.roles import acts
from dragoman.ground.who.words import head_of
from dragoman.language.tree import Tree, tree_of
from dragoman.lexicon.places import Site, sites
from dragoman.lexicon.states import demonym, states
from dragoman.model import Place, PlaceMention, Reading


def find_places(reading: Reading) -> Reading:
    """Fills `places`, in text order: names of places used as such, and "there"."""
    trees = [tree_of(sentence) for sentence in reading.sentences]
    named = [mention for top, mention in all_places(reading) if not top.is_inner and is_used_as_place(trees[top.sentence], top)]
    return msgspec.structs.replace(reading, places=tuple(_with_there(trees, named)))


def all_places(reading: Reading) -> list[tuple[Toponym, PlaceMention]]:
    """Every name of a place with the place that it means, in text order, those of datelines and used for an actor included."""
    toponyms, above = find_toponyms(reading), list(headings(reading))
    settled = settle([*(head.toponym for head in above), *toponyms], _countries_told(reading))
    led = [(head.toponym, _headed(head, settled[head.toponym.text, head.toponym.core])) for head in above]
    found = [(top, _mention(reading, top, settled[top.text, top.core])) for top in toponyms]
    return sorted((*led, *found), key=lambda one: (one[1].start, one[1].end))


def _headed(head: Heading, site: Site | None) -> PlaceMention:
    return PlaceMention(start=head.start, end=head.end, sentence=0, place=place(head.toponym.text, site, is_part=False))


def is_used_as_place(tree: Tree, top: Toponym) -> bool:
    """Whether a name stands for the place itself. A spot or a region never acts; a town or a country may."""
    precision = {site.precision for site in sites(top.text)}
    if not precision & {"country", "city"}:
        return True
    head = head_of(tree.sentence, top.first, top.last)
    return not acts(tree, head, city="country" not in precision)


def _mention(reading: Reading, top: Toponym, site: Site | None) -> PlaceMention:
    tokens = reading.sentences[top.sentence].tokens
    is_part = top.text != top.core and bool(site) and site is not None and site.precision == "city"
    found = place(top.text, site, is_part=is_part)
    return PlaceMention(start=tokens[top.first].start, end=tokens[top.last].end, sentence=top.sentence, place=found)


def _countries_told(reading: Reading) -> list[str]:
    """Countries that the report speaks of by adjective, once for each time."""
    found = [
        state.country
        for sentence in reading.sentences
        for token in sentence.tokens
        if token.text[:1].isupper() and (state := demonym(token.text))
    ]
    return [code for code in found if code in {state.country for state in states().values()}]


def _with_there(trees: list[Tree], named: list[PlaceMention]) -> list[PlaceMention]:
    """Adds "there" where it means the town, spot or region told last; as a mere subject ("there is") it means none."""
    there = [
        PlaceMention(start=token.start, end=token.end, sentence=at, place=last)
        for at, tree in enumerate(trees)
        for token in tree.tokens
        if token.text.casefold() == "there" and token.upos == "ADV" and (last := _last_before(named, at, token.start))
    ]
    return sorted((*named, *there), key=lambda mention: (mention.start, mention.end))


def _last_before(named: list[PlaceMention], sentence: int, start: int) -> Place | None:
    before = [mention.place for mention in named if mention.start < start and mention.sentence >= sentence - 3]
    return before[-1] if before else None
