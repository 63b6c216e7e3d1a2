"""When and where an act took or takes place: by the rules of grounding, and where they find nothing by what the model learnt."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from dragoman.extract import learnt
from dragoman.extract.matching import is_of_class
from dragoman.extract.statements.unnamed import phrase
from dragoman.ground.attach import time_of
from dragoman.ground.lasting import is_first_since
from dragoman.ground.scenes import is_ahead, scene_of, words
from dragoman.ground.where import place_of
from dragoman.ground.who.phrases import prepositions
from dragoman.language.tree import Tree, tree_of
from dragoman.model import Modality, Place, Reading, Sense, Span, When

HEARD = 0.5  # from this probability the model hears an act so well that its silence on a place counts
PLAIN = 0.7  # from this probability words that no rule reads tell a time or place: below, as many are wrong as right (dev part)
SAID = frozenset({"ACCUSE", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})  # acts in words, told beside a deed without its place


def time_for(reading: Reading, at: tuple[int, int], modality: Modality, sense: Sense | None) -> When:
    """The time of the act named by token `at[1]` of sentence `at[0]`: what hangs on it in the grammar, else what fills its time.

    Where that gives no known day, another time counts of which the model is plainly sure.
    """
    when, _ = time_of(reading, *at, modality)
    if when.text and (when.is_known or not _is_of_another(reading, at[0], when, sense)):
        return when
    told = _by_model(reading, at, modality, sense)
    return told or (when if when.is_known else _in_words(reading, at[0], sense) or when)


def _is_of_another(reading: Reading, sentence: int, when: When, sense: Sense | None) -> bool:
    """Whether the model, plainly sure of some time of an act, hears nothing of the one that the grammar leads to."""
    told = [span.of(reading.report.text) for span in _spans(reading, sentence, sense, "time")]
    is_plain = any(f.probability >= PLAIN for f in learnt.fillers(sense, "time"))
    return is_plain and not any(when.text in words or words in when.text for words in told)


def _by_model(reading: Reading, at: tuple[int, int], modality: Modality, sense: Sense | None) -> When | None:
    """The first time that a rule reads in what the model takes to tell when; a day ahead is not that of what is done."""
    spans, whole = _spans(reading, at[0], sense, "time"), reading.sentences[at[0]].span
    first, last = (bisect_left(reading.times, edge, key=lambda t: t.span.start) for edge in (whole.start, whole.end))
    within = (t for t in reading.times[first:last] if any(span.overlaps(t.span) for span in spans))
    own = (t.when for t in within if not _is_of_thing(reading, at, t.span))
    is_done = modality in ("occurred", "ongoing", "denied")
    return next((w for w in own if (w.is_known or w.text) and not (is_done and is_ahead(w, reading))), None)


def _is_of_thing(reading: Reading, at: tuple[int, int], time: Span) -> bool:
    """Whether a time is another's: "signatories of the 2016 accord", "the accord signed in 2016", "the first accord since 2015"."""
    tree, token = tree_of(reading.sentences[at[0]]), at[1]
    heads = [i for i, word in enumerate(tree.tokens) if time.start <= word.start < time.end]
    if any(is_first_since(scene_of(reading, at[0]), i) for i in heads):
        return True
    if tree[token].upos != "VERB":
        return any(_is_of_before(tree, token, i) for i in heads)
    for i in (i for i in heads if tree[i].head not in heads):
        above = [i, *takewhile(lambda a: a != token, tree.ancestors(i))]
        is_under = token in tree.ancestors(i)
        names = tree.is_rel(i, "compound", "amod", "nummod") and tree[i].head != token
        if is_under and (names or any(tree.is_rel(a, "acl") and tree[a].head != token for a in above)):
            return True
    return False


def _is_of_before(tree: Tree, noun: int, time: int) -> bool:
    """Whether a time stands in a phrase on what went before: "the signing comes after a meeting in March"."""
    verb = tree[noun].head
    path = [time, *takewhile(lambda a: a != verb, tree.ancestors(time))]
    is_apart = tree.is_rel(noun, "nsubj") and noun not in path and tree.lemmas[verb] in words("following")
    return is_apart and any(not {"after", "following"}.isdisjoint(prepositions(tree, a)) for a in path)


