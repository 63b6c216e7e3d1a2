"""Versions and copies of one text: MinHash over shingles of words, shared runs of words, agency credit.

MinHash after Broder (1997), "On the resemblance and containment of documents".
"""

import hashlib
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from dragoman.model import Filed
from dragoman.resolve.settings import count, setting

if TYPE_CHECKING:
    import numpy as np


class Likeness(msgspec.Struct, frozen=True):
    """Whether two reports are versions of one text, and the sentence that says why. True where they are."""

    is_copy: bool
    why: str

    def __bool__(self) -> bool:
        return self.is_copy


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


def _shingles(words: list[str], size: int) -> set[int]:
    grams = {" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))} if words else set()
    return {int.from_bytes(hashlib.blake2b(g.encode(), digest_size=4).digest(), "big") for g in grams}


@cache
def _mixers() -> "tuple[np.ndarray[tuple[int], np.dtype[np.uint64]], np.ndarray[tuple[int], np.dtype[np.uint64]]]":
    """Odd multipliers and addends of the hash functions, from a written-out seed."""
    import numpy as np  # noqa: PLC0415 (reading signs; what only shows a record needs no arrays)

    size = count("copies", "signature_size")
    raw = hashlib.shake_256(b"dragoman minhash").digest(size * 16)
    drawn = np.frombuffer(raw, dtype="<u8").astype(np.uint64)
    return drawn[:size] | np.uint64(1), drawn[size:]


def sign(text: str) -> tuple[int, ...]:
    """The signature of a text: minima of its hashed shingles. Texts without words have none.

    The share of equal minima of two signatures estimates the share of shingles that the texts have in common.
    """
    import numpy as np  # noqa: PLC0415 (as above)

    hashed = _shingles(_word().findall(text.casefold()), count("copies", "shingle_words"))
    if not hashed:
        return ()
    values = np.fromiter(sorted(hashed), dtype=np.uint64, count=len(hashed))
    times, plus = _mixers()
    mixed = (values[:, None] * times[None, :] + plus[None, :]) >> np.uint64(32)  # multiply-shift, modulo 2**64
    return tuple(int(v) for v in mixed.min(axis=0))


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Estimated share of shingles in common, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=False)) / len(one) if one and other else 0.0


def bands(filed: Filed) -> list[str]:
    """Keys that copies and versions share: of texts that share a third of their shingles nearly all pairs meet in one."""
    signature = filed.signature or sign(own_words(filed))
    return [f"{i}:{signature[i]}:{signature[i + 1]}" for i in range(0, len(signature) - 1, 2)]


def copies(one: Filed, other: Filed) -> Likeness:
    """Whether two reports are copies, cuts or versions of one text, and why."""
    share = alike(one.signature or sign(own_words(one)), other.signature or sign(own_words(other)))
    agency = one.report.agency if one.report.agency and one.report.agency == other.report.agency else None
    if share >= _needed(one, other, is_one_agency=agency is not None):
        credit = f"both credit {agency} and share" if agency else "their texts share"
        return Likeness(is_copy=True, why=f"{credit} about {share:.0%} of their word sequences")
    if share == 0.0:
        return Likeness(is_copy=False, why="no word sequences in common were found")
    mine, theirs = shingles_of(own_words(one)), shingles_of(own_words(other))
    held = len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0
    if held >= setting("copies", "held_share") and not _is_short(one, other):
        return Likeness(is_copy=True, why=f"{held:.0%} of the shorter text stands in the longer one")
    return Likeness(is_copy=False, why=f"only about {share:.0%} of their word sequences are the same")


def _needed(one: Filed, other: Filed, *, is_one_agency: bool) -> float:
    """The share of word sequences from which two texts are versions of one."""
    if _is_short(one, other):
        return setting("copies", "short_share")
    return setting("copies", "agency_share" if is_one_agency else "same_share")


def _is_short(one: Filed, other: Filed) -> bool:
    """Whether a text is so short that two reporters may well write the same words."""
    return min(len(own_words(f).split()) for f in (one, other)) < count("copies", "short_words")


def own_words(filed: Filed) -> str:
    """The body of a report: what a copy repeats, whatever title it is given and whatever stands around it."""
    return " ".join(p.span.of(filed.report.text) for p in filed.text.parts if p.part == "body") or filed.report.text


@lru_cache(maxsize=512)
def shingles_of(text: str) -> frozenset[int]:
    """The hashed shingles of a text."""
    return frozenset(_shingles(_word().findall(text.casefold()), count("copies", "shingle_words")))
