"""What sources of one entry agree and differ on. All people and countries are invented."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import pytest

from dragoman import compare, resolve
from dragoman.lexicon.load import table
from dragoman.model import (
    Actor,
    ActorClaim,
    Claim,
    Divergence,
    Event,
    Evidence,
    Filed,
    Judgement,
    Kind,
    Number,
    Office,
    Part,
    Place,
    Published,
    Record,
    Report,
    Span,
    Text,
    When,
    Witness,
    claim_id,
)

FRONT, COUNCIL, ORLAN = "~northern-front", "~coastal-council", "~orlan"
KASTEL = Place(name="Kastel", country="VAR", precision="city")
TALKS = Event(type="CONSULT", modality="occurred", actors=(COUNCIL, FRONT), where=KASTEL)
TEXTS = (
    "Talks between the Northern Front and the Coastal Council took place in Kastel about the harbour.",
    "In Kastel the Coastal Council and the Northern Front held talks on the harbour, both sides said.",
    "The harbour was the topic of talks that the Northern Front and the Coastal Council held in Kastel.",
)


def day(text: str, until: str = "") -> When:
    """A day, or the days from one to another."""
    start, end = dt.date.fromisoformat(text), dt.date.fromisoformat(until or text)
    return When(edtf=text, start=start, end=end, precision="day" if start == end else "interval")


def witness(name: str, text: str, trigger: str, body: Any) -> Witness:
    """A claim that has a whole report of one sentence as its evidence."""
    report = Report(id=name, text=text, source=f"The {name.title()} Post")
    divided = Text((Part(0, len(text), "body"),), (Span(0, len(text)),))
    filed = Filed(report=report, text=divided, published=Published(start=day("2014-05-08").start, end=day("2014-05-08").end))
    start = text.index(trigger)
    kind: Kind = "actor" if isinstance(body, ActorClaim) else "event"
    made = Claim(
        id=claim_id(name, kind, Span(start, start + len(trigger))),
        report=name,
        body=body,
        trigger=Evidence(name, start, start + len(trigger), trigger),
        evidence=(Evidence(name, 0, len(text), text),),
        rule="test",
        confidence=0.8,
    )
    return Witness(made, filed)


def found(witnesses: Iterable[Witness]) -> tuple[Divergence, ...]:
    """The divergences of the record of these claims."""
    known = list(witnesses)
    judgements, entries = resolve.entries(known)
    filed = {w.filed.report.id: w.filed for w in known}
    return compare.divergences(
        Record(filed=filed, claims={w.claim.id: w.claim for w in known}, judgements=judgements, entries=entries)
    )


def folded(witnesses: Sequence[Witness]) -> tuple[Divergence, ...]:
    """The divergences of a record in which a person has judged that these claims tell one act."""
    ids = sorted(w.claim.id for w in witnesses)
    same = Judgement(claims=(ids[0], ids[1]), verdict="same", by="ana", why="one act")
    judgements, entries = resolve.entries(witnesses, [same])
    filed = {w.filed.report.id: w.filed for w in witnesses}
    return compare.divergences(
        Record(filed=filed, claims={w.claim.id: w.claim for w in witnesses}, judgements=judgements, entries=entries)
    )


def told(*changes: dict[str, Any], texts: Sequence[str] = TEXTS) -> list[tuple[str, str]]:
    """Field and kind of the divergences where each report tells the talks with one change."""
    made = [
        witness(f"r{i}", text, "alks", msgspec.structs.replace(TALKS, **({"when": day("2014-05-06")} | change)))
        for i, (text, change) in enumerate(zip(texts, changes, strict=False))
    ]
    return [(d.field, d.kind) for d in folded(made)]


SIXTH, SEVENTH, MAY = day("2014-05-06"), day("2014-05-07"), day("2014-05-01", "2014-05-31")
MANY, SOME, MORE = (
    Number(3000, "officers", "3,000 officers"),
    Number(3000, "officers", "about 3,000 officers"),
    Number(4000, "officers", "4,000 officers"),
)
SEVERAL, OVER = Number(None, "officers", "dozens of officers"), Number(3000, "officers", "at least 3,000 officers")
LEAST, EXACT = Number(222, "officers", "at least 222 officers"), Number(222, "officers", "222 officers")
WOMEN, MEN, ALL = Number(30, "soldiers", "30 soldiers"), Number(10, "civilians", "10 civilians"), Number(40, "people", "40 people")
PART = Number(3, "people", "three of the 40 people")
SIXTEEN, NINETEEN = Number(16, "members", "16 members"), Number(19, "members", "19 members")
UNDATED = ((TEXTS[0], SIXTH), (TEXTS[1], When()))
NEAR = Number(2900, "officers", "about 2,900 officers")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, []),
        ({"when": SIXTH}, {"when": SEVENTH}, [("when", "conflict")]),
        ({"when": SIXTH}, {"when": MAY}, [("when", "precision")]),
        ({"when": SIXTH}, {"when": When()}, [("when", "omission")]),
        ({"numbers": (MANY,)}, {"numbers": (SOME,)}, []),
        ({"numbers": (MANY,)}, {"numbers": (NEAR,)}, [("numbers", "precision")]),
        ({"numbers": (MANY,)}, {"numbers": (MORE,)}, [("numbers", "conflict")]),
        ({"numbers": (MANY,)}, {}, [("numbers", "omission")]),
        ({"mediators": (ORLAN,)}, {}, [("mediators", "omission")]),
        ({"mediators": (ORLAN,)}, {"hosts": (ORLAN,)}, []),
        ({"where": Place(name="Kastel harbour", country="VAR", precision="venue")}, {}, [("where", "precision")]),
        ({"where": Place(name="Marn Hotel")}, {}, [("where", "precision")]),
        ({"where": Place(name="Marn")}, {}, []),
        ({"numbers": (SEVERAL,)}, {"numbers": (MANY,)}, [("numbers", "precision")]),
        ({"numbers": (OVER,)}, {"numbers": (MANY,)}, []),
        ({"numbers": (LEAST,)}, {"numbers": (EXACT,)}, [("numbers", "precision")]),
        ({"numbers": (LEAST, EXACT)}, {"numbers": (EXACT,)}, []),
        ({"numbers": (SEVERAL,)}, {"numbers": (PART,)}, []),
        ({"numbers": (WOMEN, MEN)}, {"numbers": (ALL,)}, [("numbers", "precision")]),
        ({"numbers": (PART,)}, {"numbers": (ALL,)}, []),
        ({"numbers": (ALL, SIXTEEN)}, {"numbers": (ALL, NINETEEN)}, [("numbers", "conflict")]),
        ({"numbers": (Number(6, "states", "six states"),)}, {}, []),
        ({"modality": "planned", "when": When()}, {"when": When()}, [("modality", "precision")]),
        ({"modality": "denied"}, {}, [("modality", "conflict")]),
        ({"issues": ("Ele",)}, {}, []),
        ({"modality": "uncertain"}, {}, [("modality", "precision")]),
    ],
)
def test_fields_are_compared(one: dict[str, Any], other: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """Each field that sources tell differently is one divergence of its kind, and nothing else is claimed."""
    assert told(one, other) == expected


def test_copy_is_no_second_source() -> None:
    """A copy with a changed date is a version of one source and diverges from nothing."""
    text = " ".join(TEXTS) * 3
    assert told({"when": SIXTH}, {"when": SEVENTH}, texts=(text, text)) == []


def test_values_stand_beside_their_words() -> None:
    """A divergence has a value, its claim, source and words for each source, the empty one for what is left out."""
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH, mediators=(ORLAN,))),
        witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
    ]
    (divergence,) = found(made)
    assert [(v.value, v.sources) for v in divergence.values] == [("Orlan", ("The R0 Post",)), ("", ("The R1 Post",))]
    assert [v.claims for v in divergence.values] == [(w.claim.id,) for w in made]
    assert all(e.quote for v in divergence.values for e in v.evidence)


def test_loaded_words_are_marked_by_contrast() -> None:
    """A loaded term that one source uses and another does not is shown; one that all use is not."""
    plain = "The Northern Front and the Coastal Council held talks in Kastel."
    loaded = "The terror group Northern Front and the Coastal Council held talks in Kastel."
    other = "In Kastel talks were held by the Coastal Council and the terror group Northern Front."
    assert told({}, {}, texts=(plain, loaded)) == [("words", "wording")]
    assert told({}, {}, texts=(loaded, other)) == []


def test_denied_act_conflicts_with_the_act() -> None:
    """What one source tells as done and another as not done is a conflict of modality."""
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
        witness(
            "r1",
            "No talks took place between the Front and the Council about the harbour.",
            "alks",
            msgspec.structs.replace(TALKS, when=SIXTH, modality="denied"),
        ),
    ]
    assert [(d.field, d.kind) for d in found(made)] == [("modality", "conflict")]


def test_titles_of_one_office_are_set_side_by_side() -> None:
    """Titles of different standing for one office of one person are a difference in wording."""
    made = []
    for name, title in (("r0", "President"), ("r1", "Chairman")):
        office = Office(title=title, organisation=COUNCIL, evidence=name)
        actor = Actor(id="~osmar-teke", name="Osmar Teke", kind="person", offices=(office,))
        made.append(witness(name, f"{title} Osmar Teke spoke.", f"{title} Osmar Teke", ActorClaim(actor)))
    assert [(d.field, d.kind) for d in found(made)] == [("office", "wording")]


def test_act_told_by_one_source_beside_a_shared_one_is_left_out_by_the_other() -> None:
    """An act in one breath with a shared one, told by one source alone, is an omission of the others."""
    first = witness("r0", TEXTS[0] + " ", "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    beside = witness("r0", TEXTS[0] + " ", "took place", Event(type="PROTEST", modality="occurred", actors=(ORLAN,)))
    second = witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    assert [(d.field, d.kind) for d in found([first, beside, second])] == [("entry", "omission")]


def test_an_act_of_the_same_type_is_the_shared_one_in_other_words() -> None:
    """What is told in one breath with the shared act and is of its type belongs to it: nobody leaves it out."""
    first = witness("r0", TEXTS[0] + " ", "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    beside = witness("r0", TEXTS[0] + " ", "took place", Event(type="CONSULT", modality="occurred", actors=(ORLAN,)))
    second = witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    assert [d for d in found([first, beside, second]) if d.field == "entry"] == []


def test_of_several_numbers_the_one_that_others_give_is_compared() -> None:
    """A report that counts the dead of two places contradicts nobody who counts those of one."""
    assert told({"numbers": (MORE, MANY)}, {"numbers": (MANY,)}) == []
    assert told({"numbers": (MORE,)}, {"numbers": (MANY,)}) == [("numbers", "conflict")]


def test_source_of_later_years_leaves_nothing_out() -> None:
    """Who looks back on an act from years later than the one that tells what went with it is not said to leave that out."""
    first = witness("r0", TEXTS[0] + " ", "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    beside = witness("r0", TEXTS[0] + " ", "took place", Event(type="PROTEST", modality="occurred", actors=(ORLAN,)))
    second = witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    late = Published(start=dt.date(2019, 5, 8), end=dt.date(2019, 5, 8))
    second = Witness(second.claim, msgspec.structs.replace(second.filed, published=late))
    assert found([first, beside, second]) == ()


@pytest.mark.parametrize(
    "number",
    [Number(2, "men", "two men"), Number(2, "sides", "two sides"), Number(5, "commission", "5 commission")],
)
def test_numbers_of_parties_and_in_names_are_no_omission(number: Number) -> None:
    """A number that counts the parties themselves, or stands in a name, is not missed where a source leaves it out."""
    texts = "Talks of the 5+5 commission, the two men, the two sides took place in Kastel about the harbour.", TEXTS[1]
    assert told({"numbers": (number,)}, {}, texts=texts) == []


def test_reasons_name_actors_as_reports_do() -> None:
    """A reason names an actor as the actor claims do, and never by its id."""
    actor = witness("r0", TEXTS[0] + " ", "Coastal", ActorClaim(Actor(id=ORLAN, name="Republic of Orlan", kind="state")))
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH, mediators=(ORLAN,))),
        witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
    ]
    (divergence,) = found([*made, actor])
    assert divergence.why == "Not all sources name Republic of Orlan."


def test_every_loaded_term_is_met_by_an_example() -> None:
    """Each group of loaded terms is found in its examples and in none of its counter-examples."""
    for group in table("en/loaded")["group"]:
        for example in group["examples"]:
            assert any(plain == group["plain"] for _, _, plain in compare.loaded(example)), example
        for example in group["not_examples"]:
            assert not compare.loaded(example), example


def test_longer_terms_swallow_shorter_ones() -> None:
    """A term inside a longer one is not told twice."""
    assert [term for term, _, _ in compare.loaded("in a violent putsch")] == ["violent putsch"]
    assert not compare.loaded("the sanctions regime")
    assert [term for term, _, _ in compare.loaded("the regime and its sanctions regime")] == ["regime"]


def test_a_party_is_left_out_where_a_report_names_it_nowhere() -> None:
    """A report that names a party anywhere, though not as one who acts, does not leave it out."""
    more: dict[str, Any] = {"actors": (*TALKS.actors, ORLAN)}
    assert told(more, {}) == [("actors", "omission")]
    assert told(more, {}, texts=(TEXTS[0], f"{TEXTS[1]} Orlan sent its wishes.")) == []


@pytest.mark.parametrize("rule", ["actors:description", "events.unnamed"])
def test_who_has_no_name_is_left_out_by_nobody(rule: str) -> None:
    """Of "diplomats" another source speaks in other words: leaving out that one says nothing, nor how they are called."""
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH, mediators=("~diplomats",))),
        witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
    ]
    actor = Actor(id="~diplomats", name="Diplomats", kind="group")
    seen = [witness(end, f"{end} of many countries came to Kastel.", end, ActorClaim(actor)) for end in ("Diplomats", "Thugs")]
    made += [Witness(msgspec.structs.replace(w.claim, rule=rule), w.filed) for w in seen]
    assert found(made) == ()


@pytest.mark.parametrize("other", ["", " Talks in Kastel are rare.", " The fighting goes on."])
def test_a_place_is_left_out_where_a_report_names_it_nowhere(other: str) -> None:
    """A place that stands in another sentence of the report goes without saying where the act is told."""
    texts = TEXTS[0], "The Coastal Council and the Northern Front held talks on the harbour, both sides said." + other
    expected = [] if "Kastel" in other else [("where", "omission")]
    assert told({}, {"where": None}, texts=texts) == expected


def test_a_date_is_left_out_where_a_party_in_common_tells_the_act() -> None:
    """A telling that nobody dates and that has no party of the dated ones may be of another act."""
    nobody: dict[str, Any] = {"actors": (), "when": When()}
    assert told({}, {"when": When()}) == [("when", "omission")]
    assert ("when", "omission") not in told({}, nobody)


def test_a_headline_leaves_out_no_date() -> None:
    """A report that tells the act in its headline alone is not said to leave the day out."""
    made = [witness(f"r{i}", text, "alks", msgspec.structs.replace(TALKS, when=when)) for i, (text, when) in enumerate(UNDATED)]
    title = msgspec.structs.replace(made[1].filed, text=Text((Part(0, len(TEXTS[1]), "title"),), made[1].filed.text.sentences))
    assert [d.field for d in found(made)] == ["when"]
    assert found([made[0], Witness(made[1].claim, title)]) == ()


def test_a_span_up_to_the_report_is_no_coarser_date() -> None:
    """What goes on "since April" ends with the day of each report: another date in it is not finer."""
    since = day("2014-04-01", "2014-05-08")
    assert told({"when": SIXTH}, {"when": since}) == []
    assert told({"when": SIXTH}, {"when": day("2014-04-01", "2014-05-07")}) == [("when", "precision")]


def test_a_date_that_all_have_is_no_finer_one() -> None:
    """Who has "May 6" in another sentence knows the day; a day of the week may be any."""
    sixth, texts = msgspec.structs.replace(SIXTH, text="May 6"), (TEXTS[0], f"{TEXTS[1]} The sixth was a holiday.")
    assert told({"when": sixth}, {"when": MAY}, texts=texts) == [("when", "precision")]
    assert told({"when": sixth}, {"when": MAY}, texts=[f"{text} That was on May 6." for text in texts]) == []


def test_an_actor_is_worded_by_name_where_nothing_is_loaded() -> None:
    """Beside a loaded word stands the name that others use, and not "the group", which may be another one."""
    front = Actor(id=FRONT, name="Northern Front", kind="armed_group")
    plain = "The group met the Northern Front."
    made = [
        witness("r0", "The regime of the Northern Front was there.", "regime", ActorClaim(front)),
        witness("r1", plain, "Northern Front", ActorClaim(front)),
    ]
    group, name = (
        Evidence("r1", plain.index(words), plain.index(words) + len(words), words) for words in ("The group", "Northern Front")
    )
    made[1] = Witness(msgspec.structs.replace(made[1].claim, evidence=(group, name)), made[1].filed)
    assert [value.value for d in found(made) for value in d.values][1] == "Northern Front"


def test_a_number_is_known_by_its_figure() -> None:
    """Who writes "3,000" of other words for the same does not leave the number out."""
    texts = TEXTS[0], f"{TEXTS[1]} Some 3,000 guards are meant."
    assert told({"numbers": (MANY,)}, {}) == [("numbers", "omission")]
    assert told({"numbers": (MANY,)}, {}, texts=texts) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('"The regime of the Northern Front" was there.', []),
        ("The regime of the Northern Front was there.", [("words", "wording")]),
    ],
)
def test_quoted_words_are_not_the_outlets(sentence: str, expected: list[tuple[str, str]]) -> None:
    """A loaded word in quotation marks is the word of whom the report quotes."""
    front = Actor(id=FRONT, name="Northern Front", kind="armed_group")
    made = [witness("r0", sentence, "regime", ActorClaim(front)), witness("r1", TEXTS[0], "Northern Front", ActorClaim(front))]
    assert [(d.field, d.kind) for d in found(made)] == expected


def test_a_loaded_word_used_elsewhere_in_a_report_is_no_contrast() -> None:
    """A source that uses the word in another sentence does not avoid it."""
    one = "The terror group Northern Front met the Coastal Council for talks in Kastel about its harbour."
    assert told({}, {}, texts=(one, TEXTS[1])) == [("words", "wording")]
    assert told({}, {}, texts=(one, f"{TEXTS[1]} It is a terror group.")) == []


def test_what_is_hardly_likely_is_held_against_nobody() -> None:
    """A claim that is more likely misread than right makes no divergence."""
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
        witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SEVENTH)),
    ]
    unsure = [Witness(msgspec.structs.replace(made[0].claim, confidence=0.1), made[0].filed), made[1]]
    assert [d.kind for d in found(made)] == ["conflict"]
    assert found(unsure) == ()


@pytest.mark.parametrize(
    ("other", "sources"),
    [
        ("After weeks of silence the Northern Front and the Coastal Council met for talks in Kastel about their boats.", 2),
        ("On Sunday the Northern Front and the Coastal Council met for talks in Kastel about the old harbour and the port.", 1),
        ('"The Northern Front and the Coastal Council met for talks in Kastel about the old harbour and the port."', 2),
        ("The Northern Front, the Coastal Council, the Lake Union and the Red Cross met for talks in Kastel on Sunday.", 2),
    ],
)
def test_a_sentence_taken_over_is_no_second_source(other: str, sources: int) -> None:
    """Reports that tell an act in a long row of the same words are one source of it. A quote is anybody's."""
    one = "The Northern Front and the Coastal Council met for talks in Kastel about the old harbour and the port."
    rest = " The weather was fine and many fishing boats were out at sea, as they are on most days of the year in that town."
    made = [witness("r0", one, "talks", TALKS), witness("r1", other + rest, "talks", TALKS)]
    _, (entry,) = resolve.entries(made)
    assert entry.independent == sources


