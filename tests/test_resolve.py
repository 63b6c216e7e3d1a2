"""Across reports: copies, sameness, folding, and what is derived from entries. All people and countries are invented."""

import datetime as dt
import itertools
import random
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import resolve
from dragoman.lexicon.load import table
from dragoman.model import (
    Actor,
    ActorClaim,
    ActorKind,
    Claim,
    Commitment,
    Entry,
    Event,
    Evidence,
    Filed,
    Judgement,
    Kind,
    Number,
    Part,
    Place,
    Published,
    Record,
    Report,
    Span,
    Statement,
    Text,
    When,
    Witness,
    claim_id,
    encode,
)
from dragoman.resolve.sameness.telling import manner
from dragoman.resolve.terms import kinds, stem
from dragoman.views.lines import Shown

FRONT, COUNCIL, TEKE = "~northern-front", "~coastal-council", "~osmar-teke"
KASTEL = Place(name="Kastel", country="VAR", precision="city")


def day(text: str, until: str = "") -> When:
    """A day, or the days from one to another."""
    start, end = dt.date.fromisoformat(text), dt.date.fromisoformat(until or text)
    return When(edtf=text, start=start, end=end, precision="day" if start == end else "interval")


UNDATED = When(text="Tuesday", anchor="published", offset="Tuesday on or before publication")


def file(name: str, text: str, published: str = "", source: str = "") -> Filed:
    """A report with one body part and a sentence for each full stop."""
    known = day(published) if published else When()
    told = Published(edtf=known.edtf, start=known.start, end=known.end, precision=known.precision)
    ends = [0, *(i + 1 for i, c in enumerate(text) if c == "."), len(text)]
    sentences = tuple(Span(a, b) for a, b in itertools.pairwise(ends) if b > a)
    report = Report(id=name, text=text, source=source or name)
    return Filed(report=report, text=Text((Part(0, len(text), "body"),), sentences), published=told, signature=resolve.sign(text))


def claim(filed: Filed, trigger: str, body: Any, quote: str = "", ordinal: int = 0) -> Witness:
    """A claim whose evidence is a quote of the report, by default its first sentence with the trigger."""
    text, report = filed.report.text, filed.report.id
    kinds: dict[type, Kind] = {Event: "event", Statement: "statement", Commitment: "commitment", ActorClaim: "actor"}
    kind = kinds[type(body)]
    sentence = next(s.of(text).strip() for s in filed.text.sentences if trigger in s.of(text))
    words = quote or sentence
    at = text.index(words)
    start = text.index(trigger, at)
    made = Claim(
        id=claim_id(report, kind, Span(start, start + len(trigger)), ordinal),
        report=report,
        body=body,
        trigger=Evidence(report, start, start + len(trigger), trigger),
        evidence=(Evidence(report, at, at + len(words), words),),
        rule="test",
        confidence=0.8,
    )
    return Witness(made, filed)


TALKS = Event(type="CONSULT", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL)


def talks(**told: Any) -> Event:
    """Talks of the Northern Front and the Coastal Council in Kastel."""
    return msgspec.structs.replace(TALKS, **told)


OPENED = Event(type="SUPPORT", modality="occurred", actors=(FRONT,))


def record(witnesses: Iterable[Witness], persons: Iterable[Judgement] = ()) -> Record:
    """A record folded from these claims."""
    known = list(witnesses)
    judgements, entries = resolve.entries(known, list(persons))
    return Record(
        filed={w.filed.report.id: w.filed for w in known},
        claims={w.claim.id: w.claim for w in known},
        judgements=(*judgements, *persons),
        entries=entries,
    )


def entry_of(told: Record, witness: Witness) -> Entry:
    """The entry that holds a claim."""
    return next(e for e in told.entries if witness.claim.id in e.claims)


def is_one(told: Record, *witnesses: Witness) -> bool:
    """Whether these claims share an entry."""
    return len({entry_of(told, w).id for w in witnesses}) == 1


HELD = "The Northern Front and the Coastal Council held talks in Kastel on Tuesday about the harbour."
ALSO = "Talks between the Coastal Council and the Northern Front took place in Kastel, officials of both sides said."
LONG = (
    "Envoys of the Northern Front arrived in Kastel on Tuesday for a first round of talks with the Coastal Council about the "
    "harbour, the prisoners and the long delayed local vote. Both delegations stayed at the old customs house, where "
    "mediators from Orlan had prepared two floors. A spokeswoman said that the mood was sober and that nobody expected "
    "results before the end of the week."
)


def test_one_meeting_told_by_two_reports_is_one_entry() -> None:
    """Two reports of one meeting on one day give one entry with two independent sources."""
    one = claim(file("a", HELD, "2014-05-06"), "talks", talks(when=day("2014-05-06")))
    other = claim(file("b", ALSO, "2014-05-07"), "Talks", talks(when=day("2014-05-06")))
    told = record([one, other])
    assert is_one(told, one, other)
    assert entry_of(told, one).independent == 2


def test_entry_takes_the_smallest_claim_id() -> None:
    """The id of an entry is the smallest id of its claims."""
    one = claim(file("a", HELD, "2014-05-06"), "talks", talks(when=day("2014-05-06")))
    other = claim(file("b", ALSO, "2014-05-07"), "Talks", talks(when=day("2014-05-06")))
    assert entry_of(record([other, one]), one).id == min(one.claim.id, other.claim.id)


