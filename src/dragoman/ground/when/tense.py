"""Whether the words around an expression look back or ahead, from words alone, so that it works before any grammar is known."""

import re
from functools import cache

from dragoman.lexicon.load import table

_WORD = re.compile(r"[\w\u2019'-]+")
# How far a cue reaches, in words; beyond that another clause has begun.
_REACH = 20
# A deadline so near to the start of its sentence belongs to the clause after it, not to one before.
_OPENING = 4
# So many words may stand between a call and that for which it is ("called on his supporters to march").
_CALLED = 6
# So many words after "Saturday's" still tell what becomes of it ("Saturday's vote is expected to").
_NAMED = 3


def tense_of(text: str, start: int, end: int, region: tuple[int, int]) -> int:
    """How the nearest cue word looks: ahead (3 surely, "will meet Monday"; 2; 1 perhaps), back (-1), or neither way (0).

    `start` and `end` bound the expression, `region` its sentence. A verb of the past right after the expression decides ("on
    Sunday issued"), else the nearest cue before it, else the nearest after.
    """
    if text[end : end + 2] in ("'s", "\u2019s"):
        # "Wednesday's ruling" is known already, unless what is ahead is told right before it or of it.
        before = _WORD.findall(text[region[0] : start])[-3:]
        after = _WORD.findall(text[end + 2 : region[1]])[:_NAMED]
        return max((cue for cue in (*_cues_in(before), *_cues_in(after)) if cue > 0), default=-1)
    before = _WORD.findall(text[region[0] : start])[-_REACH:]
    after = _WORD.findall(text[end : region[1]])[:_REACH]
    if _is_followed_by_past(text[end : region[1]], after):
        return -1
    cue = next(filter(None, reversed(_cues_in(before))), 0)
    cues = (-1 if word in _cues("done_after") else cue for word, cue in zip(after, _cues_in(after), strict=True))
    later = next(filter(None, cues), 0)
    if any(word.lower() in _cues("deadline") for word in before[-3:]):
        # "Until Thursday they had not called": the deadline is past with its clause.
        return -1 if later < 0 and len(before) <= _OPENING else max(cue, 2)
    return cue or later


def _is_followed_by_past(rest: str, after: list[str]) -> bool:
    """Whether a verb of the past comes right after ("on Sunday issued a warning")."""
    return rest[:1] == " " and bool(after) and rest[1:].startswith(after[0]) and after[0].islower() and _cue(after, 0) == -1


def is_open(text: str, start: int, region: tuple[int, int]) -> bool:
    """Whether the nearest cue before it is a proposal or a promise: its date can lie on either side ("proposed talks in May")."""
    before = _WORD.findall(text[region[0] : start])[-_REACH:]
    near = (word for i, word in reversed(list(enumerate(before))) if word.lower() in _cues("open") or _cue(before, i))
    return next(near, "").lower() in _cues("open")


def _cues_in(words: list[str]) -> list[int]:
    return [_cue(words, i) for i in range(len(words))]


def _cue(words: list[str], i: int) -> int:
    word = words[i].lower()
    is_put_off = word in ("to", "until", "till", "for") and _is_put_off(words, i)
    if word == "to" and not is_put_off:
        governor = words[i - 1].lower() if i else ""
        return 2 if governor in _cues("willing") else _cue(words, i - 1) if governor in _cues("future") else 0
    is_before = words[i : i + 2] == ["ahead", "of"]  # "came ahead of talks on Monday": on that side, if Monday is near
    if (
        is_before
        or word in _cues("weak")
        or (word in _cues("present") and (words[i - 1].lower() if i else "") not in _cues("bare"))
    ):
        return 1
    if word in _cues("sure") or is_put_off:
        return 3
    if word in _cues("gatherings") and not _cues("calling").isdisjoint(w.lower() for w in words[max(0, i - _CALLED) : i]):
        return 1
    if word in _cues("future") and not _is_spent(words, i):
        # "had been scheduled to expire Friday": what was planned then is past now.
        return -1 if "had" in (w.lower() for w in words[max(0, i - 4) : i]) else 2
    is_passive = i > 0 and words[i - 1].lower() == "be"
    return -1 if not is_passive and (word in _cues("past") or _is_past_form(words[i])) else 0


def _is_put_off(words: list[str], i: int) -> bool:
    """Whether a preposition opens the day that something is moved to: "postponed to Monday", "put off for Monday"."""
    return not {" ".join(words[max(i - n, 0) : i]).lower() for n in (1, 2)}.isdisjoint(_cues("moved"))


def _is_spent(words: list[str], i: int) -> bool:
    """Whether a word that can look ahead does not: "a record set on Monday", "was set free on Monday"."""
    word, following = words[i].lower(), words[i + 1].lower() if i + 1 < len(words) else ""
    is_told_of = following == "for" or ((words[i - 1].lower() if i else "") in _cues("being") and following in _cues("set_for"))
    return word == "set" and following != "to" and not is_told_of


def _is_past_form(word: str) -> bool:
    """Whether a word ends as verbs of the past do: no name ("United") and no adjective ("unspecified", "hundred")."""
    return (
        word.islower() and word.endswith("ed") and len(word) > 4 and not word.endswith("eed")
        and not word.startswith("un") and word not in _cues("not_past")
    )  # fmt: skip


@cache
def _cues(name: str) -> frozenset[str]:
    return frozenset(table("en/when")["tense"][name])