def test_talks_of_other_length_differ() -> None:
    """How long talks lasted is read from the sentences that tell them."""
    texts = "The talks took place in Kastel for around six hours.", "Talks in Kastel lasted more than four hours, both sides said."
    assert told({}, {}, texts=texts) == [("numbers", "precision")]
    assert told({}, {}, texts=(TEXTS[0], "The talks in Kastel on the harbour went on two hours later.")) == []
    assert told({}, {}, texts=(texts[0], "The four-hour talks took place in Kastel.")) == [("numbers", "conflict")]


def test_who_is_told_by_what_he_is_is_told_less_precisely() -> None:
    """Where one source names the mediator and another speaks of "diplomats", nobody is left out."""
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH, mediators=(ORLAN,))),
        witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH, mediators=("~diplomats",))),
    ]
    actor = witness(
        "r1", f"{TEXTS[1]} Diplomats came.", "Diplomats", ActorClaim(Actor(id="~diplomats", name="Diplomats", kind="group"))
    )
    unnamed = Witness(msgspec.structs.replace(actor.claim, rule="actors:description"), actor.filed)
    assert [(d.field, d.kind) for d in found([*made, unnamed])] == [("mediators", "precision")]


def test_what_is_due_by_a_day_is_less_precise_than_a_week() -> None:
    """A week in June is finer than "by the end of June", though both end on one day; two reports of the latter agree."""
    june, late, later = day("2014-06-23", "2014-06-30"), day("2014-05-08", "2014-06-30"), day("2014-05-07", "2014-06-30")
    plan = {"modality": "planned"}
    assert told(plan | {"when": june}, plan | {"when": late}) == [("when", "precision")]
    assert told(plan | {"when": late}, plan | {"when": later}) == []


