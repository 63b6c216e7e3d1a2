"""Run every gate against the shared data and compare with the floors: python -m gate SHARED [--bless] [--only NAME] [--all].

A floor is the best score so far, less a hair for rounding; it only rises. Each gate pins a digest of its corpus, so that
nobody moves the goalposts unseen. `--bless` raises floors to what is measured now and pins new corpora; it never lowers one.
The gates in `SAMPLED` read a part of their corpus, which each documents, so that all take minutes; with `--all` they read the
whole, and no floor is asked of them. A gate that fails is told as a problem, and the others run on.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.0005
Scores = dict[str, float]

# What each gate is given, below the shared folder; EXPORT stands for an export of the shared reports, made first.
GATES: dict[str, list[str]] = {
    "readings": ["EXPORT", "--gold", "expected", "--texts", "reports", "--scorer", "expected/score.py"],
    "process": ["EXPORT", "--gold", "expected", "--texts", "reports"],
    "parts": ["expected", "reports"],
    "dating": ["expected", "reports"],
    "timex": ["data/timebank_aquaint/TimeBank"],
    "toponyms": ["data/geoparsing/lgl.xml", "data/geoparsing/GeoVirus.xml"],
    "names": [],
    "leaders": ["data/reign/leaderlist_3_21.csv"],
    "pages": ["data/article_extraction"],
    "language": ["data"],
    "names_found": ["data"],
    "plv": ["data/plv/PLV_train.tsv"],
    "petrarch": ["data/petrarch2_tests"],
    "attribution": ["data/polnear"],
    "factuality": ["data/uds_ih2", "data/meantime_apple"],
    "coreference": ["data/ecbplus"],
    "duplicates": ["data"],
    "claimdiff": ["data/claimdiff"],
    "newswcl": ["data/newswcl50"],
    "timeline": ["data/task4_trial"],
    "training": [],
    "stories": [],
    "meaning": ["data/ecbplus"],
    "mentions": ["data/gum", "data/meantime_apple"],
    "eventtimes": ["data/meantime_apple"],
}


SAMPLED = frozenset({"attribution", "names_found"})


def run_gate(name: str, shared: Path, export: Path, *options: str) -> Scores:
    """The scores of one gate, flattened to dotted names. `RuntimeError` where it fails."""
    arguments = [str(export) if a == "EXPORT" else a if a.startswith("--") else str(shared / a) for a in GATES[name]]
    done = subprocess.run([sys.executable, "-m", f"gate.{name}", *arguments, *options], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"gate.{name}: {done.stderr.strip().splitlines()[-1:]}")
    return flatten(json.loads(done.stdout))


def flatten(scores: dict[str, Any], prefix: str = "") -> Scores:
    """Numbers of a nested object by dotted name."""
    flat: Scores = {}
    for key, value in scores.items():
        if isinstance(value, dict):
            flat |= flatten(value, f"{prefix}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            flat[f"{prefix}{key}"] = float(value)
    return flat


def corpus(name: str, shared: Path) -> str:
    """A digest of the files that a gate reads."""
    total = hashlib.sha256()
    for argument in GATES[name]:
        place = shared / argument
        for path in sorted(p for p in (place, *place.rglob("*")) if p.is_file()):
            total.update(path.relative_to(shared).as_posix().encode() + path.read_bytes())
    return total.hexdigest()[:16]


def export_reports(shared: Path, work: Path) -> Path:
    """Build a record of the shared reports and export it."""
    record, out = work / "gate.db", work / "export"
    base = [sys.executable, "-m", "dragoman"]
    subprocess.run([*base, "build", str(shared / "reports"), "--record", str(record)], check=True, capture_output=True)  # noqa: S603
    subprocess.run([*base, "export", str(record), "--to", str(out)], check=True, capture_output=True)  # noqa: S603
    return out


def judge(name: str, scores: Scores, floors: dict[str, Any]) -> list[str]:
    """The floors that are not reached, as lines."""
    wanted: Scores = floors.get(name, {}).get("floors", {})
    return [
        f"{name}.{key}: {scores.get(key)} is below its floor {floor}"
        for key, floor in wanted.items()
        if scores.get(key, -1.0) < floor - SLACK
    ]


def settle(name: str, scores: Scores, pin: str, floors: dict[str, Any], *, blessed: bool) -> list[str]:
    """Raise the floors of a gate where that is asked; what is wrong with its scores or its corpus, as lines."""
    if blessed:
        bless(name, scores, pin, floors)
    elif pin != floors.get(name, {}).get("corpus"):
        return [f"{name}: its corpus is not the pinned one; look at what changed, then: make bless", *judge(name, scores, floors)]
    return judge(name, scores, floors)


def bless(name: str, scores: Scores, pin: str, floors: dict[str, Any]) -> None:
    """Raise the floors that are kept for a gate, and pin its corpus."""
    kept = floors.setdefault(name, {"corpus": pin, "floors": {}})
    kept["corpus"] = pin
    kept["floors"] = {key: max(floor, round(scores.get(key, floor), 4)) for key, floor in kept["floors"].items()}


def main() -> None:
    """Run the gates, print their scores, and fail where one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("--only", choices=sorted(GATES), action="append")
    parser.add_argument("--all", action="store_true", help="sampled gates read the whole of their corpus; cannot be blessed")
    args = parser.parse_args()
    if args.all and args.bless:
        parser.error("floors are those of the samples; bless without --all")
    floors = json.loads(FLOORS.read_text("utf-8"))
    problems: list[str] = []
    names: list[str] = args.only or list(GATES)
    with tempfile.TemporaryDirectory() as work:
        needed = any("EXPORT" in GATES[name] for name in names)
        export = export_reports(args.shared, Path(work)) if needed else Path(work)
        for name in names:
            whole = ("--all",) if args.all and name in SAMPLED else ()
            started = time.perf_counter()
            try:
                scores = run_gate(name, args.shared, export, *whole)
            except RuntimeError as error:
                problems.append(str(error))
                continue
            print(json.dumps({"gate": name, "seconds": round(time.perf_counter() - started, 1), **scores}), flush=True)
            problems += [] if whole else settle(name, scores, corpus(name, args.shared), floors, blessed=args.bless)
    if args.bless:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
