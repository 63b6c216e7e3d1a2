"""The cue lexicon: which words hand a content to a source, and what each makes of it."""

from functools import cache
from typing import Literal

import msgspec

from dragoman.lexicon.load import table

CueKind = Literal["speech", "mention", "thought", "finding"]


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A group of cue words that work alike, as `lexicon/en/cues.toml` has it.

    `kind` tells speech from mere mention, thoughts and findings, `implies` what this cue makes of the content, `doubting`
    and `factive` whether the report keeps its distance or takes the content for a fact.
    """

    name: str
    kind: CueKind
    implies: str
    frames: tuple[str, ...] = ()
    doubting: bool = False
    factive: bool = False
    stance: Literal["support", "oppose"] | None = None


@cache
def verb_cues() -> dict[str, tuple[Cue, ...]]:
    """Cues by verb lemma; a phrasal verb ("point out") under its two words."""
    return _index("verb")


@cache
def noun_cues() -> dict[str, tuple[Cue, ...]]:
    """Cues by noun lemma."""
    return _index("noun")


@cache
def adjective_cues() -> dict[str, tuple[Cue, ...]]:
    """Cues by adjective lemma."""
    return _index("adjective")


@cache
def phrase_cues() -> dict[str, Cue]:
    """Cues by fixed words, in lower case ("according to")."""
    return {words: _cue(row) for row in table("en/cues")["phrase"] for words in row["words"]}


@cache
def words(section: str) -> frozenset[str]:
    """A plain word list of the cue lexicon: `documents`, `not_sources`, `unsaid` and the like."""
    return frozenset(table("en/cues")[section]["words"])


@cache
def channel_words() -> dict[str, tuple[str, ...]]:
    """Prepositions by head noun of a channel ("statement": in, through, …)."""
    return {word: tuple(row["prepositions"]) for row in table("en/channels")["channel"] for word in row["words"]}


@cache
def audience_words() -> frozenset[str]:
    """Head nouns of those whom "told" names without making them a party."""
    return frozenset(table("en/channels")["audience"]["words"])


def _cue(row: dict[str, object]) -> Cue:
    return msgspec.convert({key: value for key, value in row.items() if key in Cue.__struct_fields__}, Cue)


def _index(section: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for row in table("en/cues")[section]:
        for lemma in row["verbs"]:
            found[lemma] = (*found.get(lemma, ()), _cue(row))
    return found
