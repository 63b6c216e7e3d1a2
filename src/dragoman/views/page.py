"""What the dossier and the live page show: the lines of the record, trimmed to what is looked at."""

from typing import Any

from dragoman import compare, resolve
from dragoman.lexicon import table
from dragoman.model import ActorClaim, Claim, Commitment, Event, Judgement, Record, Statement, digest, plain
from dragoman.views import overview
from dragoman.views.lines import Line, Shown, actors, events, folded, quotes, statements
from dragoman.views.names import file, headline, label

Page = dict[str, Any]


def page(record: Record, groups: compare.Groups | None = None) -> Page:
    """Everything that the page needs, JSON-ready and in a fixed order. `groups` are those of sources that the user declares."""
    shown = Shown(record)
    acts = sorted((_act(shown, line) for line in events(shown)), key=_day)
    told: Page = {
        "labels": table("en/labels"),
        "lanes": [list(lane) for lane in table("en/labels")["lanes"].items()],
        "reports": {report: _report(shown, report) for report in sorted(record.filed)},
        "actors": _actors(shown, acts),
        "events": acts,
        "statements": [_trim(line) for line in sorted(statements(shown), key=_day)],
        **{name: sorted(folded(shown, name), key=_day) for name in ("ledger", "agreements", "rounds", "chains")},
        "divergences": [_marked(line) for line in sorted(folded(shown, "divergences"), key=_day)],
        "quotes": {line["entry"]: [_heard(source) for source in line["sources"]] for line in quotes(shown)},
        **_grouped(record, groups or {}),
        "coverage": _coverage(record),
        "failures": [{"origin": f.origin, "why": f.why, "advice": f.advice} for f in record.failures],
        "questions": _questions(record),
        "judged": [{**plain(j), "key": key(j)} for j in record.judgements if _is_persons(j)],
    }
    told["claims"] = _claims(record, told)
    told["standing"] = overview.standing(record, told)
    return {**told, "sides": overview.sides(acts), "title": overview.title(shown, acts), "sentence": overview.sentence(shown, told)}


def key(judgement: Judgement) -> str:
    """What a form names a judgement by."""
    return digest(judgement)[:16]


def _grouped(record: Record, groups: compare.Groups) -> Page:
    """Declared groups, the divergences that run between them, and the acts that one of them tells alone."""
    split = {d.divergence: plain(d.groups) for d in compare.by_group(record, groups) if d.is_split} if groups else {}
    alone = {t.entry: t.alone for t in compare.told_by_group(record, groups) if t.alone} if groups else {}
    return {"groups": {name: list(sources) for name, sources in groups.items()}, "split": split, "alone": alone}


def _heard(source: Line) -> Line:
    voices = [{k: v for k, v in voice.items() if k != "claims"} | {"evidence": voice["evidence"][:3]} for voice in source["quoted"]]
    return {**source, "quoted": voices}


def _is_persons(judgement: Judgement) -> bool:
    return not judgement.by.startswith("rule:")


def _day(line: Line) -> tuple[str, str, str]:
    when = line.get("when") or line.get("made") or line.get("planned_for") or {}
    return when.get("start") or when.get("end") or "9999", when.get("end") or "9999", str(line.get("id", ""))


def _act(shown: Shown, line: Line) -> Line:
    """An act with its reports by independent source, copies of one text together; empty fields of claims are left out.

    Its words are those of its claims, and not told twice.
    """
    filed = {c["report"]: shown.record.filed[c["report"]] for c in line["claims"]}
    claims = [shown.record.claims[c["id"]] for c in line["claims"]]
    sources = resolve.independent([filed[r] for r in sorted(filed)], claims) if len(filed) > 1 else [list(filed)]
    told = {name: [_slim(v, _UNSHOWN) for v in line[name]] for name in ("claims", "judgements")} | {"when": _slim(line["when"])}
    kept = {name: value for name, value in line.items() if name not in {"evidence", "words", "context"}}
    return {**kept, **told, "sources": sorted(sources, key=lambda group: [_published(shown, r) for r in group])}


# What no page shows of a claim or a judgement: it stands in the exports.
_UNSHOWN = frozenset({"trigger", "words", "mode", "cameo", "context", "plover_label", "claims", "score", "at"})


