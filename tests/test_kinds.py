"""What kind of thing a name stands for."""

import pytest

from dragoman.language.kinds import kind
from dragoman.model import Name, Token


def words(text: str, xpos: str = "NNP") -> list[Token]:
    """Words of a name, all hanging on the last, as in "Tishrin Dam"."""
    said = text.split()
    return [
        Token(0, 0, word, word, "PROPN", xpos, len(said) - 1 if i < len(said) - 1 else -1, "compound")
        for i, word in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("label", "name", "xpos", "expected"),
    [
        ("PER", "Osmar Teke", "NNP", "PERSON"),
        ("ORG", "Northern Front", "NNP", "ORG"),
        ("LOC", "Port Selim", "NNP", "LOC"),
        ("LOC", "Old Lake Bridge", "NNP", "FAC"),
        ("LOC", "Belisk Airport", "NNP", "FAC"),
        ("MISC", "Varenian", "JJ", "NORP"),
        ("MISC", "Corvanians", "NNPS", "NORP"),
        ("MISC", "Syrian", "NNP", "NORP"),
        ("MISC", "Druze", "NNP", "NORP"),
        ("MISC", "Second Lake War", "NNP", "EVENT"),
        ("MISC", "2019 Varenian elections", "NNS", "EVENT"),
        ("MISC", "Kessary Accord", "NNP", "MISC"),
    ],
)
def test_kind(label: str, name: str, xpos: str, expected: str) -> None:
    """Built places by their head, events by a word, peoples by tag or list; what is left keeps its type."""
    assert kind(label, words(name, xpos), 0) == expected


def test_a_place_called_after_a_thing_built_is_no_thing_built() -> None:
    """The head counts: "Port" in "Port of Selim" is one, "Port" in "Port Selim" is not."""
    port, of, selim = (
        Token(0, 0, word, word, "PROPN", "NNP", head, "nmod") for word, head in (("Port", -1), ("of", 2), ("Selim", 0))
    )
    assert kind("LOC", [port, of, selim], 0) == "FAC"
    assert kind("LOC", words("Port Selim"), 0) == "LOC"


def test_every_kind_has_the_type_that_open_sets_share() -> None:
    """Rooms above ask for the four types."""
    assert [Name(0, 0, k).label for k in ("PERSON", "FAC", "NORP", "EVENT")] == ["PER", "LOC", "MISC", "MISC"]
