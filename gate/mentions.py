"""Scores coreference of persons and organisations within a document: `python -m gate.mentions FOLDER…` prints one JSON object.

A folder holds GUM's `dep/*.conllu` (news, biographies and interviews are read; of `splits.md` beside it the parts dev and test, for
the language model has learnt from the rest) or documents in the layout of MEANTIME. Compared are chains of mentions by the token
on which a mention hangs: names, pronouns of the third person, and descriptions that are neither indefinite nor predicates. Of
the annotated chains those count whose type is person or organisation, and that have a name and at least two mentions: a record
keeps no unnamed persons, and reads "I" and "you" as nobody. Of ours those that mean one actor who is no state. What one side
alone has is put to the other as a mention by itself (Cai and Strube 2010), unless it is a chain of one; what lies on an
annotated mention that does not count is left aside, and so is what stands after the last annotated sentence (MEANTIME's
annotators read the first few sentences of each document). Scores are those of CoNLL-2012, in per cent. `found` is the share of the
annotated mentions that we have; `names_linked`, `pronouns_linked` and `descriptions_linked` are the shares of each that are in
one of our chains with a name of their own chain.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.ground.dating import date_report
from dragoman.ground.where import find_places
from dragoman.ground.who import find_actors
from dragoman.ground.who.words import head_of
from dragoman.language import embedded
from dragoman.model import Part, Reading, Report, Span, Text
from gate.clusters import conll
from gate.meantime import documents

_GENRES = ("news", "bio", "interview")
_THIRD = frozenset(
    (
        *("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself"),
        *("they", "them", "their", "theirs", "themselves"),
    )
)
_OTHERS = frozenset(("who", "whom", "whose", "which", "that", "this", "these", "those"))


class Gold(msgspec.Struct, frozen=True):
    """An annotated mention: its words or its head alone, its chain, its form, and whether its type is person or organisation."""

    words: Span
    chain: str
    form: str
    is_actor: bool


class Annotated(msgspec.Struct, frozen=True):
    """A document with its sentences and what is annotated in it."""

    name: str
    text: str
    sentences: tuple[Span, ...]
    mentions: tuple[Gold, ...]


def score(path: Path | str) -> dict[str, float]:
    """CoNLL scores over all documents together, and the shares of mentions found and linked, by form."""
    told: dict[str, str] = {}
    gold: dict[str, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for document in annotated(Path(path)):
        ours, theirs, forms = compare(document)
        told |= {f"{document.name}:{head}": f"{document.name}:{key}" for head, key in ours.items()}
        gold |= {f"{document.name}:{head}": f"{document.name}:{key}" for head, key in theirs.items()}
        _count(counts, ours, theirs, forms)
    found = len(told.keys() & gold.keys())
    both = set(told) | set(gold)
    whole = conll({m: told.get(m, f"only {m}") for m in both}, {m: gold.get(m, f"only {m}") for m in both})
    linked = {
        f"{form}s_linked": round(100 * counts[form, "linked"] / max(counts[form, "all"], 1), 2)
        for form in ("name", "pronoun", "description")
    }
    scores = {name: round(100 * value, 2) for name, value in whole.items() if name.endswith("f1")}
    return {"mentions": len(gold), "found": round(100 * found / max(len(gold), 1), 2)} | scores | linked


def _count(counts: Counter[tuple[str, str]], ours: dict[int, str], theirs: dict[int, str], forms: dict[int, str]) -> None:
    """Of each form, how many share one of our chains with a name of the same annotated chain, other than themselves."""
    for head, chain in theirs.items():
        names = [m for m, key in theirs.items() if key == chain and forms[m] == "name" and m != head]
        counts[forms[head], "all"] += bool(names)
        counts[forms[head], "linked"] += any(head in ours and ours.get(m) == ours[head] for m in names)


def compare(document: Annotated) -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """Our chains and the annotated ones by the start of each mention's head, and the forms of the latter."""
    chains: defaultdict[str, list[Gold]] = defaultdict(list)
    for mention in document.mentions:
        chains[mention.chain].append(mention)
    kept = [
        mention
        for members in chains.values()
        if len(members) > 1 and any(m.form == "name" for m in members)
        for mention in members
        if mention.is_actor and mention.form != "other"
    ]
    reading = read(document)
    heads = {id(mention): _head(reading, mention.words) for mention in document.mentions}
    theirs = {heads[id(mention)]: mention.chain for mention in kept}
    aside = set(heads.values()) - theirs.keys()
    last = max((mention.words.start for mention in document.mentions), default=0)
    end = next((sentence.end for sentence in document.sentences if last < sentence.end), len(document.text))
    kinds = {actor.id: actor.kind for actor in reading.actors}
    ours: dict[int, str] = {}
    for told in reading.mentions:
        head = reading.sentences[told.sentence].tokens[told.head].start
        if len(told.actors) == 1 and kinds.get(told.actors[0]) != "state" and head not in aside and head < end:
            ours[head] = told.actors[0]
    sizes = Counter(ours.values())
    ours = {head: of for head, of in ours.items() if sizes[of] > 1 or head in theirs}
    return ours, theirs, {heads[id(mention)]: mention.form for mention in kept}


