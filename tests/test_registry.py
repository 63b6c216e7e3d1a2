"""The actor registry: its notation, its facts' form, and the questions that grounding asks of it."""

import datetime as dt
import re
import time
from collections import defaultdict
from pathlib import Path

import pytest

from dragoman.lexicon import actors, states
from dragoman.lexicon.load import table
from dragoman.lexicon.notation import Stretch, read_row, simplify, slug, stretch
from gate import leaders

# PLOVER 2.0's sectors, and those codes that stand for bodies of no country.
SECTORS = """
    GOV LEG JUD MIL COP SPY REB PRM UAF UNK ELI CVL SOC REL JRN MED BUS LAB AGR EDU CRM REF PRE PTY OPP
    IGO UNO EUR NGO ISM IMG MNC
"""


def test_a_row_tells_names_sectors_memberships_and_terms() -> None:
    """Every part of a row is read by its form, with the dates between which it holds."""
    front = read_row(
        "Northern Front, NF?, Front of the North; REB /2011-03; PTY GOV 2011-03/; in coalition 2012/", "party", "VAR", ""
    )
    assert (front.id, front.names, front.shared) == (
        "northern-front",
        ("Northern Front", "NF", "Front of the North"),
        frozenset({"NF"}),
    )
    assert [(role.sectors, role.held) for role in front.roles] == [
        (("REB",), Stretch(None, dt.date(2011, 3, 31))),
        (("PTY", "GOV"), Stretch(dt.date(2011, 3, 1), None)),
    ]
    assert front.memberships[0].held == Stretch(dt.date(2012, 1, 1), None)
    teke = read_row(
        "Osman Teke (minister); in northern-front; Foreign Minister 2011/; Chairman @northern-front", "person", "VAR", "varenia"
    )
    assert (teke.id, teke.name, teke.shared) == ("osman-teke-minister", "Osman Teke", frozenset({"Osman Teke"}))
    assert [(office.title, office.organisation) for office in teke.offices] == [
        ("Foreign Minister", "varenia"),
        ("Chairman", "northern-front"),
    ]


@pytest.mark.parametrize("row", ["Mira Dovani; Envoy 2012/2010", "Mira Dovani; Envoy 2012-13/", "Mira Dovani;; Envoy 2012/"])
def test_a_row_that_cannot_be_right_is_refused(row: str) -> None:
    """Terms that end before they begin, dates that are none and empty parts are errors."""
    with pytest.raises(ValueError, match=r".+"):
        read_row(row, "person", "VAR", "varenia")


def test_names_are_looked_up_without_accents_and_articles() -> None:
    """Case, accents, apostrophes, dots, hyphens and a leading article make no other name."""
    assert simplify("The Élysée") == "elysee"
    assert simplify("Al-Ma\u2019an") == simplify("al Maan") == "al maan"
    assert slug("U.N. Mission (Varenia)") == "un-mission-varenia"


def test_every_actor_is_well_formed() -> None:
    """Ids are slugs, countries are ISO codes, sectors are PLOVER's, text has no stray blanks, terms have titles."""
    countries = set(states.by_country()) | {""}
    for listed in actors.registry().values():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", listed.id), listed.id
        assert listed.country in countries, listed.id
        assert all(sector in SECTORS.split() for role in listed.roles for sector in role.sectors), listed.id
        assert all(name and name == " ".join(name.split()) and "?" not in name for name in listed.names), listed.id
        assert all(office.title[0].isupper() and "/" not in office.title for office in listed.offices), listed.id


def test_every_reference_resolves() -> None:
    """What actors belong to and where they hold office is in the registry."""
    for listed in actors.registry().values():
        for membership in listed.memberships:
            assert actors.actor(membership.of), f"{listed.id} in {membership.of}"
        for office in listed.offices:
            assert actors.actor(office.organisation), f"{listed.id}: {office.title} @{office.organisation}"


def test_a_name_that_two_bear_is_marked() -> None:
    """No name stands for two actors of one time unless a question mark or a bracket says that others bear it too."""
    bearers = defaultdict(list)
    for listed in actors.registry().values():
        for key in {simplify(name) for name in listed.names if name not in listed.shared}:
            bearers[key].append(listed)
    clashes = {
        key: sorted(listed.id for listed in found)
        for key, found in bearers.items()
        if any(one.id < other.id and one.existed.overlaps(other.existed) for one in found for other in found)
    }
    assert clashes == {}


def test_no_name_is_listed_twice() -> None:
    """An actor has each name once; spellings that look-up cannot tell apart are one."""
    for listed in actors.registry().values():
        keys = [simplify(name) for name in listed.names]
        assert len(set(keys)) == len(keys), listed.id


def test_every_state_has_capital_and_adjective() -> None:
    """All states have a capital; only those without a word of their own lack an adjective."""
    lacking = {state.id for state in states.by_country().values() if not state.capital or not state.adjective}
    assert lacking <= {"republic-of-the-congo", "dominica"}
    assert len(states.by_country()) >= 193 + 5


def test_the_registry_is_as_wide_as_promised() -> None:
    """It lists at least 700 parties, movements and armed groups and 1,500 persons with office or membership."""
    kinds = [listed.kind for listed in actors.registry().values()]
    assert sum(kind in {"party", "armed_group", "group", "government"} for kind in kinds) >= 700
    assert (
        sum(listed.kind == "person" and bool(listed.offices or listed.memberships) for listed in actors.registry().values()) >= 1500
    )


def test_sectors_change_with_the_date() -> None:
    """Hamas is a party until June 2007 and governs after; its armed wing is armed opposition throughout."""
    assert actors.sector_at("hamas", dt.date(2006, 3, 1)) == ("PTY",)
    assert actors.sector_at("hamas", dt.date(2009, 3, 1)) == ("PTY", "GOV")
    assert actors.sector_at("georgian-dream", dt.date(2015, 3, 1)) == ("PTY", "GOV")
    assert actors.sector_at("qassam-brigades", dt.date(2009, 3, 1)) == ("REB",)


