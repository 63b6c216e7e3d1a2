"""What a person sets in an entry: which fields there are, and how values are written."""

import datetime as dt
from pathlib import Path

import pytest

from dragoman import run, store
from dragoman.model import Actor, ActorClaim, Event, Judgement, Record
from dragoman.resolve.folding.corrections import corrected, when

MEETING = Event(type="CONSULT", modality="planned", actors=("~varenia",))


def test_each_kind_of_field_takes_its_notation() -> None:
    """Lists are written with commas, dates as ISO, places by name, words as they are."""
    assert corrected(MEETING, "actors", "~varenia, ~northern-front") == Event(
        type="CONSULT", modality="planned", actors=("~varenia", "~northern-front")
    )
    dated, placed = corrected(MEETING, "when", "2024-05"), corrected(MEETING, "where", "Talmar")
    assert isinstance(dated, Event)
    assert isinstance(placed, Event)
    assert (dated.when.start, dated.when.end, dated.when.precision) == (dt.date(2024, 5, 1), dt.date(2024, 5, 31), "month")
    assert placed.where
    assert placed.where.name == "Talmar"


def test_an_actor_can_be_renamed() -> None:
    """The name of an actor is a field of its entry."""
    named = corrected(ActorClaim(Actor(id="~osmar-teke", name="Osmar Teke", kind="person")), "name", "Osmar Tekke")
    assert isinstance(named, ActorClaim)
    assert named.actor.name == "Osmar Tekke"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("wher", "Talmar", "there is no field 'wher'.*where"),
        ("modality", "maybe", "'maybe' is no value of modality"),
        ("when", "last May", "is no date"),
        ("when", "2024-05/2023", "ends before it begins"),
        ("kind", "statement", "there is no field 'kind'"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: str, told: str) -> None:
    """A field that is none and a value that does not fit end with a reason, and never in silence."""
    with pytest.raises(ValueError, match=told):
        corrected(MEETING, field, value)


def test_a_date_covers_what_is_written() -> None:
    """An interval runs from the first day of its first part to the last day of its last."""
    told = when("2024-02/2024-03-10")
    assert (told.start, told.end, told.precision) == (dt.date(2024, 2, 1), dt.date(2024, 3, 10), "interval")


def test_a_judgement_takes_actors_by_name(example: Path, record: Record, tmp_path: Path) -> None:
    """A person writes names and the record keeps ids; an actor that is not in the record is refused."""
    path = tmp_path / "r.db"
    path.write_bytes(example.read_bytes())
    claim = next(e.claims[0] for e in record.entries if isinstance(e.body, Event) and len(e.claims) == 1)
    name, id_ = next((e.body.actor.name, e.body.actor.id) for e in record.entries if isinstance(e.body, ActorClaim))
    put = Judgement(claims=(claim,), verdict="set", by="ana", why="seen the minutes", field="mediators", value=name.lower())
    run.judge(path, put)
    entry = next(e for e in store.open_record(path).entries if claim in e.claims)
    assert isinstance(entry.body, Event)
    assert entry.body.mediators == (id_,)
    nobody = Judgement(claims=(claim,), verdict="set", by="ana", why="a slip", field="mediators", value="Nobody Known")
    with pytest.raises(ValueError, match="no actor is called 'Nobody Known'"):
        run.judge(path, nobody)
