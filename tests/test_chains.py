"""What became of a plan: told from its place, by what came out of it, and in its own sentence. All parties are invented."""

import datetime as dt

import msgspec
import pytest

from dragoman import resolve
from dragoman.model import Actor, Commitment, Event, Evidence, Modality, Place, Record, When, Witness
from tests.test_resolve import COUNCIL, FRONT, KASTEL, TEKE, claim, day, file, record, talks

MAY = day("2014-05-01", "2014-05-31")
TOLD_DAY = msgspec.structs.replace(day("2014-05-05"), text="May 5")
PAST_DAY = msgspec.structs.replace(day("2014-04-05"), text="April 5")
PLAN = "The Front and the Council are to meet in Kastel in May."


def plan(text: str = PLAN, **told: object) -> Witness:
    """A report of April that tells of talks planned for May."""
    return claim(file("plan", text, "2014-04-20"), "meet", talks(modality="planned", **{"when": MAY, **told}))


def apart(*made: Witness) -> Record:
    """A record in which each telling is an entry by itself: what is folded is tested elsewhere."""
    parts = [record([w]) for w in made]
    return Record(
        filed={report: filed for part in parts for report, filed in part.filed.items()},
        claims={i: told for part in parts for i, told in part.claims.items()},
        judgements=(),
        entries=tuple(entry for part in parts for entry in part.entries),
    )


def outcome(*made: Witness) -> str:
    """What became of the only plan."""
    (chain,) = resolve.chains(record(made))
    return chain.outcome


def test_a_meeting_without_a_day_is_known_where_it_was_planned() -> None:
    """Told from the city planned and on the days planned, it is the one planned; told a month later it may be another."""
    held = "Envoys of the Front and the Council sat down in Kastel to a long dialogue."
    assert outcome(plan(), claim(file("b", held, "2014-05-20"), "dialogue", talks())) == "held"
    assert outcome(plan(), claim(file("b", held, "2014-06-20"), "dialogue", talks())) == "no report"


def test_what_was_agreed_there_came_out_of_the_talks() -> None:
    """Who signs in the city of the talks some days after they were to open has held them; who signs later may have met again."""
    signed = "The Front and the Council signed a truce in Kastel."
    for on, became in (("2014-05-09", "held"), ("2014-06-09", "no report")):
        body = Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL, when=day(on))
        deal = claim(file("b", signed, on), "signed", body)
        assert outcome(plan(when=day("2014-05-05")), deal) == became


def test_a_plan_called_off_in_its_own_sentence() -> None:
    """Words such as "that event" mean the one planned; what the next sentence calls off by its own name is another."""
    beside = PLAN.replace(".", ", but that event was cancelled.")
    apart = PLAN + " A feast of the harbour was cancelled."
    for text, became in ((beside, "cancelled"), (apart, "no report")):
        told = plan(text)
        off = claim(told.filed, "cancelled", Event(type="REJECT", modality="occurred"))
        assert outcome(told, off) == became


def test_a_day_behind_all_reports_is_that_of_the_plan() -> None:
    """Of "said on Friday that they would meet on May 12" an undertaking may have the first day; the act has the other."""
    told = plan("The Front and the Council said on Friday that they would meet on May 12.", when=day("2014-05-12"))
    words = "they would meet on May 12"
    at = told.filed.report.text.index(words)
    what = Evidence("plan", at, at + len(words), words)
    promise = Commitment(by=(COUNCIL, FRONT), what=what, act="CONSULT", status="agreed", due=day("2014-04-18"))
    (chain,) = resolve.chains(record([told, claim(told.filed, "meet", promise)]))
    assert chain.planned_for.edtf == "2014-05-12"


def by_verb(told: Witness) -> Witness:
    """The same, read by a verb: a purpose is told so too."""
    return Witness(msgspec.structs.replace(told.claim, rule="events:verb/sign+@agreement"), told.filed)


