"""Extraction on the corpus written for this project: `python -m gate.training [FOLDER] [--split test] [--second FOLDER]`.

Reports are read whole, loose sentences one by one. `--second` scores another annotator's files of the same sentences in place
of the program: the ceiling. `--picture` draws how far confidence can be trusted. Scores:

- `event_f1`: acts whose triggers share a character and whose types are equal, paired one to one;
- `role_f1`: over acts paired by trigger (whatever their type), fillers of actor, recipient, mediator, host, time and place; an
  actor is right where a mention of it meets the annotated words, or a name of it the names given for them; words for several
  ("both sides {A, B}", "leaders of A and B") are one filler, met by so many actors as they name;
- `modality`: share of paired acts with the annotated modality; `ece`: expected calibration error of events in ten bins;
- `content_token_f1`: words inside the contents of statements; the cue that interrupts one counts for neither side; `source`:
  share of statements paired by content whose source is right;
- `commitment_f1`: undertakings whose words share a character with the annotated trigger; `status`: share of those right.
"""

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from msgspec.structs import replace

from dragoman import extract
from dragoman.model import ActorClaim, Claim, Commitment, Event, Evidence, Part, Published, Reading, Report, Span, Statement
from dragoman.run.pipeline import analyse
from gate.attribution import Words, words
from gate.reliability import Bin, binned, error, picture
from training.annotated import FOLDER, Filler, Label, Piece, Written, corpus

ROLES = ("actor", "recipient", "mediator", "host", "time", "place")
Roles = tuple[tuple[str, Filler], ...]


@dataclass(frozen=True)
class Item:
    """One act, statement or undertaking of a sentence, told by an annotator or the program, in offsets of the sentence."""

    kind: str
    spans: tuple[Span, ...]
    type: str = ""
    value: str = ""
    roles: Roles = ()
    confidence: float = 1.0


Pair = tuple[Written, list[Item], list[Item]]


def compared(folder: Path, split: str) -> Iterator[Pair]:
    """Each sentence with what is annotated in it and what the program finds."""
    return (pair for piece in pieces(folder, split) for pair in _read(piece))


def pieces(folder: Path, split: str, every: int = 1) -> Iterator[Piece]:
    """What is read at a time, of every nth process: each report whole, each loose sentence by itself."""
    for process in islice(corpus(folder, split), 0, None, every):
        for piece in process.pieces:
            for sentences in [piece.sentences] if piece.report else [(s,) for s in piece.sentences]:
                yield Piece(piece.report, sentences, piece.published)


def agreed(folder: Path, second: Path) -> Iterator[Pair]:
    """Each sentence that two annotated, with what each found; the first stands as gold."""
    others = {s.text: s for process in corpus(second) for s in process.sentences}
    for process in corpus(folder):
        for sentence in process.sentences:
            if sentence.text in others:
                yield sentence, list(told(sentence)), list(told(others[sentence.text]))


def told(sentence: Written) -> Iterator[Item]:
    """What is annotated in a sentence."""
    for label in sentence.labels:
        spans = tuple(s for f in label.roles.get("content", ()) for s in f.spans) if label.kind == "S" else _trigger(label)
        roles = tuple((role, filler) for role, fillers in label.roles.items() for filler in fillers)
        yield Item(label.kind, spans, label.type, label.value, roles)


def _trigger(label: Label) -> tuple[Span, ...]:
    return (label.trigger,) if label.trigger else ()


def _read(piece: Piece) -> Iterator[Pair]:
    report, places = as_report(piece)
    reading = analyse(report)
    claims = extract.claims(reading)
    # Parties without a name are claims of their own; with them the reading knows everybody's names.
    unnamed = tuple(c.body.actor for c in claims if isinstance(c.body, ActorClaim))
    named = replace(reading, actors=(*reading.actors, *unnamed))
    for sentence, place in zip(piece.sentences, places, strict=True):
        yield sentence, list(told(sentence)), [item for c in claims for item in _item(c, named, place)]


def as_report(piece: Piece) -> tuple[Report, list[Span]]:
    """A piece as a report, its headline marked as one, a paragraph a sentence; and the place of each sentence."""
    text, places = "", []
    for sentence in piece.sentences:
        places.append(Span(len(text), len(text) + len(sentence.text)))
        text += sentence.text + "\n\n"
    titles = [place for place, s in zip(places, piece.sentences, strict=True) if s.title]
    cut = titles[-1].end if titles else 0
    marks = [Part(0, cut, "title")] if cut else []
    published = _published(piece.published)
    return Report(id="sha256:gate", text=text, published=published, marks=(*marks, Part(cut, len(text), "body"))), places


