"""Spellings of one name, and names that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ground.letters import distance, fold
from dragoman.ground.spelling import SAME, UNSURE, plain, same_name, skeleton, surname
from gate import names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Khaled Dovani", "Khalid Dovani"),
        ("Azzam al-Teke", "Azzam Teke"),
        ("Abdel Fattah Karr", "Abdul-Fatah Karr"),
        ("Mousa Abu Wold", "Moussa Abu-Wold"),
        ("Salah al-Din Karr", "Salahuddin Karr"),
        ("Teke Viktor", "Viktor Teke"),
        ("Dmytro Dovansky", "Dmitri Dovanskiy"),
    ],
)
def test_spellings_of_one_name_are_the_same(a: str, b: str) -> None:
    """Spellings of one name reach the threshold."""
    assert same_name(a, b).score >= SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Osmar Teke", "Jona Teke"),
        ("Hassan Dovani", "Hussein Dovani"),
        ("Teke Dovani", "Osmar Teke"),
        ("Khalid Wold", "Khalida Wold"),
        ("Ian Karr", "Ian Karr Jr"),
        ("Osmar Teke", "Osmar Teke Foundation"),
        ("George W. Karr", "George H. W. Karr"),
    ],
)
def test_namesakes_stay_apart(a: str, b: str) -> None:
    """Kin, namesakes and what is called after a person never reach the threshold."""
    assert same_name(a, b).score < SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [("Teke", "Osmar Teke"), ("Teke", "Osmar Teke III"), ("O. Teke", "Osmar Teke"), ("Ahmad Karr", "Mahmoud Ahmad Karr")],
)
def test_what_can_be_either_is_unsure(a: str, b: str) -> None:
    """A surname alone, an initial and a name that may be a father's lie between the thresholds."""
    assert UNSURE <= same_name(a, b).score < SAME


def test_organisations_differ_by_one_word() -> None:
    """A word more makes another organisation; a generic word does not."""
    assert same_name("Northern Front", "the Northern Front", "organisation").score >= SAME
    assert same_name("Popular Front of Varenia", "Popular Front of Varenia General Command", "organisation").score < UNSURE


def test_pair_file_meets_its_floors() -> None:
    """The pairs of the gate keep their precision and recall."""
    found = names.score()
    assert found["precision"] >= 0.99
    assert found["recall"] >= 0.95
    assert found["pairs"] >= 1500


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    """No two texts make it raise; the score lies between 0 and 1 and does not depend on the order."""
    for kind in ("person", "organisation"):
        there, back = same_name(a, b, kind).score, same_name(b, a, kind).score
        assert there == back
        assert 0.0 <= there <= 1.0


@given(st.text(max_size=30))
def test_every_name_is_itself(name: str) -> None:
    """A name is the same as itself, and has a surname key."""
    assert same_name(name, name).score == 1.0
    assert isinstance(surname(name), str)


def test_distance_counts_confused_letters_less() -> None:
    """A letter that romanisations confuse costs less than another."""
    assert distance("kadafi", "gadafi") < distance("kadafi", "madafi")
    assert distance(fold("dovanskiy"), fold("dovansky")) == 0.0


def test_skeleton_is_shared_by_spellings() -> None:
    """Spellings of a surname share the key under which candidates are looked up."""
    assert skeleton("qaddafi") == skeleton("gadhafi")
    assert plain("al-Dování’s") == "al dovani"