@pytest.mark.parametrize(
    ("text", "when", "number"),
    [
        ("The treaty will be signed in Kastel.", When(start=dt.date(2014, 4, 20)), 1),
        ("The treaty is to be signed on May 5.", TOLD_DAY, 1),
        ("The treaty was to be signed on April 5.", PAST_DAY, 1),
        ("Envoys signed on April 5 to end the war.", PAST_DAY, 0),
        ("Envoys went to Kastel to have it signed.", When(), 0),
    ],
)
def test_what_is_announced_is_a_plan(text: str, when: When, number: int) -> None:
    """What will be signed is a plan, and so is what was to be signed on a day that has passed; a purpose is none."""
    told = claim(file("a", text, "2014-04-20"), "signed", Event(type="SUPPORT", modality="planned", actors=(FRONT,), when=when))
    assert len(resolve.chains(record([by_verb(told)]))) == number


@pytest.mark.parametrize(
    ("text", "on", "became"),
    [
        ("The Front freed two sick soldiers.", "2014-05-06", "held"),
        ("The Front freed two sick soldiers.", "2014-06-20", "no report"),
        ("The Front opened a road.", "2014-05-06", "no report"),
    ],
)
def test_a_deed_without_a_day_is_known_by_its_report(text: str, on: str, became: str) -> None:
    """What was planned for a day and is told without one, in the news of those days and by a kindred word, is the deed."""
    body = Event(type="RETREAT", modality="planned", actors=(FRONT,), when=TOLD_DAY)
    told = claim(file("a", "The Front is to release the captives on May 5.", "2014-05-01"), "release", body)
    done = claim(file("b", text, on), text.split()[2], msgspec.structs.replace(body, modality="occurred", when=When()))
    assert outcome(told, done) == became


@pytest.mark.parametrize(
    ("later", "became"), [("The Front freed all soldiers.", "held"), ("The Front opened all roads.", "no report")]
)
def test_a_plan_without_a_day_is_known_by_a_kindred_word(later: str, became: str) -> None:
    """Deeds that do not recur are known by their parties and a kindred word within a month."""
    body = Event(type="RETREAT", modality="planned", actors=(FRONT,), recipients=(COUNCIL,))
    told = claim(file("a", "The release by the Front will follow.", "2014-05-01"), "release", body)
    done = msgspec.structs.replace(body, modality="occurred", when=day("2014-05-09"))
    assert outcome(told, claim(file("b", later, "2014-05-10"), later.split()[2], done)) == became


@pytest.mark.parametrize(
    ("first", "became"),
    [
        ("The talks of the Front and the Council had been due on May 5.", "postponed"),
        ("The talks of the Front and the Council will begin on May 5.", "no report"),
    ],
)
def test_a_report_tells_what_was_put_off_and_what_comes_instead(first: str, became: str) -> None:
    """A plan of the past told beside the word for its delay is the one put off; a new date is not."""
    body = talks(modality="planned", where=None, when=TOLD_DAY)
    told = claim(file("a", f"{first} The Front postponed talks.", "2014-05-03"), "talks", body)
    off = Event(type="REJECT", modality="occurred", actors=(FRONT,), when=day("2014-05-03"))
    assert outcome(told, claim(told.filed, "postponed", off)) == became


@pytest.mark.parametrize(
    ("text", "on", "became"),
    [
        ("Talks of the Front and the Council in Kastel will not take place.", "2014-05-20", "cancelled"),
        ("Talks of the Front and the Council in Kastel did not take place.", "2014-06-02", "not held"),
    ],
)
def test_what_will_not_take_place_is_cancelled(text: str, on: str, became: str) -> None:
    """Told before its day it is called off; told after it did not take place."""
    told = plan("Talks of the Front and the Council in Kastel are to meet the demands in May.")
    assert outcome(told, claim(file("b", text, on), "Talks", talks(modality="denied", when=MAY))) == became


def test_a_side_told_by_what_it_is_is_no_other_side() -> None:
    """On the day planned "leaders" may be those who were to come; another named party is not."""
    told = claim(
        file("a", "The Front and the Council will meet for talks on May 5.", "2014-05-01"),
        "talks",
        talks(modality="planned", where=None, when=TOLD_DAY),
    )
    for who, became in (("~leaders", "held"), ("~harbour-guild", "no report")):
        words = "The Front met leaders of the Harbour Guild for talks on May 5."
        act = talks(actors=(FRONT, who), where=None, when=TOLD_DAY)
        assert outcome(told, claim(file("b", words, "2014-05-06"), "talks", act)) == became


