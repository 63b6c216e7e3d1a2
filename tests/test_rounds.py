"""Rounds, and the register of agreements. All parties are invented but for two states, of which nothing is told."""

import datetime as dt

import msgspec
import pytest

from dragoman import resolve
from dragoman.model import Event, Place, Witness
from dragoman.resolve import Round
from tests.test_chains import apart
from tests.test_resolve import COUNCIL, FRONT, HELD, KASTEL, claim, day, file, record, talks

OTHERS = "Envoys sat down to talks again on Thursday, this time over prisoners and the price of salt."
LEAGUE, ENVOY = "~lake-league", "~orlan-envoy"
PORT = Place(name="Portvale", country="VAR", precision="city")


def told(number: int, published: str, text: str = HELD, **body: object) -> Witness:
    """A report that tells of talks."""
    return claim(file(f"r{number}", text, published), "talks", talks(**body))


def spans(*made: Witness) -> list[tuple[str, int]]:
    """The first days of the rounds that these meetings make, and how many meetings each has."""
    return [(str(r.when.start), len(r.entries)) for r in rounds(*made)]


def rounds(*made: Witness) -> tuple[Round, ...]:
    return resolve.rounds(record(made))


def test_two_parties_in_common_make_one_round() -> None:
    """Who else sits at the table for a day makes no round of its own."""
    with_league = told(2, "2014-05-10", actors=(COUNCIL, FRONT, LEAGUE), when=day("2014-05-09"))
    (found,) = rounds(told(1, "2014-05-07", when=day("2014-05-06")), with_league)
    assert (found.when.start, found.when.end) == (dt.date(2014, 5, 6), dt.date(2014, 5, 9))
    assert set(found.parties) == {COUNCIL, FRONT, LEAGUE}


def test_one_meeting_of_one_source_is_a_round_only_if_called_talks() -> None:
    """Who met whom once stands in the timeline; two sources, or the word, make a round."""
    met = "The Front and the Council met in Kastel on Monday."
    once = claim(file("a", met, "2014-05-07"), "met", talks(when=day("2014-05-06")))
    other = "Envoys of the Front sat down with those of the Council in Kastel, where they met on Monday."
    again = claim(file("b", other, "2014-05-08"), "met", talks(when=day("2014-05-06")))
    assert rounds(once) == ()
    assert len(rounds(once, again)) == len(rounds(told(1, "2014-05-07", when=day("2014-05-06")))) == 1


def test_a_mediator_and_each_side_in_one_city_are_one_round() -> None:
    """Whoever mediates meets one side after the other; what he does in another city is another round."""
    body = Event(
        type="CONSULT", modality="occurred", actors=(COUNCIL, FRONT), mediators=(ENVOY,), where=KASTEL, when=day("2014-05-06")
    )
    both = claim(file("r1", HELD, "2014-05-07"), "talks", body)
    one = told(2, "2014-05-09", OTHERS, actors=(ENVOY, LEAGUE), when=day("2014-05-08"))
    away = told(3, "2014-05-10", actors=(ENVOY, LEAGUE), when=day("2014-05-09"), where=PORT)
    assert spans(both, one, away) == [("2014-05-06", 2), ("2014-05-09", 1)]


@pytest.mark.parametrize(("place", "number"), [(Place(name="Oslo", country="NOR", precision="city"), 1), (None, 2)])
def test_a_state_that_came_to_talk_is_in_one_round(place: Place | None, number: int) -> None:
    """Reports call the other side by other names: the city where a state is a guest tells that it is one round."""
    one = told(1, "2014-05-07", actors=("united-states", "~lake-powers"), when=day("2014-05-06"), where=place)
    other = told(2, "2014-05-09", OTHERS, actors=("united-states", "~league-of-lakes"), when=day("2014-05-08"), where=place)
    assert len(rounds(one, other)) == number


def test_at_home_a_state_receives_many() -> None:
    """In a city of its own a state talks with one after the other: these are two rounds."""
    home = Place(name="Washington", country="USA", precision="city")
    one = told(1, "2014-05-07", actors=("united-states", FRONT), when=day("2014-05-06"), where=home)
    other = told(2, "2014-05-09", OTHERS, actors=("united-states", COUNCIL), when=day("2014-05-08"), where=home)
    assert len(rounds(one, other)) == 2


def test_the_first_round_is_never_the_second() -> None:
    """Rounds that are counted are not run together, however near they lie."""
    first, second = (HELD.replace("talks", f"a {order} round of talks") for order in ("first", "second"))
    one, other = told(1, "2014-05-07", first, when=day("2014-05-06")), told(2, "2014-05-13", second, when=day("2014-05-12"))
    assert spans(one, other) == [("2014-05-06", 1), ("2014-05-12", 1)]


def test_a_meeting_of_no_known_day_is_of_the_only_round() -> None:
    """It stretches nothing; where two rounds can be meant it is of none, and where none can, its place makes it one."""
    may, july = told(1, "2014-05-07", when=day("2014-05-06")), told(2, "2014-07-02", when=day("2014-07-01"))
    words = "Envoys recalled long negotiations of the Front and the Council."
    later = claim(file("r3", words, "2014-09-30"), "negotiations", talks())
    assert spans(may, later) == [("2014-05-06", 2)]
    assert spans(may, july, later) == [("2014-05-06", 1), ("2014-07-01", 1)]
    assert [(r.when.start, r.when.end) for r in rounds(later)] == [(None, dt.date(2014, 9, 30))]


