"""The cast of one report: which names stand for whom, and what the report says of them."""

import datetime as dt
import re
from collections.abc import Container, Iterable

import msgspec

from dragoman.ground.spelling import SAME, SHORT, UNSURE, person, plain, same_name
from dragoman.ground.who.gender import Genders
from dragoman.ground.who.known import existed, is_shared, known, known_person
from dragoman.ground.who.words import is_adjective_of, is_body_word, is_role_of, letters_of, sector_of, words
from dragoman.lexicon import table
from dragoman.lexicon.actors import actor, same_titles, surnamed
from dragoman.lexicon.states import demonym
from dragoman.model import Actor, ActorKind, Alias, Office


class Cast:
    """The actors of a report so far. Names are given to it in order of certainty; it remembers which words stand for whom."""

    def __init__(
        self, report: str, at: dt.date | None, countries: frozenset[str] = frozenset(), end: dt.date | None = None
    ) -> None:
        self.report, self.at, self.told, self.end = report, at, countries, end
        self.actors: dict[str, Actor] = {}
        self.genders = Genders(())
        self.spellings: dict[str, set[str]] = {}
        self.first_told: dict[str, tuple[int, int]] = {}
        self.called: dict[str, tuple[tuple[int, int], str]] = {}

    def enter(self, of: str) -> str:
        """Takes in an actor of the registry."""
        if of not in self.actors and (found := actor(of, self.at)):
            self.actors[of] = msgspec.structs.replace(found, aliases=())
        return of

    def create(self, name: str, kind: ActorKind, country: str = "") -> str:
        """Takes in an actor that the registry lacks, under its own words."""
        of = "~" + re.sub(r"\W+", "-", plain(name)).strip("-")
        if of not in self.actors:
            self.actors[of] = Actor(id=of, name=name, kind=kind, country=country)
        elif country and not self.actors[of].country:
            self.actors[of] = msgspec.structs.replace(self.actors[of], country=country)
        return of

    def call(self, of: str, spelling: str, place: tuple[int, int] = (0, 0)) -> None:
        """Notes that the report has these words for the actor, at this sentence and token."""
        self.first_told[of] = min(place, self.first_told.get(of, place))
        if spelling != self.actors[of].name:
            self.spellings.setdefault(of, set()).add(spelling)

    def listed(self, form: str) -> str | None:
        """The one actor of the registry that bears this name.

        Of several, the one that existed then and whose country the report speaks of, else the one whose name it is first of all.
        A name marked as shared counts only where the report speaks of the country.
        """
        found = known(form)
        found = tuple(one for one in found if existed(one.id, self.at)) or found
        near = [one for one in found if one.country in self.countries()]
        own = [one for one in found if not is_shared(form, one)]
        told = [one for one in near if one.country in self.told]  # a person of another country does not make the report one of it
        for chosen in (told if len(near) > 1 else near, near, own):
            if len(chosen) == 1 and (chosen is own or len(found) > 1 or not own):
                return self.enter(chosen[0].id)
        return None

    def person_by_initial(self, name: str) -> str | None:
        """The one person of the report whom a surname with an initial can mean ("O. Teke", where Osmar Teke is told of)."""
        found = {
            of for of in self._persons() for form in self._forms(of) if is_initialled(name) and same_name(name, form).score > UNSURE
        }
        return found.pop() if len(found) == 1 else None

    def person_in_full(self, name: str) -> str:
        """A person named by more than one word: of the registry, met before in another spelling, or new."""
        if found := known_person(name):
            return self.enter(found.id)
        alike = self._alike(name) or {of for of in self._persons() if _is_part_of(name, self.actors[of].name)}
        if len(alike) == 1:
            return alike.pop()
        return self.create(name, "person")

    def person_told(self, name: str) -> str | None:
        """The person of the report who is named so in full; nobody new."""
        alike = self._alike(name)
        return alike.pop() if len(alike) == 1 else None

    def _alike(self, name: str) -> set[str]:
        return {of for of in self._persons() for form in self._forms(of) if same_name(name, form).score >= SAME}

    def person_by_surname(self, name: str, place: tuple[int, int] | None = None, form: str = "") -> str | None:
        """The one person of this report who can be meant by a single name, in a title that tells `form` ("he", "she") or none.

        Of several, the one who was called so before `place` when nobody else could be meant, else the only one told of before.
        """
        near = self._bearers(name)
        near = {of for of in near if not form or self.genders.fits(of, form)} or near
        near = {of for of in near if not person(self.actors[of].name).generation} or near
        if len(near) > 1 and place:
            at, of = self.called.get(plain(name), (place, ""))
            near = {of} if at < place and of in near else {of for of in near if self.first_told.get(of, place) < place}
        return near.pop() if len(near) == 1 else None

    def two_surnamed(self, name: str) -> tuple[str, ...]:
        """As in "the Teke-Dovani meeting": the two persons of this report whose surnames a hyphen joins."""
        found = [self.person_by_surname(part) for part in name.split("-")] if name.count("-") == 1 else []
        return tuple(of for of in found if of) if len({*found} - {None}) == 2 else ()

    def call_short(self, of: str, name: str, place: tuple[int, int]) -> None:
        """Notes that a single name stands for a person here. It stays his: of his namesakes a report tells in full."""
        self.called[plain(name)] = min((place, of), self.called.get(plain(name), (place, of)))

    def person_in_office(self, name: str, title: str) -> str | None:
        """The one person of the registry with this surname who has held the office of the title, in a country told of."""
        found = [one for one in surnamed(name) if one.country in self.countries() and self._has_held(one, title)]
        # of a father and a son who both held it the one that the report tells of
        found = [one for one in found if one.id in self.actors] or found
        return self.enter(found[0].id) if len(found) == 1 else None

    def _has_held(self, one: Actor, title: str) -> bool:
        """Whether the registry gives him an office of this title that had begun by the report's day."""
        return any(
            is_role_of(office.title.casefold(), title) and (self.end is None or office.start is None or office.start <= self.end)
            for office in one.offices
        )

    def once_of(self, states: Container[str], told: Iterable[str]) -> str:
        """The one person told of who is told to have held an office once in one of these states; nothing where none is, or more."""
        countries = {one.country for of, one in self.actors.items() if of in states and one.country}
        persons = [of for of in dict.fromkeys(told) if self.kind(of) == "person" and self.actors[of].country in countries]
        past = [of for of in persons if any("former" in office.title.casefold() for office in self.actors[of].offices)]
        return past[0] if len(past) == 1 else ""

    def is_shared_surname(self, name: str) -> bool:
        """Whether more than one person of the report can be meant."""
        return len(self._bearers(name)) > 1

    def _bearers(self, name: str) -> set[str]:
        """The persons whose family name this is; where it is nobody's, those whose first name it is, else any of their names."""
        near = {of for of in self._persons() for form in self._forms(of) if self._is_short_for(name, of, form)}
        if near:
            return near
        full = {of: plain(self.actors[of].name).split() for of in self._persons() if " " in self.actors[of].name}
        return {of for of, told in full.items() if told[0] == plain(name)} or {
            of for of, told in full.items() if told[-1] == plain(name) or (plain(name) in told and len(name) > 3)
        }

    def _is_short_for(self, name: str, of: str, full: str) -> bool:
        """Whether a single name is the last of a full one, or the first where family names come first."""
        if len(person(full).words) < 2:
            return plain(name) == plain(full)
        if self.actors[of].country in table("world/institutions")["names"]["family_first"]:
            return plain(name) == plain(full).split()[0]
        return same_name(name, full).score >= SHORT

    def person_by_registry(self, name: str, countries: frozenset[str], *, is_titled: bool) -> str | None:
        """The one person of the registry with this surname whose country the report speaks of; of several the one in office.

        He must be told with a title, or hold an office on the report's day: a surname alone is anybody's.
        """
        found = [one for one in surnamed(name) if one.country in countries]
        held = [one for one in found if self._holds_office(one)]
        found = held if len(held) == 1 or not is_titled else found
        return self.enter(found[0].id) if len(found) == 1 else None

    def holds(self, of: str, role: str, at: Iterable[str] = ()) -> bool:
        """Whether a person is told to hold an office that this role names, or the registry has him in it when the report may be of.

        A leader may hold any office of those who lead. With `at` it must be one of these organisations'.
        """
        present = [o for o in self.actors[of].offices if o.evidence != "registry" or self._may_be_held(o)]
        present = [o for o in present if not {"former", "ex", "elect"} & {*o.title.casefold().replace("-", " ").split()}]
        if at := frozenset(at):
            present = [o for o in present if o.organisation in at]
        if role not in {"leader", "counterpart"}:
            return any(is_role_of(one, o.title.casefold()) for o in present for one in same_titles(role))
        leading = table("en/who")["pair"]["leaders"]
        return any(o.evidence != "registry" or any(is_role_of(one, o.title.casefold()) for one in leading) for o in present)

    def holds_only(self, of: str, organisations: Container[str]) -> bool:
        """Whether some office of a person is told, and all are of these organisations, "" for those told without one."""
        told = self.actors[of].offices
        return bool(told) and all(office.organisation in organisations for office in told)

    def bodies_of(self, of: str) -> frozenset[str]:
        """The bodies that somebody belongs to, or holds an office in when the report may be of."""
        one = self.actors[of]
        held = (o.organisation for o in one.offices if o.evidence != "registry" or self._may_be_held(o))
        return frozenset((*one.member_of, *held)) - {""}

    def _may_be_held(self, office: Office) -> bool:
        """Whether a dated office of the registry may be held on the report's day, which may not be known well."""
        is_begun = office.start is not None and (self.end is None or office.start <= self.end)
        is_over = office.end is not None and (self.at is None or office.end < self.at)
        return is_begun and not is_over

    def _holds_office(self, one: Actor) -> bool:
        """Whether the registry dates an office of his, and the report's day lies in it."""
        at = self.at
        dated = [office for office in one.offices if office.start or office.end]
        return at is not None and any((o.start or at) <= at <= (o.end or at) for o in dated)

    def abbreviated(self, acronym: str) -> str | None:
        """The one organisation of the report whose initials these are."""
        letters = letters_of(acronym)
        bodies = ((of, name) for of, one in self.actors.items() if letters and one.kind != "person" for name in self._forms(of))
        found = {of for of, name in bodies if same_name(letters, name, "organisation").score >= UNSURE}
        return found.pop() if len(found) == 1 else None

    def company(self, name: str, others: Iterable[str] = ()) -> str | None:
        """The one organisation of the report that has this name but for its legal form ("Halden", where Halden Inc. is told of).

        `others` are the names of bodies in the report: where just one of them begins with the shorter of two names and goes on
        ("Halden Systems"), these are one too.
        """
        bodies = {of: one for of, one in self.actors.items() if one.kind not in {"person", "state"}}
        found = {of for of, one in bodies.items() if bare(one.name) == bare(name)}
        found = found or {of for of, one in bodies.items() if of.startswith("~") and begins(one.name, name, others)}
        return found.pop() if len(found) == 1 else None

    def body_ending(self, word: str) -> str | None:
        """The one organisation of the report whose name ends in this word ("the Front", where the Northern Front is told of)."""
        found = {of for of, one in self.actors.items() if one.kind not in {"person", "state"} and one.name.endswith(f" {word}")}
        return found.pop() if len(found) == 1 else None

    def state_begun(self, form: str) -> str | None:
        """The one state of the report whose name begins with this word ("the North", where North Korea is told of)."""
        found = {of for of, one in self.actors.items() if one.kind == "state" and one.name.startswith(f"{form} ")}
        return found.pop() if len(found) == 1 else None

    def state_of_people(self, form: str) -> str | None:
        """The state whose adjective or people this is: of the registry, or one of the report's own ("Varenian" of Varenia)."""
        if found := demonym(form):
            return self.enter(found.id)
        own = [
            of for of, one in self.actors.items() if one.kind == "state" and of.startswith("~") and is_adjective_of(form, one.name)
        ]
        return own[0] if len(own) == 1 else None

    def hold(self, of: str, office: Office, member_of: str | None, country: str) -> None:
        """Notes an office, what it makes the person a member of, and his country."""
        one = self.actors[of]
        offices = one.offices if office in one.offices else (*one.offices, office)
        joined = one.member_of if member_of is None or member_of in one.member_of else (*one.member_of, member_of)
        self.actors[of] = msgspec.structs.replace(one, offices=offices, member_of=joined, country=one.country or country)

    def become(self, of: str, home: str) -> None:
        """Puts an actor of the registry in the place of one that the report told in its own words."""
        self.enter(home)
        self.call(home, self.actors[of].name, self.first_told.get(of, (0, 0)))
        for one in list(self.actors.values()):
            offices = tuple(msgspec.structs.replace(o, organisation=home) if o.organisation == of else o for o in one.offices)
            joined = tuple(home if body == of else body for body in one.member_of)
            self.actors[one.id] = msgspec.structs.replace(one, offices=offices, member_of=joined)
        del self.actors[of]

    def settle(self, of: str, title: str, organisation: str) -> None:
        """Gives an office that was told without one its organisation."""
        one = self.actors[of]
        offices = tuple(msgspec.structs.replace(o, organisation=organisation) if o.title == title else o for o in one.offices)
        self.actors[of] = msgspec.structs.replace(one, offices=offices)
        body = self.actors[organisation]
        if body.kind not in {"state", "igo"} and organisation not in one.member_of:
            self.actors[of] = msgspec.structs.replace(
                self.actors[of], member_of=(*one.member_of, organisation), country=one.country or body.country
            )

    def kind(self, of: str) -> str:
        """The kind of an actor of the report, or nothing."""
        return self.actors[of].kind if of in self.actors else ""

    def is_people(self, of: str) -> bool:
        """Whether an actor is a group in its own words, which "the group" and "the two sides" never mean."""
        if not of.startswith("~") or self.kind(of) != "group":
            return False
        name = self.actors[of].name.split()
        return (len(name) == 1 and not name[0].isupper()) or name[-1].islower()

    def countries(self) -> frozenset[str]:
        """The countries that the report speaks of, and those of the actors so far."""
        return self.told | frozenset(one.country for one in self.actors.values() if one.country)

    def finished(self, used: Iterable[str]) -> tuple[Actor, ...]:
        """The actors that are used, with every spelling met, in order of id."""
        return tuple(
            msgspec.structs.replace(
                self.actors[of],
                sector=self._sector(of),
                aliases=tuple(Alias(text, (self.report,)) for text in sorted(self.spellings.get(of, ()))),
            )
            for of in sorted(set(used))
            if of in self.actors
        )

    def _sector(self, of: str) -> str:
        """The PLOVER sector of an actor: as a title here tells it, else as the registry has it.

        Where neither does, that of the first body that he holds an office in.
        """
        one = self.actors[of]
        told = (sector_of(office.title) for office in one.offices if office.evidence == self.report)
        if sector := next(filter(None, told), one.sector):
            return sector
        bodies = [body for office in one.offices if (body := self.actors.get(office.organisation))]
        if one.kind == "person" and bodies:
            return self._sector(bodies[0].id)
        if one.kind == "group" and (sector := sector_of(one.name)):
            return sector
        sectors: dict[str, str] = table("world/institutions")["kinds"]
        return sectors[one.kind] if one.kind != "person" else ""

    def _persons(self) -> list[str]:
        return [of for of, one in self.actors.items() if one.kind == "person"]

    def _forms(self, of: str) -> list[str]:
        return [self.actors[of].name, *sorted(self.spellings.get(of, ()))]


