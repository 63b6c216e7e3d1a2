"""When tellings of two reports are one act: by how people are called, by what is news, by who sat with whom. All are invented."""

from typing import Any

import msgspec
import pytest

from dragoman import resolve
from dragoman.model import Actor, Event, Filed, Number, Office, Place, Witness
from dragoman.resolve.aliases import aliases
from dragoman.resolve.folding.blocking import pairs
from dragoman.resolve.sameness.clashes import clash
from tests.test_resolve import COUNCIL, FRONT, KASTEL, TEKE, claim, day, file, is_one, record, talks

ARMY = "~orlan-army"
LEDE = "Soldiers of the Orlan Army attacked the harbour of Kastel on Tuesday and killed 31 people."
OTHER = "Fighters of the Northern Front and the Orlan Army clashed at Kastel on Wednesday, and 14 people were killed."
QUIET = "Prices rose."
CLASH = Event(type="ASSAULT", modality="occurred", actors=(ARMY,), where=KASTEL)


def seizure(name: str, subject: str, **told: Any) -> Witness:
    """Sailors seized, as told by one report of the seventh of May."""
    filed = file(name, f"{subject} seized forty sailors near Kastel on Tuesday, harbour officials said.", "2014-05-07")
    counted = Number(40, "sailors", "forty sailors")
    body = Event(type="COERCE", modality="occurred", when=day("2014-05-06"), where=KASTEL, numbers=(counted,))
    return claim(filed, "seized", msgspec.structs.replace(body, **told))


@pytest.mark.parametrize(
    ("subject", "actor", "against"),
    [
        ("Masked gunmen", "~masked-gunmen", False),  # what they are, and not who
        ("The Coastal Council", COUNCIL, True),
    ],
)
def test_who_is_told_by_what_he_is_speaks_against_no_two_tellings(subject: str, actor: str, *, against: bool) -> None:
    """Whom one report calls gunmen may be the Front of another; that it was the Council speaks against one act."""
    made = [seizure("a", "The Northern Front", actors=(FRONT,)), seizure("b", subject, actors=(actor,))]
    judgement = resolve.judge(*made)
    assert judgement
    assert ("no party in common" in judgement.why) is against


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The Senate", "The House", True),
        ("The Orlan Senate", "The House of Representatives", True),
        ("The House", "The lower house", False),
        ("House Speaker Teke and the Senate", "The Senate", False),
        ("The White House", "The Senate", False),
    ],
)
def test_the_chambers_of_a_parliament_vote_apart(one: str, other: str, *, apart: bool) -> None:
    """What the Senate voted is not what the House did; an office of the House is not the House."""
    body = Event(type="GOVERN", modality="occurred", when=day("2014-05-06"))
    made = [
        claim(file(name, text, "2014-05-07"), "voted", body)
        for name, text in (
            ("a", f"{one} voted on Tuesday to ratify the pact."),
            ("b", f"{other} voted to ratify the pact on Tuesday."),
        )
    ]
    assert ("house" in clash(*made)) is apart


def violence(text: str, trigger: str, name: str, date: str, **told: Any) -> Witness:
    """A violent act near Kastel as one report tells it."""
    when = day(date)
    return claim(file(name, text, "2014-05-08"), trigger, msgspec.structs.replace(CLASH, when=when, **told))