@pytest.mark.parametrize(("one", "expected"), [("AGREE", [("type", "precision")]), ("COOPERATE", [])])
def test_only_stages_of_an_agreement_are_told_apart_by_type(one: str, expected: list[tuple[str, str]]) -> None:
    """Reached and signed are two stages; other types are one act by another word."""
    texts = "The Northern Front and the Coastal Council reached a deal in Kastel.", "The deal was signed in Kastel by both sides."
    made = [
        witness("r0", texts[0], "reached", msgspec.structs.replace(TALKS, when=SIXTH, type=one)),
        witness("r1", texts[1], "signed", msgspec.structs.replace(TALKS, when=SIXTH, type="SUPPORT")),
    ]
    assert [(d.field, d.kind) for d in folded(made)] == expected


def test_the_land_of_a_party_is_no_other_place() -> None:
    """A country that is a party of the act, read as its place by one source, sets the act nowhere else."""
    abroad, home = Place(name="Oslo", country="NOR", precision="city"), Place(name="Kenya", country="KEN", precision="country")
    acting: dict[str, Any] = {"actors": ("kenya", FRONT)}
    assert told(acting | {"where": abroad}, acting | {"where": home}) == []
    assert told(acting | {"where": abroad}, acting | {"where": Place(name="Lima", country="PER", precision="city")}) == [
        ("where", "conflict")
    ]


