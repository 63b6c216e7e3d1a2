"""Scores places against toponyms annotated in the layout of LGL (and that of GeoVirus): `python -m gate.toponyms PATH…`.

Recognition is by exact span; every name of a place counts, those used for a government too, as the sets annotate them.
Resolution is counted over gold toponyms with coordinates whose span was found: `within_161km` (100 miles, the field's measure;
the same GeoNames id is distance 0) and `same_id`; both once more over all gold toponyms with coordinates (`…_of_all`), so that
nothing hides in what was not found.
An annotation file is XML with `<text>` and toponyms with `<start>`, `<end>`, `<lat>`, `<lon>`.
"""

import hashlib
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.ground.where.find import all_places
from dragoman.ground.where.settle import distance
from dragoman.language import Analyser, embedded
from dragoman.model import Place, Published, Reading, Report
from dragoman.text import divide

NEAR = 161.0
"""Kilometres within which a place counts as found: 100 miles."""


class Gold(NamedTuple):
    """A toponym as annotated; coordinates and GeoNames id where it has them."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    geonames: int | None


def score(path: Path, *, analyser: Analyser | None = None) -> dict[str, float]:
    """Recognition and resolution of the toponyms of a file."""
    counts = dict.fromkeys(("gold", "found", "hit", "placed", "placed_hit", "near", "same", "with_id"), 0)
    for text, gold in documents(path):
        _count(counts, gold, _read(text, analyser or embedded()))
    return _scores(counts)


def documents(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """The texts of a file with their toponyms."""
    for article in ET.parse(path).getroot():  # noqa: S314 - a data set on one's own disk
        text = article.findtext("text") or ""
        tags = [*article.iter("toponym"), *article.iter("location")]
        yield text, [_gold(tag, text) for tag in tags if tag.findtext("start")]


def _gold(tag: ET.Element, text: str) -> Gold:
    """One toponym. Where a file counts characters from one, its own words tell, and the offsets are moved."""
    start, end = int(tag.findtext("start") or 0), int(tag.findtext("end") or 0)
    words = tag.findtext("phrase") or tag.findtext("name") or ""
    if start and words != text[start:end] and words == text[start - 1 : end - 1]:
        start, end = start - 1, end - 1
    gaz = tag.find("gaztag")
    within = gaz if gaz is not None else tag
    lat, lon = within.findtext("lat"), within.findtext("lon")
    number = gaz.get("geonameid") if gaz is not None else None
    return Gold(
        start,
        end,
        float(lat) if lat else None,
        float(lon) if lon else None,
        int(number) if number else None,
    )


def _read(text: str, analyser: Analyser) -> dict[tuple[int, int], Place]:
    report = Report(id="sha256:" + hashlib.sha256(text.encode()).hexdigest(), text=text)
    divided = divide(report)
    reading = Reading(report=report, text=divided, published=Published(), sentences=analyser(report, divided))
    return {(mention.start, mention.end): mention.place for _, mention in all_places(reading)}


def _count(counts: dict[str, int], gold: list[Gold], found: dict[tuple[int, int], Place]) -> None:
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    for one in gold:
        place = found.get((one.start, one.end))
        counts["hit"] += place is not None
        if one.lat is None or one.lon is None:
            continue
        counts["placed"] += 1
        if place is not None:
            counts["placed_hit"] += 1
            counts["near"] += _is_near(place, one)
            counts["with_id"] += one.geonames is not None
            counts["same"] += one.geonames is not None and place.geonames == one.geonames


def _is_near(place: Place, gold: Gold) -> bool:
    if gold.geonames is not None and place.geonames == gold.geonames:
        return True
    if place.lat is None or place.lon is None or gold.lat is None or gold.lon is None:
        return False
    return distance(place.lat, place.lon, gold.lat, gold.lon) <= NEAR


def _scores(counts: dict[str, int]) -> dict[str, float]:
    precision = counts["hit"] / max(counts["found"], 1)
    recall = counts["hit"] / max(counts["gold"], 1)
    return {
        "toponyms": counts["gold"],
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        "within_161km": round(counts["near"] / max(counts["placed_hit"], 1), 4),
        "same_id": round(counts["same"] / max(counts["with_id"], 1), 4),
        "within_161km_of_all": round(counts["near"] / max(counts["placed"], 1), 4),
        "same_id_of_all": round(counts["same"] / max(counts["placed"], 1), 4),
    }


if __name__ == "__main__":
    print(json.dumps({path.stem: score(path) for path in map(Path, sys.argv[1:])}, indent=2, sort_keys=True))
