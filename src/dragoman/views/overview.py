"""What a reader wants to know first: the opening sentence, a title, and how much of the record rests on what."""

from collections import Counter
from typing import Any

from dragoman.model import Record
from dragoman.views.lines import Line, Shown

Page = dict[str, Any]

EN_DASH = "\N{EN DASH}"


def sentence(shown: Shown, told: Page) -> str:
    """The opening sentence: one true line of counts."""
    reports = shown.record.filed.values()
    sources = [f.report.source for f in reports]
    outlets = _count(len(set(sources) - {None, ""}), "outlet")
    years = sorted(day[:4] for f in told["reports"].values() for day in (f["start"], f["end"]) if day)
    span = f", {years[0]}{EN_DASH}{years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    done = sum(line["state"] == "implemented" for line in told["ledger"])
    late = sum("overdue" in line["flags"] for line in told["ledger"])
    from_ = "" if not any(sources) else f" by {outlets}" if all(sources) else f" by {outlets} and others"
    return (
        f"{_count(len(reports), 'report')}{from_}{span}: {_count(len(told['rounds']), 'round')} of talks, "
        f"{_count(len(told['agreements']), 'agreement')}, {_count(len(told['ledger']), 'commitment')}: "
        f"{done} carried out, {late} overdue."
    )


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def title(shown: Shown, acts: list[Line]) -> str:
    """The two sides, by name."""
    return " and ".join(shown.names.labels(sides(acts))) or "A record"


def sides(acts: list[Line]) -> list[str]:
    """The two actors met most often as parties of one act; none where no act has two."""
    counts: dict[tuple[str, str], int] = {}
    for act in acts:
        parties = sorted(set(act["actors"]))
        for pair in ((a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]):
            counts[pair] = counts.get(pair, 0) + act["reports"]
    pairs = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return list(pairs[0]) if pairs else []


def standing(record: Record, told: Page) -> Page:
    """How far the record can be trusted, in counts: what is told twice, what differs, what is open, what a person has judged."""
    states = Counter(row.state for row in record.coverage)
    days = sorted(day for f in told["reports"].values() for day in (f["start"], f["end"]) if day)
    return {
        "shared": sum(e["independent"] > 1 for e in told["events"]),
        "conflicts": sum(d["kind"] == "conflict" for d in told["divergences"]),
        "judged": len(told["judged"]),
        "sentences": sum(states.values()),
        "unread": states["not parsed"],
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "version": record.provenance.get("version", ""),
        "digests": {key: value[:12] for key, value in sorted(record.provenance.items()) if key != "version"},
    }
