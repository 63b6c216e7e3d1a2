"""Whether the words around an expression look back or ahead, from words alone, so that it works before any grammar is known."""

import re
from functools import cache

from dragoman.lexicon.load import table

_WORD = re.compile(r"[\w\u2019'-]+")
# How far a cue reaches, in words; beyond that another clause has begun.
_REACH = 14


def tense_of(text: str, start: int, end: int, region: tuple[int, int]) -> int:
    """2 where the nearest cue word looks ahead ("will meet Monday"), 1 where it may, -1 where it looks back, 0 where there is none.

    `start` and `end` bound the expression, `region` its sentence. The nearest cue before it decides, else the nearest after.
    """
    if text[end : end + 2] in ("'s", "\u2019s"):
        # "Wednesday's ruling" is known already, unless what is ahead is told right before it.
        before = _WORD.findall(text[region[0] : start])[-3:]
        return max((_cue(before, i) for i in range(len(before))), default=-1) if before else -1
    before = _WORD.findall(text[region[0] : start])[-_REACH:]
    for i in range(len(before) - 1, -1, -1):
        cue = _cue(before, i)
        if cue:
            return cue
    after = _WORD.findall(text[end : region[1]])[:_REACH]
    return next((cue for cue in (_cue(after, i) for i in range(len(after))) if cue), 0)


def is_open(text: str, start: int, region: tuple[int, int]) -> bool:
    """Whether the nearest cue before it is a proposal or a promise: its date can lie on either side ("proposed talks in May")."""
    before = _WORD.findall(text[region[0] : start])[-_REACH:]
    near = (word for i, word in reversed(list(enumerate(before))) if word.lower() in _cues("open") or _cue(before, i))
    return next(near, "").lower() in _cues("open")


def _cue(words: list[str], i: int) -> int:
    word = words[i].lower()
    if word == "to":
        governor = words[i - 1].lower() if i else ""
        return 2 if governor in _cues("willing") else _cue(words, i - 1) if governor in _cues("future") else 0
    if word in _cues("weak"):
        return 1
    if word in _cues("future"):
        # "had been scheduled to expire Friday": what was planned then is past now.
        return -1 if "had" in (w.lower() for w in words[max(0, i - 4) : i]) else 2
    is_passive = i > 0 and words[i - 1].lower() == "be"
    if not is_passive and (word in _cues("past") or (word.endswith("ed") and len(word) > 4)):
        return -1
    return 0


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(table("en/when")["tense"][name])
