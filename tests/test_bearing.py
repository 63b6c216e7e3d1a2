"""Acts that bear on an undertaking, and those that only seem to. All parties are invented but for a state."""

import pytest

from dragoman import resolve
from dragoman.model import Commitment, Event, Evidence, Witness
from dragoman.resolve import LedgerLine
from tests.test_resolve import COUNCIL, FRONT, claim, day, file, record


def promise(text: str, words: str, act: str, **told: object) -> Witness:
    """A report of May that tells of an undertaking of the Front and the Council."""
    filed = file("a", text, "2014-05-02")
    at = text.index(words)
    what = Evidence("a", at, at + len(words), words)
    body = Commitment(**{"by": (COUNCIL, FRONT), "what": what, "act": act, "status": "agreed", **told})  # type: ignore[arg-type]
    return claim(filed, words, body)


def line(made: Witness, text: str, trigger: str, body: Event) -> LedgerLine:
    """The ledger line of an undertaking after a report of June."""
    (found,) = resolve.ledger(record([made, claim(file("b", text, "2014-06-10"), trigger, body)]))
    return found


@pytest.mark.parametrize(
    ("trigger", "state"), [("called off", "reversed"), ("ended", "reversed"), ("extended", "implemented"), ("kept", "implemented")]
)
def test_who_ends_a_truce_undoes_it(trigger: str, state: str) -> None:
    """One of those who agreed on a truce ends it for all; to keep to it carries it out, by whatever kind of act."""
    made = promise("The Front and the Council agreed to a truce on the coast.", "a truce on the coast", "RETREAT", issues=("Ce",))
    by = (FRONT,) if state == "reversed" else (FRONT, COUNCIL)
    body = Event(type="RETREAT", modality="occurred", actors=by, when=day("2014-06-09"), issues=("Ce",))
    assert line(made, f"The Front {trigger} the truce on the coast.", trigger.removesuffix(" off"), body).state == state


def test_to_end_a_fight_is_no_end_of_what_was_undertaken() -> None:
    """Where the undertaking itself is an end of something, who ends that carries it out."""
    made = promise("The Front and the Council agreed to end fire by a truce.", "end fire by a truce", "RETREAT", issues=("Ce",))
    body = Event(type="RETREAT", modality="occurred", actors=(FRONT, COUNCIL), when=day("2014-06-09"), issues=("Ce",))
    assert line(made, "The Front and the Council ended fire by a truce.", "ended", body).state == "implemented"


@pytest.mark.parametrize(("actors", "state"), [((), "agreed"), ((COUNCIL, FRONT), "not_implemented")])
def test_that_nobody_named_agreed_breaks_no_word(actors: tuple[str, ...], state: str) -> None:
    """Who did not agree are those of whom "no agreement on a truce" is told: it is not of all who once did."""
    made = promise("The Front and the Council agreed to a truce on the coast.", "a truce on the coast", "AGREE", issues=("Ce",))
    body = Event(type="AGREE", modality="denied", actors=actors, when=day("2014-06-09"), issues=("Ce",))
    assert line(made, "There was no agreement on a truce on the coast.", "agreement", body).state == state


@pytest.mark.parametrize(("actors", "state"), [((FRONT, COUNCIL), "agreed"), ((FRONT, "norway"), "implemented")])
def test_what_is_owed_to_a_third_is_not_done_between_two(actors: tuple[str, ...], state: str) -> None:
    """To sign a treaty on borders with one side is not to sign that which was promised to another."""
    made = promise(
        "The Front agreed to sign a treaty on borders.",
        "sign a treaty on borders",
        "SUPPORT",
        by=(FRONT,),
        toward=("norway",),
        issues=("StBor",),
    )
    body = Event(type="SUPPORT", modality="occurred", actors=actors, when=day("2014-06-09"), issues=("StBor",))
    assert line(made, "They signed a treaty on borders.", "signed", body).state == state


def test_what_is_overdue_is_no_part_of_a_new_undertaking() -> None:
    """To meet over an election that is overdue is not to promise it once more: the meeting is not what was not done."""
    text = "The Front and the Council agreed to meet on June 15 over an election, long delayed."
    words = "to meet on June 15 over an election"
    made = promise(text, words, "CONSULT", due=day("2014-06-15"), issues=("Ele",))
    late = Event(type="GOVERN", modality="planned", actors=(FRONT, COUNCIL), issues=("Ele",))
    (found,) = resolve.ledger(record([made, claim(made.filed, "election", late, quote="election")]))
    assert found.state == "agreed"