def test_planned_meeting_and_meeting_held_are_two_entries_tied_by_a_chain() -> None:
    """A plan is never folded with the act; a chain tells that it was held."""
    plan = claim(
        file("a", "The Northern Front and the Coastal Council will meet in Kastel on 6 May.", "2014-05-02"),
        "meet",
        talks(modality="planned", when=day("2014-05-06")),
    )
    act = claim(file("b", HELD, "2014-05-07"), "talks", talks(when=day("2014-05-06")))
    told = record([plan, act])
    assert not is_one(told, plan, act)
    (chain,) = resolve.chains(told)
    assert (chain.plan, chain.outcome, chain.outcome_entry) == (plan.claim.id, "held", act.claim.id)


def test_plan_that_nobody_tells_again_has_no_report() -> None:
    """A plan whose day has passed in the corpus is said to have no report, with the number of later reports."""
    plan = claim(
        file("a", "The Northern Front and the Coastal Council will meet in Kastel on 6 May.", "2014-05-02"),
        "meet",
        talks(modality="planned", when=day("2014-05-06")),
    )
    later = claim(file("b", "The Northern Front opened an office.", "2015-01-01"), "opened", OPENED)
    (chain,) = resolve.chains(record([plan, later]))
    assert chain.outcome == "no report"
    assert "1 later report" in chain.why


def test_agreements_of_different_years_stay_two() -> None:
    """Like agreements of the same parties in the same place, years apart, are two."""
    body = Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL)
    text = "The Northern Front and the Coastal Council signed a reconciliation agreement in Kastel."
    one = claim(file("a", text, "2011-06-01"), "agreement", msgspec.structs.replace(body, when=day("2011-05-31")))
    other = claim(
        file("b", text + " It was read aloud.", "2017-06-01"), "agreement", msgspec.structs.replace(body, when=day("2017-05-31"))
    )
    assert not is_one(record([one, other]), one, other)


def test_reached_and_signed_is_one_act() -> None:
    """An agreement reached and the same agreement signed share an entry."""
    one = claim(
        file("a", "The Northern Front and the Coastal Council reached a harbour agreement in Kastel.", "2014-05-06"),
        "agreement",
        Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL, when=day("2014-05-06")),
    )
    other = claim(
        file("b", "In 2014 the two sides signed a harbour agreement in Kastel.", "2016-01-01"),
        "signed",
        Event(type="SUPPORT", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL, when=day("2014-01-01", "2014-12-31")),
    )
    told = record([one, other])
    assert is_one(told, one, other)
    body = entry_of(told, one).body
    assert isinstance(body, Event)
    assert body.when.start == dt.date(2014, 5, 6)


def test_meeting_taken_up_again_in_a_report_is_one() -> None:
    """Within a report "the meeting" takes up the meeting told before; "another meeting" does not."""
    text = HELD + " The talks lasted four hours. Another round of talks will be needed."
    filed = file("a", text, "2014-05-06")
    first = claim(filed, "talks", talks(when=day("2014-05-06")))
    again = claim(filed, "talks", talks(actors=(), where=None), quote="The talks lasted four hours.")
    new = claim(filed, "talks", talks(actors=(), where=None), quote="Another round of talks will be needed.")
    told = record([first, again, new])
    assert is_one(told, first, again)
    assert not is_one(told, first, new)


def test_meetings_between_other_parties_stay_two() -> None:
    """Two meetings on one day with one party in common are two."""
    one = claim(file("a", HELD, "2014-05-06"), "talks", talks(when=day("2014-05-06")))
    other = claim(
        file("b", "The Northern Front held talks with Osmar Teke in Kastel.", "2014-05-06"),
        "talks",
        talks(when=day("2014-05-06"), actors=(FRONT, TEKE)),
    )
    assert not is_one(record([one, other]), one, other)


def test_sources_may_differ_by_a_day() -> None:
    """Dates a day apart still tell one act where everything else agrees."""
    text = "The Northern Front and the Coastal Council signed the harbour agreement in Kastel before hundreds of guests."
    body = Event(type="SUPPORT", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL)
    one = claim(file("a", text, "2014-05-08"), "signed", msgspec.structs.replace(body, when=day("2014-05-06")))
    other = claim(file("b", "On the quay " + text, "2014-05-08"), "signed", msgspec.structs.replace(body, when=day("2014-05-07")))
    assert is_one(record([one, other]), one, other)


def persons(*names: str) -> list[Witness]:
    """Claims of persons, each told in a report of its own."""
    return [
        claim(file(f"r{i}", f"{name} spoke.", "2014-05-06"), name, ActorClaim(Actor(id=slug, name=name, kind="person")))
        for i, name in enumerate(names)
        if (slug := f"~{name.lower().replace(' ', '-')}")
    ]


def test_spellings_of_one_name_are_one_actor() -> None:
    """Spellings of a romanised name fold into one actor with all aliases; other names stay apart."""
    made = persons("Khalid Meshal", "Khaled Mashal", "Mira Dovani")
    told = record(made)
    assert is_one(told, made[0], made[1])
    assert not is_one(told, made[0], made[2])


def test_middle_name_may_be_left_out() -> None:
    """A person told with a middle name in one report and without it in another is one actor; a namesake is not."""
    made = persons("Mira Tansu Dovani", "Mira Dovani", "Milan Dovani")
    told = record(made)
    assert is_one(told, made[0], made[1])
    assert not is_one(told, made[1], made[2])


def test_statement_told_twice_is_one() -> None:
    """One utterance in two reports folds by its speaker and words."""
    said = "We will open the harbour to all ships before the end of the year"
    made = []
    for name, text in (("a", f'"{said}," Teke said.'), ("b", f'Teke told reporters: "{said}."')):
        filed = file(name, text, "2014-05-06")
        at = text.index(said)
        body = Statement(speakers=(TEKE,), cue="said", content=Evidence(name, at, at + len(said), said))
        made.append(claim(filed, said, body))
    assert is_one(record(made), *made)


