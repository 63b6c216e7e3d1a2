"""What the rules of `attach` rest on: dates as the words before them bound them, the day that a report tells, acts told twice."""

import math
import re
from functools import lru_cache

from dragoman.ground.scenes import Scene, is_ahead, is_reporting, scene_of, words
from dragoman.ground.when import days
from dragoman.ground.when.days import Bounds
from dragoman.ground.when.words import values
from dragoman.ground.where.locate import place_of
from dragoman.ground.who.salience import HYPHENS
from dragoman.model import Reading, Token, When

Answer = tuple[When, str]
"""A date, and a short reason for it."""

# How many sentences at the head of a report are asked for the day that it tells.
_HEAD = 5
# How many days a stretch can have whose ends are days: beyond that one of them is of another year.
_LONGEST = 366
# Letters by which a noun and a verb of one act are known ("meet", "meeting"; "agree", "agreement").
_STEM = 4
# Before the later end of a stretch of days.
_UNTIL = frozenset({"to", "until", "till", "through"})


def bounded(scene: Scene, head: int, when: When) -> When:
    """The date as the word before it bounds it: "since 2007" opens it to the present, "until Monday" up to it."""
    word = scene.preposition(head)
    is_range = bool(_UNTIL & {*when.text.split()}) or (when.start != when.end and not HYPHENS.isdisjoint(when.text))
    if when.start is None or when.end is None or not word or (word == "from" and is_range):
        return when  # "from 1 to 3 March", "from 1-3 March" is bounded already
    published = scene.reading.published
    last = _last(scene, head, word)
    if last and last.end and 0 <= (last.end - when.start).days < (_LONGEST if when.precision == "day" else math.inf):
        return days.when(Bounds(when.start, last.end), text=f"{word} {when.text} … {last.text}", anchor=when.anchor)
    if word in words("after"):
        end = published.end if published.end and published.end >= when.start else None
        bounds = Bounds(when.start, end if word in ("since", "from") else None)
    elif word in words("before") and word != "to":
        is_ahead = published.start is not None and published.end is not None and when.end > published.end
        bounds = Bounds(published.start if is_ahead else None, when.end)
    else:
        return when
    return days.when(bounds, text=f"{word} {when.text}", anchor=when.anchor)


def _last(scene: Scene, head: int, word: str) -> When | None:
    """The other end of a time: of "between 1998 and 2000", "from Monday to Friday", "over Wednesday and Thursday"."""
    tree = scene.tree
    if word in ("between", "over"):
        ends = tree.children(head, "conj")
    elif word == "from" and tree[head].head >= 0:
        ends = [
            c for c in (*tree.children(head, "nmod"), *tree.children(tree[head].head, "obl")) if c > head and _is_until(scene, c)
        ]
    else:
        return None
    return next((scene.times[c] for c in ends if c in scene.times), None)


def _is_until(scene: Scene, i: int) -> bool:
    return scene.preposition(i) in _UNTIL


def gone_round(scene: Scene, i: int) -> tuple[int, When] | None:
    """Of a weekday or a month ahead that stands beside what is done, the one before ("struck a deal in January")."""
    found = scene.time_under(i, "ahead")
    if (
        found is None
        or scene.is_listed(i, "planning")
        or is_reporting(scene.tree[i])
        or scene.preposition(found[0]) not in words("at")
    ):
        return None
    when = found[1]
    told = set(when.text.lower().split())
    is_yearless = bool(told & set(values("month"))) and not re.search(r"\d{4}", when.text)
    unit = "W" if told & set(values("weekday")) else "Y" if is_yearless else ""
    start, end = (days.step(day, -1, unit) if unit and day else None for day in (when.start, when.end))
    before = days.when(Bounds(start, end), text=when.text, anchor=when.anchor)
    return (found[0], before) if start and end and not is_ahead(before, scene.reading) else None


def as_when(reading: Reading) -> When:
    """The publication as the date of what the report tells."""
    published = reading.published
    return When(edtf=published.edtf, start=published.start, end=published.end, precision=published.precision, anchor="published")


def perhaps(answer: Answer | None) -> Answer | None:
    """The same date, told as not certain."""
    if answer is None or answer[0].start is None:
        return answer
    when = answer[0]
    return days.when(Bounds(when.start, when.end), text=when.text, anchor=when.anchor, mark="?"), answer[1]


@lru_cache(maxsize=2)  # every act of a report with no day of its own asks for it
def report_day(reading: Reading) -> Answer | None:
    """The day that the report tells: that of its first verb of speech with a date, else the publication."""
    for index in range(min(len(reading.sentences), _HEAD)):
        other = scene_of(reading, index)
        for j, token in enumerate(other.tree.tokens if other.times else ()):
            found = other.time_under(j) if is_reporting(token) and token.xpos == "VBD" and other.aspect(j) == "past" else None
            if found and found[1].precision in ("day", "interval", "unknown") and found[1].anchor == "published":
                return found[1], f"the report tells of '{found[1].text}'"
    published = as_when(reading)
    return (published, "the day of the report") if published.is_known else None


def is_same_act(word: Token, token: Token) -> bool:
    """Whether two words can name one act: by their stem, or as an accord and its signing."""
    if word.upos not in ("NOUN", "VERB"):
        return False
    one, other = word.lemma.lower(), token.lemma.lower()
    is_closing = (
        token.upos == "NOUN" and other in words("accords") and one in words("accords" if word.upos == "NOUN" else "signing")
    )
    return is_closing or (len(other) >= _STEM and one.startswith(other[:_STEM])) or one == other


def is_alike(scene: Scene, i: int, j: int) -> bool:
    """Whether two joined words have one form, or both tell what was done ("clashed, and 14 were killed")."""
    return j >= 0 and (scene.tree[i].xpos == scene.tree[j].xpos or scene.aspect(i) == scene.aspect(j) == "past")


def main_verb(scene: Scene, i: int) -> int:
    """The verb whose form a word of the main clause shares: its own, that of "begin to", or of what it is the subject of."""
    while scene.tree.is_rel(i, "xcomp", "nsubj", "conj", "nmod") and scene.tree[i].head >= 0:
        i = scene.tree[i].head
    return i


def is_main(scene: Scene, i: int) -> bool:
    """Whether a word tells what its sentence tells: its root, what "begins to", or what a root such as "opens" is told of."""
    root = scene.tree.root
    if i == root or main_verb(scene, i) != root:
        return i == root
    if scene.tree.is_rel(scene.branch(i, root), "nsubj"):
        return scene.is_listed(root, "course")
    return scene.tree[i].upos == "VERB" and (scene.tree.is_rel(i, "conj") or scene.is_listed(scene.tree[i].head, "aspectual"))


def is_elsewhere(scene: Scene, token: Token, other: Scene, j: int) -> bool:
    """Whether two acts named by one word are told to be in different towns ("a meeting in Lorvale … the meeting in Denvik")."""
    here = place_of(scene.reading, scene.index, scene.tree.tokens.index(token))
    there = place_of(other.reading, other.index, j)
    towns = {place.name for place in (here, there) if place is not None and place.precision == "city"}
    return len(towns) > 1