def test_what_is_ahead_of_all_reports_is_no_agreement_yet() -> None:
    """What a report dates behind itself has not been agreed, however it is told, nor what is likelier no act at all."""
    text, body = "The Front and the Council agreed on a truce.", Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT))
    made = claim(file("r1", text, "2014-05-07"), "agreed on a truce", msgspec.structs.replace(body, when=day("2014-05-06")))
    ahead = claim(file("r1", text, "2014-05-07"), "agreed on a truce", msgspec.structs.replace(body, when=day("2014-06-06")))
    doubtful = Witness(msgspec.structs.replace(made.claim, confidence=0.2), made.filed)
    assert [len(resolve.agreements(record([told]))) for told in (made, ahead, doubtful)] == [1, 0, 0]


def test_the_country_alone_can_mean_the_city() -> None:
    """Talks "in Norway" that one report tells of beside those in Oslo are these; in another city of Norway they are not."""
    text = "The United States and the Front held talks in Oslo. Envoys sat down in Norway with the Council to a long dialogue."
    oslo, bergen = (Place(name=name, country="NOR", precision="city") for name in ("Oslo", "Bergen"))
    norway = Place(name="Norway", country="NOR", precision="country")
    one = told(1, "2014-05-07", text, actors=("united-states", FRONT), when=day("2014-05-06"), where=oslo)
    for where, number in ((norway, 1), (bergen, 2)):
        other = claim(one.filed, "dialogue", talks(actors=("united-states", COUNCIL), where=where))
        assert len(rounds(one, other)) == number


def test_what_came_of_a_round_is_an_agreement_in_so_many_words() -> None:
    """To invite or to offer is agreeing in a wider sense, and no outcome; a deal struck on its last day is."""
    body = Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT), when=day("2014-05-07"))
    held = told(1, "2014-05-08", when=day("2014-05-06"))
    struck = claim(file("r2", "The Front and the Council struck a deal on the harbour.", "2014-05-08"), "struck a deal", body)
    asked = claim(file("r3", "The Front invited envoys of the Council to a feast.", "2014-05-08"), "invited", body)
    assert [len(r.outcomes) for made in (struck, asked) for r in rounds(held, made)] == [1, 0]


TEXT = "The Front and the Council signed an accord on Tuesday. They also agreed to share the harbour. Mills closed."


def accord(text: str, published: str, trigger: str, *actors: str, **told: object) -> Witness:
    """What a report tells of an agreement."""
    made = file(published.replace("-", "") + trigger.replace(" ", ""), text, published)
    return claim(made, trigger, Event(type="AGREE", modality="occurred", actors=actors, **told))  # type: ignore[arg-type]


def rows(*made: Witness) -> list[int]:
    """How many tellings each agreement of the register has, where none is folded."""
    return sorted(len(row.claims) for row in resolve.agreements(apart(*made)))


def test_what_a_report_adds_to_an_agreement_is_of_its_row() -> None:
    """Told without a day in the report of the agreement, it is a term; in another one it may be of another."""
    signed = accord(TEXT, "2014-05-07", "signed an accord", FRONT, COUNCIL, when=day("2014-05-06"))
    beside = claim(signed.filed, "agreed", Event(type="AGREE", modality="occurred", actors=(FRONT, COUNCIL)))
    later = accord("The Front and the Council agreed to pay for wells.", "2014-09-07", "agreed", FRONT, COUNCIL)
    assert rows(signed, beside) == [2]
    assert rows(signed, later) == [1, 1]


@pytest.mark.parametrize(
    ("actors", "on", "told", "number"),
    [
        ((FRONT, COUNCIL, LEAGUE), "2014-05-06", "Tuesday", [2]),
        ((FRONT, LEAGUE), "2014-05-06", "Tuesday", [1, 1]),
        ((FRONT, COUNCIL), "2014-05-08", "Thursday", [1, 1]),
        ((FRONT, COUNCIL), "2014-05-08", "", [2]),
    ],
)
def test_one_agreement_is_one_row(actors: tuple[str, ...], on: str, told: str, number: list[int]) -> None:
    """One source names a party more, or has it by the day of its report alone; other parties or another day make another one."""
    signed = accord(TEXT, "2014-05-07", "signed an accord", FRONT, COUNCIL, when=day("2014-05-06"))
    when = msgspec.structs.replace(day(on), text=told)
    other = accord(
        "Envoys of the Front reached a deal on grain, mills and wells.", "2014-05-09", "reached a deal", *actors, when=when
    )
    assert rows(signed, other) == number


def test_where_nobody_is_named_there_is_no_agreement_by_itself() -> None:
    """Two sides that are told by what they are alone make no row."""
    text = "The elders and the traders agreed on a price."
    assert rows(accord(text, "2014-05-07", "agreed", "~elders", "~traders", when=day("2014-05-06"))) == []