def test_copy_counts_as_no_second_source() -> None:
    """A wire copy with another title is one independent source."""
    copied = [
        claim(file(n, t, "2014-05-07"), "talks", talks(when=day("2014-05-06")))
        for n, t in (("a", LONG), ("b", "By our staff. " + LONG))
    ]
    told = record(copied)
    assert (entry_of(told, copied[0]).reports, entry_of(told, copied[0]).independent) == (2, 1)


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (LONG, True),
        ("UPDATE 2 " + LONG.replace("sober", "calm"), True),
        (LONG[: len(LONG) * 2 // 3], True),
        (HELD + " " + ALSO, False),
        ("", False),
    ],
)
def test_versions_of_a_text_are_copies(other: str, is_copy: bool) -> None:  # noqa: FBT001 - a case
    """The same text, an update and a cut are copies; another report of the same talks is none."""
    found = resolve.copies(file("a", LONG), file("b", other))
    assert bool(found) is is_copy
    assert found.why


def test_signature_is_the_same_in_every_process() -> None:
    """A signature depends on the words alone."""
    assert (
        resolve.sign("Talks in Kastel resume on Tuesday, officials say")[:3]
        == resolve.sign("talks in kastel RESUME on tuesday officials say")[:3]
    )
    assert resolve.sign("") == ()


def test_person_outranks_the_rules() -> None:
    """A person's `different` parts what rules tie, and a person's `same` ties what they part."""
    one = claim(file("a", HELD, "2014-05-06"), "talks", talks(when=day("2014-05-06")))
    other = claim(file("b", ALSO, "2014-05-07"), "Talks", talks(when=day("2014-05-06")))
    ids = tuple(sorted((one.claim.id, other.claim.id)))
    parted = record([one, other], [Judgement(claims=ids, verdict="different", by="mira", why="two meetings")])
    assert not is_one(parted, one, other)
    far = claim(file("c", HELD, "2016-05-07"), "talks", talks(when=day("2016-05-06")))
    pair = tuple(sorted((one.claim.id, far.claim.id)))
    tied = record([one, far], [Judgement(claims=pair, verdict="same", by="mira", why="the date is a misprint")])
    assert is_one(tied, one, far)


def test_wrong_claim_is_in_no_entry_and_set_field_shows() -> None:
    """A claim judged wrong leaves the entries; a field that a person set stands in the body."""
    one = claim(file("a", HELD, "2014-05-06"), "talks", talks(when=day("2014-05-06")))
    wrong = Judgement(claims=(one.claim.id,), verdict="wrong", by="mira", why="misread")
    assert record([one], [wrong]).entries == ()
    put = Judgement(claims=(one.claim.id,), verdict="set", by="mira", why="seen the minutes", field="hosts", value="~orlan")
    body = record([one], [put]).entries[0].body
    assert isinstance(body, Event)
    assert body.hosts == ("~orlan",)


def test_person_renames_an_actor() -> None:
    """A name that a person set stands in the actor's entry; a value that does not fit its field changes nothing."""
    made = claim(file("a", "Osmar Teke spoke."), "Osmar Teke", ActorClaim(Actor(id=TEKE, name="Osmar Teke", kind="person")))
    rename = Judgement(claims=(made.claim.id,), verdict="set", by="mira", why="his own spelling", field="name", value="Osmar Tekke")
    wrong = Judgement(claims=(made.claim.id,), verdict="set", by="mira", why="a slip", field="kind", value="planet")
    body = record([made], [rename, wrong]).entries[0].body
    assert isinstance(body, ActorClaim)
    assert (body.actor.name, body.actor.kind) == ("Osmar Tekke", "person")


def test_meetings_near_in_time_are_one_round() -> None:
    """Meetings of the same parties a few days apart are one round, those of another month are another."""
    days = ("2014-05-06", "2014-05-09", "2014-07-01")
    made = [claim(file(f"r{i}", HELD, d), "talks", talks(when=day(d))) for i, d in enumerate(days)]
    found = resolve.rounds(record(made))
    assert [len(r.entries) for r in found] == [2, 1]
    assert (found[0].when.start, found[0].when.end) == (dt.date(2014, 5, 6), dt.date(2014, 5, 9))


def promise(**told: Any) -> Commitment:
    """The Northern Front's and the Coastal Council's undertaking to open the harbour."""
    what = Evidence("a", 0, 4, "to open the harbour")
    plain = Commitment(by=(COUNCIL, FRONT), what=what, act="RETREAT", status="agreed", issues=("StXbor",))
    return msgspec.structs.replace(plain, **told)


def promised(name: str, published: str, **told: Any) -> Witness:
    """A report of that undertaking."""
    text = "The Northern Front and the Coastal Council agreed to open the harbour."
    what = Evidence(name, text.index("to open"), len(text) - 1, "to open the harbour")
    return claim(file(name, text, published), "agreed", promise(what=what, **told))


def test_ledger_keeps_the_history_and_the_latest_state() -> None:
    """Statuses of one undertaking stand in order of their dates, and the latest is the state."""
    made = day("2014-05-06")
    first = promised("a", "2014-05-07", made=made, as_of=day("2014-05-07"))
    later = promised("b", "2015-03-01", made=made, as_of=day("2015-03-01"), status="implemented")
    (line,) = resolve.ledger(record([later, first]))
    assert [t.status for t in line.history] == ["agreed", "implemented"]
    assert line.state == "implemented"
    assert line.silent_since is None