def _published(date: str) -> Published:
    if not date:
        return Published()
    day = dt.date.fromisoformat(date)
    return Published(edtf=date, start=day, end=day, precision="day", basis="metadata")


def _item(claim: Claim, reading: Reading, place: Span) -> Iterator[Item]:
    body = claim.body
    if not place.holds(claim.trigger.span) and not (isinstance(body, Statement) and place.overlaps(body.content.span)):
        return
    if isinstance(body, Event):
        actors = {"actor": body.actors, "recipient": body.recipients, "mediator": body.mediators, "host": body.hosts}
        roles = [(role, _filler(id_, reading, place)) for role, ids in actors.items() for id_ in ids]
        roles += [("time", Filler(body.when.text))] if body.when.text else []
        roles += [("place", Filler(body.where.name))] if body.where else []
        yield Item("E", (_moved(claim.trigger, place),), body.type, body.modality, tuple(roles), claim.confidence)
    elif isinstance(body, Statement):
        roles = [("source", _filler(id_, reading, place)) for id_ in body.speakers]
        yield Item("S", (_moved(body.content, place),), roles=tuple(roles))
    elif isinstance(body, Commitment):
        yield Item("C", (_moved(body.what, place),), body.act, body.status)


def _moved(evidence: Evidence | Span, place: Span) -> Span:
    return Span(evidence.start - place.start, evidence.end - place.start)


def _filler(id_: str, reading: Reading, place: Span) -> Filler:
    """An actor as what fills a role: where the sentence mentions it, and its names."""
    spans = tuple(_moved(m.span, place) for m in reading.mentions if id_ in m.actors and place.holds(m.span))
    names = next(((a.name, *(alias.text for alias in a.aliases)) for a in reading.actors if a.id == id_), (id_,))
    return Filler(names[0], spans, names)


def measure(pairs: Sequence[Pair]) -> dict[str, float]:
    """All measures over sentences with what is annotated and what is found."""
    counts: Counter[str] = Counter()
    for written, gold, found in pairs:
        _count_events(gold, found, written.text, counts)
        _count_statements(gold, found, written.text, counts)
        _count_undertakings(gold, found, counts)
    return {
        "sentences": len(pairs),
        **{f"{name}_{k}": v for name in ("event", "trigger", "role", "content_token", "commitment") for k, v in _f1(name, counts)},
        **{f"role_{role}_f1": _f(counts, f"role_{role}") for role in ROLES},
        "modality": _share(counts, "modality"),
        "source": _share(counts, "source"),
        "status": _share(counts, "status"),
        "ece": round(error(reliability(pairs)), 4),
    }


def _count_events(gold: list[Item], found: list[Item], text: str, counts: Counter[str]) -> None:
    golds, founds = _of("E", gold), _of("E", found)
    pairs = list(paired(golds, founds))
    same = list(paired(golds, founds, typed=True))
    counts.update({"event gold": len(golds), "event told": len(founds), "event hit": len(same)})
    counts.update({"trigger gold": len(golds), "trigger told": len(founds), "trigger hit": len(pairs)})
    for one, other in pairs:
        counts["modality all"] += 1
        counts["modality right"] += one.value == other.value
        for role in ROLES:
            wants, haves = ([f for r, f in item.roles if r == role] for item in (one, other))
            met = _filled(wants, haves, text)
            hits, told = sum(map(bool, met)), len(haves) - sum(n - 1 for n in met if n)
            for key in ("role", f"role_{role}"):
                counts.update({f"{key} gold": len(wants), f"{key} told": told, f"{key} hit": hits})


def _count_statements(gold: list[Item], found: list[Item], text: str, counts: Counter[str]) -> None:
    golds, founds = _of("S", gold), _of("S", found)
    want, have = (_words((span for item in items for span in item.spans), text) for items in (golds, founds))
    have -= _words(_interruptions(golds), text) - want
    counts.update({"content_token gold": len(want), "content_token told": len(have), "content_token hit": len(want & have)})
    for one, other in paired(golds, founds):
        wants, haves = ([f for r, f in item.roles if r == "source"] for item in (one, other))
        counts.update({"source all": 1, "source right": int(any(_filled(wants, haves, text)))})


def _interruptions(golds: Iterable[Item]) -> Iterator[Span]:
    """What parts the pieces of one annotated content: the record's one stretch runs on over it (`docs/statements.md`)."""
    return (Span(one.end, other.start) for item in golds for one, other in pairwise(sorted(item.spans)))


