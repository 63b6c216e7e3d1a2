"""Expressions of time: every pattern and its examples, intervals of publication, laws of the calendar, and texts at random."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import run
from dragoman.ground.attach import time_of
from dragoman.ground.when import days, find_times
from dragoman.ground.when.days import Bounds
from dragoman.ground.when.patterns import scan
from dragoman.ground.when.tense import tense_of
from dragoman.ground.when.words import number, values
from dragoman.lexicon.load import table
from dragoman.model import Part, Published, Reading, Report, Span, Text, TimeMention
from gate import eventtimes, timex
from gate.meantime import documents

PATTERNS: list[dict[str, Any]] = table("en/when")["pattern"]
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
WORDS = sorted(
    word
    for name in (
        "month",
        "weekday",
        "unit",
        "rel",
        "mod",
        "deictic",
        "daypart",
        "ordinal",
        "cardinal",
        "vague",
        "about",
        "half",
        "reference",
    )
    for word in values(name)
)
TIMELY = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *WORDS,
                *(word.title() for word in WORDS),
                "ago",
                "earlier",
                "later",
                "the",
                "of",
                "to",
                "will",
                "said",
                "since",
                "Ramadan",
            ]
        ),
        st.integers(0, 3000).map(str),
        st.sampled_from([",", ".", "-", "'s", "p.m.", "1/2/2011", "2008-09", "the 1990s", "Rajab 1433", "Esfand 1403", "Easter"]),
    ),
    max_size=12,
).map(" ".join)


def published(start: dt.date | None, end: dt.date | None) -> Published:
    when = days.when(Bounds(start, end))
    return Published(edtf=when.edtf, start=start, end=end, precision=when.precision, basis="metadata")


def times(text: str, date: Published | None = None) -> list[TimeMention]:
    whole = Text((Part(0, len(text), "body"),), (Span(0, len(text)),))
    reading = Reading(report=Report(id="x", text=text), text=whole, published=date or Published(), sentences=())
    return list(find_times(reading).times)


@pytest.mark.parametrize("row", PATTERNS, ids=[row["name"] for row in PATTERNS])
def test_examples(row: dict[str, Any]) -> None:
    """Every pattern meets its examples whole, and none of what it must not."""
    assert row["examples"]
    for example in row["examples"]:
        words, _, behind = example.partition("|")
        assert any(match.text == words and match.sense == row["sense"] for match in scan(words + behind)), example
    for text in row["not_examples"]:
        assert not any(match.text == text and match.pattern == row["name"] for match in scan(text)), text


def test_patterns_are_named_once() -> None:
    """Every pattern has a name of its own."""
    names = [row["name"] for row in PATTERNS]
    assert len(names) == len(set(names))


def test_interval_of_publication() -> None:
    """Seen from an interval, days stay inside it, months and years move with it, and dates with a year stand."""
    date = published(dt.date(2010, 1, 1), dt.date(2010, 9, 30))
    found = {
        t.when.text: t.when.edtf
        for t in times("He said Monday they would meet early October, after talks last year and in 2007.", date)
    }
    assert found == {"Monday": "2010-01/2010-09", "early October": "2010-10-01/2010-10-10", "last year": "2009", "2007": "2007"}


def test_open_publication() -> None:
    """Seen from an open interval, what hangs on it stays open."""
    date = published(dt.date(2015, 1, 1), None)
    assert [t.when.edtf for t in times("Teke wrote it earlier this week and last year.", date)] == ["2015/..", "2014/.."]


def test_no_anchor() -> None:
    """Without an anchor there is no date, but the words and how they hang."""
    (found,) = times("They met yesterday.")
    assert found.when.edtf is None
    assert not found.when.is_known
    assert (found.when.text, found.when.offset) == ("yesterday", "1 day before publication")


def test_split_abbreviation() -> None:
    """A sentence cut after "Nov." does not cut the date."""
    text = "The talks begin Nov. 9 in Port Alda."
    parts = Text((Part(0, len(text), "body"),), (Span(0, 20), Span(21, len(text))))
    reading = Reading(
        report=Report(id="x", text=text), text=parts, published=published(dt.date(2012, 11, 1), dt.date(2012, 11, 1)), sentences=()
    )
    assert [t.when.edtf for t in find_times(reading).times] == ["2012-11-09"]


@settings(max_examples=150, deadline=None)
@given(TIMELY, st.one_of(st.none(), DAYS), st.integers(0, 900))
def test_any_text(text: str, day: dt.date | None, length: int) -> None:
    """No text makes it raise; spans hold their words; bounds are in order; without a publication no relative date is made up."""
    end = min(day + dt.timedelta(days=length), dt.date(2101, 1, 1)) if day else None
    for found in times(text, published(day, end)):
        words = " ".join(text[found.start : found.end].split())
        assert found.when.text == words
        if found.when.start and found.when.end:
            assert found.when.start <= found.when.end
        if day is None and found.when.is_known:
            assert any(char.isdigit() for char in text) or "thousand" in text.lower() or "teen" in text.lower()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), DAYS)
def test_any_characters(text: str, day: dt.date) -> None:
    """No characters make it raise."""
    times(text, published(day, day))


@given(DAYS, DAYS)
def test_edtf_covers(one: dt.date, other: dt.date) -> None:
    """The EDTF of two days names exactly the days between them."""
    start, end = min(one, other), max(one, other)
    name = days.edtf(Bounds(start, end))
    assert name is not None
    sides = name.split("/")
    assert _first(sides[0]) == start
    assert _last(sides[-1]) == end


@given(DAYS, st.integers(1, 7), st.sampled_from([-1, 1]))
def test_weekday_near(day: dt.date, weekday: int, direction: int) -> None:
    """The nearest such weekday is that weekday, less than a week away, on the side asked for."""
    found = days.weekday_near(day, weekday, direction)
    assert found.isoweekday() == weekday
    assert 0 <= (found - day).days * direction < 7


@pytest.mark.parametrize(
    ("text", "worth"),
    [("2 1/2", 2.5), ("twenty-four", 24), ("a hundred", 100), ("two hundred and fifty", 250), ("3,000", 3000), ("often", None)],
)
def test_numbers(text: str, worth: float | None) -> None:
    """Numbers in figures and words have their worth."""
    assert number(text) == worth


@pytest.mark.parametrize(
    ("text", "words", "tense"),
    [
        ("They will meet on Monday.", "Monday", 3),
        ("They said on Monday that they will meet.", "Monday", -1),
        ("They had been due to meet on Monday.", "Monday", -1),
        ("Polls are to be held in May.", "May", 2),
        ("They agreed to meet on Monday.", "Monday", 2),
        ("Monday is a day of rest.", "Monday", 0),
        ("Two of those hurt in Monday's raid were buried.", "Monday", -1),
        ("Monday's vote is expected to be close.", "Monday", 2),
        ("She was set free on Monday.", "Monday", -1),
        ("The poll, set for Monday, was put off.", "Monday", 2),
        ("They called for a strike in Denvik on Monday.", "Monday", 1),
        ("They called on everybody to gather in Denvik on Monday.", "Monday", 1),
    ],
)
def test_tense(text: str, words: str, tense: int) -> None:
    """The nearest cue tells whether the words look back or ahead."""
    at = text.index(words)
    assert tense_of(text, at, at + len(words), (0, len(text))) == tense


ACTS = [
    ("Teke ended talks with the leaders of the Front, following a car bomb attack in Dalmar on Tuesday.", "ended", "2024-05-02~"),
    ("Teke ended talks with the leaders of the Front, following a car bomb attack in Dalmar on Tuesday.", "attack", "2024-04-30"),
    ("Osmar Teke on Thursday dropped the summit that had been set for next month.", "summit", "2024-06"),
    ("The sides are to meet in Port Alda for their first talks since January.", "meet", "2024-05-02/.."),
    ("The River Union welcomes the signing on 8 April of the accord by Varenia.", "welcomes", "../2024-05-02"),
    ("The River Union welcomes the signing on 8 April of the accord by Varenia.", "signing", "2024-04-08"),
    ("The sides signed an accord on Thursday that provides for a truce from Saturday.", "provides", "2024-05-04/.."),
    ("Varenia opened the crossing four days after the premiers signed the accord.", "signed", "2024-04-28?"),
    ("Osmar Teke recalled those killed in the Sept. 11 attacks.", "attacks", "2001-09-11"),
    ("Osmar Teke said Monday that the sides would meet in early June.", "meet", "2024-06-01/2024-06-10"),
    ("Osmar Teke said Monday that the sides would meet in early June.", "said", "2024-04-29"),
    ("Varenia hosted several rounds of talks last year.", "talks", "2023"),
    ("The sides have remained at odds since the Front seized Port Alda in mid-2007.", "seized", "2007-05/2007-08"),
    ("Osmar Teke announced Thursday that the sides have reached an agreement.", "reached", "2024-05-02?"),
    ("The Front broke the truce in 2007 when it seized Port Alda.", "seized", "2007"),
    ("The Front has threatened to leave the talks.", "threatened", "2024-05-02~"),
    ("Dalmar has been trying to calm the clans.", "trying", "../2024-05-02"),
    ("In 2014, the sides agreed to form a cabinet, but it was never formed.", "formed", "2014-01-01/2024-05-02"),
    ("A deal signed in Dalmar in May 2011 was never carried out.", "carried", "2011-05-01/2024-05-02"),
    ("The Front rejected a proposal made by Dalmar last month.", "proposal", "2024-04"),
    ("Teke said the sides would form a cabinet by the end of May.", "form", "2024-05-02/2024-05-31"),
    ("Varenia will free the prisoners.", "free", "2024-05-02/.."),
    ("The Front rejected the plan.", "rejected", "2024-05-02~"),
    ("Osmar Teke left on Monday. The Front has its own view. It rejected the plan.", "rejected", "2024-04-29?"),
    ("The Front signed an accord on Tuesday. Under the accord, Varenia agreed to free 300 prisoners.", "agreed", "2024-04-30?"),
    ("The Front signed an accord on Tuesday. It agreed to leave Dalmar within 90 days.", "leave", "2024-04-30/2024-07-29"),
    ("Varenia will withdraw its troops within two weeks.", "withdraw", "2024-05-02/2024-05-16"),
    ("The sides agreed on Tuesday after five days of talks in Dalmar.", "talks", "2024-04-26/2024-04-30"),
    ("The sides ended two days of talks in Dalmar on Tuesday.", "ended", "2024-04-29/2024-04-30"),
    ("Five days of talks between the sides ended on Tuesday.", "talks", "2024-04-26/2024-04-30"),
    ("A two-day meeting of the sides began in Dalmar on Monday.", "meeting", "2024-04-29/2024-04-30"),
    ("The sides signed a statement on Tuesday at the end of three days of talks.", "talks", "2024-04-28/2024-04-30"),
    ("The sides signed a statement on Tuesday after a two-day meeting.", "meeting", "2024-04-29/2024-04-30"),
    ("The sides signed a statement on Tuesday after a two-day meeting.", "signed", "2024-04-30"),
    ("The Front ended a five-day siege of Dalmar on Tuesday.", "ended", "2024-04-30"),
    ("Talks that lasted three days ended in Dalmar on Tuesday.", "Talks", "2024-04-28/2024-04-30"),
    ("Dalmar has proposed talks in July.", "talks", "2024-07"),
    ("Dalmar has proposed talks in July.", "proposed", "2024-05-02~"),
    ("The sides agreed on Tuesday to hold elections, this time by June 2025.", "agreed", "2024-04-30"),
    ("Osmar Teke will meet his ministers on Thursday ahead of a summit on Friday.", "summit", "2024-05-03"),
    ("Osmar Teke will meet his ministers ahead of a summit on Friday.", "meet", "2024-05-02/.."),
    ("The sides clashed on Wednesday, and 14 people were killed.", "killed", "2024-05-01"),
    ("The sides met on Monday. Osmar Teke urged both to stop.", "urged", "2024-05-02?"),
    ("The sides met on Monday. Osmar Teke called it a trap.", "called", "2024-05-02?"),
    ("The sides met on Monday. Osmar Teke dubbed the paper a trap.", "dubbed", "2024-05-02?"),
    ("The sides met on Monday. The Front had demanded the release of prisoners.", "demanded", "../2024-05-02"),
    ("The deal was reached on Friday. Osmar Teke welcomed the agreement.", "agreement", "2024-04-26"),
    ("The sides met on Monday. Osmar Teke left the meeting early.", "meeting", "2024-04-29"),
    ("The talks in Dalmar were the first in two years.", "talks", None),
    ("It was the worst fighting in two years, Osmar Teke said on Tuesday.", "fighting", None),
    ("The war has killed 9,000 people.", "killed", "../2024-05-02"),
    ("Osmar Teke said on Tuesday that 9,000 people had been killed in the war.", "killed", "../2024-05-02"),
    ("Twelve people were killed in fighting in Dalmar, Osmar Teke said on Tuesday.", "killed", "2024-04-30?"),
    ("The town will be rebuilt in two years.", "rebuilt", "2024-05-02/2026-05-02"),
    ("The truce was announced on Monday at a summit hosted by Dalmar.", "hosted", "2024-04-29"),
    ("The sides fought between 1998 and 2000.", "fought", "1998/2000"),
    ("The talks will run from Monday to Wednesday.", "run", "2024-05-06/2024-05-08"),
    ("Osmar Teke arrived on Wednesday ahead of the signing of a deal on Friday.", "signing", "2024-05-03"),
    ("Dalmar has been divided since 1999, when the Front seized its north.", "seized", "1999"),
    ("Dalmar will stay closed until the Front meets the envoy.", "meets", "2024-05-02/.."),
    ("The next round is scheduled on the territory of Dalmar.", "scheduled", "2024-05-02/.."),
    ("Osmar Teke is prepared to leave Dalmar.", "prepared", "../2024-05-02"),
    ("It was the first meeting between the sides in three weeks.", "meeting", None),
    ("The sides signed a two-week truce starting Sunday.", "signed", "2024-05-02~"),
    ("The talks of the sides resumed in Dalmar. The talks, beginning late on Monday, lasted four hours.", "resumed", "2024-04-29"),
    ("Dalmar struck a deal with the Front in July.", "struck", "2023-07"),
    ("Osmar Teke travelled this Friday evening to Dalmar.", "travelled", "2024-04-26"),
    ("Osmar Teke invited the Front to more talks Friday evening.", "talks", "2024-05-03"),
    ("The talks were scheduled for April 8 but were called off.", "called", "2024-05-02~"),
    ("The talks are postponed.", "postponed", "../2024-05-02"),
    ("Osmar Teke accused the Front, now part of a bloc, of murder.", "accused", "2024-05-02?"),
    ("The sides fought on after the fall of the government.", "fall", None),
    ("Dalmar hailed a deal reached after the fighting in the north last week.", "fighting", "2024-04-22/2024-04-28"),
    ("The sides fought in 2011. Osmar Teke left the town.", "left", None),
    ("The sides signed a pact on Monday. It was read out on Tuesday. Both left Dalmar.", "left", "2024-04-29?/2024-04-30?"),
    ("Osmar Teke received the men who were jailed.", "jailed", None),
]


@pytest.mark.parametrize(("text", "word", "edtf"), ACTS)
def test_time_of(text: str, word: str, edtf: str | None) -> None:
    """Each act has the time that the grammar, or the run of the text, gives it."""
    reading = run.analyse(Report(id="sha256:x", text=text, published=published(dt.date(2024, 5, 2), dt.date(2024, 5, 2))))
    where = [(i, j) for i, s in enumerate(reading.sentences) for j, token in enumerate(s.tokens) if token.text == word]
    when, why = time_of(reading, *where[-1])
    assert when.edtf == edtf, why
    assert why


def test_time_of_by_modality() -> None:
    """One word can name a refusal of today and a plan for another day."""
    text = "The talks have been postponed to June 9."
    reading = run.analyse(Report(id="sha256:x", text=text, published=published(dt.date(2024, 5, 2), dt.date(2024, 5, 2))))
    at = next(j for j, token in enumerate(reading.sentences[0].tokens) if token.text == "postponed")
    assert time_of(reading, 0, at, "planned")[0].edtf == "2024-06-09"
    assert time_of(reading, 0, at, "occurred")[0].edtf == "2024-05-02~"


def test_title_takes_the_day_of_the_lead() -> None:
    """A headline tells the act of the lead, on the day that the lead gives."""
    text = "Osmar Teke meets Front leader in Dalmar\n\nOsmar Teke met the leader of the Front on Tuesday, a spokesman said.\n"
    day = published(dt.date(2024, 5, 2), dt.date(2024, 5, 2))
    reading = run.analyse(Report(id="sha256:x", text=text, title=text.splitlines()[0], published=day))
    at = next(j for j, token in enumerate(reading.sentences[0].tokens) if token.text == "meets")
    assert time_of(reading, 0, at)[0].edtf == "2024-04-30"


def test_time_of_without_publication() -> None:
    """Where the publication is not known, no act is dated by it."""
    reading = run.analyse(Report(id="sha256:x", text="Osmar Teke said on Wednesday that he met Mira Dovani. He has left."))
    reading = msgspec.structs.replace(reading, published=Published())
    answers = [time_of(reading, i, j) for i, s in enumerate(reading.sentences) for j in range(len(s.tokens))]
    assert answers
    assert not any(when.is_known for when, _ in answers)


TIMEML = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2011-03-04" functionInDocument="CREATION_TIME">x</TIMEX3></DCT>
<TEXT>Teke said <TIMEX3 tid="t1" type="DATE" value="2011-03-04">Friday</TIMEX3> that talks took
<TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>.
<TIMEX3 tid="t3" type="DATE" value="PAST_REF">Erewhile</TIMEX3> none.</TEXT></TimeML>"""


