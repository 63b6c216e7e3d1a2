"""Whether the name of a country or a city stands for those who act there ("Cairo brokered") or for the place ("in Cairo")."""

import re
from itertools import takewhile

from dragoman.ground.who.salience import is_joined
from dragoman.ground.who.words import lemma, words
from dragoman.language.tree import Tree
from dragoman.lexicon.places import sites
from dragoman.lexicon.states import states
from dragoman.model import Sentence

_DATELINE = 12  # words in which the dash of a dateline stands
_DASH = re.compile(r"[-\u2010-\u2015(]+")


def acts(tree: Tree, i: int, *, city: bool) -> bool:
    """Whether the name of a place headed by token `i` stands for an actor. A city's does so only where it must."""
    if not city and contains_town(tree, i):
        return False
    i = _carrier(tree, i)
    token = tree[i]
    rel = token.rel.partition(":")[0]
    if rel == "nsubj":
        return _is_acting_subject(tree, i, city=city)
    if rel in {"obj", "iobj"}:
        verb = lemma(tree[token.head])
        return verb in words("acts", "addressing") if city else verb not in words("acts", "motion")
    if rel in {"obl", "nmod"} or tree.children(i, "case"):
        return _by_preposition(tree, i, city=city)
    if rel in {"compound", "amod"}:
        # "the Lorvale-Front talks"
        is_side = is_joined(tree, i) and lemma(tree[token.head]) in words("acts", "meetings")
        return is_side if city else not _is_based(tree, i) and not _is_venue(tree, i)
    return rel == "vocative" or not city


def contains_town(tree: Tree, i: int) -> bool:
    """As in "in Geneva, Switzerland, on Monday": the name of a country after a comma and one of its towns, and before a pause."""
    first = last = i
    while first > 0 and tree[first - 1].upos == "PROPN":
        first -= 1
    while last + 1 < len(tree.tokens) and tree[last + 1].upos == "PROPN":
        last += 1
    if first < 2 or tree[first - 1].text != "," or not (last + 1 == len(tree.tokens) or tree[last + 1].upos in {"PUNCT", "ADP"}):
        return False
    country = [site.country for site in sites(_words(tree, first, last)) if site.precision == "country"]
    towns = (site for begin in range(max(first - 4, 0), first - 1) for site in sites(_words(tree, begin, first - 2)))
    return any(site.precision != "country" and site.country in country for site in towns)


def _words(tree: Tree, first: int, last: int) -> str:
    return " ".join(token.text for token in tree.tokens[first : last + 1])


def _carrier(tree: Tree, i: int) -> int:
    """Of coordinated names the first, for it alone shows what all of them do."""
    while tree[i].rel.partition(":")[0] == "conj" and tree[i].head >= 0 and tree[tree[i].head].upos in {"PROPN", "NOUN"}:
        i = tree[i].head
    return i


def _is_acting_subject(tree: Tree, i: int, *, city: bool) -> bool:
    verb = tree[tree[i].head]
    if tree[i].rel.endswith("pass"):
        return not city or lemma(verb) in words("acts", "addressing")
    if city:
        return verb.upos == "VERB" and lemma(verb) not in words("acts", "not_acting")
    return True


def _by_preposition(tree: Tree, i: int, *, city: bool) -> bool:
    if tree[i].rel == "nmod:poss":
        return True
    cases = [tree.words[c] for c in tree.children(i, "case")]
    if not cases:
        return not city
    if any(case in words("acts", "place_prepositions") for case in cases):
        return False
    head = tree[tree[i].head] if tree[i].head >= 0 else tree[i]
    if city and "to" in cases and lemma(head) in words("acts", "giving"):
        return True
    if any(case in {"to", "from", "for", "of"} for case in cases):
        is_of_place = "to" not in cases and lemma(head) in words("acts", "place_heads")
        return not city and lemma(head) not in words("acts", "motion") and not is_of_place
    return not city or any(case in {"between", "with", "against", "by"} for case in cases)


def _is_venue(tree: Tree, i: int) -> bool:
    """As in "the Singapore summit": a state that is its capital too, before a meeting that is held there."""
    if not tree.is_rel(i, "compound") or lemma(tree[tree[i].head]) not in words("acts", "meetings"):
        return False
    return any(state.name == state.capital == tree[i].text for state in states().values())


def _is_based(tree: Tree, i: int) -> bool:
    """As in "Syria-based": a place of stay."""
    return any(
        tree.words[j] in {"based", "controlled", "born", "occupied", "ruled", "run", "wide"}
        for j in range(i + 1, min(i + 3, len(tree.tokens)))
        if tree[j - 1].text in {"-", "–"}
    )


def is_dateline(sentence: Sentence, first: int, last: int) -> bool:
    """As in "LORVALE - Kestria said", "LORVALE, May 3 (CNA) -": where a report was written, in capitals before a dash."""
    name, after = sentence.tokens[first : last + 1], sentence.tokens[last + 1 : last + _DATELINE]
    head = takewhile(lambda token: not token.text.islower(), after)
    is_capital = first == 0 and all(not any(c.islower() for c in token.text) for token in name)
    return is_capital and any(_DASH.fullmatch(token.text) for token in head)
