"""Timelines of one actor across documents, on data in the layout of SemEval-2015 task 4 (CAT files).

    python -m gate.timeline FOLDER

Documents are read as reports of the day that they name; an event of the annotation is found where an event or a statement of
ours has its word (most annotated ones are product launches, which are no political acts and so are not told).
`found` is the share of annotated events that are found, `dated` the share of those that get a date.
Gold timelines (`*.txt` below FOLDER, lines of order, date and
`document-sentence-word`) are scored by the order of their pairs: precision, recall and F1 over pairs of found events. The trial
data come without them, and then `timelines` is 0 and no F1 is given.
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree  # noqa: ICN001 - one name for it throughout

import msgspec

from dragoman.model import Event, Published, Report, Span, Statement, When
from dragoman.run.pipeline import Outcome, read
from gate import command

Scores = dict[str, float]


class Document(msgspec.Struct, frozen=True):
    """A document: its day, its text, and where its annotated events stand, by `document-sentence-word`."""

    name: str
    day: dt.date
    text: str
    events: dict[str, Span]


def document(path: Path) -> Document | None:
    """A CAT file; nothing where it names no day of its own."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a corpus on our own disk
    text = ""
    spans: dict[str, tuple[Span, str]] = {}
    last = "0"
    for token in root.iter("token"):
        word, sentence = token.text or "", token.get("sentence", "")
        text += "\n" if sentence != last and sentence in ("1", "2") else ""
        last = sentence
        spans[token.get("t_id", "")] = Span(len(text), len(text) + len(word)), sentence
        text += f"{word} "
    day = next((t.get("value", "") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), "")
    if len(day) != len("2010-06-08"):
        return None
    number = root.get("doc_id", "")
    events = {}
    for mention in root.iter("EVENT_MENTION"):
        anchors = [a.get("t_id", "") for a in mention.iter("token_anchor")]
        span, sentence = spans[anchors[0]]
        events[f"{number}-{sentence}-{span.of(text).casefold()}"] = Span(span.start, spans[anchors[-1]][0].end)
    return Document(path.stem, dt.date.fromisoformat(day), text, events)


def dates(told: Document) -> dict[str, When]:
    """The date of every annotated event that one of our claims tells."""
    published = Published(start=told.day, end=told.day, edtf=told.day.isoformat(), precision="day", basis="metadata")
    outcome = next(iter(read(Report(id=told.name, text=told.text, published=published))))
    claims = outcome.claims if isinstance(outcome, Outcome) else ()
    found = {}
    for key, span in told.events.items():
        body = next((c.body for c in claims if isinstance(c.body, Event | Statement) and c.trigger.span.overlaps(span)), None)
        if body:
            found[key] = body.when
    return found


def timelines(folder: Path) -> Iterator[list[tuple[int, str]]]:
    """Gold timelines: order and key of each event; those of order 0 have no place in time."""
    for path in sorted(folder.rglob("*.txt")):
        rows = [line.split("\t") for line in path.read_text("utf-8").split("\n") if "\t" in line]
        if rows and all(row[0].isdigit() for row in rows):
            yield [(int(row[0]), event.strip().casefold()) for row in rows for event in row[2:] if row[0] != "0"]


def ordered(told: dict[str, When], gold: list[tuple[int, str]]) -> tuple[int, int, int]:
    """Pairs in the right order, pairs that we order, and pairs of the timeline."""
    order = {event: number for number, event in gold}
    right = said = 0
    for one, other in itertools.combinations(sorted(order), 2):
        days = [(told[e].start, told[e].end) for e in (one, other) if e in told and told[e].start]
        if len(days) == 2:
            said += 1
            sign = (days[0] > days[1]) - (days[0] < days[1])
            right += sign == (order[one] > order[other]) - (order[one] < order[other])
    return right, said, len(order) * (len(order) - 1) // 2


def score(path: Path) -> Scores:
    """Shares of events found and dated, and the order of pairs where there are gold timelines."""
    folder = next((p for p in sorted(path.rglob("*events_timelines")) if p.is_dir()), path)
    documents = [d for p in sorted(folder.glob("*.xml")) if (d := document(p))]
    told = {key: when for d in documents for key, when in dates(d).items()}
    events = sum(len(d.events) for d in documents)
    scores: Scores = {
        "documents": len(documents),
        "events": events,
        "found": round(len(told) / max(events, 1), 4),
        "dated": round(sum(w.is_known for w in told.values()) / max(len(told), 1), 4),
    }
    gold = list(timelines(path))
    counts = [sum(column) for column in zip(*(ordered(told, g) for g in gold), strict=True)]
    if counts:
        precision, recall = counts[0] / max(counts[1], 1), counts[0] / max(counts[2], 1)
        both = precision + recall
        scores |= {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}
    return scores | {"timelines": len(gold)}


if __name__ == "__main__":
    command.run(score, __doc__)
