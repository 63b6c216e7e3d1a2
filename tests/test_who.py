"""Who: what extractors ask for, and what holds of every text."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import run
from dragoman.ground import who
from dragoman.ground.where import place_of
from dragoman.ground.who.cast import Cast
from dragoman.ground.who.words import is_role_of
from dragoman.model import Reading, Report

WORDS = [
    "Varenia",
    "the Northern Front",
    "Osmar Teke",
    "Mira Dovani",
    "he",
    "they",
    "it",
    "the two sides",
    "met",
    "said",
    "in Cairo",
    "Cairo",
    "on Monday",
    ",",
    ".",
    "and",
    "of",
    "talks between",
    "Hamas",
    "officials",
    "President",
    "'s",
    "(",
    ")",
    "there",
    "North and South Korea",
    "the Syrians",
    "his group",
]


def read(text: str) -> Reading:
    return run.analyse(Report(id="sha256:test", text=text))


def token(reading: Reading, word: str) -> tuple[int, int]:
    tokens = ((s, t, found) for s, sentence in enumerate(reading.sentences) for t, found in enumerate(sentence.tokens))
    return next((s, t) for s, t, found in tokens if found.text == word)


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("Fatah and Hamas met on Monday.", "Fatah", ("fatah", "hamas")),
        ("The talks between Fatah and Hamas failed.", "talks", ("fatah", "hamas")),
        ("The Egyptian plan was rejected.", "plan", ("egypt",)),
        ("Two delegations headed by Osmar Teke and Mira Dovani met.", "delegations", ("~osmar-teke", "~mira-dovani")),
    ],
)
def test_actors_under_a_phrase(text: str, word: str, ids: tuple[str, ...]) -> None:
    """A noun phrase leads to all of its parties, in text order."""
    reading = read(text)
    assert who.actors_under(reading, *token(reading, word)) == ids


def test_at_prefers_the_mention_that_hangs_on_the_token() -> None:
    """A token inside a title gives the body that it names; the head of the whole gives the person."""
    reading = read("Hamas member Osmar Teke spoke on Monday.")
    inner = who.at(reading, *token(reading, "Hamas"))
    assert inner is not None
    assert inner.actors == ("hamas",)
    outer = who.at(reading, *token(reading, "Teke"))
    assert outer is not None
    assert outer.actors == ("~osmar-teke",)


def test_office_gives_membership_and_country() -> None:
    """A title with an organisation makes its holder a member, and gives him its country."""
    reading = read("Hamas member Osmar Teke spoke on Monday.")
    teke = next(actor for actor in reading.actors if actor.id == "~osmar-teke")
    assert teke.member_of == ("hamas",)
    assert teke.country == "PSE"
    assert [(office.title, office.organisation) for office in teke.offices] == [("Hamas member", "hamas")]


@pytest.mark.parametrize(
    ("title", "sector", "body"),
    [
        ("Zambian opposition leader", "OPP", ""),
        ("Zambian rebel commander", "REB", ""),
        ("Zambian human rights lawyer", "SOC", ""),
        ("Zambian government lawyer", "GOV", "zambia"),
        ("Zambian Foreign Minister", "GOV", "zambia"),
    ],
)
def test_a_title_against_a_state_is_no_office_of_it(title: str, sector: str, body: str) -> None:
    """Who leads an opposition or rebels is of the country, and has another sector than its government."""
    reading = read(f"{title} Osmar Teke rejected the offer on Monday.")
    teke = next(actor for actor in reading.actors if actor.id == "~osmar-teke")
    assert (teke.country, teke.sector, [office.organisation for office in teke.offices]) == ("ZMB", sector, [body])


def test_two_bearers_of_a_surname_stay_apart() -> None:
    """Where a single name can be two people told of before, it is nobody."""
    reading = read("Osmar Teke met Jona Teke on Monday. Teke left early.")
    assert who.at(reading, 1, 0) is None


def test_surname_stays_with_whom_it_stood_for_alone() -> None:
    """Once a single name stood for one person it stays his; a namesake who comes later is told in full."""
    reading = read("Osmar Teke spoke on Monday. Teke arrived late. His wife Mira Teke visited a school. Teke left early.")
    last = who.at(reading, 3, 0)
    assert last is not None
    assert last.actors == ("~osmar-teke",)


@pytest.mark.parametrize(
    ("role", "title", "is_his"),
    [
        ("president", "Varenian president", True),
        ("president", "vice president", False),
        ("president", "the president's first security adviser", False),
        ("president", "adviser to the president", False),
        ("former director", "former police director", True),
        ("general", "attorney general", False),
        ("general", "brigadier general", True),
        ("secretary", "secretary of state", True),
        ("chairman", "founder and chairman of the Hall", True),
    ],
)
def test_role_is_that_of_a_title(role: str, title: str, is_his: bool) -> None:  # noqa: FBT001 - a value of the table
    """A role is the head of a title, never what the title only names on its way."""
    assert is_role_of(role, title) == is_his


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_no_text_makes_grounding_raise(words: list[str]) -> None:
    """Whatever words come, mentions quote the text, name listed actors, and places can be asked for."""
    reading = read(" ".join(words))
    ids = {actor.id for actor in reading.actors}
    for mention in reading.mentions:
        tokens = reading.sentences[mention.sentence].tokens
        assert mention.start < mention.end <= len(reading.report.text)
        assert mention.start <= tokens[mention.head].start < mention.end
        assert set(mention.actors) <= ids
    for at, sentence in enumerate(reading.sentences):
        for i in range(len(sentence.tokens)):
            who.actors_under(reading, at, i)
            place_of(reading, at, i)


def test_grounding_is_a_function_of_the_report() -> None:
    """The same text gives the same bytes."""
    text = "Varenia and the Northern Front signed. The two sides thanked Cairo. They will meet there."
    assert msgspec.json.encode(read(text)) == msgspec.json.encode(read(text))


def test_a_word_with_which_two_names_begin_is_neither() -> None:
    """A body is told by the first word of its name only where no other name begins so."""
    cast = Cast("report", None)
    cast.create("Halden Systems", "group")
    assert cast.company("Halden", ["Halden", "Halden Systems"]) == "~halden-systems"
    assert cast.company("Halden", ["Halden", "Halden Systems", "Halden Records"]) is None
    assert cast.company("Northern", ["Northern", "Halden Systems"]) is None
