"""What changed from one record to another, line by line: what a new batch of reports, a new version or a judgement did."""

from collections.abc import Iterator
from typing import Any

from dragoman.model import Record
from dragoman.views.lines import FILES, Line, Shown

COLUMNS = ("change", "in", "words", "what changed", "id")

# What is compared, kind by kind, what weighs most first. Words, reasons and claims follow from what is told and are left out.
COMPARED: dict[str, tuple[str, ...]] = {
    "reports": ("source", "title", "published"),
    "ledger": ("state", "due", "flags", "by", "toward", "numbers", "issues", "accuser"),
    "agreements": ("when", "where", "parties", "mediators", "stage", "status", "fate"),
    "rounds": ("when", "where", "parties", "mediators"),
    "chains": ("outcome", "planned_for", "parties"),
    "divergences": ("field", "kind", "values"),
    "events": (
        *("type", "modality", "actors", "recipients", "mediators", "hosts", "when", "where", "numbers", "issues", "said_by"),
        *("reports", "independent"),
    ),
    "statements": ("speakers", "addressee", "when", "stance", "toward", "reports"),
    "actors": ("name", "kind", "country", "sector", "offices", "member_of", "reports"),
}

# Folded from claims, each claim in one of them: here a claim that went over tells of joining or parting.
ENTRIES = {"ledger", "events", "statements", "actors"}
_WORDS = 60  # characters of one source's words that tell a difference from others


def changes(old: Record, new: Record) -> list[Line]:
    """Lines that are new, gone, changed, joined (now part of another) or parted (split off another), kind by kind.

    A line of the new record is the one of the old that has its id, else one with which it shares a claim. `fields` holds the old
    and the new value of each field that changed, in words.
    """
    before, after = Shown(old), Shown(new)
    return [change for kind in COMPARED for change in _kind(kind, before, after)]


def _kind(kind: str, before: Shown, after: Shown) -> Iterator[Line]:
    olds = {str(line["id"]): line for line in FILES[kind](before)}
    news = {str(line["id"]): line for line in FILES[kind](after)}
    matched = _match(kind, olds, news)
    told, kept = ({c for line in lines.values() for c in _claims(line)} if kind in ENTRIES else set() for lines in (olds, news))
    for id_, line in news.items():
        fields = _fields(kind, (olds[matched[id_]], before), (line, after)) if id_ in matched else {}
        if id_ not in matched:
            yield _change("parted" if told & set(_claims(line)) else "new", kind, line, after, fields)
        elif fields:
            yield _change("changed", kind, line, after, fields)
    left = set(matched.values())
    for line in (line for id_, line in olds.items() if id_ not in left):
        yield _change("joined" if kept & set(_claims(line)) else "gone", kind, line, before, {})


def _match(kind: str, olds: dict[str, Line], news: dict[str, Line]) -> dict[str, str]:
    """New id → old id, each old line at most once; the same id goes first."""
    matched = {id_: id_ for id_ in news if id_ in olds}
    taken = set(matched)
    by_claim: dict[str, list[str]] = {}
    for id_, line in olds.items():
        for claim in _claims(line):
            by_claim.setdefault(claim, []).append(id_)
    for id_, line in news.items():
        near = sorted({other for claim in _claims(line) for other in by_claim.get(claim, ())} - taken)
        found = next((o for o in near if kind != "divergences" or olds[o]["field"] == line["field"]), None)
        if id_ not in matched and found:
            matched[id_] = found
            taken.add(found)
    return matched


def _claims(line: Line) -> list[str]:
    values = [*line.get("claims", ()), *(c for v in line.get("values", ()) for c in v["claims"])]
    return [c if isinstance(c, str) else c["id"] for c in values]


def _fields(kind: str, old: tuple[Line, Shown], new: tuple[Line, Shown]) -> dict[str, Any]:
    # An actor that both records have is called as in the new one: a new name changes the actor, not all that it does.
    told = {field: (_text(old[0].get(field), new[1], old[1]), _text(new[0].get(field), new[1])) for field in COMPARED[kind]}
    return {field: {"old": a, "new": b} for field, (a, b) in told.items() if a != b}


def _change(change: str, kind: str, line: Line, shown: Shown, fields: dict[str, Any]) -> Line:
    return {"change": change, "kind": kind, "id": line["id"], "words": _words(kind, line, shown), "fields": fields}


def _text(value: Any, *records: Shown) -> str:
    """A value in words, the same on every run: actors by the name that the first record which has them gives, in order of names."""
    if isinstance(value, list):
        return "; ".join(sorted({_text(v, *records) for v in value}))
    if isinstance(value, dict):
        return _object(value)
    shown = next((r for r in records if isinstance(value, str) and value in r.names.entries), None)
    if shown is not None:
        return shown.names.label(value)
    return "" if value is None else str(value)


def _object(value: Line) -> str:
    if "edtf" in value:
        return str(value["edtf"] or value["offset"] or value["text"] or "")
    if "sources" in value:
        return str(value["value"] or "(not told)")
    for key in ("name", "text", "title", "quote"):
        if value.get(key):
            return str(value[key])
    return ", ".join(f"{word} {count}" for word, count in sorted(value.items()))


def _words(kind: str, line: Line, shown: Shown) -> str:
    """The words by which a reader knows a line."""
    if kind in {"rounds", "chains"}:
        return _text(line["parties"], shown)
    if kind == "divergences":
        return f"{line['field']}: " + " / ".join(sorted({(v["value"] or "(not told)")[:_WORDS] for v in line["values"]}))
    for field in ("what", "content"):
        if isinstance(line.get(field), dict):
            return str(line[field]["quote"])
    if kind == "events":
        return max((str(e["quote"]) for e in line["evidence"]), key=len)
    return " · ".join(str(line[f]) for f in ("source", "title", "name") if line.get(f)) or ", ".join(line.get("origins", ()))


def rows(found: list[Line]) -> Iterator[tuple[str, ...]]:
    """A table row for each change."""
    for change in found:
        what = "; ".join(f"{field}: {_shown(told['old'])} → {_shown(told['new'])}" for field, told in change["fields"].items())
        yield change["change"], change["kind"], change["words"], what, change["id"]


def _shown(text: str) -> str:
    return text or "–"