def _head(reading: Reading, words: Span) -> int:
    """Where the token starts on which these words hang, as the program parses them; their own start where it has no such token."""
    for sentence in reading.sentences:
        inside = [i for i, token in enumerate(sentence.tokens) if token.start < words.end and words.start < token.end]
        if inside:
            return sentence.tokens[head_of(sentence, inside[0], inside[-1])].start
    return words.start


def read(document: Annotated) -> Reading:
    """The document as the program reads it, sentence by sentence as annotated."""
    parts = (Part(0, len(document.text), "body"),)
    text = Text(parts, document.sentences)
    report = Report(id=f"gate:{document.name}", text=document.text)
    reading = Reading(report=report, text=text, published=report.published, sentences=embedded()(report, text))
    return find_actors(find_places(date_report(reading)))


def annotated(path: Path) -> Iterator[Annotated]:
    """The documents of a folder, in whichever of the two layouts."""
    files = sorted(path.rglob("*.conllu"))
    if not files:
        yield from _meantime(path)
        return
    listed = _held_out(path)
    for file in files:
        genre = file.stem.split("_")[1:2]
        if genre and genre[0] in _GENRES and (not listed or file.stem in listed):
            yield _gum(file)


def _held_out(path: Path) -> frozenset[str]:
    """The documents that `splits.md` puts into dev and test."""
    splits = next((p for p in (path / "splits.md", path.parent / "splits.md") if p.exists()), None)
    if splits is None:
        return frozenset()
    parts = re.split(r"^## ", splits.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return frozenset(name for part in parts if part.split()[0] in ("dev", "test") for name in re.findall(r"\* (\S+)", part))


def _gum(file: Path) -> Annotated:
    text = ""
    sentences: list[Span] = []
    mentions: list[Gold] = []
    for block in file.read_text("utf-8").split("\n\n"):
        start = len(text)
        rows: list[tuple[Span, list[str]]] = []
        for line in block.splitlines():
            cells = line.split("\t")
            if len(cells) < 10 or not cells[0].isdecimal():
                continue
            rows.append((Span(len(text), len(text) + len(cells[1])), cells))
            text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        if rows:
            sentences.append(Span(start, rows[-1][0].end))
            mentions += _entities(rows)
            text = text.rstrip() + "\n\n"
    return Annotated(file.stem, text, tuple(sentences), tuple(mentions))


def _entities(rows: list[tuple[Span, list[str]]]) -> Iterator[Gold]:
    """The mentions of one sentence, from GUM's brackets; the token on which the mention hangs is its head."""
    open_: list[tuple[str, str, int]] = []
    for at, (_, cells) in enumerate(rows):
        told = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
        for bracket in re.findall(r"\([^()]+\)?|[^()]+\)", told[1] if told else ""):
            body = bracket.strip("()")
            chain, _, rest = body.partition("-")
            if bracket.startswith("("):
                open_.append((chain, rest.split("-")[0], at))
            if bracket.endswith(")"):
                index = next((i for i in range(len(open_) - 1, -1, -1) if open_[i][0] == chain), None)
                if index is not None:
                    _, kind, first = open_.pop(index)
                    yield _gold(rows, first, at, chain, kind)


def _gold(rows: list[tuple[Span, list[str]]], first: int, last: int, chain: str, kind: str) -> Gold:
    inside = {rows[i][1][0] for i in range(first, last + 1)}
    head = next((i for i in range(first, last + 1) if rows[i][1][6] not in inside), last)
    form = _form(rows[head][1][1], rows[head][1][3])
    is_predicate = any(cells[6] == rows[head][1][0] and cells[7] == "cop" for _, cells in rows)
    if form == "description" and (is_predicate or rows[first][1][1].casefold() in ("a", "an")):
        form = "other"
    return Gold(rows[head][0], chain, form, kind in ("person", "organization"))


def _form(word: str, tag: str) -> str:
    if word.casefold() in _THIRD:
        return "pronoun"
    if tag == "PRON" or word.casefold() in _OTHERS:
        return "other"
    return "name" if tag == "PROPN" else "description"


def _meantime(path: Path) -> Iterator[Annotated]:
    """MEANTIME: instances of the types person and organisation."""
    for document in documents(path):
        actors = {of for of, mark in document.attributes.items() if mark.get("ent_type", "") in ("PER", "ORG")}
        chains = {s: t for kind, _, sources, targets in document.links if kind == "REFERS_TO" for s in sources for t in targets[:1]}
        mentions = []
        for of, span in sorted(document.spans.items(), key=lambda item: (item[1].start, item[1].end)):
            if document.tags[of] != "ENTITY_MENTION":
                continue
            form = {"NAM": "name", "PRE.NAM": "name", "PRO": "pronoun", "NOM": "description"}.get(
                document.attributes[of].get("syntactic_type", ""), "other"
            )
            form = form if form != "pronoun" else _form(span.of(document.text), "PRON")
            chain = chains.get(of, of)
            mentions.append(Gold(span, chain, form, chain in actors))
        yield Annotated(document.name, document.text, document.sentences, tuple(mentions))


def main() -> None:
    """Prints the scores of each folder named on the command line."""
    print(json.dumps({Path(path).name: score(path) for path in sys.argv[1:]}, indent=1))


if __name__ == "__main__":
    main()
