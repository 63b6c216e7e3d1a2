"""The codebook is tested: every example in its tables is read as the value beside it, and every near miss is not."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from dragoman import extract, run
from dragoman.extract.issues import issues_of
from dragoman.lexicon import table
from dragoman.model import ActorClaim, Claim, Commitment, Event, Report, Statement
from dragoman.model.claims import Modality, Status

PAGE = (Path(__file__).parents[1] / "docs" / "codebook.md").read_text("utf-8")
# The report that the examples stand in is about politics, and has told who is who.
BEFORE = (
    "Peace talks between the government of Varenia and the rebel Northern Front resumed in Belisk on Monday. "
    "The foreign minister of Kestria, Orlan Teke, mediated.\n\n"
)
ROLES = ("actors", "recipients", "mediators", "hosts")

Row = tuple[str, ...]


def rows(heading: str) -> Iterator[Row]:
    """The rows of the first table under a heading, cell by cell."""
    section = re.split(r"^##+ ", PAGE.split(f"\n{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    table = re.findall(r"^\|(.+)\|$", section, re.MULTILINE)
    for line in table[2:]:
        yield tuple(cell.strip() for cell in line.split("|"))


@cache
def claims(text: str) -> tuple[Claim, ...]:
    """What is read in an example."""
    return extract.claims(run.analyse(Report(id="sha256:codebook", text=f"{BEFORE}{text}")))


def bodies(text: str, kind: type) -> list[Any]:
    """The bodies of the claims of one kind in an example."""
    return [c.body for c in claims(text) if isinstance(c.body, kind) and c.evidence[0].start >= len(BEFORE)]


def types(text: str) -> set[str]:
    return {event.type for event in bodies(text, Event)}


def modes(text: str) -> set[str]:
    return {f"{event.type} {mode}" for event in bodies(text, Event) for mode in event.mode}


def modalities(text: str) -> set[str]:
    return {event.modality for event in bodies(text, Event)}


def issues(text: str) -> set[str]:
    return set(issues_of(text))


def contexts(text: str) -> set[str]:
    return {name for event in bodies(text, Event) for name in event.context}


def stances(text: str) -> set[str]:
    return {statement.stance for statement in bodies(text, Statement)}


def statuses(text: str) -> set[str]:
    return {commitment.status for commitment in bodies(text, Commitment)}


def roles(text: str) -> set[str]:
    """Which roles the parties in bold type have."""
    plain, marked = text.replace("*", ""), re.findall(r"\*\*(.+?)\*\*", text)
    names = {c.body.actor.id: c.body.actor.name for c in claims(plain) if isinstance(c.body, ActorClaim)}
    return {
        role
        for role in ROLES
        if any({names[i] for i in getattr(event, role) if i in names} >= set(marked) for event in bodies(plain, Event))
    }


TABLES: dict[str, Callable[[str], set[str]]] = {
    "## Event types": types,
    "### Modes": modes,
    "## Roles": roles,
    "## Modality": modalities,
    "## Issues and contexts": issues,
    "### Contexts": contexts,
    "## Statements": stances,
    "## Commitments": statuses,
}


def examples() -> Iterator[Any]:
    """Each example and near miss of the tables: how it is read, the value, the text, and whether it has the value."""
    for heading, read in TABLES.items():
        for row in rows(heading):
            value = " ".join(re.findall(r"`([^`]+)`", " ".join(row[:-3])) or [row[0]])
            positive, negative = (re.findall(r'"([^"]+)"', cell) for cell in row[-2:])
            assert len(positive) >= 2, row
            assert negative, row
            for text, has in [*((t, True) for t in positive), *((t, False) for t in negative)]:
                yield pytest.param(read, value, text, has, id=f"{heading.strip('# ')}: {value}: {text}")


@pytest.mark.parametrize(("read", "value", "text", "has"), examples())
def test_codebook_example(*, read: Callable[[str], set[str]], value: str, text: str, has: bool) -> None:
    """An example has the value that its row defines; a near miss has not."""
    found = read(text)
    assert (value in found) is has, f"{text} is read as {sorted(map(str, found))}"


def test_every_value_is_defined() -> None:
    """The tables hold every value that the record can have."""

    def defined(heading: str) -> set[str]:
        return {v for row in rows(heading) for v in re.findall(r"`([^`]+)`", row[0])}

    assert defined("## Modality") == set(get_args(Modality))
    assert defined("## Commitments") == set(get_args(Status))
    assert defined("## Issues and contexts") == {entry["code"] for entry in table("en/issues")["issue"]}
    assert defined("### Contexts") >= {entry["code"] for entry in table("en/issues")["context"]}