def _slim(value: Any, without: frozenset[str] = frozenset()) -> Any:
    if isinstance(value, list):
        return [_slim(v) for v in value]
    if isinstance(value, dict):
        return {k: _slim(v) for k, v in value.items() if v not in (None, "", []) and k not in without}
    return value


def _published(shown: Shown, report: str) -> tuple[str, str]:
    return str(shown.published(report).start or "9999"), report


def _marked(line: Line) -> Line:
    """A divergence in wording with the terms that it is about: term, kind, plain counterpart."""
    if line["kind"] != "wording":
        return line
    quotes = [text for value in line["values"] for text in (value["value"], *(e["quote"] for e in value["evidence"]))]
    return {**line, "terms": sorted({term for quote in quotes for term in compare.loaded(quote)})}


def _report(shown: Shown, report: str) -> Line:
    filed = shown.record.filed[report]
    stated, published = filed.report, shown.published(report)
    told = plain(published)
    return {
        "label": label(filed),
        "source": stated.source or "",
        "title": headline(filed),
        "published": published.edtf or "",
        "start": told["start"] or "",
        "end": told["end"] or "",
        "basis": published.basis,
        "why": published.why,
        "agency": stated.agency or "",
        "url": stated.url or "",
        "origins": [file(origin) for origin in stated.origins],
        "language": stated.language or "",
        "text": stated.text,
        "parts": [{"start": p.start, "end": p.end, "part": p.part} for p in filed.text.parts],
    }


def _actors(shown: Shown, acts: list[Line]) -> dict[str, Line]:
    counts: dict[str, int] = {}
    for act in acts:
        for actor in {a for field in ("actors", "recipients", "mediators", "hosts") for a in act[field]}:
            counts[actor] = counts.get(actor, 0) + 1
    kept = ("id", "entry", "name", "kind", "country", "sector", "offices", "member_of", "why")
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
    left_out = {"evidence", "judgements", "why", "confidence", "speaker", "reports", "independent"}
    told = {field: value for field, value in line.items() if field not in left_out}
    return {**told, "when": _slim(line["when"]), "claims": [{"report": c["report"]} for c in line["claims"]]}


def _coverage(record: Record) -> list[Line]:
    rows: dict[str, list[Line]] = {report: [] for report in record.filed}
    for c in record.coverage:
        rows[c.report].append({"start": c.start, "end": c.end, "state": c.state})
    return [{"report": report, "sentences": sentences} for report, sentences in sorted(rows.items())]


def _questions(record: Record) -> list[Line]:
    """Pairs that no rule decided and no person has judged: the likeliest of each pair of entries, the likeliest first."""
    judged = {j.claims for j in record.judgements if _is_persons(j)}
    entries = {claim: entry.id for entry in record.entries for claim in entry.claims}
    open_ = [
        j for j in record.judgements if j.verdict == "unsure" and j.claims not in judged and all(c in entries for c in j.claims)
    ]
    likely: dict[frozenset[str], Judgement] = {}
    for judgement in sorted(open_, key=lambda j: (-(j.score or 0), j.claims)):
        pair = frozenset(entries[c] for c in judgement.claims)
        if len(pair) > 1:
            likely.setdefault(pair, judgement)
    return [_question(record, judgement, entries) for judgement in likely.values()]


def _question(record: Record, judgement: Judgement, entries: dict[str, str]) -> Line:
    kinds = {Event: "act", Statement: "statement", Commitment: "commitment", ActorClaim: "actor"}
    return {
        "claims": list(judgement.claims),
        "why": judgement.why,
        "kind": kinds[type(record.claims[judgement.claims[0]].body)],
        "entries": [entries[c] for c in judgement.claims],
    }


def _claims(record: Record, told: Page) -> dict[str, Line]:
    """Report and words of each claim that a ledger line, a question or a person's judgement names."""
    named = {c for line in told["ledger"] for told_ in line["history"] for c in told_["claims"]}
    named |= {c for kind in ("questions", "judged") for line in told[kind] for c in line["claims"]}
    named |= {c for name in ("agreements", "rounds", "chains", "ledger") for line in told[name] for c in line.get("claims", [])}
    return {c: _words(record.claims[c]) for c in sorted(named) if c in record.claims}


def _words(claim: Claim) -> Line:
    evidence = [{"report": e.report, "start": e.start, "end": e.end, "quote": e.quote} for e in claim.evidence[:2]]
    return {"report": claim.report, "evidence": evidence}
