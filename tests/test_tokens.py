"""Sentences and words of a text: offsets, borders, hyphens."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.model import Part, Span
from dragoman.text.sentences import split
from dragoman.text.tokens import stays_whole, tokenise

PIECES = st.sampled_from(
    [
        "Teke said.",
        "U.S.",
        "al-Ahmed",
        "“No!”",
        "\n",
        "\n\n",
        "Gen.",
        "don't",
        "3.5",
        "…",
        "?",
        " ",
        "A. B.",
        "x",
        "-",
        "• one",
        "’s",
        "(",
        "]",
    ]
)


def words(text: str) -> list[str]:
    return [word.of(text) for word in tokenise(text, Span(0, len(text)))]


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text, (Part(0, len(text), "body"),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the al-Ahmed plan", ["the", "al-Ahmed", "plan"]),
        ("a four-hour meeting", ["a", "four", "-", "hour", "meeting"]),
        ("Israeli-Palestinian talks", ["Israeli", "-", "Palestinian", "talks"]),
        ("Franco-Varenian talks", ["Franco-Varenian", "talks"]),
        ("a Syria-based group", ["a", "Syria", "-", "based", "group"]),
        ("U.S.-backed", ["U.S.", "-", "backed"]),
        ("pro-Varenian", ["pro", "-", "Varenian"]),
        ("co-founder", ["co-founder"]),
        ("Kim Jong-un", ["Kim", "Jong-un"]),
        ("Port-au-Prince", ["Port-au-Prince"]),
        ("didn’t", ["did", "n’t"]),
        ("cannot", ["can", "not"]),
        ("Varenia's", ["Varenia", "'s"]),
        ("the rebels' camp", ["the", "rebels", "'", "camp"]),
        ("Sana'a and Qur’an", ["Sana'a", "and", "Qur’an"]),
        ("they'd go", ["they", "'d", "go"]),
        ("$3.5 million, 12%", ["$", "3.5", "million", ",", "12", "%"]),
        ("at 10:30 a.m. today", ["at", "10:30", "a.m.", "today"]),
        ("A. B. al-Ahmed", ["A.", "B.", "al-Ahmed"]),
        ("see www.example.org/a-b.", ["see", "www.example.org/a-b", "."]),
        ("“Go,” he said…", ["“", "Go", ",", "”", "he", "said", "…"]),
        ("Fatah -- and", ["Fatah", "--", "and"]),
        ("between 2006-2007", ["between", "2006", "-", "2007"]),
        ("on 2011-05-03", ["on", "2011-05-03"]),
        ("@teke #talks", ["@teke", "#talks"]),
        ("[With Teke]", ["[", "With", "Teke", "]"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Text is cut as Universal Dependencies cut it, save that hyphenated names stay whole."""
    assert words(text) == expected


def test_whole_only_after_a_surname() -> None:
    """A Korean given name stays whole after its surname; the same letters after a small word do not."""
    assert stays_whole("Hyun-min", "Park")
    assert not stays_whole("Built-in", "the")


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60))
def test_offsets(text: str) -> None:
    """Whatever the text, sentences and words are in order, apart, trimmed, and hold every letter."""
    spans = split(text, (Part(0, len(text), "body"),))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    for span in spans:
        cut = tokenise(text, span)
        assert "".join(word.of(text) for word in cut) == "".join(span.of(text).split())
        assert all(a.end <= b.start for a, b in pairwise(cut))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


def test_parts_are_borders() -> None:
    """No sentence crosses from one part into another, and only title and body are split."""
    text = "Talks resume Teke arrives for talks. Photo by Moru. He left."
    parts = (Part(0, 12, "title"), Part(12, 37, "body"), Part(37, 52, "caption"), Part(52, len(text), "body"))
    assert [s.of(text) for s in split(text, parts)] == ["Talks resume", "Teke arrives for talks.", "He left."]


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        ". ",
        ".",
        "?",
        " ",
        "\n",
        "a.",
        "a-",
        "1.",
        "“",
        "a@",
        "[1] ",
        "' ",
        "https://",
        ".A",
        "…?",
        "..a",
        "a. ",
        "x\n",
        "(:) ",
    ],
)
def test_long_line_is_quick(piece: str) -> None:
    """A hundred thousand characters of one thing over and over are split and cut in a moment."""
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    for span in split(text, (Part(0, len(text), "body"),)):
        tokenise(text, span)
    assert time.process_time() - started < 10


def test_no_pattern_hangs_on_the_release_of_python() -> None:
    """No group is repeated possessively: early releases of Python 3.11 lose their place in such, and would read other words."""
    sources = [p for p in Path(dragoman.__file__).parent.rglob("*") if p.suffix in {".py", ".toml"}]
    assert [p.name for p in sources if re.search(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>", p.read_text("utf-8"))] == []
