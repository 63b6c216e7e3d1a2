"""What the dossier and the live page show: the lines of the record, trimmed to what is looked at, and the opening sentence."""

from typing import Any

from dragoman.lexicon import table
from dragoman.model import ActorClaim, Commitment, Event, Record, Statement
from dragoman.views.lines import Line, Shown, actors, events, folded, statements

Page = dict[str, Any]

EN_DASH = "\N{EN DASH}"


def page(record: Record) -> Page:
    """Everything that the page needs, JSON-ready and in a fixed order."""
    shown = Shown(record)
    acts = sorted(events(shown), key=_day)
    told: Page = {
        "labels": table("en/labels"),
        "lanes": [list(lane) for lane in table("en/labels")["lanes"].items()],
        "reports": {report: _report(shown, report) for report in sorted(record.filed)},
        "actors": _actors(shown, acts),
        "events": acts,
        "statements": [_trim(line) for line in sorted(statements(shown), key=_day)],
        **{name: sorted(folded(shown, name), key=_day) for name in ("ledger", "agreements", "rounds", "chains", "divergences")},
        "coverage": _coverage(record),
        "failures": [{"origin": f.origin, "why": f.why, "advice": f.advice} for f in record.failures],
        "questions": _questions(record),
    }
    told["claims"] = _claims(record, told)
    return {**told, "title": _title(shown, acts), "sentence": sentence(shown, told)}


def sentence(shown: Shown, told: Page) -> str:
    """The opening sentence: one true line of counts."""
    reports = shown.record.filed.values()
    outlets = {f.report.source for f in reports if f.report.source}
    years = sorted(day[:4] for e in told["events"] for day in (e["when"]["start"], e["when"]["end"]) if day)
    span = f", {years[0]}{EN_DASH}{years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    done = sum(line["state"] == "implemented" for line in told["ledger"])
    late = sum("overdue" in line["flags"] for line in told["ledger"])
    from_ = f" by {_count(len(outlets), 'outlet')}" if outlets else ""
    return (
        f"{_count(len(reports), 'report')}{from_}{span}: {_count(len(told['rounds']), 'round')} of talks, "
        f"{_count(len(told['agreements']), 'agreement')}, {_count(len(told['ledger']), 'commitment')}: "
        f"{done} carried out, {late} overdue."
    )


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _title(shown: Shown, acts: list[Line]) -> str:
    """The two actors met most often as parties of one act, by name."""
    counts: dict[tuple[str, str], int] = {}
    for act in acts:
        parties = sorted(set(act["actors"]))
        for pair in ((a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]):
            counts[pair] = counts.get(pair, 0) + act["reports"]
    if not counts:
        return "A record"
    one, other = min(counts, key=lambda pair: (-counts[pair], pair))
    return f"{shown.names.label(one)} and {shown.names.label(other)}"


def _day(line: Line) -> tuple[str, str, str]:
    when = line.get("when") or line.get("made") or {}
    return when.get("start") or when.get("end") or "9999", when.get("end") or "9999", str(line.get("id", ""))


def _report(shown: Shown, report: str) -> Line:
    filed = shown.record.filed[report]
    stated, published = filed.report, shown.published(report)
    day = published.edtf or ""
    name = stated.source or (stated.origins[0] if stated.origins else report[7:15])
    return {
        "label": " · ".join(x for x in (name, day) if x),
        "source": stated.source or "",
        "title": stated.title or "",
        "published": day,
        "basis": published.basis,
        "why": published.why,
        "agency": stated.agency or "",
        "url": stated.url or "",
        "language": stated.language or "",
        "text": stated.text,
        "parts": [{"start": p.start, "end": p.end, "part": p.part} for p in filed.text.parts],
    }


def _actors(shown: Shown, acts: list[Line]) -> dict[str, Line]:
    counts: dict[str, int] = {}
    for act in acts:
        for actor in {a for field in ("actors", "recipients", "mediators", "hosts") for a in act[field]}:
            counts[actor] = counts.get(actor, 0) + 1
    kept = ("id", "name", "kind", "country", "sector", "offices", "why")
    return {
        line["id"]: {
            **{key: line[key] for key in kept},
            "acts": counts.get(line["id"], 0),
            "aliases": sorted({a["text"] for a in line["aliases"]}),
            "evidence": line["evidence"][:12],
            "claims": [{"report": c["report"]} for c in line["claims"]],
        }
        for line in actors(shown)
    }


def _trim(line: Line) -> Line:
    return {**line, "claims": [{"report": c["report"]} for c in line["claims"]], "judgements": []}


def _coverage(record: Record) -> list[Line]:
    rows: dict[str, list[Line]] = {report: [] for report in record.filed}
    for c in record.coverage:
        rows[c.report].append({"start": c.start, "end": c.end, "quote": c.quote, "state": c.state})
    return [{"report": report, "sentences": sentences} for report, sentences in sorted(rows.items())]


def _questions(record: Record) -> list[Line]:
    kinds = {Event: "act", Statement: "statement", Commitment: "commitment", ActorClaim: "actor"}
    return [
        {"claims": list(j.claims), "why": j.why, "kind": kinds[type(record.claims[j.claims[0]].body)]}
        for j in record.judgements
        if j.verdict == "unsure" and all(c in record.claims for c in j.claims)
    ]


def _claims(record: Record, told: Page) -> dict[str, Line]:
    """Report and words of each claim that a ledger line, a divergence or a question names."""
    named = {c for line in told["ledger"] for told_ in line["history"] for c in told_["claims"]}
    named |= {c for q in told["questions"] for c in q["claims"]}
    named |= {c for name in ("agreements", "rounds", "chains", "ledger") for line in told[name] for c in line.get("claims", [])}
    return {
        c: {
            "report": record.claims[c].report,
            "evidence": [
                {"report": e.report, "start": e.start, "end": e.end, "quote": e.quote} for e in record.claims[c].evidence[:2]
            ],
        }
        for c in sorted(named)
        if c in record.claims
    }