@pytest.mark.parametrize(
    ("before", "place", "expected"),
    [
        ("", KASTEL, True),
        (QUIET, KASTEL, False),  # told below other news
        ("", Place(name="Belisk", country="VAR", precision="city"), False),
    ],
)
def test_violence_with_dead_that_two_reports_open_with_is_one(before: str, place: Place, *, expected: bool) -> None:
    """One clash by another word, a day off and with other numbers, where both open with it: one entry, and a conflict in it."""
    one = violence(LEDE, "attacked", "a", "2014-05-06")
    other = violence(f"{before}{OTHER}", "clashed", "b", "2014-05-07", actors=(ARMY, FRONT), where=place)
    assert is_one(record([one, other]), one, other) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osmar Teke met teachers at noon.", False),
        ("Osmar Teke met the Orlan envoys about the harbour on Tuesday.", True),
    ],
)
def test_whoever_meets_one_side_meets_others_in_those_days(text: str, *, expected: bool) -> None:
    """Meetings with one side in common, told by other words, are one where something else is in common."""
    when = day("2014-05-06")
    first = file("a", "Talks of Osmar Teke with the envoys of Orlan about the harbour took place on Tuesday.", "2014-05-07")
    one = claim(first, "Talks", talks(actors=("~osmar-teke", "~orlan"), when=when, where=None))
    other = claim(file("b", text, "2014-05-07"), "met", talks(actors=("~osmar-teke",), when=when, where=None))
    assert is_one(record([one, other]), one, other) is expected


@pytest.mark.parametrize(("before", "expected"), [("", True), (QUIET, False)])
def test_an_agreement_that_two_reports_open_with_is_one(before: str, *, expected: bool) -> None:
    """Two headlines of one day that tell of one side alone that it agreed, in other words: few make two agreements at once."""
    body = Event(type="AGREE", modality="occurred", actors=(TEKE,), when=day("2014-05-07"))
    one = claim(file("a", "Osmar Teke announces deal on the harbour to end the strike of the dockers.", "2014-05-07"), "deal", body)
    text = f"{before}Osmar Teke gives in to dockers, agrees to pay more without new shifts."
    other = claim(file("b", text, "2014-05-07"), "agrees", body)
    assert is_one(record([one, other]), one, other) is expected


@pytest.mark.parametrize(("place", "expected"), [(KASTEL, True), (None, False)])
def test_an_attack_of_last_month_is_that_of_its_day_in_one_town(place: Place | None, *, expected: bool) -> None:
    """A month says when, and not that there were many, where both tell the town."""
    one = violence("The Front attacked an army post in Kastel on April 11.", "attacked", "a", "2014-04-11", where=place)
    text = "The assault of the Front on an army post in Kastel last month shook the army."
    other = violence(text, "assault", "b", "2014-04-01", where=place)
    month = msgspec.structs.replace(other.claim.body, when=day("2014-04-01", "2014-04-30"))
    other = Witness(msgspec.structs.replace(other.claim, body=month), other.filed)
    assert is_one(record([one, other]), one, other) is expected


def _with_minister(filed: Filed, organisation: str) -> Filed:
    office = Office(title="Foreign Minister", organisation=organisation, evidence=filed.report.id)
    minister = Actor(id="~mira-dovani", name="Mira Dovani", kind="person", offices=(office,))
    return msgspec.structs.replace(filed, actors=(minister, Actor(id="~orlan", name="Orlan", kind="state")))


@pytest.mark.parametrize(("organisation", "expected"), [("", True), ("~varenia", False)])
def test_a_minister_of_no_named_state_can_be_of_any(organisation: str, *, expected: bool) -> None:
    """Who holds an office of a state that a report leaves open speaks for the state of another, and is no party beside it."""
    when = day("2014-05-06")
    first = file("a", "Talks of Orlan and the Northern Front took place in Kastel on Tuesday about the harbour.", "2014-05-07")
    second = file("b", "Foreign Minister Mira Dovani attended the talks in Kastel about the harbour on Tuesday.", "2014-05-07")
    one = claim(_with_minister(first, organisation), "Talks", talks(actors=("~orlan", FRONT), when=when))
    other = claim(_with_minister(second, organisation), "attended the talks", talks(actors=("~mira-dovani",), when=when))
    told = record([one, other])
    assert is_one(told, one, other) is expected
    assert not expected or set(told.entries[0].body.actors) == {"~orlan", FRONT}  # type: ignore[union-attr]


