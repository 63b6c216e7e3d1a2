"""How many, as acts tell it, and whose counts are held against whose. All people and countries are invented."""

import msgspec
import pytest

from dragoman import compare, resolve, run
from dragoman.extract import claims
from dragoman.model import Actor, ActorClaim, Event, Judgement, Number, Record, Report, Witness
from dragoman.resolve.quantities import unit
from tests.test_compare import SIXTH, TALKS, TEXTS, folded, found, told, witness


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The army released twenty-four prisoners on Monday.", 24, "prisoner"),
        ("Orlan and Varen exchanged nearly three dozen prisoners in May.", 36, "prisoner"),
        ("The army arrested two hundred and fifty protesters.", 250, "protester"),
        ("About 2.5 million workers went on strike in Orlan.", 2_500_000, "worker"),
        ("The government freed 32 of the 55 prisoners.", 32, "prisoner"),
        ("At least 27 were killed in the blast in Kastel on Tuesday.", 27, "dead"),
        ("The blast in Kastel injured at least 10.", 10, "wounded"),
        ("The raid left 35 people dead.", 35, "people"),
        ("The army released hundreds of prisoners on Monday.", None, "prisoner"),
        ("By noon 40 of the 90 Varenians killed in the strikes were civilians.", 90, "varenians"),
    ],
)
def test_numbers_are_read_whole(text: str, value: float | None, unit: str) -> None:
    """A number of several words is one, a part is counted and not the whole, and who has been hurt needs no noun."""
    bodies = [c.body for c in claims(run.analyse(Report(id="sha256:test", text=text)))]
    counted = {(n.value, n.unit) for b in bodies if isinstance(b, Event) for n in b.numbers}
    assert (value, unit) in counted
    assert all(of != unit or amount == value for amount, of in counted)


def test_what_an_act_cost_belongs_to_its_words() -> None:
    """The verb that tells how many were hurt stands in the evidence of the act, with the number."""
    read = claims(run.analyse(Report(id="sha256:test", text="The blast in Kastel injured at least 10.")))
    (blast,) = [c for c in read if isinstance(c.body, Event)]
    assert blast.evidence[0].quote == "The blast in Kastel injured at least 10"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Number(27, "people", "27 people"), Number(31, "people", "31 people"), ["conflict"]),
        (Number(27, "people", "27 people"), Number(5, "soldiers", "five soldiers"), []),
        (Number(27, "people", "27 people"), Number(40, "soldiers", "40 soldiers"), ["conflict"]),
        (Number(12, "fighters", "12 fighters"), Number(9, "militants", "nine militants"), ["conflict"]),
        (Number(12, "fighters", "12 fighters"), Number(9, "villagers", "nine villagers"), []),
        (Number(7, "countries", "seven countries"), Number(5, "countries", "five Western countries"), []),
        (Number(7, "countries", "seven countries"), Number(9, "countries", "nine other countries"), []),
        (Number(27, "dead", "27 dead"), Number(40, "wounded", "40 wounded"), []),
        (Number(4, "soldiers", "four Orlanian soldiers"), Number(3, "soldiers", "three soldiers"), ["conflict"]),
        (Number(33, "hostages", "33 hostages"), Number(900, "prisoners", "900 prisoners"), []),
        (Number(33, "hostages", "33 hostages"), Number(35, "hostages", "35 hostages"), ["conflict"]),
        (Number(300, "detainees", "300 detainees"), Number(280, "prisoners", "280 political prisoners"), ["conflict"]),
    ],
)
def test_only_counts_of_the_same_contradict(one: Number, other: Number, expected: list[str]) -> None:
    """A part is no other count of the whole, nor are the dead one of the hurt, nor is what others leave over."""
    texts = (f"{TEXTS[0]} There were {one.text}.", f"{TEXTS[1]} There were {other.text}.")
    assert [kind for _, kind in told({"numbers": (one,)}, {"numbers": (other,)}, texts=texts)] == expected


def test_a_number_that_is_bounded_counts_no_rest() -> None:
    """The words "more than" bound a number; only "more" behind it counts what is left over."""
    few, many = Number(30, "people", "30 people"), Number(41, "people", "41 people")
    texts = (f"{TEXTS[0]} More than 41 people came.", f"{TEXTS[1]} There 30 people came.")
    assert told({"numbers": (many,)}, {"numbers": (few,)}, texts=texts) == [("numbers", "conflict")]


def test_a_name_of_several_words_is_known_by_its_parts() -> None:
    """A report that names a party without the short words of its name does not leave it out."""
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH, actors=(*TALKS.actors, "~orlan-harbour-co"))),
        witness("r1", f"{TEXTS[1]} The harbour of Orlan was closed.", "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
        witness("r0", f"{TEXTS[0]} ", "harbour", ActorClaim(Actor(id="~orlan-harbour-co", name="Orlan Harbour Co.", kind="group"))),
    ]
    assert [d.field for d in found(made)] == []


