"""Scores the parts of texts against careful readings, by characters other than white space.

Run as `python -m gate.parts READINGS REPORTS`: readings are TOML files with `[[part]]` rows (`part`, `part_ok`, `start`, `end`;
everything in no row is body), reports the texts of the same names.
"""

import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.model import Report
from dragoman.text import label

_MINED = frozenset({"title", "body"})


def score(readings: Path, reports: Path) -> dict[str, float]:
    """Shares of characters: labelled right, told rightly from what is mined or not, body lost, and F1 of each label."""
    counts: Counter[str] = Counter()
    for path in sorted(readings.glob("*.toml")):
        reading = tomllib.loads(path.read_text("utf-8"))
        source = reports / f"{path.stem}.txt"
        if "report" in reading and source.exists():
            counts += _compared(source.read_text("utf-8"), reading.get("part", []))
    return _shares(counts)


def _compared(text: str, rows: list[dict[str, Any]]) -> Counter[str]:
    gold: list[tuple[str, ...]] = [("body",)] * len(text)
    for row in rows:
        gold[row["start"] : row["end"]] = [(row["part"], *row.get("part_ok", []))] * (row["end"] - row["start"])
    counts: Counter[str] = Counter()
    for part in label(Report(id="", text=text)):
        for offset in range(part.start, part.end):
            if not text[offset].isspace():
                counts += _character(part.part, gold[offset])
    return counts


def _character(found: str, wanted: tuple[str, ...]) -> Counter[str]:
    right = found in wanted
    told = found if right else wanted[0]
    mined = (found in _MINED) == (told in _MINED)
    lost = told in _MINED and found not in _MINED
    return Counter(
        {"all": 1, "right": right, "mined": mined, "lost": lost, f"found {found}": 1, f"gold {told}": 1, f"hit {found}": right}
    )


def _shares(counts: Counter[str]) -> dict[str, float]:
    whole = counts["all"] or 1
    shares = {"accuracy": counts["right"] / whole, "mined_accuracy": counts["mined"] / whole, "mined_lost": counts["lost"] / whole}
    for key in sorted(counts):
        if key.startswith("gold "):
            name = key.removeprefix("gold ")
            shares[f"f1_{name}"] = 2 * counts[f"hit {name}"] / (counts[f"found {name}"] + counts[key])
    return {key: round(value, 4) for key, value in shares.items()}


if __name__ == "__main__":
    print(json.dumps(score(Path(sys.argv[1]), Path(sys.argv[2]))))
