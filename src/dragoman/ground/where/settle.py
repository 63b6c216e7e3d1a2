"""Decides which place of the gazetteer a name means, by what contains it, what else the report names, and size."""

import math
from collections import Counter
from collections.abc import Iterable

import msgspec

from dragoman.ground.where.toponyms import Toponym
from dragoman.lexicon.notation import simplify
from dragoman.lexicon.places import Site, counties, sites, state_site, us_state
from dragoman.lexicon.states import by_country, demonym
from dragoman.model import Place

# A town of so many people, that is so many times as large as its namesakes, is the one meant unless what is near says otherwise.
_LARGE, _MANY = 100_000, 5


class Context:
    """The countries and first-level divisions that a report speaks of, and its places settled so far."""

    def __init__(self, countries: Iterable[str]) -> None:
        self.countries: Counter[str] = Counter(countries)
        self.divisions: Counter[tuple[str, str]] = Counter()
        self.settled: dict[str, Site] = {}

    def take(self, name: str, site: Site) -> None:
        """Takes in what a name means, in place of what it was taken for."""
        if before := self.settled.get(name):
            self._count(before, -1)
        self.settled[name] = site
        self._count(site, 1)

    def _count(self, site: Site, times: int) -> None:
        if site.country:
            self.countries[site.country] += times
        if site.admin1:
            self.divisions[site.country, site.admin1] += times

    def shares(self, name: str, site: Site) -> tuple[float, float]:
        """Which part of the countries and of the divisions told are those of a place, by other names than this one."""
        own = self.settled.get(name)
        country, division = self.countries[site.country], self.divisions[site.country, site.admin1]
        country -= own is not None and own.country == site.country
        division -= own is not None and bool(own.admin1) and (own.country, own.admin1) == (site.country, site.admin1)
        countries = self.countries.total() - bool(own and own.country)
        divisions = self.divisions.total() - bool(own and own.admin1)
        return country / max(countries, 1), (division / max(divisions, 1) if site.admin1 else 0.0)


def settle(toponyms: list[Toponym], countries: Iterable[str]) -> dict[tuple[str, str], Site | None]:
    """For each name with what contains it, its place; `None` where the gazetteer has none. One name is one place in a report."""
    context = Context(countries)
    within = {top.core: top.within for top in toponyms if top.within}
    keys = dict.fromkeys((top.text, top.core, top.within or within.get(top.core, "")) for top in toponyms)
    options = {key: _options(*key) for key in keys}
    for key, found in options.items():
        if len(found) == 1 or (found and key[2]):
            context.take(key[1], found[0])
    # the fewer places a name can mean, the surer it is, and the more it tells of what the others mean
    for key, found in sorted(options.items(), key=lambda item: (_width(item[1]), item[0])):
        if site := _choose(key[1], found, context):
            context.take(key[1], site)
    chosen = {(text, core): _choose(core, options[text, core, within], context) for text, core, within in keys}
    return {key: _beside(key[1], site, context) if site else None for key, site in chosen.items()}


def _beside(name: str, site: Site, context: Context) -> Site:
    """A county or town known by its state alone lies where the report's towns of that state do, rather than in its middle."""
    if site.country != "USA" or not site.admin1 or us_state(name) or _middle(site) != (site.lat, site.lon):
        return site
    towns = [
        other
        for told, other in context.settled.items()
        if other.precision == "city" and (other.country, other.admin1) == (site.country, site.admin1) and told != name
    ]
    if not towns:
        return site
    lat, lon = (sum(degrees) / len(towns) for degrees in zip(*((town.lat, town.lon) for town in towns), strict=True))
    return msgspec.structs.replace(site, lat=round(lat, 3), lon=round(lon, 3), geonames=None)


def _middle(site: Site) -> tuple[float, float]:
    """Where the middle of the state of the USA is in which a place lies."""
    middle = state_site(site.admin1)
    return middle.lat, middle.lon


def _width(found: tuple[Site, ...]) -> int:
    """In how many first-level divisions a name has places."""
    return len({(site.country, site.admin1) for site in found})


