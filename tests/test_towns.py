"""Towns looked up by name in the gazetteer's file."""

import pytest

from dragoman.lexicon.town_names import listed, pack, packed, scanned
from dragoman.lexicon.towns import towns


@pytest.mark.parametrize(
    ("asked", "country"),
    [
        ("Geneva", "CH"),
        ("Genève", "CH"),
        ("A Coruña", "ES"),
        ("Aix-en-Provence", "FR"),
        ("Aix en Provence", "FR"),
        ("The Hague", "NL"),
        ("Hague", "NL"),
        ("Łódź", "PL"),
        ("Lodz", "PL"),
        ("St. John's", "CA"),
    ],
)
def test_a_town_is_found_however_its_name_is_written(asked: str, country: str) -> None:
    """Accents, hyphens, dots, apostrophes and a leading article make no other name."""
    assert country in {town.countrycode for town in towns(asked)}


def test_the_largest_town_of_a_name_comes_first() -> None:
    """Towns of one name are in order of their people."""
    people = [town.population for town in towns("Springfield")]
    assert len(people) > 5
    assert people == sorted(people, reverse=True)


def test_other_names_are_those_of_large_towns() -> None:
    """A town from 20,000 people is found by its other names; nothing is found by a name that no town bears."""
    assert any(town.name == "Kyiv" for town in towns("Kiev"))
    assert towns("Varenia Osmarburg") == ()
    assert towns("") == ()


def test_the_index_that_ships_is_that_of_the_file() -> None:
    """What ships has the names and places of the pinned release, and is what reading the file out gives."""
    assert packed().read_bytes() == pack(scanned())
    assert listed() == scanned()
