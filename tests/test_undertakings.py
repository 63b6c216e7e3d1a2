"""Plans, undertakings and what became of them, across years and wordings. All people and countries are invented."""

from typing import Any

import msgspec
import pytest

from dragoman import resolve
from dragoman.lexicon.load import table
from dragoman.model import Actor, Commitment, Event, Evidence, Number, When, Witness
from dragoman.resolve.moments import finest, weekday
from dragoman.resolve.sameness.commitments import judge_commitments
from dragoman.resolve.sameness.events import judge_events
from dragoman.resolve.terms import deeds
from tests.test_resolve import COUNCIL, FRONT, KASTEL, claim, day, file, record, talks

VARENIA, GOVERNMENT, TROOPS = "~varenia", "~government", "~government-troops"
STATE = Actor(id=VARENIA, name="Varenia", kind="state")
UNNAMED = Actor(id=GOVERNMENT, name="Government", kind="government")


def promise(name: str, text: str, trigger: str, published: str, quote: str = "", **told: Any) -> Witness:
    """A claim of an undertaking in a report of one sentence."""
    filed = file(name, text, published)
    words = quote or text.rstrip(".")
    at = text.index(words)
    body = Commitment(
        **{
            "by": (FRONT, COUNCIL),
            "act": "COOPERATE",
            "status": "agreed",
            "as_of": day(published) if published else When(),
            "what": Evidence(name, at, at + len(words), words),
            **told,
        }
    )
    return claim(filed, trigger, body, quote=words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("to free 300 detainees", "the release of 300 prisoners"),
        ("pull out its troops", "withdraw its soldiers"),
        ("hand over its weapons", "surrendered its guns"),
        ("reopen the border", "opening the crossing"),
    ],
)
def test_undertakings_are_known_in_other_words(one: str, other: str) -> None:
    """Words for one deed or thing are one where undertakings are compared."""
    assert deeds(one) == deeds(other)


def test_an_undertaking_and_its_fate_are_one_line_in_other_words() -> None:
    """A promise to free prisoners and the report that the detainees went free are one undertaking, whoever is named for it."""
    made = promise(
        "a",
        "Varenia agreed to free 300 prisoners by 1 June.",
        "agreed",
        "2014-04-09",
        by=(VARENIA,),
        act="RETREAT",
        issues=("prisoners",),
        made=day("2014-04-09"),
        due=day("2014-06-01"),
    )
    kept = promise(
        "b",
        "The government released 300 detainees on Tuesday.",
        "released",
        "2014-05-28",
        by=(GOVERNMENT,),
        act="RETREAT",
        issues=("prisoners",),
        made=day("2014-05-27"),
        status="implemented",
    )
    witnesses = [_with_actors(made, STATE), _with_actors(kept, UNNAMED)]
    line = next(iter(resolve.ledger(record(witnesses))))
    assert (line.state, line.by) == ("implemented", (VARENIA,))
    assert [told.status for told in line.history] == ["agreed", "implemented"]


def _with_actors(w: Witness, *actors: Actor) -> Witness:
    return Witness(w.claim, msgspec.structs.replace(w.filed, actors=actors))


def test_the_fate_of_an_agreement_hangs_on_no_term() -> None:
    """That an agreement was never carried out is told of the agreement, not of one term that the same report names."""
    term = promise("a", "Both agreed to rebuild the harbour.", "agreed", "2014-04-09", issues=("harbour",))
    whole = promise(
        "b", "Terms of the accord, however, were never implemented.", "implemented", "2014-04-09", status="not_implemented"
    )
    judgement = judge_commitments(term, whole)
    assert judgement is not None
    assert judgement.verdict == "different"


def test_reports_of_one_time_that_differ_make_a_line_disputed() -> None:
    """Where one outlet tells a promise as kept and another, a day later, as kept in part, the first counts and it is disputed."""
    told: dict[str, Any] = {"by": (FRONT,), "act": "RETREAT", "issues": ("prisoners",)}
    made = promise(
        "a",
        "The Front agreed to release 30 prisoners.",
        "agreed",
        "2014-04-09",
        made=day("2014-04-09"),
        due=day("2014-06-01"),
        **told,
    )
    kept = promise("b", "The Front released 30 prisoners.", "released", "2014-05-28", status="implemented", **told)
    partly = promise("c", "The Front released 28 prisoners, not all.", "released", "2014-05-29", status="partly", **told)
    (line,) = resolve.ledger(record([made, kept, partly]))
    assert line.state == "implemented"
    assert "disputed" in line.flags


