"""What sources tell in other words and other detail: headlines, places by their kind, rough dates. All names are invented."""

import msgspec
import pytest

from dragoman import compare, resolve
from dragoman.model import Event, Judgement, Part, Place, Record, Span, Text, Witness
from tests.test_compare import FRONT, ORLAN, SEVENTH, SIXTH, TALKS, TEXTS, day, folded, told, witness
from tests.test_numbers import pair


def test_a_place_told_by_its_kind_is_told_less_precisely() -> None:
    """Where one tells of "a bridge" and another of "the Marn bridge", nobody leaves the place out."""
    named, plain = Place(name="Marn bridge", precision="venue"), Place(name="bridge")
    assert told({"where": named}, {"where": plain}) == [("where", "precision")]


def test_who_tells_by_other_names_leaves_nobody_out() -> None:
    """A source that names somebody whom no other does tells the act in its own way; one that names fewer leaves the rest out."""
    more = (*TALKS.actors, ORLAN)
    assert told({"actors": more}, {"actors": (FRONT, "~coastal-league")}) == []
    assert told({"actors": more}, {}) == [("actors", "omission")]


def test_dates_reckoned_in_weeks_are_rough() -> None:
    """What was "two weeks ago" may be some days less or more; further off it is another day."""
    weeks = msgspec.structs.replace(day("2014-04-21", "2014-04-27"), text="two weeks ago")
    assert told({"when": day("2014-04-29")}, {"when": weeks}) != [("when", "conflict")]
    assert told({"when": SIXTH}, {"when": weeks}) == [("when", "conflict")]


def test_who_writes_on_the_day_of_an_act_may_still_expect_it() -> None:
    """A plan told on the day itself is no other telling of what was done later that day; one told the day after is."""
    eighth = day("2014-05-08")
    assert told({"modality": "planned", "when": eighth}, {"when": eighth}) == []
    assert told({"modality": "planned", "when": SEVENTH}, {"when": SEVENTH}) == [("modality", "precision")]


def headed(name: str, title: str, body: str, trigger: str, act: Event) -> Witness:
    """A claim of a report with a headline."""
    text = f"{title}\n\n{body}"
    made = witness(name, text, trigger, act)
    at = len(title) + 2
    divided = Text((Part(0, at, "title"), Part(at, len(text), "body")), (Span(0, len(title)), Span(at, len(text))))
    return Witness(made.claim, msgspec.structs.replace(made.filed, text=divided))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Front caves at last", [("words", "wording")]),
        ("Front in talks at last", []),
    ],
)
def test_a_headline_words_the_act_that_opens_the_text(title: str, expected: list[tuple[str, str]]) -> None:
    """A headline that tells no act of its own words the first act of the text below."""
    act = msgspec.structs.replace(TALKS, when=SIXTH)
    made = [headed("r0", title, TEXTS[0], "Talks", act), witness("r1", TEXTS[1], "talks", act)]
    narrow = [msgspec.structs.replace(w.claim, evidence=(w.claim.trigger,)) for w in made]
    assert [(d.field, d.kind) for d in folded([Witness(c, w.filed) for c, w in zip(narrow, made, strict=True)])] == expected


def test_a_headline_does_not_word_what_the_text_tells_later() -> None:
    """An act told after another of another type in the first sentence is not that of the headline."""
    act = msgspec.structs.replace(TALKS, when=SIXTH)
    body = "The Northern Front freed ten men after talks with the Coastal Council in Kastel."
    freed = Event(type="RETREAT", modality="occurred", actors=(FRONT,), when=SIXTH)
    made = [headed("r0", "Front caves at last", body, "talks", act), headed("r0", "Front caves at last", body, "freed", freed)]
    other = witness("r1", TEXTS[1], "talks", act)
    same = Judgement(claims=pair(made[0], other), verdict="same", by="ana", why="one act")
    known = [Witness(msgspec.structs.replace(w.claim, evidence=(w.claim.trigger,)), w.filed) for w in (*made, other)]
    judgements, entries = resolve.entries(known, [same])
    filed = {w.filed.report.id: w.filed for w in known}
    record = Record(filed=filed, claims={w.claim.id: w.claim for w in known}, judgements=judgements, entries=entries)
    assert not [d for d in compare.divergences(record) if d.field == "words"]