def test_a_fight_and_its_dead_are_one_before_other_reports_are_asked() -> None:
    """What one sentence tells of a clash and its dead stands in one entry, though another report is nearer to half of it."""
    filed = file("b", OTHER, "2014-05-08")
    when = day("2014-05-07")
    dead = Event(type="ASSAULT", modality="occurred", when=when, where=KASTEL, numbers=(Number(14, "people", "14 people"),))
    fight = claim(filed, "clashed", msgspec.structs.replace(CLASH, actors=(ARMY, FRONT), when=when))
    killed = claim(filed, "killed", dead, ordinal=1)
    others = [violence(LEDE, "attacked", "a", "2014-05-06"), violence(OTHER, "clashed", "c", "2014-05-07", actors=(ARMY, FRONT))]
    assert is_one(record([fight, killed, *others]), fight, killed)


def test_talks_with_somebody_else_take_nothing_up() -> None:
    """Talks said to be with Orlan are not the talks of others that the same report told before."""
    text = "Talks of the Northern Front and the Coastal Council will open soon. The talks with Orlan were good, a clerk said."
    filed = file("a", text, "2014-05-07")
    one = claim(filed, "Talks", talks())
    other = claim(filed, "talks with", talks(actors=("~orlan",), where=None), ordinal=1)
    assert not is_one(record([one, other]), one, other)


@pytest.mark.parametrize(("edtf", "expected"), [("2014-05-07?", True), ("2014-05-07", False)])
def test_a_day_that_a_report_only_lets_guess_parts_nothing(edtf: str, *, expected: bool) -> None:
    """What one report tells of Tuesday and what it may tell of Wednesday can be one; told days part."""
    filed = file("a", "The Northern Front left the talks on Tuesday. Its departure from the talks was loud.", "2014-05-08")
    left = Event(type="SANCTION", modality="occurred", actors=(FRONT,), when=day("2014-05-06"))
    guessed = msgspec.structs.replace(day("2014-05-07"), edtf=edtf)
    one, other = claim(filed, "left", left), claim(filed, "departure", msgspec.structs.replace(left, when=guessed), ordinal=1)
    assert bool(clash(one, other)) is not expected


@pytest.mark.parametrize(("until", "expected"), [("2014-05-06", True), ("2014-05-09", False)])
def test_a_told_day_is_enough_to_be_looked_at_together(until: str, *, expected: bool) -> None:
    """Acts of one kind on one day meet, though two reports name nobody in common and use other words; those of a week do not."""
    told = msgspec.structs.replace(day("2014-05-06", until), text="that week")
    first = file("a", "Sailors marched through Kastel on Tuesday.", "2014-05-20")
    second = file("b", "The harbour filled with an angry crowd on Tuesday.", "2014-05-28")
    crowd = Event(type="PROTEST", modality="occurred", actors=("~sailors",), when=told)
    made = [claim(first, "marched", crowd), claim(second, "filled", msgspec.structs.replace(crowd, actors=("~crowd",)))]
    assert bool([*pairs(made)]) is expected


UNION = Actor(id="~united-dock-workers-union", name="United Dock Workers Union", kind="party")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Actor(id="~udw", name="UDW", kind="group"), Actor(id="~united-dock-workers", name="United Dock Workers", kind="party")),
        (
            Actor(id="~halden", name="Halden", kind="group"),
            Actor(id="~halden-shipping-co", name="Halden Shipping Co.", kind="group"),
        ),
        (Actor(id="~united-dock-workers", name="United Dock Workers", kind="group"), UNION),
        (Actor(id="~teke", name="Teke", kind="person"), Actor(id=TEKE, name="Osmar Teke", kind="person")),
    ],
)
def test_short_name_in_one_report_is_the_full_one_of_another(one: Actor, other: Actor) -> None:
    """Letters, a part of a name and a surname are those who bear it in full in the other report, and the entry names them so."""
    made = []
    for name, actor in (("a", one), ("b", other)):
        filed = file(name, f"{actor.name} signed the pay deal in Kastel on Tuesday.", "2014-05-07")
        body = Event(type="SUPPORT", modality="occurred", actors=(actor.id,), when=day("2014-05-06"), where=KASTEL)
        made.append(claim(msgspec.structs.replace(filed, actors=(actor,)), "signed the pay deal", body))
    found = record(made)
    assert is_one(found, *made)
    assert [e.body.actors for e in found.entries if isinstance(e.body, Event)] == [(other.id,)]


