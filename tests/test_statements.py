"""Statements: quotations, cues and what is made of them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import run
from dragoman.extract.statements.attribution import all_attributions, attributions
from dragoman.extract.statements.claims import statements
from dragoman.extract.statements.cues import verb_cues
from dragoman.extract.statements.quotes import find_quotes
from dragoman.extract.statements.retelling import likeness
from dragoman.lexicon.load import table
from dragoman.model import Part, Published, Reading, Report, Span, Statement, Text
from gate.attribution import Roles, measure, words

GROUPS = [(kind, row) for kind in ("verb", "noun", "phrase") for row in table("en/cues")[kind]]


def reading(text: str) -> Reading:
    return run.analyse(Report(id="sha256:case", text=text))


def plain_reading(text: str) -> Reading:
    divided = Text(parts=(Part(0, len(text), "body"),), sentences=())
    return Reading(report=Report(id="sha256:case", text=text), text=divided, published=Published(), sentences=())


@pytest.mark.parametrize(("kind", "row"), GROUPS, ids=[f"{kind} {row['name']}" for kind, row in GROUPS])
def test_lexicon_examples(kind: str, row: dict[str, Any]) -> None:
    """Every group of cues is met by its examples, and by none of its counter-examples."""
    name = row["name"].replace(" ", "-")
    assert row["examples"], f"{kind} {name} has no example"
    for example in row["examples"]:
        rules = [a.rule for a in all_attributions(reading(example))]
        assert any(rule.startswith(f"attribution.{name}/") for rule in rules), f"{example} gives {rules}"
    for example in row["not_examples"]:
        rules = [a.rule for a in all_attributions(reading(example))]
        assert not any(rule.startswith(f"attribution.{name}/") for rule in rules), f"{example} gives {rules}"


def test_cue_lemmas_are_plain() -> None:
    """Cue verbs are lemmas in lower case, and no group names one twice."""
    assert all(lemma == lemma.casefold() for lemma in verb_cues())
    for _, row in GROUPS:
        assert len(row.get("verbs", [])) == len(set(row.get("verbs", [])))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "yes, we go" and left.', ["yes, we go"]),
        ("He said “yes, we go” and left.", ["yes, we go"]),
        ("He called it ‘a trap’ today.", ["a trap"]),
        ("The parties' talks and Koss' men met 'the press' there.", ["the press"]),
        ("''We go,'' he said.", ["We go,"]),
        ("“We go.\n“We stay.”", ["We go.", "We stay."]),
        ("“He told me ‘go home’ twice.”", ["He told me ‘go home’ twice.", "go home"]),
        ("It isn't the '90s, he said.", []),
    ],
)
def test_quotes(text: str, inner: list[str]) -> None:
    """Quotations are found by their marks, apostrophes are not taken for them, and open ones end with their paragraph."""
    assert [q.inner.of(text) for q in find_quotes(plain_reading(text))] == inner


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="a \"'“”‘’«»\n.,", max_size=60))
def test_quotes_stay_in_the_text(text: str) -> None:
    """Whatever marks a text holds, quotations lie in it, in order, and their words lie between their marks."""
    found = find_quotes(plain_reading(text))
    assert list(found) == sorted(found)
    assert all(0 <= q.start <= q.inner.start <= q.inner.end <= q.end <= len(text) for q in found)
    assert not any("\n" in q.span.of(text) for q in found)


def test_claims_rest_on_their_words() -> None:
    """Every statement's evidence, content and trigger are the report's own characters, and its reason quotes them."""
    text = '"We will go," Osmar Teke told reporters in Hesk. He added that the border would open in May.'
    found = statements(reading(text))
    assert len(found) == 2
    for claim in found:
        body = claim.body
        assert isinstance(body, Statement)
        assert all(e.matches(text) for e in (*claim.evidence, claim.trigger, body.content))
        assert body.cue in claim.why


def test_ids_stay_apart() -> None:
    """Two statements by one cue have ids of their own."""
    found = statements(reading('"We will go," Osmar Teke said. "We will go to the talks in May."'))
    assert len({c.id for c in found}) == len(found) == 2


def test_wishes_do_not_vouch() -> None:
    """What somebody asks for is attributed, yet is not put forward as true by him."""
    asked = reading("Osmar Teke called for talks with the rebels. Osmar Teke said that the rebels had left.")
    assert len(all_attributions(asked)) == 2
    assert [a.cue.of(asked.report.text) for a in attributions(asked)] == ["said"]


def test_doubt_and_fact() -> None:
    """A claim is doubted, an admission is a fact, a saying is neither."""
    text = "Osmar Teke claimed that he won. Osmar Teke admitted that he lost. Osmar Teke said that he left."
    assert [(a.doubting, a.factive) for a in attributions(reading(text))] == [(True, False), (False, True), (False, False)]


def test_likeness() -> None:
    """Likeness is the Dice coefficient of the words."""
    assert likeness("a b c", "a b c") == 1.0
    assert likeness("a b c d", "a b") == pytest.approx(4 / 6)
    assert likeness("", "a") == 0.0


def test_gate_counts() -> None:
    """The gate finds a wrong source, and a half content, wrong and half right."""
    gold: list[Roles] = [{"source": frozenset({0}), "cue": frozenset({5}), "content": frozenset({9, 12, 15, 18})}]
    told: list[Roles] = [{"source": frozenset({3}), "cue": frozenset({5}), "content": frozenset({9, 12})}]
    scores = measure([(gold, told)])
    assert scores["source_token_f1"] == 0.0
    assert scores["cue_linked_f1"] == 1.0
    assert scores["content_token_precision"] == 1.0
    assert scores["content_token_recall"] == 0.5
    assert scores["content_exact_f1"] == 0.0


def test_gate_words() -> None:
    """The gate compares words: no punctuation, and no that at the head of a content."""
    text = 'that "we go".'

    assert words(text, [Span(0, len(text))], "content") == {6, 9}
