"""Scores when acts took place on documents in the layout of MEANTIME: `python -m gate.eventtimes FOLDER` prints one JSON object.

Compared is what the program says of the word that names an act (`ground.attach.time_of`) with the annotated links of events to
times. `anchored`: of the events linked to a dated time as lying in it or being at it (TLINK of IS_INCLUDED or SIMULTANEOUS, and
HAS_TIME where a corpus has it), recall is the share that the program dates within that time, precision that share of those
that it dates to both sides; `exact` asks for the same days, and `met` only that what it says, open sides included (a state that
goes on is open to the left), overlaps that time. `ordered`: of the events linked as before or after the date of the
document, the share that the program puts on that side among those that it dates. The date of the document is given.
"""

import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.ground.attach import time_of
from dragoman.ground.when import days, find_times
from dragoman.ground.when.days import Bounds, Stretch
from dragoman.language import embedded
from dragoman.model import Part, Published, Reading, Report, Span, Text, When
from gate.meantime import Document, documents

_WITHIN = frozenset({"IS_INCLUDED", "SIMULTANEOUS", ""})
_TURNED = {"INCLUDES": "IS_INCLUDED", "BEFORE": "AFTER", "AFTER": "BEFORE", "SIMULTANEOUS": "SIMULTANEOUS"}


class Link(msgspec.Struct, frozen=True):
    """An act, as annotated: where it stands, how it lies to a time, that time's days, and whether it is the document's date."""

    act: Span
    relation: str
    time: Stretch
    is_document: bool


def score(path: Path | str) -> dict[str, float]:
    """Anchored: precision, recall, F1 and exactness; ordered: how many are told rightly; and how many of each there are."""
    counts: Counter[str] = Counter()
    for document in documents(Path(path)):
        reading = read(document)
        if reading.published.start is None:
            continue
        for link in links(document):
            _count(counts, link, _said(reading, link.act))
    precision = counts["anchored_right"] / max(counts["anchored_dated"], 1)
    recall = counts["anchored_right"] / max(counts["anchored"], 1)
    return {
        "anchored": counts["anchored"],
        "anchored_precision": round(precision, 4),
        "anchored_recall": round(recall, 4),
        "anchored_f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        "met": round(counts["met"] / max(counts["anchored"], 1), 4),
        "exact": round(counts["exact"] / max(counts["anchored"], 1), 4),
        "ordered": counts["ordered"],
        "ordered_dated": round(counts["ordered_dated"] / max(counts["ordered"], 1), 4),
        "ordered_right": round(counts["ordered_right"] / max(counts["ordered_dated"], 1), 4),
    }


def _count(counts: Counter[str], link: Link, when: When) -> None:
    start, end = when.start, when.end
    if link.relation in _WITHIN:
        counts["anchored"] += 1
        counts["anchored_dated"] += bool(start and end)
        counts["anchored_right"] += bool(start and end and link.time[0] <= start and end <= link.time[1])
        overlaps = (start or end) and (start or link.time[0]) <= link.time[1] and link.time[0] <= (end or link.time[1])
        counts["met"] += bool(overlaps)
        counts["exact"] += (start, end) == link.time
    elif link.is_document and link.relation in ("BEFORE", "AFTER"):
        day = link.time[0]
        told = "BEFORE" if end and end <= day and start != day else "AFTER" if start and start >= day and end != day else ""
        counts["ordered"] += 1
        counts["ordered_dated"] += bool(told)
        counts["ordered_right"] += told == link.relation


def read(document: Document) -> Reading:
    """The document as the program reads it, sentence by sentence as annotated."""
    day = next((stretch for stretch in map(_stretch, _created(document)) if stretch), None)
    when = days.when(Bounds(*day) if day else Bounds(None, None))
    published = Published(
        edtf=when.edtf, start=when.start, end=when.end, precision=when.precision, basis="metadata" if day else "unknown"
    )
    title, *rest = document.sentences
    parts = (Part(title.start, title.end, "title"), *([Part(rest[0].start, rest[-1].end, "body")] if rest else []))
    text = Text(parts, document.sentences)
    report = Report(id=f"gate:{document.name}", text=document.text, published=published)
    sentences = embedded()(report, text)
    return find_times(Reading(report=report, text=text, published=published, sentences=sentences))


def _created(document: Document) -> Iterator[str]:
    for mark in document.attributes.values():
        if mark.get("functionInDocument") == "CREATION_TIME":
            yield mark.get("value", "")


def links(document: Document) -> Iterator[Link]:
    """The links of acts to dated times, each as seen from the act."""
    for kind, attributes, sources, targets in document.links:
        if kind not in ("TLINK", "HAS_TIME") or len(sources) != 1 or len(targets) != 1:
            continue
        act, time = sources[0], targets[0]
        relation = attributes.get("reltype", "")
        if document.tags.get(act) == "TIMEX3":
            act, time, relation = time, act, _TURNED.get(relation, "other")
        stretch = _stretch(document.attributes.get(time, {}).get("value", ""))
        if document.tags.get(act) == "EVENT_MENTION" and act in document.spans and document.tags.get(time) == "TIMEX3" and stretch:
            is_document = document.attributes[time].get("functionInDocument") == "CREATION_TIME"
            yield Link(document.spans[act], relation, stretch, is_document)


def _stretch(value: str) -> Stretch | None:
    """The days of a TIMEX3 value that names a day, a week, a month, a quarter, a year or a decade; of a time of day its day."""
    found = re.fullmatch(r"(\d{3,4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4])|-W(\d\d))?(?:T.*)?", value)
    if found is None:
        return None
    year, month, day, quarter, week = (int(part) if part else 0 for part in found.groups())
    if week:
        monday = dt.date(year, 1, 4) + dt.timedelta(weeks=week - 1)  # the week of January 4 is the first
        return days.unit_around(monday, "W")
    if day:
        told = days.date(year, month, day)
        return (told, told) if told else None
    if quarter or month:
        return days.months(year, 3 * quarter - 2, 3) if quarter else days.months(year, month)
    return days.years(year) if len(found[1]) == 4 else days.years(year * 10, 10)


def _said(reading: Reading, act: Span) -> When:
    """When the program says that the act of these words took place, by the word of them that the others hang on."""
    for at, sentence in enumerate(reading.sentences):
        inside = [i for i, token in enumerate(sentence.tokens) if token.start < act.end and act.start < token.end]
        if inside:
            heads = [i for i in inside if sentence.tokens[i].head not in inside]
            return time_of(reading, at, (heads or inside)[0])[0]
    return When()


def main() -> None:
    """Prints the scores of the folder named on the command line."""
    print(json.dumps(score(sys.argv[1]), indent=1))


if __name__ == "__main__":
    main()
