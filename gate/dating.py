"""Scores the dates of reports.

`python -m gate.dating READINGS REPORTS [PAGES]` prints one JSON object. READINGS holds a TOML file per report with `published`
(EDTF, empty where nothing follows), `published_basis`, and where known `published_true`, the true day; REPORTS the text files.
Counted: the interval is the same, it holds the true day (where nothing follows: no date is given), the basis is the same;
and of the events of the readings that are not `marginal`, how many are dated as there (`when`, `when_ok`, `when_dated`).
PAGES is a folder with `ground-truth.json` (`url` by page) and `html/<page>.html.gz`: of the pages whose address names a day, how
many are dated, and to that day, by what the page says elsewhere.
"""

import datetime as dt
import gzip
import json
import re
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from dragoman.ground.attach import time_of
from dragoman.ground.dating import date_report
from dragoman.ground.when import days, find_times
from dragoman.ingest import read
from dragoman.language import embedded
from dragoman.model import Published, Reading, Report
from dragoman.text import divide

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d\d?)[/_-](\d\d?)(?!\d)")


def read_dated(report: Report, *, parse: bool = False) -> Reading:
    """A report with the date that the program gives to it; with its grammar where asked."""
    text = divide(report)
    sentences = embedded()(report, text) if parse else ()
    return date_report(Reading(report=report, text=text, published=report.published, sentences=sentences))


def score(path: Path | str, reports: Path | str = "") -> dict[str, float]:
    """Shares over the reports that have a reading: same interval, true day inside, same basis; and acts dated rightly."""
    folder, counts = Path(path), dict.fromkeys(("reports", "interval", "holds_true_day", "basis", "acts", "acts_right"), 0)
    for report in read([Path(reports)]):
        if not isinstance(report, Report) or not report.origins:
            continue
        file = folder / f"{Path(report.origins[0]).stem}.toml"
        if not file.exists():
            continue
        gold = tomllib.loads(file.read_text("utf-8"))
        reading = find_times(read_dated(report, parse=True))
        have = reading.published
        counts["reports"] += 1
        counts["interval"] += (have.edtf or "") == gold["published"]
        counts["basis"] += have.basis == gold["published_basis"]
        counts["holds_true_day"] += _holds(have, gold.get("published_true", "")) if gold["published"] else not have.is_known
        acts = [_is_act_right(reading, event) for event in gold.get("event", []) if not event.get("marginal")]
        counts["acts"] += sum(right is not None for right in acts)
        counts["acts_right"] += sum(right is True for right in acts)
    total = max(counts["reports"], 1)
    shares = {name: round(counts[name] / total, 4) for name in ("interval", "holds_true_day", "basis")}
    return {
        "reports": counts["reports"],
        **shares,
        "acts": counts["acts"],
        "acts_right": round(counts["acts_right"] / max(counts["acts"], 1), 4),
    }


def _is_act_right(reading: Reading, event: dict[str, Any]) -> bool | None:
    """Whether the program dates the word that names an act as the reading does; `None` where the word is not found."""
    start = reading.report.text.find(event["quote"]) + max(event["quote"].find(event["trigger"]), 0)
    end = start + len(event["trigger"])
    place = next(
        ((i, j) for i, s in enumerate(reading.sentences) for j, t in enumerate(s.tokens) if t.start < end and start < t.end), None
    )
    if place is None:
        return None
    when, _ = time_of(reading, *place)
    said = _plain(when.edtf or "")
    open_ended = not event.get("when", "") and (when.start is None or when.end is None)
    dated = [event["when_dated"]] if "when_dated" in event else []
    return open_ended or said in {_plain(told) for told in (event.get("when", ""), *event.get("when_ok", []), *dated)}


def _plain(edtf: str) -> str:
    """A date without its qualifiers, written in days: what is compared."""
    sides = [side for side in re.sub("[?~%]", "", edtf).split("/") if side]
    return "/".join(_bounds(side)[at] for at, side in ((0, sides[0]), (1, sides[-1]))) if sides else ""


def _bounds(side: str) -> tuple[str, str]:
    numbers = [int(number) for number in side.split("-")] if side != ".." else []
    if len(numbers) in (0, 3):
        return side, side
    found = days.months(numbers[0], numbers[1]) if len(numbers) == 2 else days.years(numbers[0])
    return (found[0].isoformat(), found[1].isoformat()) if found else (side, side)


def score_pages(folder: Path | str) -> dict[str, float]:
    """Shares over the pages whose address names a day: dated at all, and to that day (one day off counts: time zones)."""
    truth = json.loads((Path(folder) / "ground-truth.json").read_text("utf-8"))
    counts = dict.fromkeys(("pages", "dated", "same_day", "one_day_off"), 0)
    for page, row in sorted(truth.items()):
        found = _DAY.search(row["url"])
        day = _day(found) if found else None
        source = Path(folder) / "html" / f"{page}.html.gz"
        if day is None or not source.exists():
            continue
        have = _page_date(source)
        counts["pages"] += 1
        counts["dated"] += have.is_known
        counts["same_day"] += have.start == have.end == day
        counts["one_day_off"] += bool(have.start and have.start == have.end and abs((have.start - day).days) == 1)
    total = max(counts["pages"], 1)
    return {"pages": counts["pages"]} | {k: round(v / total, 4) for k, v in counts.items() if k != "pages"}


def _page_date(source: Path) -> Published:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(gzip.decompress(source.read_bytes()))
        reports = [report for report in read([page]) if isinstance(report, Report)]
    # The address is what is compared with, so it must not help.
    return read_dated(msgspec.structs.replace(reports[0], url=None)).published if reports else Published()


def _day(found: re.Match[str]) -> dt.date | None:
    year, month, day = (int(group) for group in found.groups())
    return days.date(year, month, day)


def _holds(have: Published, true: str) -> bool:
    if not true:
        return False
    day = dt.date.fromisoformat(true)
    return (have.start is None or have.start <= day) and (have.end is None or day <= have.end) and have.is_known


def main() -> None:
    """Prints the scores of readings and reports, and of pages where a folder of them is named."""
    readings, reports, *pages = sys.argv[1:]
    scores: dict[str, dict[str, float]] = {"reports": score(readings, reports)}
    if pages:
        scores["pages"] = score_pages(pages[0])
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
