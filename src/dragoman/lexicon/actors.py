"""The actor registry: who acts in the world's political processes, as lexicon/world has them, by id, by name and by office.

Facts are from general knowledge unless a file says otherwise, so they name and type actors but date nothing.
"""

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from dragoman.lexicon.load import folder, table
from dragoman.lexicon.notation import Listed, Role, Stretch, read_row, simplify
from dragoman.lexicon.own import of_registry, used
from dragoman.lexicon.states import State, by_country, peoples, seats, states
from dragoman.model import Actor, ActorKind, Alias, Office

_PARTICLES = frozenset({"al", "el", "de", "da", "di", "van", "von", "bin", "ibn", "ben", "abu", "ould", "la", "del", "der", "ter"})

_BEGINNING = 5

_REGIONAL = re.compile(r"(?P<before>.+?)(?: regional)? government|government of (?P<of>.+)", re.IGNORECASE)


@of_registry
@cache
def registry() -> dict[str, Listed]:
    """Every listed actor by its id, the user's own before those that ship.

    `ValueError` where two rows of what ships, or of one file, give one id, or a row cannot be read.
    """
    return shipped() | _own()


@cache
def shipped() -> dict[str, Listed]:
    """The listed actors that ship, by id, whatever the user has given."""
    found: dict[str, Listed] = {state.id: _listed_state(state) for state in states().values()}
    for name, told in (("bodies", table("world/bodies")), *folder("world/actors").items()):
        for listed in read_actors(name, told):
            if listed.id in found:
                raise ValueError(f"{name}: a second {listed.id}; tell them apart by a bracket in the name")
            found[listed.id] = listed
    return found


@of_registry
@cache
def _own() -> dict[str, Listed]:
    """The actors of the user's files by id. A later file outranks an earlier one."""
    found: dict[str, Listed] = {}
    for name, _, told in used():
        listed = list(read_actors(name, told))
        twice = [of for of, count in Counter(one.id for one in listed).items() if count > 1]
        if twice:
            raise ValueError(f"{name}: a second {twice[0]}; tell them apart by a bracket in the name")
        found |= {one.id: one for one in listed}
    return found


def read_actors(name: str, told: Mapping[str, Any]) -> Iterator[Listed]:
    """The actors of one file in the registry's notation: tables are countries, then kinds. `ValueError` names file and row."""
    for country, kinds in told.items():
        if country == "places":
            # of the gazetteer, which reads it itself
            continue
        home = by_country()[country].government if country in by_country() else ""
        for kind, rows in kinds.items():
            for row in rows:
                try:
                    yield read_row(row, kind, "" if country == "world" else country, home)
                except ValueError as error:
                    raise ValueError(f"{name}: {row[:60]!r}: {error}") from error


def actor(of: str, at: dt.date | None = None) -> Actor | None:
    """The actor of this id, a composed agency such as `rus-army` included, with the sectors that hold on the day."""
    listed = registry().get(of) or _composed(of)
    return _actor(listed, at) if listed else None


def named(form: str, at: dt.date | None = None) -> tuple[Actor, ...]:
    """Every actor that bears this name; where a day is given, those that existed then.

    Those that share the name with others come last, the user's own before those that ship.

    Names of states and listed actors, with their country before them or not, and agencies composed of a state and an
    institution ("Varenian Foreign Ministry").
    """
    key = simplify(form)
    ids = _by_name().get(key) or _qualified(key)
    found = [listed for of in sorted(ids) if (listed := registry().get(of) or _composed(of)) and listed.existed.covers(at)]
    found.sort(key=lambda listed: (key in {simplify(name) for name in listed.shared}, listed.id not in _own()))
    return tuple(_actor(listed, at) for listed in found)


def begins_name(word: str) -> bool:
    """Whether a name that `named`, `metonym` or `demonym` knows may begin with this word; where not, none need be asked."""
    begin = simplify(word)[:_BEGINNING]
    # an article is no part of a key; a sign or two tell nothing
    return len(begin) < 3 or begin.startswith("the") or begin in _beginnings()


def surnamed(form: str, at: dt.date | None = None) -> tuple[Actor, ...]:
    """Every person whose family name this is (particles such as `al-` put aside), in order of id."""
    key = _without_particles(simplify(form).split())
    found = (registry()[of] for of in sorted(_by_surname().get(" ".join(key), ())))
    return tuple(_actor(listed, at) for listed in found)


