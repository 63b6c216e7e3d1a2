"""The agreement register in the shape of the Peace Accords Matrix and of PA-X, for those who work with these sets.

A provision counts as in an agreement where a ledger line of it has an issue that the crosswalk in `world/provisions.toml` names.
Levels follow what reports tell: agreed 0, begun 1, partly 2, implemented 3; a reversal is its own column.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from dragoman.lexicon import table
from dragoman.model import Record, Told
from dragoman.resolve import Agreement, LedgerLine

Line = dict[str, Any]
LEVEL = {"begun": 1, "partly": 2, "implemented": 3}
FULL = 3


def matrix(record: Record, agreements: tuple[Agreement, ...], ledger: tuple[LedgerLine, ...]) -> Iterator[Line]:
    """Agreement, provision and year, from the year of the agreement to that of the last report; undated agreements are left out.

    `rate_strict` divides the levels by all 51 provisions, `rate_lenient` by those that the agreement has, in percent.
    """
    lines = {line.id: line for line in ledger}
    last = max((f.published.end.year for f in record.filed.values() if f.published.end), default=None)
    for agreement in agreements:
        terms = _terms(agreement, lines)
        if not terms or agreement.when.start is None or last is None:
            continue
        for year in range(agreement.when.start.year, last + 1):
            yield from _year(agreement, terms, year)


def _terms(agreement: Agreement, lines: dict[str, LedgerLine]) -> dict[str, list[LedgerLine]]:
    """Ledger lines of an agreement by provision."""
    found: dict[str, list[LedgerLine]] = {}
    held = [lines[term] for term in agreement.terms if term in lines]
    for stem, provision in table("world/provisions")["provisions"].items():
        mine = [line for line in held if set(line.issues) & set(provision["issues"])]
        if mine:
            found[stem] = mine
    return found


def _year(agreement: Agreement, terms: dict[str, list[LedgerLine]], year: int) -> Iterator[Line]:
    told = {stem: [_last(line, year) for line in lines] for stem, lines in terms.items()}
    level = {stem: max(LEVEL.get(t.status, 0) if t else 0 for t in states) for stem, states in told.items()}
    provisions = table("world/provisions")["provisions"]
    total = sum(level.values()) * 100 / FULL
    for stem, states in told.items():
        yield {
            "agreement": agreement.id,
            "name": agreement.name,
            "year": year,
            "provision": stem,
            "provision_name": provisions[stem]["name"],
            "prov": 1,
            "implem": level[stem],
            "revers": int(any(t is not None and t.status == "reversed" for t in states)),
            "rate_strict": round(total / len(provisions), 2),
            "rate_lenient": round(total / len(terms), 2),
            "terms": [line.id for line in terms[stem]],
        }


def _last(line: LedgerLine, year: int) -> Told | None:
    """The last status told up to the end of a year."""
    end = dt.date(year, 12, 31)
    told = [t for t in line.history if t.as_of.start is not None and t.as_of.start <= end]
    return told[-1] if told else None


def depth(agreements: tuple[Agreement, ...], ledger: tuple[LedgerLine, ...]) -> Iterator[Line]:
    """Agreement and issue with PA-X's depth, 0 to 3: 1 mentioned, 2 with a detail (a date or a number), 3 with who and when."""
    lines = {line.id: line for line in ledger}
    for agreement in agreements:
        held = [lines[term] for term in agreement.terms if term in lines]
        for issue in sorted({*agreement.issues, *(i for line in held for i in line.issues)}):
            terms = [line for line in held if issue in line.issues]
            yield {
                "agreement": agreement.id,
                "name": agreement.name,
                "issue": issue,
                "depth": max((_depth(line) for line in terms), default=1),
                "terms": [line.id for line in terms],
            }


def _depth(line: LedgerLine) -> int:
    if line.by and line.due.is_known:
        return 3
    return 2 if line.due.is_known or line.numbers else 1
