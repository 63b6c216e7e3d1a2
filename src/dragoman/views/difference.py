"""What changed from one record to another, entry by entry."""

from collections.abc import Iterator
from typing import Any

from dragoman.model import Entry, Record, plain

COLUMNS = ("change", "entry", "what", "words")


def changes(old: Record, new: Record) -> list[dict[str, Any]]:
    """Entries that are new, gone or changed, in id order, with the fields that changed.

    An entry of the new record is the old one where they share a claim, since ids follow the smallest claim.
    """
    before = {claim: entry for entry in old.entries for claim in entry.claims}
    found, matched = [], set()
    for entry in new.entries:
        known = next((before[c] for c in entry.claims if c in before), None)
        if known is None:
            found.append(_change("new", entry, new, {}))
            continue
        matched.add(known.id)
        fields = _fields(known, entry)
        if fields:
            found.append(_change("changed", entry, new, fields))
    found += [_change("gone", entry, old, {}) for entry in old.entries if entry.id not in matched]
    return sorted(found, key=lambda c: (c["entry"], c["change"]))


def _fields(one: Entry, other: Entry) -> dict[str, Any]:
    a, b = plain(one.body), plain(other.body)
    fields = {key: {"old": a.get(key), "new": b.get(key)} for key in sorted(a.keys() | b.keys()) if a.get(key) != b.get(key)}
    if one.claims != other.claims:
        fields["claims"] = {"old": list(one.claims), "new": list(other.claims)}
    return fields


def _change(change: str, entry: Entry, record: Record, fields: dict[str, Any]) -> dict[str, Any]:
    return {"change": change, "entry": entry.id, "fields": fields, "words": record.claims[entry.claims[0]].evidence[0].quote}


def rows(found: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """A table row for each change."""
    return ((c["change"], c["entry"], ", ".join(c["fields"]), c["words"]) for c in found)