def test_past_due_without_report_is_not_overdue() -> None:
    """Where the date has passed and nobody reports, that is what the flag says; `overdue` is for reports to say."""
    one = promised("a", "2014-05-07", due=day("2014-12-01"))
    later = claim(file("b", "The Northern Front opened an office.", "2015-03-01"), "opened", OPENED)
    (line,) = resolve.ledger(record([one, later]))
    assert set(line.flags) == {"past_due_unreported", "silent_since"}
    assert line.silent_since == dt.date(2014, 5, 7)
    (early,) = resolve.ledger(record([one, later]), as_of=dt.date(2014, 6, 1))
    assert early.flags == ()


def test_promise_made_again_renews() -> None:
    """The same undertaking made years later is a line of its own that renews the first."""
    first = promised("a", "2011-05-07", made=day("2011-05-06"))
    again = promised("b", "2014-05-07", made=day("2014-05-06"))
    old, new = resolve.ledger(record([first, again]))
    assert (new.renews, old.renewed_by) == (old.id, new.id)
    assert "renewed" in old.flags


def test_promise_of_two_sides_without_a_name_is_that_of_those_who_stand_in_the_report() -> None:
    """What "the two sides" agreed on is what others tell of the two, as news of the same days; not where one of them is missing."""
    named = promised("a", "2014-05-07", made=day("2014-05-06"))
    sides = promised("b", "2014-05-07", made=day("2014-05-06"), by=("~two-sides",))
    both = tuple(Actor(id=id_, name=id_, kind="party") for id_ in (COUNCIL, FRONT))
    among = msgspec.structs.replace(sides, filed=msgspec.structs.replace(sides.filed, actors=both))
    assert is_one(record([named, among]), named, among)
    alone = msgspec.structs.replace(sides, filed=msgspec.structs.replace(sides.filed, actors=both[:1]))
    assert not is_one(record([named, alone]), named, alone)
    late = promised("c", "2014-06-20", made=day("2014-05-06"), by=("~two-sides",))
    late = msgspec.structs.replace(late, filed=msgspec.structs.replace(late.filed, actors=both))
    assert not is_one(record([named, late]), named, late)


def test_undated_report_is_dated_by_another_that_tells_its_news() -> None:
    """A report without a date takes the days on which a dated report puts the act that it tells as news."""
    undated = claim(file("a", HELD), "talks", talks(when=UNDATED))
    dated = claim(file("b", HELD + " Osmar Teke was there.", "2014-05-09"), "talks", talks(when=day("2014-05-06")))
    told = record([undated, dated])
    assert is_one(told, undated, dated)
    published = resolve.cross_published(told)["a"]
    assert (published.basis, published.start) == ("cross", dt.date(2014, 5, 6))
    assert told.claims[undated.claim.id].body == undated.claim.body


def as_one(*pairs: tuple[Witness, Witness]) -> Record:
    """A record in which a person has said of each pair that both tell one act."""
    same = [Judgement(claims=tuple(sorted(w.claim.id for w in pair)), verdict="same", by="mira", why="one act") for pair in pairs]
    return record([w for pair in pairs for w in pair], same)


def test_what_recurs_dates_no_report_by_the_day_of_a_week() -> None:
    """Talks come every week: those whose place nobody tells say nothing of when a report was written."""
    for spot in (None, KASTEL):
        undated = claim(file("a", HELD), "talks", talks(when=UNDATED, where=spot))
        dated = claim(file("b", HELD + " Osmar Teke was there.", "2014-05-09"), "talks", talks(when=day("2014-05-06")))
        assert ("a" in resolve.cross_published(as_one((undated, dated)))) is (spot is not None)


def test_a_report_is_no_older_than_what_it_tells() -> None:
    """An act that dated reports put later than a day keeps this day from being that of the report."""
    undated = file("a", f"{HELD} The Front had opened an office.")
    news = claim(undated, "talks", talks(when=UNDATED))
    dated = claim(file("b", HELD + " Osmar Teke was there.", "2014-05-09"), "talks", talks(when=day("2014-05-06")))
    for opened, is_dated in (("2014-05-01", True), ("2014-08-01", False)):
        past = claim(undated, "opened", OPENED)
        told = claim(
            file("c", "The Northern Front opened an office.", opened),
            "opened",
            msgspec.structs.replace(OPENED, when=day(opened)),
        )
        assert ("a" in resolve.cross_published(as_one((news, dated), (past, told)))) is is_dated


def test_a_day_from_others_is_shown_in_place_of_an_open_bound() -> None:
    """A report that by itself is only known to be of 2012 or later is shown as of the days that other reports give it."""
    bound = Published(edtf="2012/..", start=dt.date(2012, 1, 1), precision="interval", basis="inferred")
    undated = claim(msgspec.structs.replace(file("a", HELD), published=bound), "talks", talks(when=UNDATED))
    dated = claim(file("b", HELD + " Osmar Teke was there.", "2014-05-09"), "talks", talks(when=day("2014-05-06")))
    assert Shown(as_one((undated, dated))).published("a").edtf == "2014-05-06/2014-05-12"


def test_cross_date_takes_one_hop() -> None:
    """A report that was itself dated across dates no third one."""
    assert "c" not in resolve.cross_published(
        record(
            [
                claim(file("c", HELD), "talks", talks(when=UNDATED)),
                claim(file("a", HELD), "talks", talks(when=UNDATED)),
            ]
        )
    )


