"""Parts: every character once, patterns that match their examples, and what a text states of itself."""

import re
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.lexicon.load import table
from dragoman.model import Part, Report, Span, Text
from dragoman.text import divide, label, stated
from dragoman.text.patterns import Pattern, Where, patterns
from dragoman.text.sentences import LONGEST, split

WORDS = [
    "By ",
    "TESKA",
    " — ",
    "(Photo by x)",
    "May 4, 2014",
    "\n",
    "\r\n",
    " ",
    "READ MORE: ",
    "Explore",
    "said.",
    "The council ",
    "|",
    "> ",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
WHERES: tuple[Where, ...] = ("line", "start", "end", "inside")


def compiled() -> list[Any]:
    return [pytest.param(pattern, id=f"{where}: {pattern.name}") for where in WHERES for pattern in patterns(where)]


def entry(pattern: Pattern) -> dict[str, Any]:
    return next(row for row in table("en/parts")["pattern"] if row["name"] == pattern.name)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_parts_cover_any_text_once(text: str) -> None:
    """Parts cover every character of any text exactly once and in order."""
    parts = label(Report(id="r", text=text))
    assert "".join(part.span.of(text) for part in parts) == text
    assert all(one.end == other.start and one.start < one.end for one, other in pairwise(parts))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["body", "title", "other"])), max_size=6))
def test_parts_cover_marked_pages_once(text: str, spans: list[tuple[int, int, Any]]) -> None:
    """Whatever marks a page gives, its parts cover every character exactly once and in order."""
    marks = tuple(Part(start, end, part) for start, end, part in spans)
    parts = label(Report(id="r", text=text, marks=marks))
    assert "".join(part.span.of(text) for part in parts) == text


@pytest.mark.parametrize("pattern", compiled())
def test_pattern_matches_its_examples(pattern: Pattern) -> None:
    """Every pattern finds each of its examples and none of its counterexamples."""
    row = entry(pattern)
    assert [text for text in row["examples"] if not pattern.find(text)] == []
    assert [text for text in row["not_examples"] if pattern.find(text)] == []


def test_pattern_names_are_unique() -> None:
    """No two patterns share a name."""
    names = [row["name"] for row in table("en/parts")["pattern"]]
    assert len(names) == len(set(names))


def test_marks_outrank_the_shape_of_lines() -> None:
    """A short line that a page marks as body stays body, and what it marks as navigation is no text."""
    text = "Menu of the long and winding sort that reads as a sentence does.\nTalks fail"
    parts = label(Report(id="r", text=text, marks=(Part(0, 64, "navigation"), Part(65, 75, "body"))))
    assert [part.part for part in parts] == ["navigation", "body"]


def test_sentences_lie_in_title_and_body() -> None:
    """No sentence is taken from what is neither title nor body."""
    text = "Front frees men\nBy Mira Dovani\nTESKA (AP) — The Northern Front freed forty men on Monday, it said.\nContact us"
    divided = divide(Report(id="r", text=text))
    assert {divided.part_at(sentence.start) for sentence in divided.sentences} == {"title", "body"}


def test_the_sentence_of_a_word_holds_all_of_it() -> None:
    """What lies between two sentences, or in two, is of none."""
    text = "Teke left. Dovani stayed."
    divided = Text(parts=(Part(0, 25, "body"),), sentences=(Span(0, 10), Span(11, 25)))
    told = [divided.sentence_of(span) for span in (Span(5, 9), Span(11, 17), Span(5, 17), Span(10, 11), Span(25, 26))]
    assert [sentence and sentence.of(text) for sentence in told] == ["Teke left.", "Dovani stayed.", None, None, None]


@pytest.mark.parametrize("text", ["Mira Dovani, " * 999 + "left.", "(" * 9999 + " Teke left. " + ")" * 9999, "left " * 4999])
def test_what_has_no_end_is_cut(text: str) -> None:
    """A list, a run of marks and words without marks come in pieces of bounded length, of which none loses a word."""
    parts = (Part(0, len(text), "body"),)
    found = split(text, parts)
    assert all(0 < sentence.end - sentence.start <= LONGEST for sentence in found)
    assert [word for sentence in found for word in re.findall(r"\w+", sentence.of(text))] == re.findall(r"\w+", text)


STATED = [
    ("TESKA, April 4 (Reuters) - The council met on Monday and agreed to free all men.", "agency", "Reuters"),
    ("The council met on Monday and agreed to free all the men.\nSOURCE: Anadolu Agency", "agency", "AA"),
    ("The council met on Monday and agreed to free all the men. (AFP)", "agency", "AFP"),
    ("The council met on Monday and agreed to free all the men.\n(With inputs from AP, AFP)", "agency", None),
    (
        "Talks fail\nThe council in May. (Reuters/Mira Dovani)\nThe council met on Monday and agreed to free all men.",
        "agency",
        None,
    ),
    ("Talks fail\nPhoto: AFP\nThe council met on Monday and agreed to free all the men.", "agency", None),
    ("Talks fail\nBy Mira Dovani\nThe council met on Monday and agreed to free all the men.", "byline", "Mira Dovani"),
    ("Talks fail\nBy Mira Dovani\nThe council met on Monday and agreed to free all the men.", "title", "Talks fail"),
    (
        "The council met on Monday and agreed to free all.\n© 2014 The Teska Times. All rights reserved.",
        "source",
        "The Teska Times",
    ),
    ("The council met on Monday and agreed to free all the men.", "source", None),
    ("The council met on Monday and agreed to free all the men.\nhttp://www.example.org/a", "url", "http://www.example.org/a"),
]


@pytest.mark.parametrize(("text", "field", "value"), STATED)
def test_text_states_its_origin(text: str, field: str, value: str | None) -> None:
    """Headline, byline, service, publisher and address are taken where the text states them, and only there."""
    report = Report(id="r", text=text)
    assert getattr(stated(report, label(report)), field) == value


def test_given_metadata_outrank_the_text() -> None:
    """What metadata give is kept, whatever the text states."""
    report = Report(id="r", text="TESKA (AP) — The council met on Monday and agreed to free all men.", agency="AFP")
    assert stated(report, label(report)).agency == "AFP"


def test_the_name_of_the_outlet_is_no_headline() -> None:
    """A line that holds the publisher's name alone, however it is written, is no title of the report."""
    text = "THE TESKA GAZETTE\nCouncil frees forty men\n\nThe council in Mirava freed forty men on Monday, its head said.\n"
    parts = label(Report(id="r", text=text, source="The Teska Gazette"))
    assert [part.part for part in parts] == ["navigation", "title", "body"]


def test_a_dateline_names_a_service_that_no_list_knows() -> None:
    """The service in the brackets of a dated dateline is the report's agency, known or not."""
    text = "MIRAVA, April 4 (TNA) - The council in Mirava freed forty men on Monday, its head told reporters there.\n"
    report = Report(id="r", text=text)
    assert stated(report, label(report)).agency == "TNA"


@pytest.mark.parametrize("line", ["Ab\n", "Ab cd ef\n", "Photo: x\n", "By Ab Cd\n", "A b.\n"])
def test_many_lines_are_quick(line: str) -> None:
    """Fifty thousand characters of one short line over and over are labelled in a moment."""
    text = line * (50_000 // len(line))
    started = time.process_time()
    label(Report(id="r", text=text))
    assert time.process_time() - started < 10