@pytest.mark.parametrize(("text", "became"), [("Kastel, in Varenia", "held"), ("elsewhere", "no report")])
def test_a_visit_without_a_day_is_known_by_its_place(text: str, became: str) -> None:
    """Who is to go to a country and goes to a city of it within a month has gone where he was to go."""
    ahead = When(start=dt.date(2014, 5, 1))
    varenia = Place(name="Varenia", country="VAR", precision="country")
    body = Event(type="CONSULT", modality="planned", actors=(FRONT,), recipients=(COUNCIL,), where=varenia, when=ahead)
    told = claim(file("a", "A visit of the Front will come.", "2014-05-01"), "visit", body)
    where = KASTEL if became == "held" else Place(name="Tamm", country="OST", precision="city")
    done = msgspec.structs.replace(body, modality="occurred", when=day("2014-05-09"), where=where)
    assert outcome(told, claim(file("b", f"Front envoys paid a visit, {text}.", "2014-05-10"), "visit", done)) == became


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("The Front and the Council began talks in Kastel.", "begun"),
        ("The Front and the Council held talks in Kastel.", "held"),
        ("The Front and the Council began talks in Kastel, which concluded at night.", "held"),
    ],
)
def test_what_is_told_as_begun_is_not_yet_held(text: str, became: str) -> None:
    """Whether talks have ended no word says that tells of their beginning, unless the sentence tells of their end too."""
    assert outcome(plan(), claim(file("b", text, "2014-05-20"), "talks", talks(when=day("2014-05-19")))) == became