def test_agreement_register_holds_terms_and_fate() -> None:
    """An agreement stands in the register with its undertakings and what became of them."""
    text = "The Northern Front and the Coastal Council reached an agreement in Kastel to open the harbour."
    filed = file("a", text, "2014-05-07")
    made = Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL, when=day("2014-05-06"))
    act = claim(filed, "agreement", made)
    term = claim(
        filed,
        "open",
        promise(what=Evidence("a", 73, 92, text[73:92]), made_in=act.claim.id, made=made.when, status="not_implemented"),
    )
    (agreement,) = resolve.agreements(record([act, term]))
    assert agreement.terms == (term.claim.id,)
    assert agreement.fate == {"not_implemented": 1}
    assert agreement.status == "multiparty signed/agreed"


def corpus() -> list[Witness]:
    """Reports in which much is told twice, with plans, copies and near misses."""
    made = []
    for i in range(9):
        date = f"2014-0{1 + i % 3}-1{i % 5}"
        filed = file(f"r{i}", (HELD, ALSO, LONG)[i % 3], date)
        word = "Talks" if i % 3 == 1 else "talks"
        modality = "planned" if i % 4 == 3 else "occurred"
        made.append(claim(filed, word, talks(modality=modality, when=day(date) if i % 2 else When())))
        made.append(claim(filed, word, promise(made=day(date) if i % 3 else When()), ordinal=1))
    return made


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_order_of_arrival_does_not_matter(seed: int) -> None:
    """All at once in any order gives the same judgements and entries, byte for byte."""
    witnesses = corpus()
    first = resolve.entries(witnesses)
    random.Random(seed).shuffle(witnesses)  # noqa: S311 - no secret
    assert encode(resolve.entries(witnesses)) == encode(first)


@given(st.integers(0, 10**6), st.integers(1, 17))
@settings(max_examples=20, deadline=None)
def test_one_by_one_equals_all_at_once(seed: int, cut: int) -> None:
    """Judging new claims against their neighbours alone and folding components gives the entries of all at once."""
    witnesses = corpus()
    random.Random(seed).shuffle(witnesses)  # noqa: S311 - no secret
    known: dict[str, Witness] = {}
    by_key: dict[str, set[str]] = {}
    judgements: list[Judgement] = []
    for batch in (witnesses[:cut], witnesses[cut:]):
        for w in batch:
            near = {other for key in resolve.block(w) for other in by_key.get(key, ())}
            judgements += [j for other in sorted(near) if (j := resolve.judge(w, known[other]))]
            known[w.claim.id] = w
            for key in resolve.block(w):
                by_key.setdefault(key, set()).add(w.claim.id)
    grown = [
        e
        for group in resolve.components(known, judgements)
        for e in resolve.fold([known[i] for i in group], [j for j in judgements if set(j.claims) <= set(group)])
    ]
    assert encode(sorted(grown, key=lambda e: e.id)) == encode(list(resolve.entries(witnesses)[1]))


def test_judging_ignores_the_order_of_the_pair() -> None:
    """A judgement on a pair is the same from either side."""
    for one, other in itertools.combinations(corpus(), 2):
        assert resolve.judge(one, other) == resolve.judge(other, one)


def test_frequent_keys_are_left_out() -> None:
    """A key shared by very many claims gives no pairs."""
    assert resolve.is_frequent(10**6)
    assert not resolve.is_frequent(3)


def test_kindred_words_are_met_by_their_examples() -> None:
    """Each kindred group is found in its examples and in none of its counter-examples."""
    for group in table("en/sameness")["kindred"]:
        for example in group["examples"]:
            assert group["name"] in kinds(example), example
        for example in group["not_examples"]:
            assert group["name"] not in kinds(example), example


@pytest.mark.parametrize(
    "words", ["agree agreed agreement agrees", "elect elections elected", "seize seized seizure", "meet met meeting meetings"]
)
def test_inflections_share_a_stem(words: str) -> None:
    """Inflections and nouns of one verb end alike."""
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("text", "trigger", "how"),
    [
        ("They left after the talks.", "talks", "definite"),
        ("Their peace talks failed.", "talks", "definite"),
        ("Another round of talks is needed.", "talks", "fresh"),
        ("They held a long meeting.", "held", "indefinite"),
        ("The sides agreed on a map.", "agreed", "plain"),
        ("The talks between the two were conducted in Kastel.", "conducted", "definite"),
    ],
)
def test_manner_of_telling(text: str, trigger: str, how: str) -> None:
    """The words before the name of an act tell whether it is known, new or first told; a light verb leaves it to its noun."""
    assert manner(claim(file("a", text), trigger, talks())) == how


def test_country_ties_acts_of_institutions() -> None:
    """Elections proposed to two parties and called overdue by a later report of their state are one chain."""
    plan = claim(
        file("a", "The plan has elections in the first half of 2010.", "2009-10-01"),
        "elections",
        Event(type="GOVERN", modality="proposed", actors=("fatah", "hamas"), when=day("2010-01-01", "2010-06-30")),
    )
    late = claim(
        file("b", "A date for elections, now two years overdue, was not set.", "2011-11-24"),
        "elections",
        Event(type="GOVERN", modality="denied", actors=("palestinian-authority",), when=day("2009-01-01", "2011-11-24")),
        quote="elections",
    )
    chain = next(c for c in resolve.chains(record([plan, late])) if c.plan == plan.claim.id)
    assert (chain.outcome, chain.outcome_entry) == ("not held", late.claim.id)