def family_name(person: Listed) -> str:
    """The family name of a listed person, simplified. Who has a given name of the West bears it first ("Maria Hung")."""
    told, given = simplify(person.name).split(), table("en/who")["gender"]
    is_first = person.country in _institutions()["names"]["family_first"]
    return told[0 if is_first and told[0] not in given["he_names"] and told[0] not in given["she_names"] else -1]


def governing(region: str, at: dt.date | None = None) -> str | None:
    """The id of the one government that a region has of its own by the registry ("Hill Country government"), on a day."""
    found = [of for of in sorted(_by_region().get(simplify(region), ())) if registry()[of].existed.covers(at)]
    return found[0] if len(found) == 1 else None


def sector_at(of: str, at: dt.date | None = None) -> tuple[str, ...]:
    """The PLOVER sector codes of an actor on a day, the primary first. Without a day, those of its last known role."""
    listed = registry().get(of) or _composed(of)
    return _sectors(listed, at) if listed else ()


def holder(title: str, organisation: str, at: dt.date | None = None) -> tuple[Actor, ...]:
    """Who held an office on a day, in order of id: several where terms are known to the year only, or where no day is given.

    The title as the registry has it comes first; only where nobody held it, those that name the same office ("Premier").
    """
    for wanted in ({simplify(title)}, _same_titles(title, "same" if _is_public(organisation) else "same_in_groups")):
        terms = [term for name in wanted for term in _by_office().get((name, organisation), ())]
        ids = {of for of, office in terms if Stretch(office.start, office.end).covers(at)}
        if ids:
            return tuple(_actor(registry()[of], at) for of in sorted(ids))
    return ()


def members(of: str, at: dt.date | None = None) -> tuple[str, ...]:
    """The ids of those that belong to an actor on a day, in order."""
    return tuple(
        sorted(
            listed.id
            for listed in registry().values()
            if any(membership.of == of and membership.held.covers(at) for membership in listed.memberships)
        )
    )


def _listed_state(state: State) -> Listed:
    names = (state.name, *state.also)
    return Listed(id=state.id, kind="state", country=state.country, names=names, existed=state.existed, wikidata=state.wikidata)


@cache
def _institutions() -> dict[str, Any]:
    return table("world/institutions")


def _composed(of: str) -> Listed | None:
    """An agency as its id tells it: `rus-foreign-ministry`."""
    code, _, institution = of.partition("-")
    told = _institutions()["institution"].get(institution)
    state = by_country().get(code.upper())
    if not told or not state:
        return None
    own = tuple(_institutions()["own"].get(state.country, {}).get(institution, ()))
    adjective = state.adjective[0] if state.adjective else state.name
    return Listed(
        id=of,
        kind="agency",
        country=state.country,
        names=(f"{adjective} {told['nouns'][0]}", *own),
        roles=(Role((told["sector"],)),),
    )


def _qualified(key: str) -> frozenset[str]:
    """Ids of what a name that says its country can be.

    "Varenian Foreign Ministry", "Varenia's army" and "Foreign Ministry of Varenia" are agencies; "the Varenian Northern Front"
    is the listed actor of that country.
    """
    words = key.split()
    found: set[str] = set()
    for cut in range(1, len(words)):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        codes = _by_qualifier().get(before, ())
        if codes:
            found |= {f"{code}-{noun}" for code in codes for noun in _by_noun().get(after, ())}
            found |= {of for of in _by_name().get(after, ()) if of in registry() and registry()[of].country.lower() in codes}
        if words[cut] == "of":
            codes = _by_qualifier().get(simplify(" ".join(words[cut + 1 :])), ())
            found |= {f"{code}-{noun}" for code in codes for noun in _by_noun().get(before, ())}
    return frozenset(found)


@cache
def _by_noun() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for institution, told in _institutions()["institution"].items():
        for noun in told["nouns"]:
            found[simplify(noun)].add(institution)
    return dict(found)


@cache
def _by_qualifier() -> dict[str, set[str]]:
    """Lower-case country codes by what may stand before or after an institution's noun."""
    found: dict[str, set[str]] = defaultdict(set)
    for state in by_country().values():
        for word in (*state.adjective, state.name, *state.also):
            key = simplify(word)
            found[key].add(state.country.lower())
            found[f"{key}s"].add(state.country.lower())
    return dict(found)


