"""What of each report was used, read without finding, or not parsed; and what failed. Nothing disappears."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from dragoman.model import Record, plain

COLUMNS = ("report", "sentences", "used", "read, nothing found", "not parsed")


def by_report(record: Record) -> dict[str, Any]:
    """Counts and sentences of each report, and the failures."""
    reports: dict[str, dict[str, Any]] = {}
    for report, filed in sorted(record.filed.items()):
        origin = ", ".join(filed.report.origins) or report
        reports[report] = {"report": report, "origin": origin, "counts": Counter(), "sentences": []}
    for row in record.coverage:
        reports[row.report]["counts"][row.state] += 1
        reports[row.report]["sentences"].append(plain(row))
    by_origin = sorted(reports.values(), key=lambda told: (told["origin"], told["report"]))
    return {"reports": by_origin, "failures": [plain(f) for f in record.failures]}


def rows(told: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """A table row for each report."""
    for report in told["reports"]:
        counts = report["counts"]
        yield report["origin"], str(sum(counts.values())), *(str(counts.get(state, 0)) for state in COLUMNS[2:])
