"""What an act is about: PA-X issue codes, and the PLOVER contexts of its words."""

import re
from functools import cache, lru_cache

from dragoman.language.tree import Tree
from dragoman.lexicon import table

# Contexts that a type brings with it
DIPLOMATIC = frozenset({"CONSULT", "AGREE", "SUPPORT"})


@lru_cache(maxsize=1024)  # one clause is asked about for its event, its statement and each comparison of its terms
def issues_of(text: str) -> tuple[str, ...]:
    """The issue codes whose words stand in a stretch of text, in order of code."""
    low = text.lower()
    return tuple(sorted(code for code, pattern in _patterns("issue").items() if pattern.search(low)))


def contexts_of(tree: Tree, i: int, kind: str) -> tuple[str, ...]:
    """The PLOVER contexts of an act, from the words of its clause."""
    text = " ".join(tree.words[t] for t in tree.subtree(i))
    found = {name for name, pattern in _patterns("context").items() if pattern.search(text)}
    if kind in DIPLOMATIC:
        found.add("diplomatic")
    if kind == "GOVERN":
        found.add("political_institutions")
    return tuple(sorted(found))


@cache
def _patterns(section: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a section, for text in lower case: matching without regard to case takes twice as long."""
    entries = table("en/issues")[section]
    return {e["code"]: re.compile(rf"\b(?:{'|'.join(e['patterns'])})\b") for e in entries}
