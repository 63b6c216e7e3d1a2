"""Places of the user's own: a dump of GeoNames on disk becomes a file, and the gazetteer knows its places while it is in use."""

import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman import run
from dragoman.cli import main
from dragoman.ingest.actors import ActorsError
from dragoman.ingest.geonames import convert
from dragoman.lexicon.own import use
from dragoman.lexicon.places import read_places, sites

ROWS = (
    ("170001", "Denvik", "Denvik", "Denwik,Денвик", "35.5", "38.2", "P", "PPL", "SY", "", "01", "", "", "", "5600"),
    ("170002", "Ostmar Camp", "Ostmar Camp", "", "35.6", "38.3", "S", "CMPRF", "SY", "", "01", "", "", "", "0"),
    ("170003", "Kel", "Kel", "", "35.6", "38.3", "P", "PPLQ", "SY", "", "01", "", "", "", "0"),
    ("170004", "Grey Hill", "Grey Hill", "", "35.6", "38.3", "T", "HLL", "SY", "", "01", "", "", "", "0"),
)
DUMP = "".join("\t".join((*row, "", "300", "Asia/Damascus", "2020-01-01")) + "\n" for row in ROWS)


@pytest.fixture
def dump(tmp_path: Path) -> Iterator[Path]:
    """A dump on disk; the gazetteer is left as it ships."""
    path = tmp_path / "SY.txt"
    path.write_text(DUMP, "utf-8")
    yield path
    use(())


def test_a_dump_becomes_a_file(dump: Path) -> None:
    """Towns that are lived in and camps are kept, abandoned towns and hills are not."""
    found = convert(dump, "sy.toml")
    told = tomllib.loads(found.text)["places"]
    assert (found.places, found.aside) == (2, 2)
    assert told == {
        "city": ["Denvik, Denwik; SYR; 35.5 38.2; 170001; 5600"],
        "venue": ["Ostmar Camp; SYR; 35.6 38.3; 170002; 0"],
    }


def test_an_archive_is_read_as_its_dump(dump: Path) -> None:
    """The archive in which a dump comes gives the same file."""
    packed = dump.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(dump, "SY.txt")
        archive.writestr("readme.txt", "columns")
    assert convert(packed, "x.toml").text.splitlines()[4:] == convert(dump, "x.toml").text.splitlines()[4:]


def test_a_broken_dump_is_named(dump: Path, tmp_path: Path) -> None:
    """A dump of another encoding and an archive that is not whole are refused by name."""
    other = tmp_path / "latin.txt"
    other.write_bytes(DUMP.replace("Denvik", "Dénvik").encode("latin-1", "replace"))
    with pytest.raises(ActorsError, match=r"latin\.txt"):
        convert(other, "x.toml")
    packed = dump.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", DUMP * 50)
    data = bytearray(packed.read_bytes())
    data[60:70] = bytes(10)
    packed.write_bytes(data)
    with pytest.raises(ActorsError, match=r"SY\.zip"):
        convert(packed, "x.toml")


def test_what_is_no_dump_is_told_by_its_line(tmp_path: Path) -> None:
    """A file of other columns is refused with its line."""
    other = tmp_path / "other.txt"
    other.write_text("a\tb\n", "utf-8")
    with pytest.raises(ActorsError, match=r"other\.txt:1: 2 columns"):
        convert(other, "x.toml")


def test_places_of_ones_own_are_found(dump: Path, tmp_path: Path) -> None:
    """While a file is in use its places are in the gazetteer by every name, and afterwards no more."""
    to = tmp_path / "sy.toml"
    assert CliRunner().invoke(main, ["places", "import", str(dump), "--to", str(to)]).exit_code == 0
    assert not sites("Denwik")
    run.use_actors(run.check_actors([to]))
    assert [(site.name, site.country, site.geonames) for site in sites("Denwik")] == [("Denvik", "SYR", 170001)]
    use(())
    assert not sites("Denwik")


@pytest.mark.parametrize("told", [{"town": ["Denvik; SYR; 1 2; 3; 4"]}, {"city": ["Denvik; SYR; x"]}])
def test_a_row_that_is_no_place_is_refused(told: dict[str, list[str]]) -> None:
    """A kind that there is not, or a row without degrees, is refused with its file."""
    with pytest.raises(ValueError, match=r"own\.toml"):
        list(read_places("own.toml", told))