def test_a_person_has_the_sector_of_office_else_of_group() -> None:
    """An office of the state gives its sector, one in a group or membership that of the group, a former office ELI."""
    assert actors.sector_at("mahmoud-abbas", dt.date(2010, 1, 1)) == ("GOV",)
    assert actors.sector_at("joseph-kony", dt.date(2006, 1, 1)) == ("REB",)
    assert actors.sector_at("kofi-annan", dt.date(2000, 1, 1)) == ("UNO",)
    assert actors.sector_at("bill-clinton", dt.date(2009, 1, 1)) == ("ELI",)


def test_a_name_gives_all_who_bear_it() -> None:
    """A shared name gives several actors, a day leaves those that existed then."""
    assert len(actors.named("National Liberation Army")) > 1
    assert [actor.id for actor in actors.named("Northern Alliance")] == ["northern-alliance", "northern-alliance-myanmar"]
    assert {actor.id for actor in actors.named("President Bush")} == {"george-h-w-bush", "george-w-bush"}
    assert [actor.id for actor in actors.named("Soviet Union", dt.date(1990, 1, 1))] == ["soviet-union"]
    assert actors.named("Soviet Union", dt.date(2000, 1, 1)) == ()
    assert [actor.id for actor in actors.surnamed("Pashinian")] == ["nikol-pashinyan"]  # another spelling of the same name
    assert [actor.id for actor in actors.surnamed("al-Abbas") if actor.id == "mahmoud-abbas"]


@pytest.mark.parametrize(
    "name", ["Hamas", "Fatah", "UN", "EU", "PLO", "Taliban", "FARC", "PKK", "Hezbollah", "Quartet", "Polisario"]
)
def test_a_well_known_name_is_not_shared(name: str) -> None:
    """Names that news use without explaining stand for one actor."""
    assert len(actors.named(name)) == 1


def test_a_wikidata_id_stands_for_one_actor() -> None:
    """No two actors have one Wikidata id."""
    ids = [listed.wikidata for listed in actors.registry().values() if listed.wikidata]
    assert len(ids) == len(set(ids)) > 100


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Russian Foreign Ministry", "rus-foreign-ministry"),
        ("Foreign Ministry of Egypt", "egy-foreign-ministry"),
        ("Ministry of Foreign Affairs of Qatar", "qat-foreign-ministry"),
        ("Israel's army", "isr-army"),
        ("the Knesset", "isr-parliament"),
        ("US State Department", "usa-foreign-ministry"),
    ],
)
def test_institutions_of_states_are_composed(form: str, expected: str) -> None:
    """A state and an institution make an agency with an id of its own, without a row for each."""
    assert [actor.id for actor in actors.named(form)] == [expected]
    found = actors.actor(expected)
    assert found is not None
    assert found.kind == "agency"


def test_a_country_before_a_name_is_understood() -> None:
    """A listed actor is found with the adjective of its country before its name, not with that of another."""
    assert [actor.id for actor in actors.named("Lebanese Hezbollah")] == ["hezbollah"]
    assert actors.named("Norwegian Hezbollah") == ()


def test_places_stand_for_governments() -> None:
    """Capitals and seats of power give the government, adjectives and peoples the state."""
    assert states.metonym("the Kremlin") == "russia"
    assert states.metonym("Ramallah") == "palestinian-authority"
    state = states.demonym("Syrians")
    assert state is not None
    assert state.country == "SYR"
    assert states.metonym("Brussels") == "european-union"
    assert states.metonym("Gotham") is None


def test_an_office_names_its_holder_on_a_day() -> None:
    """The holder of an office is who held it on that day, none where nobody is listed."""
    held = actors.holder("President", "egypt", dt.date(2012, 12, 1))
    assert [actor.id for actor in held] == ["mohamed-morsi"]
    assert actors.holder("President", "egypt", dt.date(1950, 1, 1)) == ()
    assert [actor.id for actor in actors.holder("Premier", "palestinian-authority", dt.date(2010, 6, 1))] == ["salam-fayyad"]
    assert [actor.id for actor in actors.holder("Foreign Minister", "united-states", dt.date(2010, 6, 1))] == ["hillary-clinton"]


def test_loading_is_quick() -> None:
    """A fresh registry is read in well under a second of processor time."""
    for cached in (actors.registry, states.states, states.by_country, table):
        cached.cache_clear()
    before = time.process_time()
    actors.registry()
    assert time.process_time() - before < 1.0


def test_stretches_cover_whole_months() -> None:
    """A term to a month covers all its days, and an open side has no end."""
    assert stretch("2007-02/2008") == Stretch(dt.date(2007, 2, 1), dt.date(2008, 12, 31))
    assert stretch("/2000-02").covers(dt.date(2000, 2, 29))
    assert not stretch("2007/").covers(dt.date(2006, 12, 31))


def test_terms_are_compared_with_a_list(tmp_path: Path) -> None:
    """Years that agree, years that differ and leaders who are not named are told apart."""
    file = tmp_path / "list.csv"
    file.write_text(
        "stateabb,leader,sdate,smonth,syear,emonth,eyear\n"
        "EGY,Mubarak,14,10,1981,2,2011\nEGY,Morsi,30,6,2011,7,2013\nEGY,Dovani,1,1,1995,2,1996\n",
        "utf-8",
    )
    scores = leaders.score(file)
    assert (scores["spells"], scores["named"], scores["years_agree"], scores["within_a_year"]) == (3, 0.6667, 0.5, 1.0)
