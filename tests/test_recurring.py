"""Which act of a kind that recurs is told, which meetings are a round, and what a number allows. All people are invented."""

from typing import Any

import msgspec
import pytest

from dragoman import compare, resolve
from dragoman.compare.wording import unquoted
from dragoman.model import Actor, Event, Evidence, Number, Place, Statement, When, Witness
from dragoman.resolve.quantities import differ, is_near, unit
from dragoman.resolve.sameness.recurring import is_in_same_words
from dragoman.resolve.sameness.telling import manner
from dragoman.resolve.terms import kinds
from tests.test_resolve import COUNCIL, FRONT, HELD, KASTEL, TALKS, TEKE, claim, day, file, is_one, record, talks

MARN = "~ilya-marn"
UNKNOWN = When()
GUARD = "In Belisk a hooded man with a long knife attacked a guard of the customs house."
BELISK = Place(name="Belisk", country="VAR", precision="city")


def attack(name: str, text: str, trigger: str = "attacked", **told: Any) -> Witness:
    """A violent act of nobody named, as one report of the seventh of May tells it."""
    body = Event(type="ASSAULT", modality="occurred")
    return claim(file(name, text, "2014-05-07"), trigger, msgspec.structs.replace(body, **told))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("A hooded man with a long knife attacked a guard at the customs house in Belisk on Tuesday.", True),
        ("A hooded crowd attacked a bakery in Belisk on Tuesday.", False),
    ],
)
def test_an_act_told_in_much_the_same_words_needs_no_party(other: str, *, expected: bool) -> None:
    """Reports of the same days mean one act where nearly all words are the same, though nobody is named and one has no day."""
    assert is_in_same_words(attack("a", GUARD), attack("b", other)) is expected


@pytest.mark.parametrize(("where", "expected"), [(None, False), (BELISK, True)])
def test_what_killed_is_told_in_the_same_words_day_by_day(where: Place | None, *, expected: bool) -> None:
    """Where the dead are told, like words do not say which shelling it was, unless it was in one city."""
    words = "Shelling of the outer districts by the army killed {} people, the harbour doctors said."
    one, other = (attack(name, words.format(dead), "Shelling", where=where) for name, dead in (("a", 4), ("b", 14)))
    assert is_in_same_words(one, other) is expected


def meeting(name: str, text: str, trigger: str, date: str, *people: str) -> Witness:
    """A meeting without a day, of persons as the report knows them."""
    filed = file(name, text, date)
    filed = msgspec.structs.replace(filed, actors=tuple(Actor(id=p, name=p, kind="person") for p in people))
    return claim(filed, trigger, Event(type="CONSULT", modality="occurred", actors=people))


@pytest.mark.parametrize(("date", "expected"), [("2014-05-08", True), ("2014-06-20", False)])
def test_a_meeting_of_two_persons_is_one_in_news_of_the_same_days(date: str, *, expected: bool) -> None:
    """Told without a day by two reports, it is known by both persons, where the reports are of the same days."""
    one = meeting("a", "Osmar Teke met Ilya Marn at the villa for two hours about the harbour.", "met", "2014-05-07", TEKE, MARN)
    other = meeting("b", "Teke spoke of the harbour after meeting with Marn at the villa.", "meeting", date, TEKE, MARN)
    assert is_one(record([one, other]), one, other) is expected


@pytest.mark.parametrize(("when", "expected"), [(UNKNOWN, True), (day("2014-05-06"), False)])
def test_mediation_without_a_date_is_one_effort(when: When, *, expected: bool) -> None:
    """One who mediates between the same parties does so for years, where neither report gives it a day."""
    body = talks(mediators=(MARN,), where=None, when=UNKNOWN)
    one = claim(file("a", "Ilya Marn has long tried to reconcile the rivals of Kastel.", "2010-10-01"), "reconcile", body)
    text = "Marn tried more than once to resolve the conflict between the Front and the Council."
    other = claim(file("b", text, "2014-06-20"), "resolve", msgspec.structs.replace(body, when=when))
    assert is_one(record([one, other]), one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("27 people", "30 people", True),
        ("27 people", "60 people", False),
        ("27 people", "30 more people", False),
        ("3 people", "4 people", False),
    ],
)
def test_counts_of_one_day_that_lie_near_can_be_of_one_act(one: str, other: str, *, expected: bool) -> None:
    """Who counts the dead of a day counts a few more or less; thirty more are others, and small numbers tell nothing."""
    ours, theirs = ([Number(float(told.split()[0]), told.partition(" ")[2], told)] for told in (one, other))
    assert is_near(ours, theirs, 10, 1.5) is expected


