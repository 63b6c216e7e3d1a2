"""The sets that the shipped weights are trained on, all under licences that allow it, and the sets that only measure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from dragoman.text.tokens import stays_whole
from training.examples import COARSE, Example, read_columns, read_conllu, split_sentences
from training.gum_names import with_names

# GUM's other genres (whow, letter, podcast, fiction, essay and more) hold text under non-commercial terms.
GUM_GENRES = ("news", "interview", "bio", "court", "speech", "voyage")

TAUGHT = (*GUM_GENRES, "academic")  # what trains; what measures is the genres that the floors were set on

QUIET = ("reviews", "answers", "email", "GUM_voyage", "GUM_academic")  # EWT's genres, and GUM's, that tell of no political act


def gum_documents(data: Path, split: str) -> list[str]:
    """Names of GUM's documents in a split, as its own list has them."""
    sections = (data / "gum/splits.md").read_text("utf-8").split("## ")
    section = next(s for s in sections if s.startswith(f"{split}\n"))
    return [line[4:] for line in section.splitlines() if line.startswith("  * ")]


def gum(data: Path, split: str, genres: tuple[str, ...] = GUM_GENRES) -> Iterator[Example]:
    """GUM's sentences of a split, of these genres, with names."""
    for name in gum_documents(data, split):
        path = data / f"gum/dep/{name}.conllu"
        if name.split("_")[1] in genres and path.exists():
            found = map(with_names, map(_plain, read_conllu(path)))
            yield from map(_quiet, found) if name.startswith(QUIET) else found


def ewt(data: Path, split: str) -> Iterator[Example]:
    """English Web Treebank: grammar, and for its genres far from politics that no word there opens an act or undertaking."""
    for example in read_conllu(data / f"ud_ewt/en_ewt-ud-{split}.conllu"):
        yield _quiet(example) if example.document.startswith(QUIET) else example


def parallel(data: Path) -> Iterator[Example]:
    """Sentences of news and encyclopedias from the English part of the Parallel Universal Dependencies: grammar alone.

    Agents of passives are `obl:agent`, as the other treebanks have them.
    """
    for example in read_conllu(data / "ud_pud/en_pud-ud-test.conllu"):
        passive = {h for h, rel in zip(example.heads, example.rels, strict=True) if rel in ("aux:pass", "nsubj:pass")}
        by = {h for h, word in zip(example.heads, example.words, strict=True) if word.lower() == "by"}
        rels = tuple(
            "obl:agent" if rel == "obl" and head in passive and i in by else rel
            for i, (head, rel) in enumerate(zip(example.heads, example.rels, strict=True), start=1)
        )
        yield replace(example, rels=rels)


def _quiet(example: Example) -> Example:
    nothing = ("O",) * len(example.words)
    return replace(example, layers={"act": nothing, "status": nothing})


def _plain(example: Example) -> Example:
    """One word in all GUM is a `csubj:outer`: nothing learns from that."""
    return replace(example, rels=tuple("csubj" if rel == "csubj:outer" else rel for rel in example.rels))


def names(data: Path) -> Iterator[Example]:
    """The open sets with names: wikigold, CrossNER politics (train and dev)."""
    for block in read_columns(data / "wikigold/CONLL-format/data/wikigold.conll.txt"):
        yield from split_sentences(block)
    for split in ("train", "dev"):
        yield from read_columns(data / f"crossner_politics/{split}.txt")


def tweets(data: Path) -> Iterator[Example]:
    """WNUT17, train and dev: names in short messages."""
    for path in ("train/wnut17train.conll", "dev/emerging.dev.conll"):
        yield from read_columns(data / "WNUT17/CONLL-format/data" / path, separator="\t")


def politics(data: Path, types: Mapping[str, str] = COARSE) -> Iterator[Example]:
    """CrossNER politics test: measures only."""
    yield from read_columns(data / "crossner_politics/test.txt", types=types)


def newswire(data: Path, region: str, types: Mapping[str, str] = COARSE) -> Iterator[Example]:
    """Worldwide newswire of one region of its `regions.txt`. Its licence is not stated: it measures, it never trains.

    Its words are split at every sign ("U . S .", "al - Ahmed"); here they are joined again as our own tokeniser has them.
    """
    sections = (data / "worldwide_newswire/regions.txt").read_text("utf-8").split("\n\n")
    lines = [line.strip() for line in next(s for s in _filled(sections) if s.split(":")[0].strip() == region).splitlines()]
    prefixes = tuple(line for line in lines if line and not line.endswith(":") and not line.startswith("#"))
    for path in sorted((data / "worldwide_newswire/processed_annotated").iterdir()):
        if path.name.startswith(prefixes):
            for block in read_columns(path, tag=1, separator="\t", types=types):
                yield from split_sentences(rejoined(block))


def rejoined(example: Example) -> Example:
    """Initials and hyphenated names as one word again. A joined word has the tag of its first part."""
    text = " ".join(example.words)
    starts = [0]
    for word in example.words:
        starts.append(starts[-1] + len(word) + 1)
    together = re.compile(r"\b(?:[A-Z] \. ){2,}|[^\W\d_]+(?: - [^\W\d_]+)+")
    joined = {
        i for m in together.finditer(text) if _is_one(m.group()) for i in range(1, len(starts)) if m.start() < starts[i] < m.end()
    }
    kept = [i for i in range(len(example.words)) if i not in joined]
    ends = [*kept[1:], len(example.words)]
    words = tuple("".join(example.words[i:end]) for i, end in zip(kept, ends, strict=True))
    return replace(example, words=words, names=tuple(example.names[i] for i in kept))


def _is_one(words: str) -> bool:
    return "-" not in words or stays_whole(words.replace(" ", ""))


def _filled(sections: list[str]) -> Iterator[str]:
    for section in sections:
        text = section.strip()
        if text and ":" in text:
            yield text