def _in_words(reading: Reading, sentence: int, sense: Sense | None) -> When | None:
    """A time that no rule reads, by its words alone ("before the feast"), where the model is plainly sure of them."""
    tree = tree_of(reading.sentences[sentence])
    told = [f for f in learnt.fillers(sense, "time") if f.probability >= PLAIN and f.last > f.first]
    sure = [f for f in told if not any(_tells_how_long(tree, h) for h in learnt.heads(tree, f))]
    return When(text=tree.span([sure[0].first, sure[0].last]).of(reading.report.text)) if sure else None


def _tells_how_long(tree: Tree, i: int) -> bool:
    """As in "put off by a week", "until May 20": it says nothing of the day on which that was done."""
    is_length = not {"until", "till", "by", "to"}.isdisjoint(prepositions(tree, i))
    return is_length and tree[i].head >= 0 and tree.lemmas[tree[i].head] in words("moving")


def place_for(reading: Reading, at: tuple[int, int], sense: Sense | None) -> Place | None:
    """The place of that act; a place that no gazetteer knows keeps its name alone, one without a name its words."""
    found = place_of(reading, *at)
    if found is not None and not _is_elsewhere(reading, at, found, sense):
        return found
    return (
        next(_known(reading, at[0], sense, PLAIN), None)
        or _by_words(reading, at[0], sense)
        or next(_known(reading, at[0], sense), None)
        or _by_name(reading, at[0], sense)
    )


def _known(reading: Reading, sentence: int, sense: Sense | None, least: float = learnt.SURE) -> Iterator[Place]:
    """The places of a sentence in what the model takes to tell where."""
    spans = _spans(reading, sentence, sense, "place", least)
    return (p.place for p in reading.places if p.sentence == sentence and any(span.overlaps(p.span) for span in spans))


def _is_elsewhere(reading: Reading, at: tuple[int, int], place: Place, sense: Sense | None) -> bool:
    """Whether a place of which the model says nothing is that of another act or of persons ("a judge in Denvik")."""
    if sense is None or sense.probability < HEARD or place in _known(reading, at[0], sense):
        return False
    tree = tree_of(reading.sentences[at[0]])
    spans = [p.span for p in reading.places if p.sentence == at[0] and p.place == place]
    heads = [t for t in range(len(tree.tokens)) if any(span.holds(tree.span([t])) for span in spans)]
    above = [[*takewhile(lambda a: a != at[1], tree.ancestors(h))] for h in heads if at[1] in tree.ancestors(h)]
    if above:
        return all(any(is_of_class(tree, a, "person") for a in path) for path in above)
    is_apart = sense.label in SAID or bool(tree.children(at[1], "nsubj"))
    return tree.is_rel(at[1], "conj") and is_apart


def _by_name(reading: Reading, sentence: int, sense: Sense | None) -> Place | None:
    tree, spans = tree_of(reading.sentences[sentence]), _spans(reading, sentence, sense, "place")
    names = (tree.span([n.first, n.last]) for n in tree.sentence.names if n.label == "LOC")
    inside = next((name for name in names if any(span.holds(name) for span in spans)), None)
    return Place(name=inside.of(reading.report.text)) if inside else None


def _by_words(reading: Reading, sentence: int, sense: Sense | None) -> Place | None:
    """The place by a common noun and what stands before it ("the communal hall"), where the model is plainly sure of it."""
    tree = tree_of(reading.sentences[sentence])
    sure = (f for f in learnt.fillers(sense, "place") if f.probability >= PLAIN)
    head = next((h for f in sure for h in learnt.heads(tree, f) if tree[h].upos in ("NOUN", "PROPN")), None)
    return Place(name=tree.span(phrase(tree, head)).of(reading.report.text)) if head is not None else None


def _spans(reading: Reading, sentence: int, sense: Sense | None, role: str, least: float = learnt.SURE) -> list[Span]:
    tree = tree_of(reading.sentences[sentence])
    return [tree.span([f.first, f.last]) for f in learnt.fillers(sense, role) if f.probability >= least]
