"""Speed, memory and growth: python -m gate.bench REPORTS [--archive sgm.tar.gz] [--sizes 100 400 1000] [--issues 1000 10000].

Prints one JSON object: reports per second end to end on one core, peak memory, dossier size, milliseconds a report of each stage of
reading, and of grounding and of the whole beside the language model's own; and, on stories of an archive in Reuters-21578
layout, what records of growing size take. `--sizes` are read and folded whole. `--issues` are folded from claims of
the first `--stories`, read once and issued again under other dates, places and names (see `gate.reissue`): for sizes that would
take hours to read. Seconds are of the processor, not of the clock. Every size has a process of its own, so its peak is its own.
Growth exponents are slopes of the logarithm of time over that of reports: 1 where the work for a report stays the same.
"""

import argparse
import gc
import html
import json
import math
import re
import resource
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import _lru_cache_wrapper, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from dragoman import dossier, extract, ingest, run, store
from dragoman.model import Report
from dragoman.run.pipeline import divide
from dragoman.store import folding
from dragoman.views import lines
from gate.reissue import Issue, issues, reissued

T = TypeVar("T")
P = ParamSpec("P")
STORY = re.compile(r"<DATE>(.*?)</DATE>.*?<TITLE>(.*?)</TITLE>.*?<BODY>(.*?)</BODY>", re.DOTALL)
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
FILED = 200  # issues filed by one transaction
SENTENCES = 4096  # the most sentences or reports that a cache holds


def timed(paths: list[Path], record: Path) -> tuple[float, float, run.Summary]:
    """Seconds of reading and of folding in one build, and what it did."""
    ended: dict[str, float] = {}
    started = time.process_time()
    summary = run.build(paths, run.Settings(record=record), lambda name: ended.update({name: time.process_time()}))
    read = ended["folding"] - started
    return read, time.process_time() - started - read, summary


def measure(reports: Path, work: Path) -> dict[str, Any]:
    """The example or any folder, built whole, the model loaded beforehand."""
    first = next(p for p in sorted(reports.rglob("*")) if p.is_file())
    load = sum(timed([first], work / "load.db")[:2])
    read, fold, summary = timed([reports], work / "whole.db")
    made, size = spent(lambda: dossier.write(store.open_record(work / "whole.db"), work / "whole.html"))
    return {
        "load_and_first_report_s": round(load, 2),
        "reports": summary.read,
        "reports_per_s": round(summary.read / (read + fold), 2),
        "claims": summary.claims,
        "dossier_s": made,
        "dossier_bytes": size,
        "peak_mb": peak(),
    }


def costs(reports: Path) -> dict[str, float]:
    """Milliseconds that each stage of reading takes for a report of the folder, by the mean, once everything is loaded.

    "Everything" is the lexicon and the models: what the first reading keeps of the reports themselves is forgotten.
    """
    read = [r for r in ingest.read([reports]) if isinstance(r, Report)]
    for report in read:
        extract.claims(run.analyse(report))
    forget()
    sums = dict.fromkeys(("divide", "language", "grounding", "extraction"), 0.0)
    for report in read:
        began, reading = spent(partial(divide, report))
        sums["divide"] += began
        for number, stage in enumerate(run.stages()):
            took, reading = spent(partial(stage, reading))
            sums["grounding" if number else "language"] += took
        took, claims = spent(partial(extract.claims, reading))
        sums["extraction"] += took + spent(partial(extract.cover, reading, claims))[0]
    shares = {"grounding_by_language": sums["grounding"], "reading_by_language": sum(sums.values())}
    told = {f"{name}_ms": round(1000 * value / len(read), 1) for name, value in sums.items()}
    return told | {name: round(value / sums["language"], 2) for name, value in shares.items()}


def forget() -> None:
    """Empty the caches of reports and their sentences; larger ones hold words, which reports share, others what is loaded once."""
    for held in gc.get_objects():
        if isinstance(held, _lru_cache_wrapper) and 0 < (held.cache_parameters()["maxsize"] or 0) <= SENTENCES:
            held.cache_clear()