def test_a_mediator_named_for_something_else_is_left_out() -> None:
    """Who mediates is left out by a source that knows him, but not as a mediator; a party is not."""
    texts = TEXTS[0], f"{TEXTS[1]} Orlan is an island."
    assert told({"mediators": (ORLAN,)}, {}, texts=texts) == [("mediators", "omission")]
    assert told({"mediators": (ORLAN,)}, {"hosts": (ORLAN,)}, texts=texts) == []
    assert told({"actors": (*TALKS.actors, ORLAN), "mediators": (ORLAN,)}, {}, texts=texts) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("put off, postponed", "scrapped", [("words", "wording")]),
        ("suspended", "walked out of", [("words", "wording")]),
        ("postponed", "delayed", []),
        ("postponed", "held", []),
        ("quit", "scrapped", [("words", "wording")]),
        ("turned down the demand for", "held", []),
        ("skipped", "boycotted", [("words", "wording")]),
    ],
)
def test_words_of_other_force_are_set_side_by_side(one: str, other: str, expected: list[tuple[str, str]]) -> None:
    """Postponed and scrapped are two degrees of one thing; two words of one degree differ in nothing."""
    made = [
        witness(f"r{i}", f"The Coastal Council {words} the talks in Kastel.", words, msgspec.structs.replace(TALKS, when=SIXTH))
        for i, words in enumerate((one, other))
    ]
    assert [(d.field, d.kind) for d in folded(made)] == expected