def test_gate_counts(tmp_path: Any) -> None:
    """The score counts what is found, missed and wrong."""
    (tmp_path / "one.tml").write_text(TIMEML, "utf-8")
    scores = timex.score(tmp_path)
    assert (scores["gold"], scores["found"]) == (3, 2)
    assert (scores["relaxed_p"], scores["relaxed_r"], scores["value_f1"]) == (1.0, 0.6667, 0.8)


def _first(side: str) -> dt.date:
    year, month, day = ([int(x) for x in side.split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


def _last(side: str) -> dt.date:
    numbers = [int(x) for x in side.split("-")]
    if len(numbers) == 3:
        return dt.date(*numbers)
    whole = days.months(numbers[0], numbers[1]) if len(numbers) == 2 else days.years(numbers[0])
    assert whole is not None
    return whole[1]


MEANTIME = """<?xml version="1.0" ?><Document doc_id="1" doc_name="x">
<token number="0" sentence="0" t_id="1">Front</token><token number="1" sentence="0" t_id="2">signs</token>
<token number="0" sentence="1" t_id="3">It</token><token number="1" sentence="1" t_id="4">signed</token>
<token number="2" sentence="1" t_id="5">Monday</token><token number="3" sentence="1" t_id="6">.</token>
<Markables><EVENT_MENTION m_id="1"><token_anchor t_id="4"/></EVENT_MENTION>
<TIMEX3 m_id="2" functionInDocument="NONE" type="DATE" value="2006-05"><token_anchor t_id="5"/></TIMEX3>
<TIMEX3 m_id="3" functionInDocument="CREATION_TIME" type="DATE" value="2006-W18"/></Markables>
<Relations><TLINK r_id="1" reltype="IS_INCLUDED"><source m_id="1"/><target m_id="2"/></TLINK>
<TLINK r_id="2" reltype="AFTER"><source m_id="3"/><target m_id="1"/></TLINK></Relations></Document>"""


def test_links_of_acts_to_times(tmp_path: Path) -> None:
    """The gate of event times reads each link as seen from the act, and values of TimeML as stretches of days."""
    (tmp_path / "x.xml").write_text(MEANTIME, "utf-8")
    (document,) = documents(tmp_path)
    found = [(link.act.of(document.text), link.relation, link.time, link.is_document) for link in eventtimes.links(document)]
    assert document.text == "Front signs\n\nIt signed Monday."
    assert found == [
        ("signed", "IS_INCLUDED", (dt.date(2006, 5, 1), dt.date(2006, 5, 31)), False),
        ("signed", "BEFORE", (dt.date(2006, 5, 1), dt.date(2006, 5, 7)), True),
    ]