def test_postponed_meeting_is_told_by_the_chain() -> None:
    """A report that a planned meeting was postponed is the outcome of its chain."""
    plan = claim(
        file("a", "The Northern Front and the Coastal Council will meet in Kastel on 6 May.", "2014-05-02"),
        "meet",
        talks(modality="planned", when=day("2014-05-06")),
    )
    off = claim(
        file("b", "The Coastal Council and the Northern Front postponed their meeting in Kastel.", "2014-05-05"),
        "postponed",
        Event(type="REJECT", modality="occurred", actors=(COUNCIL, FRONT), when=day("2014-05-05")),
    )
    (chain,) = resolve.chains(record([plan, off]))
    assert (chain.outcome, chain.outcome_entry) == ("postponed", off.claim.id)


def test_overdue_is_what_a_report_says() -> None:
    """Where a report calls an undertaking overdue, the flag says so and the state is not implemented."""
    text = "The Coastal Council and the Northern Front agreed to open the harbour, now two years overdue."
    filed = file("a", text, "2014-05-07")
    what = Evidence("a", text.index("to open"), text.index(","), "to open the harbour")
    (line,) = resolve.ledger(record([claim(filed, "agreed", promise(what=what), quote=text[: text.index(",")])]))
    assert (line.state, line.flags) == ("not_implemented", ("overdue",))


def test_person_outside_the_registry_stands_for_his_organisation() -> None:
    """Where a report tells whom a person belongs to, his act and that of the organisation are compared as one party's."""
    texts = (
        "Osmar Teke signed the harbour deal in Kastel on Tuesday.",
        "The Coastal Council signed the harbour deal in Kastel on Tuesday.",
    )
    made = []
    for name, text, actor in (("r1", texts[0], TEKE), ("r2", texts[1], COUNCIL)):
        filed = file(name, text, "2014-05-07")
        if actor == TEKE:
            known = Actor(id=TEKE, name="Osmar Teke", kind="person", member_of=(COUNCIL,))
            filed = msgspec.structs.replace(filed, actors=(known,))
        body = Event(type="SUPPORT", modality="occurred", actors=(actor,), when=day("2014-05-06"), where=KASTEL)
        made.append(claim(filed, "signed the harbour deal", body))
    bare = [Witness(w.claim, msgspec.structs.replace(w.filed, actors=())) for w in made]
    told, untold = resolve.judge(*made), resolve.judge(*bare)
    assert told is not None
    assert untold is not None
    assert ("a party in common" in told.why, "no party in common" in untold.why) == (True, True)


def test_undated_acts_of_other_years_stay_two() -> None:
    """Where one of two acts has no date, place, number or round, and the reports lie years apart, like words are not enough."""
    texts = (
        "The Northern Front and the Coastal Council signed a peace pact after months of harbour talks. Ferries stood still.",
        "The Coastal Council and the Northern Front signed a peace pact to end the harbour war. Bells rang in every village.",
    )
    body = Event(type="SUPPORT", modality="occurred", actors=(COUNCIL, FRONT))

    def told(*dates: str) -> bool:
        made = [claim(file(f"r{i}", text, date), "signed", body) for i, (text, date) in enumerate(zip(texts, dates, strict=True))]
        return is_one(record(made), *made)

    assert told("2014-05-07", "2014-05-08")
    assert not told("2004-05-07", "2014-05-07")


def test_first_of_a_row_is_not_the_second() -> None:
    """The first and the second batch of an exchange are two acts, though all else is alike."""
    made = []
    for name, order in (("r1", "first"), ("r2", "second")):
        text = f"The Northern Front released the {order} batch of prisoners in Kastel on Tuesday."
        body = Event(type="RETREAT", modality="occurred", actors=(FRONT,), when=day("2014-05-06"), where=KASTEL)
        made.append(claim(file(name, text, "2014-05-07"), "released", body))
    assert not is_one(record(made), *made)
    judged = resolve.judge(*made)
    assert judged is not None
    assert judged.verdict == "different"


def test_wide_keys_are_left_out_sooner() -> None:
    """A key of two parties without a date is left out before one with a month; a word alone, where no party is named, is not."""
    wide, narrow, word = "event|accord|real|~a|~b|undated", "event|accord|real|~a|~b|2014-05", "event|accord|real|?sign|undated"
    assert [resolve.is_frequent(40, key) for key in (wide, narrow, word)] == [True, False, False]


def test_what_is_dated_is_asked_by_its_months() -> None:
    """Talks of two months are never compared, though one year has both; talks without a date are compared with either."""
    whens = {"april": day("2014-04-08"), "may": day("2014-05-20"), "some day": When()}
    told = [claim(file(name, HELD, "2014-06-01"), "talks", talks(when=when)) for name, when in whens.items()]
    met = {frozenset((one.claim.report, other.claim.report)) for one, other in resolve.pairs(told)}
    assert met == {frozenset(("april", "some day")), frozenset(("may", "some day"))}


@pytest.mark.parametrize(
    ("one", "other", "is_met"),
    [
        ("~omar-teke", "~umar-teke", True),
        ("~kassem-dovani", "~qassim-dovani", True),
        ("~armed-and-political-wings", "~political-and-armed-wings", True),
        ("~mira-teke", "~osmar-teke", False),
    ],
)
def test_names_alike_in_sound_are_compared(one: str, other: str, *, is_met: bool) -> None:
    """Names that differ as romanisations do, or in the order of their words, share a key; those of one family do not."""
    text = "They spoke."
    told = [claim(file(of, text), "They", ActorClaim(Actor(id=of, name=of, kind="group"))) for of in (one, other)]
    assert bool(list(resolve.pairs(told))) is is_met


