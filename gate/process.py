"""Score what is folded across reports against a careful account of a process: entries, ledger, chains, divergences.

    python -m gate.process EXPORT --gold READINGS --texts REPORTS

Two measures stand side by side: `export` is the whole program, and `rules` gives the claims of the readings themselves to the
rules across reports, so that only these are measured. Entries are scored by B³ over event claims (`across`: over those told by
two or more reports), the others by what is found, spurious and missed.
"""

import argparse
import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman import compare, resolve
from dragoman.model import Event, Record, plain
from gate.clusters import b_cubed
from gate.gold import Gold, load

Scores = dict[str, float]
Row = dict[str, Any]
Place = tuple[str, int, int]  # report, start, end


class Told(msgspec.Struct):
    """What a record tells, as its export has it: rows, and for claims their entry and their place in the gold account."""

    entry_of: dict[str, str]
    key_of: dict[str, str]
    ledger: list[Row]
    chains: list[Row]
    divergences: list[Row]
    report_of: dict[str, str]


def from_readings(golds: Sequence[Gold]) -> Told:
    """The record that the rules across reports make of the claims of the readings."""
    witnesses = [w for gold in golds for w in gold.witnesses]
    judgements, entries = resolve.entries(witnesses)
    claims = {w.claim.id: w.claim for w in witnesses}
    record = Record(filed={g.name: g.filed for g in golds}, claims=claims, judgements=judgements, entries=entries)
    keys = {claim: key for gold in golds for claim, key in gold.key.items()}
    return Told(
        entry_of={c: e.id for e in entries for c in e.claims},
        key_of={c: k for c, k in keys.items() if k},
        ledger=[plain(x) for x in resolve.ledger(record)],
        chains=[plain(x) for x in resolve.chains(record)],
        divergences=[plain(x) for x in compare.divergences(record)],
        report_of={gold.name: gold.name for gold in golds},
    )


def from_export(folder: Path, golds: Sequence[Gold]) -> Told:
    """What an export tells, its claims matched with those of the readings by the words that they rest on."""
    rows = {p.stem: [json.loads(line) for line in p.read_text("utf-8").split("\n") if line] for p in folder.glob("*.jsonl")}
    texts = {gold.filed.report.text.split()[-1] + gold.filed.report.text[:40]: gold.name for gold in golds}
    report_of = {r["id"]: texts.get(r["text"].split()[-1] + r["text"][:40], "") for r in rows["reports"]}
    told = [(name, row, claim) for name in ("events", "commitments") for row in rows[name] for claim in row["claims"]]
    known = _gold_places(golds)
    keys = {claim["id"]: _key(name, claim, report_of, known) for name, _, claim in told}
    return Told(
        entry_of={claim["id"]: row["id"] for _, row, claim in told},
        key_of={c: k for c, k in keys.items() if k},
        ledger=rows["ledger"],
        chains=rows["chains"],
        divergences=rows["divergences"],
        report_of=report_of,
    )


def _gold_places(golds: Sequence[Gold]) -> list[tuple[str, str, Place, str]]:
    """Kind, type, place and key of every claim of the readings."""
    found = []
    for gold in golds:
        for witness in gold.witnesses:
            claim, key = witness.claim, gold.key[witness.claim.id]
            kind, _, _ = claim.id.partition(":")
            if key and kind in ("event", "commitment"):
                type_ = claim.body.type if isinstance(claim.body, Event) else ""
                found += [(f"{kind}s", type_, (gold.name, e.start, e.end), key) for e in claim.evidence]
    return found


def _key(kind: str, claim: Row, report_of: dict[str, str], known: list[tuple[str, str, Place, str]]) -> str:
    """The key of the claim of the readings that a claim overlaps most, of its kind and type."""
    places = [(report_of.get(e["report"], ""), e["start"], e["end"]) for e in claim["evidence"]]
    fits = [
        (_overlap(place, other), key)
        for kind_, type_, other, key in known
        for place in places
        if kind_ == kind and type_ in ("", claim.get("type"))
    ]
    best = max(fits, default=(0.0, ""))
    return best[1] if best[0] > 0 else ""


def _overlap(one: Place, other: Place) -> float:
    """The share that two places have in common."""
    if one[0] != other[0]:
        return 0.0
    common = min(one[2], other[2]) - max(one[1], other[1])
    return max(0.0, common / (max(one[2], other[2]) - min(one[1], other[1])))


def score(told: Told, process: Row, golds: Sequence[Gold]) -> Scores:
    """All measures, from 0 to 1, and counts."""
    events = {c: k for c, k in told.key_of.items() if c.startswith("event:")}
    wide = {e["key"] for e in process["entry"] if len(e["reports"]) > 1}
    scores = _prefixed("entries", b_cubed(told.entry_of, events))
    scores |= _prefixed("across", b_cubed(told.entry_of, {c: k for c, k in events.items() if k in wide}))
    scores |= _prefixed("ledger", _ledger(told, process))
    scores |= _prefixed("chains", _chains(told, process))
    scores |= _prefixed("divergences", _divergences(told, process, golds))
    return {k: round(v, 4) for k, v in scores.items()}