def begins(one: str, other: str, names: Iterable[str]) -> bool:
    """Whether the shorter of two names of bodies is a single word with which, of all these names, the other alone begins."""
    short, long = sorted((bare(one), bare(other)), key=len)
    if " " in short or is_body_word(short) or not long.startswith(f"{short} "):
        return False
    return {name for name in map(bare, names) if name.startswith(f"{short} ")} == {long}


def bare(name: str) -> str:
    """A name without the words that tell its legal form."""
    told = plain(name).replace(",", "").split()
    while len(told) > 1 and told[-1].strip(".") in table("en/who")["organisation"]["legal"]:
        told.pop()
    return " ".join(told)


def is_initialled(name: str) -> bool:
    """Whether a name begins with the initial of a given name, and a surname in full ends it."""
    told = [plain(word) for word in name.split()]
    return len(told) > 1 and len(told[0]) == 1 < len(told[-1])


def _is_part_of(one: str, other: str) -> bool:
    """Whether one full name is the other less some given names ("Otto Berg", "Karl Otto Maria Berg")."""
    short, long = sorted((plain(one).split(), plain(other).split()), key=len)
    rest = iter(long)
    return 1 < len(short) < len(long) and short[-1] == long[-1] and all(word in rest for word in short)


def kind_of(name: str) -> ActorKind:
    """The kind that the words of an organisation's name tell, the last one first; `group` where none does."""
    told = plain(name).split()
    if "union" in told and not words("organisation", "labour").isdisjoint(told):
        # as the registry has trade unions
        return "party"
    for word in reversed(told):
        for entry in table("en/who")["kinds"]:
            if word in entry["words"]:
                kind: ActorKind = entry["kind"]
                return kind
    return "group"


def is_organisation(name: str) -> bool:
    """Whether the words of a name make it an organisation's."""
    return any(is_body_word(word) for word in plain(name).split())


def country_in(name: str) -> str:
    """The country of the first people that the name of a body tells ("Varenian Relief Fund")."""
    return next((state.country for word in name.split() if (state := demonym(word))), "")
