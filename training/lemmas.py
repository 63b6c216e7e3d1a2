"""Makes the table of lemmas: `python -m training.lemmas DATA TABLE`. It holds what the rules of `language/lemmas.py` get wrong."""

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from dragoman.language.lemmas import OPEN, regular
from training import data as sets
from training.examples import Example


def irregular(forms: Iterable[str], upos: str, singular: dict[str, str]) -> dict[tuple[str, str], str]:
    """Lemma by form, from lines of a base and its other forms."""
    split = [line.split() for line in forms]
    return {(form, upos): singular.get(base, base) for base, *others in split for form in others}


def learnt(examples: Iterable[Example]) -> dict[tuple[str, str], str]:
    """The commonest lemma of each word and part of speech in treebanks, where rules say another."""
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for example in examples:
        for word, upos, xpos, lemma in zip(example.words, example.upos, example.xpos, example.lemmas, strict=True):
            if upos != "PROPN" and word.isascii() and lemma != "_":
                seen[word.lower(), upos][lemma.lower(), xpos] += 1
    found = {}
    for (word, upos), counts in seen.items():
        (lemma, xpos), count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        # A word met once is as likely a slip of the pen in a web text as it is irregular.
        if count > 1 and lemma != (regular(word, xpos) if upos in OPEN else word):
            found[word, upos] = lemma
    return found


def main() -> None:
    """Writes the table."""
    data, out = map(Path, sys.argv[1:])
    listed = tomllib.loads(Path(__file__).with_name("irregular.toml").read_text("utf-8"))
    table = learnt(chain(sets.ewt(data, "train"), sets.gum(data, "train")))
    table |= irregular(listed["verbs"], "VERB", listed["singular"]) | irregular(listed["nouns"], "NOUN", listed["singular"])
    # "lay" is the past of "lie" as well; news lays claims and charges far oftener.
    table["lay", "VERB"] = "lay"
    lines = [f"{word}\t{upos}\t{lemma}" for (word, upos), lemma in sorted(table.items())]
    out.write_text("# From UD English EWT and GUM, CC BY-SA 4.0; see ATTRIBUTION.md\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