def _prefixed(name: str, scores: Scores) -> Scores:
    return {f"{name}_{k}": v for k, v in scores.items()}


def counted(hits: int, told: int, gold: int) -> Scores:
    """Precision, recall and F1 from counts."""
    precision, recall = hits / max(told, 1), hits / max(gold, 1)
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"hits": hits, "told": told, "gold": gold, "precision": precision, "recall": recall, "f1": f1}


def _ledger(told: Told, process: Row) -> Scores:
    """Lines whose undertaking and state are right, each undertaking once; then the flags of the lines that are matched."""
    golds = {row["key"]: row for row in process["ledger"]}
    right: set[str] = set()
    seen: set[str] = set()
    counts = [0, 0, 0]
    for line in told.ledger:
        key = next((told.key_of[c] for c in line["claims"] if told.key_of.get(c) in golds and told.key_of[c] not in seen), "")
        if not key:
            continue
        seen.add(key)
        row = golds[key]
        if line["state"] in (row["state"], *row.get("state_ok", [])):
            right.add(key)
        mine, theirs = set(line["flags"]), _flags(row)
        counts = [counts[0] + len(mine & theirs), counts[1] + len(mine), counts[2] + len(theirs)]
    sure = {k for k, row in golds.items() if not row.get("marginal")}
    lines = len(told.ledger) - len(seen - sure)
    return counted(len(right & sure), lines, len(sure)) | _prefixed("flags", counted(counts[0], counts[1], counts[2]))


def _flags(row: Row) -> set[str]:
    """Flags of the account by our names: a day that merely passed is `past_due_unreported`; what the state says is no flag."""
    is_told = "overdue" in str(row["statuses"])
    names = {"overdue": "overdue" if is_told else "past_due_unreported"}
    return {names.get(f, f) for f in row["flags"]} - {"not_implemented"}


def _chains(told: Told, process: Row) -> Scores:
    """Chains whose plan, outcome and act of the outcome are right, each plan once; plans of marginal entries count for nothing."""
    golds = {row["entry"]: row for row in process["chain"]}
    marginal = {e["key"] for e in process["entry"] if e.get("marginal")} - set(golds)
    keys: dict[str, set[str]] = {}
    for claim, entry in told.entry_of.items():
        keys.setdefault(entry, set()).add(told.key_of.get(claim, ""))
    seen: set[str] = set()
    hits = counts = 0
    for chain in told.chains:
        plan = keys[chain["plan"]]
        if plan & marginal:
            continue
        counts += 1
        key = next((k for k in sorted(plan) if k in golds and k not in seen), "")
        if key:
            seen.add(key)
            hits += _is_right(chain, golds[key], keys)
    return counted(hits, counts, len(golds))


def _is_right(chain: Row, row: Row, keys: dict[str, set[str]]) -> bool:
    if chain["outcome"] in row.get("outcome_ok", []):
        return True
    is_same = not row["outcome_entry"] or row["outcome_entry"] in keys.get(chain["outcome_entry"] or "", set())
    return bool(chain["outcome"] == row["outcome"]) and is_same


def _divergences(told: Told, process: Row, golds: Sequence[Gold]) -> Scores:
    """Divergences by field and overlap with the words of a value, one to one; then the share of right kinds."""
    texts = {gold.name: gold.filed.report.text for gold in golds}
    rows = [row for row in process["divergence"] if not row.get("marginal")]
    free = set(range(len(told.divergences)))
    hits = kinds = 0
    for row in rows:
        fits = [
            (sum(_meets(told, told.divergences[i], texts, v) for v in row["values"]), -i)
            for i in free
            if told.divergences[i]["field"] == row["field"]
        ]
        count, best = max(fits, default=(0, 0))
        if count:
            free.remove(-best)
            hits += 1
            kinds += told.divergences[-best]["kind"] == row["kind"]
    return counted(hits, len(told.divergences), len(rows)) | {"kind": kinds / max(hits, 1)}


def _meets(told: Told, divergence: Row, texts: dict[str, str], value: Row) -> bool:
    evidence: Iterable[Row] = (e for v in divergence["values"] for e in v["evidence"])
    places = [(e["start"], e["end"]) for e in evidence if told.report_of.get(e["report"]) == value["report"]]
    quoted = [m.span() for m in re.finditer(re.escape(value["quote"]), texts[value["report"]])]
    return any(start < last and first < end for start, end in places for first, last in quoted)


def main() -> None:
    """Print the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path, nargs="?", help="folder of an export; without it only the rules are measured")
    parser.add_argument("--gold", type=Path, default=Path("../shared/expected"))
    parser.add_argument("--texts", type=Path, default=Path("../shared/reports"))
    args = parser.parse_args()
    golds = load(args.gold, args.texts)
    process = tomllib.loads((args.gold / "process.toml").read_text("utf-8"))
    scores = {"rules": score(from_readings(golds), process, golds)}
    if args.export:
        scores["export"] = score(from_export(args.export, golds), process, golds)
    print(json.dumps(scores, indent=2))


if __name__ == "__main__":
    main()
