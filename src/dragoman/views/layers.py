"""What each layer reads in one report, with offsets: the first tool of anyone who wonders why."""

from typing import Any

from dragoman import extract
from dragoman.language import conllu as conllu_
from dragoman.model import Reading, plain

LAYERS = ("text", "language", "when", "who", "where", "claims")


def layer(reading: Reading, name: str) -> dict[str, Any]:
    """One layer of a reading as plain data."""
    told: dict[str, Any] = {"report": reading.report.id, "layer": name}
    if name == "text":
        parts = [{**plain(p), "quote": p.span.of(reading.report.text)} for p in reading.text.parts]
        return {
            **told,
            "parts": parts,
            "sentences": [{**plain(s), "quote": s.of(reading.report.text)} for s in reading.text.sentences],
        }
    if name == "language":
        return {**told, "sentences": plain(reading.sentences)}
    if name == "when":
        return {**told, "published": plain(reading.published), "times": _quoted(reading, reading.times)}
    if name == "who":
        return {**told, "actors": plain(reading.actors), "mentions": _quoted(reading, reading.mentions)}
    if name == "where":
        return {**told, "places": _quoted(reading, reading.places)}
    return {**told, "claims": plain(extract.claims(reading))}


def conllu(reading: Reading) -> str:
    """The language layer in CoNLL-U."""
    return conllu_.render(reading.sentences)


def _quoted(reading: Reading, mentions: Any) -> list[dict[str, Any]]:
    return [{**plain(m), "quote": m.span.of(reading.report.text)} for m in mentions]
