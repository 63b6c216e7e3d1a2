"""Wikidata: a dump of entities, one a line, and the results of a SPARQL query as its service writes them.

Of a dump, items of the classes in lexicon/world/imports are kept, persons where they hold a position or belong to a party.
Lines are read one by one: memory grows with what is kept, never with the dump.
"""

import bz2
import gzip
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, cast, get_args

import msgspec

from dragoman.ingest.actors.kept import ActorsError, Kept, cleaned
from dragoman.ingest.bounds import DOCUMENT_LIMIT
from dragoman.lexicon import table
from dragoman.lexicon.states import states
from dragoman.model import ActorKind

# An entity of Wikidata has at most some megabytes; a longer line is no dump of entities.
LINE_LIMIT = 20_000_000
_QID = re.compile(r"Q[1-9]\d*")
_THREE = re.compile(r"[A-Z]{3}")
_WANTED = "item, itemLabel, and class (a Wikidata item) or kind; and where known itemAltLabel, iso (alpha-3) or country, sector"


def opened(path: Path) -> BinaryIO:
    """A file as bytes, unpacked where its name says that it is packed."""
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return cast(BinaryIO, bz2.open(path, "rb")) if path.suffix == ".bz2" else path.open("rb")


def read_dump(path: Path) -> Iterator[Kept]:
    """The actors among the entities of a dump. A country without a code that we know becomes `world`."""
    codes = dict(_codes())
    found: list[tuple[Kept, list[str]]] = []
    for place, line in _lines(path):
        try:
            entity = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise ActorsError(f"{place}: no entity of Wikidata: {error}") from error
        if not isinstance(entity, dict):
            raise ActorsError(f"{place}: no entity of Wikidata: an object is wanted")
        codes |= {entity.get("id", ""): iso for iso in _isos(entity)[:1]}
        kept = _entity(entity)
        if kept:
            found.append((kept, _countries(entity)))
    for kept, countries in found:
        yield kept._replace(country=next((codes[country] for country in countries if country in codes), "world"))


def read_results(path: Path) -> Iterator[Kept]:
    """The actors in the results of a query: JSON of the service, in its long form or its plain one. One item may have many rows."""
    if path.stat().st_size > DOCUMENT_LIMIT:
        raise ActorsError(f"{path}: over {DOCUMENT_LIMIT / 1e6:.0f} MB; ask for fewer rows at a time")
    try:
        told = msgspec.json.decode(path.read_bytes())
        rows = told["results"]["bindings"] if isinstance(told, dict) else told
        plain = [{key: value["value"] if isinstance(value, dict) else value for key, value in row.items()} for row in rows]
    except (msgspec.DecodeError, KeyError, AttributeError, TypeError) as error:
        raise ActorsError(f"{path}: no results of a SPARQL query: {error!r}") from error
    items: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, row in enumerate(plain, 1):
        items.setdefault(row.get("item", ""), []).append((number, row))
    for of, several in items.items():
        yield _merged(path, of, several)


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Entities, with file and line; the list that a dump is wrapped in is taken off."""
    with opened(path) as file:
        number = 0
        while line := _line(path, file, number):
            number += 1
            if len(line) > LINE_LIMIT:
                raise ActorsError(f"{path}:{number}: a line over {LINE_LIMIT / 1e6:.0f} MB; a dump has one entity a line")
            told = line.strip().rstrip(b",")
            if told not in (b"", b"[", b"]"):
                yield f"{path}:{number}", told


def _line(path: Path, file: BinaryIO, number: int) -> bytes:
    try:
        return file.readline(LINE_LIMIT + 1)
    except EOFError as error:
        raise ActorsError(f"{path}:{number}: the packed file ends here, it is not whole") from error


def _entity(entity: dict[str, Any]) -> Kept | None:
    classes = _values(entity, "P31")
    kind = next((kind for kind, wanted in _kinds().items() if any(of in wanted for of in classes)), None)
    if kind is None or (
        kind == "person" and not any(_values(entity, p) for p in table("world/imports")["public_life"]["properties"])
    ):
        return None
    label = [_value(entity, "labels", language) for language in ("en", "mul")]
    aliases = [alias.get("value", "") for alias in (entity.get("aliases") or {}).get("en", [])]
    names = cleaned([*[name for name in label if name][:1], *aliases])
    of = str(entity.get("id", ""))
    return Kept(names, "world", kind, of, (), of) if names and any(label) else None


def _value(entity: dict[str, Any], what: str, language: str) -> str:
    return str(((entity.get(what) or {}).get(language) or {}).get("value", ""))


def _values(entity: dict[str, Any], of: str) -> list[str]:
    """Ids and strings that an entity has for a property, preferred ones first, without those that are deprecated."""
    told = [one for one in (entity.get("claims") or {}).get(of, []) if one.get("rank") != "deprecated"]
    told.sort(key=lambda one: one.get("rank") != "preferred")
    values = [((one.get("mainsnak") or {}).get("datavalue") or {}).get("value") for one in told]
    return [value["id"] if isinstance(value, Mapping) and "id" in value else value for value in values if value is not None]


def _isos(entity: dict[str, Any]) -> list[str]:
    return [code for code in _values(entity, table("world/imports")["country"]["iso_alpha_3"]) if _THREE.fullmatch(str(code))]


def _countries(entity: dict[str, Any]) -> list[str]:
    return [of for p in table("world/imports")["country"]["properties"] for of in _values(entity, p) if isinstance(of, str)]


def _merged(path: Path, of: str, several: list[tuple[int, dict[str, str]]]) -> Kept:
    """One item from its rows."""
    number, first = several[0]
    qid = _QID.search(of.rpartition("/")[2])
    told = {key: [row[key] for _, row in several if row.get(key)] for key in {key for _, row in several for key in row}}
    names = cleaned([*told.get("itemLabel", []), *(part for text in told.get("itemAltLabel", []) for part in text.split(","))])
    kind = _kind(told)
    if qid is None or not names or kind is None:
        raise ActorsError(f"{path}: row {number} ({first.get('itemLabel', of)!r}): wanted are {_WANTED}")
    isos = [*told.get("iso", []), *(_codes().get(one.rpartition("/")[2], "") for one in told.get("country", []))]
    country = next((iso for iso in isos if _THREE.fullmatch(iso)), "world")
    sectors = dict.fromkeys(sector for sector in told.get("sector", []) if _THREE.fullmatch(sector))
    return Kept(names, country, kind, qid[0], tuple(sectors), qid[0])


def _kind(told: dict[str, list[str]]) -> ActorKind | None:
    given = next((kind for kind in told.get("kind", []) if kind in get_args(ActorKind)), None)
    classes = {one.rpartition("/")[2] for one in told.get("class", [])}
    return cast(ActorKind, given) if given else next((k for k, wanted in _kinds().items() if classes & set(wanted)), None)


def _kinds() -> dict[ActorKind, list[str]]:
    kinds: dict[ActorKind, list[str]] = table("world/imports")["wikidata"]
    return kinds


@cache
def _codes() -> dict[str, str]:
    """Countries by their Wikidata ids."""
    return {state.wikidata: state.country for state in states().values() if state.wikidata}
