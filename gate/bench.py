"""Speed, memory and growth: python -m gate.bench REPORTS [--archive sgm.tar.gz] [--sizes 100 1000].

Prints one JSON object: reports per second end to end on one core, peak memory, dossier size; and, on stories of an archive in
Reuters-21578 layout, the time of a build of each size and the time to add one report to it.
"""

import argparse
import json
import re
import resource
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman import dossier, run, store

STORY = re.compile(r"<DATE>(.*?)</DATE>.*?<TITLE>(.*?)</TITLE>.*?<BODY>(.*?)</BODY>", re.DOTALL)
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def timed(paths: list[Path], record: Path) -> tuple[float, run.Summary]:
    """Seconds of one build, and what it did."""
    started = time.perf_counter()
    summary = run.build(paths, run.Settings(record=record))
    return time.perf_counter() - started, summary


def measure(reports: Path, work: Path) -> dict[str, Any]:
    """The example or any folder, built whole, the model loaded beforehand."""
    first = next(p for p in sorted(reports.rglob("*")) if p.is_file())
    load, _ = timed([first], work / "load.db")
    seconds, summary = timed([reports], work / "whole.db")
    started = time.perf_counter()
    size = dossier.write(store.open_record(work / "whole.db"), work / "whole.html")
    return {
        "load_and_first_report_s": round(load, 2),
        "reports": summary.read,
        "reports_per_s": round(summary.read / seconds, 2),
        "claims": summary.claims,
        "dossier_s": round(time.perf_counter() - started, 2),
        "dossier_bytes": size,
        "peak_mb": peak(),
    }


def peak() -> int:
    """Peak resident memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def stories(archive: Path) -> Iterator[dict[str, str]]:
    """Stories with a title, a body and a date."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            file = tar.extractfile(member) if member.name.endswith(".sgm") else None
            for date, title, body in STORY.findall(file.read().decode("latin-1") if file else ""):
                day, month, year = date.split()[0].split("-")
                published = f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
                yield {
                    "title": title,
                    "text": f"{title}\n\n{body.removesuffix('Reuter')}",
                    "published": published,
                    "source": "archive",
                }


def growth(archive: Path, size: int, work: Path) -> dict[str, Any]:
    """Time to build a record of this many stories, and then to add one more."""
    found = stories(archive)
    corpus, extra = work / f"{size}.jsonl", work / f"{size}-extra.jsonl"
    corpus.write_text("".join(json.dumps(story) + "\n" for _, story in zip(range(size), found, strict=False)), "utf-8")
    extra.write_text(json.dumps(next(found)) + "\n", "utf-8")
    record = work / f"{size}.db"
    whole, summary = timed([corpus], record)
    one, _ = timed([extra], record)
    told = {"build_s": round(whole, 1), "add_one_s": round(one, 2), "claims": summary.claims, "entries": summary.entries}
    return {**told, "record_mb": record.stat().st_size // 2**20, "peak_mb": peak()}


def main() -> None:
    """Print the measurements as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        told: dict[str, Any] = measure(args.reports, work)
        if args.archive:
            told["growth"] = {str(size): growth(args.archive, size, work) for size in args.sizes}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