def test_many_attacks_are_not_the_blast_of_the_morning() -> None:
    """A plural for violence takes up no single act by another word; the same word does."""
    text = "An explosion shook the harbour of Kastel. The attacks of the last year had emptied it. The explosion broke windows."
    filed = file("a", text, "2014-05-07")
    body = Event(type="ASSAULT", modality="occurred")
    blast, many, again = (claim(filed, word, body) for word in ("explosion", "attacks", "The explosion"))
    told = record([blast, many, again])
    assert is_one(told, blast, again)
    assert not is_one(told, blast, many)


def test_the_object_of_a_verb_takes_nothing_up() -> None:
    """A port that is hit is no act that is known; an offensive that is launched is."""
    filed = file("a", "Rockets hit the port. Then the army launched the offensive.", "2014-05-07")
    body = Event(type="ASSAULT", modality="occurred")
    assert manner(claim(filed, "hit the port", body)) == "plain"
    assert manner(claim(filed, "launched the offensive", body)) == "definite"


@pytest.mark.parametrize(
    ("text", "kind"), [("a cease-fire", "ceasefire"), ("the pull-out", "withdrawal"), ("an ill-fated tour", "")]
)
def test_a_compound_that_the_lists_have_in_one_word_is_that_word(text: str, kind: str) -> None:
    """A "cease-fire" is no fire."""
    assert kinds(text) == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("27 people", "30 people", True),
        ("at least 20 people", "27 people", False),
        ("more than 30 people", "27 people", True),
        ("up to 300 people", "120 people", False),
        ("at least 20 people", "90 people", True),
        ("about 290 people", "300 people", False),
    ],
)
def test_numbers_that_all_can_be_meant_do_not_differ(one: str, other: str, *, expected: bool) -> None:
    """A number told as a bound or as rough allows others."""
    made = [Number(float(next(w for w in told.split() if w.isdigit())), "people", told) for told in (one, other)]
    assert differ(made) is expected


def test_peoples_are_counted_as_persons() -> None:
    """As many of a people as of people count the same."""
    assert unit(Number(5, "Israelis", "five Israelis")) == unit(Number(5, "people", "five people")) == "persons"
    assert unit(Number(5, "trucks", "five trucks")) == "truck"


def test_what_somebody_takes_another_for_is_not_the_word_of_the_source() -> None:
    """Behind a verb that tells for what somebody takes another it is his word."""
    text = "Kestria considers the Front, which holds the port, a terrorist group. The so-called terrorist group denied it."
    assert unquoted(text).count("terrorist") == 1
    assert len(unquoted(text)) == len(text)


@pytest.mark.parametrize(("marks", "expected"), [(("", ""), 1), (("\u201c", "\u201d"), 0)])
def test_what_a_quotation_leaves_open_is_not_alleged_by_its_report(marks: tuple[str, str], expected: int) -> None:
    """Doubt in a quotation is his who is quoted."""
    plain = claim(file("a", HELD, "2014-05-07"), "talks", talks(when=day("2014-05-06")))
    text = f"Whether {marks[0]}the talks of the Council and the Front in Kastel{marks[1]} took place, none knew."
    doubt = claim(file("b", text, "2014-05-07"), "talks", talks(when=day("2014-05-06"), modality="uncertain"))
    assert sum(d.field == "modality" for d in compare.divergences(record([plain, doubt]))) == expected


@pytest.mark.parametrize(("second", "expected"), [("2014-05-08", True), ("2014-05-20", False)])
def test_an_utterance_dated_by_its_reports_is_one_some_days_apart(second: str, *, expected: bool) -> None:
    """Where no words tell the day of an utterance, each report gives it its own."""
    words = "the harbour of Kastel will stay closed to all ships of the Council"
    made = []
    for name, date in (("a", "2014-05-07"), ("b", second)):
        filed = file(name, f"Osmar Teke said {words}.", date)
        at = filed.report.text.index(words)
        content = Evidence(name, at, at + len(words), words)
        made.append(claim(filed, "said", Statement(speakers=(TEKE,), cue="said", content=content, when=day_of(date))))
    assert is_one(record(made), *made) is expected


