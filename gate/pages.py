"""Scores the body found in pages against the article bodies that careful readers took from them.

Run as `python -m gate.pages DIR`: DIR holds `ground-truth.json` (`{id: {"articleBody": …}}`) and `html/<id>.html.gz`.
Precision and recall are those of runs of four tokens, with their counts, averaged over pages; F1 is of the two averages.
"""

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from dragoman.ingest.bounds import RefusedError
from dragoman.ingest.pages import read_page
from dragoman.model import Report
from dragoman.text import label

_RUN = 4
_TOKEN = re.compile(r"\w+")


def score(path: Path) -> dict[str, float]:
    """Precision, recall and F1 of the body, once of all text that the extractor marks and once of the parts that are mined."""
    truth = json.loads((path / "ground-truth.json").read_text("utf-8"))
    marked: list[tuple[float, float]] = []
    mined: list[tuple[float, float]] = []
    failed = 0
    present = [name for name in sorted(truth) if (path / "html" / f"{name}.html.gz").exists()]
    for name in present:
        wanted = _runs(truth[name]["articleBody"])
        whole, body = "", ""
        try:
            whole, body = _bodies(gzip.decompress((path / "html" / f"{name}.html.gz").read_bytes()))
        except RefusedError:
            failed += 1
        marked.append(_compared(_runs(whole), wanted))
        mined.append(_compared(_runs(body), wanted))
    return {"pages": len(present), "failed": failed, **_means("marked", marked), **_means("body", mined)}


def _bodies(data: bytes) -> tuple[str, str]:
    """The text between the first and the last body mark but for what other marks take out, and the body parts alone."""
    page = read_page(data)
    parts = label(Report(id="", text=page.text, marks=page.marks))
    body = "\n".join(page.text[part.start : part.end] for part in parts if part.part == "body")
    body_marks = [mark for mark in page.marks if mark.part == "body"]
    if not body_marks:
        return body, body
    first, last = body_marks[0].start, body_marks[-1].end
    inside = [mark for mark in page.marks if first <= mark.start < last and mark.part in {"body", "other"}]
    return "\n".join(page.text[mark.start : mark.end] for mark in inside), body


def _runs(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[start : start + _RUN]) for start in range(max(1, len(tokens) - _RUN + 1)))


def _compared(found: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]]) -> tuple[float, float]:
    shared = (found & wanted).total()
    return shared / (found.total() or 1), shared / (wanted.total() or 1)


def _means(name: str, pairs: list[tuple[float, float]]) -> dict[str, float]:
    precision = sum(pair[0] for pair in pairs) / (len(pairs) or 1)
    recall = sum(pair[1] for pair in pairs) / (len(pairs) or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return {f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4), f"{name}_f1": round(f1, 4)}


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1]))))
