"""From an entry to its judgements, its claims, the quoted words, their offsets and the report."""

from collections.abc import Iterator
from typing import Any

from dragoman.model import Claim, Entry, Record, plain

Trail = dict[str, Any]


def trail(record: Record, id_: str) -> Trail | None:
    """What an entry or claim rests on; `None` where the record has no such id."""
    entry = next((e for e in record.entries if e.id == id_ or id_ in e.claims), None)
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