def test_a_label_is_shown_with_its_party_and_not_with_each_act() -> None:
    """A loaded word for a party stands beside other names of the party, and not once more with what it does."""
    loaded = TEXTS[0].replace("the Northern Front", "the terror group Northern Front")
    made = [
        witness(name, text, "alks", msgspec.structs.replace(TALKS, when=SIXTH)) for name, text in (("r0", loaded), ("r1", TEXTS[1]))
    ]
    assert [(d.field, d.kind) for d in folded(made)] == [("words", "wording")]
    front = Actor(id=FRONT, name="Northern Front", kind="armed_group")
    labels = [witness(w.filed.report.id, w.filed.report.text, "Northern Front", ActorClaim(front)) for w in made]
    assert [d.entry.partition(":")[0] for d in found([*made, *labels])] == ["actor"]


def test_what_was_said_beside_an_act_is_left_out_by_nobody() -> None:
    """Each report quotes whom it likes: a demand in one breath with a shared act is no omission."""
    first = witness("r0", TEXTS[0] + " ", "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    beside = witness("r0", TEXTS[0] + " ", "took place", Event(type="REQUEST", modality="occurred", actors=(ORLAN,)))
    second = witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH))
    assert found([first, beside, second]) == ()


def test_an_outlet_leaves_out_nothing_that_it_has_in_another_report() -> None:
    """An outlet that goes on with its story without the mediator whom it named before has not left him out."""
    reports = [("r0", TEXTS[0], (ORLAN,)), ("r1", TEXTS[1], ()), ("r2", TEXTS[2], (ORLAN,))]
    made = [witness(name, text, "alks", msgspec.structs.replace(TALKS, when=SIXTH, mediators=who)) for name, text, who in reports]
    assert [(d.field, d.kind) for d in found(made)] == [("mediators", "omission")]
    mail = msgspec.structs.replace(made[1].filed, report=msgspec.structs.replace(made[1].filed.report, source="The R0 Post"))
    assert found([made[0], msgspec.structs.replace(made[1], filed=mail), made[2]]) == ()


