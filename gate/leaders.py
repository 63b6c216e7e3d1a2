"""Compares the registry's terms of heads of state and government with REIGN's list of leaders.

`python -m gate.leaders CSV [--list]` prints one JSON object; with `--list`, the leaders whose years differ, one a line, on stderr.
CSV is REIGN's `leaderlist`: one row per spell of the leader who held power in fact, with country, name, and year and month of
start and end. Only spells that reach into 1990 or later are read. Counted: how many of REIGN's leaders the registry names
(`named`), and of those, for how many spells the years of start and end are the same (`years_agree`) or both within one year
(`within_a_year`), and the start's month within one month (`months_agree`).
A spell that the list leaves open agrees with any later end.
"""

import csv
import datetime as dt
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from dragoman.lexicon.actors import registry
from dragoman.lexicon.notation import Listed, Stretch, simplify
from dragoman.model import Office

FROM = 1990
# REIGN's list was closed in that month.
CLOSED = (2021, 3)
# Months between two spells of one leader that still count as one.
ABSENCE = 2
# Two spellings of one name ("Rakhmonov", "Rahmonov"); lower lets brothers and namesakes through.
ALIKE = 82
HEADS = """
    president, prime minister, chancellor, king, emir, sultan, queen, leader, supreme leader, head of state, acting president, pope,
    chief executive, chief adviser, first prime minister, chairman, administrator, acting prime minister, state counsellor,
    member of the presidency, prince
"""
HEAD_OF = ("chairman of", "chairwoman of", "president of", "prime minister of")

# Correlates of War abbreviations, as REIGN has them, where they are not ISO 3166-1 alpha-3.
COUNTRIES = """
    BHM BHS HAI HTI TRI TTO BAR BRB GRN GRD SLU LCA SVG VCT AAB ATG SKN KNA GUA GTM HON HND SAL SLV COS CRI PAR PRY
    URU URY UKG GBR IRE IRL NTH NLD FRN FRA MNC MCO SPN ESP POR PRT GMY DEU CZR CZE SLO SVK SNM SMR MAC MKD CRO HRV
    YUG SRB BOS BIH KOS XKX BUL BGR MLD MDA ROM ROU LAT LVA LIT LTU GRG GEO SWD SWE DEN DNK ICE ISL CAP CPV EQG GNQ
    GAM GMB MAA MRT NIR NER CDI CIV GUI GIN BFO BFA SIE SLE TOG TGO CAO CMR NIG NGA CEN CAF CHA TCD CON COG DRC COD
    TAZ TZA BUI BDI ANG AGO MZM MOZ ZAM ZMB ZIM ZWE MAW MWI SAF ZAF LES LSO BOT BWA SWA SWZ SWZ CHE MAG MDG MAS MUS SEY SYC
    MOR MAR ALG DZA LIB LBY SUD SDN LEB LBN YAR YEM KUW KWT BAH BHR UAE ARE OMA OMN TAJ TJK KYR KGZ KZK KAZ MON MNG MNG MNE
    ROK KOR BHU BTN BNG BGD MYA MMR SRI LKA MAD MDV NEP NPL THI THA CAM KHM DRV VNM MAL MYS SIN SGP BRU BRN PHI PHL
    INS IDN ETM TLS AUL AUS NEW NZL VAN VUT SOL SLB FIJ FJI NAU NRU MSI MHL PAL PLW SLV SVN AUS AUT
"""


class Spell(NamedTuple):
    """A leader's time in power as REIGN has it: year and month, the end `None` where it was still open."""

    country: str
    name: str
    start: tuple[int, int]
    end: tuple[int, int] | None


class Compared(NamedTuple):
    """A spell with the terms of the person of the registry that fits best: first and last year, month of the start."""

    spell: Spell
    person: str
    start: dt.date
    end: dt.date | None

    @property
    def off(self) -> int:
        """By how many years start and end are off, the larger of the two."""
        return max(abs(self.start.year - self.spell.start[0]), self._end_off())

    @property
    def has_same_month(self) -> bool:
        """Whether it starts within one month of REIGN's start."""
        year, month = self.spell.start
        return abs((self.start.year - year) * 12 + self.start.month - month) <= 1

    def _end_off(self) -> int:
        closed = dt.date(*CLOSED, 1)
        if self.spell.end is None:
            return 0 if self.end is None or self.end >= closed else max(1, closed.year - self.end.year)
        return abs((self.end.year if self.end else closed.year + 99) - self.spell.end[0])


@cache
def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-3 by the list's abbreviation, where the two differ."""
    codes = COUNTRIES.split()
    return dict(zip(codes[::2], codes[1::2], strict=True))


