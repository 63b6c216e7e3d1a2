"""Annotated sentences for training and measuring, read from the public sets in their own formats."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

UNMARKED = "?"  # a word whose name tag is not known: it teaches the name head nothing


def _folded(schemes: Mapping[str, str]) -> dict[str, str]:
    """Each label of the sets with the type into which it is folded."""
    return {label: kind for kind, labels in schemes.items() for label in labels.split()}


# The label schemes of the sets, folded into four coarse types. Nationalities and events are MISC, as in CoNLL-2003.
_COARSE = {
    "PER": "PER person politician Person",
    "ORG": "ORG organisation politicalparty corporation group Organization",
    "LOC": "LOC location country Location Facility",
    "MISC": "MISC misc event election creative-work product NORP Misc Product",
    "": "Date Money OTH",
}
# The same schemes in the kinds that `language/kinds.py` tells apart, as far as a set does.
_FINE = {
    "PERSON": "PER person politician Person",
    "ORG": "ORG organisation politicalparty corporation group Organization",
    "LOC": "LOC location country Location",
    "FAC": "Facility",
    "NORP": "NORP",
    "EVENT": "event election",
    "MISC": "MISC misc creative-work product Misc Product",
    "": "Date Money OTH",
}
COARSE, FINE = _folded(_COARSE), _folded(_FINE)


@dataclass(frozen=True)
class RoleRow:
    """What each word of a sentence is to one act (`kind` E), statement (S) or undertaking (C), whose first word is `trigger`."""

    kind: str
    trigger: int
    labels: Sequence[str]


@dataclass(frozen=True)
class Example:
    """A sentence: words and, where its set has them, the grammar (heads count from 1, 0 is the root), names (BIO tags), and the
    layers of the corpus: `act`, `modality`, `cue` and `status`, a label a word, and the roles about each trigger.
    """  # noqa: D205 (one sentence needs two lines)

    words: Sequence[str]
    document: str = ""
    heads: Sequence[int] = ()
    rels: Sequence[str] = ()
    upos: Sequence[str] = ()
    xpos: Sequence[str] = ()
    names: Sequence[str] = ()
    misc: Sequence[str] = field(default=(), repr=False)
    lemmas: Sequence[str] = field(default=(), repr=False)
    opens_paragraph: bool = False
    layers: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    roles: Sequence[RoleRow] = field(default=(), repr=False)


def read_conllu(path: Path) -> Iterator[Example]:
    """Sentences of a CoNLL-U file. Of multi-word tokens ("don't") the words count; `misc` says for each what space follows."""
    document, opens = "", False
    rows: list[list[str]] = []
    glued: dict[int, str] = {}
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        cells = line.split("\t")
        if line.startswith("# newdoc id"):
            document = line.partition("=")[2].strip()
        elif line.startswith("# newpar"):
            opens = True
        elif cells[0].isdigit():
            cells[9] = glued.get(int(cells[0]), cells[9])
            rows.append(cells)
        elif "-" in cells[0] and len(cells) == 10:
            first, last = map(int, cells[0].split("-"))
            glued |= dict.fromkeys(range(first, last), "SpaceAfter=No") | {last: cells[9]}
        elif not line and rows:
            form, lemma, upos, xpos, head, rel, misc = (tuple(row[i] for row in rows) for i in (1, 2, 3, 4, 6, 7, 9))
            yield Example(form, document, tuple(map(int, head)), rel, upos, xpos, misc=misc, lemmas=lemma, opens_paragraph=opens)
            rows, glued, opens = [], {}, False


def read_columns(
    path: Path, *, word: int = 0, tag: int = -1, separator: str | None = None, types: Mapping[str, str] = COARSE
) -> Iterator[Example]:
    """Sentences of a column file with BIO or IOB tags of any scheme in `types`."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        cells = line.split(separator)
        if not line.strip():
            if words and not words[0].startswith("-DOCSTART"):
                yield Example(tuple(words), path.stem, names=tuple(bio(tags, types)))
            words, tags = [], []
        elif len(cells) > 1 and cells[word].strip() and not cells[word].startswith("http"):
            words.append(cells[word].strip())
            tags.append(cells[tag])


def bio(tags: Sequence[str], types: Mapping[str, str] = COARSE) -> list[str]:
    """Tags of any of the sets as BIO tags of these types, by default the four coarse ones. `KeyError` on one they do not know."""
    found, before = [], ""
    for tag in tags:
        coarse = types[tag[2:]] if len(tag) > 2 else ""
        opens = coarse and (tag[0] == "B" or before != coarse)
        found.append(("B-" if opens else "I-") + coarse if coarse else "O")
        before = coarse
    return found


def split_sentences(example: Example) -> Iterator[Example]:
    """Cuts a paragraph of words at its full stops, for sets that mark no sentences."""
    start = 0
    for i in range(len(example.words)):
        closes = (
            example.words[i] in {".", "?", "!"} and i - start > 3 and _opens(example.words[i + 1 : i + 2], example.words[i - 1])
        )
        if closes or i - start >= 119 or i + 1 == len(example.words):
            yield Example(example.words[start : i + 1], example.document, names=example.names[start : i + 1])
            start = i + 1


def _opens(after: Sequence[str], before: str) -> bool:
    abbreviated = re.fullmatch(r"[A-Z]|Mr|Mrs|Dr|Ms|St|Gen|Sen", before)
    return bool(after) and (after[0][0].isupper() or after[0][0] in "\"“‘'") and not abbreviated