def test_short_name_that_two_bear_means_neither() -> None:
    """Where two bodies begin with the word, or two persons have the surname, it stays what it is."""
    told = [Actor(id=f"~halden-{of}", name=f"Halden {of.title()}", kind="group") for of in ("bank", "airlines")]
    told += [Actor(id=f"~{of}-teke", name=f"{of.title()} Teke", kind="person") for of in ("osmar", "mira")]
    short = [Actor(id="~halden", name="Halden", kind="group"), Actor(id="~teke", name="Teke", kind="person")]
    assert aliases([*told, *short]) == {}


def told_as(kind: str, text: str, trigger: str, name: str, **told: Any) -> Witness:
    """One claim of a type, told on the seventh of May of the day before."""
    body = Event(type=kind, modality="occurred", when=day("2014-05-06"))
    return claim(file(name, text, "2014-05-07"), trigger, msgspec.structs.replace(body, **told))


@pytest.mark.parametrize(
    ("verb", "apart"),
    [
        ("shelled", True),
        ("clashed with", False),  # each does it to the other
    ],
)
def test_a_blow_is_not_the_answer_to_it(verb: str, *, apart: bool) -> None:
    """What the Front does to the Council the Council does not do to the Front."""
    blow = told_as(
        "ASSAULT",
        f"The Front {verb} the Council at Kastel.",
        verb.split(maxsplit=1)[0],
        "a",
        actors=(FRONT,),
        recipients=(COUNCIL,),
    )
    back = told_as(
        "ASSAULT",
        f"The Council {verb} the Front at Kastel.",
        verb.split(maxsplit=1)[0],
        "b",
        actors=(COUNCIL,),
        recipients=(FRONT,),
    )
    assert ("done to it" in clash(blow, back)) is apart


def test_praise_for_an_accord_is_not_its_signing() -> None:
    """Who welcomes what others agreed did not agree to it."""
    signed = told_as("AGREE", "The Front signed the accord.", "signed", "a", actors=(FRONT,))
    praised = told_as("SUPPORT", "The Council welcomed the accord.", "welcomed", "b", actors=(COUNCIL,), cameo="051")
    assert "praise" in clash(signed, praised)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("the fifth round of talks", "five rounds of talks", "several"),
        ("the fifth round of talks", "the round of talks", ""),
        ("the meeting of army chiefs", "the meeting of the presidents", "commanders"),
        ("the meeting of foreign ministers", "the meeting of the leaders", ""),  # of one day: ministers may lead
    ],
)
def test_meetings_of_other_rank_or_number_are_apart(one: str, other: str, why: str) -> None:
    """One of a row is not the row, and commanders are no presidents."""
    made = [
        told_as("CONSULT", f"The two held {text} at Kastel on Tuesday.", "held", name, actors=(FRONT, COUNCIL))
        for name, text in (("a", one), ("b", other))
    ]
    found = clash(*made)
    assert why in found if why else not found


def test_what_two_authors_known_to_the_world_demand_is_two_demands() -> None:
    """Of demands for one thing by two whom the registry has each is its own; a name of a report's own may be anybody's."""
    text = "{} demanded on Tuesday that the siege of Kastel end."
    made = {
        of: told_as("REQUEST", text.format(name), "demanded", of, actors=(of,))
        for of, name in (("norway", "Norway"), ("qatar", "Qatar"), (FRONT, "The Northern Front"))
    }
    apart, open_to = resolve.judge(made["norway"], made["qatar"]), resolve.judge(made["norway"], made[FRONT])
    assert apart
    assert open_to
    assert "two say it" in apart.why
    assert "two say it" not in open_to.why