def test_act_of_nobody_named_carries_out_a_promise() -> None:
    """A deadline is kept early by an act that names no actor but tells as many of the same; other numbers make it disputed."""
    made = []
    prisoners = (Number(300, "prisoners", "300 prisoners"),)
    first = file("r1", "The Coastal Council agreed to release 300 prisoners by June 1.", "2014-05-07")
    evidence = Evidence("r1", 36, 61, first.report.text[36:61])
    promised = Commitment(
        by=(COUNCIL,),
        what=evidence,
        act="RETREAT",
        status="agreed",
        made=day("2014-05-06"),
        due=day("2014-06-01"),
        numbers=prisoners,
    )
    made.append(claim(first, "agreed", promised))
    for name, told in (("r2", 300), ("r3", 280)):
        filed = file(
            name, f"The authorities released {told} prisoners from Kastel prison on Tuesday, officials said.", "2014-05-29"
        )
        body = Event(
            type="RETREAT", modality="occurred", when=day("2014-05-27"), numbers=(Number(told, "prisoners", f"{told} prisoners"),)
        )
        made.append(claim(filed, "released", body))
    (line,) = resolve.ledger(record(made))
    assert line.state == "implemented"
    assert "disputed" in line.flags


def _dead(name: str, published: str, people: float = 4, **told: Any) -> Witness:
    """People told as killed by nobody named, in one and the same words, below other news."""
    lede = "Prices rose." if name == "a" else "Rain is due."
    text = f"{lede} A raid on the old market of Kastel killed people at their stalls in the morning."
    dead = Number(people, "people", f"{people:g} people")
    body = Event(type="ASSAULT", modality="occurred", numbers=(dead,))
    return claim(file(name, text, published), "killed", msgspec.structs.replace(body, **told))


SIXTH = {"when": day("2014-05-06")}
OF_REPORT = When(edtf="2014-05-06~", start=dt.date(2014, 5, 6), end=dt.date(2014, 5, 6), precision="day")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (SIXTH, SIXTH, True),
        ({**SIXTH, "where": KASTEL, "people": 4}, {**SIXTH, "where": KASTEL, "people": 5}, True),
        ({**SIXTH, "people": 4}, {**SIXTH, "people": 5}, False),
        ({}, {}, False),
        ({"people": 62}, {"people": 62}, True),
        ({"people": 62}, {"people": 30}, False),
        (SIXTH, {"when": OF_REPORT}, False),
        (SIXTH, {"when": day("2014-05-01", "2014-05-06")}, False),
        ({**SIXTH, "where": KASTEL, "people": 4}, {**SIXTH, "where": KASTEL, "people": 9000}, False),
    ],
)
def test_recurring_acts_of_nobody_named_need_a_day(one: dict[str, Any], other: dict[str, Any], *, expected: bool) -> None:
    """Killings without a party in common are one by a day told in both with place or number, or by no small number."""
    made = [_dead("a", "2014-05-06", **one), _dead("b", "2014-05-06", **other)]
    assert is_one(record(made), *made) is expected


def test_a_number_told_in_capitals_is_given_once() -> None:
    """A headline in capitals and the body tell one number; another number stays."""
    counts = [Number(4, "people", "4 people"), Number(4, "PEOPLE", "4 PEOPLE"), Number(9, "homes", "nine homes")]
    body = Event(type="ASSAULT", modality="occurred", numbers=tuple(counts))
    raid = claim(file("a", "A raid on Kastel killed 4 people and burned nine homes.", "2014-05-06"), "raid", body)
    (entry,) = resolve.fold([raid], [])
    assert isinstance(entry.body, Event)
    assert [n.text for n in entry.body.numbers] == ["nine homes", "4 people"]


QUAKES = (
    "Tremor shakes Kastel. A tremor damaged homes in Kastel on the Lemen coast, its mayor said. Rescuers came from Lemen.",
    "Kastel: quake damages homes. The earthquake was felt along the Lemen coast. Rescuers from Lemen dug in Kastel all night.",
    "Orvik after the quake. The earthquake damaged a school in Orvik, in the Sunder hills. Teachers of Orvik led pupils to Sunder.",
)


@pytest.mark.parametrize(("one", "other", "expected"), [(0, 1, True), (0, 2, False), (1, 2, False)])
def test_acts_of_nobody_named_are_told_apart_by_their_stories(one: int, other: int, *, expected: bool) -> None:
    """Two reports that open alike and name the same tell one act in words that mean the same; two of other towns do not."""
    words = ("tremor", "earthquake", "earthquake")
    body = Event(type="", modality="occurred")
    made = [claim(file(f"r{i}", QUAKES[i]), words[i], body) for i in (one, other)]
    assert is_one(record(made), *made) is expected


@pytest.mark.parametrize(("published", "people", "expected"), [("2014-09-06", 9000, True), ("2014-09-06", 7000, False)])
def test_what_a_war_has_cost_is_one_however_late_it_is_told(published: str, people: float, *, expected: bool) -> None:
    """The dead of a whole war are told again for months: their number says that it is one telling."""

    def told(name: str, day_: str, number: float) -> Witness:
        body = Event(type="ASSAULT", modality="occurred", numbers=(Number(number, "people", f"{number:g} people"),))
        return claim(file(name, "Envoys spoke in Kastel of the war that has killed thousands of people.", day_), "killed", body)

    made = [told("a", "2014-05-06", 9000), told("b", published, people)]
    assert is_one(record(made), *made) is expected


