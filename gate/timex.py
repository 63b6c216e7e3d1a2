"""Scores expressions of time on TimeML folders with the TempEval-3 measures.

`python -m gate.timex FOLDER…` prints one JSON object. Extents are compared strictly (same characters) and relaxed (any
overlap, one to one); value and type F1 count those relaxed matches whose value or type is also the same. The date of the document
(`DCT`) is given and not scored, as in TempEval-3. No language model is used: paragraphs and full stops divide the sentences.
"""

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path

from dragoman.ground.when import days, find_times
from dragoman.model import Part, Published, Reading, Report, Span, Text, TimeMention

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_BREAK = re.compile(r"(?<=[.?!])[\"'”\u2019)]*\s+(?=[\"'“\u2018(]*[A-Z0-9])|\n\s*\n")


class Gold:
    """An expression as annotated."""

    def __init__(self, start: int, end: int, attributes: dict[str, str]) -> None:
        self.start, self.end = start, end
        self.kind, self.value = attributes["type"], attributes["value"]


def score(path: Path | str) -> dict[str, float]:
    """Relaxed and strict precision, recall and F1, and value and type F1, over all `.tml` files of a folder."""
    counts = dict.fromkeys(("gold", "found", "relaxed", "strict", "value", "type"), 0)
    for text, published, gold in documents(Path(path)):
        found = predict(text, published)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        for want, have in pair(gold, found):
            counts["relaxed"] += 1
            counts["strict"] += (want.start, want.end) == (have.start, have.end)
            counts["value"] += want.value == have.value
            counts["type"] += want.kind == have.kind
    scores: dict[str, float] = {}
    for name in ("relaxed", "strict", "value", "type"):
        precision = counts[name] / max(counts["found"], 1)
        recall = counts[name] / max(counts["gold"], 1)
        scores |= {
            f"{name}_p": precision,
            f"{name}_r": recall,
            f"{name}_f1": 2 * precision * recall / max(precision + recall, 1e-9),
        }
    return {name: round(number, 4) for name, number in scores.items()} | {"gold": counts["gold"], "found": counts["found"]}


def documents(folder: Path) -> Iterator[tuple[str, Published, list[Gold]]]:
    """Text, date and annotated expressions of each document."""
    for file in sorted(folder.rglob("*.tml")):
        source = file.read_text("utf-8", errors="replace")
        stamp = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
        if body is None:
            continue
        text, gold = plain(body[1])
        day = dt.date.fromisoformat(stamp[1]) if stamp else None
        when = days.when(days.Bounds(day, day))
        yield text, Published(edtf=when.edtf, start=day, end=day, precision=when.precision, basis="metadata"), gold


def plain(marked: str) -> tuple[str, list[Gold]]:
    """The text without mark-up, and the expressions in it. Empty ones (TimeML's implicit times) are left aside."""
    open_: list[tuple[int, dict[str, str]]] = []
    gold: list[Gold] = []
    text, at = "", 0
    for tag in _TAG.finditer(marked):
        text += unescape(marked[at : tag.start()])
        at = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if tag[1]:
            start, attributes = open_.pop()
            if start < len(text):
                gold.append(Gold(start, len(text), attributes))
        elif not tag[3].endswith("/"):
            open_.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', tag[3]))))
    return text + unescape(marked[at:]), gold


def predict(text: str, published: Published) -> list[TimeMention]:
    """What the program finds, with sentences divided by full stops alone."""
    bounds = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    sentences = tuple(Span(a, b) for a, b in pairwise(bounds) if a < b)
    report = Report(id="gate", text=text, published=published)
    divided = Text((Part(0, len(text), "body"),), sentences)
    return list(find_times(Reading(report=report, text=divided, published=published, sentences=())).times)


def pair(gold: list[Gold], found: list[TimeMention]) -> Iterator[tuple[Gold, TimeMention]]:
    """Pairs that overlap, one to one: same extent first, then in text order."""
    left = sorted(found, key=lambda t: t.start)
    for want in sorted(gold, key=lambda g: g.start):
        near = [have for have in left if have.start < want.end and want.start < have.end]
        if near:
            best = min(near, key=lambda have: (abs(have.start - want.start) + abs(have.end - want.end), have.start))
            left.remove(best)
            yield want, best


def main() -> None:
    """Prints the scores of each folder named on the command line."""
    print(json.dumps({Path(path).stem: score(path) for path in sys.argv[1:]}, indent=1))


if __name__ == "__main__":
    main()
