"""What a report tells with no day of its own: as its news, as what follows on a day told before, as going on."""

import datetime as dt
from functools import lru_cache

import msgspec

from dragoman.ground.scenes import Scene, is_reporting, scene_of, words
from dragoman.ground.telling import Answer, main_verb, perhaps, report_day
from dragoman.ground.when import days
from dragoman.ground.when.days import Bounds
from dragoman.model import Reading, When

# How long news are news, and how many sentences a day told holds for what is told after it.
_NEWS = dt.timedelta(days=7)
_HOLDS = 6


def about_now(reading: Reading) -> Answer | None:
    """About the day of the report: it may lie some days before."""
    published = reading.published
    when = days.when(Bounds(published.start, published.end), anchor="published", mark="~")
    return (when, "the news of the report, no day told") if published.is_known else None


@lru_cache(maxsize=2)  # every act of a headline asks for it
def lead_day(reading: Reading) -> Answer | None:
    """The day of the main act of the first sentence, where that is news."""
    index = next((n for n, sentence in enumerate(reading.sentences) if sentence.part == "body"), None)
    if index is None:
        return None
    scene = scene_of(reading, index)
    root = scene.tree.root
    found = scene.time_under(root, "done") if scene.is_done(root) else None
    if found is None or not _is_news(found[1], reading):
        return None
    when = found[1]
    mark = "?" if is_reporting(scene.tree[root]) else ""
    return days.when(Bounds(when.start, when.end), anchor=when.anchor, mark=mark), f"the lead tells of '{when.text}'"


def thread(scene: Scene, i: int, _depth: int) -> Answer | None:
    """What is told as done with no day is of the days that the report told of its news, or about now while it told none.

    Not so what is told beside another day, and after what is older than news.
    """
    verb, reading = _teller(scene, i), scene.reading
    if verb is None or scene.tree.sentence.part != "body" or scene.times or scene.is_negated(verb):
        return None
    told: list[When] = []
    for index in range(scene.index - 1, max(scene.index - 1 - _HOLDS, -1), -1):
        other = scene_of(reading, index)
        if other.tree.sentence.part != "body":
            break
        done = [found[1] for j in range(len(other.tree.tokens)) if other.is_done(j) and (found := other.time_under(j, "done"))]
        if done and not told and not any(_is_news(when, reading) for when in done):
            return None
        told += [when for when in done if _is_news(when, reading)]
    if not told:
        return about_now(reading)
    bounds = Bounds(min(w.start for w in told if w.start), max(w.end for w in told if w.end))
    return days.when(bounds, anchor="published", mark="?"), f"told after '{told[0].text}'"


def discourse(scene: Scene, i: int, _depth: int) -> Answer | None:
    """As in "Meanwhile, …", "Earlier, …": the day of what was told before, not for certain."""
    first = next((t for t in scene.tree.tokens if t.upos != "PUNCT"), None)
    if first is None or first.text.lower() not in words("discourse") or scene.aspect(i) != "past":
        return None
    answer = perhaps(report_day(scene.reading))
    return (msgspec.structs.replace(answer[0], text=first.text), f"'{first.text}': {answer[1]}") if answer else None


def going_on(scene: Scene, i: int, _depth: int) -> Answer | None:
    """As in "the current talks": begun before the publication."""
    end = scene.reading.published.end
    is_verb = scene.tree[i].xpos == "VB" and scene.aspect(i) == "none" and scene.is_listed(i, "going_on")
    is_noun = scene.tree[i].upos in ("NOUN", "PROPN") and scene.is_going_on(i)
    if end is None or not (is_verb or is_noun):
        return None
    return days.when(Bounds(None, end), anchor="published"), "told as going on"


def _teller(scene: Scene, i: int) -> int | None:
    """The verb of the simple past that tells of an act: itself, that which a participle goes with, or that which carries a noun."""
    if scene.tree[i].upos in ("NOUN", "PROPN"):
        over = main_verb(scene, i) if scene.tree.is_rel(i, "nsubj") else scene.tree[i].head if scene.tree.is_rel(i, "obj") else -1
        if over < 0 or not scene.is_listed(over, "carrying") or (scene.tree.is_rel(i, "obj") and scene.is_known(i)):
            return None
        i = over
    elif scene.tree.is_rel(i, "acl"):
        return None  # "the men who were jailed": of another time
    elif scene.tree.is_rel(i, "advcl") and scene.joins_same_time(i):
        i = scene.tree[i].head
    return i if scene.aspect(i) == "past" and scene.is_done(i) and not scene.is_earlier(i) else None


def _is_news(when: When, reading: Reading) -> bool:
    """Whether it is a day of the week up to the report."""
    last = reading.published.end
    return when.precision == "day" and when.start is not None and last is not None and last - _NEWS <= when.start <= last
