"""Party Facts: the CSV of core parties, one party a row."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.ingest.actors.kept import ActorsError, Kept, cleaned

COLUMNS = ("country", "partyfacts_id", "name_short", "name", "name_english", "name_other")
_LANGUAGE = re.compile(r"^[A-Z][\w -]{2,24}:\s*")
_BETWEEN = re.compile(r"\s+/\s+|;| or ")


def read_party_facts(path: Path) -> Iterator[Kept]:
    """The parties, by their English names. Rows that stand for no party (`technical`) are passed over."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        try:
            missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise ActorsError(f"{path}:1: no column {missing[0]}; a file of Party Facts has {', '.join(COLUMNS)}")
            for row in rows:
                if not row.get("technical"):
                    yield _party(path, rows.line_num, row)
        except (csv.Error, UnicodeDecodeError) as error:
            raise ActorsError(f"{path}:{rows.line_num + 1}: {error}; save it as UTF-8, with commas") from error


def _party(path: Path, line: int, row: dict[str, str]) -> Kept:
    country = (row["country"] or "").strip()
    if not re.fullmatch(r"[A-Z]{3}", country):
        raise ActorsError(f"{path}:{line}: the country {country!r} is no code of three letters (ISO 3166-1 alpha-3)")
    told = [row["name_english"], row["name"], row["name_other"]]
    names = [_LANGUAGE.sub("", part.strip()) for name in told for part in _BETWEEN.split(name or "")]
    short = row["name_short"] or ""
    # Two capital letters are a word of a headline in capitals more often than they are a party.
    names += [short] if len(short) > 2 else []
    return Kept(cleaned(names), country, "party", row["partyfacts_id"] or str(line), ("PTY",))
