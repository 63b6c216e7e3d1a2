"""Actors of the user's own: in the registry while a record is built, and converted from lists on disk."""

import bz2
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dragoman import run, store
from dragoman.cli import main
from dragoman.ingest.actors import ActorsError, convert, kept
from dragoman.lexicon import actors as lexicon
from dragoman.lexicon.notation import Listed
from dragoman.lexicon.own import use
from dragoman.model import ActorClaim, Judgement

OWN = '[VAR]\narmed_group = [\n  "Grey Dawn Brigades, Grey Dawn; REB",\n]\nstate = ["Varenia"]\n'
REPORT = "Talks held\n\nGrey Dawn attacked a convoy of Varenia on 3 May 2021.\n"
PARTIES = (
    "country,partyfacts_id,technical,name_short,name,name_english,name_other\n"
    'VAR,1,,NFT,Nuorta Frontti,Northern Front,"Talmaric: Nord, Fronto"\n'
    "VAR,2,,PP,Pobla,People's Party / Popular Union,\n"
    "OSK,3,,PUO,Pobla Oskara,People's Party,\n"
    "VAR,4,15,,technical,technical,\n"
    "VAR,5,,Y,Yuva ولسواک,,\n"
)
DICTIONARY = """<!-- a dictionary
of the test -->
NORTHERN_FRONT_ [VARREB <950601]  # until it laid down its arms
+NORTHERNERS
\t[VARPTYOPP 19950601 - 19990815]
\t[VARGOV > 990815]
NOBODY [---]
NFT [VARREB]
EGYPTIAN [EGY]
RED_HELPERS [NGOHLH]
"""


@pytest.fixture(autouse=True)
def _shipped_again() -> Iterator[None]:
    """The registry as it ships, whatever a test put into it."""
    yield
    use(())


def written(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, "utf-8")
    return path


def read_back(source: Path) -> dict[str, Listed]:
    """What an import of this file puts into a registry."""
    return {listed.id: listed for listed in lexicon.read_actors("own", tomllib.loads(convert(source, "own.toml").text))}


def entity(of: str, label: str, **claims: Any) -> str:
    """A line of a dump: an item with these values of its properties."""
    told = {p: [{"rank": "normal", "mainsnak": {"datavalue": {"value": v}}} for v in values] for p, values in claims.items()}
    labels = {"en": {"language": "en", "value": label}}
    aliases = {"en": [{"language": "en", "value": f"{label} Union"}]}
    return json.dumps({"type": "item", "id": of, "labels": labels, "aliases": aliases, "claims": told}) + ",\n"


def test_own_actors_join_the_registry_and_outrank_it(tmp_path: Path) -> None:
    """An actor of the user is found by its names, one with a shipped id replaces it, and without the file all is as before."""
    shipped = lexicon.actor("hamas")
    path = written(tmp_path / "own.toml", OWN + '[OSK]\nparty = ["Hamas, Grey Dawn?; OPP"]\n')
    run.use_actors(run.check_actors([path]))
    assert [found.id for found in lexicon.named("Grey Dawn")] == ["grey-dawn-brigades", "hamas"]
    assert lexicon.sector_at("hamas") == ("OPP",)
    run.use_actors(())
    assert lexicon.named("Grey Dawn") == ()
    assert lexicon.actor("hamas") == shipped


def test_a_later_file_outranks_an_earlier_one(tmp_path: Path) -> None:
    """Of two files that tell one id the one named last holds, and the order of files is part of what a reading rests on."""
    one, two = written(tmp_path / "1.toml", OWN), written(tmp_path / "2.toml", OWN.replace("REB", "PTY"))
    run.use_actors(run.check_actors([one, two]))
    assert lexicon.sector_at("grey-dawn-brigades") == ("PTY",)
    run.use_actors(run.check_actors([two, one]))
    assert lexicon.sector_at("grey-dawn-brigades") == ("REB",)


