"""Golden cases, one reader for all: every expected item is found by its quote, and what must be absent is."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman import extract, run
from dragoman.model import ActorClaim, Published, Reading, Report, plain
from dragoman.text import tokens

CASES = Path(__file__).parent / "cases"
ACTOR_FIELDS = {
    "actors",
    "recipients",
    "mediators",
    "hosts",
    "said_by",
    "speakers",
    "addressee",
    "by",
    "toward",
    "accuser",
    "member_of",
}
Item = dict[str, Any]


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.rglob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["pending"], strict=True)] if "pending" in case else []
            found.append(pytest.param(path.parent.name, case, id=f"{path.parent.name}/{path.stem}: {case['name']}", marks=marks))
    return found


@pytest.mark.parametrize(("stage", "case"), cases())
def test_case(stage: str, case: dict[str, Any]) -> None:
    """Every case finds what it expects and nothing that it forbids."""
    found = observed(stage, case)
    for wanted in case.get("expect", []):
        assert any(fits(item, wanted) for item in found), f"{case['why']}\nwanted {wanted}\nfound {found}"
    for unwanted in case.get("absent", []):
        assert not any(fits(item, unwanted) for item in found), f"{case['why']}\nunwanted {unwanted}\nfound {found}"


def observed(stage: str, case: dict[str, Any]) -> list[Item]:
    text: str = case["text"]
    day = case.get("published")
    published = (
        Published(edtf=day, start=_date(day), end=_date(day), precision="day", basis="metadata", why="given")
        if day
        else Published()
    )
    reading = run.analyse(Report(id="sha256:case", text=text, published=published, url=case.get("url")))
    return list(STAGES[stage](reading))


def _date(day: str) -> Any:
    return dt.date.fromisoformat(day)


def _parts(reading: Reading) -> Iterator[Item]:
    return ({"quote": p.span.of(reading.report.text), **plain(p)} for p in reading.text.parts)


def _sentences(reading: Reading) -> Iterator[Item]:
    return ({"quote": s.of(reading.report.text)} for s in reading.text.sentences)


def _tokens(reading: Reading) -> Iterator[Item]:
    text = reading.report.text
    return ({"quote": t.of(text)} for s in reading.text.sentences for t in tokens.tokenise(text, s))


def _dating(reading: Reading) -> Iterator[Item]:
    yield plain(reading.published)


def _when(reading: Reading) -> Iterator[Item]:
    return ({"quote": t.span.of(reading.report.text), **plain(t), **plain(t.when), "kind": t.kind} for t in reading.times)


def _where(reading: Reading) -> Iterator[Item]:
    return ({"quote": p.span.of(reading.report.text), **plain(p.place)} for p in reading.places)


def _who(reading: Reading) -> Iterator[Item]:
    by_id = {a.id: a for a in reading.actors}
    for mention in reading.mentions:
        named = [by_id[a].name for a in mention.actors if a in by_id]
        first = plain(by_id[mention.actors[0]]) if mention.actors and mention.actors[0] in by_id else {}
        yield {
            **first,
            "quote": mention.span.of(reading.report.text),
            "form": mention.form,
            "actors": named,
            "ids": list(mention.actors),
        }


def _claims(kind: str) -> Any:
    def items(reading: Reading) -> Iterator[Item]:
        claims = extract.claims(reading)
        names = {c.body.actor.id: c.body.actor.name for c in claims if isinstance(c.body, ActorClaim)}
        for claim in claims:
            body = plain(claim.body)
            if body.pop("kind") != kind:
                continue
            for field in ACTOR_FIELDS & set(body):
                body[field] = [names.get(a, a) for a in body[field]] if isinstance(body[field], list) else body[field]
            quotes = [e.quote for e in claim.evidence]
            yield {**body, "quote": " … ".join(quotes), "trigger": claim.trigger.quote, "rule": claim.rule}

    return items


STAGES = {
    "parts": _parts,
    "sentences": _sentences,
    "tokens": _tokens,
    "dating": _dating,
    "when": _when,
    "where": _where,
    "who": _who,
    "events": _claims("event"),
    "statements": _claims("statement"),
    "commitments": _claims("commitment"),
}


def fits(item: Item, wanted: Item) -> bool:
    return all(_equal(key, item.get(key), value) for key, value in wanted.items())


def _equal(key: str, said: Any, wanted: Any) -> bool:
    if key == "quote":
        return isinstance(said, str) and (wanted in said)
    if key in ACTOR_FIELDS and isinstance(said, list):
        return len(said) == len(wanted) and all(any(_same(s, w) for s in said) for w in wanted)
    if isinstance(said, dict):
        if isinstance(wanted, dict):
            return fits(said, wanted)
        return wanted in (said.get("edtf"), said.get("name"), said.get("quote"))
    return bool(said == wanted)


def _same(said: str, wanted: str) -> bool:
    return said == wanted or said.casefold() == wanted.casefold()