def test_who_describes_a_mediator_is_not_among_those_who_leave_him_out() -> None:
    """Of two sources that do not name the mediator, the one that speaks of "diplomats" leaves out nothing."""
    made = [
        witness(name, text, "alks", msgspec.structs.replace(TALKS, when=SIXTH, mediators=who))
        for name, text, who in (("r0", TEXTS[0], (ORLAN,)), ("r1", TEXTS[1], ("~diplomats",)), ("r2", TEXTS[2], ()))
    ]
    actor = Actor(id="~diplomats", name="Diplomats", kind="group")
    came = witness("r1", f"{TEXTS[1]} Diplomats came.", "Diplomats", ActorClaim(actor))
    unnamed = Witness(msgspec.structs.replace(came.claim, rule="actors:description"), came.filed)
    (divergence,) = found([*made, unnamed])
    assert divergence.kind == "omission"
    assert [v.value for v in divergence.values if v.sources == ("The R2 Post",)] == [""]


def test_what_talks_were_about_is_left_out_where_several_tell_it() -> None:
    """One report alone has this side of a matter; where most have it, the silent one leaves it out."""
    about = [(), ("Ele",), ("Ele",)]
    made = [
        witness(f"r{i}", text, "alks", msgspec.structs.replace(TALKS, when=SIXTH, issues=issues))
        for i, (text, issues) in enumerate(zip(TEXTS, about, strict=True))
    ]
    assert found(made[:2]) == ()
    assert [(d.field, d.kind) for d in found(made)] == [("issues", "omission")]