@pytest.mark.parametrize("cores", [1, 2])
def test_a_build_reads_with_own_actors(tmp_path: Path, cores: int) -> None:
    """Actors of the file stand in the record on one core and on two; its digest is kept, and a change has reports read again."""
    report, own = written(tmp_path / "r.txt", REPORT), written(tmp_path / "own.toml", OWN)
    settings = run.Settings(record=tmp_path / "r.db", cores=cores, actors=(own,))
    assert run.build([report], settings).read == 1
    assert run.build([report], settings).known == 1
    record = store.open_record(settings.record)
    ids = {entry.body.actor.id for entry in record.entries if isinstance(entry.body, ActorClaim)}
    assert ids == {"grey-dawn-brigades", "varenia"}
    assert run.check_actors([own])[0].digest == record.provenance["actors"]
    written(own, OWN.replace("Grey Dawn Brigades", "Dawn Brigades"))
    assert run.build([report], settings).read == 1
    assert run.build([report], run.Settings(record=settings.record)).read == 1


def test_a_judgement_folds_with_the_actors_of_the_build(tmp_path: Path) -> None:
    """The record keeps the files, so that a later judgement folds with them, wherever they have gone."""
    report, own = written(tmp_path / "r.txt", REPORT), written(tmp_path / "own.toml", OWN)
    record = tmp_path / "r.db"
    run.build([report], run.Settings(record=record, actors=(own,)))
    own.unlink()
    use(())
    (claim, *_) = sorted(store.open_record(record).claims)
    run.judge(record, Judgement(claims=(claim,), verdict="right", by="ana", why="read again"))
    assert [found.id for found in lexicon.named("Grey Dawn")] == ["grey-dawn-brigades"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[VAR]\nparty = [\n  "Northern Front; PTY",\n  "Grey Dawn; Envoy 2012/2010",\n]\n', ":4: 'Grey Dawn"),
        ('[VAR]\nparti = ["Northern Front"]\n', ":2: no kind 'parti'"),
        ('[varenia]\nparty = ["Northern Front"]\n', ":1: 'varenia' is neither"),
        ("[VAR]\nparty = 3\n", ":2: VAR.party is no list"),
        ('[VAR]\nparty = ["Northern Front\n', "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """The message names the file, the line and what is wrong, and the command ends with exit code 2."""
    own, report = written(tmp_path / "own.toml", text), written(tmp_path / "r.txt", REPORT)
    result = CliRunner().invoke(main, ["analyse", str(report), "--actors", str(own)])
    assert result.exit_code == 2
    assert "own.toml" in result.output
    assert told in " ".join(result.output.split())


def test_one_file_cannot_tell_an_id_twice(tmp_path: Path) -> None:
    """Two rows that give one id are refused, and the registry stays as it ships."""
    own = written(tmp_path / "own.toml", '[VAR]\nparty = ["Grey Dawn"]\ngroup = ["Grey Dawn"]\n')
    with pytest.raises(ActorsError, match="second grey-dawn"):
        run.use_actors(run.check_actors([own]))
    assert lexicon.named("Grey Dawn") == ()


def test_party_facts_become_rows(tmp_path: Path) -> None:
    """Names in our letters are kept, initials of two letters and technical rows are not, and namesakes are told apart."""
    found = read_back(written(tmp_path / "parties.csv", PARTIES))
    assert set(found) == {"peoples-party-osk", "northern-front", "peoples-party-var", "yuva"}
    front = found["northern-front"]
    assert front.names == ("Northern Front", "Nuorta Frontti", "Nord Fronto", "NFT")
    assert (front.kind, front.country, front.roles[0].sectors) == ("party", "VAR", ("PTY",))
    assert found["peoples-party-var"].names == ("People's Party", "Popular Union", "Pobla")


def test_a_party_without_a_country_is_refused(tmp_path: Path) -> None:
    """A row that cannot be right is named by its line, a file without the columns by its first."""
    with pytest.raises(ActorsError, match=r"parties.csv:2: the country 'Varenia'"):
        convert(written(tmp_path / "parties.csv", PARTIES.replace("VAR,1", "Varenia,1")), "own.toml")
    with pytest.raises(ActorsError, match=r"other.csv:1: no column country"):
        convert(written(tmp_path / "other.csv", "a,b\n1,2\n"), "own.toml")


@pytest.mark.parametrize("packed", [False, True])
def test_a_dump_is_read_line_by_line(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Items of the classes are kept with kind, country and id; a person needs public life; countries may come later."""
    lines = [
        "[\n",
        entity("Q9000001", "Northern Front", P31=[{"id": "Q7278"}], P17=[{"id": "Q9000009"}]),
        entity("Q9000002", "Mira Dovani", P31=[{"id": "Q5"}], P39=[{"id": "Q1"}], P27=[{"id": "Q79"}]),
        entity("Q9000003", "Osmar Teke", P31=[{"id": "Q5"}]),
        entity("Q9000009", "Varenia", P31=[{"id": "Q6256"}], P298=["VAR"]),
        "]\n",
    ]
    path = tmp_path / ("dump.json.bz2" if packed else "dump.json")
    path.write_bytes(bz2.compress("".join(lines).encode()) if packed else "".join(lines).encode())
    found = read_back(path)
    assert {of: (one.kind, one.country, one.wikidata) for of, one in found.items()} == {
        "northern-front": ("party", "VAR", "Q9000001"),
        "mira-dovani": ("person", "EGY", "Q9000002"),
        "varenia": ("state", "", "Q9000009"),
    }
    path.write_bytes(b'[\n{"type":"item"\n')
    if not packed:
        with pytest.raises(ActorsError, match=r"dump.json:2: no entity"):
            convert(path, "own.toml")


def test_results_of_a_query_become_rows(tmp_path: Path) -> None:
    """The rows of one item are one actor; both forms that the service writes are read; what is wanted is said."""
    item = "http://www.wikidata.org/entity/Q9000001"
    row = {"item": item, "itemLabel": "Grey Dawn", "itemAltLabel": "GDB, Dawn", "class": "http://x/Q17149090", "iso": "VAR"}
    long = {"results": {"bindings": [{key: {"value": value} for key, value in row.items()}, {"item": {"value": item}}]}}
    one = read_back(written(tmp_path / "long.json", json.dumps(long)))
    assert one == read_back(written(tmp_path / "plain.json", json.dumps([row])))
    assert one["grey-dawn"].names == ("Grey Dawn", "GDB", "Dawn")
    assert (one["grey-dawn"].kind, one["grey-dawn"].wikidata) == ("armed_group", "Q9000001")
    with pytest.raises(ActorsError, match=r"row 1 .*class"):
        convert(written(tmp_path / "bare.json", json.dumps([{"item": item, "itemLabel": "Grey Dawn"}])), "own.toml")


def test_a_dictionary_becomes_rows(tmp_path: Path) -> None:
    """Synonyms, codes by date and bodies without a country are kept; discards and peoples are not."""
    path = written(tmp_path / "actors.txt", DICTIONARY)
    found = {one.names[0]: one for one in kept(path)}
    assert found["Northern Front"].names == ("Northern Front", "Northerners")
    assert found["Northern Front"].roles == ("REB /1995-05-31", "PTY OPP 1995-06-01/1999-08-15", "GOV 1999-08-16/")
    assert (found["Red Helpers"].country, found["Red Helpers"].kind) == ("world", "ngo")
    assert "Nobody" not in found
    assert "egyptian" not in read_back(path)


@pytest.mark.parametrize(
    ("text", "told"),
    [("\t[VARGOV]\n", ":1: a synonym"), ("FRONT [VAR\nA [B]\n", ":1: a bracket"), ("A [VAR >991399]", ":1: no date")],
)
def test_a_dictionary_that_cannot_be_read_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """The message names file and line."""
    with pytest.raises(ActorsError, match=f"actors.txt{told}"):
        convert(written(tmp_path / "actors.txt", text), "own.toml")


def test_what_the_registry_knows_is_left_out(tmp_path: Path) -> None:
    """A party that ships is not written again, and the command says how many were left out."""
    source = written(tmp_path / "p.csv", PARTIES + "PSE,9,,Fatah,Fatah,Fatah,\n")
    result = CliRunner().invoke(main, ["actors", "import", str(source), "--to", str(tmp_path / "own.toml")])
    assert result.exit_code == 0
    assert "4 actors; 1 more" in result.output
    assert run.check_actors([tmp_path / "own.toml"])


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    """Prose is no list of actors, and the message says what can be given."""
    result = CliRunner().invoke(main, ["actors", "import", str(written(tmp_path / "r.txt", REPORT)), "--to", str(tmp_path / "o")])
    assert result.exit_code == 2
    assert "Party Facts" in result.output