def test_what_was_not_done_can_be_done_in_the_end() -> None:
    """A later act outranks the report that told it as not done; both stand in the history, each at its date."""
    told: dict[str, Any] = {"by": (FRONT,), "act": "RETREAT"}
    made = promise(
        "a", "The Front agreed to withdraw its troops from Kastel.", "agreed", "2014-04-09", made=day("2014-04-09"), **told
    )
    late = promise(
        "b", "The Front has not withdrawn its troops from Kastel.", "withdrawn", "2014-07-15", status="not_implemented", **told
    )
    left = claim(
        file("c", "The last soldiers of the Front left Kastel.", "2016-01-20"),
        "left",
        Event(type="RETREAT", modality="occurred", actors=(FRONT,), when=day("2016-01-18")),
    )
    (line,) = resolve.ledger(record([made, late, left]))
    assert line.state == "implemented"
    assert [t.status for t in line.history] == ["agreed", "not_implemented", "implemented"]
    assert [act.relation for act in line.later] == ["carries out"]


def test_to_agree_again_carries_nothing_out() -> None:
    """A later agreement of the same parties is no act that carries out an undertaking to agree."""
    made = promise("a", "Both agreed to end the quarrel over the harbour.", "agreed", "2014-04-09", act="AGREE")
    again = claim(
        file("b", "Both agreed to end the quarrel over the harbour.", "2015-04-09"),
        "agreed",
        Event(type="AGREE", modality="occurred", actors=(FRONT, COUNCIL), when=day("2015-04-08")),
    )
    assert not next(iter(resolve.ledger(record([made, again])))).later


def test_an_act_told_as_overdue_is_not_held() -> None:
    """Elections that a report calls overdue were not held, whatever else it tells, and are no plan of their own."""
    plan = claim(
        file("a", "The Council proposed elections by June.", "2013-01-05"),
        "elections",
        Event(type="GOVERN", modality="proposed", actors=(COUNCIL,), when=day("2013-02-01", "2013-06-30"), issues=("elections",)),
    )
    late = claim(
        file("b", "They met to speak of holding elections, now two years overdue.", "2015-06-30"),
        "elections",
        Event(type="GOVERN", modality="occurred", actors=(COUNCIL,), issues=("elections",)),
        quote="holding elections",
    )
    found = resolve.chains(record([plan, late]))
    assert [(c.plan, c.outcome, c.outcome_entry) for c in found] == [(plan.claim.id, "not held", late.claim.id)]


def test_what_was_told_before_a_plan_is_not_its_outcome() -> None:
    """An act without a date lies before the first report that tells it, and a later plan is another one."""
    plan = claim(
        file("b", "Both agreed to hold elections in the north.", "2020-10-09"),
        "elections",
        Event(type="GOVERN", modality="planned", actors=(FRONT, COUNCIL)),
    )
    before = claim(
        file("a", "Both held elections in the north.", "2011-11-24"),
        "elections",
        Event(type="GOVERN", modality="occurred", actors=(FRONT, COUNCIL)),
    )
    (chain,) = resolve.chains(record([plan, before]))
    assert chain.outcome == "no report"


def test_what_is_open_is_a_plan() -> None:
    """Whether a party would do something is an open plan; what it may have done is none."""
    ahead = claim(
        file("a", "It is not clear whether the Council would reopen the harbour.", "2014-05-08"),
        "reopen",
        Event(type="RETREAT", modality="uncertain", actors=(COUNCIL,)),
    )
    past = claim(
        file("b", "The Front may have shelled Kastel.", "2014-05-08"),
        "shelled",
        Event(type="ASSAULT", modality="uncertain", actors=(FRONT,)),
    )
    assert [c.plan for c in resolve.chains(record([ahead, past]))] == [ahead.claim.id]