def day_of(date: str) -> Any:
    """The day of a report, without words that tell it."""
    return msgspec.structs.replace(day(date), text="")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("that Ilya Marn of Belisk wants a quick peace", "that Ilya Marn of Belisk is no friend of the Guild", False),
        ("that Ilya Marn of Belisk wants a quick peace", "that Marn of Belisk wants peace quickly", True),
    ],
)
def test_names_in_common_make_no_utterance(one: str, other: str, *, expected: bool) -> None:
    """Much is said of one man: without the names some of the words must be the same."""
    made = []
    for name, words in (("a", one), ("b", other)):
        filed = file(name, f"Osmar Teke said {words}.", "2014-05-07")
        at = filed.report.text.index(words)
        content = Evidence(name, at, at + len(words), words)
        made.append(claim(filed, "said", Statement(speakers=(TEKE,), cue="said", content=content, when=day("2014-05-06"))))
    assert is_one(record(made), *made) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The Northern Front agreed to a truce around the harbour of Kastel.", True),
        ("The Northern Front agreed that Belisk should host the river games in the spring of next year.", False),
    ],
)
def test_who_agrees_with_one_side_agrees_with_others(other: str, *, expected: bool) -> None:
    """Where one side alone is in common and no day is told, what was agreed must be alike."""
    one = claim(
        file("a", "The Coastal Council and the Northern Front agreed to a truce around the harbour.", "2014-05-07"),
        "agreed",
        Event(type="AGREE", modality="occurred", actors=(COUNCIL, FRONT), when=day("2014-05-01", "2014-05-07")),
    )
    told = claim(
        file("b", other, "2014-05-08"), "agreed", Event(type="AGREE", modality="occurred", actors=(FRONT,), when=day("2014-05-06"))
    )
    assert is_one(record([one, told]), one, told) is expected


def test_a_meeting_dated_after_its_reports_is_no_round() -> None:
    """However it is told, it has not taken place."""
    ahead = claim(file("a", HELD, "2014-05-07"), "talks", talks(when=day("2014-06-12")))
    assert resolve.rounds(record([ahead])) == ()


def test_a_mediator_who_meets_the_sides_one_by_one_in_a_city_holds_one_round() -> None:
    """Talks of a mediator with each side in one city are a round; a call and an interview are none, nor what is told nowhere."""
    shuttle = [
        claim(
            file("a", "Ilya Marn met the Coastal Council in Kastel.", "2014-05-07"),
            "met",
            talks(actors=(MARN, COUNCIL), when=day("2014-05-06")),
        ),
        claim(
            file("b", "Ilya Marn met the Northern Front in Kastel.", "2014-05-10"),
            "met",
            talks(actors=(MARN, FRONT), when=day("2014-05-09")),
        ),
        claim(
            file("c", "The talks that Ilya Marn led went on.", "2014-05-11"),
            "talks",
            talks(mediators=(MARN,), when=day("2014-05-10")),
        ),
    ]
    others = [
        claim(
            file("d", "Teke gave the Post an interview.", "2014-05-11"),
            "interview",
            talks(actors=(TEKE, "~post"), when=day("2014-05-10")),
        ),
        claim(
            file("e", "Teke and Marn spoke in a phone call.", "2014-05-11"),
            "phone call",
            talks(actors=(TEKE, MARN), when=day("2014-05-10")),
        ),
        claim(file("f", "The Front once met the Guild.", "2014-05-11"), "met", talks(actors=(FRONT, "~guild"), where=None)),
    ]
    found = resolve.rounds(record([*shuttle, *others]))
    assert [len(r.entries) for r in found] == [3]


def test_a_meeting_without_a_date_joins_the_only_round_that_it_can_be_of() -> None:
    """Told after one round of its parties it is of that round; after two it is of none."""
    dated = [claim(file(f"r{i}", HELD, d), "talks", talks(when=day(d))) for i, d in enumerate(("2014-05-06", "2014-07-01"))]
    vague = claim(
        file("v", "Of the negotiations the Front and the Council said little.", "2014-05-20"), "negotiations", talks(where=None)
    )
    assert [len(r.entries) for r in resolve.rounds(record([dated[0], vague]))] == [2]
    late = msgspec.structs.replace(vague.filed, published=file("v", "x", "2014-08-01").published)
    assert sorted(len(r.entries) for r in resolve.rounds(record([*dated, Witness(vague.claim, late)]))) == [1, 1]
    assert TALKS.where == KASTEL
