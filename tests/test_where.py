"""Where: the gazetteer, the choice between namesakes, and the place of an act."""

import pytest

from dragoman import run
from dragoman.ground.where import place_of
from dragoman.ground.where.settle import distance
from dragoman.lexicon import table
from dragoman.lexicon.places import sites, us_state
from dragoman.model import Reading, Report


def read(text: str) -> Reading:
    return run.analyse(Report(id="sha256:test", text=text))


def place(text: str, word: str) -> str:
    """The name of the place that locates a word, or nothing."""
    reading = read(text)
    tokens = ((s, t, token) for s, sentence in enumerate(reading.sentences) for t, token in enumerate(sentence.tokens))
    found = next(place_of(reading, s, t) for s, t, token in tokens if token.text == word)
    return found.name if found else ""


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The delegations met in Damascus on Monday.", "met", "Damascus"),
        ("The delegations held talks in Damascus on Monday.", "talks", "Damascus"),
        ("The delegations held talks in Damascus on Monday.", "held", "Damascus"),
        ("The envoy flew to Geneva on Monday.", "flew", "Geneva"),
        ("DAMASCUS, Syria — The delegations met on Monday.", "met", ""),
        ("Cairo brokered a truce.", "brokered", ""),
        ("The sides held talks in Damascus, during which they agreed to hold elections.", "agreed", "Damascus"),
        ("The sides held talks in Damascus, during which they agreed to hold elections.", "elections", ""),
        ("The sides agreed in Damascus to exchange prisoners.", "exchange", ""),
        ("Rebels closed a road in the hilly province of Sofala on Monday.", "closed", "Sofala"),
        ("The envoy met the Oskaran government and the opposition parties, in Lome, to end the crisis.", "met", "Lome"),
        ("The next meeting will be held on the territory of Uzbekistan.", "held", "Uzbekistan"),
    ],
)
def test_place_of_an_act(text: str, word: str, name: str) -> None:
    """An act lies where its clause says, never in the dateline."""
    assert place(text, word) == name


def test_countries_have_their_middle() -> None:
    """Every state of the table of middles is in the gazetteer with its GeoNames id."""
    assert all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in table("world/middles")["country"].values())
    assert [site.geonames for site in sites("Egypt")][:1] == [357994]


def test_rows_of_venues_can_be_read() -> None:
    """Every row of the venues is found by each of its names."""
    for precision in ("venue", "city", "region", "area"):
        for row in table("world/venues")[precision]:
            for name in row.split(";")[0].split(", "):
                assert any(site.precision == precision for site in sites(name.strip())), name


def test_rows_of_provinces_can_be_read() -> None:
    """Every province is found by each of its names, in a country that the gazetteer has; no country has one name twice."""
    for country, rows in table("world/provinces").items():
        names = [name.strip() for row in rows for name in row.split(";")[0].split(", ")]
        assert country in table("world/middles")["country"]
        assert len(names) == len(set(names)), country
        for name in names:
            assert any((site.precision, site.country) == ("region", country) for site in sites(name)), name


def test_short_states() -> None:
    """States of the USA are known in full and as papers shorten them."""
    assert us_state("Texas") == us_state("Tex.") == us_state("TX") == "TX"
    assert us_state("Varenia") == ""


def test_distance_is_symmetric() -> None:
    """The distance between two points is the same both ways, and a quarter of the Earth from pole to equator."""
    assert distance(90, 0, 0, 0) == pytest.approx(10007.5, abs=1)
    assert distance(10, 20, 30, 40) == pytest.approx(distance(30, 40, 10, 20))