def _count_undertakings(gold: list[Item], found: list[Item], counts: Counter[str]) -> None:
    golds, founds = _of("C", gold), _of("C", found)
    pairs = list(paired(golds, founds))
    counts.update({"commitment gold": len(golds), "commitment told": len(founds), "commitment hit": len(pairs)})
    for one, other in pairs:
        counts.update({"status all": 1, "status right": int(one.value == other.value)})


def reliability(pairs: Iterable[Pair]) -> list[Bin]:
    """The acts found, in bins by their confidence."""
    return binned((item.confidence, right) for _, gold, found in pairs for item, right in rightness(gold, found))


def rightness(gold: list[Item], found: list[Item]) -> Iterator[tuple[Item, float]]:
    """Each act found, and 1.0 where it is right in trigger and type, else 0.0."""
    founds = _of("E", found)
    right = {id(other) for _, other in paired(_of("E", gold), founds, typed=True)}
    return ((item, float(id(item) in right)) for item in founds)


def _of(kind: str, items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item.kind == kind]


def paired(golds: Sequence[Item], founds: Sequence[Item], *, typed: bool = False) -> Iterator[tuple[Item, Item]]:
    """Items paired one to one by the characters they share; of equal shares, those of one type first."""
    fits = sorted(
        ((_shared(g, f), g.type == f.type, -m, -n) for m, g in enumerate(golds) for n, f in enumerate(founds)), reverse=True
    )
    left, right = set(range(len(golds))), set(range(len(founds)))
    for shared, alike, m, n in fits:
        if shared and (alike or not typed) and -m in left and -n in right:
            left.remove(-m)
            right.remove(-n)
            yield golds[-m], founds[-n]


def _shared(one: Item, other: Item) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.spans for b in other.spans)


def _filled(wants: Sequence[Filler], haves: Sequence[Filler], text: str) -> list[int]:
    """By how many of those found each annotated filler is met: one each, where its words name several so many of them."""
    left, met = list(haves), [0] * len(wants)
    turns = [*enumerate(wants), *((at, want) for at, want in enumerate(wants) for _ in range(1, _named(want)))]
    for at, want in turns:
        have = next((h for h in left if _meets(want, h, text)), None)
        if have is not None:
            left.remove(have)
            met[at] += 1
    return met


def _named(want: Filler) -> int:
    """How many an annotated filler names, by the names given for it or by its own words ("leaders of A and B")."""
    return max(len(want.names), 1 + want.words.count(" and "))


def _meets(want: Filler, have: Filler, text: str) -> bool:
    if any(a.start < b.end and b.start < a.end for a in want.spans for b in have.spans):
        return True
    wanted = {_plain(n) for n in (*want.names, want.words, *(s.of(text) for s in want.spans)) if n}
    given = {_plain(n) for n in (*have.names, have.words) if n}
    return any(a == b or (len(min(a, b, key=len)) > 3 and (a in b or b in a)) for a in wanted for b in given)


def _plain(words: str) -> str:
    return re.sub(r"^the ", "", re.sub(r"\W+", " ", words.casefold()).strip())


def _words(contents: Iterable[Span], text: str) -> Words:
    """The words of contents as far as they stand in this sentence, as `gate.attribution` counts them."""
    return words(text, (Span(max(0, span.start), max(0, span.end)) for span in contents), "content")


def _f1(name: str, counts: Counter[str]) -> Iterator[tuple[str, float]]:
    hit, want, have = (counts[f"{name} {kind}"] for kind in ("hit", "gold", "told"))
    yield "precision", round(hit / have, 4) if have else 0.0
    yield "recall", round(hit / want, 4) if want else 0.0
    yield "f1", _f(counts, name)


def _f(counts: Counter[str], name: str) -> float:
    both = counts[f"{name} gold"] + counts[f"{name} told"]
    return round(2 * counts[f"{name} hit"] / both, 4) if both else 0.0


def _share(counts: Counter[str], name: str) -> float:
    return round(counts[f"{name} right"] / counts[f"{name} all"], 4) if counts[f"{name} all"] else 0.0


def main() -> None:
    """Prints the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--split", help="one part alone; without it those of `test`, and under `everyday` those of that part")
    parser.add_argument("--second", type=Path)
    parser.add_argument("--picture", type=Path, help="draw confidence against the share of right acts, as SVG")
    args = parser.parse_args()
    pairs = list(compared(args.path, args.split or "test") if args.second is None else agreed(args.path, args.second))
    if args.picture:
        args.picture.write_text(picture(reliability(pairs)), "utf-8")
    scores: dict[str, object] = {**measure(pairs)}
    if args.split is None and args.second is None:
        scores["everyday"] = measure(list(compared(args.path, "everyday")))
    print(json.dumps(scores, indent=2))


if __name__ == "__main__":
    main()
