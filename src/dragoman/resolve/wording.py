"""Phrases of the lexicon found in words: lists in one line, parted by commas, compared by stems."""

from functools import cache, lru_cache

from dragoman.lexicon.load import table
from dragoman.resolve.terms import stems


@cache
def phrases(topic: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list, as stems, the longest first."""
    told = str(table("en/sameness")[topic][name]).split(",")
    return tuple(sorted((stems(p.strip()) for p in told), key=lambda p: (-len(p), p)))


@lru_cache(maxsize=1 << 15)
def says(topic: str, name: str, text: str) -> bool:
    """Whether a text has one of the phrases of a list."""
    words = stems(text)
    return any(words[i : i + len(p)] == p for p in phrases(topic, name) for i in range(len(words) - len(p) + 1))