def spells(path: Path | str) -> list[Spell]:
    """The spells that reach into 1990 or later. Those of one leader that adjoin (a new term, a short absence) are one."""
    joined: list[Spell] = []
    for spell in sorted(_rows(path), key=lambda row: (row.country, row.name, row.start)):
        last = joined[-1] if joined else None
        if (
            last
            and last.end
            and (last.country, last.name) == (spell.country, spell.name)
            and _gap(last.end, spell.start) <= ABSENCE
        ):
            joined[-1] = last._replace(end=spell.end)
        else:
            joined.append(spell)
    return joined


def _gap(end: tuple[int, int], start: tuple[int, int]) -> int:
    return (start[0] - end[0]) * 12 + start[1] - end[1]


def _rows(path: Path | str) -> Iterator[Spell]:
    with Path(path).open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            if row["eyear"] and int(row["eyear"]) < FROM:
                continue
            end = (int(row["eyear"]), int(row["emonth"] or 12)) if row["eyear"] else None
            code = countries().get(row["stateabb"], row["stateabb"])
            yield Spell(code, row["leader"], (int(row["syear"]), int(row["smonth"] or 1)), end)


def compare(path: Path | str) -> tuple[list[Compared], list[Spell]]:
    """The spells of leaders whom the registry names, and those of leaders whom it does not name."""
    heads = _heads()
    found, missing = [], []
    for spell in spells(path):
        fits = [
            Compared(spell, listed.id, *term)
            for listed in heads.get(spell.country, ())
            if _is_named(listed, spell.name)
            for term in _terms(listed)
        ]
        fits = [fit for fit in fits if _meets(fit)]
        if fits:
            found.append(min(fits, key=lambda fit: (fit.off, not fit.has_same_month, fit.person)))
        else:
            missing.append(spell)
    return found, missing


def score(path: Path | str) -> dict[str, float]:
    """Counts, the share of REIGN's leaders named, and the shares of their spells that agree in years and months."""
    found, missing = compare(path)
    total = max(len(found), 1)
    return {
        "spells": len(found) + len(missing),
        "named": round(len(found) / max(len(found) + len(missing), 1), 4),
        "years_agree": round(sum(fit.off == 0 for fit in found) / total, 4),
        "within_a_year": round(sum(fit.off <= 1 for fit in found) / total, 4),
        "months_agree": round(sum(fit.has_same_month for fit in found) / total, 4),
    }


def _heads() -> dict[str, list[Listed]]:
    """Persons who headed a state or its government, by country."""
    heads: dict[str, list[Listed]] = defaultdict(list)
    for listed in registry().values():
        for country in sorted({_country(office) for office in listed.offices if _is_head(office)} - {""}):
            heads[country].append(listed)
    return dict(heads)


def _is_head(office: Office) -> bool:
    title = simplify(office.title)
    return title in {head.strip() for head in HEADS.split(",")} or title.startswith(HEAD_OF)


def _country(office: Office) -> str:
    organisation = registry().get(office.organisation)
    return organisation.country if organisation and organisation.kind in {"state", "government", "group"} else ""


def _terms(listed: Listed) -> Iterator[tuple[dt.date, dt.date | None]]:
    """Every run of terms as head, from the start of one to the end of the same or a later one."""
    terms = sorted(
        (office.start, office.end or dt.date.max)
        for office in listed.offices
        if _is_head(office) and _country(office) and office.start is not None
    )
    for first, (start, _) in enumerate(terms):
        for _, end in terms[first:]:
            yield start, None if end == dt.date.max else end


def _is_named(listed: Listed, name: str) -> bool:
    """Whether a word of the list's name is a word of one of the person's names, in another spelling or not."""
    theirs = [word for word in simplify(name).replace(",", " ").split() if len(word) > 2]
    ours = {word for known in listed.names for word in simplify(known).split() if len(word) > 2}
    return any(fuzz.ratio(one, other) >= ALIKE for one in theirs for other in ours)


def _meets(fit: Compared) -> bool:
    """Whether the terms and the spell share a day, so that a namesake of other years is no disagreement."""
    year, month = fit.spell.start
    end = dt.date(*fit.spell.end, 28) if fit.spell.end else None
    return Stretch(fit.start, fit.end).overlaps(Stretch(dt.date(year, month, 1), end))


def main() -> None:
    """Prints the scores, and where asked the leaders whose years differ or who are not named."""
    path, *options = sys.argv[1:]
    if "--list" in options:
        found, missing = compare(path)
        for fit in found:
            if fit.off or not fit.has_same_month:
                print(fit.spell, fit.person, fit.start, fit.end, file=sys.stderr)
        for spell in missing:
            print("not named:", spell, file=sys.stderr)
    print(json.dumps({"leaders": score(path)}, indent=1))


if __name__ == "__main__":
    main()
