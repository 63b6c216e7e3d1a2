"""Things that come in a row: the first round is not the second, and the fifth round not the five rounds."""

import re
from functools import cache, lru_cache

from dragoman.lexicon.load import table
from dragoman.model import Witness
from dragoman.resolve.sameness.telling import naming
from dragoman.resolve.terms import listed, stem, stems

_HOLDER = 50  # characters before the name of an act in which stands what it is a part of
_OF = re.compile(r"\b(\w+ \w+) of (?:[\w-]+ ){0,3}$")


def orders(w: Witness) -> frozenset[tuple[str, str]]:
    """Which of a row of like things a telling names, as ordinal and thing: "the second round of talks", "a first batch"."""
    start = w.claim.trigger.start
    before = _OF.search(w.filed.report.text, max(0, start - _HOLDER), start)
    return frozenset().union(*(_ordered(e.quote) for e in w.claim.evidence), _ordered(before[1]) if before else frozenset())


@lru_cache(maxsize=1 << 14)
def _ordered(text: str) -> frozenset[tuple[str, str]]:
    words = stems(text)
    ordinals, things = listed("ordered", "ordinals"), listed("ordered", "things")
    near = ((one, other) for i, one in enumerate(words) if one in ordinals for other in words[i + 1 : i + 3])
    return frozenset((one, other) for one, other in near if other in things)


def _shown(form: str) -> str:
    """A word of the lists from its stem."""
    words = f"{table('en/sameness')['ordered']['ordinals']} {table('en/sameness')['ordered']['things']}".split()
    return next((word for word in words if stem(word) == form), form)


def row_clash(a: Witness, b: Witness) -> str:
    """The first of a row is not the second, and one of the row is not the row."""
    mine, theirs = orders(a), orders(b)
    for thing in sorted({thing for _, thing in mine} & {thing for _, thing in theirs}):
        ours, others = ({order for order, counted in told if counted == thing} for told in (mine, theirs))
        if not ours & others:
            return f"one is the {_shown(min(ours))} {_shown(thing)}, the other the {_shown(min(others))}"
    rows, others_rows = _rows(a), _rows(b)
    things = {thing for _, thing in mine if not rows} & others_rows | {thing for _, thing in theirs if not others_rows} & rows
    return f"one is a {_shown(min(things))} of several, the other the several" if things else ""


def _rows(w: Witness) -> frozenset[str]:
    """The things of which the name of an act tells several: "five rounds of talks"."""
    at, name = naming(w)
    told = w.filed.report.text[max(0, at - _HOLDER) : at + len(name)]
    return frozenset(stem(m[1]) for m in _counted().finditer(told)) & listed("ordered", "things")


@cache
def _counted() -> re.Pattern[str]:
    numbers = (n for n, of in table("en/issues")["numbers"]["words"].items() if of > 1)
    return re.compile(rf"\b(?:{'|'.join(numbers)}|[2-9]|\d\d|several)\b(?: \w+)? (\w+s)\b", re.IGNORECASE)
