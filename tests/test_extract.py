"""Events, commitments, issues and coverage of single reports, and the examples of the lexicon."""

import re
from typing import Any

import msgspec
import pytest

from dragoman import run
from dragoman.extract import claims, cover
from dragoman.extract.events.modes import modes_of
from dragoman.extract.events.plover import plover_label
from dragoman.extract.lexemes import EventNoun, Frame
from dragoman.extract.predicates import Predicate, find
from dragoman.language.shipped import Embedded
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.model import EVENT_TYPES, Claim, Commitment, Event, Report, Span

MODEL = Embedded()
STORY = (
    "Kenya hosted talks between the Northern Front and the Delta Union in Nairobi on Monday.\n\n"
    "The two sides agreed to release 40 prisoners and to hold elections in May.\n\n"
    "The weather was fine."
)


def frames() -> list[Frame]:
    return msgspec.convert([row for name in ("en/verbs", "en/idioms") for row in table(name)["frame"]], list[Frame])


def nouns() -> list[EventNoun]:
    return msgspec.convert(table("en/nouns")["noun"], list[EventNoun])


def predicates(text: str) -> list[tuple[Tree, Predicate]]:
    sentence = MODEL.read(text, Span(0, len(text)))
    assert sentence is not None
    tree = Tree(sentence)
    return [(tree, p) for p in find(tree)]


def found(text: str) -> list[Any]:
    return [p.entry for _, p in predicates(text)]


def read(text: str) -> tuple[Claim, ...]:
    return claims(run.analyse(Report(id="sha256:test", text=text)))


@pytest.mark.parametrize("entry", [*frames(), *nouns()], ids=lambda e: f"{e.type} {e.name}")
def test_entry_finds_its_examples(entry: Frame | EventNoun) -> None:
    """Every frame and event noun is met by each of its examples and by none of its counterexamples."""
    assert entry.examples
    for text in entry.examples:
        assert entry in found(text), f"{text} is read as {[(e.type, e.name) for e in found(text)]}"
    for text in entry.not_examples:
        assert entry not in found(text), text


def test_a_certain_model_outranks_a_frame_that_asks_it_to_hear() -> None:
    """A frame of plain words gives way where the model is certain of another act; one that needs no hearing stands."""
    assert [e.type for e in found("The soldiers waved the lorries through.")] == ["PROTEST"]
    assert [e.type for e in found("The guns fell silent in Kestria.")] == ["RETREAT"]


def test_types_are_of_the_codebook() -> None:
    """Every entry names a type of PLOVER 2.0 or GOVERN, and classes that exist."""
    known = {f"@{name}" for name in table("en/nouns")["class"]} | {"@actor", "@place", "@body"}
    for frame in frames():
        assert frame.type in EVENT_TYPES
        used = {
            w
            for field in (frame.object, frame.not_object, frame.prep_object, frame.subject, frame.content)
            for w in field
            if w[0] == "@"
        }
        assert used <= known, used - known


@pytest.mark.parametrize("section", ["issue", "context"])
def test_issue_words_match_their_examples(section: str) -> None:
    """The patterns of every issue and context match its examples and not its counterexamples."""
    for entry in table("en/issues")[section]:
        pattern = re.compile(rf"\b(?:{'|'.join(entry['patterns'])})\b", re.IGNORECASE)
        assert all(pattern.search(text) for text in entry["examples"]), entry["code"]
        assert not any(pattern.search(text) for text in entry.get("not_examples", [])), entry["code"]


def test_mode_words_match_their_examples() -> None:
    """Every mode that words alone tell is that of its examples and not of its counterexamples."""
    for entry in table("en/modes")["mode"]:
        for texts, has in ((entry["examples"], True), (entry["not_examples"], False)):
            for text in texts:
                told = {(p.entry.type, mode) for tree, p in predicates(text) for mode in modes_of(tree, p)}
                assert ((entry["type"], entry["mode"]) in told) is has, f"{text} is {told}"


def test_status_words_match_their_examples() -> None:
    """Every status that the lexicon gives is told by its examples and not by its counterexamples."""
    words = table("en/undertakings")
    told = [
        *words["word"],
        *words["done"],
        *(words[key] for key in ("given", "missed", "breach", "failure", "terms", "declared", "said", "appointed", "keeping")),
    ]
    told += [{**row, "status": row["told"]} for row in words["course"]]
    for entry in [*table("en/status")["governor"], *table("en/status")["adverb"], *table("en/status")["frame"], *told]:
        wanted = entry.get("status") or entry.get("denied") or entry["told"]
        for text in entry["examples"]:
            assert wanted in {c.body.status for c in read(text) if isinstance(c.body, Commitment)}, text
        for text in entry.get("not_examples", ()):
            assert wanted not in {c.body.status for c in read(text) if isinstance(c.body, Commitment)}, text


def test_modality_words_match_their_examples() -> None:
    """Every group of words makes the act of its examples what it says."""
    for section in ("governor", "adverb", "adjective"):
        for entry in table("en/modality")[section]:
            for text in entry["examples"]:
                told = {c.body.modality for c in read(text) if isinstance(c.body, Event)}
                assert entry["effect"] in told, f"{text} is {told}"


def test_claims_are_sorted_and_their_ids_differ() -> None:
    """Claims come in text order, each under an id of its own, and reading twice gives the same."""
    first = read(STORY)
    assert [c.trigger.start for c in first] == sorted(c.trigger.start for c in first)
    assert len({c.id for c in first}) == len(first)
    assert first == read(STORY)


def test_evidence_walks_back_to_the_text() -> None:
    """Every quote stands at its offsets, short, and around its trigger."""
    for claim in read(STORY):
        assert all(e.matches(STORY) for e in (claim.trigger, *claim.evidence))
        assert all(len(e.quote.split()) <= 31 for e in claim.evidence)
        if isinstance(claim.body, Event):
            assert claim.evidence[0].span.holds(claim.trigger.span)


def test_a_commitment_names_the_event_that_made_it() -> None:
    """The event in which an undertaking was made is one of the claims."""
    every = read(STORY)
    made = [c.body.made_in for c in every if isinstance(c.body, Commitment) and c.body.made_in]
    assert made
    assert set(made) <= {c.id for c in every}


def test_coverage_tells_every_sentence() -> None:
    """Each sentence of title and body is used, or read with nothing found."""
    reading = run.analyse(Report(id="sha256:test", text=STORY))
    rows = cover(reading, claims(reading))
    assert [r.state for r in rows] == ["used", "used", "read, nothing found"]
    assert all(r.quote == STORY[r.start : r.end] for r in rows)


@pytest.mark.parametrize(
    ("kind", "modality", "label"),
    [
        ("CONSULT", "planned", "AGREE"),
        ("CONSULT", "occurred", "CONSULT"),
        ("RETREAT", "planned", "CONCEDE"),
        ("ASSAULT", "planned", "THREATEN"),
        ("SUPPORT", "denied", "REJECT"),
        ("GOVERN", "occurred", ""),
    ],
)
def test_plover_label_follows_the_manual(kind: str, modality: Any, label: str) -> None:
    """The exported label is the type of the act, turned by its modality."""
    assert plover_label(kind, modality) == label