def spent(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that something took, and what it gave."""
    started = time.process_time()
    given = work()
    return round(time.process_time() - started, 4), given


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
                    "title": plain(title),
                    "text": f"{plain(title)}\n\n{plain(body).rstrip().removesuffix('Reuter')}",
                    "published": published,
                    "source": "archive",
                }


def plain(text: str) -> str:
    """A text of the archive without its marks for tabs and ends."""
    return html.unescape(text.replace("&\\t", "    ")).replace("\x03", "")


def corpus(archive: Path, first: int, last: int, to: Path) -> Path:
    """A file of these stories of the archive."""
    to.write_text("".join(json.dumps(story) + "\n" for story in islice(stories(archive), first, last)), "utf-8")
    return to


def built(archive: Path, size: int, work: Path) -> dict[str, float]:
    """What it takes to read and fold this many stories, and then to add one more."""
    whole, extra = (corpus(archive, first, last, work / f"{size}-{first}.jsonl") for first, last in ((0, size), (size, size + 1)))
    timed([extra], work / f"{size}-load.db")
    record = work / f"{size}.db"
    read, fold, summary = timed([whole], record)
    one = sum(timed([extra], record)[:2])
    told = {"read_s": round(read, 1), "fold_s": round(fold, 2), "add_one_s": round(one, 3)}
    told["text_kb"] = whole.stat().st_size // 1024
    return {**told, "claims": summary.claims, "entries": summary.entries, **_sizes(record)}


def folded(told: Path, size: int, work: Path) -> dict[str, float]:
    """What it takes to file and fold this many issues of a record, to add one more, to open the whole, and to compare it."""
    record = work / f"{size}-issues.db"
    given = reissued(issues(store.open_record(told)), size + 1)
    with store.Store(record, write=True) as held:
        filing = sum(spent(partial(_file, held, islice(given, min(FILED, size - at))))[0] for at in range(0, size, FILED))
        fold, entries = spent(lambda: folding.fold(held))
        _file(held, given)
        one, _ = spent(lambda: folding.fold(held))
    fold_peak = peak()
    opening, opened = spent(lambda: store.open_record(record))
    views, _ = spent(lambda: [sum(1 for _ in rows) for rows in lines(opened).values()])
    told_ = {"issue_and_file_s": round(filing, 3), "fold_s": fold, "add_one_s": one, "open_s": opening, "views_s": views}
    return {**told_, "claims": len(opened.claims), "entries": entries, "fold_peak_mb": fold_peak, **_sizes(record)}


def _file(held: store.Store, batch: Iterable[Issue]) -> None:
    """Keep issues as a build keeps readings."""
    with held.transaction():
        for issue in batch:
            held.file(issue.filed, issue.claims, issue.coverage, "issues")


def _sizes(record: Path) -> dict[str, float]:
    return {"record_mb": record.stat().st_size // 2**20, "peak_mb": peak()}


def exponents(told: Mapping[int, Mapping[str, float]]) -> dict[str, float]:
    """The growth exponent of each measure that ends in `_s`, by least squares, where two sizes or more were measured."""
    found: dict[str, float] = {}
    for name in next(iter(told.values()), {}):
        points = [(math.log(size), math.log(row[name])) for size, row in told.items() if row[name] > 0]
        if name.endswith("_s") and len(points) > 1:
            mean_x, mean_y = (sum(side) / len(points) for side in zip(*points, strict=True))
            over = sum((x - mean_x) ** 2 for x, _ in points)
            found[name] = round(sum((x - mean_x) * (y - mean_y) for x, y in points) / over, 2)
    return found


def growth(measured: Callable[[Path, int, Path], dict[str, float]], source: Path, sizes: list[int], work: Path) -> dict[str, Any]:
    """A measure of each size, each in a process of its own, and how it grows."""
    told = {size: apart(measured, source, size, work) for size in sizes}
    return {**{str(size): row for size, row in told.items()}, "exponents": exponents(told)}


def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a function gives in a process of its own. Its peak is its own where this one, of which it is born, stays small."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        return executor.submit(work, *args, **kwargs).result()


def main() -> None:
    """Print the measurements as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 400, 1000])
    parser.add_argument("--issues", type=int, nargs="*", default=[])
    parser.add_argument("--stories", type=int, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        told: dict[str, Any] = apart(measure, args.reports, work) | {"reading": apart(costs, args.reports)}
        if args.archive and args.sizes:
            told["growth"] = growth(built, args.archive, args.sizes, work)
        if args.archive and args.issues:
            apart(timed, [corpus(args.archive, 0, args.stories, work / "stories.jsonl")], work / "stories.db")
            told["growth_of_issues"] = growth(folded, work / "stories.db", args.issues, work)
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