def _options(text: str, core: str, within: str) -> tuple[Site, ...]:
    """The places that a name can mean, narrowed by what contains it."""
    if text.endswith(".") and us_state(text):
        return (state_site(us_state(text)),)
    if text != core and (county := _county(text, core, within)):
        return county
    if state := demonym(text) if text != core else None:
        # a people's adjective means the country, never a town that is called like it
        return tuple(site for site in sites(core) if site.precision == "country" and site.country == state.country)
    found = sites(core) if text == core or not sites(text) else sites(text)
    if not within:
        return found
    code = us_state(within)
    around = {site.country for site in sites(within) if site.precision in {"country", "region"}}
    narrow = [
        site for site in found if (code and site.country == "USA" and site.admin1 == code) or (site.country in around and not code)
    ]
    if code and not narrow:
        narrow = [site for site in found if site.country in around - {"USA"}]
    # A state of the USA is in no other, whatever follows it in a list; an unknown town stands in the middle of its state.
    return tuple(narrow) or ((state_site(code),) if code and not us_state(core) else found)


def _county(text: str, core: str, within: str) -> tuple[Site, ...]:
    """A county of the USA stands where the town of its name does, else in the middle of its state."""
    if text.rpartition(" ")[2] not in {"County", "Parish", "Borough"}:
        return ()
    codes = [us_state(within)] if us_state(within) else list(counties(text))
    towns = [site for site in sites(core) if site.country == "USA" and site.admin1 in codes]
    bare = [state_site(code) for code in codes if code not in {site.admin1 for site in towns}]
    return tuple(
        Site(name=text, country="USA", lat=site.lat, lon=site.lon, precision="region", admin1=site.admin1, population=50_000)
        for site in (*towns, *bare)
    )


def _choose(name: str, options: tuple[Site, ...], context: Context) -> Site | None:
    """The likeliest place; the first listed one where two are equal."""
    if not options:
        return None
    if any(site.country == "USA" and site.precision == "city" and site.population > 500_000 for site in options):
        # New York and Washington alone mean the cities; the states are told as such, or by what they contain
        options = tuple(site for site in options if site.precision != "region" or site.country != "USA")
    if options[0].precision in {"area", "venue"}:
        # what our own lists know by this name is no small town
        return options[0]
    leads = _is_well_known(options)
    return max(options, key=lambda site: (_likelihood(name, site, context, leader=leads), -options.index(site)))


def _is_well_known(options: tuple[Site, ...]) -> bool:
    """Whether the largest town of a name is a large one and has many times the people of any namesake."""
    people = sorted((site.population for site in options if site.precision == "city"), reverse=True)
    return len(people) > 1 and people[0] >= _LARGE and people[0] >= _MANY * people[1]


def _likelihood(name: str, site: Site, context: Context, *, leader: bool) -> float:
    """A score: the logarithm of the population, and bonuses for the country, the division and the places that the report has."""
    country, division = context.shares(name, site)
    score = math.log10(site.population + 10)
    score += {"country": 2.0, "region": 1.0, "area": 4.0, "venue": 4.0, "city": 0.0}[site.precision]
    score += 0.0 if site.geonames or site.precision in {"area", "venue"} else 5.0
    score += (0.5 if leader else 3.0) * country + 6.0 * division
    # what another language calls a town is seldom what a report in English means by the name of a namesake
    score -= 1.5 if site.precision == "city" and simplify(site.name) != simplify(name) else 0.0
    near = min(
        (
            distance(site.lat, site.lon, other.lat, other.lon)
            for told, other in context.settled.items()
            # the middle of a country is near to nothing that matters
            if told != name and other.precision != "country"
        ),
        default=20_000.0,
    )
    return score + (3.0 if near < 60 else 1.5 if near < 200 else 0.0) + (0.5 if _is_capital(site) else 0.0)


def _is_capital(site: Site) -> bool:
    state = by_country().get(site.country)
    return state is not None and site.precision == "city" and state.capital == site.name


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points on a sphere of the Earth's mean radius (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(half)))


def place(name: str, site: Site | None, *, is_part: bool) -> Place:
    """A place as the record has it, under the report's own words. `is_part` marks a spot told within the site."""
    if site is None:
        return Place(name=name)
    precision = "venue" if is_part and site.precision == "city" else site.precision
    return Place(
        name=name,
        country=site.country,
        lat=site.lat,
        lon=site.lon,
        geonames=None if is_part else site.geonames,
        precision=precision,
    )