def test_an_outlet_is_not_held_against_itself() -> None:
    """Two reports of one outlet that tell other numbers go on with its story; another outlet that does so differs."""
    few, many = (Number(n, "officers", f"{n} officers") for n in (40, 90))
    made = [
        witness(name, text, "alks", msgspec.structs.replace(TALKS, when=SIXTH, numbers=(number,)))
        for name, text, number in (("r0", TEXTS[0], few), ("r1", TEXTS[1], many))
    ]
    own = [msgspec.structs.replace(w.filed, report=msgspec.structs.replace(w.filed.report, source="The Mail")) for w in made]
    assert [d.kind for d in found(made)] == ["conflict"]
    assert found(msgspec.structs.replace(w, filed=f) for w, f in zip(made, own, strict=True)) == ()


def test_only_who_is_silent_stands_beside_who_tells() -> None:
    """A source that has the number elsewhere in its report is not shown as one that leaves it out."""
    many = Number(3000, "officers", "3,000 officers")
    made = [
        witness("r0", TEXTS[0], "alks", msgspec.structs.replace(TALKS, when=SIXTH, numbers=(many,))),
        witness("r1", TEXTS[1], "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
        witness("r2", f"{TEXTS[2]} Outside stood 3,000 officers.", "alks", msgspec.structs.replace(TALKS, when=SIXTH)),
    ]
    (divergence,) = found(made)
    assert [(v.value, v.sources) for v in divergence.values] == [("3,000 officers", ("The R0 Post",)), ("", ("The R1 Post",))]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The chamber passed the bill 61-38.", "The chamber passed the bill.", ["omission"]),
        ("The islanders turned the bond down by 54 to 46.", "The islanders turned the bond down.", ["omission"]),
        ("The chamber passed the bill 61-38.", "The chamber passed the bill by 60 votes to 39.", ["conflict"]),
        ("The chamber passed the bill 61-38.", "The chamber passed the bill by 61 to 38.", []),
        ("The chamber passed the bill for the 2016-17 season.", "The chamber passed the bill.", []),
    ],
)
def test_the_sides_of_a_vote_are_numbers(one: str, other: str, expected: list[str]) -> None:
    """How many were for and against is read from the sentence that tells of the vote."""
    act = Event(type="GOVERN", modality="occurred", actors=("~chamber",), when=SIXTH)
    made = [witness(f"r{i}", text, "he", act) for i, text in enumerate((one, other))]
    assert [d.kind for d in folded(made) if d.field == "numbers"] == expected


def test_what_an_attack_cost_counts_where_its_sentence_tells_it() -> None:
    """The dead of an attack may be told by a claim of their own in its sentence, and are held against those of others."""
    texts = "Fighters attacked a post and killed four soldiers.", "Three soldiers died when fighters attacked the post at Kastel."
    act = Event(type="ASSAULT", modality="occurred", actors=("~northern-front",), when=SIXTH)
    three, four = (Number(n, "soldiers", text) for n, text in ((3, "Three soldiers"), (4, "four soldiers")))
    one = witness("r0", texts[0], "attacked", act)
    other = witness("r1", texts[1], "attacked", msgspec.structs.replace(act, numbers=(three,)))
    toll = witness("r0", texts[0], "killed", msgspec.structs.replace(act, actors=(), numbers=(four,)))
    same = Judgement(claims=pair(one, other), verdict="same", by="ana", why="one act")
    apart = tuple(Judgement(claims=pair(w, toll), verdict="different", by="ana", why="a test") for w in (one, other))
    made = [one, other, toll]
    judgements, entries = resolve.entries(made, [same, *apart])
    filed = {w.filed.report.id: w.filed for w in made}
    record = Record(filed=filed, claims={w.claim.id: w.claim for w in made}, judgements=judgements, entries=entries)
    assert [d.kind for d in compare.divergences(record) if d.field == "numbers"] == ["conflict"]


def pair(one: Witness, other: Witness) -> tuple[str, str]:
    """The ids of two claims, the smaller first."""
    first, second = sorted((one.claim.id, other.claim.id))
    return first, second


def test_a_great_number_may_be_told_by_its_order() -> None:
    """Who tells "billions" gives no number, and leaves none out."""
    wall = "The Coastal Council asked for $5.7 billion at the talks in Kastel."
    costs = {"numbers": (Number(5.7e9, "dollar", "$5.7 billion"),)}
    assert told(costs, {}, texts=(wall, "The talks in Kastel were about a wall that costs billions.")) == [("numbers", "precision")]
    assert told(costs, {}, texts=(wall, "The talks in Kastel were about a wall.")) == [("numbers", "omission")]


def test_a_number_in_a_compound_is_left_out_by_nobody() -> None:
    """A "four-point plan" counts nothing that is worth telling."""
    assert told({"numbers": (Number(4, "point", "four-point"),)}, {}) == []
    assert told({"numbers": (Number(4, "point", "four points"),)}, {}) == [("numbers", "omission")]


def test_delegations_are_no_persons() -> None:
    """Delegates are people, and delegations parties."""
    people, delegates, delegations = (Number(12, of, f"twelve {of}") for of in ("people", "delegates", "delegations"))
    assert unit(people) == unit(delegates) != unit(delegations)
