"""From an entry to its judgements, its claims, the quoted words, their offsets and the report."""

from collections.abc import Iterator
from typing import Any

from dragoman.model import Claim, Entry, Record, plain
from dragoman.views.lines import Shown, folded
from dragoman.views.names import Names, headline

Trail = dict[str, Any]


def trail(record: Record, id_: str) -> Trail | None:
    """What an entry, a claim or an actor rests on; `None` where the record has no such id."""
    entry = next((e for e in record.entries if e.id == id_ or id_ in e.claims), None) or Names(record).entries.get(id_)
    if entry is None:
        return None
    claims = [record.claims[c] for c in entry.claims]
    inside = set(entry.claims)
    judged = [j for j in record.judgements if inside & set(j.claims)]
    return {
        "entry": _entry(entry),
        "judgements": [plain(j) for j in judged if set(j.claims) <= inside or j.verdict == "unsure"],
        "claims": [_claim(record, c) for c in claims],
    }


def told(record: Record, id_: str) -> list[Trail]:
    """The trail of an id that any table shows: one, or, of a chain and a divergence, those of the entries it is made from.

    The first trail of such a line has the line itself under `line`; a report has only itself, with what dates it, under `report`.
    Empty where the record has no such id.
    """
    if id_ in record.filed:
        return [_report(record, id_)]
    own = trail(record, id_)
    if own:
        return [own]
    kind = {"chain": "chains", "divergence": "divergences"}.get(id_.partition(":")[0])
    line = next((x for x in folded(Shown(record), kind) if x["id"] == id_), None) if kind else None
    if line is None:
        return []
    made_of = [line[field] for field in ("entry", "plan", "outcome_entry") if line.get(field)]
    first, *rest = (found for found in (trail(record, entry) for entry in made_of) if found)
    return [{"line": line, **first}, *rest]


def _report(record: Record, id_: str) -> Trail:
    filed, published = record.filed[id_], Shown(record).published(id_)
    stated = {name: getattr(filed.report, name) for name in ("id", "source", "url", "agency", "origins")}
    return {"report": {**stated, "title": headline(filed), "published": plain(published)}}


def _entry(entry: Entry) -> Trail:
    return {"id": entry.id, "why": entry.why, "confidence": entry.confidence, "body": plain(entry.body)}


def _claim(record: Record, claim: Claim) -> Trail:
    report = record.filed[claim.report].report
    return {
        "id": claim.id,
        "rule": claim.rule,
        "why": claim.why,
        "confidence": claim.confidence,
        "report": report.id,
        "title": report.title or "",
        "origins": list(report.origins),
        "evidence": [{**plain(e), "matches": e.matches(report.text)} for e in claim.evidence],
    }


def render(found: Trail) -> Iterator[str]:
    """The trail as indented lines for a terminal."""
    if "report" in found:
        report, published = found["report"], found["report"]["published"]
        yield f"report {report['id']}  {', '.join(report['origins'])}"
        yield "  " + " · ".join(report[field] for field in ("source", "title", "agency", "url") if report[field])
        yield f"  published {published['edtf'] or 'on an unknown day'} ({published['basis']}): {published['why']}"
        return
    if "line" in found:
        line = found["line"]
        yield f"{line['id']}  {line['outcome'] if 'outcome' in line else line['kind']}"
        yield f"  why: {line['why']}"
    entry = found["entry"]
    yield f"entry {entry['id']}  confidence {entry['confidence']}"
    if entry["why"]:
        yield f"  why: {entry['why']}"
    for judgement in found["judgements"]:
        yield f"  judged {judgement['verdict']} by {judgement['by']}: {judgement['why']}"
    for claim in found["claims"]:
        yield f"  claim {claim['id']}  rule {claim['rule']}  confidence {claim['confidence']}"
        if claim["why"]:
            yield f"    why: {claim['why']}"
        for evidence in claim["evidence"]:
            mark = "" if evidence["matches"] else "  (THE TEXT NO LONGER HOLDS THESE WORDS)"
            yield f"    “{evidence['quote']}”{mark}"
            yield f"      characters {evidence['start']} to {evidence['end']} of {', '.join(claim['origins']) or claim['report']}"