def test_a_call_off_is_of_the_day_that_it_was_planned_for() -> None:
    """All entries that tell of the plan for that day are put off; what is planned for no day or another one is not."""
    april, text = "2014-04-20", "The {} of the Front and the Council in {} will come."
    plans = [
        claim(
            file(f"r{number}", text.format(word, place.name), april),
            word,
            talks(modality="planned", when=when, where=place),
        )
        for number, (word, place, when) in enumerate(
            [
                ("talks", KASTEL, TOLD_DAY),
                ("dialogue", Place(name="Tamm", country="OST", precision="city"), TOLD_DAY),
                ("meeting", Place(name="Orlan", country="OST", precision="city"), When(start=dt.date(2014, 4, 20))),
                ("summit", KASTEL, day("2014-07-05")),
            ]
        )
    ]
    off = claim(
        file("b", "The Front postponed the talks.", "2014-05-03"),
        "postponed",
        Event(type="REJECT", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-05-03")),
    )
    found = {told: c.outcome for c in resolve.chains(apart(*plans, off)) for told in c.claims}
    assert [found[w.claim.id] for w in plans] == ["postponed", "postponed", "no report", "no report"]


@pytest.mark.parametrize(("whose", "became"), [((FRONT,), "postponed"), (("~harbour-guild",), "no report")])
def test_a_delay_in_the_sentence_of_its_plan_names_nobody_anew(whose: tuple[str, ...], became: str) -> None:
    """Who is known from the plan is named again; a delay of somebody else's is another matter."""
    text = "A dialogue led by the Front was due on May 5, but a feast of theirs was delayed."
    body = Event(type="CONSULT", modality="planned", mediators=(FRONT,), when=TOLD_DAY)
    told = claim(file("a", text, "2014-05-03"), "dialogue", body)
    off = Event(type="REJECT", modality="occurred", actors=whose, when=TOLD_DAY)
    assert outcome(told, claim(told.filed, "delayed", off)) == became


@pytest.mark.parametrize(("on", "became"), [("2012-05-01", "no report"), ("2015-05-01", "not held")])
def test_what_was_overdue_before_a_plan_is_no_outcome_of_it(on: str, became: str) -> None:
    """An older report that calls an election overdue speaks of another one."""
    body = Event(type="GOVERN", modality="planned", actors=(FRONT, COUNCIL), issues=("Ele",))
    told = claim(file("a", "The Front and the Council will hold an election.", "2014-05-01"), "election", body)
    other = claim(file("b", "The election of the Front and the Council is overdue.", on), "election", body)
    (chain,) = resolve.chains(apart(told, other))
    assert chain.outcome == became


BARE = {"actors": (), "where": None}


@pytest.mark.parametrize(("on", "became"), [("2014-05-05", "held"), ("2014-05-04", "no report")])
def test_what_names_nobody_is_known_by_its_very_day(on: str, became: str) -> None:
    """A debate for one day, and a debate of that day, are one though no report says between whom; one of the day before is not."""
    ahead = claim(
        file("a", "The debate is to be held on May 5.", "2014-05-01"), "debate", talks(modality="planned", when=TOLD_DAY, **BARE)
    )
    done = claim(file("b", "Few people watched the debate.", "2014-05-08"), "debate", talks(when=day(on), **BARE))
    (chain,) = resolve.chains(apart(ahead, done))
    assert chain.outcome == became


@pytest.mark.parametrize(
    ("modality", "place", "became"), [("occurred", KASTEL, "held"), ("occurred", None, "no report"), ("denied", None, "not held")]
)
def test_one_party_and_its_day_need_the_place(modality: Modality, place: Place | None, became: str) -> None:
    """Who was to see somebody there that day and saw somebody there did it; that it was not done needs no place."""
    ahead = talks(modality="planned", actors=(TEKE,), where=KASTEL, when=TOLD_DAY)
    told = claim(file("a", "Teke is to see a colleague in Kastel on May 5.", "2014-05-01"), "see", ahead)
    done = talks(modality=modality, actors=(TEKE, FRONT), where=place, when=day("2014-05-05"))
    (chain,) = resolve.chains(apart(told, claim(file("b", "Teke and the Front conferred.", "2014-05-07"), "conferred", done)))
    assert chain.outcome == became


def test_a_proposed_meeting_with_a_day_ahead_is_a_plan() -> None:
    """Commanders who "should meet on May 5" are looked for; without a day it is a wish, and a day behind is none to look for."""
    for when, number in ((TOLD_DAY, 1), (When(), 0), (PAST_DAY, 0)):
        wish = claim(
            file("a", "The commanders should meet.", "2014-05-01"), "meet", talks(modality="proposed", when=when, where=None)
        )
        assert len(resolve.chains(record([wish]))) == number


def test_a_truce_that_takes_effect_is_held() -> None:
    """Where the beginning itself was planned, nothing of it is left open."""
    ahead = Event(type="RETREAT", modality="planned", when=TOLD_DAY)
    done = Event(type="RETREAT", modality="occurred", when=day("2014-05-05"))
    told = claim(file("a", "A truce is to take effect on May 5.", "2014-05-01"), "take effect", ahead)
    assert outcome(told, claim(file("b", "The truce took effect.", "2014-05-06"), "took effect", done)) == "held"


def test_who_plans_by_surname_is_known_by_the_full_name() -> None:
    """Of Teke, one report tells that he will come, and another tells that Osmar Teke called his visit off."""
    text = "Teke will visit Kastel on May 5."
    body = Event(type="CONSULT", modality="planned", mode=("visit",), actors=("~teke",), where=KASTEL, when=TOLD_DAY)
    short = msgspec.structs.replace(file("a", text, "2014-05-01"), actors=(Actor(id="~teke", name="Teke", kind="person"),))
    off = Event(type="REJECT", modality="occurred", actors=(TEKE,), when=day("2014-05-03"))
    told = "Osmar Teke called off a visit to Kastel."
    full = msgspec.structs.replace(file("b", told, "2014-05-03"), actors=(Actor(id=TEKE, name="Osmar Teke", kind="person"),))
    (chain,) = resolve.chains(apart(claim(short, "visit", body), claim(full, "called off a visit", off)))
    assert chain.outcome == "cancelled"


def test_what_a_report_says_they_had_planned_is_what_it_says_they_cancelled() -> None:
    """The plan is told for the first time with its end."""
    text = "The Front had planned talks with the Council in Kastel on May 5. The Front cancelled the talks."
    filed = file("a", text, "2014-05-05")
    off = Event(type="REJECT", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-05-04"))
    assert outcome(claim(filed, "talks", talks(modality="planned", when=TOLD_DAY)), claim(filed, "cancelled", off)) == "cancelled"