@of_registry
@cache
def _by_name() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for listed in registry().values():
        for name in listed.names:
            found[simplify(name)].add(listed.id)
    for code, institutions in _institutions()["own"].items():
        for institution, names in institutions.items():
            for name in names:
                found[simplify(name)].add(f"{code.lower()}-{institution}")
    return dict(found)


@of_registry
@cache
def _beginnings() -> frozenset[str]:
    """The first letters, three to five, of every key of a name, a seat, a people, or a part of an agency's name."""
    keys = (*_by_name(), *seats(), *peoples(), *_by_qualifier(), *_by_noun())
    return frozenset(key[:letters] for key in keys for letters in range(3, _BEGINNING + 1))


@of_registry
@cache
def _by_surname() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for listed in registry().values():
        if listed.kind == "person":
            told = simplify(listed.name).split()
            at = told.index(family_name(listed))
            for name in (simplify(name).split() for name in listed.names):
                # other spellings of the same words ("Pashinian"); a by-name is no family name
                if [word[0] for word in name] == [word[0] for word in told]:
                    found[name[at]].add(listed.id)
    return dict(found)


@of_registry
@cache
def _by_region() -> dict[str, set[str]]:
    """Governments that are no state's by the region that their name tells ("Hill Country government")."""
    found: dict[str, set[str]] = defaultdict(set)
    for listed in registry().values():
        match = _REGIONAL.fullmatch(listed.name) if listed.kind == "government" else None
        if match:
            found[simplify(match["of"] or match["before"])].add(listed.id)
    return dict(found)


@of_registry
@cache
def _by_office() -> dict[tuple[str, str], list[tuple[str, Office]]]:
    found: dict[tuple[str, str], list[tuple[str, Office]]] = defaultdict(list)
    for listed in registry().values():
        for office in listed.offices:
            found[simplify(office.title), office.organisation].append((listed.id, office))
    return dict(found)


@cache
def same_titles(title: str) -> frozenset[str]:
    """A title and the others of the same office of a state ("premier", "prime minister"), in small letters."""
    return frozenset({title.casefold(), *_same_titles(title, "same")})


def _same_titles(title: str, table_name: str) -> set[str]:
    key = simplify(title)
    groups = ({simplify(one), *map(simplify, others)} for one, others in _institutions()[table_name].items())
    return {name for group in groups if key in group for name in group}


def _without_particles(words: list[str]) -> list[str]:
    return [word for word in words if word not in _PARTICLES] or words


def _actor(listed: Listed, at: dt.date | None) -> Actor:
    sectors = _sectors(listed, at)
    return Actor(
        id=listed.id,
        name=listed.name,
        kind=listed.kind,
        aliases=tuple(Alias(name) for name in listed.names[1:]),
        country=listed.country,
        sector=sectors[0] if sectors else "",
        other_sectors=sectors[1:],
        offices=listed.offices,
        member_of=tuple(membership.of for membership in listed.memberships if membership.held.covers(at)),
        wikidata=listed.wikidata,
    )


def _sectors(listed: Listed, at: dt.date | None) -> tuple[str, ...]:
    """Its own role, else the office it holds, else what it belongs to, else what its kind gives; of several the latest begun."""
    roles = [role for role in listed.roles if role.held.covers(at)]
    if roles:
        return max(roles, key=lambda role: _begun(role.held)).sectors
    offices = [office for office in listed.offices if Stretch(office.start, office.end).covers(at)]
    if offices:
        # A minister who also leads a party acts for the state.
        return _office_sectors(max(offices, key=lambda office: (_is_public(office.organisation), office.start or dt.date.min)), at)
    above = [membership.of for membership in listed.memberships if membership.held.covers(at)]
    if above and (group := registry().get(above[0])):
        return _sectors(group, at)
    kind: ActorKind = listed.kind
    return (_institutions()["kinds"][kind],)


def _begun(held: Stretch) -> tuple[bool, dt.date]:
    """Later beginnings after earlier ones, and what always holds before everything dated."""
    return held != Stretch(), held.start or dt.date.min


def _office_sectors(office: Office, at: dt.date | None) -> tuple[str, ...]:
    organisation = registry().get(office.organisation) or _composed(office.organisation)
    if organisation and not _is_public(office.organisation):
        return _sectors(organisation, at)
    fitting = [
        (len(title), sector) for sector, titles in _institutions()["titles"].items() for title in titles if title in office.title
    ]
    return (max(fitting)[1] if fitting else "GOV",)


def _is_public(organisation: str) -> bool:
    return organisation in registry() and registry()[organisation].kind in {"state", "government"}