def test_the_only_term_of_an_agreement_is_told_once() -> None:
    """An agreement with one term of which the fate is told gives one chain, not another for the plan in its words."""
    text = "In 2014 both reached an agreement to form a cabinet, but no cabinet was formed."
    filed = file("a", text, "2015-05-08")
    agreed = claim(
        filed,
        "reached an agreement",
        Event(type="AGREE", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-01-01", "2014-12-31")),
        quote="In 2014 both reached an agreement to form a cabinet",
    )
    plan = claim(filed, "form", Event(type="GOVERN", modality="planned", actors=(FRONT, COUNCIL)), quote="form a cabinet")
    words = "In 2014 both reached an agreement to form a cabinet"
    term = claim(
        filed,
        "reached",
        Commitment(
            by=(FRONT, COUNCIL),
            what=Evidence("a", 0, len(words), words),
            act="GOVERN",
            status="not_implemented",
            made_in=agreed.claim.id,
        ),
        quote=words,
    )
    (chain,) = resolve.chains(record([agreed, plan, term]))
    assert (chain.plan, chain.outcome) == (agreed.claim.id, "not held")


def test_acts_of_one_agreement_are_one_row() -> None:
    """Agreed, signed, and spoken of by its year alone: one agreement of one day is one row of the register."""
    signed = claim(
        file("a", "The Front and the Council signed an accord in Kastel on Tuesday.", "2014-05-07"),
        "signed an accord",
        Event(type="SUPPORT", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-05-06"), where=KASTEL),
    )
    terms = claim(
        file("b", "Under it the Council and the Front agreed to share the harbour.", "2014-05-07"),
        "agreed",
        Event(type="AGREE", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-05-06")),
    )
    later = claim(
        file("c", "The Front and the Council had agreed in 2014 to vote.", "2016-02-01"),
        "agreed",
        Event(type="AGREE", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-01-01", "2014-12-31")),
    )
    other = claim(
        file("d", "The Front and the Council signed a second accord on Monday.", "2016-03-08"),
        "signed a second accord",
        Event(type="SUPPORT", modality="occurred", actors=(FRONT, COUNCIL), when=day("2016-03-07")),
    )
    rows = resolve.agreements(record([signed, terms, later, other]))
    assert [set(row.claims) for row in rows] == [{w.claim.id for w in (signed, terms, later)}, {other.claim.id}]
    assert (rows[0].where, rows[0].when.edtf) == (KASTEL, "2014-05-06")


def test_a_fight_and_its_dead_are_one_act() -> None:
    """One sentence that tells a clash and how many it killed tells one act; a killing elsewhere in the report is its own."""
    filed = file("a", "The two sides clashed near Kastel, and 14 people were killed. Two men were killed in Orlan.", "2014-05-07")
    clashed = claim(filed, "clashed", Event(type="ASSAULT", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-05-06")))
    dead = claim(
        filed,
        "killed",
        Event(type="ASSAULT", modality="occurred", when=day("2014-05-06"), numbers=(Number(14.0, "people", "14 people"),)),
        quote="14 people were killed",
    )
    assert judge_events(clashed, dead) is not None
    assert len(record([clashed, dead]).entries) == 1


def test_a_day_of_the_week_ties_what_has_no_date() -> None:
    """A report without a date that names the day of the week tells the act of that day, and is dated by it and by its lede."""
    text = "The envoy visited Kastel on Thursday. He praised the withdrawal of the Front, which began on Monday."
    undated = claim(
        file("a", text),
        "withdrawal",
        Event(type="RETREAT", modality="occurred", actors=(FRONT,)),
        quote="the withdrawal of the Front",
    )
    dated = claim(
        file("b", "The Front began its withdrawal from Kastel on Monday.", "2014-05-05"),
        "withdrawal",
        Event(type="RETREAT", modality="occurred", actors=(FRONT,), when=day("2014-05-05")),
    )
    told = record([undated, dated])
    assert len(told.entries) == 1
    assert resolve.cross_published(told)["a"].edtf == "2014-05-08/2014-05-11"


def test_of_two_days_the_most_told_comes_first() -> None:
    """Of dates that cannot both be true the entry shows the one most told; a weekday without a date speaks for its own."""
    tuesday, wednesday = day("2014-05-06"), day("2014-05-07")
    assert finest([tuesday, wednesday, When(text="last Wednesday")]) == wednesday
    assert finest([tuesday, tuesday, wednesday]) == tuesday
    assert weekday("between Monday and Tuesday") is None


def test_other_reports_say_whose_government_it_is() -> None:
    """A government of a report that names no state is the one that others name in the acts that it shares with them."""
    shared = Event(type="SUPPORT", modality="occurred", actors=(VARENIA, FRONT), when=day("2014-05-06"), where=KASTEL)
    named = claim(file("a", "Varenia and the Front signed the accord in Kastel.", "2014-05-07"), "signed", shared)
    filed = file("b", "The government and the Front signed the accord in Kastel. The envoy accused the government.", "2014-05-07")
    unnamed = claim(
        filed,
        "signed",
        Event(type="SUPPORT", modality="occurred", actors=(GOVERNMENT, FRONT), when=day("2014-05-06"), where=KASTEL),
    )
    accused = claim(filed, "accused", Event(type="ACCUSE", modality="occurred", actors=("~ada-orlo",), recipients=(GOVERNMENT,)))
    told = record([_with_actors(named, STATE), _with_actors(unnamed, UNNAMED), _with_actors(accused, UNNAMED)])
    assert resolve.cross_states(told) == {"b": VARENIA}
    bodies = {e.id: e.body for e in resolve.with_states(told).entries}
    accusation = bodies[accused.claim.id]
    assert isinstance(accusation, Event)
    assert accusation.recipients == (VARENIA,)


def test_the_rule_of_rounds_is_one_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parties, venue and gap that bind meetings to one round are edited in one place."""
    first = claim(
        file("a", "The Front and the Council met for talks in Kastel.", "2014-05-07"), "met", talks(when=day("2014-05-06"))
    )
    second = claim(
        file("b", "The Front, the Council and the Guild met for talks in Kastel.", "2014-05-10"),
        "met",
        talks(when=day("2014-05-09"), actors=(COUNCIL, FRONT, "~river-guild")),
    )
    told = record([first, second])
    monkeypatch.setitem(table("rules")["rounds"], "parties", "all")
    assert [len(r.entries) for r in resolve.rounds(told)] == [1, 1]
    monkeypatch.setitem(table("rules")["rounds"], "parties", "two")
    assert [len(r.entries) for r in resolve.rounds(told)] == [2]
    monkeypatch.setitem(table("rules")["rounds"], "gap_days", 2)
    assert [len(r.entries) for r in resolve.rounds(told)] == [1, 1]


def test_people_without_a_name_part_no_two_tellings() -> None:
    """Who are detainees to one source are prisoners to another, and neither word tells two releases apart."""
    told: dict[str, Any] = {"type": "RETREAT", "modality": "occurred", "actors": (FRONT,), "when": day("2014-05-06")}
    one = claim(file("a", "The Front released 30 detainees.", "2014-05-07"), "released", Event(recipients=("~detainees",), **told))
    other = claim(
        file("b", "The Front released 30 political prisoners.", "2014-05-07"),
        "released",
        Event(recipients=("~political-prisoners",), **told),
    )
    assert len(record([one, other]).entries) == 1


ENVOY = "~envoy-marn"
MEETING = Event(type="CONSULT", modality="planned", actors=(ENVOY, FRONT, COUNCIL))


def _plan(name: str, published: str, on: str, actors: tuple[str, ...] = (ENVOY, FRONT, COUNCIL)) -> Witness:
    filed = file(name, f"The talks in hall {name} are planned.", published)
    return claim(filed, "talks", msgspec.structs.replace(MEETING, actors=actors, when=day(on)))


def _off(name: str, published: str, actors: tuple[str, ...]) -> Witness:
    filed = file(name, "Marn called off the talks.", published)
    return claim(filed, "called off", Event(type="REJECT", modality="occurred", actors=actors, when=day(published)))


def _mediated() -> Witness:
    filed = file("m", "Marn mediated between the clans in spring.", "2013-04-01")
    body = Event(type="COOPERATE", modality="occurred", actors=("~clans",), mediators=(ENVOY,), when=day("2013-04-01"))
    return claim(filed, "mediated", body)


@pytest.mark.parametrize(
    ("published", "actors", "outcome"),
    [
        ("2014-05-05", (FRONT,), "cancelled"),
        ("2014-05-05", (ENVOY, FRONT), "cancelled"),
        ("2014-05-05", (ENVOY,), "no report"),
        ("2014-05-02", (FRONT,), "no report"),
        ("2014-05-01", (FRONT,), "no report"),
    ],
)
def test_a_call_off_is_of_a_plan_told_before_it(published: str, actors: tuple[str, ...], outcome: str) -> None:
    """What was called off was planned before, and by its parties: that one who mediates calls something off is not enough."""
    (chain,) = resolve.chains(record([_plan("a", "2014-05-02", "2014-05-06"), _off("b", published, actors), _mediated()]))
    assert chain.outcome == outcome


def test_a_call_off_puts_off_one_plan() -> None:
    """Of two meetings planned by the same parties a call-off is that of the nearer one."""
    plans = [_plan("a", "2014-05-02", "2014-05-06"), _plan("c", "2014-05-02", "2014-06-20")]
    found = resolve.chains(record([*plans, _off("b", "2014-05-05", (FRONT,))]))
    assert [(c.plan, c.outcome) for c in found] == [(plans[0].claim.id, "cancelled"), (plans[1].claim.id, "no report")]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "outcome"),
    [
        ("The Front and the council met.", "met", (FRONT, COUNCIL), "held"),
        ("The Front met reporters.", "met", (FRONT, "~reporters"), "no report"),
        ("Marn gave an interview.", "interview", (ENVOY, "~news-desk"), "no report"),
        ("Somebody met.", "met", (), "no report"),
    ],
)
def test_a_meeting_is_held_by_its_parties(text: str, trigger: str, actors: tuple[str, ...], outcome: str) -> None:
    """A planned meeting is held where two of its parties meet, not where one of them meets somebody that week."""
    act = claim(
        file("b", text, "2014-05-07"),
        trigger,
        Event(type="CONSULT", modality="occurred", actors=actors, when=day("2014-05-06")),
    )
    (chain,) = resolve.chains(record([_plan("a", "2014-05-02", "2014-05-06"), act]))
    assert chain.outcome == outcome


def test_a_warning_is_no_plan() -> None:
    """That somebody may attack or accuse is no plan, and that they may meet is."""
    made = [
        claim(file(kind, "They could act there.", "2014-05-02"), "act", Event(type=kind, modality="conditional", actors=(FRONT,)))
        for kind in ("ASSAULT", "ACCUSE", "THREATEN", "CONSULT")
    ]
    assert [c.plan for c in resolve.chains(record(made))] == [made[-1].claim.id]


def test_a_wish_or_a_condition_is_no_plan_and_an_undertaking_is() -> None:
    """What others are hoped or asked to do, and what something hangs on, has no outcome to look for."""
    hoped = claim(
        file("a", "The Council hopes for talks next week.", "2015-07-02"),
        "talks",
        Event(type="CONSULT", modality="proposed", actors=(COUNCIL,), when=day("2015-07-06", "2015-07-12")),
    )
    on_it = claim(
        file("b", "The Council will come if the Front reopens the harbour.", "2014-05-02"),
        "reopens",
        Event(type="RETREAT", modality="conditional", actors=(FRONT,)),
    )
    fixed = claim(
        file("c", "The Council and the Front will meet on May 6.", "2014-05-02"),
        "meet",
        Event(type="CONSULT", modality="planned", actors=(COUNCIL, FRONT), when=day("2014-05-06")),
    )
    assert [c.plan for c in resolve.chains(record([hoped, on_it, fixed]))] == [fixed.claim.id]


@pytest.mark.parametrize(
    ("actors", "on", "outcome"),
    [
        (("~clan-council", "~orlan"), "2014-05-06", "held"),
        (("~clan-council",), "2014-05-06", "held"),
        (("~clan-council", "~orlan"), "2014-05-20", "no report"),
    ],
)
def test_a_meeting_is_known_by_its_city_and_day(actors: tuple[str, ...], on: str, outcome: str) -> None:
    """Talks planned for a city and a day are those told there and then, by whatever names another report calls the parties."""
    plan = claim(
        file("a", "The opposition will attend talks in Kastel on 6 May.", "2014-05-02"),
        "talks",
        Event(type="CONSULT", modality="planned", actors=("~opposition",), when=day("2014-05-06"), where=KASTEL),
    )
    act = claim(
        file("b", "Talks were held in Kastel.", "2014-05-21"),
        "Talks",
        Event(type="CONSULT", modality="occurred", actors=actors, when=day(on), where=KASTEL),
    )
    (chain,) = resolve.chains(record([plan, act]))
    assert chain.outcome == outcome


def test_a_meeting_of_others_in_that_city_is_another() -> None:
    """Where plan and act both name two parties and none in common, city and day do not make them one."""
    plan = claim(
        file("a", "The Front and the Council will hold talks in Kastel on 6 May.", "2014-05-02"),
        "talks",
        Event(type="CONSULT", modality="planned", actors=(FRONT, COUNCIL), when=day("2014-05-06"), where=KASTEL),
    )
    act = claim(
        file("b", "The clans held talks in Kastel.", "2014-05-07"),
        "talks",
        Event(type="CONSULT", modality="occurred", actors=("~clans", "~elders"), when=day("2014-05-06"), where=KASTEL),
    )
    (chain,) = resolve.chains(record([plan, act]))
    assert chain.outcome == "no report"


def test_a_plan_has_the_parties_and_the_day_of_its_undertaking() -> None:
    """Whoever undertakes an act is a party of the plan, and its day is that by which it is due."""
    text = "Varenia will meet the Front by 9 May in the town that the council holds."
    act = claim(file("a", text, "2014-05-02"), "meet", Event(type="CONSULT", modality="planned", actors=(VARENIA, COUNCIL)))
    made = promise("a", text, "meet", "2014-05-02", by=(VARENIA,), toward=(FRONT,), act="CONSULT", due=day("2014-05-09"))
    (chain,) = resolve.chains(record([act, made]))
    assert (chain.parties, chain.planned_for.edtf) == ((VARENIA, FRONT), "2014-05-09")


@pytest.mark.parametrize(("told", "state"), [("2014-05-07", "implemented"), ("2014-08-01", "agreed")])
def test_what_recurs_is_done_near_its_day(told: str, state: str) -> None:
    """A meeting undertaken for a day is not the meeting of the same parties that a report tells months later."""
    about: dict[str, Any] = {"issues": ("Ele",)}
    text = "The Front and the council will meet on 6 May about the vote."
    made = promise("a", text, "meet", "2014-05-02", act="CONSULT", due=day("2014-05-06"), **about)
    done = Event(type="CONSULT", modality="occurred", actors=(FRONT, COUNCIL), **about)
    met = claim(file("b", "The Front and the council met about the vote.", told), "met", done)
    (line,) = resolve.ledger(record([made, met]))
    assert line.state == state


def test_a_verb_of_possibility_is_no_plan() -> None:
    """That somebody could do something is a warning as often as a plan."""
    told = claim(
        file("a", "Varenia could open the gates.", "2014-05-02"),
        "open",
        Event(type="RETREAT", modality="conditional", actors=(VARENIA,)),
    )
    claims_ = msgspec.structs.replace(told.claim, rule="events:verb/open")
    assert resolve.chains(record([Witness(claims_, told.filed)])) == ()


def test_talks_pushed_back_are_postponed() -> None:
    """What is pushed back is put off, as what is postponed is."""
    filed = file("b", "The Front pushed back the talks.", "2014-05-05")
    off = claim(filed, "pushed back", Event(type="REJECT", modality="occurred", actors=(FRONT,), when=day("2014-05-05")))
    (chain,) = resolve.chains(record([_plan("a", "2014-05-02", "2014-05-06"), off]))
    assert chain.outcome == "postponed"


def test_a_plan_whose_day_had_passed_when_told_is_none() -> None:
    """Talks "on the eve of" which something happened are no plan of a report of after them."""
    filed = file("a", "It said so on the eve of the talks.", "2014-05-07")
    told = claim(filed, "talks", Event(type="CONSULT", modality="planned", actors=(FRONT, COUNCIL), when=day("2014-05-05")))
    assert resolve.chains(record([told])) == ()
