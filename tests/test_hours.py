"""Times of day as sources of one act tell them. All people and countries are invented."""

from collections.abc import Sequence

import msgspec
import pytest

from dragoman.lexicon.load import table
from dragoman.model import When
from tests.test_compare import SIXTH, TALKS, folded, witness

TUESDAY = msgspec.structs.replace(SIXTH, text="Tuesday")


def differing(texts: Sequence[str], whens: Sequence[When] = (TUESDAY, TUESDAY)) -> list[tuple[str, str, tuple[str, ...]]]:
    """Field, kind and values of the divergences where each report tells the talks in these words and dates them so."""
    made = [
        witness(f"r{i}", text, "alks", msgspec.structs.replace(TALKS, when=when))
        for i, (text, when) in enumerate(zip(texts, whens, strict=True))
    ]
    return [(d.field, d.kind, tuple(v.value for v in d.values)) for d in folded(made)]


def talks(when: str) -> str:
    """A sentence on the talks with a time in it."""
    return f"Talks in Kastel took place {when} and ended without a word."


PLAIN = "The two sides held their talks on Tuesday in Kastel."


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (talks("on Tuesday morning"), PLAIN, "precision"),
        (talks("early on Tuesday"), PLAIN, "precision"),
        (talks("at noon on Tuesday"), PLAIN, "precision"),
        (talks("at noon on Tuesday"), PLAIN.replace("Tuesday", "Tuesday afternoon"), "precision"),
        (talks("Tuesday at 5:15 a.m."), PLAIN.replace("on Tuesday", "at dawn on Tuesday"), "precision"),
        (talks("shortly after three on Tuesday"), PLAIN.replace("Tuesday", "Tuesday afternoon"), "precision"),
        (talks("on Tuesday morning"), PLAIN.replace("on Tuesday", "on Tuesday evening"), "conflict"),
        (talks("at 4 p.m. on Tuesday"), PLAIN.replace("on Tuesday", "at 17:30 on Tuesday"), "conflict"),
        (talks("at 4 p.m. local time on Tuesday"), PLAIN.replace("on Tuesday", "at 17:30 on Tuesday"), ""),
        (talks("at four o'clock on Tuesday"), PLAIN.replace("on Tuesday", "at 16:00 on Tuesday"), ""),
        (talks("on Tuesday evening"), PLAIN.replace("Tuesday", "Tuesday night"), ""),
        ("The Morning Star said that talks took place on Tuesday in Kastel.", PLAIN, ""),
    ],
)
def test_times_of_day_are_held_beside_each_other(one: str, other: str, kind: str) -> None:
    """A time is finer than its day and a part of it that holds it; times that share no hour conflict; zones are not reckoned."""
    assert [(field, of) for field, of, _ in differing((one, other))] == ([("when", kind)] if kind else [])


def test_a_time_is_shown_in_the_words_for_it() -> None:
    """The words for the day and the time stand together, and the day alone as it is entered."""
    ((_, _, values),) = differing((talks("at noon on Tuesday"), PLAIN))
    assert values == ("noon on Tuesday", "2014-05-06")


def test_a_time_without_a_day_is_of_the_act_told_before_it() -> None:
    """Where no words tell the day, the only time in a sentence is that of its act."""
    undated = msgspec.structs.replace(SIXTH, text="")
    assert [kind for _, kind, _ in differing((talks("at dawn"), PLAIN), (undated, TUESDAY))] == ["precision"]
    assert not differing((talks("at dawn"), talks("from dawn until midnight")), (undated, undated))


def test_who_tells_a_part_of_a_day_elsewhere_tells_no_other_time() -> None:
    """A source with a time in the sentence of the act, though not beside its day, does not tell the day alone."""
    assert not differing((talks("on Tuesday morning"), PLAIN.replace("Kastel", "Kastel after a sleepless night")))


def test_every_part_of_a_day_is_a_span_of_hours() -> None:
    """The hours of the lexicon lie within a day and run forward."""
    spans = [span for name in ("parts", "edges") for row in table("en/hours")[name].values() for span in row]
    assert all(0 <= start < end <= 24 for start, end in spans)
