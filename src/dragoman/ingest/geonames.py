"""Turns a dump of GeoNames that a user has on disk into a file of places in the notation of the gazetteer.

A dump is tab-separated, one place a line, as https://download.geonames.org/export/dump/readme.txt describes it: the file of a
country (`SY.txt`), or the archive in which it comes (`SY.zip`).
"""

import io
import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from dragoman.ingest.actors.kept import ActorsError
from dragoman.lexicon.places import alpha3

_COLUMNS = 19
# What is kept, by GeoNames' feature class and code; of the class P all that is still lived in.
_VENUES = frozenset(("S.CMPRF", "S.AIRP", "S.AIRB", "S.PRN", "S.BDG", "S.BDGX", "S.PAL", "S.MSQE", "S.UNIV"))
_REGIONS = frozenset(("A.ADM1", "A.ADM2", "A.ADM3", "T.ISL", "L.RGN", "L.CMN"))
_GONE = frozenset(("P.PPLH", "P.PPLQ", "P.PPLW", "P.PPLCH"))
# Other names: Latin letters alone, a capital first.
_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ſ' -]{2,40}")
_OTHERS = 6
_HEADER = """# Places for `dragoman build … --actors {file}`, in the notation of the gazetteer (docs/names-and-places.md).
# Imported from {source}: {count} places. GeoNames' data are under CC BY 4.0, https://www.geonames.org.
"""


class Imported(NamedTuple):
    """A file in the notation, how many places it holds, and how many lines of the dump were left aside."""

    text: str
    places: int
    aside: int


def convert(path: Path, file: str) -> Imported:
    """A dump as the text of a file of places, to be called `file`. `ActorsError` names the file and the line that is no place's."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    seen = 0
    for number, cells in enumerate(_cells(path), 1):
        if len(cells) != _COLUMNS:
            raise ActorsError(f"{path}:{number}: {len(cells)} columns where GeoNames has {_COLUMNS}; give a country's file")
        seen += 1
        kind = _precision(f"{cells[6]}.{cells[7]}")
        if kind and (country := alpha3(cells[8])):
            rows[kind].append(_row(cells, country))
    count = sum(map(len, rows.values()))
    text = _HEADER.format(file=file, source=path.name, count=count) + "\n[places]\n" + "".join(_listed(rows))
    return Imported(text, count, seen - count)


def _cells(path: Path) -> Iterator[list[str]]:
    try:
        with _opened(path) as lines:
            for line in lines:
                yield line.rstrip("\n").split("\t")
    except UnicodeDecodeError as error:
        raise ActorsError(f"{path}: no UTF-8 text, as GeoNames gives it") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise ActorsError(f"{path}: the archive is not whole") from error


def _opened(path: Path) -> IO[str]:
    if not zipfile.is_zipfile(path):
        return path.open(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        inside = [name for name in archive.namelist() if re.fullmatch(r"[A-Za-z0-9]+\.txt", name) and name != "readme.txt"]
        if len(inside) != 1:
            raise ActorsError(f"{path}: not the archive of one dump; give the .txt file itself")
        # Read line by line: what an archive unpacks to may be a thousand times its size.
        return io.TextIOWrapper(archive.open(inside[0]), "utf-8")


def _precision(feature: str) -> str:
    if feature.startswith("P.") and feature not in _GONE:
        return "city"
    return "venue" if feature in _VENUES else "region" if feature in _REGIONS else ""


def _row(cells: list[str], country: str) -> str:
    """As "Denvik, Denwik; SYR; 12.3 45.6; 170000; 5600": names, country, degrees, GeoNames' id, population."""
    names = [cells[1], cells[2], *(name for name in cells[3].split(",") if _LATIN.fullmatch(name))]
    told = [name.replace(";", " ").replace(",", " ") for name in dict.fromkeys(names) if name]
    return f"{', '.join(told[: 1 + _OTHERS])}; {country}; {cells[4]} {cells[5]}; {cells[0]}; {cells[14] or 0}"


def _listed(rows: dict[str, list[str]]) -> Iterator[str]:
    for kind in sorted(rows):
        yield f"{kind} = [\n"
        yield from (f"  {json.dumps(row, ensure_ascii=False)},\n" for row in sorted(rows[kind]))
        yield "]\n"