@pytest.mark.parametrize(("people", "expected"), [(27, True), (14, False)])
def test_one_report_counts_two_attacks(people: float, *, expected: bool) -> None:
    """A report does not contradict itself: tolls far apart in it are those of two attacks."""
    text = "The raid on Kastel killed people at dawn. People were killed in the raid in Kastel."
    made = [
        claim(
            file("a", text, "2014-05-06"),
            trigger,
            Event(type="ASSAULT", modality="occurred", numbers=(Number(number, "people", f"{number:g} people"),)),
        )
        for trigger, number in (("killed people", 27), ("were killed", people))
    ]
    assert is_one(record(made), *made) is expected


def _republic(number: int) -> Witness:
    """The registry's United States, named in a report of its own."""
    filed = file(f"r{number}", f"The United States spoke for the time {number}.")
    return claim(filed, "United States", ActorClaim(Actor(id="united-states", name="United States", kind="state")))


def test_an_actor_of_the_registry_is_one_however_many_name_it() -> None:
    """More reports than make a key frequent name one actor: they are one entry, each paired with the smallest claim alone."""
    named = [_republic(n) for n in range(90)]
    ruled, entries = resolve.entries(named)
    first = min(w.claim.id for w in named)
    assert [e.reports for e in entries] == [90]
    assert sorted(j.claims for j in ruled) == sorted((first, w.claim.id) for w in named if w.claim.id != first)


def test_a_person_can_part_claims_on_one_actor() -> None:
    """What a person judges different or wrong leaves the entry of its actor, and the others stay together."""
    named = sorted((_republic(n) for n in range(6)), key=lambda w: w.claim.id)
    ids = [w.claim.id for w in named]
    apart = Judgement(claims=(ids[0], ids[3]), verdict="different", by="ana", why="another one")
    _, entries = resolve.entries(named, [apart])
    assert [e.claims for e in entries] == [(*ids[:3], *ids[4:]), (ids[3],)]
    wrong = Judgement(claims=(ids[0],), verdict="wrong", by="ana", why="misread")
    _, entries = resolve.entries(named, [wrong])
    assert [e.claims for e in entries] == [tuple(ids[1:])]


VOTE = Event(type="GOVERN", modality="planned", mode=("elect",), when=day("2021-05-22", "2022-06-30"))
HELD_VOTE = Event(type="GOVERN", modality="occurred", mode=("elect",), when=day("2022-06-26"), actors=(FRONT,))


@pytest.mark.parametrize(("named", "outcome"), [((FRONT,), "held"), ((), "no report")])
def test_a_plan_that_names_nobody_is_met_by_those_its_report_speaks_of(named: tuple[str, ...], outcome: str) -> None:
    """A vote planned by nobody named is the one held by somebody of whom the report of the plan speaks, and of nobody else."""
    filed = file("a", "The vote is to take place by June 2022.", "2021-05-22")
    actors = tuple(Actor(id=of, name=of, kind="armed_group") for of in named)
    plan = claim(msgspec.structs.replace(filed, actors=actors), "vote", VOTE)
    act = claim(file("b", "Elections were held on June 26, 2022.", "2022-07-03"), "Elections", HELD_VOTE)
    chain = next(c for c in resolve.chains(record([plan, act])) if c.plan == plan.claim.id)
    assert chain.outcome == outcome


def test_prisoners_released_are_no_troops_withdrawn() -> None:
    """Two deeds of one type and party in the time planned are two where their modes differ."""
    plan = Event(type="RETREAT", modality="planned", mode=("withdraw",), actors=(FRONT,), when=day("2014-05-01", "2014-06-30"))
    deed = Event(type="RETREAT", modality="occurred", mode=("release",), actors=(FRONT,), when=day("2014-05-20"))
    told = record(
        [
            claim(file("a", "The Northern Front is to withdraw its men by July.", "2014-05-01"), "withdraw", plan),
            claim(file("b", "The Northern Front released nine men.", "2014-05-21"), "released", deed),
        ]
    )
    assert {chain.outcome for chain in resolve.chains(told)} == {"no report"}


def test_a_deed_of_one_sector_carries_out_what_another_code_of_it_names() -> None:
    """Soldiers who leave carry out a withdrawal of forces, though one has the code of armies and the other of foreign forces."""
    first = file("a", "The Northern Front agreed to withdraw its forces from Kastel.", "2014-05-07")
    what = Evidence("a", 32, 61, first.report.text[32:61])
    promised = Commitment(by=(FRONT,), what=what, act="RETREAT", status="agreed", made=day("2014-05-06"), issues=("SsrFf",))
    left = Event(type="RETREAT", modality="occurred", actors=(FRONT,), when=day("2014-06-20"), issues=("SsrArm",))
    told = record(
        [
            claim(first, "agreed", promised),
            claim(file("b", "The last forces withdrew from Kastel.", "2014-06-21"), "withdrew", left),
        ]
    )
    (line,) = resolve.ledger(told)
    assert line.state == "implemented"


def test_a_state_known_by_its_adjective_is_the_one_that_another_report_names() -> None:
    """A state told of as "Lorvanian" in one report and as Lorvania in another is one, shown by its name; a person is none."""
    named: tuple[tuple[str, ActorKind], ...] = (("Lorvanian", "state"), ("Lorvania", "state"), ("Lorvani", "person"))
    made = [
        claim(file(f"r{n}", f"{name} spoke.", "2014-05-06"), name, ActorClaim(Actor(id=f"~{name.lower()}", name=name, kind=kind)))
        for n, (name, kind) in enumerate(named)
    ]
    told = record(made)
    assert is_one(told, made[0], made[1])
    assert not is_one(told, made[1], made[2])
    body = entry_of(told, made[0]).body
    assert isinstance(body, ActorClaim)
    assert body.actor.name == "Lorvania"
